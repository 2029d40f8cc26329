//! What is kept where, the policy in force, and how to wipe it.

use leptos::prelude::*;

use crate::branch::{Branch, History};
use crate::shell::{page, settings};
use crate::ui::saving;
use crate::ui::state::App;

/// The page.
#[component]
pub fn Privacy(app: App) -> impl IntoView {
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
        <h1 class="page-title">{words.privacy.title}</h1>
        <section class="card">
            <h2>{words.privacy.no_request}</h2>
            <p>{words.privacy.no_request_hint}</p>
            <h3>{words.privacy.policy}</h3>
            <pre class="policy" tabindex="0">{page::policy().replace("; ", ";\n")}</pre>
        </section>
        <section class="card">
            <h2>{words.privacy.kept}</h2>
            <p>{words.privacy.kept_hint}</p>
            <p class="notice">{words.privacy.file_warning}</p>
            <Show
                when=move || asking.get()
                fallback=move || view! { <button class="button danger" on:click=move |_| asking.set(true)>{words.privacy.wipe}</button> }
            >
                <p role="alert">{words.privacy.wipe_confirm}</p>
                <div class="actions">
                    <button class="button danger" on:click=wipe>{words.privacy.yes_wipe}</button>
                    <button class="button" on:click=move |_| asking.set(false)>{words.app.cancel}</button>
                </div>
            </Show>
        </section>
    }
}
