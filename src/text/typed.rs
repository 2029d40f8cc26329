//! What is wrong with something typed, and how it is typed right.

use super::Lang;
use crate::import::TypedError;

/// The message beside the field.
pub fn typed_error(lang: Lang, error: TypedError) -> &'static str {
    match error {
        TypedError::Day => {
            lang.pick("看不懂这个日期，请写成 2027-3-7。", "No such date; write it as 2027-3-7.")
        }
        TypedError::MonthDay => lang.pick(
            "月和日要填全，而且要有这一天（农历最多三十）。",
            "Fill in month and day of a day that exists (lunar: up to 30).",
        ),
        TypedError::BirthYear => {
            lang.pick("出生年要在 1900 年到今天之间。", "Year of birth: from 1900 to today.")
        }
        TypedError::LeapOfSolar => {
            lang.pick("只有农历才有闰月。", "Only the lunar calendar has leap months.")
        }
        TypedError::Phone => lang.pick(
            "电话要有 5 到 20 位数字，只能带 + - ( ) # 和“转”。",
            "A phone number has 5 to 20 digits, with + - ( ) # at most.",
        ),
        TypedError::Amount => {
            lang.pick("看不懂这个金额，请写成 12000 或 1.2万。", "Not an amount; write 12000 or 1.2万.")
        }
        TypedError::SchoolYear => {
            lang.pick("入学年份请写四位数，如 2027、2031。", "Four digits a year, such as 2027, 2031.")
        }
        TypedError::Age => lang.pick("年龄请填 0 到 120。", "An age from 0 to 120."),
        TypedError::Nobody => lang.pick("客户号和姓名至少填一项。", "Give a customer number or a name."),
        TypedError::CodeTaken => {
            lang.pick("这个客户号已经有别的客户在用。", "Another customer has this number.")
        }
    }
}
