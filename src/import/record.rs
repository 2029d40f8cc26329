//! A customer as cells, and back: what the export of the book writes, in the words that import reads.
//!
//! The readable columns can be changed in a spreadsheet. One more column holds the customer whole, so that what no cell can
//! say (who said what and when, evidence, what happened) comes back as well; a readable cell that was changed wins.

use chrono::{Datelike, NaiveDate};

use super::{Cell, Field};
use crate::book::{Customer, Evidence, Polarity, Vocabulary};
use crate::calendar::Birthday;

/// The columns of a book that is handed out; the last holds the customer whole.
pub const WRITTEN: &[Field] = &[
    Field::Code,
    Field::Name,
    Field::Gender,
    Field::Birthday,
    Field::Age,
    Field::Phone,
    Field::Groups,
    Field::Tier,
    Field::Assets,
    Field::Risk,
    Field::RiskUntil,
    Field::Manager,
    Field::Occupation,
    Field::Maturity,
    Field::SchoolEntry,
    Field::Tags,
    Field::Avoids,
    Field::LastContact,
    Field::DoNotContact,
    Field::NoProfiling,
    Field::Note,
    Field::Record,
];

/// A fact as a cell; empty where there is nothing to say.
pub fn written(customer: &Customer, field: Field, vocabulary: &Vocabulary) -> String {
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let yes = |flag: bool| if flag { "是" } else { "" }.to_owned();
    let tags = |polarity: Polarity| {
        let marks = customer.tags.iter().filter(|mark| mark.polarity == polarity);
        let name = |id: &str| match vocabulary.get(id) {
            Some(tag) => tag.zh.clone(),
            None => id.trim_start_matches("own.").to_owned(),
        };
        marks.map(|mark| name(&mark.tag)).collect::<Vec<_>>().join("、")
    };
    match field {
        Field::Code => customer.code.clone(),
        Field::Name => customer.name.clone(),
        Field::Gender => customer.female.map_or("", |female| if female { "女" } else { "男" }).to_owned(),
        Field::Birthday => customer.birthday.map(birthday).unwrap_or_default(),
        Field::Age => customer.listed_age.map(|age| age.to_string()).unwrap_or_default(),
        Field::Phone => customer.phone.clone(),
        Field::Groups => customer.groups.join("、"),
        Field::Tier => customer.tier.clone(),
        Field::Assets => customer.assets_fen.map(yuan).unwrap_or_default(),
        Field::Risk => customer
            .risk
            .map(|risk| if risk.0 == 0 { "C1最低".to_owned() } else { format!("C{}", risk.0) })
            .unwrap_or_default(),
        Field::RiskUntil => day(customer.risk_until),
        Field::Manager => customer.manager.clone(),
        Field::Occupation => customer.occupation.clone(),
        Field::Maturity => {
            let one = |date: NaiveDate, fen: Option<i64>| match fen {
                Some(fen) => format!("{date} {}元", yuan(fen)),
                None => date.to_string(),
            };
            customer
                .maturities
                .iter()
                .map(|found| one(found.date, found.amount_fen))
                .collect::<Vec<_>>()
                .join("、")
        }
        Field::SchoolEntry => {
            customer.school_entry_years.iter().map(i32::to_string).collect::<Vec<_>>().join("、")
        }
        Field::Tags => tags(Polarity::Like),
        Field::Avoids => tags(Polarity::Avoid),
        Field::LastContact => day(customer.last_contact),
        Field::DoNotContact => yes(customer.do_not_contact),
        Field::NoProfiling => yes(customer.no_profiling),
        Field::Note => customer.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join("\n"),
        Field::Record => serde_json::to_string(customer).unwrap_or_default(),
        _ => String::new(),
    }
}

fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.abs() / 100, fen.abs() % 100)
}

fn birthday(birthday: Birthday) -> String {
    let calendar = if birthday.lunar { "农历" } else { "" };
    let year = birthday.year.map(|year| format!("{year}-")).unwrap_or_default();
    let leap = if birthday.leap { "闰" } else { "" };
    format!("{calendar}{year}{leap}{:02}-{:02}", birthday.month, birthday.day)
}

