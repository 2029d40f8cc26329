//! Dates, money and numbers as each language writes them.

use chrono::{Datelike, NaiveDate};

use super::Lang;
use crate::book::RiskLevel;
use crate::calendar::Birthday;

/// 2026年11月30日 or 30 Nov 2026.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => date.format("%-d %b %Y").to_string(),
    }
}

/// 周一 or Mon.
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    lang.pick(zh, en)[date.weekday().num_days_from_monday() as usize]
}

/// 2027年2月4日（周四） or Thu, 4 Feb 2027.
pub fn day(lang: Lang, on: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}（{}）", date(lang, on), weekday(lang, on)),
        Lang::En => format!("{}, {}", weekday(lang, on), date(lang, on)),
    }
}

/// 2026年12月 or December 2026.
pub fn month(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月", date.year(), date.month()),
        Lang::En => date.format("%B %Y").to_string(),
    }
}

/// The months from that of one day to that of another: 2026年12月至2027年1月, 2027年2月, December 2026 to January 2027.
pub fn months(lang: Lang, (first, last): (NaiveDate, NaiveDate)) -> String {
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return month(lang, first);
    }
    format!("{}{}{}", month(lang, first), lang.pick("至", " to "), month(lang, last))
}

/// Money in fen: 1.2万元 or ¥12,000.
pub fn yuan_of_fen(lang: Lang, fen: i64) -> String {
    wan(lang, fen / 100)
}

/// Money in yuan: from 10,000 on in 万 in Chinese, to the nearest hundred, with thousands separators in English.
pub fn wan(lang: Lang, yuan: i64) -> String {
    match lang {
        Lang::Zh if yuan.abs() >= 10_000 => {
            let tens = format!("{:.2}", yuan as f64 / 10_000.0);
            format!("{}万元", tens.trim_end_matches('0').trim_end_matches('.'))
        }
        Lang::Zh => format!("{yuan}元"),
        Lang::En => format!("¥{}", grouped(yuan)),
    }
}

/// Money to the yuan: 15,995元 or ¥15,995.
pub fn yuan(lang: Lang, yuan: i64) -> String {
    match lang {
        Lang::Zh => format!("{}元", grouped(yuan)),
        Lang::En => format!("¥{}", grouped(yuan)),
    }
}

/// 12月14日 周一 or Mon, 14 Dec.
pub fn day_of_week(lang: Lang, on: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{} {}", short_day(lang, on), weekday(lang, on)),
        Lang::En => format!("{}, {}", weekday(lang, on), short_day(lang, on)),
    }
}

/// What is counted in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Counted {
    People,
    Events,
    Questions,
    Times,
    Years,
    Contacts,
}

/// 1人, 1 person, 2 people.
pub fn counted(lang: Lang, n: usize, what: Counted) -> String {
    let (zh, one, many) = match what {
        Counted::People => ("人", "person", "people"),
        Counted::Events => ("场活动", "event", "events"),
        Counted::Questions => ("个待答的问题", "open question", "open questions"),
        Counted::Times => ("次", "time", "times"),
        Counted::Contacts => ("项安排", "contact", "contacts"),
        Counted::Years => ("岁", "year old", "years old"),
    };
    match lang {
        Lang::Zh => format!("{n}{zh}"),
        Lang::En => format!("{n} {}", if n == 1 { one } else { many }),
    }
}

/// 还有56项, 56 more: those that are not shown.
pub fn more_of(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Zh => format!("还有{n}项"),
        Lang::En => format!("{n} more"),
    }
}

/// 12月14日 or 14 Dec: a day of a year that is known.
pub fn short_day(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", date.month(), date.day()),
        Lang::En => date.format("%-d %b").to_string(),
    }
}

/// Names one after the other: 掼蛋、钓鱼 or Board games, Fishing.
pub fn listed<S: AsRef<str>>(lang: Lang, names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(lang.pick("、", ", "))
}

/// A number with separators: 12,345.
pub fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut grouped = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 {
        grouped.insert(0, '-');
    }
    grouped
}

/// A share as 37% or 0.8%.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent != 0.0 && percent.abs() < 9.95 {
        format!("{percent:.1}%")
    } else {
        format!("{percent:.0}%")
    }
}

/// A birthday with its calendar.
pub fn birthday(lang: Lang, birthday: Birthday) -> String {
    let Birthday { year, month, day, lunar, leap } = birthday;
    if !lunar {
        return match (lang, year) {
            (Lang::Zh, Some(year)) => format!("{year}年{month}月{day}日"),
            (Lang::Zh, None) => format!("{month}月{day}日"),
            (Lang::En, Some(year)) => format!("{day} {} {year}", MONTHS[month.clamp(1, 12) as usize - 1]),
            (Lang::En, None) => format!("{day} {}", MONTHS[month.clamp(1, 12) as usize - 1]),
        };
    }
    let year = year.map(|year| lang.pick(format!("{year}年"), format!("{year} "))).unwrap_or_default();
    match lang {
        Lang::Zh => {
            format!("农历{year}{}{}{}", if leap { "闰" } else { "" }, lunar_month(month), lunar_day(day))
        }
        Lang::En => format!("lunar {year}{}month {month}, day {day}", if leap { "leap " } else { "" }),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn lunar_month(month: u32) -> &'static str {
    let names =
        ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"];
    names[(month.clamp(1, 12) - 1) as usize]
}

fn lunar_day(day: u32) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = digits[(day % 10) as usize];
    match day {
        10 => "初十".to_owned(),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        1..=9 => format!("初{digit}"),
        11..=19 => format!("十{digit}"),
        _ => format!("廿{digit}"),
    }
}

/// An investor level with its name; a bare C code is ambiguous with data classes.
pub fn risk(lang: Lang, level: RiskLevel) -> &'static str {
    let zh = ["保守型（最低类别）", "保守型", "稳健型", "平衡型", "成长型", "进取型"];
    let en = ["Conservative (lowest)", "Conservative", "Steady", "Balanced", "Growth", "Aggressive"];
    lang.pick(zh, en)[usize::from(level.0.min(5))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_right() {
        assert_eq!(wan(Lang::Zh, 16_000), "1.6万元");
        assert_eq!(wan(Lang::Zh, 15_996), "1.6万元", "rounded, not cut");
        assert_eq!(wan(Lang::Zh, -10_583), "-1.06万元");
        assert_eq!(wan(Lang::Zh, 20_000), "2万元");
        assert_eq!(wan(Lang::Zh, 800), "800元");
        assert_eq!(wan(Lang::En, 1_234_567), "¥1,234,567");
    }

    #[test]
    fn one_is_one_and_two_are_many() {
        let people = |lang, n| counted(lang, n, Counted::People);
        assert_eq!(
            [people(Lang::En, 1), people(Lang::En, 0), people(Lang::Zh, 1)],
            ["1 person", "0 people", "1人"]
        );
    }

    #[test]
    fn lunar_birthdays_read_right() {
        let day = |month, day, leap| Birthday { year: None, month, day, lunar: true, leap };
        assert_eq!(birthday(Lang::Zh, day(12, 30, false)), "农历腊月三十");
        assert_eq!(birthday(Lang::Zh, day(6, 1, true)), "农历闰六月初一");
        assert_eq!(birthday(Lang::Zh, day(8, 25, false)), "农历八月廿五");
    }
}
