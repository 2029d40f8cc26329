//! Opening a backup: what is in it, beside what there is now, then either in its place or joined with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::backup::{self, BackupFile, RestoreError};
use crate::book::{reconcile, Clash};
use crate::branch::{Branch, Edit};
use crate::route::Route;
use crate::shell::crypto::Key;
use crate::ui::backups::{self, FileError};
use crate::ui::components::{fact_name, KeepTrouble, Secret};
use crate::ui::opening::{bytes_of, chosen_file};
use crate::ui::saving;
use crate::ui::state::{App, SaveState};
use crate::vault::{Deed, Envelope};

/// Clashes that are shown at once.
const SHOWN: usize = 200;

/// A backup that is open, with its date and, if it was sealed, its key.
#[derive(Clone)]
struct Opened {
    branch: Rc<Branch>,
    made: String,
    key: Option<(Key, Envelope)>,
}

/// The page.
#[component]
pub fn Restore(app: App) -> impl IntoView {
    let words = app.kept();
    let sealed: RwSignal<Option<BackupFile>> = RwSignal::new(None);
    let opened: RwSignal<Option<Opened>, LocalStorage> = RwSignal::new_local(None);
    let trouble: RwSignal<Option<RestoreError>> = RwSignal::new(None);
    let typed = RwSignal::new(String::new());
    let choose = move |event: web_sys::Event| {
        let Some(file) = chosen_file(&event) else { return };
        sealed.set(None);
        opened.set(None);
        trouble.set(None);
        app.keeping.error.set(None);
        spawn_local(async move {
            let Some(bytes) = bytes_of(app, &file).await else { return };
            if backup::is_backup_file(&bytes) {
                match backup::parse(&bytes) {
                    Ok(file) => sealed.set(Some(file)),
                    Err(error) => trouble.set(Some(error)),
                }
                return;
            }
            let text = String::from_utf8(bytes).map_err(|_| RestoreError::Damaged);
            match text.and_then(|text| backup::restore(&text)) {
                Ok(branch) => {
                    opened.set(Some(Opened { branch: Rc::new(branch), made: String::new(), key: None }))
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    let unlock = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(file) = sealed.get_untracked() else { return };
        saving::attempt(app, async move {
            match backups::open_with(&file, &typed.get_untracked()).await {
                Ok((branch, key)) => {
                    let key = Some((key, file.head.envelope.clone()));
                    opened.set(Some(Opened { branch: Rc::new(branch), made: file.head.made.clone(), key }));
                    sealed.set(None);
                    typed.set(String::new());
                    Ok(())
                }
                Err(FileError::Key(error)) => Err(error),
                Err(FileError::File(error)) => {
                    trouble.set(Some(error));
                    Ok(())
                }
            }
        });
    };
    view! {
        <h1 class="page-title">{words.restore_title}</h1>
        <p class="lead">{words.restore_lead}</p>
        <label class="door restore-door">
            <strong>{words.restore_choose}</strong>
            <input type="file" id="restore-file" class="hidden-input" accept=".ykb,.json" aria-label=words.restore_choose on:change=choose />
        </label>
        {move || trouble.get().map(|error| view! {
            <p class="notice" role="alert" id="restore-trouble">{if error == RestoreError::Newer { words.restore_newer } else { words.restore_bad }}</p>
        })}
        {move || sealed.with(|file| file.as_ref().map(|file| (file.head.made.clone(), file.head.customers))).map(|(made, customers)| view! {
            <form class="card keep-form" on:submit=unlock>
                <p>{words.restore_made} " " {made} " · " {customers} " " {words.people}</p>
                <p>{words.restore_locked}</p>
                <Secret id="restore-passphrase" label=words.passphrase value=typed />
                <KeepTrouble app />
                <button class="button primary" id="restore-open" type="submit" disabled=move || app.keeping.busy.get()>
                    {move || if app.keeping.busy.get() { words.working } else { words.restore_open }}
                </button>
            </form>
        })}
        {move || opened.get().map(|opened| view! { <Found app opened /> })}
    }
}

#[component]
fn Found(app: App, opened: Opened) -> impl IntoView {
    let words = app.kept();
    let Opened { branch, made, key } = opened;
    let (customers, now) = (branch.book.customers.len(), app.branch_now(|now| now.book.customers.len()));
    let recovering = app.save_state.get_untracked() == SaveState::Recovery;
    let merging = RwSignal::new(false);
    // Two real books can be joined.
    let can_merge = now > 0 && !recovering && app.branch_now(|now| now.made_up == branch.made_up);
    let other = branch.clone();
    let replace = move |_| {
        if recovering {
            saving::begin_anew(app, (*branch).clone(), key.clone());
        } else {
            app.dispatch(Edit::Open(Box::new((*branch).clone())));
        }
        saving::note(app, Deed::Restored, customers);
        app.say(app.kept_now().restore_done, !recovering);
        app.go(Route::Home);
    };
    let other = StoredValue::new_local(other);
    view! {
        <section class="card" id="restore-found">
            <div class="figures small-figures">
                <div class="figure"><span class="figure-name">{words.restore_in_file}</span><strong class="figure-value" id="in-file">{customers}</strong><span class="muted">{made}</span></div>
                <div class="figure"><span class="figure-name">{words.restore_now}</span><strong class="figure-value">{now}</strong></div>
            </div>
            <div class="actions">
                <button class="button primary" id="restore-replace" on:click=replace>{words.restore_replace}</button>
                {can_merge.then(|| view! { <button class="button" id="restore-merge" on:click=move |_| merging.set(true)>{words.restore_merge}</button> })}
            </div>
        </section>
        <Show when=move || merging.get()><Merge app branch=other.get_value() /></Show>
    }
}

/// Field by field: what differs on both sides is chosen, everything else is kept from both.
#[component]
fn Merge(app: App, branch: Rc<Branch>) -> impl IntoView {
    let words = app.kept();
    let plan = app.branch_now(|now| reconcile(&now.book, &branch.book));
    let taken: RwSignal<BTreeSet<usize>> = RwSignal::new(BTreeSet::new());
    let count = plan.clashes.len();
    let line = move |(at, clash): (usize, &Clash)| {
        let name = app.branch_now(|now| {
            now.book.get(clash.customer).map(|found| found.label().to_owned()).unwrap_or_default()
        });
        let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let pick = move |theirs: bool| {
            taken.update(|taken| {
                if theirs {
                    taken.insert(at);
                } else {
                    taken.remove(&at);
                }
            });
        };
        view! {
            <tr>
                <th scope="row">{app.shown_name(&name)}</th>
                <td>{fact_name(app, clash.fact)}</td>
                <td><label><input type="radio" name=format!("clash{at}") prop:checked=move || !taken.with(|taken| taken.contains(&at)) on:change=move |_| pick(false) /> " " {shown(&clash.ours)}</label></td>
                <td><label><input type="radio" name=format!("clash{at}") prop:checked=move || taken.with(|taken| taken.contains(&at)) on:change=move |_| pick(true) /> " " {shown(&clash.theirs)}</label></td>
            </tr>
        }
    };
    let rows = plan.clashes.iter().take(SHOWN).enumerate().map(line).collect_view();
    let (added, same) = (plan.added, plan.same);
    let all = move |_| taken.set((0..count).collect());
    let go = move |_| {
        let taken = taken.get_untracked();
        let customers = app.branch_now(|now| plan.settle(&now.book, &branch.book, &taken));
        saving::note(app, Deed::Merged, customers.len());
        app.dispatch(Edit::Join { customers, other: Box::new((*branch).clone()) });
        app.say(app.kept_now().merged, true);
        app.go(Route::Book);
    };
    view! {
        <section class="card" id="merge">
            <h2>{words.merge_title}</h2>
            <div class="figures small-figures">
                <div class="figure"><span class="figure-name">{words.merge_added}</span><strong class="figure-value" id="merge-added">{added}</strong></div>
                <div class="figure"><span class="figure-name">{words.merge_conflicts}</span><strong class="figure-value" id="merge-clashes">{count}</strong></div>
                <div class="figure"><span class="figure-name">{words.merge_same}</span><strong class="figure-value">{same}</strong></div>
            </div>
            <p>{words.merge_hint}</p>
            {(count > 0).then(|| view! {
                <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.merge_conflicts>
                    <table class="table" id="clashes">
                        <thead><tr><th scope="col">{app.words().book.name}</th><th scope="col">{words.what}</th><th scope="col">{words.merge_ours}</th><th scope="col">{words.merge_theirs}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            })}
            {(count > SHOWN).then(|| view! { <p class="muted">{crate::text::more_of(app.lang(), count - SHOWN)}</p> })}
            <div class="actions">
                <button class="button primary" id="merge-go" on:click=go>{words.merge_go}</button>
                {(count > 0).then(|| view! { <button class="button" id="merge-all" on:click=all>{words.merge_all}</button> })}
            </div>
        </section>
    }
}
