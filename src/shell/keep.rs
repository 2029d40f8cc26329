//! localStorage, which a browser may refuse as a whole: then nothing is found in it, and nothing is kept.
//!
//! gloo-storage throws where the browser refuses, which would stop the page before it is drawn.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// The store itself, unless the browser forbids it.
pub fn raw() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is kept under a key.
pub fn get<T: for<'de> Deserialize<'de>>(key: &str) -> Option<T> {
    raw()?;
    LocalStorage::get(key).ok()
}

/// Keeps something; false when it was not kept.
pub fn set(key: &str, value: impl Serialize) -> bool {
    raw().is_some() && LocalStorage::set(key, value).is_ok()
}

/// Forgets what is under a key.
pub fn delete(key: &str) {
    if raw().is_some() {
        LocalStorage::delete(key);
    }
}
