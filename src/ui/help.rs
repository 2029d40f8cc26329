//! Help, shown by `?`: what this page is for, the words of the trade, the keys, and how the page looks.

use leptos::prelude::*;

use super::state::App;
use super::tour;
use crate::route::Route;
use crate::shell::page;
use crate::text::{glossary, guide, guide_words, page_guide, Behind};

/// The dialog, while it is open.
#[component]
pub fn Help(app: App) -> impl IntoView {
    let close = move || {
        app.help.set(false);
        page::focus("content");
    };
    let dialog = move || {
        Effect::new(move || page::focus("close-help"));
        let lang = app.lang();
        let words = guide_words(lang);
        let route = app.route.get_untracked();
        let lines =
            behind(route).map_or_else(|| guide(lang, tour::topic(route)), |page| page_guide(lang, page));
        let lines = lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
        let keys = app.words().keys.lines.iter();
        let keys = keys
            .map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> })
            .collect_view();
        let terms = glossary(lang).iter();
        let terms =
            terms.map(|(term, means)| view! { <div><dt>{*term}</dt><dd>{*means}</dd></div> }).collect_view();
        view! {
            <div class="palette-back" on:mousedown=move |_| close()>
                <div class="palette help" role="dialog" aria-modal="true" aria-labelledby="help-title" on:mousedown=move |event| event.stop_propagation()
                    on:keydown=move |event| if event.key() == "Escape" { close() }>
                    <div class="title-row">
                        <h2 id="help-title">{words.title}</h2>
                        <button class="button small" id="begin-tour" on:click=move |_| tour::begin(app)>{words.tour}</button>
                        <button class="button small" id="close-help" on:click=move |_| close()>{app.words().app.close}</button>
                    </div>
                    <h3>{words.this_page}</h3>
                    <ul id="guide">{lines}</ul>
                    <h3>{words.show}</h3>
                    <p class="actions">
                        <button class="button small" id="presenting" aria-pressed=move || app.look.get().presenting.to_string() on:click=move |_| { present(app); close(); }>{words.presenting}</button>
                        <button class="button small" id="compact" aria-pressed=move || app.look.get().compact.to_string() on:click=move |_| app.change_look(|look| look.compact = !look.compact)>{words.compact}</button>
                        <span class="muted">{words.presenting_hint}</span>
                    </p>
                    <h3>{words.keys}</h3>
                    <dl class="facts keys">{keys}</dl>
                    <h3>{words.glossary}</h3>
                    <dl class="facts keys" id="glossary">{terms}</dl>
                </div>
            </div>
        }
    };
    view! { <Show when=move || app.help.get()>{dialog()}</Show> }
}

/// The page behind the menu's that a place is.
fn behind(route: Route) -> Option<Behind> {
    Some(match route {
        Route::Person(_) => Behind::Person,
        Route::Review => Behind::Review,
        Route::Vocabulary => Behind::Vocabulary,
        Route::Circle(_) => Behind::Circle,
        Route::Playbook => Behind::Playbook,
        Route::Event(_) => Behind::Event,
        Route::Briefs => Behind::Briefs,
        Route::Restore => Behind::Restore,
        _ => return None,
    })
}

/// Presenter mode on or off; with it names are masked, and they stay so afterwards, which is said: somebody may still be
/// looking.
pub fn present(app: App) {
    app.change_look(|look| {
        look.presenting = !look.presenting;
        look.masked |= look.presenting;
    });
    let look = app.look.get_untracked();
    if !look.presenting {
        app.say(guide_words(look.lang).still_masked, false);
    }
}
