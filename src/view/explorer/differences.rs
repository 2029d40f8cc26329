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

/// What people have or have not, as it is counted: without a copy of every word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Counted<'a> {
    Likes(&'a str),
    Avoids(&'a str),
    Group(&'a str),
    Tier(&'a str),
    Woman,
}

impl Counted<'_> {
    fn feature(self) -> Feature {
        match self {
            Counted::Likes(tag) => Feature::Likes(tag.to_owned()),
            Counted::Avoids(tag) => Feature::Avoids(tag.to_owned()),
            Counted::Group(name) => Feature::Group(name.to_owned()),
            Counted::Tier(name) => Feature::Tier(name.to_owned()),
            Counted::Woman => Feature::Woman,
        }
    }
}

/// How many people of a book have what. Counted once, it serves every circle of the book.
#[derive(Default)]
pub struct Census<'a> {
    counts: BTreeMap<Counted<'a>, f64>,
    people: f64,
}

impl<'a> Census<'a> {
    /// All people of a book.
    pub fn of(book: &'a Book) -> Self {
        let mut census = Self::default();
        census.count(book.customers.iter().map(|customer| &**customer));
        census
    }

    /// Counts some more people.
    pub fn count(&mut self, customers: impl IntoIterator<Item = &'a Customer>) {
        for customer in customers {
            self.people += 1.0;
            for feature in features(customer) {
                *self.counts.entry(feature).or_default() += 1.0;
            }
        }
    }

    /// The `most` strongest differences between a circle and the rest of the counted book, the tags of its own rule left
    /// out.
    pub fn differences(&self, book: &Book, circle: &Circle, most: usize) -> Vec<Difference> {
        let mut inside = Census::default();
        inside.count(circle.members.iter().filter_map(|id| book.get(*id)));
        let (members, others) = (inside.people, self.people - inside.people);
        if members == 0.0 || others <= 0.0 {
            return Vec::new();
        }
        let own = |feature: &Counted| match feature {
            Counted::Likes(tag) | Counted::Avoids(tag) => {
                circle.tags.iter().any(|own| own == tag)
                    || tag.starts_with("per.quiet")
                    || tag.starts_with("per.lively")
            }
            _ => false,
        };
        let mut found: Vec<(f64, f64, f64, Counted)> = self
            .counts
            .iter()
            .filter(|(feature, _)| !own(feature))
            .map(|(feature, all)| {
                let inside = inside.counts.get(feature).copied().unwrap_or(0.0);
                (inside, all - inside, *feature)
            })
            .filter(|(inside, outside, _)| inside.max(*outside) >= LEAST_PEOPLE)
            .map(|(inside, outside, feature)| {
                let pooled = (inside + outside) / (members + others);
                let deviation = (pooled * (1.0 - pooled) * (1.0 / members + 1.0 / others)).sqrt();
                let (inside, outside) = (inside / members, outside / others);
                let z = if deviation > 0.0 { (inside - outside) / deviation } else { 0.0 };
                (z, inside, outside, feature)
            })
            .filter(|(z, ..)| z.abs() >= LEAST_Z)
            .collect();
        found.order_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.3.cmp(&b.3)));
        found.truncate(most);
        let difference = |(z, inside, outside, feature): (f64, f64, f64, Counted)| Difference {
            feature: feature.feature(),
            inside,
            outside,
            z,
        };
        found.into_iter().map(difference).collect()
    }
}

fn features(customer: &Customer) -> impl Iterator<Item = Counted<'_>> {
    let likes = customer.likes().map(Counted::Likes);
    let avoids = customer.avoids().map(Counted::Avoids);
    let groups = customer.groups.iter().map(|group| Counted::Group(group));
    let tier = (!customer.tier.is_empty()).then_some(Counted::Tier(&customer.tier));
    let woman = (customer.female == Some(true)).then_some(Counted::Woman);
    likes.chain(avoids).chain(groups).chain(tier).chain(woman)
}
