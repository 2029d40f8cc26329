//! What one transaction writes. The browser's store carries it out whole or not at all; so does the model in tests.

use super::chain::Found;
use super::record::{Hash, Head, Kind, Place};

/// Bytes in pieces, one behind the other: a large branch in one piece would take its size several times over as it grows.
pub type Pieces = Vec<Vec<u8>>;

/// The writes of one save.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// An edit or a state under its number.
    pub record: Option<(u64, Pieces)>,
    /// A fold under its number.
    pub fold: Option<(u64, Pieces)>,
    /// The head afterwards.
    pub head: Head,
    /// Records and folds before this number are no longer needed.
    pub keep_from: u64,
}

impl Batch {
    /// A save of content with its hash. `last_base` is the base before: it and what stands behind it are kept, in case the new one is damaged.
    pub fn save(place: &Place, mut content: Pieces, hash: Hash, last_base: u64) -> Self {
        content.insert(0, place.frame(&hash));
        let framed = Some((place.seq, content));
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
        let whole = |(seq, pieces): &(u64, Pieces)| (*seq, pieces.concat());
        self.records.extend(batch.record.as_ref().map(whole));
        self.folds.extend(batch.fold.as_ref().map(whole));
        self.records.retain(|seq, _| *seq >= batch.keep_from);
        self.folds.retain(|seq, _| *seq >= batch.keep_from);
        self.head = Some(batch.head);
    }
}
