//! An address that leads nowhere.

use leptos::prelude::*;

use super::Empty;
use crate::ui::state::App;

/// What stands there, with the way home.
#[component]
pub fn NotFound(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <Empty title=words.app.not_found hint=words.app.not_found_hint>
            <a class="button" href="#/">{words.nav.home}</a>
        </Empty>
    }
}
