//! The facts of a customer one by one: how each is read, and how it is taken over from somebody else's record.

use chrono::NaiveDate;

use super::{Customer, Polarity};

/// A fact of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Fact {
    Code,
    Name,
    Gender,
    Birthday,
    Age,
    Phone,
    Groups,
    Tier,
    Assets,
    Risk,
    RiskUntil,
    Manager,
    Occupation,
    LastContact,
    Maturities,
    SchoolEntry,
    DoNotContact,
    NoProfiling,
    Tags,
    Notes,
}

impl Fact {
    /// True when a customer has one of it: of two different ones a person has to choose.
    pub fn is_single(self) -> bool {
        SINGLE.iter().any(|(fact, _, _)| *fact == self)
    }
}

/// How a fact is read.
type Read = fn(&Customer) -> String;

/// A fact with how it is read and how it is taken over.
type Handled = (Fact, Read, fn(&mut Customer, &Customer));

/// The facts of which a customer has one.
pub(super) const SINGLE: [Handled; 14] = [
    (Fact::Code, |c| c.code.clone(), |c, from| c.code.clone_from(&from.code)),
    (Fact::Name, |c| c.name.clone(), |c, from| c.name.clone_from(&from.name)),
    (
        Fact::Gender,
        |c| c.female.map_or("", |female| if female { "♀" } else { "♂" }).to_owned(),
        |c, from| c.female = from.female,
    ),
    (Fact::Birthday, birthday, |c, from| c.birthday = from.birthday),
    (
        Fact::Age,
        |c| c.listed_age.map(|age| age.to_string()).unwrap_or_default(),
        |c, from| c.listed_age = from.listed_age,
    ),
    (Fact::Phone, |c| c.phone.clone(), |c, from| c.phone.clone_from(&from.phone)),
    (Fact::Groups, |c| c.groups.join(" · "), |c, from| c.groups.clone_from(&from.groups)),
    (Fact::Tier, |c| c.tier.clone(), |c, from| c.tier.clone_from(&from.tier)),
    (Fact::Manager, |c| c.manager.clone(), |c, from| c.manager.clone_from(&from.manager)),
    (Fact::Occupation, |c| c.occupation.clone(), |c, from| c.occupation.clone_from(&from.occupation)),
    (Fact::Assets, |c| c.assets_fen.map(yuan).unwrap_or_default(), |c, from| c.assets_fen = from.assets_fen),
    (
        Fact::Risk,
        |c| c.risk.map(|level| level.0.to_string()).unwrap_or_default(),
        |c, from| c.risk = from.risk,
    ),
    (Fact::RiskUntil, |c| day(c.risk_until), |c, from| c.risk_until = from.risk_until),
    (Fact::LastContact, |c| day(c.last_contact), |c, from| c.last_contact = from.last_contact),
];

/// The facts that are kept from both sides.
pub(super) const MANY: [(Fact, Read); 6] =
    [
        (Fact::Maturities, |c| {
            let one = |date: NaiveDate, fen: Option<i64>| match fen {
                Some(fen) => format!("{date} ¥{}", yuan(fen)),
                None => date.to_string(),
            };
            listed(c.maturities.iter().map(|found| one(found.date, found.amount_fen)))
        }),
        (Fact::SchoolEntry, |c| listed(c.school_entry_years.iter().map(i32::to_string))),
        (Fact::DoNotContact, |c| flag(c.do_not_contact)),
        (Fact::NoProfiling, |c| flag(c.no_profiling)),
        (Fact::Tags, |c| {
            listed(c.tags.iter().map(|mark| {
                format!("{}{}", if mark.polarity == Polarity::Avoid { "-" } else { "" }, mark.tag)
            }))
        }),
        (Fact::Notes, |c| listed(c.notes.iter().map(|note| note.text.clone()))),
    ];

fn listed(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(" · ")
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn flag(set: bool) -> String {
    if set { "✓" } else { "" }.to_owned()
}

fn yuan(fen: i64) -> String {
    let cents = fen.abs() % 100;
    let cents = if cents == 0 { String::new() } else { format!(".{cents:02}") };
    format!("{}{}{cents}", if fen < 0 { "-" } else { "" }, fen.abs() / 100)
}

fn birthday(customer: &Customer) -> String {
    customer.birthday.map_or(String::new(), |b| {
        let year = b.year.map(|year| format!("{year}-")).unwrap_or_default();
        // The character 农 and 闰 say calendar and leap month in the shortest way that a reader of lists knows.
        format!(
            "{}{year}{}{}-{}",
            if b.lunar { "农 " } else { "" },
            if b.leap { "闰" } else { "" },
            b.month,
            b.day
        )
    })
}

/// What two records about the same person say differently: the fact, as the first has it, as the second has it.
pub fn clashes(first: &Customer, second: &Customer) -> Vec<(Fact, String, String)> {
    let read = SINGLE.iter().map(|(fact, read, _)| (*fact, read(first), read(second)));
    read.filter(|(_, a, b)| !a.is_empty() && !b.is_empty() && a != b).collect()
}

/// Two records about the same person as one: of what clashes the first counts, except where `taken` says the second; all
/// else is kept from both.
pub fn join_double(first: &Customer, second: &Customer, taken: &[Fact]) -> Customer {
    let mut joined = super::merge::join(second, first.clone());
    joined.id = first.id;
    for maturity in &second.maturities {
        if !joined.maturities.contains(maturity) {
            joined.maturities.push(maturity.clone());
        }
    }
    for year in &second.school_entry_years {
        if !joined.school_entry_years.contains(year) {
            joined.school_entry_years.push(*year);
        }
    }
    for (fact, _, take) in SINGLE {
        if taken.contains(&fact) {
            take(&mut joined, second);
        }
    }
    joined
}

/// Takes single facts over from somebody else's record.
pub fn take_facts(customer: &mut Customer, from: &Customer, facts: &[Fact]) {
    for (_, _, take) in SINGLE.iter().filter(|(fact, _, _)| facts.contains(fact)) {
        take(customer, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Maturity;

    #[test]
    fn of_two_records_nothing_is_lost_but_what_was_decided() {
        let maturity =
            |day| Maturity { date: NaiveDate::from_ymd_opt(2027, 1, day).unwrap(), amount_fen: None };
        let first = Customer {
            code: "1".into(),
            tier: "金卡".into(),
            maturities: vec![maturity(1)],
            ..Customer::default()
        };
        let second = Customer {
            code: "1".into(),
            tier: "白金".into(),
            phone: "13812345678".into(),
            maturities: vec![maturity(1), maturity(2)],
            ..Customer::default()
        };
        assert_eq!(clashes(&first, &second), [(Fact::Tier, "金卡".to_owned(), "白金".to_owned())]);
        let joined = join_double(&first, &second, &[]);
        assert_eq!(
            (joined.tier.as_str(), joined.phone.as_str(), joined.maturities.len()),
            ("金卡", "13812345678", 2)
        );
        assert_eq!(join_double(&first, &second, &[Fact::Tier]).tier, "白金");
    }
}
