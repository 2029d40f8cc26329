//! A card that is folded until it is wanted, and costs nothing until then.

use leptos::prelude::*;

/// The card; `id` is that of the fold.
#[component]
pub(super) fn Folded(id: &'static str, title: &'static str, children: ChildrenFn) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <section class="card">
            <details id=id on:toggle=move |_| opened.set(true)><summary><h2>{title}</h2></summary>{move || opened.get().then(|| children())}</details>
        </section>
    }
}
