//! Dates and birthdays in the styles that lists are written in.

use chrono::{Datelike, Days, NaiveDate};

use super::Cell;
use crate::calendar::Birthday;
use crate::script::{clean, fold};

/// A date with its year, or `None` when it cannot be read.
///
/// `2025-3-7`, `2025/03/07`, `2025.3.7`, `20250307`, `2025年3月7日`, with a time behind, Excel serial numbers.
pub(super) fn date(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => {
            serial(*number).filter(|_| *number >= 10_000.0).or_else(|| packed(&format!("{number}")))
        }
        Cell::Text(text) => {
            if text.contains(['农', '阴', '旧', '闰']) {
                return None;
            }
            // A time of day behind the date is not part of it.
            let cleaned = clean(text);
            let text = fold(cleaned.split([' ', 'T']).next().unwrap_or_default());
            packed(&text).or_else(|| match numbers(&text)[..] {
                [year, month, day, ..] => NaiveDate::from_ymd_opt(four_digits(year)?, month, day),
                // 1980 and 1980.5 are a year and a month, no serial numbers.
                [serial_number] if serial_number >= 10_000 => text.parse::<f64>().ok().and_then(serial),
                [serial_number, _] if serial_number >= 10_000 => text.parse::<f64>().ok().and_then(serial),
                _ => None,
            })
        }
        _ => None,
    }
}

/// A birthday: a date, a month and day without a year, or a lunar date in Chinese words.
///
/// `lunar` says that the column itself is for lunar birthdays.
pub(super) fn birthday(cell: &Cell, lunar: bool) -> Option<Birthday> {
    let text = fold(&cell.as_text());
    let lunar = lunar || ["农历", "阴历", "旧历", "lunar"].iter().any(|mark| text.contains(mark));
    if lunar {
        return lunar_birthday(&text);
    }
    // 0307: a month and day without any mark; as a number it would be a day of 1900.
    let unmarked = text.len() == 4 && text.parse::<u32>().is_ok_and(|packed| (101..=1231).contains(&packed));
    if let Some(date) = date(cell).filter(|_| !unmarked) {
        return Some(Birthday::solar(Some(date.year()), date.month(), date.day()));
    }
    let (month, day) = match numbers(&text)[..] {
        [month, day] => (month, day),
        [packed] if unmarked => (packed / 100, packed % 100),
        _ => {
            return chinese_month_day(&text).filter(|_| text.contains('月')).and_then(|(month, day, _)| {
                NaiveDate::from_ymd_opt(2000, month, day).map(|_| Birthday::solar(None, month, day))
            })
        }
    };
    // 2000 is a leap year, so 29 February passes.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Birthday::solar(None, month, day))
}

fn lunar_birthday(text: &str) -> Option<Birthday> {
    let bare =
        ["农历", "阴历", "旧历", "lunar"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""));
    let (year, month, day, leap) = match numbers(&bare)[..] {
        [year, month, day] if year >= 1900 => (Some(year as i32), month, day, bare.contains('闰')),
        [month, day] => (None, month, day, bare.contains('闰')),
        [packed] if packed >= 19_000_101 => {
            (Some((packed / 10_000) as i32), packed / 100 % 100, packed % 100, false)
        }
        [year] if year >= 1900 => {
            let (month, day, leap) = chinese_month_day(bare.split('年').nth(1)?)?;
            (Some(year as i32), month, day, leap)
        }
        _ => {
            let (month, day, leap) = chinese_month_day(&bare)?;
            (None, month, day, leap)
        }
    };
    let sound = (1..=12).contains(&month) && (1..=30).contains(&day);
    sound.then_some(Birthday { year, month, day, lunar: true, leap })
}

/// 闰六月初一, 八月十五, 腊月三十, 三月七日 → (month, day, leap).
fn chinese_month_day(text: &str) -> Option<(u32, u32, bool)> {
    let (month, day) = text.split_once('月')?;
    let leap = month.contains('闰');
    let month = match month.trim_start_matches('闰') {
        "正" => 1,
        "冬" => 11,
        "腊" => 12,
        other => chinese_number(other)?,
    };
    let day = chinese_number(day.trim_start_matches('初').trim_end_matches(['日', '号']))?;
    Some((month, day, leap))
}

/// Chinese numerals up to thirty-one, with 廿 and 卅.
fn chinese_number(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    let mut value = 0;
    for c in text.chars() {
        let digit = "零一二三四五六七八九".chars().position(|d| d == c);
        match (c, digit) {
            ('十', _) => value = value.max(1) * 10,
            ('廿', _) => value = 20,
            ('卅', _) => value = 30,
            (_, Some(digit)) => value += digit as u32,
            _ => return text.parse().ok(),
        }
    }
    Some(value)
}

/// Days since 1899-12-30, for the years 1900 to 2100.
fn serial(number: f64) -> Option<NaiveDate> {
    let days = number.trunc();
    if !(61.0..=73_415.0).contains(&days) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days as u64))
}

/// `20250307`.
fn packed(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    NaiveDate::from_ymd_opt(four_digits(number / 10_000)?, number / 100 % 100, number % 100)
}

/// A year of two digits is refused: whether 25 is 1925 or 2025 is not ours to guess.
fn four_digits(year: u32) -> Option<i32> {
    (1900..=2100).contains(&year).then_some(year as i32)
}

/// The runs of digits in a text.
fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map_while(|run| run.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn reads_dates_in_every_style() {
        let expected = NaiveDate::from_ymd_opt(2025, 3, 7);
        for style in [
            "2025-3-7",
            "2025/03/07",
            "2025.3.7",
            "20250307",
            "2025年3月7日",
            "2025-03-07 12:30:00",
            "2025/3/7",
            "45723",
        ] {
            assert_eq!(date(&text(style)), expected, "{style}");
        }
        assert_eq!(date(&Cell::Number(45_723.0)), expected);
        assert_eq!(date(&Cell::Number(20_250_307.0)), expected);
        for wrong in ["25-3-7", "2025-13-01", "2025-02-30", "不详", "3月7日", ""] {
            assert_eq!(date(&text(wrong)), None, "{wrong}");
        }
    }

    #[test]
    fn reads_birthdays() {
        let solar = |month, day| Some(Birthday::solar(None, month, day));
        assert_eq!(birthday(&text("3月7日"), false), solar(3, 7));
        assert_eq!(birthday(&text("03-07"), false), solar(3, 7));
        assert_eq!(birthday(&text("三月七日"), false), solar(3, 7));
        assert_eq!(birthday(&text("0307"), false), solar(3, 7));
        assert_eq!(birthday(&text("1980.1.5"), false), Some(Birthday::solar(Some(1980), 1, 5)));
        let lunar = |year, month, day, leap| Some(Birthday { year, month, day, lunar: true, leap });
        assert_eq!(birthday(&text("农历八月十五"), false), lunar(None, 8, 15, false));
        assert_eq!(birthday(&text("农历闰六月初一"), false), lunar(None, 6, 1, true));
        assert_eq!(birthday(&text("腊月三十"), true), lunar(None, 12, 30, false));
        assert_eq!(birthday(&text("1962年腊月廿三"), true), lunar(Some(1962), 12, 23, false));
        assert_eq!(birthday(&text("不详"), false), None);
    }
}
