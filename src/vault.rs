//! What is kept at rest: secret behind a passphrase, bound to its place, and chained so that a loss is noticed.
//!
//! This module is pure: it says which bytes are written and what bytes that were found are worth. The cipher itself
//! (AES-256-GCM) is the browser's in the page and a crate's in the tests; entropy, clock and store are passed in.
//! `record` is one save, `chain` the row of them, `envelope` the key under a passphrase, `recovery` the printed code,
//! `mark` the little that localStorage remembers, `audit` what was done with the data.

pub mod audit;
pub mod batch;
pub mod chain;
pub mod envelope;
pub mod hex;
pub mod kdf;
pub mod mark;
pub mod record;
pub mod recovery;

pub use audit::{Audit, AuditEntry, Deed};
pub use batch::{Batch, Pieces};
pub use chain::{line, verdict, Found, Line, Verdict};
pub use envelope::{Envelope, Slot};
pub use kdf::{is_strong, Kdf};
pub use mark::Mark;
pub use record::{Hash, Head, Kind, Place, StoreId};

use sha2::Digest;

/// SHA-256 of bytes, as hexadecimal digits.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex::text(&sha2::Sha256::digest(bytes))
}
