//! How old a tag may grow before it should be asked for again, by what it is about.

use chrono::NaiveDate;

use super::{Book, Dimension};

/// How far a tag can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// As good as new.
    Fresh,
    /// Worth asking again at the next natural contact.
    Ageing,
    /// No evidence for a circle any more.
    Stale,
}

/// Days after which a tag ages; it is stale after twice as many. Needs and products pass quickly, habits slowly,
/// temperament hardly ever. Our own setting: no survey of banks' records is known to us.
fn fresh_days(dimension: Dimension) -> i64 {
    match dimension {
        Dimension::Need | Dimension::Product => 365,
        Dimension::Interest | Dimension::Preference => 2 * 365,
        Dimension::Occupation => 3 * 365,
        Dimension::Personality => 5 * 365,
    }
}

/// The freshness on a day of a tag that was noted on another.
pub fn freshness(dimension: Dimension, noted_on: NaiveDate, today: NaiveDate) -> Freshness {
    let age = (today - noted_on).num_days();
    let fresh = fresh_days(dimension);
    if age > 2 * fresh {
        Freshness::Stale
    } else if age > fresh {
        Freshness::Ageing
    } else {
        Freshness::Fresh
    }
}

impl Book {
    /// The day on which something was last learnt about anybody: "today" where no clock is at hand.
    pub fn last_learnt(&self) -> Option<NaiveDate> {
        self.customers.iter().flat_map(|customer| &customer.tags).map(|mark| mark.noted_on).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_passes_sooner_than_a_temperament() {
        let day = |year| NaiveDate::from_ymd_opt(year, 6, 1).unwrap();
        assert_eq!(freshness(Dimension::Need, day(2024), day(2026)), Freshness::Ageing);
        assert_eq!(freshness(Dimension::Need, day(2023), day(2026)), Freshness::Stale);
        assert_eq!(freshness(Dimension::Personality, day(2023), day(2026)), Freshness::Fresh);
    }
}
