//! Who is in several circles at once: the rows and columns of an UpSet picture.

use std::collections::BTreeMap;

use crate::book::CustomerId;
use crate::circles::{Circle, CircleId};
use crate::order::Order;

/// Circles that fit in one picture.
const SETS: usize = 12;
/// Combinations that are shown.
const COMBINATIONS: usize = 16;

/// People who are in exactly these circles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combination {
    /// Indices into `Overlaps::sets`, rising; two at least.
    pub sets: Vec<usize>,
    /// How many.
    pub people: usize,
}

/// Overlaps between circles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlaps {
    /// The circles with their sizes, those with most shared people first.
    pub sets: Vec<(CircleId, usize)>,
    /// Combinations of at least two, largest first.
    pub combinations: Vec<Combination>,
    /// People in exactly one circle, drawn or not.
    pub in_one: usize,
    /// People in two or more.
    pub in_several: usize,
}

/// Overlaps of the circles with most people in common.
pub fn overlaps<'a>(circles: impl Iterator<Item = &'a Circle>) -> Overlaps {
    let circles: Vec<&Circle> = circles.filter(|circle| !circle.is_list()).collect();
    let mut times: BTreeMap<CustomerId, usize> = BTreeMap::new();
    for id in circles.iter().flat_map(|circle| &circle.members) {
        *times.entry(*id).or_default() += 1;
    }
    let shared = |circle: &Circle| circle.members.iter().filter(|id| times.get(id) > Some(&1)).count();
    let mut ranked: Vec<(usize, &Circle)> = circles.iter().map(|circle| (shared(circle), *circle)).collect();
    ranked.order_by(|a, b| b.0.cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    ranked.truncate(SETS);
    let mut masks: BTreeMap<CustomerId, u32> = BTreeMap::new();
    for (idx, (_, circle)) in ranked.iter().enumerate() {
        for id in &circle.members {
            *masks.entry(*id).or_default() |= 1 << idx;
        }
    }
    let mut people: BTreeMap<u32, usize> = BTreeMap::new();
    for mask in masks.into_values() {
        *people.entry(mask).or_default() += 1;
    }
    let mut combinations: Vec<Combination> = people
        .iter()
        .filter(|(mask, _)| mask.count_ones() > 1)
        .map(|(mask, people)| Combination {
            sets: (0..ranked.len()).filter(|idx| mask >> idx & 1 == 1).collect(),
            people: *people,
        })
        .collect();
    combinations.order_by(|a, b| b.people.cmp(&a.people).then_with(|| a.sets.cmp(&b.sets)));
    combinations.truncate(COMBINATIONS);
    Overlaps {
        sets: ranked.iter().map(|(_, circle)| (circle.id, circle.members.len())).collect(),
        combinations,
        in_one: times.values().filter(|circles| **circles == 1).count(),
        in_several: times.values().filter(|circles| **circles > 1).count(),
    }
}
