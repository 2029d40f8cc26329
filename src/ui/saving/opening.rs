//! Opening the store: what is kept is fine, was repaired, or is not whole, and then nothing is shown as if it were.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use super::{note, work_off, Save, Saver, SAVER};
use crate::backup::{self, RestoreError};
use crate::branch::{Branch, Edit, History};
use crate::shell::crypto::Key;
use crate::shell::store::{Kept, Store, StoreError};
use crate::shell::{clock, heal, mark, presence, tabs};
use crate::ui::keeping::Recovery;
use crate::ui::state::{App, SaveState};
use crate::vault::{chain, record, Deed, Kind, Line, Mark, Verdict};

/// Opens the store and shows what it keeps.
pub fn open(app: App) {
    super::watch(app);
    claim(app, false);
    tabs::on_told(move || {
        if app.keeping.reading.get_untracked() {
            spawn_local(async move { go_on_as_reader(app).await });
        }
    });
    spawn_local(async move {
        let opened = match Store::open().await {
            // A store that has just been mended by the browser opens at the second try.
            Err(StoreError::Unavailable) => {
                pause(300).await;
                Store::open().await
            }
            opened => opened,
        };
        let read = match opened {
            Ok(store) => store.read().await.map(|kept| (store, kept)),
            Err(error) => Err(error),
        };
        let (store, kept) = match read {
            Ok(opened) => opened,
            Err(StoreError::Newer) => return app.save_state.set(SaveState::Newer),
            Err(_) => return lost(app, Verdict::Gone),
        };
        let sealed = kept.envelope.is_some();
        SAVER.with_borrow_mut(|saver| {
            (saver.store, saver.envelope) = (Some(store), kept.envelope.clone());
        });
        app.keeping.audit.set(kept.audit.clone());
        app.keeping.sealed.set(sealed);
        if sealed {
            app.save_state.set(SaveState::Locked);
        } else {
            show(app, kept, None).await;
        }
    });
}

/// Without a store: when something was kept here it is lost, else the browser keeps nothing.
fn lost(app: App, verdict: Verdict) {
    if app.keeping.mark.get_untracked().is_some_and(|mark| mark.seq > 0) {
        app.keeping.recovery.set(Some(Recovery { verdict, left: None }));
        app.save_state.set(SaveState::Recovery);
    } else {
        app.save_state.set(SaveState::Unavailable);
    }
}

async fn pause(ms: i32) {
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _told = resolve.call0(&wasm_bindgen::JsValue::NULL);
            },
            Duration::from_millis(ms as u64),
        );
    });
    let _waited = wasm_bindgen_futures::JsFuture::from(waiting).await;
}

/// Reads the store anew and shows it, with the key if it is sealed.
pub async fn go_on(app: App, key: Option<Key>) {
    let Some(store) = SAVER.with_borrow(|saver| saver.store.clone()) else { return };
    match store.read().await {
        // Another tab has set a passphrase, or begun anew under another one.
        Ok(kept) if kept.envelope.is_some() && key.is_none() => presence::reload(),
        Ok(kept) => show(app, kept, key).await,
        Err(_) => lost(app, Verdict::Gone),
    }
}

async fn go_on_as_reader(app: App) {
    // The watermark is the other tab's; it needs a moment to get here.
    pause(150).await;
    app.keeping.mark.set(mark::mark());
    let key = SAVER.with_borrow(|saver| saver.key.clone());
    if !app.keeping.sealed.get_untracked() || key.is_some() {
        go_on(app, key).await;
    }
}

