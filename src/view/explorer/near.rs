//! For one person: the circles he nearly belongs to, and the question that would decide.

use crate::book::Customer;
use crate::circles::{Circle, CircleId, CircleSet, Rule};
use crate::order::Order;

/// What is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Whether he likes one of these.
    Tags(Vec<String>),
    /// Whether he is quiet or lively.
    Temperament,
}

/// A circle that is one answer away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The circle.
    pub circle: CircleId,
    /// Its tags that he has.
    pub held: Vec<String>,
    /// What to ask.
    pub ask: Ask,
}

/// Circles that one answer would bring the customer into, those with most of the rule met first.
pub fn near_misses(customer: &Customer, circles: &CircleSet, most: usize) -> Vec<NearMiss> {
    if customer.no_profiling {
        return Vec::new();
    }
    let mut found: Vec<NearMiss> = circles
        .circles
        .iter()
        .filter(|circle| !circle.is_list() && !circle.has(customer.id))
        .filter(|circle| !circle.left_out.iter().any(|left_out| left_out.customer == customer.id))
        .filter_map(|circle| circle.rules().iter().find_map(|rule| near_miss(customer, circle, rule)))
        .collect();
    found.order_by(|a, b| b.held.len().cmp(&a.held.len()).then(a.circle.cmp(&b.circle)));
    found.truncate(most);
    found
}

fn near_miss(customer: &Customer, circle: &Circle, rule: &Rule) -> Option<NearMiss> {
    let refused = rule.tags.iter().chain(&rule.also).any(|tag| customer.shuns(tag));
    // With nothing of the rule met, every circle of one tag would be "near".
    if refused || rule.held(customer) == 0 {
        return None;
    }
    let held: Vec<String> = rule.tags.iter().filter(|tag| customer.is(tag)).cloned().collect();
    let unknown: Vec<String> = rule.tags.iter().filter(|tag| customer.mark(tag).is_none()).cloned().collect();
    let ask = if held.len() + 1 == rule.at_least && rule.temperament_fits(customer) && !unknown.is_empty() {
        Ask::Tags(unknown)
    } else if held.len() >= rule.at_least
        && !rule.temperament_fits(customer)
        && !customer.is_quiet()
        && !customer.is_lively()
    {
        Ask::Temperament
    } else {
        return None;
    };
    // The answer must really decide: the rest of the rule holds.
    let mut supposed = customer.clone();
    match &ask {
        Ask::Tags(tags) => supposed.set_tag(like(tags.first()?)),
        Ask::Temperament if rule.temperament == crate::circles::Temperament::Quiet => {
            supposed.set_tag(like("per.quiet"));
        }
        Ask::Temperament => supposed.set_tag(like("per.lively")),
    }
    rule.admits(&supposed).then_some(NearMiss { circle: circle.id, held, ask })
}

fn like(tag: &str) -> crate::book::TagMark {
    crate::book::TagMark {
        tag: tag.to_owned(),
        polarity: crate::book::Polarity::Like,
        evidence: crate::book::Evidence::Hand,
        noted_on: chrono::NaiveDate::default(),
        doubt: 0,
    }
}
