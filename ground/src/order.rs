//! Sorting that is compiled once: the standard sorts are four kilobytes of code for each type and comparison, and the
//! page is one file that people send around.
//!
//! Sorts in the innermost loops of the planner stay with the standard library; `tests/it/architecture.rs` names them.

use std::cmp::Ordering;

/// Up to this length, sorting by insertion is quicker than counting places.
const SHORT: usize = 16;

/// Stable sorting for slices.
pub trait Order<T> {
    /// Sorts by a comparison; equals keep their order.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key; equals keep their order.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts ascending; equals keep their order.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        if self.len() <= SHORT {
            for end in 1..self.len() {
                let mut at = end;
                while at > 0 && compare(&self[at], &self[at - 1]) == Ordering::Less {
                    self.swap(at, at - 1);
                    at -= 1;
                }
            }
            return;
        }
        let mut from = sorted_places(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        // Each cycle of the permutation is walked once; a place that is done points to itself.
        for start in 0..self.len() {
            let mut at = start;
            loop {
                let next = std::mem::replace(&mut from[at], at as u32) as usize;
                if next == start {
                    break;
                }
                self.swap(at, next);
                at = next;
            }
        }
    }
}

/// The places `0..len` in sorted order.
fn sorted_places(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..len as u32).collect();
    places.sort_by(|a, b| compare(*a as usize, *b as usize));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn sorts_as_the_standard_library_does_and_keeps_equals_in_order() {
        let mut rng = Rng::new(7);
        for len in (0..40).chain([100, 1000]) {
            let items: Vec<(u64, usize)> = (0..len).map(|at| (u64::from(rng.below(9)), at)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            ours.order_by_key(|item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs, "{len} items");
            ours.order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
            ours.order();
            theirs.sort();
            assert_eq!(ours, theirs);
        }
    }
}
