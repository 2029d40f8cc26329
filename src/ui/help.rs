//! The keys, shown by `?`.

use leptos::prelude::*;

use super::state::App;
use crate::shell::page;

/// The list of keys, while it is open.
#[component]
pub fn Help(app: App) -> impl IntoView {
    let close = move || {
        app.help.set(false);
        page::focus("content");
    };
    let lines = move || {
        let lines = app.words().keys.lines.iter();
        lines
            .map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> })
            .collect_view()
    };
    let dialog = move || {
        Effect::new(move || page::focus("close-help"));
        view! {
            <div class="palette-back" on:mousedown=move |_| close()>
                <div class="palette" role="dialog" aria-modal="true" aria-labelledby="help-title" on:mousedown=move |event| event.stop_propagation()
                    on:keydown=move |event| if event.key() == "Escape" { close() }>
                    <h2 id="help-title">{app.words().home.keys_title}</h2>
                    <dl class="facts keys">{lines}</dl>
                    <button class="button small" id="close-help" on:click=move |_| close()>{app.words().app.close}</button>
                </div>
            </div>
        }
    };
    view! { <Show when=move || app.help.get()>{dialog()}</Show> }
}
