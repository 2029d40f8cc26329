//! Saved forms of a branch: what is written to the browser's store and to backup files, and read back later.
//!
//! A saved branch names its version; an older one is upgraded step by step, a newer one is refused unread.

mod file;
mod packing;
mod part;
mod writing;

pub use file::{assemble, bound, content, head_bytes, is_backup_file, parse, text, BackupFile, BackupHead};
pub use packing::{pack, unpack, Packing};
pub use part::part;
pub use writing::Writing;

use serde::{Deserialize, Serialize};

use crate::branch::Branch;

/// The version that is written.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Saved<'a> {
    yangke: u32,
    branch: &'a Branch,
}

#[derive(Deserialize)]
struct Head {
    yangke: u32,
}

#[derive(Deserialize)]
struct V1 {
    branch: Branch,
}

/// Why a saved branch was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// Not a saved branch, or a damaged one.
    #[error("not a saved branch")]
    Damaged,
    /// Written by a newer version of the product.
    #[error("written by a newer version")]
    Newer,
}

/// The saved form of a branch.
pub fn save(branch: &Branch) -> String {
    // A branch is plain data with text keys: writing it as JSON cannot fail.
    serde_json::to_string(&Saved { yangke: VERSION, branch }).unwrap_or_default()
}

/// Reads a saved branch of any version up to this one.
pub fn restore(saved: &str) -> Result<Branch, RestoreError> {
    let head: Head = serde_json::from_str(saved).map_err(|_| RestoreError::Damaged)?;
    match head.yangke {
        1 => serde_json::from_str::<V1>(saved).map(|saved| saved.branch).map_err(|_| RestoreError::Damaged),
        version if version > VERSION => Err(RestoreError::Newer),
        _ => Err(RestoreError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_branch_comes_back_the_same() {
        let branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        assert_eq!(restore(&save(&branch)), Ok(branch));
    }

    #[test]
    fn newer_and_damaged_forms_are_refused() {
        assert_eq!(restore("{\"yangke\":2,\"branch\":{}}"), Err(RestoreError::Newer));
        assert_eq!(restore("{\"yangke\":1}"), Err(RestoreError::Damaged));
        assert_eq!(restore("junk"), Err(RestoreError::Damaged));
    }
}
