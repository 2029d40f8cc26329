//! From a passphrase to a key: Argon2id, whose memory makes guessing dear.
//!
//! It takes about half a second and 64 MiB, so it runs in a worker that is thrown away.

use crate::order::Order;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

/// How dear a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kdf {
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Kdf {
    /// What is written: 64 MiB, three passes.
    pub fn usual() -> Self {
        Self { m_kib: 64 << 10, passes: 3 }
    }

    /// Whether figures that were read may be used: weaker ones are an attack, dearer ones would stop the page.
    pub fn is_acceptable(self) -> bool {
        (19 << 10..=256 << 10).contains(&self.m_kib) && (2..=10).contains(&self.passes)
    }

    /// The key of a passphrase; `None` for figures that are refused.
    pub fn key(self, passphrase: &str, salt: &[u8]) -> Option<[u8; 32]> {
        if !self.is_acceptable() {
            return None;
        }
        let params = Params::new(self.m_kib, self.passes, 1, Some(32)).ok()?;
        let mut key = [0; 32];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(passphrase.as_bytes(), salt, &mut key).ok()?;
        Some(key)
    }
}

/// Whether a passphrase withstands guessing: twelve letters, or six Chinese characters and more, not digits alone.
pub fn is_strong(passphrase: &str) -> bool {
    let weight: usize = passphrase.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let mut distinct: Vec<char> = passphrase.chars().collect();
    distinct.order();
    distinct.dedup();
    let digits_only = passphrase.chars().all(|c| c.is_ascii_digit());
    weight >= if digits_only { 18 } else { 12 } && distinct.len() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_outside_the_range_are_refused_before_memory_is_taken() {
        for (m_kib, passes) in [(8, 1), (18 << 10, 3), (1 << 30, 3), (64 << 10, 1), (64 << 10, 4000)] {
            assert_eq!(Kdf { m_kib, passes }.key("long enough words", &[7; 16]), None);
        }
    }

    #[test]
    fn a_key_is_that_of_the_standard() {
        let key = Kdf { m_kib: 19 << 10, passes: 2 }.key("password", b"saltsaltsaltsalt").unwrap();
        let twin = Kdf { m_kib: 19 << 10, passes: 2 }.key("password", b"saltsaltsaltsalt").unwrap();
        assert_eq!(key, twin);
        assert_ne!(Kdf { m_kib: 19 << 10, passes: 2 }.key("passwore", b"saltsaltsaltsalt").unwrap(), key);
    }

    #[test]
    fn short_and_guessable_passphrases_are_weak() {
        for weak in ["", "12345678", "123456789012", "aaaaaaaaaaaaaa", "春天来了", "password"] {
            assert!(!is_strong(weak), "{weak}");
        }
        for strong in ["春天来了我们去看海", "correct horse battery", "2026年11月城西支行"] {
            assert!(is_strong(strong), "{strong}");
        }
    }
}
