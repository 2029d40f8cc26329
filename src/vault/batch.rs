//! What one transaction writes. The browser's store carries it out whole or not at all; so does the model in tests.

use super::chain::Found;
use super::record::{Hash, Head, Kind, Place};

/// The writes of one save.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// An edit or a state under its number.
    pub record: Option<(u64, Vec<u8>)>,
    /// A fold under its number.
    pub fold: Option<(u64, Vec<u8>)>,
    /// The head afterwards.
    pub head: Head,
    /// Records and folds before this number are no longer needed.
    pub keep_from: u64,
}

impl Batch {
    /// A save of content with its hash. `last_base` is the base before: it and what stands behind it are kept, in case the new one is damaged.
    pub fn save(place: &Place, content: &[u8], hash: Hash, last_base: u64) -> Self {
        let framed = Some((place.seq, place.frame(content, &hash)));
        let head = place.head(hash);
        match place.kind {
            Kind::Edit => Self { record: framed, head, ..Self::default() },
            Kind::State => Self { record: framed, head, keep_from: last_base, ..Self::default() },
            Kind::Fold => Self { fold: framed, head, keep_from: last_base, ..Self::default() },
        }
    }
}

impl Found {
    /// Carries out a transaction as a store does.
    pub fn write(&mut self, batch: &Batch) {
        self.records.extend(batch.record.clone());
        self.folds.extend(batch.fold.clone());
        self.records.retain(|seq, _| *seq >= batch.keep_from);
        self.folds.retain(|seq, _| *seq >= batch.keep_from);
        self.head = Some(batch.head);
    }
}
