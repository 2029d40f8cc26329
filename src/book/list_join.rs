//! A list goes into a book as it was decided, person by person.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::{take_facts, Fact};
use super::reconcile::{absorb, NOBODY};
use super::{Book, Customer, CustomerId, Register};

/// A list on its way into a book: all of a large one at once would hold the page up.
pub struct ListJoin {
    before: Arc<Book>,
    joined: Book,
    /// Everybody of the book so far.
    register: Register,
    known: usize,
    list: std::iter::Enumerate<std::vec::IntoIter<Arc<Customer>>>,
    kept: BTreeMap<usize, Vec<Fact>>,
    same: BTreeMap<usize, CustomerId>,
}

impl ListJoin {
    /// Begins. Of what the book and the list say differently the book counts for the facts in `kept` (position in the list,
    /// fact); `same` are the people of the list who were found to be somebody in the book.
    pub fn new(
        book: Arc<Book>,
        list: Vec<Arc<Customer>>,
        kept: &[(usize, Fact)],
        same: &[(usize, CustomerId)],
    ) -> Self {
        let mut by_position: BTreeMap<usize, Vec<Fact>> = BTreeMap::new();
        for (at, fact) in kept {
            by_position.entry(*at).or_default().push(*fact);
        }
        Self {
            joined: Book::clone(&book),
            before: book,
            register: Register::default(),
            known: 0,
            list: list.into_iter().enumerate(),
            kept: by_position,
            same: same.iter().copied().collect(),
        }
    }

    /// Goes on by so many people; true when everybody is in.
    pub fn go_on(&mut self, people: usize) -> bool {
        for _ in 0..people {
            if let Some(customer) = self.before.customers.get(self.known) {
                self.register.add(customer, self.known);
                self.known += 1;
            } else if let Some((at, customer)) = self.list.next() {
                let settled = self.settle(at, customer);
                absorb(&mut self.joined, vec![settled]);
            } else {
                return true;
            }
        }
        false
    }

    /// The book with everybody who is in by now.
    pub fn done(self) -> Book {
        self.joined
    }

    /// The customer as he is to be joined: with the number that he has in the book, and with what the book counts for.
    fn settle(&self, at: usize, mut customer: Arc<Customer>) -> Arc<Customer> {
        let found = self.register.find(&customer).map(|idx| self.before.customers[idx].id);
        let old = found.or_else(|| self.same.get(&at).copied()).and_then(|id| self.before.get(id));
        if let (Some(old), Some(facts)) = (old, self.kept.get(&at)) {
            take_facts(Arc::make_mut(&mut customer), old, facts);
        }
        let id = old.map_or(NOBODY, |old| old.id);
        if customer.id != id {
            Arc::make_mut(&mut customer).id = id;
        }
        customer
    }
}

/// The book with a list joined, all at once; see [`ListJoin`].
pub fn join_list(
    book: &Book,
    list: Vec<Arc<Customer>>,
    kept: &[(usize, Fact)],
    same: &[(usize, CustomerId)],
) -> Book {
    let mut joining = ListJoin::new(Arc::new(book.clone()), list, kept, same);
    while !joining.go_on(usize::MAX) {}
    joining.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::merge_preview;

    fn customer(code: &str, tier: &str) -> Customer {
        Customer { code: code.into(), tier: tier.into(), ..Customer::default() }
    }

    #[test]
    fn what_was_decided_counts_and_nothing_else_is_lost() {
        let mut book = Book::default();
        let named = |name: &str, phone: &str| Customer {
            name: name.into(),
            phone: phone.into(),
            ..Customer::default()
        };
        book.add(Customer { name: "张三".into(), ..customer("1", "金卡") });
        book.add(named("李四", "13800000001"));
        book.add(named("王五", "13800000002"));
        let list = [
            Customer { name: "张三".into(), phone: "139".into(), ..customer("1", "白金") },
            Customer { tier: "金卡".into(), ..named("李四", "") },
            named("王五", "13900000003"),
        ];
        let list = list.map(Arc::new).to_vec();
        let preview = merge_preview(&book, &list);
        assert_eq!(preview.alike, [(1, book.customers[1].id)], "another phone is another person");
        let book = join_list(&book, list, &[(0, Fact::Tier)], &preview.alike);
        let said: Vec<_> =
            book.customers.iter().map(|c| (c.name.as_str(), c.tier.as_str(), c.phone.as_str())).collect();
        let expected = [
            ("张三", "金卡", "139"),
            ("李四", "金卡", "13800000001"),
            ("王五", "", "13800000002"),
            ("王五", "", "13900000003"),
        ];
        assert_eq!(said, expected);
    }
}
