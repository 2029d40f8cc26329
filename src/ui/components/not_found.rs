//! An address that leads nowhere.

use leptos::prelude::*;

use crate::ui::state::App;

/// What stands there, with the way home.
#[component]
pub fn NotFound(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <section class="empty">
            <h1>{words.app.not_found}</h1>
            <p>{words.app.not_found_hint}</p>
            <div class="actions"><a class="button" href="#/">{words.nav.home}</a></div>
        </section>
    }
}
