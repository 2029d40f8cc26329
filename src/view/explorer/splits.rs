//! Splits that a circle suggests by itself: quiet and lively people mixed, or a need that divides it.

use std::collections::BTreeMap;

use crate::book::{Book, Dimension, Vocabulary};
use crate::circles::{Circle, SplitBy};

/// Fewest people in either half.
const LEAST_HALF: usize = 5;

/// A way to split a circle in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// By what.
    pub by: SplitBy,
    /// People in the first half: the quiet ones, or those with the tag.
    pub first: usize,
    /// People in the other.
    pub second: usize,
    /// Of the first half those of whom nothing is known.
    pub unsaid: usize,
}

/// Whether quiet and lively people meet in it: of those whose temperament is known a fifth each, and five at least.
pub fn is_mixed(circle: &Circle) -> bool {
    let fewer = circle.quiet.min(circle.lively);
    fewer >= LEAST_HALF && fewer * 5 >= circle.quiet + circle.lively
}

/// Splits worth suggesting: by temperament where quiet and lively people meet, and by the need that comes
/// nearest to halving the circle (a quarter to three quarters).
pub fn splits(book: &Book, vocabulary: &Vocabulary, circle: &Circle) -> Vec<Split> {
    let size = circle.members.len();
    let mut found = Vec::new();
    if is_mixed(circle) {
        found.push(Split {
            by: SplitBy::Temperament,
            first: size - circle.lively,
            second: circle.lively,
            unsaid: size - circle.lively - circle.quiet,
        });
    }
    let mut with: BTreeMap<&str, usize> = BTreeMap::new();
    for customer in circle.members.iter().filter_map(|id| book.get(*id)) {
        let needs = customer.likes().filter(|tag| {
            vocabulary.get(tag).is_some_and(|tag| tag.dimension == Dimension::Need)
                && !circle.tags.iter().any(|own| own == tag)
        });
        for tag in needs {
            *with.entry(tag).or_default() += 1;
        }
    }
    let halving = with
        .into_iter()
        .filter(|(_, n)| *n >= LEAST_HALF && size - n >= LEAST_HALF && *n * 4 >= size && *n * 4 <= size * 3)
        .min_by_key(|(tag, n)| (n.abs_diff(size - n), *tag));
    found.extend(halving.map(|(tag, n)| Split {
        by: SplitBy::Tag(tag.to_owned()),
        first: n,
        second: size - n,
        unsaid: 0,
    }));
    found
}
