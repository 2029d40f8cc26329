//! What the search sees of the customers: tags as numbers, groups as bits, temperament.

/// What is recorded of a customer's temperament.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Temperament {
    #[default]
    Unknown = 0,
    Quiet = 1,
    Lively = 2,
    Neutral = 3,
}

impl Temperament {
    pub(super) const ALL: [Self; 4] = [Self::Unknown, Self::Quiet, Self::Lively, Self::Neutral];
    pub(super) const MARKED: [Self; 2] = [Self::Quiet, Self::Lively];
}

/// The records of all customers, sparse.
#[derive(Clone, Debug)]
pub struct Records {
    /// Names of the tags; a tag is an index into them.
    pub tags: Vec<String>,
    /// Offsets into `items`, one more than there are customers.
    pub(super) row: Vec<u32>,
    /// Tags of the customers one after the other, rising inside each.
    pub(super) items: Vec<u16>,
    pub(super) temperament: Vec<Temperament>,
    /// For each customer an index into `sets`.
    pub(super) set: Vec<u16>,
    /// The different combinations of groups that occur, as bits.
    pub(super) sets: Vec<u64>,
}

impl Records {
    /// Number of customers.
    pub fn len(&self) -> usize {
        self.temperament.len()
    }

    /// True when there is nobody.
    pub fn is_empty(&self) -> bool {
        self.temperament.is_empty()
    }

    /// Tags of a customer, rising.
    pub(super) fn tags_of(&self, customer: usize) -> &[u16] {
        &self.items[self.row[customer] as usize..self.row[customer + 1] as usize]
    }

    /// Number of tags of a customer.
    pub(super) fn degree(&self, customer: usize) -> f64 {
        f64::from(self.row[customer + 1] - self.row[customer])
    }

    /// Number of different groups.
    pub(super) fn group_count(&self) -> usize {
        self.sets.iter().map(|set| 64 - set.leading_zeros() as usize).max().unwrap_or(0)
    }
}

/// Takes customers one by one.
pub struct RecordsBuilder {
    records: Records,
    set_of: std::collections::BTreeMap<u64, u16>,
}

impl RecordsBuilder {
    /// A builder over these tags.
    pub fn new(tags: Vec<String>) -> Self {
        let records = Records {
            tags,
            row: vec![0],
            items: Vec::new(),
            temperament: Vec::new(),
            set: Vec::new(),
            sets: Vec::new(),
        };
        Self { records, set_of: std::collections::BTreeMap::new() }
    }

    /// Adds a customer: indices of tags, bits of groups (the 64th and further groups share the last bit), temperament.
    pub fn push(&mut self, tags: &[u16], groups: u64, temperament: Temperament) {
        let records = &mut self.records;
        let start = records.items.len();
        records.items.extend_from_slice(tags);
        records.items[start..].sort_unstable();
        // A tag counts once, however often a list names it.
        let mut kept = start;
        for at in start..records.items.len() {
            if kept == start || records.items[kept - 1] != records.items[at] {
                records.items[kept] = records.items[at];
                kept += 1;
            }
        }
        records.items.truncate(kept);
        records.row.push(records.items.len() as u32);
        records.temperament.push(temperament);
        let next = records.sets.len() as u16;
        let set = *self.set_of.entry(groups).or_insert(next);
        if set == next {
            records.sets.push(groups);
        }
        records.set.push(set);
    }

    /// The records.
    pub fn finish(self) -> Records {
        self.records
    }
}
