//! The question of a passphrase, and the recovery code that follows it.

use leptos::prelude::*;

use crate::shell::{crypto, files, page};
use crate::ui::keeping::KeepError;
use crate::ui::saving;
use crate::ui::state::App;

/// What went wrong with a passphrase, in words.
#[component]
pub fn KeepTrouble(app: App) -> impl IntoView {
    let text = move || {
        let words = app.kept();
        app.keeping.error.get().map(|error| match error {
            KeepError::Wrong => words.wrong,
            KeepError::Slip => words.slip,
            KeepError::Weak => words.weak,
            KeepError::Unequal => words.unequal,
            KeepError::Failed => words.error,
        })
    };
    view! { {move || text().map(|text| view! { <p class="notice" role="alert" id="keep-error">{text}</p> })} }
}

/// A field for a secret.
#[component]
pub fn Secret(id: &'static str, label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input id=id type="password" autocomplete="off" spellcheck="false" required prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        </label>
    }
}

/// The dialogue over the page, while real customers wait unsaved or a code has to be put away.
#[component]
pub fn Protect(app: App) -> impl IntoView {
    let dialog = move || {
        view! {
            <div class="palette-back keep-back">
                <div class="palette keep-dialog" role="dialog" aria-modal="true" aria-labelledby="protect-title">
                    {move || match app.keeping.code.get() {
                        Some(code) => view! { <Code app code /> }.into_any(),
                        None => view! { <Ask app /> }.into_any(),
                    }}
                </div>
            </div>
        }
    };
    view! { <Show when=move || app.keeping.is_asking()>{dialog()}</Show> }
}

#[component]
fn Ask(app: App) -> impl IntoView {
    let words = app.kept();
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let able = crypto::is_available();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        saving::protect(app, first.get_untracked(), second.get_untracked());
    };
    Effect::new(move || page::focus(if able { "new-passphrase" } else { "not-now" }));
    view! {
        <h2 id="protect-title">{words.ask_title}</h2>
        <p>{words.ask_why}</p>
        {if able {
            view! {
                <p class="notice">{words.ask_loss}</p>
                <form class="keep-form" on:submit=send>
                    <Secret id="new-passphrase" label=words.passphrase value=first />
                    <p class="muted small">{words.passphrase_hint}</p>
                    <Secret id="new-passphrase-again" label=words.again value=second />
                    <KeepTrouble app />
                    <button class="button primary" id="protect" type="submit" disabled=move || app.keeping.busy.get()>
                        {move || if app.keeping.busy.get() { words.working } else { words.protect }}
                    </button>
                </form>
            }.into_any()
        } else {
            view! { <p class="notice">{words.no_crypto}</p> }.into_any()
        }}
        <div class="keep-other">
            <button class="quiet-button" id="not-now" disabled=move || app.keeping.busy.get() on:click=move |_| saving::leave_plain(app)>{words.not_now}</button>
            <span class="muted small">{words.not_now_hint}</span>
        </div>
    }
}

#[component]
fn Code(app: App, code: String) -> impl IntoView {
    let words = app.kept();
    let copied = code.clone();
    let copy = move |_| {
        let copied = copied.clone();
        leptos::task::spawn_local(async move {
            if files::copy(&copied).await.is_ok() {
                app.say(app.kept_now().copied, false);
            }
        });
    };
    let done = move |_| {
        app.keeping.code.set(None);
        app.keeping.asking.set(false);
    };
    Effect::new(move || page::focus("code-done"));
    view! {
        <h2 id="protect-title">{words.code_title}</h2>
        <p class="recovery-code" id="recovery-code">{code}</p>
        <p>{words.code_hint}</p>
        <div class="actions">
            <button class="button primary" id="code-done" on:click=done>{words.code_done}</button>
            <button class="button" on:click=move |_| page::print()>{words.print}</button>
            <button class="button" on:click=copy>{words.copy}</button>
        </div>
    }
}
