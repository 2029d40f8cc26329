//! Where every byte lies: what this product keeps in the browser, with sizes and ages.

use leptos::prelude::*;

use crate::shell::mark;
use crate::ui::saving;
use crate::ui::state::App;

fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// The table.
#[component]
pub fn KeptPlaces(app: App) -> impl IntoView {
    let words = app.kept();
    let in_store: RwSignal<Option<usize>> = RwSignal::new(None);
    // Measured anew after each save.
    Effect::new(move || {
        app.keeping.mark.track();
        leptos::task::spawn_local(async move { in_store.set(saving::stored_bytes().await) });
    });
    let state = move || if app.keeping.sealed.get() { words.encrypted } else { words.plain };
    let age = move || app.keeping.mark.with(|mark| mark.as_ref().map(|mark| mark.at.clone()));
    let others = move || {
        app.keeping.mark.track();
        let name = |key: &str| match key {
            "yangke.v1.mark" => words.in_mark,
            "yangke.v1.lock" => words.in_lock,
            "yangke.v1.emergency" => words.in_copy,
            _ => words.in_look,
        };
        let copied = mark::copy().map(|copy| copy.at);
        mark::sizes()
            .into_iter()
            .map(|(key, bytes)| {
                let is_copy = key == "yangke.v1.emergency";
                let age = is_copy.then(|| copied.clone()).flatten();
                view! {
                    <tr><td>{name(&key)} " " {is_copy.then(|| format!("({})", state()))}</td><td>"localStorage · " {key}</td><td class="number">{size(bytes)}</td><td>{age}</td></tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="table" id="places">
                <thead><tr><th scope="col">{words.what}</th><th scope="col">{words.place}</th><th scope="col">{words.size}</th><th scope="col">{words.age}</th></tr></thead>
                <tbody>
                    <tr><td>{words.in_idb} " (" {state} ")"</td><td>"IndexedDB · yangke.v1"</td><td class="number">{move || in_store.get().map(size)}</td><td>{age}</td></tr>
                    {others}
                </tbody>
            </table>
        </div>
    }
}
