//! Carriers of each tag as bit rows, for counting who carries tags together.

use super::{Records, Temperament};

/// One bit row a tag and one a temperament; bit `i` is customer `i`.
pub(super) struct Columns {
    pub(super) tag: Vec<Vec<u64>>,
    pub(super) temperament: Vec<Vec<u64>>,
    /// Number of carriers of each tag.
    pub(super) carriers: Vec<f64>,
    pub(super) customers: f64,
}

impl Columns {
    pub(super) fn of(records: &Records) -> Self {
        let words = records.len().div_ceil(64);
        let mut tag = vec![vec![0u64; words]; records.tags.len()];
        let mut temperament = vec![vec![0u64; words]; Temperament::ALL.len()];
        let mut carriers = vec![0.0; records.tags.len()];
        for customer in 0..records.len() {
            let (word, bit) = (customer / 64, 1 << (customer % 64));
            temperament[records.temperament[customer] as usize][word] |= bit;
            for &idx in records.tags_of(customer) {
                tag[idx as usize][word] |= bit;
                carriers[idx as usize] += 1.0;
            }
        }
        Self { tag, temperament, carriers, customers: records.len() as f64 }
    }

    /// Those who carry all of the tags.
    pub(super) fn all_of(&self, tags: &[usize]) -> Vec<u64> {
        let mut row = self.tag[tags[0]].clone();
        for &tag in &tags[1..] {
            for (a, b) in row.iter_mut().zip(&self.tag[tag]) {
                *a &= b;
            }
        }
        row
    }

    /// Those who carry any of the tags.
    pub(super) fn any_of(&self, tags: &[usize]) -> Vec<u64> {
        let mut row = self.tag[tags[0]].clone();
        for &tag in &tags[1..] {
            for (a, b) in row.iter_mut().zip(&self.tag[tag]) {
                *a |= b;
            }
        }
        row
    }

    pub(super) fn carries(&self, tag: usize, customer: usize) -> bool {
        self.tag[tag][customer / 64] >> (customer % 64) & 1 == 1
    }

    /// Share of customers with each temperament.
    pub(super) fn temperament_shares(&self) -> [f64; 4] {
        std::array::from_fn(|idx| count(&self.temperament[idx]) / self.customers)
    }
}

/// Number of bits.
pub(super) fn count(row: &[u64]) -> f64 {
    row.iter().map(|word| word.count_ones()).sum::<u32>() as f64
}

/// Number of bits set in both.
pub(super) fn count_both(a: &[u64], b: &[u64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x & y).count_ones()).sum::<u32>() as f64
}

/// Number of bits set in all three.
pub(super) fn count_three(a: &[u64], b: &[u64], c: &[u64]) -> f64 {
    a.iter().zip(b).zip(c).map(|((x, y), z)| (x & y & z).count_ones()).sum::<u32>() as f64
}

/// Positions of the bits, rising.
pub(super) fn positions(row: &[u64]) -> impl Iterator<Item = u32> + '_ {
    row.iter().enumerate().flat_map(|(idx, &word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let bit = left.trailing_zeros();
            left &= left - 1;
            Some(idx as u32 * 64 + bit)
        })
    })
}
