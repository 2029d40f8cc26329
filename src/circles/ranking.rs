//! Which circles are shown, and in which order: at most so many, each within its size, none a near copy of another, and
//! together reaching most people.
//!
//! A circle's worth is counted in people: those of its members who, as far as the record tells, truly belong; whoever is
//! in a better circle already counts for less, and so does whoever belongs by what was noted long ago; and less again as
//! far as one old group tells the circle, for that group the branch knows. Circles are taken greedily by worth: for
//! weighted cover no quick way comes closer to the best choice (1 - 1/e: Nemhauser, Wolsey and Fisher 1978).

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::{Circle, CircleId, GroupShare};
use crate::book::CustomerId;

/// Two circles with more than this share of people in common (Jaccard) are near copies: one is shown.
const NEAR_COPY: f64 = 0.6;

/// What a manager wants to see of the circles that are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bounds {
    /// Most circles that are shown at once.
    pub shown: usize,
    /// Fewest members of a circle.
    pub fewest: usize,
    /// Most members, if there is such a bound.
    pub most: Option<usize>,
}

impl Bounds {
    /// Fewest members that can be asked for: with less there is nothing to tell from chance.
    pub const LEAST: usize = 5;
    /// Most circles that can be asked for.
    pub const MOST_SHOWN: usize = 60;

    /// The same with numbers that can be.
    #[must_use]
    pub fn sound(self) -> Self {
        let fewest = self.fewest.max(Self::LEAST);
        Self {
            shown: self.shown.clamp(1, Self::MOST_SHOWN),
            fewest,
            most: self.most.map(|most| most.max(fewest)),
        }
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self { shown: 20, fewest: Self::LEAST, most: None }
    }
}

/// How many circles were found and are not shown, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotShown {
    /// With fewer members than asked for.
    pub small: usize,
    /// With more.
    pub large: usize,
    /// Near copies of one that is shown.
    pub copies: usize,
    /// There was no room for them.
    pub over: usize,
}

/// What a circle's place in the list is made of, as it was when the circles were sought.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merit {
    /// Share of the members who truly belong, as expected, 0 to 1.
    pub precision: f64,
    /// Members.
    pub members: usize,
    /// Those of them who are in no circle before this one.
    pub fresh: usize,
    /// Those of them who would not belong without tags that are ageing.
    #[serde(default)]
    pub aged: usize,
    /// How well the one old group that tells most tells members from everybody else, 0 to 1: Cramér's V.
    pub told_by_group: f64,
    /// The circle of those shown that has most people in common with it, and their share of both together (Jaccard).
    pub nearest: Option<(CircleId, f64)>,
}

impl Merit {
    /// What a person counts who is in a better circle already.
    pub const AGAIN: f64 = 0.3;
    /// What a person counts who belongs by what was noted long ago. What is older still is no evidence at all.
    pub const AGED: f64 = 0.7;

    /// People that the circle is worth: see the module.
    pub fn worth(&self) -> f64 {
        let again = (self.members - self.fresh.min(self.members)) as f64;
        let aged = self.aged as f64 / self.members.max(1) as f64;
        let people = (self.fresh as f64 + Self::AGAIN * again) * (1.0 - (1.0 - Self::AGED) * aged);
        self.precision * (1.0 - self.told_by_group) * people
    }
}

/// How well the one old group that tells most tells the members of a circle from the other people of a book of `total`:
/// Cramér's V of its 2x2 table, 0 (not at all) to 1 (the group is the circle).
pub(super) fn told_by_group(members: usize, mix: &[GroupShare], total: usize) -> f64 {
    let (size, total) = (members as f64, total as f64);
    let told = mix.iter().map(|share| {
        let group = share.usual_share * total;
        let off = share.members as f64 * total - size * group;
        let scale = (size * (total - size) * group * (total - group)).max(1.0).sqrt();
        (off / scale).abs()
    });
    told.fold(0.0, f64::max).min(1.0)
}

