//! Joins an imported list with the book: who is new, who is changed, who is untouched.

use std::sync::Arc;

use super::{Book, Customer, Register};
use crate::calendar::Birthday;
use crate::script::mask_name;

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// Customers that were not in the book.
    pub added: usize,
    /// Customers whose facts changed.
    pub changed: usize,
    /// Customers already in the book with the same facts.
    pub unchanged: usize,
}

/// Adds and updates customers by customer number, else by name, phone and birthday together.
///
/// A fact that the list leaves empty never erases one in the book; tags and notes are added, never dropped.
pub fn merge(book: &mut Book, incoming: Vec<Arc<Customer>>) -> MergeReport {
    let mut report = MergeReport::default();
    if book.customers.is_empty() {
        // Nobody to be met, and a list that was read has everybody once.
        report.added = incoming.len();
        for customer in incoming {
            book.add(customer);
        }
        return report;
    }
    let mut register = Register::of(book.customers.iter().map(|customer| &**customer));
    for customer in incoming {
        match register.meet(&customer, book.customers.len()) {
            Some(idx) => {
                let joined = join(&book.customers[idx], Arc::unwrap_or_clone(customer));
                if joined == *book.customers[idx] {
                    report.unchanged += 1;
                } else {
                    book.customers[idx] = Arc::new(joined);
                    report.changed += 1;
                }
            }
            None => {
                book.add(customer);
                report.added += 1;
            }
        }
    }
    report
}

pub(super) fn join(old: &Customer, new: Customer) -> Customer {
    let text = |old: &String, new: String| if new.is_empty() { old.clone() } else { new };
    let list = |old: &Vec<String>, new: Vec<String>| if new.is_empty() { old.clone() } else { new };
    let mut joined = Customer {
        verdicts: old.verdicts.clone(),
        id: old.id,
        code: text(&old.code, new.code),
        // A list by code names knows less than the book, and takes nothing away from it.
        name: if new.name == mask_name(&old.name) { old.name.clone() } else { text(&old.name, new.name) },
        female: new.female.or(old.female),
        birthday: fuller(old.birthday, new.birthday),
        listed_age: new.listed_age.or(old.listed_age),
        groups: list(&old.groups, new.groups),
        tier: text(&old.tier, new.tier),
        risk: new.risk.or(old.risk),
        risk_until: new.risk_until.or(old.risk_until),
        questions: old.questions.clone(),
        overrides: old.overrides.clone(),
        manager: text(&old.manager, new.manager),
        phone: text(&old.phone, new.phone),
        occupation: text(&old.occupation, new.occupation),
        assets_fen: new.assets_fen.or(old.assets_fen),
        maturities: if new.maturities.is_empty() { old.maturities.clone() } else { new.maturities },
        school_entry_years: if new.school_entry_years.is_empty() {
            old.school_entry_years.clone()
        } else {
            new.school_entry_years
        },
        tags: old.tags.clone(),
        notes: old.notes.clone(),
        interactions: old.interactions.clone(),
        last_contact: new.last_contact.max(old.last_contact),
        do_not_contact: new.do_not_contact || old.do_not_contact,
        no_profiling: new.no_profiling || old.no_profiling,
    };
    // Evidence points to notes by index: a note already known keeps its place, a new one goes behind.
    let mut moved = Vec::new();
    for note in new.notes {
        let known = joined.notes.iter().position(|old| old.text == note.text);
        moved.push(known.unwrap_or_else(|| {
            joined.notes.push(note);
            joined.notes.len() - 1
        }));
    }
    for mut mark in new.tags {
        if let super::Evidence::Note { note_idx, .. } = &mut mark.evidence {
            *note_idx = moved.get(*note_idx).copied().unwrap_or(*note_idx);
        }
        if !joined.tags.iter().any(|old| old.tag == mark.tag && old.polarity == mark.polarity) {
            joined.set_tag(mark);
        }
    }
    joined
}

/// The new birthday; the old one when that says the same and the year as well.
fn fuller(old: Option<Birthday>, new: Option<Birthday>) -> Option<Birthday> {
    match (old, new) {
        (Some(old), Some(new)) if new.year.is_none() && new == (Birthday { year: None, ..old }) => Some(old),
        _ => new.or(old),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(code: &str, name: &str, phone: &str) -> Customer {
        Customer { code: code.into(), name: name.into(), phone: phone.into(), ..Customer::default() }
    }

    #[test]
    fn the_same_list_again_changes_nothing() {
        let list =
            || vec![customer("1", "张三", "13812345678").into(), customer("", "李四", "13912345678").into()];
        let mut book = Book::default();
        assert_eq!(merge(&mut book, list()).added, 2);
        let before = book.clone();
        assert_eq!(merge(&mut book, list()), MergeReport { unchanged: 2, ..MergeReport::default() });
        assert_eq!(book, before);
    }

    #[test]
    fn a_list_by_code_names_takes_neither_name_nor_year_of_birth_away() {
        let full =
            Customer { birthday: Some(Birthday::solar(Some(1980), 3, 7)), ..customer("1", "张三", "") };
        let masked =
            |name, day| Customer { birthday: Some(Birthday::solar(None, 3, day)), ..customer("1", name, "") };
        assert_eq!(join(&full, masked("张*", 7)), full);
        assert_eq!(join(&full, masked("李*", 8)), masked("李*", 8));
    }

    #[test]
    fn an_empty_cell_erases_nothing() {
        let mut book = Book::default();
        merge(&mut book, vec![customer("1", "张三", "13812345678").into()]);
        let report =
            merge(&mut book, vec![Customer { tier: "金卡".into(), ..customer("1", "张三", "") }.into()]);
        assert_eq!(report.changed, 1);
        assert_eq!(
            (book.customers[0].phone.as_str(), book.customers[0].tier.as_str()),
            ("13812345678", "金卡")
        );
    }
}
