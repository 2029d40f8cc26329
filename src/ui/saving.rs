//! Keeping the branch: edits are saved one after the other, and "saved" is said when the transaction is complete.
//!
//! Small edits go to the log. What replaces much (an import, circles, a plan) or goes back in time is kept as a
//! snapshot, and so is everything once the log has grown.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::VecDeque;

use super::state::{App, SaveState};
use crate::backup::{self, RestoreError};
use crate::branch::{Edit, History};
use crate::shell::clock;
use crate::shell::store::{Store, StoreError};

/// Edits in the log before a snapshot takes their place.
const LOG_LIMIT: usize = 200;

enum Save {
    Edit(String),
    Snapshot,
}

#[derive(Default)]
struct Saver {
    store: Option<Store>,
    queue: VecDeque<Save>,
    busy: bool,
    logged: usize,
}

thread_local! {
    static SAVER: RefCell<Saver> = RefCell::default();
}

/// Opens the store and shows what it keeps.
pub fn open(app: App) {
    spawn_local(async move {
        let (store, kept) = match Store::open().await {
            Ok(opened) => opened,
            Err(_) => return app.save_state.set(SaveState::Unavailable),
        };
        let restored = match &kept.snapshot {
            None => Ok(None),
            Some(saved) => backup::restore(saved).map(Some),
        };
        let branch = match restored {
            Ok(branch) => branch,
            // What cannot be read stays as it is: nothing is written over it.
            Err(RestoreError::Newer) => return app.save_state.set(SaveState::Newer),
            Err(RestoreError::Damaged) => return app.save_state.set(SaveState::Damaged),
        };
        if let Some(branch) = branch {
            let mut history = History::new(branch);
            for entry in &kept.log {
                match serde_json::from_str::<Edit>(entry) {
                    Ok(edit) => history.apply(edit),
                    Err(_) => return app.save_state.set(SaveState::Damaged),
                }
            }
            app.history.set(history);
        }
        SAVER.with_borrow_mut(|saver| {
            saver.logged = kept.log.len();
            saver.store = Some(store);
        });
        app.save_state.set(SaveState::Saved(clock::time_of_day()));
        // Edits made while the store was opening.
        work_off(app);
    });
}

/// Saves one edit.
pub fn save(app: App, edit: &Edit) {
    let large =
        matches!(edit, Edit::Open(_) | Edit::Import { .. } | Edit::KeepCircles(_) | Edit::KeepPlan(_));
    let grown = SAVER.with_borrow(|saver| saver.logged >= LOG_LIMIT);
    match serde_json::to_string(edit) {
        Ok(json) if !large && !grown => queue(app, Save::Edit(json)),
        _ => queue(app, Save::Snapshot),
    }
}

/// Saves the branch as it is.
pub fn save_all(app: App) {
    queue(app, Save::Snapshot);
}

/// Deletes what is kept in this browser.
pub fn wipe(app: App, then: impl FnOnce() + 'static) {
    let store = SAVER.with_borrow(|saver| saver.store.clone());
    spawn_local(async move {
        if let Some(store) = store {
            if store.wipe().await.is_err() {
                return app.save_state.set(SaveState::Failed);
            }
        }
        SAVER.with_borrow_mut(|saver| saver.logged = 0);
        then();
    });
}

fn queue(app: App, save: Save) {
    // A store that cannot be read is never written to.
    if matches!(
        app.save_state.get_untracked(),
        SaveState::Unavailable | SaveState::Newer | SaveState::Damaged
    ) {
        return;
    }
    SAVER.with_borrow_mut(|saver| {
        // A snapshot holds every edit before it.
        if matches!(save, Save::Snapshot) {
            saver.queue.clear();
        }
        saver.queue.push_back(save);
    });
    work_off(app);
}

fn work_off(app: App) {
    let ready = SAVER.with_borrow_mut(|saver| {
        let ready = !saver.busy && !saver.queue.is_empty() && saver.store.is_some();
        saver.busy |= ready;
        ready
    });
    if !ready {
        return;
    }
    app.save_state.set(SaveState::Saving);
    spawn_local(async move {
        loop {
            let next = SAVER.with_borrow_mut(|saver| saver.queue.pop_front().zip(saver.store.clone()));
            let Some((save, store)) = next else { break };
            let saved = match save {
                Save::Edit(json) => store.append(json).await.map(|()| 1),
                Save::Snapshot => store.replace(app.branch_now(backup::save)).await.map(|()| 0),
            };
            match saved {
                Ok(1) => SAVER.with_borrow_mut(|saver| saver.logged += 1),
                Ok(_) => SAVER.with_borrow_mut(|saver| saver.logged = 0),
                Err(error) => {
                    SAVER.with_borrow_mut(|saver| saver.busy = false);
                    let state = if error == StoreError::Unavailable {
                        SaveState::Unavailable
                    } else {
                        SaveState::Failed
                    };
                    return app.save_state.set(state);
                }
            }
        }
        SAVER.with_borrow_mut(|saver| saver.busy = false);
        app.save_state.set(SaveState::Saved(clock::time_of_day()));
    });
}
