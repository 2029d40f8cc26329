//! An address that leads nowhere.

use leptos::prelude::*;

use crate::ui::components::Empty;
use crate::ui::state::App;

/// The page.
#[component]
pub fn NotFound(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <Empty title=words.app.not_found hint=words.app.not_found_hint>
            <a class="button" href="#/">{words.nav.home}</a>
        </Empty>
    }
}
