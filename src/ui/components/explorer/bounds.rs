//! How many circles of what size the list shows, and what it leaves out.

use leptos::prelude::*;

use crate::branch::Edit;
use crate::circles::Bounds;
use crate::text;
use crate::ui::jobs;
use crate::ui::state::App;

/// The fold below the list.
#[component]
pub fn CircleBounds(app: App) -> impl IntoView {
    let (words, lang) = (text::ranking_words(app.lang()), app.lang());
    let set = app.branch(|branch| branch.circles.clone());
    let now = set.bounds.sound();
    let shown = RwSignal::new(now.shown.to_string());
    let fewest = RwSignal::new(now.fewest.to_string());
    let most = RwSignal::new(now.most.map(|most| most.to_string()).unwrap_or_default());
    let number = |typed: RwSignal<String>| typed.with_untracked(|typed| typed.trim().parse::<usize>().ok());
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let bounds = Bounds {
            shown: number(shown).unwrap_or(now.shown),
            fewest: number(fewest).unwrap_or(now.fewest),
            most: number(most),
        };
        app.dispatch(Edit::BoundCircles(bounds));
        jobs::find_circles(app, false);
    };
    let field = move |id: &'static str,
                      name: &'static str,
                      typed: RwSignal<String>,
                      least: usize,
                      hint: &'static str| {
        view! {
            <label class="field"><span>{name}</span>
                <input type="number" inputmode="numeric" id=id min=least step="1" placeholder=hint
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
            </label>
        }
    };
    view! {
        <p class="muted" id="not-shown">{text::not_shown(lang, set.not_shown)}</p>
        <details class="card fold" id="bounds">
            <summary>{words.bounds}</summary>
            <p class="muted">{words.bounds_hint}</p>
            <form on:submit=go>
                <div class="field-row">
                    {field("bound-shown", words.shown, shown, 1, "")}
                    {field("bound-fewest", words.fewest, fewest, Bounds::LEAST, "")}
                    {field("bound-most", words.most, most, Bounds::LEAST, words.no_most)}
                </div>
                <button class="button small" type="submit">{words.go}</button>
            </form>
        </details>
    }
}