async fn show(app: App, kept: Kept, key: Option<Key>) {
    let old = kept.old.as_ref().filter(|_| kept.found.is_empty());
    if let Some(old) = old {
        return show_old(app, &old.snapshot, &old.log);
    }
    let read = match read(&kept, key.as_ref()).await {
        Ok(read) => read,
        Err(RestoreError::Newer) => return app.save_state.set(SaveState::Newer),
        Err(RestoreError::Damaged) => return lost(app, Verdict::Gone),
    };
    let (line, history) = read;
    let mark: Option<Mark> = app.keeping.mark.get_untracked();
    let verdict = chain::verdict(&kept.found, &line, key.is_some(), mark.as_ref());
    let last = kept.found.records.keys().last().copied().unwrap_or(0);
    SAVER.with_borrow_mut(|saver| {
        saver.key = key;
        saver.id = kept.found.store;
        saver.head = line.end;
        saver.base = line.base.map_or(0, |(_, seq)| seq);
        saver.logged = line.edits.len();
        saver.begins = kept.found.is_empty();
    });
    match verdict {
        Verdict::New => {}
        Verdict::Fine | Verdict::Repaired => {
            if let Some(history) = history {
                // Real customers are in plain text by choice only; localStorage may have forgotten it.
                let real = !history.now().made_up && !history.now().is_empty();
                if real && !app.keeping.sealed.get_untracked() {
                    app.keeping.change_rule(|rule| rule.plain = true);
                }
                app.history.set(history);
            }
        }
        Verdict::Short { .. } | Verdict::Gone | Verdict::Forged => {
            // The next save goes behind everything that was ever numbered.
            let highest =
                mark.map_or(0, |mark| mark.seq).max(kept.found.head.map_or(0, |head| head.seq)).max(last);
            SAVER.with_borrow_mut(|saver| saver.head.seq = saver.head.seq.max(highest));
            let left = history.map(|history| (history, line.end.seq));
            app.keeping.recovery.set(Some(Recovery { verdict, left }));
            return app.save_state.set(SaveState::Recovery);
        }
    }
    opened(app);
    if verdict == Verdict::Repaired && !app.keeping.reading.get_untracked() {
        note(app, Deed::Recovered, 0);
        app.say(app.kept_now().repaired, false);
        super::save_all(app);
    }
}

/// The book is on screen: heals the browser's store, then saves what has been done since.
fn opened(app: App) {
    if SAVER.with_borrow(|saver| saver.store.is_none()) {
        return app.save_state.set(SaveState::Unavailable);
    }
    // "Saved" is not said of what still waits.
    let waits = SAVER.with_borrow(|saver| !saver.queue.is_empty());
    app.save_state.set(if waits { SaveState::Saving } else { SaveState::Saved(clock::time_of_day()) });
    if app.keeping.reading.get_untracked() {
        return;
    }
    SAVER.with_borrow_mut(|saver| saver.busy = true);
    spawn_local(async move {
        heal::heal().await;
        SAVER.with_borrow_mut(|saver| saver.busy = false);
        work_off(app);
    });
}

/// What the first form of the store has kept; it is written anew in the form of today.
fn show_old(app: App, snapshot: &str, log: &[String]) {
    let branch = match backup::restore(snapshot) {
        Ok(branch) => branch,
        Err(RestoreError::Newer) => return app.save_state.set(SaveState::Newer),
        Err(RestoreError::Damaged) => return lost_old(app, None),
    };
    let mut history = History::new(branch);
    for (at, entry) in log.iter().enumerate() {
        match serde_json::from_str::<Edit>(entry) {
            Ok(edit) => history.apply(edit),
            Err(_) => return lost_old(app, Some((history, at as u64))),
        }
    }
    app.history.set(history);
    SAVER.with_borrow_mut(|saver| {
        saver.begins = true;
        saver.queue.push_back(Save::State(app.branch_now(Branch::clone)));
    });
    opened(app);
}

fn lost_old(app: App, left: Option<(History, u64)>) {
    SAVER.with_borrow_mut(|saver| saver.begins = true);
    app.keeping.recovery.set(Some(Recovery { verdict: Verdict::Gone, left }));
    app.save_state.set(SaveState::Recovery);
}

