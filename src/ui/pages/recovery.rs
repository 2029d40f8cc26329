//! The page when what is kept is not whole: what is wrong, and the sources to go on from, with counts and dates.

use leptos::prelude::*;

use crate::branch::Branch;
use crate::route::Route;
use crate::shell::mark;
use crate::ui::components::{KeepTrouble, Secret};
use crate::ui::keeping::{KeepError, Recovery};
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault::{Slot, Verdict};

/// The page.
#[component]
pub fn RecoveryPage(app: App) -> impl IntoView {
    let words = app.kept();
    let Some(Recovery { verdict, left }) = app.keeping.recovery.get_untracked() else { return ().into_any() };
    let wrong = match verdict {
        Verdict::Short { missing } => format!("{} {missing}", words.rec_short),
        Verdict::Forged => words.rec_forged.to_owned(),
        _ => words.rec_gone.to_owned(),
    };
    let was = app.keeping.mark.get_untracked();
    let left_line = left.as_ref().map_or_else(
        || words.none.to_owned(),
        |(history, seq)| {
            format!("{} {} · {seq} {}", history.now().book.customers.len(), words.people, words.rec_saves)
        },
    );
    let has_left = left.is_some();
    let emptying = RwSignal::new(false);
    view! {
        <section class="card recovery" id="recovery">
            <h1>{words.rec_title}</h1>
            <p class="notice" role="alert" id="recovery-what">{wrong}</p>
            {was.map(|mark| view! {
                <p id="recovery-was">{words.rec_was} ": " {mark.at} " · " {mark.customers} " " {words.people} " · " {mark.seq} " " {words.rec_saves}</p>
            })}
            <p>{words.rec_choose}</p>
            <ul class="sources">
                <li>
                    <button class="door" id="keep-left" disabled=!has_left on:click=move |_| saving::keep_left(app)>
                        <strong>{words.rec_left}</strong><span>{left_line}</span>
                    </button>
                </li>
                <li><Copy app /></li>
                <li>
                    <a class="door" id="from-file" href=Route::Restore.hash()>
                        <strong>{words.rec_file}</strong><span>{words.rec_file_hint}</span>
                    </a>
                </li>
            </ul>
            <Show when=move || emptying.get() fallback=move || view! {
                <button class="quiet-button" id="begin-empty" on:click=move |_| emptying.set(true)>{words.rec_empty}</button>
            }>
                <p role="alert">{words.rec_empty_confirm}</p>
                <button class="button danger" id="begin-empty-yes" on:click=move |_| saving::begin_anew(app, Branch::empty(), None)>{words.rec_empty}</button>
            </Show>
        </section>
    }
    .into_any()
}

/// The emergency copy as a source; a sealed one asks for its passphrase.
#[component]
fn Copy(app: App) -> impl IntoView {
    let words = app.kept();
    let copy = StoredValue::new(mark::copy());
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(false);
    let line = copy.with_value(|copy| {
        copy.as_ref().map_or_else(
            || words.none.to_owned(),
            |copy| format!("{} · {} {}", copy.at, copy.customers, words.people),
        )
    });
    let take = move || {
        let Some(copy) = copy.get_value() else { return };
        if app.keeping.busy.get_untracked() {
            return;
        }
        app.keeping.busy.set(true);
        app.keeping.error.set(None);
        leptos::task::spawn_local(async move {
            let opened = match &copy.envelope {
                None => Ok(None),
                Some(envelope) => {
                    let slot = if crate::vault::recovery::secret(&typed.get_untracked()).is_some() {
                        Slot::Recovery
                    } else {
                        Slot::Passphrase
                    };
                    let key = saving::key_of(envelope, &typed.get_untracked(), slot).await;
                    key.map(|key| Some((key, envelope.clone())))
                }
            };
            let outcome = match opened {
                Ok(opened) => {
                    let key = opened.as_ref().map(|(key, _)| key);
                    match saving::open_copy(&copy, key).await {
                        Some(branch) => Ok((branch, opened)),
                        None => Err(KeepError::Failed),
                    }
                }
                Err(error) => Err(error),
            };
            app.keeping.busy.set(false);
            match outcome {
                Ok((branch, opened)) => saving::begin_anew(app, branch, opened),
                Err(error) => app.keeping.error.set(Some(error)),
            }
        });
    };
    let sealed = copy.with_value(|copy| copy.as_ref().is_some_and(|copy| copy.envelope.is_some()));
    let first = move |_| {
        if sealed {
            asked.set(true);
        } else {
            take();
        }
    };
    view! {
        <button class="door" id="from-copy" disabled=copy.with_value(Option::is_none) on:click=first>
            <strong>{words.rec_copy}</strong><span>{line}</span>
        </button>
        <Show when=move || asked.get()>
            <form class="keep-form" on:submit=move |event| { event.prevent_default(); take(); }>
                <Secret id="copy-passphrase" label=words.passphrase value=typed />
                <KeepTrouble app />
                <button class="button primary" id="copy-open" type="submit" disabled=move || app.keeping.busy.get()>{words.unlock}</button>
            </form>
        </Show>
    }
}
