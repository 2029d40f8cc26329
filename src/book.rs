//! The customer book: who the customers are, what is known about them, and what proves it.
//!
//! It does not know that files exist; `import` fills it, `branch` changes it, the engines read it.

mod ageing;
mod apart;
mod customer;
mod facts;
mod list_join;
mod merge;
mod merge_preview;
mod pasted;
mod person_facts;
mod query;
mod reconcile;
mod register;
mod search;
mod vocabulary;

pub use ageing::{freshness, Freshness};
pub use apart::Apart;
pub use customer::{
    Customer, CustomerId, Evidence, Interaction, Judgement, Maturity, Note, OpenQuestion, Outcome, Override,
    Polarity, RiskLevel, TagMark, Verdict,
};
pub use facts::{clashes, join_double, take_facts, Fact};
pub use list_join::{join_list, ListJoin};
pub use merge::{merge, MergeReport};
pub use merge_preview::{merge_preview, FactChange, MergePreview, Previewing};
pub use pasted::{read_pasted, tag_words, Found, PastedLine};
pub use person_facts::PersonFacts;
pub use query::{Clause, Condition, Lack, Nature, Query, SavedQuery, Scope, Sense};
pub use reconcile::{absorb, reconcile, Clash, Reconciliation};
pub use register::Register;
pub use search::{find, select, Arrange, Filter, Indexing, SearchIndex};
pub use vocabulary::{Dimension, Tag, Vocabulary};

use crate::order::Order;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// All customers of a branch, in the order in which they came.
///
/// Customers are shared, so that a copy of the book for undo costs one pointer each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// The customers; `id` is unique.
    pub customers: Vec<Arc<Customer>>,
    /// The next free id.
    pub next_id: u32,
    /// Pairs who must not meet.
    #[serde(default)]
    pub apart: Vec<Apart>,
}

impl Book {
    /// The position of a customer in `customers`.
    pub fn position(&self, id: CustomerId) -> Option<usize> {
        // Ids are given in rising order and customers are never reordered.
        self.customers.binary_search_by_key(&id, |customer| customer.id).ok()
    }

    /// The customer with this id.
    pub fn get(&self, id: CustomerId) -> Option<&Customer> {
        self.position(id).map(|idx| &*self.customers[idx])
    }

    /// Adds a customer under a new id, which is given back.
    pub fn add(&mut self, customer: impl Into<Arc<Customer>>) -> CustomerId {
        let id = CustomerId(self.next_id);
        self.next_id += 1;
        let mut customer = customer.into();
        // Shared with the list that it came with: whoever has his number already is not copied.
        if customer.id != id {
            Arc::make_mut(&mut customer).id = id;
        }
        self.customers.push(customer);
        id
    }

    /// Changes one customer; false when there is none with this id.
    pub fn change(&mut self, id: CustomerId, change: impl FnOnce(&mut Customer)) -> bool {
        let Some(idx) = self.position(id) else { return false };
        change(Arc::make_mut(&mut self.customers[idx]));
        true
    }

    /// The traditional groups in the book with the number of customers in each, most first.
    pub fn groups(&self) -> Vec<(String, usize)> {
        count(&mut self.customers.iter().flat_map(|customer| customer.groups.iter().map(String::as_str)))
    }

    /// The bank's tiers in the book with the number of customers in each, most first.
    pub fn tiers(&self) -> Vec<(String, usize)> {
        let named = self.customers.iter().map(|customer| customer.tier.as_str());
        count(&mut named.filter(|tier| !tier.is_empty()))
    }

    /// The client managers with the number of their customers, most first.
    pub fn managers(&self) -> Vec<(String, usize)> {
        count(&mut self.customers.iter().map(|customer| customer.manager.as_str()))
    }

    /// The tags that customers carry as a like (+), with the number of carriers, most first.
    pub fn tags(&self) -> Vec<(String, usize)> {
        count(&mut self.customers.iter().flat_map(|customer| customer.likes()))
    }
}

fn count(values: &mut dyn Iterator<Item = &str>) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut sorted: Vec<_> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
    sorted.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