/// The line that reaches farthest among records that open, and the book that it makes.
async fn read(kept: &Kept, key: Option<&Key>) -> Result<(Line, Option<History>), RestoreError> {
    let mut broken = BTreeSet::new();
    'again: loop {
        let line = chain::line(&kept.found, &broken);
        let Some((kind, seq)) = line.base else { return Ok((line, None)) };
        let branch = match content(kept, key, kind, seq).await.map(|json| backup::restore(&json)) {
            Some(Ok(branch)) => branch,
            Some(Err(RestoreError::Newer)) => return Err(RestoreError::Newer),
            _ => {
                broken.insert((kind, seq));
                continue;
            }
        };
        let mut history = History::new(branch);
        for seq in &line.edits {
            let edit = content(kept, key, Kind::Edit, *seq).await;
            match edit.and_then(|json| serde_json::from_str::<Edit>(&json).ok()) {
                Some(edit) => history.apply(edit),
                None => {
                    broken.insert((Kind::Edit, *seq));
                    continue 'again;
                }
            }
        }
        return Ok((line, Some(history)));
    }
}

async fn content<'a>(kept: &'a Kept, key: Option<&Key>, kind: Kind, seq: u64) -> Option<Cow<'a, str>> {
    let found = &kept.found;
    let bytes = if kind == Kind::Fold { found.folds.get(&seq)? } else { found.records.get(&seq)? };
    let (place, content) = record::unframe(found.store, seq, bytes)?;
    match key {
        Some(key) => String::from_utf8(key.open(&place.bound(), content).await?).ok().map(Cow::Owned),
        None => std::str::from_utf8(content).ok().map(Cow::Borrowed),
    }
}

fn claim(app: App, steal: bool) {
    tabs::claim(steal, move |claim| match claim {
        tabs::Claim::Ours if app.keeping.reading.get_untracked() => become_writer(app),
        tabs::Claim::Ours => {}
        tabs::Claim::Taken | tabs::Claim::Lost => app.keeping.reading.set(true),
    });
}

/// Takes writing over from another tab.
pub fn take_over(app: App) {
    if app.keeping.reading.get_untracked() {
        claim(app, true);
    } else {
        become_writer(app);
    }
}

/// Shows what the other tab has saved, and goes on from there.
fn become_writer(app: App) {
    spawn_local(async move {
        // Whoever was writing finishes the save that is under way.
        pause(400).await;
        app.keeping.reading.set(false);
        SAVER.with_borrow_mut(|saver| saver.queue.clear());
        go_on_as_reader(app).await;
        note(app, Deed::TookOver, 0);
    });
}

/// Goes on with what the store still gives.
pub fn keep_left(app: App) {
    let Some(Recovery { left: Some((history, _)), .. }) = app.keeping.recovery.get_untracked() else {
        return;
    };
    app.history.set(history);
    go_on_from_recovery(app);
}

/// Goes on with a branch from elsewhere: an emergency copy, a backup, or an empty one.
pub fn begin_anew(app: App, branch: Branch, opened_with: Option<(Key, crate::vault::Envelope)>) {
    SAVER.with_borrow_mut(|saver: &mut Saver| {
        if let Some((key, envelope)) = opened_with {
            (saver.key, saver.envelope, saver.begins) = (Some(key), Some(envelope), true);
        } else if saver.key.is_none() {
            (saver.envelope, saver.begins) = (None, true);
        }
        app.keeping.sealed.set(saver.key.is_some());
    });
    app.history.set(History::new(branch));
    go_on_from_recovery(app);
}

fn go_on_from_recovery(app: App) {
    app.keeping.recovery.set(None);
    note(app, Deed::Recovered, app.branch_now(super::count));
    SAVER.with_borrow_mut(|saver| {
        saver.queue.clear();
        saver.queue.push_back(Save::State(app.branch_now(Branch::clone)));
    });
    opened(app);
}
