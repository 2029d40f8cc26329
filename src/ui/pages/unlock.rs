//! The page in front of a sealed book: the passphrase, or the printed code.

use leptos::prelude::*;

use crate::shell::page;
use crate::ui::components::{KeepTrouble, Secret};
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault::Slot;

/// The page.
#[component]
pub fn Unlock(app: App) -> impl IntoView {
    let words = app.kept();
    let typed = RwSignal::new(String::new());
    let by_code = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let slot = if by_code.get_untracked() { Slot::Recovery } else { Slot::Passphrase };
        saving::unlock(app, typed.get_untracked(), slot);
    };
    Effect::new(move || page::focus("unlock-passphrase"));
    let saved = app.keeping.mark.get_untracked().filter(|mark| !mark.at.is_empty());
    view! {
        <section class="card unlock">
            <h1>{words.unlock_title}</h1>
            <p class="muted">{words.unlock_hint}</p>
            <form class="keep-form" on:submit=send>
                {move || if by_code.get() {
                    view! {
                        <label class="field">
                            <span>{words.code}</span>
                            <input id="unlock-code" class="code-input" autocomplete="off" spellcheck="false" placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
                                on:input=move |event| typed.set(event_target_value(&event)) />
                        </label>
                    }.into_any()
                } else {
                    view! { <Secret id="unlock-passphrase" label=words.passphrase value=typed /> }.into_any()
                }}
                <KeepTrouble app />
                <button class="button primary" id="unlock" type="submit" disabled=move || app.keeping.busy.get()>
                    {move || if app.keeping.busy.get() { words.working } else { words.unlock }}
                </button>
            </form>
            <button class="quiet-button" id="use-code" on:click=move |_| { app.keeping.error.set(None); typed.set(String::new()); by_code.update(|by| *by = !*by); }>
                {move || if by_code.get() { words.use_passphrase } else { words.forgot }}
            </button>
            {saved.map(|mark| view! { <p class="muted small">{words.last_saved} " " {mark.at}</p> })}
        </section>
    }
}
