//! Rows about the same person, joined: what they say differently is a person's choice, everything else is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Imported;
use crate::book::{clashes, join_double, Customer, Fact};

/// A row about somebody whom an earlier row was about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Double {
    /// The row as Excel counts it.
    pub row: u32,
    /// Index of the earlier one in [`Imported::customers`].
    pub first: usize,
    /// What the row says.
    pub customer: Customer,
}

/// A fact that two rows say differently: which, in the earlier row, in the later row.
pub type Differing = (Fact, String, String);

impl Imported {
    /// What each double says otherwise than the rows before it, when the later row counts for the facts in `taken` (index
    /// of the double, fact).
    pub fn differing(&self, taken: &[(usize, Fact)]) -> Vec<Vec<Differing>> {
        self.join(taken).1
    }

    /// The customers with everything that their doubles say.
    pub fn settled(&self, taken: &[(usize, Fact)]) -> Vec<Arc<Customer>> {
        let mut customers = self.customers.clone();
        for (at, joined) in self.join(taken).0 {
            customers[at] = Arc::new(joined);
        }
        customers
    }

    fn join(&self, taken: &[(usize, Fact)]) -> (BTreeMap<usize, Customer>, Vec<Vec<Differing>>) {
        let mut joined: BTreeMap<usize, Customer> = BTreeMap::new();
        let mut differing = Vec::new();
        for (at, double) in self.doubles.iter().enumerate() {
            let first = joined.get(&double.first).unwrap_or(&*self.customers[double.first]);
            let facts: Vec<Fact> = taken.iter().filter(|(of, _)| *of == at).map(|(_, fact)| *fact).collect();
            differing.push(clashes(first, &double.customer));
            let both = join_double(first, &double.customer, &facts);
            joined.insert(double.first, both);
        }
        (joined, differing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_row_is_held_against_what_the_second_added() {
        let customer = |tier: &str, phone: &str| Customer {
            code: "1".into(),
            tier: tier.into(),
            phone: phone.into(),
            ..Customer::default()
        };
        let double = |row, customer| Double { row, first: 0, customer };
        let imported = Imported {
            customers: vec![customer("金卡", "").into()],
            doubles: vec![double(3, customer("白金", "13812345678")), double(4, customer("", "13912345678"))],
            ..Imported::default()
        };
        let differing = imported.differing(&[]);
        assert_eq!(differing[0], [(Fact::Tier, "金卡".into(), "白金".into())]);
        assert_eq!(differing[1], [(Fact::Phone, "13812345678".into(), "13912345678".into())]);
        let settled = imported.settled(&[(0, Fact::Tier), (1, Fact::Phone)]);
        assert_eq!((settled[0].tier.as_str(), settled[0].phone.as_str()), ("白金", "13912345678"));
    }
}
