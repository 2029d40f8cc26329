//! A card that is folded until it is wanted, and costs nothing until then.

use leptos::prelude::*;

use crate::ui::state::App;

/// The card; `id` is that of the fold.
#[component]
pub(super) fn Folded(app: App, id: &'static str, title: &'static str, children: ChildrenFn) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <section class="card">
            <details id=id data-paper="" on:toggle=move |_| opened.set(true)><summary><h2>{title}</h2></summary>{move || (opened.get() || app.on_paper.get()).then(|| children())}</details>
        </section>
    }
}
