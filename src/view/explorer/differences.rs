//! What sets a circle apart from the rest of the book.

use std::collections::BTreeMap;

use crate::book::{Book, Customer};
use crate::circles::Circle;
use crate::order::Order;

/// Standard deviations from which a difference is shown: one in a thousand by chance, two-sided.
const LEAST_Z: f64 = 3.3;
/// Fewest people behind a figure.
const LEAST_PEOPLE: f64 = 3.0;

/// Something that people have or have not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Likes a tag.
    Likes(String),
    /// Avoids a tag.
    Avoids(String),
    /// Is in a traditional group.
    Group(String),
    /// Has a tier.
    Tier(String),
    /// Was noted as a woman.
    Woman,
}

/// A feature that is more, or less, common in the circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What it is.
    pub feature: Feature,
    /// Share of the members, 0 to 1.
    pub inside: f64,
    /// Share of everybody else, 0 to 1.
    pub outside: f64,
    /// Standard deviations between the two, by the pooled test of two proportions.
    pub z: f64,
}

/// The `most` strongest differences between a circle and the rest, the tags of its own rule left out.
pub fn differences(book: &Book, circle: &Circle, most: usize) -> Vec<Difference> {
    let mut counts: BTreeMap<Feature, [f64; 2]> = BTreeMap::new();
    let mut people = [0.0f64; 2];
    for customer in &book.customers {
        let side = usize::from(!circle.has(customer.id));
        people[side] += 1.0;
        for feature in features(customer) {
            counts.entry(feature).or_default()[side] += 1.0;
        }
    }
    let [members, others] = people;
    if members == 0.0 || others == 0.0 {
        return Vec::new();
    }
    let own = |feature: &Feature| match feature {
        Feature::Likes(tag) | Feature::Avoids(tag) => {
            circle.tags.contains(tag) || tag.starts_with("per.quiet") || tag.starts_with("per.lively")
        }
        _ => false,
    };
    let mut found: Vec<Difference> = counts
        .into_iter()
        .filter(|(feature, [inside, outside])| !own(feature) && inside.max(*outside) >= LEAST_PEOPLE)
        .map(|(feature, [inside, outside])| {
            let pooled = (inside + outside) / (members + others);
            let deviation = (pooled * (1.0 - pooled) * (1.0 / members + 1.0 / others)).sqrt();
            let (inside, outside) = (inside / members, outside / others);
            let z = if deviation > 0.0 { (inside - outside) / deviation } else { 0.0 };
            Difference { feature, inside, outside, z }
        })
        .filter(|difference| difference.z.abs() >= LEAST_Z)
        .collect();
    found.order_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then_with(|| a.feature.cmp(&b.feature)));
    found.truncate(most);
    found
}

fn features(customer: &Customer) -> Vec<Feature> {
    let likes = customer.likes().map(|tag| Feature::Likes(tag.to_owned()));
    let avoids = customer.avoids().map(|tag| Feature::Avoids(tag.to_owned()));
    let groups = customer.groups.iter().cloned().map(Feature::Group);
    let tier = (!customer.tier.is_empty()).then(|| Feature::Tier(customer.tier.clone()));
    let woman = (customer.female == Some(true)).then_some(Feature::Woman);
    likes.chain(avoids).chain(groups).chain(tier).chain(woman).collect()
}
