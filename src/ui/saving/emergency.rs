//! The emergency copy in localStorage: another place of the disk, which outlives what befalls IndexedDB.
//!
//! It is made when a save fails, and now and then besides; sealed whenever the store is. The sample branch has none.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

use super::{count, SAVER};
use crate::backup::{self, Packing, Writing};
use crate::branch::Branch;
use crate::shell::clock;
use crate::shell::crypto::Key;
use crate::shell::mark::{self, EmergencyCopy};
use crate::shell::portions::Pace;
use crate::ui::state::App;
use crate::vault::hex;

/// Seconds from a save to its copy.
const SOON: u64 = 8;
/// Seconds from one copy to the next: packing a large book takes a while.
const APART: f64 = 60.0;
/// Characters that fit beside the rest.
const LARGEST: usize = 4_000_000;

thread_local! {
    static DUE: Cell<bool> = const { Cell::new(false) };
    static LAST: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Makes a copy a while after a save; saves until then share it.
pub fn keep_soon(app: App) {
    if !DUE.replace(true) {
        let wait = if clock::seconds() - LAST.get() < APART { APART as u64 } else { SOON };
        set_timeout(move || keep(app), std::time::Duration::from_secs(wait));
    }
}

/// Makes a copy now.
pub fn keep(app: App) {
    DUE.set(false);
    LAST.set(clock::seconds());
    if app.branch_now(|branch| branch.made_up || branch.is_empty()) {
        return;
    }
    let (mut copy, key) = SAVER.with_borrow(|saver| {
        let copy = EmergencyCopy {
            store: hex::text(&saver.id),
            seq: saver.head.seq,
            at: clock::stamp(),
            customers: app.branch_now(count),
            envelope: saver.envelope.clone(),
            data: String::new(),
        };
        (copy, saver.key.clone())
    });
    // Without a choice there is no copy either: nothing real is kept in plain text unasked.
    if key.is_none() && !app.keeping.rule.get_untracked().plain {
        return;
    }
    let writing = Writing::new(app.branch_now(Branch::clone));
    spawn_local(async move {
        let (mut packing, mut pace) = (Packing::default(), Pace::begin());
        for piece in writing {
            if packing.add(&piece) > LARGEST / 4 * 3 {
                return;
            }
            pace.rest().await;
        }
        let packed = packing.done();
        let bytes = match &key {
            Some(key) => key.seal(&copy.bound(), &packed).await.unwrap_or_default(),
            None => packed,
        };
        if bytes.len() < LARGEST / 4 * 3 {
            copy.fill(&bytes);
            mark::keep_copy(&copy);
        }
    });
}

/// The branch in an emergency copy, with the key that opens it, if it is sealed.
pub async fn open_copy(copy: &EmergencyCopy, key: Option<&Key>) -> Option<Branch> {
    let bytes = copy.bytes()?;
    let packed = match (&copy.envelope, key) {
        (None, _) => bytes,
        (Some(_), Some(key)) => key.open(&copy.bound(), &bytes).await?,
        (Some(_), None) => return None,
    };
    backup::restore(&backup::unpack(&packed)?).ok()
}