/// Chooses among `rest`, whose merits know everything but who is fresh: pinned ones, then those of most worth beside
/// them and the `kept` ones.
pub(super) fn cover(
    mut rest: Vec<Circle>,
    kept: &[Circle],
    bounds: Bounds,
    pinned: impl Fn(&Circle) -> bool,
) -> (Vec<Circle>, NotShown) {
    let mut not_shown = NotShown::default();
    rest.retain(|circle| {
        let small = circle.members.len() < bounds.fewest;
        let large = bounds.most.is_some_and(|most| circle.members.len() > most);
        let stays = pinned(circle) || !(small || large);
        not_shown.small += usize::from(small && !stays);
        not_shown.large += usize::from(large && !stays);
        stays
    });
    let mut shown: Vec<Circle> = Vec::new();
    let mut reached: BTreeSet<CustomerId> =
        kept.iter().flat_map(|circle| circle.members.iter().copied()).collect();
    while shown.len() + kept.len() < bounds.shown && !rest.is_empty() {
        for circle in &mut rest {
            if let Some(merit) = &mut circle.merit {
                merit.fresh = circle.members.iter().filter(|id| !reached.contains(id)).count();
            }
        }
        let worth = |circle: &Circle| match circle.merit {
            Some(merit) if !pinned(circle) => merit.worth(),
            _ => f64::INFINITY,
        };
        let best = (0..rest.len()).max_by(|&a, &b| {
            worth(&rest[a]).total_cmp(&worth(&rest[b])).then_with(|| rest[b].tags.cmp(&rest[a].tags))
        });
        let Some(best) = best else { break };
        let circle = rest.remove(best);
        let differs = |other: &Circle| jaccard(&other.members, &circle.members) <= NEAR_COPY;
        if pinned(&circle) || shown.iter().chain(kept).all(differs) {
            reached.extend(&circle.members);
            shown.push(circle);
        } else {
            not_shown.copies += 1;
        }
    }
    not_shown.over = rest.len();
    (shown, not_shown)
}

/// Tells every circle proper which other one has most people in common with it.
pub(super) fn name_nearest(circles: &mut [Circle]) {
    let nearest = |at: usize| {
        let others = circles.iter().enumerate().filter(|(other, circle)| *other != at && !circle.is_list());
        let shared = others.map(|(_, circle)| (circle.id, jaccard(&circles[at].members, &circle.members)));
        shared.filter(|(_, shared)| *shared > 0.0).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    let found: Vec<Option<(CircleId, f64)>> =
        (0..circles.len()).map(|at| circles[at].merit.is_some().then(|| nearest(at)).flatten()).collect();
    for (circle, nearest) in circles.iter_mut().zip(found) {
        if let Some(merit) = &mut circle.merit {
            merit.nearest = nearest;
        }
    }
}

/// Share of the people of either that are in both; both rise.
pub(super) fn jaccard(a: &[CustomerId], b: &[CustomerId]) -> f64 {
    let (mut both, mut at) = (0, 0);
    for id in a {
        while at < b.len() && b[at] < *id {
            at += 1;
        }
        both += usize::from(b.get(at) == Some(id));
    }
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{told_by_group, GroupShare, Merit};

    fn share(members: usize, usual_share: f64) -> GroupShare {
        GroupShare { group: String::new(), members, usual_share }
    }

    #[test]
    fn a_group_tells_a_circle_wholly_partly_or_not_at_all() {
        // 20 of 100 people, all of whom are the group; a group of half the book, half of the circle; a group of 20, half
        // of which is the circle's half: phi = (10 * 70 - 10 * 10) / (20 * 80).
        assert!((told_by_group(20, &[share(20, 0.2)], 100) - 1.0).abs() < 1e-12);
        assert!(told_by_group(20, &[share(10, 0.5)], 100).abs() < 1e-12);
        assert!((told_by_group(20, &[share(10, 0.5), share(10, 0.2)], 100) - 0.375).abs() < 1e-12);
    }

    #[test]
    fn worth_counts_people_who_belong_are_new_and_not_told_by_a_group() {
        let merit =
            Merit { precision: 0.8, members: 50, fresh: 20, aged: 0, told_by_group: 0.25, nearest: None };
        assert!((merit.worth() - 0.8 * 0.75 * (20.0 + 0.3 * 30.0)).abs() < 1e-12);
        assert_eq!(Merit { told_by_group: 1.0, ..merit }.worth(), 0.0);
        let half_aged = Merit { aged: 25, ..merit };
        assert!((half_aged.worth() - 0.85 * merit.worth()).abs() < 1e-12);
    }
}
