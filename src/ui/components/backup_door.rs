//! Handing out a backup or a handover pack: at once where the book has a passphrase, else after asking for one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{KeepTrouble, Secret};
use crate::backup;
use crate::branch::Branch;
use crate::shell::clock;
use crate::ui::backups;
use crate::ui::keeping::KeepError;
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault::Deed;
use crate::view::backup_days;

/// The last backup and its age, in words.
pub fn backup_age(app: App) -> String {
    let words = app.kept();
    app.keeping.mark.with(|mark| {
        let Some(mark) = mark else { return words.backup_never.to_owned() };
        let age = match backup_days(mark, clock::today()) {
            None => return words.backup_never.to_owned(),
            Some(0) => words.backup_today.to_owned(),
            Some(days) => format!("{days} {}", words.backup_days),
        };
        format!("{} {age} · {} {}", words.backup_age, words.backup_since, mark.since_backup())
    })
}

/// The doors.
#[component]
pub fn BackupDoors(app: App) -> impl IntoView {
    let words = app.kept();
    // The pack that waits for a passphrase: the manager's name, or nothing for everybody.
    let asked: RwSignal<Option<Option<String>>> = RwSignal::new(None);
    let first = RwSignal::new(String::new());
    let second = RwSignal::new(String::new());
    let manager = RwSignal::new(String::new());
    let managers = app.branch_now(|branch| branch.book.managers());
    let ask = move |who: Option<String>| {
        app.keeping.error.set(None);
        match (&who, saving::key_now()) {
            // The book's own backup opens with the book's own passphrase.
            (None, Some((key, envelope))) => {
                let branch = app.branch_now(Branch::clone);
                spawn_local(async move {
                    backups::hand_out(app, branch, key, envelope, Deed::BackedUp).await;
                });
            }
            _ => asked.set(Some(who)),
        }
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(who) = asked.get_untracked() else { return };
        saving::attempt(app, async move {
            let passphrase = first.get_untracked();
            saving::check(&passphrase, &second.get_untracked())?;
            let (key, mut envelope, _) = saving::new_key(&passphrase).await?;
            // A file of its own has no printed code: its passphrase is told to whoever opens it.
            envelope.recovery.clear();
            let (branch, deed) = match &who {
                Some(who) => (app.branch_now(|branch| backup::part(branch, who)), Deed::HandedOver),
                None => (app.branch_now(Branch::clone), Deed::BackedUp),
            };
            if !backups::hand_out(app, branch, key, envelope, deed).await {
                return Err(KeepError::Failed);
            }
            asked.set(None);
            first.set(String::new());
            second.set(String::new());
            Ok(())
        });
    };
    view! {
        <button class="door" id="export-backup" on:click=move |_| ask(None)>
            <strong>{words.backup_sealed}</strong><span>{words.backup_sealed_hint}</span>
            <span class="muted" id="backup-age">{move || backup_age(app)}</span>
        </button>
        <div class="door">
            <strong>{words.handover}</strong><span>{words.handover_hint}</span>
            <span class="inline-form">
                <select aria-label=words.handover_who id="handover-who" on:change=move |event| manager.set(event_target_value(&event))>
                    <option value="">{words.handover_who}</option>
                    {managers.into_iter().map(|(name, count)| view! { <option value=name.clone()>{name.clone()} " (" {count} ")"</option> }).collect_view()}
                </select>
                <button class="button small" id="handover" disabled=move || manager.get().is_empty() on:click=move |_| ask(Some(manager.get_untracked()))>{words.backup_now}</button>
            </span>
        </div>
        <Show when=move || asked.with(Option::is_some)>
            <form class="door keep-form" on:submit=send>
                <strong>{words.backup_ask}</strong><span>{words.backup_ask_hint}</span>
                <Secret id="backup-passphrase" label=words.passphrase value=first />
                <Secret id="backup-passphrase-again" label=words.again value=second />
                <KeepTrouble app />
                <button class="button primary" id="backup-go" type="submit" disabled=move || app.keeping.busy.get()>
                    {move || if app.keeping.busy.get() { words.working } else { words.backup_now }}
                </button>
            </form>
        </Show>
    }
}
