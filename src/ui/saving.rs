//! Keeping the branch: saves go one after the other, and "saved" is said when the transaction is complete.
//!
//! Small edits are records of their own. What replaces much (an import, circles, a plan) or goes back in time is saved
//! as a state; after many edits a fold takes them together. Real customers wait, unsaved, until somebody has chosen
//! between a passphrase and none.

mod audit;
mod emergency;
mod guard;
mod opening;

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::VecDeque;

pub use audit::note;
pub use emergency::open_copy;
pub use guard::{
    attempt, change_passphrase, check, key_now, key_of, leave_plain, lock, new_key, protect, unlock, watch,
};
pub use opening::{begin_anew, keep_left, open, take_over};

use super::state::{App, SaveState};
use crate::backup::Writing;
use crate::book::CustomerId;
use crate::branch::{Branch, Edit, History};
use crate::shell::crypto::{self, Key};
use crate::shell::portions::Pace;
use crate::shell::store::{Beginning, Store, StoreError};
use crate::shell::{clock, mark, tabs};
use crate::vault::{hex, Batch, Deed, Envelope, Head, Kind, Pieces, Place, StoreId};

/// Edits behind a base before a fold takes them together.
const LOG_LIMIT: usize = 200;

/// A save that waits. A branch is held as it was when it was said to be saved: edits behind it are records of their own.
enum Save {
    Edit(String),
    State(Branch),
    Fold(Branch),
}

#[derive(Default)]
struct Saver {
    store: Option<Store>,
    id: StoreId,
    head: Head,
    /// Number of the last state or fold.
    base: u64,
    /// How often it was asked that nothing of what was before remain behind the next state.
    alone: u32,
    key: Option<Key>,
    envelope: Option<Envelope>,
    /// The next save begins a new store.
    begins: bool,
    queue: VecDeque<Save>,
    busy: bool,
    logged: usize,
}

thread_local! {
    static SAVER: RefCell<Saver> = RefCell::default();
}

/// An edit as it is to be saved; `None` when it changes so much that the branch is saved instead.
pub fn written(edit: &Edit) -> Option<String> {
    let large = matches!(
        edit,
        Edit::Open(_)
            | Edit::Import { .. }
            | Edit::Merge { .. }
            | Edit::Join { .. }
            | Edit::KeepCircles(_)
            | Edit::KeepPlan(_)
    );
    if large {
        return None;
    }
    serde_json::to_string(edit).ok()
}

/// Saves an edit that was applied, as [`written`] gave it before.
pub fn save(app: App, written: Option<String>) {
    match written {
        Some(edit) => queue(app, Save::Edit(edit)),
        None => save_all(app),
    }
}

/// Saves the branch as it is.
pub fn save_all(app: App) {
    queue(app, Save::State(app.branch_now(Branch::clone)));
}

/// Saves the branch as it is and lets nothing remain of what was before: for people who were deleted.
fn save_alone(app: App) {
    SAVER.with_borrow_mut(|saver| saver.alone += 1);
    mark::drop_copy();
    save_all(app);
}

/// Deletes a person here and from everything that is stored; it cannot be undone.
pub fn forget_person(app: App, id: CustomerId) {
    if !may_edit(app) {
        return app.say(app.kept_now().reading_title, false);
    }
    app.history.update(|history| {
        history.apply(Edit::Forget(id));
        *history = History::new(history.now().clone());
    });
    note(app, Deed::Forgotten, 1);
    save_alone(app);
    app.say(app.kept_now().person_forgotten, false);
}

/// Bytes of all records in the store.
pub async fn stored_bytes() -> Option<usize> {
    let store = SAVER.with_borrow(|saver| saver.store.clone())?;
    let kept = store.peek().await.ok()?;
    Some(kept.found.records.values().chain(kept.found.folds.values()).map(Vec::len).sum())
}

/// Deletes what is kept in this browser.
pub fn wipe(app: App, then: impl FnOnce() + 'static) {
    let store = SAVER.with_borrow(|saver| saver.store.clone());
    spawn_local(async move {
        if let Some(store) = store.clone() {
            if store.wipe().await.is_err() {
                return app.save_state.set(SaveState::Failed);
            }
        }
        mark::wipe();
        SAVER.set(Saver { store, begins: true, ..Saver::default() });
        app.keeping.forget();
        then();
    });
}

/// Whether edits may be made: not while another tab writes, nor before the book is open.
pub fn may_edit(app: App) -> bool {
    !app.keeping.reading.get_untracked()
        && !matches!(app.save_state.get_untracked(), SaveState::Locked | SaveState::Recovery)
}

/// Whether real customers wait for the choice of a passphrase.
fn must_ask(app: App) -> bool {
    let real = app.branch_now(|branch| !branch.made_up && !branch.is_empty());
    let sealed = SAVER.with_borrow(|saver| saver.key.is_some());
    real && !sealed && !app.keeping.rule.get_untracked().plain
}

/// Tries again after a save has failed: the whole branch, under the head that the store has now.
pub fn retry(app: App) {
    spawn_local(async move {
        let opened = match SAVER.with_borrow(|saver| saver.store.clone()) {
            Some(store) => Ok(store),
            None => Store::open().await,
        };
        let Ok(store) = opened else { return };
        // The save may have gone through and only its answer been lost.
        let (Ok(kept), (id, head)) = (store.read().await, SAVER.with_borrow(|saver| (saver.id, saver.head)))
        else {
            return;
        };
        if kept.found.store == id && kept.found.head.is_some_and(|now| now.seq > head.seq + 1) {
            return app.save_state.set(SaveState::Overtaken);
        }
        SAVER.with_borrow_mut(|saver| {
            saver.head.seq = saver.head.seq.max(kept.found.head.map_or(0, |head| head.seq));
            saver.store = Some(store);
            saver.queue.clear();
            saver.queue.push_back(Save::State(app.branch_now(Branch::clone)));
        });
        app.save_state.set(SaveState::Saving);
        work_off(app);
    });
}

