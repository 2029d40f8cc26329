//! What joining a list with the book would do, before it is done: new, changed (old and new), gone, untouched.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::{Fact, MANY, SINGLE};
use super::merge::join;
use super::{Book, Customer, CustomerId, Register};
use crate::script::fold;

/// One changed fact.
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
    /// Customers whose facts would change, with the position in the list.
    pub changed: Vec<(CustomerId, Vec<FactChange>, usize)>,
    /// Customers already in the book with the same facts.
    pub unchanged: usize,
    /// Customers of the book whom the list does not have; they stay.
    pub absent: Vec<CustomerId>,
    /// Customers whom the list has twice; the second changes the first.
    pub twice: usize,
    /// Customers of the list who are new by their number or phone, but have the name of somebody in the book and nothing
    /// that speaks against being the same: position in the list, whom they resemble.
    pub alike: Vec<(usize, CustomerId)>,
}

/// Compares a list with the book; changes nothing.
pub fn merge_preview(book: &Book, incoming: &[Arc<Customer>]) -> MergePreview {
    let mut previewing = Previewing::new(Arc::new(book.clone()), incoming.to_vec());
    previewing.go_on(book.customers.len() + incoming.len());
    previewing.done()
}

/// A comparison on its way: all of a large list at once would hold the page up.
pub struct Previewing {
    book: Arc<Book>,
    incoming: Vec<Arc<Customer>>,
    /// Everybody of the book so far, and of the list whom the book does not have.
    register: Register,
    own: Register,
    by_name: BTreeMap<String, Vec<usize>>,
    /// Who of the book was met in the list.
    met: Vec<bool>,
    at_book: usize,
    at_list: usize,
    preview: MergePreview,
}

impl Previewing {
    /// Begins the comparison of a list with a book.
    pub fn new(book: Arc<Book>, incoming: Vec<Arc<Customer>>) -> Self {
        let met = vec![false; book.customers.len()];
        Self {
            book,
            incoming,
            register: Register::default(),
            own: Register::default(),
            by_name: BTreeMap::new(),
            met,
            at_book: 0,
            at_list: 0,
            preview: MergePreview::default(),
        }
    }

    /// Looks at so many people more; true when everybody was looked at.
    pub fn go_on(&mut self, people: usize) -> bool {
        for _ in 0..people {
            if self.at_book < self.book.customers.len() {
                self.know(self.at_book);
                self.at_book += 1;
            } else if self.at_list < self.incoming.len() {
                self.compare(self.at_list);
                self.at_list += 1;
            } else {
                break;
            }
        }
        self.at_book == self.book.customers.len() && self.at_list == self.incoming.len()
    }

    /// The comparison, once everybody was looked at.
    pub fn done(self) -> MergePreview {
        let all = self.book.customers.iter().zip(self.met);
        let absent = all.filter(|(_, met)| !met).map(|(customer, _)| customer.id).collect();
        MergePreview { absent, ..self.preview }
    }

    fn know(&mut self, at: usize) {
        let customer = &self.book.customers[at];
        self.register.add(customer, at);
        if !customer.name.is_empty() {
            self.by_name.entry(fold(&customer.name)).or_default().push(at);
        }
    }

    fn compare(&mut self, at: usize) {
        let (customer, preview) = (&self.incoming[at], &mut self.preview);
        let found = self.register.find(customer);
        let again = found.map_or_else(
            || self.own.find(customer).is_some(),
            |idx| std::mem::replace(&mut self.met[idx], true),
        );
        if again {
            preview.twice += 1;
            return;
        }
        let Some(idx) = found else {
            self.own.add(customer, at);
            preview.added += 1;
            let alike = self.by_name.get(&fold(&customer.name)).into_iter().flatten();
            let alike = alike.map(|idx| &self.book.customers[*idx]).find(|old| may_be_same(old, customer));
            preview.alike.extend(alike.map(|old| (at, old.id)));
            return;
        };
        let old = &self.book.customers[idx];
        let changes = changes(old, &join(old, Customer::clone(customer)));
        if changes.is_empty() {
            preview.unchanged += 1;
        } else {
            preview.changed.push((old.id, changes, at));
        }
    }
}

/// The same name, and neither numbers nor phones nor birthdays that tell two people apart.
fn may_be_same(old: &Customer, new: &Customer) -> bool {
    let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
    let tail = |phone: &str| phone.chars().rev().take(4).collect::<String>();
    let day = |customer: &Customer| customer.birthday.map(|b| (b.month, b.day, b.lunar));
    // Two phones may be an old one and a new one, but then something else has to speak for it.
    let same_day = day(old).is_some() && day(old) == day(new);
    agree(&old.code, &new.code)
        && (day(old).is_none() || day(new).is_none() || same_day)
        && (agree(&tail(&old.phone), &tail(&new.phone)) || same_day)
}

fn changes(old: &Customer, new: &Customer) -> Vec<FactChange> {
    let single = SINGLE.iter().map(|(fact, read, _)| (*fact, read(old), read(new)));
    let many = MANY.iter().map(|(fact, read)| (*fact, read(old), read(new)));
    let mut found = Vec::new();
    for (fact, old, new) in single.chain(many) {
        if old != new {
            found.push(FactChange { fact, old, new });
        }
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
        merge(&mut book, ["1", "2", "3"].map(|code| customer(code, "金卡").into()).to_vec());
        let list = [("1", "白金"), ("2", "金卡"), ("4", "金卡"), ("4", "白金")];
        let list = list.map(|(code, tier)| customer(code, tier).into()).to_vec();
        let preview = merge_preview(&book, &list);
        let change = FactChange { fact: Fact::Tier, old: "金卡".into(), new: "白金".into() };
        assert_eq!(preview.changed, [(book.customers[0].id, vec![change], 0)]);
        assert_eq!((preview.added, preview.unchanged, preview.twice), (1, 1, 1));
        assert_eq!(preview.absent, [book.customers[2].id]);
        let report = merge(&mut book, list);
        assert_eq!((report.added, report.unchanged), (preview.added, preview.unchanged));
        assert_eq!(report.changed, preview.changed.len() + preview.twice);
    }
}
