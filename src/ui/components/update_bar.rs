//! Says that a newer version of the hosted form is there; the user takes it when the hand is free.

use leptos::prelude::*;

use crate::shell::update;
use crate::ui::state::{App, SaveState};

/// The notice.
#[component]
pub fn UpdateBar(app: App) -> impl IntoView {
    let offered = RwSignal::new(false);
    update::on_offer(move || offered.set(true));
    // What is being written is written first.
    let busy = move || app.save_state.get() == SaveState::Saving || app.work.with(Option::is_some);
    view! {
        <Show when=move || offered.get()>
            <div class="keep-notice quiet-notice" role="status" id="update">
                <span>{move || app.words().app.update}</span>
                <button class="button small" id="take-update" disabled=busy on:click=move |_| update::take()>
                    {move || app.words().app.take_update}
                </button>
            </div>
        </Show>
    }
}
