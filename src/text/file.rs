//! Files in words: columns, findings with their way out, refusals.

use super::{words, Lang};
use crate::finding::{FindingCode, Place};
use crate::import::{Field, ImportError};

/// The meaning of a column.
pub fn field(lang: Lang, field: Field) -> &'static str {
    let words = &words(lang).field;
    match field {
        Field::Ignore => words.ignore,
        Field::Code => words.code,
        Field::Name => words.name,
        Field::Gender => words.gender,
        Field::Age => words.age,
        Field::Birthday => words.birthday,
        Field::LunarBirthday => words.lunar_birthday,
        Field::IdNumber => words.id_number,
        Field::Phone => words.phone,
        Field::Groups => words.groups,
        Field::GroupFlag => words.group_flag,
        Field::Tier => words.tier,
        Field::Assets => words.assets,
        Field::Risk => words.risk,
        Field::Manager => words.manager,
        Field::Occupation => words.occupation,
        Field::RiskUntil => super::care_words(lang).risk_until,
        Field::Maturity => words.maturity,
        Field::MaturityAmount => words.maturity_amount,
        Field::SchoolEntry => words.school_entry,
        Field::Child => words.child,
        Field::Record => words.record,
        Field::Personality => words.personality,
        Field::Tags => words.tags,
        Field::Avoids => words.avoids,
        Field::Note => words.note,
        Field::LastContact => words.last_contact,
        Field::DoNotContact => words.do_not_contact,
        Field::Consent => words.consent,
        Field::NoProfiling => words.no_profiling,
        Field::Sensitive => words.sensitive,
    }
}

/// What was found.
pub fn finding(lang: Lang, code: FindingCode) -> &'static str {
    match code {
        FindingCode::DateUnreadable => lang.pick("日期读不出", "The date cannot be read"),
        FindingCode::BirthYearMissing => {
            lang.pick("生日没有年份，只记月日", "No year of birth: month and day are kept")
        }
        FindingCode::BirthOutOfRange => lang.pick("出生年份不合理", "The year of birth is impossible"),
        FindingCode::AmountUnreadable => lang.pick("数字读不出", "The number cannot be read"),
        FindingCode::PhoneDigitsLost => {
            lang.pick("手机号成了科学计数，丢了位数", "The phone number lost digits to scientific notation")
        }
        FindingCode::PhoneUnreadable => lang.pick("不像电话号码", "Not a phone number"),
        FindingCode::CodeDigitsLost => lang
            .pick("客户号成了科学计数，丢了位数", "The customer number lost digits to scientific notation"),
        FindingCode::RowWithoutCustomer => {
            lang.pick("这一行没有客户号也没有姓名", "The row has neither number nor name")
        }
        FindingCode::TotalRow => lang.pick("合计行，不是客户", "A line of totals, not a customer"),
        FindingCode::DuplicateCode => {
            lang.pick("与前面的行是同一位客户", "The same customer as in an earlier row")
        }
        FindingCode::SensitiveColumn => {
            lang.pick("敏感信息，整列没有读取", "Sensitive: the column was not read")
        }
        FindingCode::IdNumberReduced => lang.pick(
            "证件号只用来取生日和性别，号码没有保存",
            "From ID numbers only birth date and sex were taken",
        ),
        FindingCode::FlagUnreadable => lang.pick("不是“是”或“否”", "Neither yes nor no"),
        FindingCode::RiskUnreadable => lang.pick("风险等级读不出", "The risk level cannot be read"),
        FindingCode::EncodingGuessed => lang.pick("按国标编码（GB18030）读取", "Read as GB18030"),
        FindingCode::EncodingDamaged => {
            lang.pick("有些文字不合所选编码", "Some text does not fit the encoding")
        }
        FindingCode::TooManyRows => {
            lang.pick("行数超过上限，后面的没有读", "Too many rows: the rest was not read")
        }
        FindingCode::TooManyColumns => {
            lang.pick("列数超过上限，后面的没有读", "Too many columns: the rest was not read")
        }
        FindingCode::NoKeyColumn => lang.pick("没有客户号或姓名列", "No column for number or name"),
        FindingCode::QuoteUnclosed => {
            lang.pick("引号没有配对，按普通文字读取", "A quote without its pair was read as text")
        }
        FindingCode::TitleRow => lang.pick("标题行，不是客户", "A title, not a customer"),
        FindingCode::FooterRow => lang.pick("表尾说明，不是客户", "A footer, not a customer"),
        FindingCode::RepeatedHeader => lang.pick("重复的表头，不是客户", "The headers again, not a customer"),
        FindingCode::HiddenColumn => {
            lang.pick("文件里隐藏的列，已读取", "The file hides this column; it was read")
        }
        FindingCode::HiddenRows => {
            lang.pick("文件里隐藏的行，已读取", "The file hides these rows; they were read")
        }
        FindingCode::HiddenSheet => lang.pick("文件里隐藏的工作表", "The file hides this sheet"),
        FindingCode::CellError => lang.pick("单元格里是错误值", "The cell holds an error"),
        FindingCode::ColumnLeftOut => lang.pick("认不出的列，没有导入", "Unknown: the column was left out"),
        FindingCode::NumberReduced => {
            lang.pick("证件号、卡号或密码已略去", "ID, card number or password was taken out")
        }
        FindingCode::ChildReduced => {
            lang.pick("孩子的信息只取入学年份", "Of children only the school-entry year was taken")
        }
        FindingCode::LeftOutByCodes => {
            lang.pick("代号方式：没有导入，或已遮去", "Code names: left out or masked")
        }
    }
}

