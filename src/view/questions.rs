//! The questions whose answers would tell most: for each client manager a few people who are one answer away from a
//! circle, with the day on which they will be spoken to anyway.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::explorer::{near_misses, NearMiss};
use crate::book::{Book, CustomerId};
use crate::circles::CircleSet;
use crate::order::Order;
use crate::plan::quarter::QuarterPlan;

/// A question to ask at the next natural contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whom to ask.
    pub customer: CustomerId,
    /// The circle and what would decide.
    pub near: NearMiss,
    /// The next contact that the plan holds from a day on.
    pub next: Option<NaiveDate>,
}

/// For each manager the `most` best questions: most of a circle's rule already met, then soonest spoken to.
pub fn questions(
    book: &Book,
    circles: &CircleSet,
    plan: Option<&QuarterPlan>,
    from: NaiveDate,
    most: usize,
) -> Vec<(String, Vec<Question>)> {
    let next = plan.map(|plan| next_contacts(plan, from)).unwrap_or_default();
    let mut by_manager: BTreeMap<&str, Vec<Question>> = BTreeMap::new();
    for customer in book.customers.iter().filter(|customer| !customer.do_not_contact) {
        let Some(near) = near_misses(customer, circles, 1).pop() else { continue };
        let next = next.get(&customer.id).copied();
        let list = by_manager.entry(customer.manager.as_str()).or_default();
        list.push(Question { customer: customer.id, near, next });
    }
    let rank = |question: &Question| {
        // Who is not in the plan comes last: there is no natural moment to ask.
        (usize::MAX - question.near.held.len(), question.next.unwrap_or(NaiveDate::MAX), question.customer)
    };
    let best = |mut list: Vec<Question>| {
        list.order_by_key(rank);
        list.truncate(most);
        list
    };
    by_manager.into_iter().map(|(manager, list)| (manager.to_owned(), best(list))).collect()
}

/// For each customer the first contact that the plan holds from a day on.
fn next_contacts(plan: &QuarterPlan, from: NaiveDate) -> BTreeMap<CustomerId, NaiveDate> {
    let mut next: BTreeMap<CustomerId, NaiveDate> = BTreeMap::new();
    let mut note = |customer: CustomerId, date: NaiveDate| {
        if date >= from {
            let known = next.entry(customer).or_insert(date);
            *known = date.min(*known);
        }
    };
    plan.touches.iter().for_each(|touch| note(touch.customer, touch.date));
    for event in &plan.events {
        event.attendees.iter().for_each(|customer| note(*customer, event.date));
    }
    next
}
