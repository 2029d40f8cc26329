//! The passphrase: setting it, opening with it or with the printed code, changing it, and locking.
//!
//! Locking means loading the page anew: what a browser has held in memory cannot be wiped from inside.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::opening::go_on;
use super::{note, work_off, Save, SAVER};
use crate::branch::Branch;
use crate::job::{Job, JobDone};
use crate::shell::crypto::{self, Key};
use crate::shell::{mark, presence, worker};
use crate::ui::keeping::KeepError;
use crate::ui::state::App;
use crate::vault::{hex, is_strong, recovery, Deed, Envelope, Slot};

/// The key that a passphrase makes for an envelope.
async fn passphrase_key(typed: &str, envelope: &Envelope) -> Option<Key> {
    let passphrase = crypto::normalised(typed);
    let job = Job::Key { passphrase, salt: envelope.salt.clone(), kdf: envelope.kdf };
    let Some(JobDone::Key(key)) = worker::ask(job).await else { return None };
    Key::new(&hex::bytes(&key)?).await
}

/// The key in an envelope's slot, in the clear: the caller hands it to the browser or seals it anew at once.
async fn raw_key(envelope: &Envelope, typed: &str, slot: Slot) -> Result<Vec<u8>, KeepError> {
    if !envelope.is_acceptable() {
        return Err(KeepError::Failed);
    }
    let opener = match slot {
        Slot::Passphrase => passphrase_key(typed, envelope).await.ok_or(KeepError::Failed)?,
        Slot::Recovery => {
            let secret = recovery::secret(typed).ok_or(KeepError::Slip)?;
            Key::new(&recovery::key(&secret)).await.ok_or(KeepError::Failed)?
        }
    };
    let sealed = envelope.sealed(slot).ok_or(KeepError::Wrong)?;
    opener.open(&envelope.bound(slot), &sealed).await.ok_or(KeepError::Wrong)
}

/// The key of an envelope, by passphrase or code.
pub async fn key_of(envelope: &Envelope, typed: &str, slot: Slot) -> Result<Key, KeepError> {
    let raw = raw_key(envelope, typed, slot).await?;
    Key::new(&raw).await.ok_or(KeepError::Failed)
}

/// A new key under a passphrase and under a new code, which is given back.
pub async fn new_key(passphrase: &str) -> Result<(Key, Envelope, String), KeepError> {
    let made = async {
        let (of, salt) = (crypto::random::<16>()?, crypto::random::<16>()?);
        let (raw, secret) = (crypto::random::<32>()?, crypto::random::<16>()?);
        let mut envelope = Envelope::empty(&of, &salt);
        let opener = passphrase_key(passphrase, &envelope).await?;
        let sealed = opener.seal(&envelope.bound(Slot::Passphrase), &raw).await?;
        envelope.fill(Slot::Passphrase, &sealed);
        let opener = Key::new(&recovery::key(&secret)).await?;
        let sealed = opener.seal(&envelope.bound(Slot::Recovery), &raw).await?;
        envelope.fill(Slot::Recovery, &sealed);
        Some((Key::new(&raw).await?, envelope, recovery::code(&secret)))
    };
    made.await.ok_or(KeepError::Failed)
}

/// Whether a new passphrase does.
pub fn check(first: &str, second: &str) -> Result<(), KeepError> {
    if first != second {
        Err(KeepError::Unequal)
    } else if !is_strong(&crypto::normalised(first)) {
        Err(KeepError::Weak)
    } else {
        Ok(())
    }
}

/// Runs what needs a key, one at a time, and shows what went wrong.
pub fn attempt<F>(app: App, work: F)
where
    F: std::future::Future<Output = Result<(), KeepError>> + 'static,
{
    if app.keeping.busy.get_untracked() {
        return;
    }
    app.keeping.error.set(None);
    app.keeping.busy.set(true);
    spawn_local(async move {
        let outcome = work.await;
        app.keeping.busy.set(false);
        app.keeping.error.set(outcome.err());
    });
}

