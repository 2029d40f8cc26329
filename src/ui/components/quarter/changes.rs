//! What a new plan changed: who must be told, who gains, and how much stays.

use leptos::prelude::*;

use crate::route::Route;
use crate::text;
use crate::ui::state::App;
use crate::view::Promise;

/// Per cent below the best possible plan from which on keeping promises has a price worth telling.
const FAR: f64 = 3.0;

/// The card; nothing while there is no change to tell of. `folded` where it stands above something else.
#[component]
pub fn Changes(app: App, #[prop(optional)] folded: bool) -> impl IntoView {
    let (words, lang) = (app.words(), app.lang());
    let lines = move |promises: &[Promise]| {
        let playbook = app.playbook();
        let line = |promise: &Promise| {
            let who = app.branch_now(|branch| {
                let found = branch.book.get(promise.customer)?;
                Some((found.label().to_owned(), found.manager.clone(), app.shown_phone(&found.phone)))
            });
            let (name, manager, phone) = who.unwrap_or_default();
            let what = text::approach_name(lang, &playbook, &promise.approach);
            view! {
                <li class="line"><span class="day">{text::date(lang, promise.date)}</span>
                    <a href=Route::Person(promise.customer).hash()>{app.shown_name(&name)}</a> <span class="muted">{what} " · " {manager} {(!phone.is_empty()).then(|| format!(" · {phone}"))}</span></li>
            }
        };
        promises.iter().map(line).collect_view()
    };
    let card = move || {
        app.changes.get().map(|changes| {
            let (lost, gained) = (lines(&changes.lost), lines(&changes.gained));
            let far = app.branch_now(|branch| branch.plan.as_ref().is_some_and(|plan| plan.gap_pct() > FAR));
            let none = changes.lost.is_empty() && changes.gained.is_empty();
            view! {
                <section class="card" id="changes">
                    <details open=!folded data-paper=""><summary><h2>{words.plan.changes} " " <span class="muted">{words.plan.lost} " " {changes.people_to_tell()} " · " <span id="kept-count">{changes.kept}</span> " " {words.plan.kept_promises}</span></h2></summary>
                    {if none {
                        view! { <p class="muted">{words.plan.no_changes}</p> }.into_any()
                    } else {
                        view! {
                            <div class="columns">
                                <div class="column"><h3>{words.plan.lost} " " <span id="lost-count">{changes.people_to_tell()}</span>{(changes.lost.len() > changes.people_to_tell()).then(|| view! { " " <small class="muted">{text::counted(lang, changes.lost.len(), text::Counted::Contacts)}</small> })}</h3><ul class="lines short">{lost}</ul></div>
                                <div class="column"><h3>{words.plan.gained} " " <span id="gained-count">{changes.gained.len()}</span></h3><ul class="lines short">{gained}</ul></div>
                            </div>
                        }.into_any()
                    }}
                    {far.then(|| view! { <p class="notice" id="far-from-best">{words.plan.far_from_best}</p> })}
                    </details>
                    <button class="quiet-button screen-only" on:click=move |_| app.changes.set(None)>{words.app.close}</button>
                </section>
            }
        })
    };
    view! { <div aria-live="polite">{card}</div> }
}
