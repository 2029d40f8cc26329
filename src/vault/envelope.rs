//! The envelope: a random key for the data, sealed once under the passphrase and once under the recovery code.
//!
//! Changing the passphrase seals the same key anew and touches no record. No check value of the passphrase is kept:
//! it is right when the slot opens. Each slot is bound to all figures of the envelope, so that none can be weakened.

use serde::{Deserialize, Serialize};

use super::hex;
use super::kdf::Kdf;

/// What a slot opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The passphrase.
    Passphrase,
    /// The printed code.
    Recovery,
}

/// The sealed key of a store or of a backup file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Form of the envelope.
    pub form: u32,
    /// The store or the file, as hexadecimal digits.
    pub of: String,
    /// How dear a guess is.
    pub kdf: Kdf,
    /// Salt of the passphrase, as hexadecimal digits.
    pub salt: String,
    /// The data key under the passphrase: nonce and sealed bytes as hexadecimal digits.
    pub passphrase: String,
    /// The data key under the recovery code; empty where there is none.
    #[serde(default)]
    pub recovery: String,
}

impl Envelope {
    /// An envelope whose slots are still empty.
    pub fn empty(of: &[u8; 16], salt: &[u8; 16]) -> Self {
        Self {
            form: 1,
            of: hex::text(of),
            kdf: Kdf::usual(),
            salt: hex::text(salt),
            passphrase: String::new(),
            recovery: String::new(),
        }
    }

    /// The bytes that a slot is bound to.
    pub fn bound(&self, slot: Slot) -> Vec<u8> {
        let slot = match slot {
            Slot::Passphrase => "passphrase",
            Slot::Recovery => "recovery",
        };
        let Kdf { m_kib, passes } = self.kdf;
        format!("yangke envelope {} {} {m_kib} {passes} {} {slot}", self.form, self.of, self.salt)
            .into_bytes()
    }

    /// The sealed key of a slot; `None` when the slot is empty or no slot.
    pub fn sealed(&self, slot: Slot) -> Option<Vec<u8>> {
        let text = match slot {
            Slot::Passphrase => &self.passphrase,
            Slot::Recovery => &self.recovery,
        };
        hex::bytes(text).filter(|bytes| !bytes.is_empty())
    }

    /// Puts the sealed key into a slot.
    pub fn fill(&mut self, slot: Slot, sealed: &[u8]) {
        let text = hex::text(sealed);
        match slot {
            Slot::Passphrase => self.passphrase = text,
            Slot::Recovery => self.recovery = text,
        }
    }

    /// Whether this page may open it: a known form and figures that are neither weak nor ruinous.
    pub fn is_acceptable(&self) -> bool {
        self.form == 1 && self.kdf.is_acceptable() && hex::exactly::<16>(&self.salt).is_some()
    }
}
