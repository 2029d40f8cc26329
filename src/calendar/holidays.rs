//! Statutory holidays and the work days shifted for them.
//!
//! Sources: 全国年节及纪念日放假办法 (as amended 2024) for the days that the law itself names; the State Council's
//! notice for 2026 for the shifted days. Later years have the law's days only, until their notice is out.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{lunar_of, LunarDay};

/// What kind of day a date is for a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary work day.
    Work,
    /// A Saturday or Sunday on which people work to make up for a holiday.
    ShiftedWork,
    /// A Saturday or Sunday.
    Weekend,
    /// A day off for a holiday.
    Holiday(Festival),
    /// A day off that the branch has set itself.
    Closed,
}

/// The statutory holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Festival {
    NewYear,
    Spring,
    Qingming,
    Labour,
    DragonBoat,
    MidAutumn,
    National,
}

/// The last year whose shifted work days are known.
pub fn last_official_year() -> i32 {
    2026
}

/// Days off and shifted work days of 2026 as (month, first day, last day, festival).
const OFF_2026: &[(u32, u32, u32, Festival)] = &[
    (1, 1, 3, Festival::NewYear),
    (2, 15, 23, Festival::Spring),
    (4, 4, 6, Festival::Qingming),
    (5, 1, 5, Festival::Labour),
    (6, 19, 21, Festival::DragonBoat),
    (9, 25, 27, Festival::MidAutumn),
    (10, 1, 7, Festival::National),
];
const SHIFTED_2026: &[(u32, u32)] = &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];

/// The kind of a day.
pub fn day_kind(date: NaiveDate) -> DayKind {
    if date.year() == 2026 {
        let (month, day) = (date.month(), date.day());
        if SHIFTED_2026.contains(&(month, day)) {
            return DayKind::ShiftedWork;
        }
        if let Some((.., festival)) =
            OFF_2026.iter().find(|(m, a, z, _)| *m == month && (*a..=*z).contains(&day))
        {
            return DayKind::Holiday(*festival);
        }
    } else if let Some(festival) = lawful_festival(date) {
        return DayKind::Holiday(festival);
    }
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => DayKind::Weekend,
        _ => DayKind::Work,
    }
}

/// The days that the law itself gives off, without the shifted ones.
fn lawful_festival(date: NaiveDate) -> Option<Festival> {
    match (date.month(), date.day()) {
        (1, 1) => return Some(Festival::NewYear),
        (5, 1 | 2) => return Some(Festival::Labour),
        (10, 1..=3) => return Some(Festival::National),
        (4, day) if day == qingming(date.year()) => return Some(Festival::Qingming),
        _ => {}
    }
    let lunar = |date| lunar_of(date).map(|(_, day)| day);
    match lunar(date)? {
        LunarDay { month: 1, day: 1..=3, leap: false } => Some(Festival::Spring),
        LunarDay { month: 5, day: 5, leap: false } => Some(Festival::DragonBoat),
        LunarDay { month: 8, day: 15, leap: false } => Some(Festival::MidAutumn),
        LunarDay { month: 12, .. } if lunar(date.succ_opt()?)?.month == 1 => Some(Festival::Spring),
        _ => None,
    }
}

/// Day in April of 清明 (the sun at 15°), by the usual formula for 2000 to 2099.
fn qingming(year: i32) -> u32 {
    let y = (year % 100) as u32;
    (y * 2422 + 48_100) / 10_000 - y / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(year: i32, month: u32, day: u32) -> DayKind {
        day_kind(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn official_year_has_shifted_days() {
        assert_eq!(kind(2026, 2, 17), DayKind::Holiday(Festival::Spring));
        assert_eq!(kind(2026, 2, 28), DayKind::ShiftedWork);
        assert_eq!(kind(2026, 11, 23), DayKind::Work);
    }

    #[test]
    fn later_years_have_the_days_of_the_law() {
        assert_eq!(kind(2027, 2, 5), DayKind::Holiday(Festival::Spring));
        assert_eq!(kind(2027, 2, 8), DayKind::Holiday(Festival::Spring));
        assert_eq!(kind(2027, 2, 9), DayKind::Work);
        assert_eq!(kind(2027, 4, 5), DayKind::Holiday(Festival::Qingming));
    }

    #[test]
    fn qingming_falls_on_the_fourth_or_fifth() {
        assert_eq!([2024, 2025, 2026, 2027].map(qingming), [4, 4, 5, 5]);
    }
}
