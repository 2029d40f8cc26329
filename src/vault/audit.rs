//! The audit log: what was done with the data, without names, each line chained to the one before.
//!
//! It proves accidents and honest use. Whoever holds the machine can write it anew: SECURITY.md says so.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hex;

/// Lines that are kept.
const KEPT: usize = 2000;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// The book was opened without a passphrase.
    Opened,
    /// The book was unlocked.
    Unlocked,
    /// A passphrase or code was wrong.
    Refused,
    /// A list was imported; customers.
    Imported,
    /// A passphrase was set.
    Protected,
    /// Somebody chose to go without one.
    LeftPlain,
    /// The passphrase was changed.
    Rekeyed,
    /// Files were exported with masked names.
    ExportedMasked,
    /// Files were exported with full names, before a purpose was asked for.
    ExportedFull,
    /// Files were exported with full names, to call and write to customers.
    ExportedToCall,
    /// Files were exported with full names, for the evening of an event.
    ExportedForEvent,
    /// Files were exported with full names, to be approved or filed.
    ExportedForFile,
    /// Files were exported with full names, to change the book in a spreadsheet.
    ExportedToEdit,
    /// A backup was handed out; customers.
    BackedUp,
    /// A backup was restored; customers.
    Restored,
    /// Another file was merged; customers.
    Merged,
    /// A handover pack was handed out; customers.
    HandedOver,
    /// Everything kept about one person was handed out.
    PersonFile,
    /// One person was deleted.
    Forgotten,
    /// What was damaged was repaired or given up; saves.
    Recovered,
    /// Another tab was relieved of writing.
    TookOver,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Day and hour.
    pub at: String,
    /// What was done.
    pub deed: Deed,
    /// How many it was about.
    pub count: usize,
    /// Hash of this line and the one before, as hexadecimal digits.
    pub hash: String,
}

/// The lines, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Hash before the first line that is kept.
    pub before: String,
    /// The lines.
    pub entries: Vec<AuditEntry>,
}

impl Audit {
    /// Adds a line.
    pub fn add(&mut self, at: String, deed: Deed, count: usize) {
        let hash = chained(self.last_hash(), &at, deed, count);
        self.entries.push(AuditEntry { at, deed, count, hash });
        if self.entries.len() > KEPT {
            self.before = self.entries.remove(0).hash;
        }
    }

    /// Whether every line is the one that was written, behind the one before.
    pub fn is_intact(&self) -> bool {
        let mut before = self.before.as_str();
        self.entries.iter().all(|entry| {
            let right = chained(before, &entry.at, entry.deed, entry.count) == entry.hash;
            before = &entry.hash;
            right
        })
    }

    fn last_hash(&self) -> &str {
        self.entries.last().map_or(self.before.as_str(), |entry| entry.hash.as_str())
    }
}

fn chained(before: &str, at: &str, deed: Deed, count: usize) -> String {
    let line = format!("{before}\n{at}\n{deed:?}\n{count}");
    hex::text(&Sha256::digest(line.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_changed_or_taken_out_is_noticed() {
        let mut audit = Audit::default();
        for n in 0..KEPT + 20 {
            audit.add(format!("2026-11-25 {n}"), Deed::ExportedMasked, n);
        }
        assert!(audit.is_intact() && audit.entries.len() == KEPT);
        let mut changed = audit.clone();
        changed.entries[5].count = 0;
        assert!(!changed.is_intact());
        audit.entries.remove(7);
        assert!(!audit.is_intact());
    }
}