/// The customer that cells hold whole; what is too long for one cell goes on in the next.
pub(super) fn read<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Customer> {
    let part = |cell: &'a Cell| if let Cell::Text(text) = cell { text.as_str() } else { "" };
    let whole: String = cells.map(part).collect();
    let customer: Customer = serde_json::from_str(&whole).ok()?;
    Some(possible(Customer { id: Default::default(), ..customer }))
}

/// The customer without what cannot be: anybody can write into a file, and the rest of the program counts on days that
/// exist and words that are there.
fn possible(mut customer: Customer) -> Customer {
    let years = 1900..=2100;
    customer.birthday = customer.birthday.filter(|birthday| {
        (1..=12).contains(&birthday.month)
            && (1..=31).contains(&birthday.day)
            && birthday.year.is_none_or(|year| years.contains(&year))
    });
    customer.listed_age = customer.listed_age.filter(|age| *age <= 120);
    customer.risk = customer.risk.filter(|risk| risk.0 <= 5);
    customer.school_entry_years.retain(|year| years.contains(year));
    let is_day = |day: &NaiveDate| years.contains(&day.year());
    customer.risk_until = customer.risk_until.filter(is_day);
    customer.last_contact = customer.last_contact.filter(is_day);
    customer.maturities.retain(|maturity| is_day(&maturity.date));
    let lengths: Vec<usize> = customer.notes.iter().map(|note| note.text.chars().count()).collect();
    for mark in &mut customer.tags {
        if let Evidence::Note { note_idx, start, end } = mark.evidence {
            if start > end || lengths.get(note_idx).is_none_or(|length| end > *length) {
                mark.evidence = Evidence::Hand;
            }
        }
    }
    customer
}

/// Makes room for what a changed cell says. Notes stay: what a cell adds is a further note.
pub(super) fn empty(customer: &mut Customer, field: Field) {
    let without =
        |customer: &mut Customer, polarity: Polarity| customer.tags.retain(|mark| mark.polarity != polarity);
    match field {
        Field::Gender => customer.female = None,
        Field::Birthday => customer.birthday = None,
        Field::Age => customer.listed_age = None,
        Field::Phone => customer.phone.clear(),
        Field::Groups => customer.groups.clear(),
        Field::Tier => customer.tier.clear(),
        Field::Assets => customer.assets_fen = None,
        Field::Risk => customer.risk = None,
        Field::RiskUntil => customer.risk_until = None,
        Field::Manager => customer.manager.clear(),
        Field::Occupation => customer.occupation.clear(),
        Field::Maturity => customer.maturities.clear(),
        Field::SchoolEntry => customer.school_entry_years.clear(),
        Field::Tags => without(customer, Polarity::Like),
        Field::Avoids => without(customer, Polarity::Avoid),
        Field::LastContact => customer.last_contact = None,
        Field::DoNotContact => customer.do_not_contact = false,
        Field::NoProfiling => customer.no_profiling = false,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Note, RiskLevel, TagMark};

    #[test]
    fn what_cannot_be_does_not_come_in_with_a_record() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let mark = |tag: &str, note_idx, end| TagMark {
            tag: tag.into(),
            polarity: Polarity::Like,
            evidence: Evidence::Note { note_idx, start: 0, end },
            noted_on: day,
            doubt: 0,
        };
        let good = Customer {
            code: "1".into(),
            birthday: Some(Birthday::solar(Some(1980), 3, 7)),
            risk: Some(RiskLevel(5)),
            notes: vec![Note { text: "爱钓鱼".into(), written_on: day }],
            tags: vec![mark("int.fishing", 0, 3)],
            ..Customer::default()
        };
        let through = |customer: &Customer| {
            let cell = Cell::Text(serde_json::to_string(customer).unwrap_or_default().into());
            read(std::iter::once(&cell)).unwrap_or_default()
        };
        assert_eq!(through(&good), good);
        let bad = Customer {
            birthday: Some(Birthday::solar(Some(i32::MIN), 13, 40)),
            risk: Some(RiskLevel(200)),
            school_entry_years: vec![i32::MAX],
            risk_until: Some(NaiveDate::MAX),
            tags: vec![mark("a", 7, 1), mark("b", 0, 4)],
            ..good.clone()
        };
        let kept = through(&bad);
        assert_eq!((kept.birthday, kept.risk, kept.risk_until), (None, None, None));
        assert!(kept.school_entry_years.is_empty());
        assert!(kept.tags.iter().all(|mark| mark.evidence == Evidence::Hand));
    }
}
