//! The Chinese lunar calendar, through `icu_calendar`; only the rules for birthdays are our own.

use chrono::{Datelike, Days, NaiveDate};
use icu_calendar::cal::ChineseTraditional;
use icu_calendar::{Date, Iso};

/// A day of the lunar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// Month, 1 to 12; a leap month has the number of the month before it.
    pub month: u32,
    /// Day of the month, 1 to 30.
    pub day: u32,
    /// In a leap month.
    pub leap: bool,
}

/// The lunar year (named by the solar year in which it begins) and day of a solar date.
pub fn lunar_of(date: NaiveDate) -> Option<(i32, LunarDay)> {
    let iso = Date::<Iso>::try_new_iso(date.year(), date.month() as u8, date.day() as u8).ok()?;
    let lunar = iso.to_calendar(ChineseTraditional::new());
    let month = lunar.month();
    let day = LunarDay {
        month: u32::from(month.to_input().number()),
        day: u32::from(lunar.day_of_month().0),
        leap: month.to_input().is_leap(),
    };
    Some((lunar.cyclic_year().related_iso, day))
}

/// The solar date on which a lunar birthday is kept in lunar year `year`.
///
/// The usual rules: the thirtieth of a month with 29 days is kept on its last day, and a birthday in a leap month
/// is kept in the plain month when the year has no such leap month.
pub fn solar_of(year: i32, day: LunarDay) -> Option<NaiveDate> {
    if day.leap {
        if let Some(date) = find(year, day) {
            return Some(date);
        }
    }
    find(year, LunarDay { leap: false, ..day })
}

fn find(year: i32, wanted: LunarDay) -> Option<NaiveDate> {
    // A lunar month is 29 or 30 days long and the year begins between 21 January and 20 February, so month m
    // starts some 29.53 × (m - 1) days, and at most one leap month, after that.
    let earliest =
        NaiveDate::from_ymd_opt(year, 1, 20)? + Days::new(u64::from(wanted.month.checked_sub(1)?) * 29);
    let mut date = earliest;
    let mut last_of_month = None;
    for _ in 0..110 {
        let (lunar_year, lunar) = lunar_of(date)?;
        if lunar_year == year && lunar.month == wanted.month && lunar.leap == wanted.leap {
            if lunar.day == wanted.day {
                return Some(date);
            }
            last_of_month = Some(date);
        } else if last_of_month.is_some() {
            break;
        }
        date = date + Days::new(1);
    }
    last_of_month.filter(|_| wanted.day == 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn new_years_days_are_those_of_the_observatory() {
        for (year, month, date) in [(2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2030, 2, 3)] {
            let found = solar_of(year, LunarDay { month: 1, day: 1, leap: false });
            assert_eq!(found, Some(day(year, month, date)));
        }
    }

    #[test]
    fn mid_autumn_and_leap_months() {
        let mid_autumn = LunarDay { month: 8, day: 15, leap: false };
        assert_eq!(solar_of(2026, mid_autumn), Some(day(2026, 9, 25)));
        // 2025 has a leap sixth month from 25 July; 2026 has none.
        let leap_sixth = LunarDay { month: 6, day: 1, leap: true };
        assert_eq!(solar_of(2025, leap_sixth), Some(day(2025, 7, 25)));
        assert_eq!(solar_of(2026, leap_sixth), solar_of(2026, LunarDay { leap: false, ..leap_sixth }));
    }
}
