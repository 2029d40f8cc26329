//! A number with its name, and why it is what it is.

use leptos::prelude::*;

use crate::shell::page;
use crate::text::{self, Figure};
use crate::ui::state::App;

/// The mark that opens to the reason of a number.
#[component]
pub fn Why(app: App, of: Figure, #[prop(into)] name: String) -> impl IntoView {
    let label = format!("{} {name}", text::guide_words(app.lang()).why);
    // Escape closes what it explains, and nothing else.
    let close = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && page::close_details(&event) {
            event.stop_propagation();
        }
    };
    view! {
        <details class="why screen-only" name="why" on:keydown=close on:focusout=move |event| page::close_left(event.target(), event.related_target())><summary aria-label=label>"?"</summary><p class="muted" tabindex="-1">{text::why(app.lang(), of)}</p></details>
    }
}

/// The number in its box.
pub fn figure_box(app: App, of: Figure, name: &'static str, value: impl IntoView) -> impl IntoView {
    view! {
        <div class="figure"><span class="figure-name">{name}</span>{value}<Why app of name /></div>
    }
}
