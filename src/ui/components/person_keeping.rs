//! A person's rights: a file with everything that is kept about them, and deletion that reaches what is stored.

use leptos::prelude::*;

use crate::book::CustomerId;
use crate::branch::Branch;
use crate::route::Route;
use crate::shell::{clock, files};
use crate::ui::saving;
use crate::ui::state::App;
use crate::view::person_file;

/// The two rights.
#[component]
pub fn PersonKeeping(app: App, id: CustomerId) -> impl IntoView {
    let words = app.kept();
    let asking = RwSignal::new(false);
    let hand_out = move |_| {
        let file = app.branch_now(|branch: &Branch| person_file(branch, id));
        let name = format!("yangke_person_{}_{}.json", id.0, clock::today());
        if file.is_some_and(|file| files::download(file.as_bytes(), &name, "application/json").is_ok()) {
            saving::note(app, crate::vault::Deed::PersonFile, 1);
            app.say(app.words_now().export.done, false);
        }
    };
    let forget = move |_| {
        let certificate = format!(
            "{}\n\n{}\n{}: {}\n{}: {}\n",
            words.certificate,
            words.cert_body,
            words.cert_number,
            id.0,
            words.cert_time,
            clock::stamp()
        );
        saving::forget_person(app, id);
        let name = format!("yangke_certificate_{}.txt", id.0);
        let _handed = files::download(certificate.as_bytes(), &name, "text/plain;charset=utf-8");
        app.go(Route::Book);
    };
    view! {
        <details class="card fold" id="person-keeping">
            <summary><strong>{words.person_rights}</strong></summary>
            <div class="actions">
                <button class="button" id="person-file" on:click=hand_out>{words.person_file}</button>
                <button class="button danger" id="person-forget" on:click=move |_| asking.set(true)>{words.person_forget}</button>
            </div>
            <Show when=move || asking.get()>
                <p role="alert">{words.person_forget_confirm}</p>
                <div class="actions">
                    <button class="button danger" id="person-forget-yes" on:click=forget>{words.person_forget}</button>
                    <button class="button" on:click=move |_| asking.set(false)>{app.words().app.cancel}</button>
                </div>
            </Show>
        </details>
    }
}
