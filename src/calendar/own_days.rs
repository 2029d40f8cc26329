//! Days off and shifted work days that a branch sets itself: a new year's notice, a local holiday, a day of training.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{day_kind, DayKind};

/// Days that are not as the built-in tables have them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnDays(BTreeMap<NaiveDate, bool>);

/// A line that says no day: its number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} says no day")]
pub struct OwnDaysError(pub usize);

impl OwnDays {
    /// The kind of a day: the branch's own word, or the built-in tables'.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        match self.0.get(&date) {
            Some(true) => DayKind::ShiftedWork,
            // A notice that gives the festival's own days off again leaves them the festival's.
            Some(false) => match day_kind(date) {
                holiday @ DayKind::Holiday(_) => holiday,
                _ => DayKind::Closed,
            },
            None => day_kind(date),
        }
    }

    /// True when people work on that day.
    pub fn is_work_day(&self, date: NaiveDate) -> bool {
        matches!(self.kind(date), DayKind::Work | DayKind::ShiftedWork)
    }

    /// Reads lines such as `2027-02-10 休`, `2027/2/13 班`; a range as `2027-02-05~2027-02-11 休`, or in columns as
    /// `2027-02-05,2027-02-11,休`. Lines that are empty or
    /// begin with `#` are passed over.
    ///
    /// # Errors
    /// The first line that says no day.
    pub fn read(text: &str) -> Result<Self, OwnDaysError> {
        let mut days = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = OwnDaysError(at + 1);
            let (when, works) = said(line).ok_or(wrong)?;
            let mut ends = when.split(['~', '～', '至', ',', '，', '\t']).map(|part| day(part.trim()));
            let first = ends.next().flatten().ok_or(wrong)?;
            let last = match ends.next() {
                Some(last) => last.ok_or(wrong)?,
                None => first,
            };
            // A range is a holiday's; a longer one is a slip of the pen.
            if ends.next().is_some() || !(0..=60).contains(&(last - first).num_days()) {
                return Err(wrong);
            }
            days.extend(first.iter_days().take_while(|date| *date <= last).map(|date| (date, works)));
        }
        Ok(Self(days))
    }

    /// Runs of days from `first` to `last` that are no ordinary work days or weekends, with their kind.
    pub fn special(&self, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, NaiveDate, DayKind)> {
        let mut runs: Vec<(NaiveDate, NaiveDate, DayKind)> = Vec::new();
        for date in first.iter_days().take_while(|date| *date <= last) {
            let kind = self.kind(date);
            if matches!(kind, DayKind::Work | DayKind::Weekend) {
                continue;
            }
            match runs.last_mut() {
                Some((_, end, of)) if *of == kind && end.succ_opt() == Some(date) => *end = date,
                _ => runs.push((date, date, kind)),
            }
        }
        runs
    }

    /// The days as lines that [`Self::read`] reads.
    pub fn write(&self) -> String {
        let line =
            |(date, works): (&NaiveDate, &bool)| format!("{date} {}\n", if *works { "班" } else { "休" });
        self.0.iter().map(line).collect()
    }
}

/// What stands before the word, and whether the word says work.
fn said(line: &str) -> Option<(&str, bool)> {
    let words = [
        ("放假", false),
        ("休息", false),
        ("休", false),
        ("off", false),
        ("上班", true),
        ("班", true),
        ("work", true),
    ];
    let lower = line.trim_end_matches([',', '，', '\t', ' ']);
    words.into_iter().find_map(|(word, works)| {
        let rest = lower.strip_suffix(word)?;
        Some((rest.trim_end_matches([',', '，', '\t', ' ']), works))
    })
}

fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let mut number = || parts.next()?.trim().parse::<u32>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (parts.next().is_none() && (2000..=2100).contains(&date.year())).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Festival;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_notice_is_read_and_written_and_wins_over_the_tables() {
        let days =
            OwnDays::read("# 2027\n2027-02-05,2027-02-11,放假\n2027年2月13日 上班\n\n2027/3/8,休\n").unwrap();
        assert_eq!(days.kind(date(2027, 2, 10)), DayKind::Closed);
        assert_eq!(days.kind(date(2027, 2, 13)), DayKind::ShiftedWork);
        assert_eq!(days.kind(date(2027, 3, 8)), DayKind::Closed);
        assert_eq!(days.kind(date(2027, 3, 9)), day_kind(date(2027, 3, 9)));
        assert!(days.is_work_day(date(2027, 2, 13)) && !days.is_work_day(date(2027, 2, 5)));
        assert_eq!(days.kind(date(2027, 2, 6)), DayKind::Holiday(Festival::Spring), "greetings go by it");
        let runs = days.special(date(2027, 2, 1), date(2027, 3, 31));
        let kind_in_runs =
            |day| runs.iter().find(|(from, to, _)| (*from..=*to).contains(&day)).map(|run| run.2);
        assert_eq!(kind_in_runs(date(2027, 2, 6)), Some(DayKind::Holiday(Festival::Spring)));
        assert_eq!(kind_in_runs(date(2027, 2, 11)), Some(DayKind::Closed));
        assert_eq!(kind_in_runs(date(2027, 2, 13)), Some(DayKind::ShiftedWork));
        assert_eq!(kind_in_runs(date(2027, 2, 27)), None, "an ordinary weekend");
        assert_eq!(runs.last(), Some(&(date(2027, 3, 8), date(2027, 3, 8), DayKind::Closed)));
        // The same in other hands.
        let otherwise = "# 2027\n2027-02-05~2027-02-11 休\n2027/2/13,班\n\n2027年3月8日\t休\n";
        assert_eq!(OwnDays::read(otherwise), Ok(days.clone()));
        assert_eq!(OwnDays::read(&days.write()), Ok(days));
    }

    #[test]
    fn a_line_that_says_no_day_is_named() {
        for (text, line) in [
            ("2027-02-30 休", 1),
            ("2027-02-10 休\n明天 休", 2),
            ("2027-02-10", 1),
            ("2027-02-10~2028-02-10 休", 1),
            ("2027-02-11~2027-02-10 休", 1),
        ] {
            assert_eq!(OwnDays::read(text), Err(OwnDaysError(line)), "{text}");
        }
        assert_eq!(OwnDays::read(""), Ok(OwnDays::default()));
    }
}
