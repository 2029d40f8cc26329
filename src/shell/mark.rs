//! What localStorage remembers of the store: the watermark, the emergency copy, and how the page is locked.
//!
//! None of it tells anything of a person: the copy is sealed whenever the store is.

use serde::{Deserialize, Serialize};

use super::keep;
use crate::vault::{Envelope, Mark};

const MARK: &str = "yangke.v1.mark";
const COPY: &str = "yangke.v1.emergency";
const LOCK: &str = "yangke.v1.lock";

/// The watermark of the last save.
pub fn mark() -> Option<Mark> {
    keep::get(MARK)
}

/// Remembers a save.
pub fn keep_mark(mark: &Mark) {
    let _kept = keep::set(MARK, mark);
}

/// How the page is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockRule {
    /// Minutes without a key or a click after which the page locks itself.
    pub idle_mins: u32,
    /// Somebody chose to go without a passphrase.
    pub plain: bool,
}

impl Default for LockRule {
    fn default() -> Self {
        Self { idle_mins: 10, plain: false }
    }
}

/// How the page is locked.
pub fn lock_rule() -> LockRule {
    keep::get(LOCK).unwrap_or_default()
}

/// Keeps how the page is locked.
pub fn keep_lock_rule(rule: LockRule) {
    let _kept = keep::set(LOCK, rule);
}

/// The branch as it was when the store failed, or a while ago.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyCopy {
    /// The store, as hexadecimal digits.
    pub store: String,
    /// Number of the last save in it.
    pub seq: u64,
    /// Day and hour.
    pub at: String,
    /// Customers in it.
    pub customers: usize,
    /// The key under a passphrase, when the copy is sealed.
    pub envelope: Option<Envelope>,
    /// The packed branch, sealed if there is an envelope, in base 64.
    pub data: String,
}

impl EmergencyCopy {
    /// The bytes that a sealed copy is bound to.
    pub fn bound(&self) -> Vec<u8> {
        format!("yangke emergency 1 {} {}", self.store, self.seq).into_bytes()
    }

    /// Puts bytes into the copy.
    pub fn fill(&mut self, bytes: &[u8]) {
        let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        self.data = web_sys::window().and_then(|window| window.btoa(&latin).ok()).unwrap_or_default();
    }

    /// The bytes of the copy.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let latin = web_sys::window()?.atob(&self.data).ok()?;
        Some(latin.chars().map(|c| c as u8).collect())
    }
}

/// The emergency copy, if there is one.
pub fn copy() -> Option<EmergencyCopy> {
    keep::get(COPY)
}

/// Keeps an emergency copy; false when it did not fit.
pub fn keep_copy(copy: &EmergencyCopy) -> bool {
    keep::set(COPY, copy)
}

/// Deletes the emergency copy.
pub fn drop_copy() {
    keep::delete(COPY);
}

/// Sizes in characters of what this product keeps in localStorage, by key.
pub fn sizes() -> Vec<(String, usize)> {
    let Some(storage) = keep::raw() else {
        return Vec::new();
    };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter(|key| key.starts_with("yangke."))
        .map(|key| {
            let size = storage.get_item(&key).ok().flatten().map_or(0, |text| text.len());
            (key, size)
        })
        .collect()
}

/// Forgets the store: watermark, copy and lock.
pub fn wipe() {
    for key in [MARK, COPY, LOCK] {
        keep::delete(key);
    }
}
