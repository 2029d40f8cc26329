//! Two managers' books about the same people, joined field by field: what only one has is kept, what both have written
//! differently is a clash that a person settles.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::join;
use super::{clashes, take_facts, Book, Customer, CustomerId, Fact, Register};
use crate::order::Order;
use std::sync::Arc;

/// The number of somebody who is not in our book.
pub(super) const NOBODY: CustomerId = CustomerId(u32::MAX);

/// A fact that both sides have, differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Whose.
    pub customer: CustomerId,
    /// Which fact.
    pub fact: Fact,
    /// As it is here.
    pub ours: String,
    /// As the other side has it.
    pub theirs: String,
}

/// What joining would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// People whom only the other side has.
    pub added: usize,
    /// People about whom both say the same.
    pub same: usize,
    /// What has to be settled.
    pub clashes: Vec<Clash>,
}

fn pairs<'a>(ours: &'a Book, theirs: &'a Book) -> impl Iterator<Item = (Option<&'a Customer>, &'a Customer)> {
    let register = Register::of(ours.customers.iter().map(|customer| &**customer));
    let mine = move |customer: &Customer| register.find(customer).map(|idx| &*ours.customers[idx]);
    theirs.customers.iter().map(move |customer| (mine(customer), &**customer))
}

/// Compares two books; changes nothing.
pub fn reconcile(ours: &Book, theirs: &Book) -> Reconciliation {
    let mut plan = Reconciliation::default();
    for (mine, other) in pairs(ours, theirs) {
        let Some(mine) = mine else {
            plan.added += 1;
            continue;
        };
        let before = plan.clashes.len();
        for (fact, ours, theirs) in clashes(mine, other) {
            // The later of two contacts counts, and an age says no more than the birthday.
            if !matches!(fact, Fact::LastContact | Fact::Age) {
                plan.clashes.push(Clash { customer: mine.id, fact, ours, theirs });
            }
        }
        plan.same += usize::from(plan.clashes.len() == before);
    }
    plan
}

impl Reconciliation {
    /// The other side's customers as they are to be joined: of each clash that is not in `taken`, ours.
    pub fn settle(&self, ours: &Book, theirs: &Book, taken: &BTreeSet<usize>) -> Vec<Arc<Customer>> {
        let mut kept: BTreeMap<CustomerId, Vec<Fact>> = BTreeMap::new();
        for (at, clash) in self.clashes.iter().enumerate() {
            if !taken.contains(&at) {
                kept.entry(clash.customer).or_default().push(clash.fact);
            }
        }
        pairs(ours, theirs)
            .map(|(mine, other)| {
                let mut joined = other.clone();
                if let Some(mine) = mine {
                    if let Some(kept) = kept.get(&mine.id) {
                        take_facts(&mut joined, mine, kept);
                    }
                }
                // Found again by our number, whatever was settled about the name.
                joined.id = mine.map_or(NOBODY, |mine| mine.id);
                Arc::new(joined)
            })
            .collect()
    }
}

/// Joins settled customers with the book: nothing that only one side has is lost.
pub fn absorb(book: &mut Book, customers: Vec<Arc<Customer>>) {
    for other in customers {
        let Some(at) = book.position(other.id) else {
            book.add(other);
            continue;
        };
        let mut other = Arc::unwrap_or_clone(other);
        let mine = &book.customers[at];
        let mut interactions = mine.interactions.clone();
        interactions.extend(other.interactions.drain(..).filter(|new| !mine.interactions.contains(new)));
        interactions.order_by_key(|interaction| interaction.date);
        let mut questions = mine.questions.clone();
        for mut question in other.questions.drain(..) {
            if !questions.iter().any(|old| old.text == question.text && old.asked_on == question.asked_on) {
                question.number = 1 + questions.iter().map(|old| old.number).max().unwrap_or(0);
                questions.push(question);
            }
        }
        let mut overrides = mine.overrides.clone();
        overrides.extend(other.overrides.drain(..).filter(|new| !mine.overrides.contains(new)));
        let mut verdicts = mine.verdicts.clone();
        verdicts.extend(other.verdicts.drain(..).filter(|new| !mine.verdicts.contains(new)));
        let joined = Customer { interactions, questions, overrides, verdicts, ..join(mine, other) };
        book.customers[at] = Arc::new(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Interaction, Note, Outcome};
    use chrono::NaiveDate;

    fn customer(code: &str, tier: &str, phone: &str, note: &str) -> Customer {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let happened = Interaction {
            date: day,
            approach: note.into(),
            outcome: Outcome::Pleased,
            remark: String::new(),
        };
        Customer {
            code: code.into(),
            name: format!("客户{code}"),
            tier: tier.into(),
            phone: phone.into(),
            notes: vec![Note { text: note.into(), written_on: day }],
            interactions: vec![happened],
            ..Customer::default()
        }
    }

    fn book(customers: Vec<Customer>) -> Book {
        let mut book = Book::default();
        for customer in customers {
            book.add(customer);
        }
        book
    }

    #[test]
    fn two_books_are_joined_field_by_field_and_nothing_is_lost() {
        let ours = book(vec![customer("1", "金卡", "111", "甲"), customer("2", "金卡", "", "乙")]);
        let theirs = book(vec![
            customer("3", "白金", "333", "丙"),
            customer("2", "金卡", "222", "丁"),
            customer("1", "白金", "119", "戊"),
        ]);
        let plan = reconcile(&ours, &theirs);
        let clashes: Vec<_> = plan.clashes.iter().map(|clash| (clash.customer.0, clash.fact)).collect();
        assert_eq!((plan.added, plan.same), (1, 1));
        assert_eq!(clashes, [(0, Fact::Phone), (0, Fact::Tier)]);
        // Their tier, our number.
        let settled = plan.settle(&ours, &theirs, &BTreeSet::from([1]));
        let mut joined = ours.clone();
        absorb(&mut joined, settled);
        let first = &joined.customers[0];
        assert_eq!((first.tier.as_str(), first.phone.as_str()), ("白金", "111"));
        assert_eq!((first.notes.len(), first.interactions.len()), (2, 2));
        // What only one side had is there without being asked for.
        assert_eq!(joined.customers[1].phone, "222");
        assert_eq!(joined.customers.len(), 3);
        assert_eq!(joined.customers[2].id.0, 2);
        // Joining the same again changes nothing.
        let again = reconcile(&joined, &theirs);
        let mut twice = joined.clone();
        absorb(&mut twice, again.settle(&joined, &theirs, &BTreeSet::new()));
        assert_eq!(twice, joined);
    }
}
