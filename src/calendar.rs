//! Days as a branch counts them: lunar dates, statutory holidays, work days, and the thirteen weeks of a quarter.
//!
//! No clock: whoever needs today is given it.

mod holidays;
mod lunar;
mod own_days;

pub use holidays::{day_kind, last_official_year, DayKind, Festival};
pub use lunar::{lunar_of, solar_of, LunarDay};
pub use own_days::{OwnDays, OwnDaysError};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Weeks in a planned quarter.
pub const WEEKS: usize = 13;

/// Thirteen weeks that begin on a Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarter {
    /// The Monday of week 0.
    pub start: NaiveDate,
}

impl Quarter {
    /// The quarter that begins on the Monday after `today`.
    pub fn after(today: NaiveDate) -> Self {
        let ahead = 7 - u64::from(today.weekday().num_days_from_monday());
        Self { start: today + Days::new(ahead) }
    }

    /// The day `day` (0 = first Monday) of the quarter.
    pub fn date(&self, day: u32) -> NaiveDate {
        self.start + Days::new(u64::from(day))
    }

    /// The day after the last one.
    pub fn end(&self) -> NaiveDate {
        self.start + Days::new(7 * WEEKS as u64)
    }

    /// The quarter's day number of `date`, 0 to 90; `None` outside.
    pub fn day_of(&self, date: NaiveDate) -> Option<u32> {
        let days = (date - self.start).num_days();
        u32::try_from(days).ok().filter(|day| *day < 7 * WEEKS as u32)
    }
}

/// A birthday as it is kept: the year may be unknown, and it may follow the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    /// Year of birth, if known; for lunar birthdays the lunar year.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31 (lunar: 1 to 30).
    pub day: u32,
    /// Counted in the lunar calendar.
    pub lunar: bool,
    /// Falls in a leap month (lunar only).
    pub leap: bool,
}

impl Birthday {
    /// A solar birthday.
    pub fn solar(year: Option<i32>, month: u32, day: u32) -> Self {
        Self { year, month, day, lunar: false, leap: false }
    }

    /// The days in `from..to` on which the birthday is kept.
    ///
    /// 29 February is kept on the 28th of common years; lunar rules are those of [`solar_of`].
    pub fn within(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        // A lunar date of year y falls in the solar year y or y + 1.
        let years = (from.year() - 1)..=to.year();
        years.filter_map(|year| self.in_year(year)).filter(|date| (from..to).contains(date)).collect()
    }

    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        if self.lunar {
            return solar_of(year, LunarDay { month: self.month, day: self.day, leap: self.leap });
        }
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.checked_sub(1)?))
    }

    /// Age in full years on `date`; `None` without a year of birth.
    pub fn age_on(&self, date: NaiveDate) -> Option<i32> {
        let age = date.year() - self.year?;
        let had = self.in_year(date.year()).is_some_and(|day| day <= date);
        Some(if had { age } else { age - 1 }).filter(|age| (0..130).contains(age))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_quarter_is_thirteen_weeks_from_a_monday() {
        let quarter = Quarter::after(day(2026, 11, 23));
        assert_eq!(quarter.start, day(2026, 11, 30));
        assert_eq!(quarter.day_of(day(2027, 2, 28)), Some(90));
        assert_eq!(quarter.day_of(quarter.end()), None);
    }

    #[test]
    fn a_29_february_birthday_is_kept_every_year() {
        let birthday = Birthday::solar(Some(1980), 2, 29);
        assert_eq!(birthday.within(day(2027, 2, 1), day(2027, 3, 31)), [day(2027, 2, 28)]);
        assert_eq!(birthday.within(day(2028, 2, 1), day(2028, 3, 31)), [day(2028, 2, 29)]);
    }

    #[test]
    fn a_lunar_new_years_eve_birthday_falls_before_the_new_year() {
        let birthday = Birthday { year: None, month: 12, day: 30, lunar: true, leap: false };
        // 2027-02-06 is 正月初一 (Hong Kong Observatory); the twelfth month before it has 29 days.
        assert_eq!(birthday.within(day(2027, 1, 1), day(2027, 3, 1)), [day(2027, 2, 5)]);
    }

    #[test]
    fn age_counts_full_years() {
        let birthday = Birthday::solar(Some(1961), 11, 24);
        assert_eq!(birthday.age_on(day(2026, 11, 23)), Some(64));
        assert_eq!(birthday.age_on(day(2026, 11, 24)), Some(65));
        assert_eq!(Birthday::solar(None, 1, 1).age_on(day(2026, 1, 1)), None);
    }
}
