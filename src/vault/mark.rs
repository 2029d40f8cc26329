//! The watermark: the little that localStorage remembers of the store, so that an empty or shortened store is noticed.
//!
//! It survives what befalls IndexedDB, and lags behind it by some seconds. It holds no personal data.

use serde::{Deserialize, Serialize};

use super::hex;
use super::record::{Hash, Head, StoreId};

/// What is remembered of the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The store, as hexadecimal digits.
    pub store: String,
    /// Number of the last save.
    pub seq: u64,
    /// Its hash, as hexadecimal digits.
    pub hash: String,
    /// The records are encrypted.
    pub sealed: bool,
    /// Customers in the book.
    pub customers: usize,
    /// Day and hour of the last save.
    pub at: String,
    /// Day of the last backup; empty before the first.
    pub backup_on: String,
    /// Number of the last save in it.
    pub backup_seq: u64,
}

impl Mark {
    /// The store.
    pub fn store(&self) -> Option<StoreId> {
        hex::exactly(&self.store)
    }

    /// The hash of the last save.
    pub fn hash(&self) -> Option<Hash> {
        hex::exactly(&self.hash)
    }

    /// Moves on to a save.
    pub fn move_to(&mut self, store: &StoreId, head: &Head) {
        let store = hex::text(store);
        if self.store != store {
            *self = Self { store, ..Self::default() };
        }
        (self.seq, self.hash) = (head.seq, hex::text(&head.hash));
    }

    /// Saves since the last backup.
    pub fn since_backup(&self) -> u64 {
        self.seq.saturating_sub(self.backup_seq)
    }
}
