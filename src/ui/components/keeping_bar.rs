//! What a person must know about keeping, above every page, with what can be done about it.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::saving;
use crate::ui::state::{App, SaveState};
use crate::view::backup_is_old;

/// The notices.
#[component]
pub fn KeepingBar(app: App) -> impl IntoView {
    let trouble = move || {
        let words = app.kept();
        match app.save_state.get() {
            SaveState::Unavailable => Some((words.unavailable, false)),
            SaveState::Failed => Some((words.failed, true)),
            SaveState::Full => Some((words.full, true)),
            SaveState::Newer => Some((app.words().app.newer_data, false)),
            _ => None,
        }
    };
    let real = move || app.branch(|branch| !branch.made_up && !branch.is_empty());
    let old_backup = move || {
        real()
            && app.keeping.mark.with(|mark| {
                mark.as_ref().is_some_and(|mark| backup_is_old(mark, crate::shell::clock::today()))
            })
    };
    view! {
        {move || trouble().map(|(text, again)| view! {
            <div class="notice keep-notice" role="alert" id="save-trouble">
                <span>{text}</span>
                {again.then(|| view! { <button class="button small" id="save-again" on:click=move |_| saving::retry(app)>{app.kept().retry}</button> })}
                <a class="button small" href=Route::Export.hash()>{app.kept().backup_now}</a>
            </div>
        })}
        {move || (app.keeping.reading.get() || app.save_state.get() == SaveState::Overtaken).then(|| view! {
            <div class="notice keep-notice" role="status" id="reading">
                <span>{if app.save_state.get() == SaveState::Overtaken { app.kept().overtaken } else { app.kept().reading_title }}</span>
                <button class="button small" id="take-over" on:click=move |_| saving::take_over(app)>{app.kept().take_over}</button>
            </div>
        })}
        {move || old_backup().then(|| view! {
            <div class="keep-notice quiet-notice" id="backup-old">
                <span>{move || {
                    let never = app.keeping.mark.with(|mark| mark.as_ref().is_none_or(|mark| mark.backup_on.is_empty()));
                    if never { app.kept().backup_none } else { app.kept().backup_old }
                }}</span>
                <a class="button small" href=Route::Export.hash()>{app.kept().backup_now}</a>
            </div>
        })}
    }
}
