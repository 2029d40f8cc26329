//! What joining a list with the book would do, before it is done: new, changed (old and new), gone, untouched.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{join, key};
use super::{Book, Customer, CustomerId};

/// A fact that a list may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Fact {
    Name,
    Phone,
    Groups,
    Tier,
    Manager,
    Occupation,
    Assets,
    Birthday,
    Risk,
    Maturities,
    LastContact,
    Refusals,
    Tags,
    Notes,
}

/// One changed fact; old and new are empty where they have no short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// Which.
    pub fact: Fact,
    /// As it is in the book.
    pub old: String,
    /// As the list has it.
    pub new: String,
}

/// What a merge would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// Customers who are not in the book.
    pub added: usize,
    /// Customers whose facts would change.
    pub changed: Vec<(CustomerId, Vec<FactChange>)>,
    /// Customers already in the book with the same facts.
    pub unchanged: usize,
    /// Customers of the book whom the list does not have; they stay.
    pub absent: Vec<CustomerId>,
    /// Customers whom the list has twice; the second changes the first.
    pub twice: usize,
}

/// Compares a list with the book; changes nothing.
pub fn merge_preview(book: &Book, incoming: &[Customer]) -> MergePreview {
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (idx, customer) in book.customers.iter().enumerate() {
        by_key.entry(key(customer)).or_insert(idx);
    }
    let mut preview = MergePreview::default();
    let mut met: BTreeSet<String> = BTreeSet::new();
    for customer in incoming {
        let key = key(customer);
        if !met.insert(key.clone()) {
            preview.twice += 1;
            continue;
        }
        let Some(&idx) = by_key.get(&key) else {
            preview.added += 1;
            continue;
        };
        let old = &book.customers[idx];
        let changes = changes(old, &join(old, customer.clone()));
        if changes.is_empty() {
            preview.unchanged += 1;
        } else {
            preview.changed.push((old.id, changes));
        }
    }
    let absent = book.customers.iter().filter(|customer| !met.contains(&key(customer)));
    preview.absent = absent.map(|customer| customer.id).collect();
    preview
}

fn changes(old: &Customer, new: &Customer) -> Vec<FactChange> {
    let mut found = Vec::new();
    let mut differ = |fact, old: String, new: String, differs: bool| {
        if differs {
            found.push(FactChange { fact, old, new });
        }
    };
    let mut text = |fact, old: &str, new: &str| differ(fact, old.to_owned(), new.to_owned(), old != new);
    text(Fact::Name, &old.name, &new.name);
    text(Fact::Phone, &old.phone, &new.phone);
    text(Fact::Groups, &old.groups.join(" · "), &new.groups.join(" · "));
    text(Fact::Tier, &old.tier, &new.tier);
    text(Fact::Manager, &old.manager, &new.manager);
    text(Fact::Occupation, &old.occupation, &new.occupation);
    let yuan = |fen: Option<i64>| fen.map(|fen| (fen / 100).to_string()).unwrap_or_default();
    text(Fact::Assets, &yuan(old.assets_fen), &yuan(new.assets_fen));
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    text(Fact::LastContact, &day(old.last_contact), &day(new.last_contact));
    let count =
        |fact, old: usize, new: usize, differs: bool| (fact, old.to_string(), new.to_string(), differs);
    let no_text = |fact, differs: bool| (fact, String::new(), String::new(), differs);
    let others = [
        no_text(Fact::Birthday, old.birthday != new.birthday),
        no_text(Fact::Risk, old.risk != new.risk),
        no_text(Fact::Maturities, old.maturities != new.maturities),
        no_text(
            Fact::Refusals,
            (old.do_not_contact, old.no_profiling) != (new.do_not_contact, new.no_profiling),
        ),
        count(Fact::Tags, old.tags.len(), new.tags.len(), old.tags != new.tags),
        count(Fact::Notes, old.notes.len(), new.notes.len(), old.notes != new.notes),
    ];
    for (fact, old, new, differs) in others {
        differ(fact, old, new, differs);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::merge;

    fn customer(code: &str, tier: &str) -> Customer {
        Customer { code: code.into(), tier: tier.into(), ..Customer::default() }
    }

    #[test]
    fn the_preview_says_what_the_merge_then_does() {
        let mut book = Book::default();
        merge(&mut book, vec![customer("1", "金卡"), customer("2", "金卡"), customer("3", "金卡")]);
        let list =
            vec![customer("1", "白金"), customer("2", "金卡"), customer("4", "金卡"), customer("4", "白金")];
        let preview = merge_preview(&book, &list);
        let change = FactChange { fact: Fact::Tier, old: "金卡".into(), new: "白金".into() };
        assert_eq!(preview.changed, [(book.customers[0].id, vec![change])]);
        assert_eq!((preview.added, preview.unchanged, preview.twice), (1, 1, 1));
        assert_eq!(preview.absent, [book.customers[2].id]);
        let report = merge(&mut book, list);
        assert_eq!((report.added, report.unchanged), (preview.added, preview.unchanged));
        assert_eq!(report.changed, preview.changed.len() + preview.twice);
    }
}
