//! The questions whose answers would tell most: for each client manager a few people, what is not known about them, and
//! what the answer would decide for the circles or the plan, with the day on which they will be spoken to anyway.

use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

use super::explorer::{near_misses, NearMiss};
use crate::book::{Book, Customer, CustomerId, Lack};
use crate::circles::CircleSet;
use crate::order::Order;
use crate::plan::quarter::{NotPlaced, QuarterPlan};

/// Days within which a maturity makes the investor level urgent.
const MATURITY_DAYS: u64 = 91;

/// What is not known, and what it would decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Something about which the plan had nothing that fits.
    AnyLiking,
    /// The phone number of somebody whom the plan wants to reach.
    Phone,
    /// A valid investor level before a product matures.
    RiskBefore(NaiveDate),
    /// One answer that brings the person into a circle.
    Circle(NearMiss),
    /// The birthday: the most natural occasion of all.
    Birthday,
}

impl Missing {
    /// What an answer is worth: a person who is reached at all, a promise that can be kept, money that may be spoken
    /// of, a circle that is nearly met, one that is begun, an occasion a year. Our own order, not a measurement.
    fn gain(&self) -> usize {
        match self {
            Self::AnyLiking => 6,
            Self::Phone => 5,
            Self::RiskBefore(_) => 4,
            Self::Circle(near) if near.held.len() > 1 => 3,
            Self::Circle(_) => 2,
            Self::Birthday => 1,
        }
    }
}

/// A question to ask at the next natural contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whom to ask.
    pub customer: CustomerId,
    /// What would decide.
    pub missing: Missing,
    /// The next contact that the plan holds from a day on.
    pub next: Option<NaiveDate>,
}

/// For each manager the `most` best questions, one a person: most gained first, then most of a circle's rule already
/// met, then soonest spoken to.
pub fn questions(
    book: &Book,
    circles: &CircleSet,
    plan: Option<&QuarterPlan>,
    from: NaiveDate,
    most: usize,
) -> Vec<(String, Vec<Question>)> {
    let next = plan.map(|plan| next_contacts(plan, from)).unwrap_or_default();
    let unfit: BTreeSet<CustomerId> = plan
        .into_iter()
        .flat_map(|plan| &plan.not_placed)
        .filter(|(_, why)| *why == NotPlaced::NothingFits)
        .map(|(customer, _)| *customer)
        .collect();
    let mut by_manager: BTreeMap<&str, Vec<Question>> = BTreeMap::new();
    for customer in book.customers.iter().filter(|customer| !customer.do_not_contact) {
        let next = next.get(&customer.id).copied();
        let is_unfit = unfit.contains(&customer.id);
        let Some(missing) = missing(customer, circles, next.is_some(), is_unfit, from) else { continue };
        let list = by_manager.entry(customer.manager.as_str()).or_default();
        list.push(Question { customer: customer.id, missing, next });
    }
    let rank = |question: &Question| {
        let held = match &question.missing {
            Missing::Circle(near) => near.held.len(),
            _ => 0,
        };
        // Who is not in the plan comes last: there is no natural moment to ask.
        let soon = question.next.unwrap_or(NaiveDate::MAX);
        (usize::MAX - question.missing.gain(), usize::MAX - held, soon, question.customer)
    };
    let best = |mut list: Vec<Question>| {
        list.order_by_key(rank);
        list.truncate(most);
        list
    };
    by_manager.into_iter().map(|(manager, list)| (manager.to_owned(), best(list))).collect()
}

/// The one thing about a person whose answer gains most.
fn missing(
    customer: &Customer,
    circles: &CircleSet,
    planned: bool,
    unfit: bool,
    from: NaiveDate,
) -> Option<Missing> {
    if unfit && customer.lacks(Lack::Tags) && !customer.no_profiling {
        return Some(Missing::AnyLiking);
    }
    if planned && customer.lacks(Lack::Phone) {
        return Some(Missing::Phone);
    }
    let soon = from + Days::new(MATURITY_DAYS);
    let maturing =
        customer.maturities.iter().map(|found| found.date).filter(|day| (from..=soon).contains(day));
    if let Some(day) = maturing.min() {
        let valid = customer.risk.is_some() && customer.risk_until.is_none_or(|until| until >= day);
        if !valid {
            return Some(Missing::RiskBefore(day));
        }
    }
    let near = near_misses(customer, circles, 1).pop().map(Missing::Circle);
    near.or_else(|| customer.lacks(Lack::Birthday).then_some(Missing::Birthday))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Maturity, RiskLevel};
    use crate::calendar::Birthday;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
    }

    #[test]
    fn what_gains_most_is_asked_first_and_everybody_once() {
        let known = Customer {
            manager: "王芳".into(),
            phone: "1".into(),
            birthday: Some(Birthday::solar(None, 3, 1)),
            ..Customer::default()
        };
        let maturing =
            Customer { maturities: vec![Maturity { date: day(20), amount_fen: None }], ..known.clone() };
        let over = Customer { risk: Some(RiskLevel(2)), risk_until: Some(day(19)), ..maturing.clone() };
        let mut book = Book::default();
        book.add(Customer { birthday: None, ..known.clone() });
        book.add(maturing.clone());
        book.add(Customer { risk_until: Some(day(20)), ..over.clone() });
        book.add(over);
        book.add(known.clone());
        book.add(Customer { do_not_contact: true, ..maturing });
        let asked = questions(&book, &CircleSet::default(), None, day(1), 3);
        let said: Vec<(u32, Missing)> =
            asked[0].1.iter().map(|question| (question.customer.0, question.missing.clone())).collect();
        let risk = Missing::RiskBefore(day(20));
        assert_eq!(said, [(1, risk.clone()), (3, risk), (0, Missing::Birthday)]);
        // A maturity beyond the quarter asks for nothing yet.
        let later = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        assert_eq!(questions(&book, &CircleSet::default(), None, later, 9)[0].1.len(), 1);
    }
}
