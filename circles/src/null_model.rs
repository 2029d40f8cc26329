//! Chance, corrected for how many tags a customer has and which groups he is in.
//!
//! Each tag of a customer is thought to be drawn from the profile of his groups: a customer with d tags whose group
//! set s has tag shares p_s would carry tags i and j together with expectation d(d−1)·p_s(i)·p_s(j). Summed over
//! all customers this is the configuration model of a bipartite graph (Newman, "Networks", 2nd ed., §12.1), one for
//! each group set. A manager who records much, or a tag that only re-finds an old group, thus explains nothing.

use super::crowded::Crowded;
use super::Records;

pub(super) struct NullModel {
    tags: usize,
    /// Share of each tag in the profile of a group set: `[set * tags + tag]`.
    pub(super) profile: Vec<f64>,
    /// Expected number of customers who carry both tags: `[i * tags + j]`.
    expected: Vec<f64>,
    /// Observed number: `[i * tags + j]`.
    observed: Vec<f64>,
    /// Sum over the customers of a set of d, and of d(d−1)(d−2).
    pub(super) degree_sum: Vec<f64>,
    triples: Vec<f64>,
    /// Where people have a good part of all tags, in place of the sums above.
    crowded: Option<Crowded>,
}

impl NullModel {
    pub(super) fn of(records: &Records) -> Self {
        let (tags, sets) = (records.tags.len(), records.sets.len());
        let (mut degree_sum, mut pairs, mut triples) = (vec![0.0; sets], vec![0.0; sets], vec![0.0; sets]);
        let mut carried = vec![0.0f64; sets * tags];
        let mut together = vec![0u32; tags * tags];
        for customer in 0..records.len() {
            let (degree, set) = (records.degree(customer), records.set[customer] as usize);
            degree_sum[set] += degree;
            pairs[set] += degree * (degree - 1.0);
            triples[set] += degree * (degree - 1.0) * (degree - 2.0);
            let items = records.tags_of(customer);
            for (idx, &a) in items.iter().enumerate() {
                carried[set * tags + a as usize] += 1.0;
                for &b in &items[idx + 1..] {
                    together[a as usize * tags + b as usize] += 1;
                }
            }
        }
        let profile = profiles(records, &carried, &degree_sum);
        let crowded = Crowded::of(records, &profile);
        // The matrix is symmetric: the upper half is worked out and mirrored.
        let mut expected = match &crowded {
            Some(crowded) => crowded.pairs(),
            None => pairs_by_chance(tags, &profile, &pairs),
        };
        let mut observed = vec![0.0; tags * tags];
        for i in 0..tags {
            for j in i..tags {
                let n = f64::from(together[i * tags + j]);
                (observed[i * tags + j], observed[j * tags + i]) = (n, n);
                expected[j * tags + i] = expected[i * tags + j];
            }
        }
        Self { tags, profile, expected, observed, degree_sum, triples, crowded }
    }

    pub(super) fn tag_count(&self) -> usize {
        self.tags
    }

    /// Share of a tag in the profile of a group set.
    pub(super) fn share(&self, set: usize, tag: usize) -> f64 {
        self.profile[set * self.tags + tag]
    }

    /// Customers expected to carry both tags.
    pub(super) fn expected(&self, i: usize, j: usize) -> f64 {
        self.expected[i * self.tags + j]
    }

    /// Customers who carry both tags.
    pub(super) fn observed(&self, i: usize, j: usize) -> f64 {
        self.observed[i * self.tags + j]
    }

    /// Observed minus expected; 0 on the diagonal.
    pub(super) fn excess(&self, i: usize, j: usize) -> f64 {
        if i == j {
            0.0
        } else {
            self.observed(i, j) - self.expected(i, j)
        }
    }

    /// Standard deviation of the count under chance (Poisson); at least that of half a customer.
    pub(super) fn deviation(&self, i: usize, j: usize) -> f64 {
        self.expected(i, j).max(0.5).sqrt()
    }

    /// Customers expected to carry all three tags.
    pub(super) fn expected_three(&self, [i, j, k]: [usize; 3]) -> f64 {
        if let Some(crowded) = &self.crowded {
            return crowded.three([i, j, k]);
        }
        (0..self.triples.len())
            .map(|set| self.share(set, i) * self.share(set, j) * self.share(set, k) * self.triples[set])
            .sum()
    }
}

/// Customers expected to carry both tags: `[i * tags + j]`, i not above j; `pairs` is Σ d(d−1) of each group set.
fn pairs_by_chance(tags: usize, profile: &[f64], pairs: &[f64]) -> Vec<f64> {
    let mut expected = vec![0.0; tags * tags];
    for (set, pairs) in pairs.iter().enumerate() {
        let shares = &profile[set * tags..(set + 1) * tags];
        for i in 0..tags {
            let weight = shares[i] * pairs;
            if weight == 0.0 {
                continue;
            }
            for (cell, share) in expected[i * tags + i..(i + 1) * tags].iter_mut().zip(&shares[i..]) {
                *cell += weight * share;
            }
        }
    }
    expected
}

/// The tag profile of each group set: the mean of the profiles of its groups, so that rare sets borrow strength.
fn profiles(records: &Records, carried: &[f64], degree_sum: &[f64]) -> Vec<f64> {
    let (tags, groups) = (records.tags.len(), records.group_count());
    let mut group_profile = vec![0.0; groups * tags];
    let mut group_degree = vec![0.0; groups];
    for (set, &bits) in records.sets.iter().enumerate() {
        let parts = f64::from(bits.count_ones());
        for group in members(bits) {
            group_degree[group] += degree_sum[set] / parts;
            for tag in 0..tags {
                group_profile[group * tags + tag] += carried[set * tags + tag] / parts;
            }
        }
    }
    for group in 0..groups {
        for share in &mut group_profile[group * tags..(group + 1) * tags] {
            *share /= group_degree[group].max(1.0);
        }
    }
    let mut profile = vec![0.0; records.sets.len() * tags];
    for (set, &bits) in records.sets.iter().enumerate() {
        let parts = f64::from(bits.count_ones());
        for group in members(bits) {
            for tag in 0..tags {
                profile[set * tags + tag] += group_profile[group * tags + tag] / parts;
            }
        }
        // Customers without any group have the profile of nobody in particular: their own.
        if bits == 0 {
            for tag in 0..tags {
                profile[set * tags + tag] = carried[set * tags + tag] / degree_sum[set].max(1.0);
            }
        }
    }
    profile
}

/// The groups in a set of bits.
pub(super) fn members(bits: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |group| bits >> group & 1 == 1)
}