/// What to do about it.
pub fn way_out(lang: Lang, code: FindingCode) -> &'static str {
    match code {
        FindingCode::DateUnreadable | FindingCode::BirthOutOfRange => lang.pick(
            "写成 2025-3-7 或 农历八月十五 再导入；其他内容已保留",
            "Write 2025-3-7 and import again; the rest is kept",
        ),
        FindingCode::PhoneDigitsLost | FindingCode::CodeDigitsLost => {
            lang.pick("在系统里把整列设为文本后重新导出", "Export again with the column set to text")
        }
        FindingCode::AmountUnreadable => lang.pick("写成 12000 或 1.2万", "Write 12000 or 1.2万"),
        FindingCode::PhoneUnreadable => lang.pick("核对号码后再导入", "Check the number and import again"),
        FindingCode::RowWithoutCustomer => lang.pick("补上客户号或姓名", "Fill in the number or the name"),
        FindingCode::DuplicateCode => {
            lang.pick("已逐项合并，可在上面选择", "Merged field by field; choose above")
        }
        FindingCode::FlagUnreadable => lang.pick("填“是”或“否”", "Write yes or no"),
        FindingCode::RiskUnreadable => lang.pick("填 C1 至 C5", "Write C1 to C5"),
        FindingCode::EncodingDamaged => lang.pick("换一种文字编码试试", "Try another encoding"),
        FindingCode::TooManyRows | FindingCode::TooManyColumns => {
            lang.pick("拆成几个文件分次导入", "Split the file and import in parts")
        }
        FindingCode::NoKeyColumn => lang.pick("在上一步指定一列", "Choose one in the previous step"),
        FindingCode::ColumnLeftOut => {
            lang.pick("需要的话，在上一步改成标签或备注", "Set it to tags or notes in the previous step")
        }
        FindingCode::CellError | FindingCode::QuoteUnclosed => {
            lang.pick("在原表里改正后再导入", "Correct it in the list and import again")
        }
        FindingCode::TitleRow
        | FindingCode::FooterRow
        | FindingCode::RepeatedHeader
        | FindingCode::HiddenColumn
        | FindingCode::HiddenRows
        | FindingCode::HiddenSheet
        | FindingCode::NumberReduced
        | FindingCode::ChildReduced
        | FindingCode::LeftOutByCodes
        | FindingCode::BirthYearMissing
        | FindingCode::TotalRow
        | FindingCode::SensitiveColumn
        | FindingCode::IdNumberReduced
        | FindingCode::EncodingGuessed => lang.pick("无需处理", "Nothing to do"),
    }
}

/// Sheet, row and column in words.
pub fn place(lang: Lang, place: &Place) -> String {
    let mut parts = Vec::new();
    if !place.sheet.is_empty() {
        parts.push(place.sheet.clone());
    }
    parts.extend(place.row.map(|number| row(lang, number)));
    if let Some(column) = place.column.as_ref().filter(|column| !column.is_empty()) {
        parts.push(lang.pick(format!("「{column}」列"), format!("column “{column}”")));
    }
    if parts.is_empty() {
        parts.push(words(lang).import.all_sheet.to_owned());
    }
    parts.join(lang.pick(" ", ", "))
}

/// The number of a row, as Excel counts it.
pub fn row(lang: Lang, row: u32) -> String {
    lang.pick(format!("第{row}行"), format!("row {row}"))
}

/// Why a file was refused, and what to do.
pub fn import_error(lang: Lang, error: ImportError) -> &'static str {
    match error {
        ImportError::Empty => {
            lang.pick("文件是空的。请选有内容的名单。", "The file is empty. Choose a list with content.")
        }
        ImportError::TooLarge => lang.pick(
            "文件超过 20 MB。请拆成几个再导入。",
            "The file is larger than 20 MB. Split it and import in parts.",
        ),
        ImportError::Password => lang.pick(
            "文件有密码。请在 Excel 里另存一份不带密码的。",
            "The workbook has a password. Save a copy without one.",
        ),
        ImportError::Damaged => {
            lang.pick("文件已损坏，打不开。请从系统重新导出。", "The file is damaged. Export it again.")
        }
        ImportError::Inflated => lang.pick(
            "文件解压后超过 200 MB。请拆成几个再导入。",
            "The workbook unpacks to more than 200 MB. Split it and import in parts.",
        ),
        ImportError::UnknownKind => lang.pick(
            "这不是 Excel 或文本名单。请选 .xlsx、.xls、.csv 或 .txt。",
            "Neither a workbook nor a text list. Choose .xlsx, .xls, .csv or .txt.",
        ),
    }
}
