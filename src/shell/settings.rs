//! Small settings in localStorage, through gloo-storage: how the page looks, and how lists were mapped.
//!
//! No personal data: on `file://` every local page of the browser can read this store.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::keep;
use crate::import::{Field, Mapping};
use crate::text::Lang;

const LOOK: &str = "yangke.v1.look";
const MAPPINGS: &str = "yangke.v1.mappings";

/// How the page looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Language.
    pub lang: Lang,
    /// `Some(true)` for dark, `None` as the system has it.
    pub dark: Option<bool>,
    /// Names are masked on screen.
    pub masked: bool,
    /// Large type for an audience.
    #[serde(default)]
    pub presenting: bool,
    /// Less room between things.
    #[serde(default)]
    pub compact: bool,
    /// People and seed of the sample that was opened last.
    #[serde(default)]
    pub sample: Option<(u32, u64)>,
}

/// The look of the last visit.
pub fn look() -> Look {
    keep::get(LOOK).unwrap_or_default()
}

/// Keeps the look. A browser that refuses storage shows the page as it ships next time.
pub fn keep_look(look: Look) {
    let _kept = keep::set(LOOK, look);
}

/// The meanings of columns that were confirmed for lists with the same headers.
pub fn remembered(mapping: &Mapping) -> Option<Vec<Field>> {
    let all: BTreeMap<String, Vec<Field>> = keep::get(MAPPINGS).unwrap_or_default();
    all.get(&signature(mapping)).filter(|fields| fields.len() == mapping.columns.len()).cloned()
}

/// Remembers confirmed meanings.
pub fn remember(mapping: &Mapping) {
    let mut all: BTreeMap<String, Vec<Field>> = keep::get(MAPPINGS).unwrap_or_default();
    all.insert(signature(mapping), mapping.columns.iter().map(|column| column.field).collect());
    let _kept = keep::set(MAPPINGS, all);
}

/// Deletes all settings of this product, and of no other page.
pub fn wipe() {
    keep::delete(LOOK);
    keep::delete(MAPPINGS);
}

fn signature(mapping: &Mapping) -> String {
    let headers: Vec<&str> = mapping.columns.iter().map(|column| column.header.as_str()).collect();
    headers.join("\u{1f}")
}