/// Seals everything under a new passphrase; the code is shown afterwards.
pub fn protect(app: App, first: String, second: String) {
    attempt(app, async move {
        check(&first, &second)?;
        let (key, envelope, code) = new_key(&first).await?;
        SAVER.with_borrow_mut(|saver| {
            (saver.key, saver.envelope, saver.begins) = (Some(key), Some(envelope), true);
            saver.queue.clear();
            saver.queue.push_back(Save::State(app.branch_now(Branch::clone)));
        });
        // A copy in plain text would outlive the store that it was made from.
        mark::drop_copy();
        app.keeping.change_rule(|rule| rule.plain = false);
        app.keeping.sealed.set(true);
        app.keeping.code.set(Some(code));
        note(app, Deed::Protected, 0);
        work_off(app);
        Ok(())
    });
}

/// Goes without a passphrase, by choice.
pub fn leave_plain(app: App) {
    app.keeping.asking.set(false);
    app.keeping.error.set(None);
    app.keeping.change_rule(|rule| rule.plain = true);
    note(app, Deed::LeftPlain, 0);
    work_off(app);
}

/// Opens the book.
pub fn unlock(app: App, typed: String, slot: Slot) {
    let envelope = SAVER.with_borrow(|saver| saver.envelope.clone());
    attempt(app, async move {
        let envelope = envelope.ok_or(KeepError::Failed)?;
        match key_of(&envelope, &typed, slot).await {
            Ok(key) => {
                go_on(app, Some(key)).await;
                note(app, Deed::Unlocked, 0);
                Ok(())
            }
            Err(error) => {
                if error == KeepError::Wrong {
                    note(app, Deed::Refused, 0);
                }
                Err(error)
            }
        }
    });
}

/// Puts another passphrase in place of the one; the code stays as it is.
pub fn change_passphrase(app: App, old: String, first: String, second: String, then: impl Fn() + 'static) {
    let (envelope, store) = SAVER.with_borrow(|saver| (saver.envelope.clone(), saver.store.clone()));
    attempt(app, async move {
        check(&first, &second)?;
        let (old_envelope, store) = envelope.zip(store).ok_or(KeepError::Failed)?;
        // Whoever has lost the passphrase and has opened with the code changes it with the code.
        let slot = if recovery::secret(&old).is_some() { Slot::Recovery } else { Slot::Passphrase };
        let raw = raw_key(&old_envelope, &old, slot).await?;
        let mut envelope = old_envelope;
        let opener = passphrase_key(&first, &envelope).await.ok_or(KeepError::Failed)?;
        let sealed = opener.seal(&envelope.bound(Slot::Passphrase), &raw).await.ok_or(KeepError::Failed)?;
        envelope.fill(Slot::Passphrase, &sealed);
        store.keep_envelope(&envelope).await.map_err(|_| KeepError::Failed)?;
        SAVER.with_borrow_mut(|saver| saver.envelope = Some(envelope));
        note(app, Deed::Rekeyed, 0);
        then();
        Ok(())
    });
}

/// Locks the page once everything is saved; what cannot be saved within two seconds is in the emergency copy.
pub fn lock(app: App) {
    if !app.keeping.sealed.get_untracked() {
        return;
    }
    lock_when_saved(20);
}

fn lock_when_saved(patience: u32) {
    let waits = SAVER.with_borrow(|saver| saver.busy || !saver.queue.is_empty());
    if waits && patience > 0 {
        set_timeout(move || lock_when_saved(patience - 1), Duration::from_millis(100));
    } else {
        presence::reload();
    }
}

/// Locks the page by itself when nobody is there.
pub fn watch(app: App) {
    presence::watch(move |idle_secs| {
        let limit = f64::from(app.keeping.rule.get_untracked().idle_mins) * 60.0;
        if limit > 0.0 && idle_secs >= limit {
            lock(app);
        }
    });
}

/// The key of the open book and its envelope.
pub fn key_now() -> Option<(Key, Envelope)> {
    SAVER.with_borrow(|saver| saver.key.clone().zip(saver.envelope.clone()))
}
