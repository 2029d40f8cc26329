//! Proof of privacy: encryption, requests, the policy in force, where every byte lies, what was done, and wiping it.

use leptos::prelude::*;
use std::time::Duration;

use crate::branch::{Branch, History};
use crate::shell::{evidence, page, settings};
use crate::text::{self, Figure};
use crate::ui::components::{backup_age, KeepTrouble, KeptPlaces, Secret, SpeedCard, Why};
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault;

/// Lines of the audit log that are shown.
const LINES: usize = 200;

/// The page.
#[component]
pub fn Privacy(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <h1 class="page-title">{words.privacy.title}</h1>
        <Requests app />
        <Protection app />
        <section class="card">
            <h2>{app.kept().whereabouts}</h2>
            <KeptPlaces app />
            <p class="muted">{move || backup_age(app)}</p>
            <Wipe app />
        </section>
        <AuditLog app />
        <Program app />
        <SpeedCard app />
    }
}

/// How many requests were made, as the browser has counted them, and the policy that forbids them.
#[component]
fn Requests(app: App) -> impl IntoView {
    let (words, kept) = (app.words(), app.kept());
    let counts = RwSignal::new((evidence::requests(), evidence::blocked()));
    let beat = set_interval_with_handle(
        move || counts.set((evidence::requests(), evidence::blocked())),
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    view! {
        <section class="card">
            <h2>{words.privacy.no_request}</h2>
            <div class="figures small-figures">
                <div class="figure"><span class="figure-name">{kept.requests}</span><strong class="figure-value" id="requests">{move || counts.get().0}</strong><Why app of=Figure::Requests name=kept.requests /></div>
                <div class="figure"><span class="figure-name">{kept.violations}</span><strong class="figure-value" id="blocked">{move || counts.get().1}</strong><Why app of=Figure::Blocked name=kept.violations /></div>
            </div>
            <p>{words.privacy.no_request_hint}</p>
            <details class="fold">
                <summary>{words.privacy.policy}</summary>
                <pre class="policy" tabindex="0">{page::policy().replace("; ", ";\n")}</pre>
            </details>
        </section>
    }
}

/// Whether the data are encrypted, and what can be done about it.
#[component]
fn Protection(app: App) -> impl IntoView {
    let words = app.kept();
    let state = move || {
        if app.keeping.sealed.get() {
            view! { <p id="is-sealed">{words.is_sealed}</p><Change app /> }.into_any()
        } else if app.branch(|branch| branch.made_up) {
            view! { <p>{words.is_sample}</p> }.into_any()
        } else if app.branch(Branch::is_empty) {
            view! { <p>{words.is_empty}</p> }.into_any()
        } else {
            view! {
                <p class="notice" id="is-plain">{words.is_plain}</p>
                <button class="button primary" id="set-passphrase" on:click=move |_| app.keeping.asking.set(true)>{words.set_passphrase}</button>
            }
            .into_any()
        }
    };
    view! { <section class="card"><h2>{words.protection}</h2>{state}</section> }
}

#[component]
fn Change(app: App) -> impl IntoView {
    let words = app.kept();
    let (old, first, second) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let done = move || {
            [old, first, second].iter().for_each(|field| field.set(String::new()));
            app.say(app.kept_now().changed, false);
        };
        saving::change_passphrase(
            app,
            old.get_untracked(),
            first.get_untracked(),
            second.get_untracked(),
            done,
        );
    };
    let idle = move |event| {
        let mins = event_target_value(&event).parse::<u32>().unwrap_or(10).clamp(1, 120);
        app.keeping.change_rule(|rule| rule.idle_mins = mins);
    };
    view! {
        <label class="field inline">
            <span>{words.idle}</span>
            <input type="number" id="idle" min="1" max="120" prop:value=move || app.keeping.rule.get().idle_mins.to_string() on:change=idle />
        </label>
        <details class="fold" id="change">
            <summary>{words.change}</summary>
            <form class="keep-form" on:submit=send>
                <Secret id="old-passphrase" label=words.old_passphrase value=old />
                <Secret id="changed-passphrase" label=words.new_passphrase value=first />
                <Secret id="changed-again" label=words.again value=second />
                <KeepTrouble app />
                <button class="button" id="change-go" type="submit" disabled=move || app.keeping.busy.get()>
                    {move || if app.keeping.busy.get() { words.working } else { words.change }}
                </button>
            </form>
        </details>
    }
}

#[component]
fn Wipe(app: App) -> impl IntoView {
    let words = app.words();
    let asking = RwSignal::new(false);
    let wipe = move |_| {
        asking.set(false);
        saving::wipe(app, move || {
            settings::wipe();
            app.history.set(History::new(Branch::empty()));
            app.say(app.words_now().privacy.wiped, false);
        });
    };
    view! {
        <Show
            when=move || asking.get()
            fallback=move || view! { <button class="button danger" id="wipe" on:click=move |_| asking.set(true)>{words.privacy.wipe}</button> }
        >
            <p role="alert">{words.privacy.wipe_confirm}</p>
            <div class="actions">
                <button class="button danger" id="wipe-yes" on:click=wipe>{words.privacy.yes_wipe}</button>
                <button class="button" on:click=move |_| asking.set(false)>{words.app.cancel}</button>
            </div>
        </Show>
    }
}

#[component]
fn AuditLog(app: App) -> impl IntoView {
    let (words, lang) = (app.kept(), app.lang());
    let lines = move || {
        app.keeping.audit.with(|audit| {
            let lines = audit.entries.iter().rev().take(LINES);
            lines
                .map(|entry| view! { <tr><td>{entry.at.clone()}</td><td>{text::deed(lang, entry.deed)}</td><td class="number">{(entry.count > 0).then_some(entry.count)}</td></tr> })
                .collect_view()
        })
    };
    let intact = move || app.keeping.audit.with(vault::Audit::is_intact);
    view! {
        <section class="card">
            <h2>{words.audit}</h2>
            <p class="muted">{words.audit_hint}</p>
            <p id="audit-chain">{move || if intact() { words.audit_ok } else { words.audit_bad }}</p>
            <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.audit>
                <table class="table" id="audit"><tbody>{lines}</tbody></table>
            </div>
        </section>
    }
}

/// The page's own hash, worked out when it is asked for.
#[component]
fn Program(app: App) -> impl IntoView {
    let words = app.kept();
    let hash = StoredValue::new(evidence::file().map(|file| vault::fingerprint(file.as_bytes())));
    view! {
        {hash.get_value().map(|hash| view! {
            <section class="card">
                <h2>{words.program}</h2>
                <p class="fingerprint" id="fingerprint">{hash}</p>
                <p class="muted">{words.program_hint}</p>
            </section>
        })}
    }
}
