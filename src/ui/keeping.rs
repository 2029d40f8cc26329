//! What the page knows of its keeping: whether it is sealed, who writes, what has to be asked.

use leptos::prelude::*;

use crate::branch::History;
use crate::shell::clock;
use crate::shell::mark::{self, LockRule};
use crate::vault::{Audit, Head, Mark, StoreId, Verdict};

/// Why a passphrase, a code or a file did not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// The passphrase opens nothing.
    Wrong,
    /// The recovery code has a slip.
    Slip,
    /// The passphrase is easily guessed.
    Weak,
    /// The two passphrases differ.
    Unequal,
    /// The browser did not do it.
    Failed,
}

/// What can be saved of a store that is not whole.
#[derive(Clone)]
pub struct Recovery {
    /// What is wrong.
    pub verdict: Verdict,
    /// What the store still gives, with the number of its last save.
    pub left: Option<(History, u64)>,
}

/// Handles to the state of keeping; copied with `App`.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// The records are encrypted.
    pub sealed: RwSignal<bool>,
    /// The question of a passphrase is open.
    pub asking: RwSignal<bool>,
    /// The recovery code, while it is shown.
    pub code: RwSignal<Option<String>>,
    /// A key is being made.
    pub busy: RwSignal<bool>,
    /// What went wrong last.
    pub error: RwSignal<Option<KeepError>>,
    /// Another tab writes.
    pub reading: RwSignal<bool>,
    /// The store is not whole.
    pub recovery: RwSignal<Option<Recovery>>,
    /// The watermark of the last save.
    pub mark: RwSignal<Option<Mark>>,
    /// What was done with the data.
    pub audit: RwSignal<Audit>,
    /// How the page is locked.
    pub rule: RwSignal<LockRule>,
}

impl Keeping {
    /// The state at start.
    pub fn new() -> Self {
        Self {
            sealed: RwSignal::new(false),
            asking: RwSignal::new(false),
            code: RwSignal::new(None),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            reading: RwSignal::new(false),
            recovery: RwSignal::new(None),
            mark: RwSignal::new(mark::mark()),
            audit: RwSignal::new(Audit::default()),
            rule: RwSignal::new(mark::lock_rule()),
        }
    }

    /// A question or the recovery code is over the page.
    pub fn is_asking(self) -> bool {
        self.asking.get() || self.code.with(Option::is_some)
    }

    /// Remembers a save.
    pub fn moved(self, store: &StoreId, head: &Head, sealed: bool, customers: usize) {
        let mut mark = self.mark.get_untracked().unwrap_or_default();
        mark.move_to(store, head);
        (mark.sealed, mark.customers, mark.at) = (sealed, customers, clock::stamp());
        mark::keep_mark(&mark);
        self.mark.set(Some(mark));
    }

    /// Remembers a backup of what is saved.
    pub fn backed_up(self) {
        let mut mark = self.mark.get_untracked().unwrap_or_default();
        (mark.backup_on, mark.backup_seq) = (clock::today().to_string(), mark.seq);
        mark::keep_mark(&mark);
        self.mark.set(Some(mark));
    }

    /// Forgets the store that was.
    pub fn forget(self) {
        self.sealed.set(false);
        self.mark.set(None);
        self.recovery.set(None);
        self.rule.set(LockRule::default());
        self.audit.set(Audit::default());
    }

    /// Changes how the page is locked, and keeps it.
    pub fn change_rule(self, change: impl FnOnce(&mut LockRule)) {
        self.rule.update(change);
        mark::keep_lock_rule(self.rule.get_untracked());
    }
}