fn queue(app: App, save: Save) {
    let state = app.save_state.get_untracked();
    // A store that cannot be read is never written to.
    if matches!(state, SaveState::Newer | SaveState::Locked | SaveState::Recovery | SaveState::Overtaken) {
        return;
    }
    SAVER.with_borrow_mut(|saver| {
        // A state holds every edit before it.
        if matches!(save, Save::State(_)) {
            saver.queue.clear();
        }
        saver.queue.push_back(save);
    });
    match state {
        SaveState::Failed | SaveState::Full | SaveState::Unavailable => {
            emergency::keep(app);
            retry(app);
        }
        _ => work_off(app),
    }
}

fn work_off(app: App) {
    let waits = SAVER.with_borrow(|saver| !saver.busy && !saver.queue.is_empty() && saver.store.is_some());
    if !waits {
        return;
    }
    if must_ask(app) {
        app.keeping.asking.set(true);
        return app.save_state.set(SaveState::Asking);
    }
    SAVER.with_borrow_mut(|saver| saver.busy = true);
    app.save_state.set(SaveState::Saving);
    spawn_local(async move {
        let outcome = save_queue(app).await;
        SAVER.with_borrow_mut(|saver| saver.busy = false);
        match outcome {
            Ok(()) => {
                app.save_state.set(SaveState::Saved(clock::time_of_day()));
                tabs::tell();
                emergency::keep_soon(app);
            }
            Err(error) => {
                app.save_state.set(match error {
                    StoreError::Full => SaveState::Full,
                    StoreError::Overtaken => SaveState::Overtaken,
                    StoreError::Newer => SaveState::Newer,
                    StoreError::Unavailable => SaveState::Failed,
                });
                emergency::keep(app);
            }
        }
    });
}

async fn save_queue(app: App) -> Result<(), StoreError> {
    loop {
        let next = SAVER.with_borrow_mut(|saver| {
            let save = saver.queue.pop_front().or_else(|| {
                // Nothing waits: time to take many edits together.
                (saver.logged >= LOG_LIMIT).then(|| Save::Fold(app.branch_now(Branch::clone)))
            })?;
            let begins = saver.begins;
            // A store begins with a whole state.
            let save = if begins { Save::State(app.branch_now(Branch::clone)) } else { save };
            Some((save, begins))
        });
        let Some((save, begins)) = next else { return Ok(()) };
        if begins {
            let id = crypto::random().ok_or(StoreError::Unavailable)?;
            SAVER.with_borrow_mut(|saver| {
                // A sealed store has its name from its envelope.
                let named = saver.envelope.as_ref().and_then(|envelope| hex::exactly(&envelope.of));
                (saver.id, saver.head, saver.base) = (named.unwrap_or(id), Head::default(), 0);
                saver.queue.clear();
            });
        }
        one(app, save, begins).await?;
    }
}

/// One save, whole or not at all. Where it goes and under which key is settled before its content is made.
async fn one(app: App, save: Save, begins: bool) -> Result<(), StoreError> {
    let kind = match &save {
        Save::Edit(_) => Kind::Edit,
        Save::State(_) => Kind::State,
        Save::Fold(_) => Kind::Fold,
    };
    let alone = SAVER.with_borrow(|saver| if kind == Kind::State { saver.alone } else { 0 });
    let taken = SAVER.with_borrow(|saver| {
        let place = Place::after(saver.id, &saver.head, kind);
        let base = if alone == 0 { saver.base.min(place.seq) } else { place.seq };
        let beginning = begins.then(|| Beginning { store: saver.id, envelope: saver.envelope.clone() });
        saver.store.clone().map(|store| (store, place, saver.key.clone(), base, beginning))
    });
    let Some((store, place, key, base, beginning)) = taken else { return Err(StoreError::Unavailable) };
    let content = match save {
        Save::Edit(json) => vec![json.into_bytes()],
        Save::State(branch) | Save::Fold(branch) => in_pieces(branch).await,
    };
    let content = match &key {
        Some(key) => key.seal_pieces(&place.bound(), content).await.ok_or(StoreError::Unavailable)?,
        None => content,
    };
    let mut hashing = place.hashing();
    let mut pace = Pace::begin();
    for piece in &content {
        hashing.add(piece);
        pace.rest().await;
    }
    let batch = Batch::save(&place, content, hashing.done(), base);
    let head = batch.head;
    store.write(batch, beginning).await?;
    SAVER.with_borrow_mut(|saver| {
        saver.head = head;
        saver.begins = false;
        saver.alone -= alone;
        if kind == Kind::Edit {
            saver.logged += 1;
        } else {
            (saver.base, saver.logged) = (head.seq, 0);
        }
    });
    app.keeping.moved(&place.store, &head, key.is_some(), app.branch_now(count));
    Ok(())
}

/// The saved form of a branch, with the page awake in between.
async fn in_pieces(branch: Branch) -> Pieces {
    let mut pace = Pace::begin();
    let mut pieces = Vec::new();
    for piece in Writing::new(branch) {
        let mut piece = piece.into_bytes();
        piece.shrink_to_fit();
        pieces.push(piece);
        pace.rest().await;
    }
    pieces
}

fn count(branch: &Branch) -> usize {
    branch.book.customers.len()
}
