//! What a new plan changed: which guests must be told, what moved, who gains, and how much stays.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::route::Route;
use crate::shell::files;
use crate::text;
use crate::ui::state::App;
use crate::view::{PlanChanges, Promise};

/// Per cent below the best possible plan from which on keeping promises has a price worth telling.
const FAR: f64 = 3.0;

/// The card; nothing while there is no change to tell of. `folded` where it stands above something else.
#[component]
pub fn Changes(app: App, #[prop(optional)] folded: bool) -> impl IntoView {
    let (words, lang) = (app.words(), app.lang());
    let quarter = text::quarter_words(lang);
    let line = move |promise: &Promise, moved: Option<NaiveDate>| {
        let who = app.branch_now(|branch| {
            let found = branch.book.get(promise.customer)?;
            Some((found.label().to_owned(), found.manager.clone(), app.shown_phone(&found.phone)))
        });
        let (name, manager, phone) = who.unwrap_or_default();
        let what = text::approach_name(lang, &app.playbook(), &promise.approach);
        let to = moved.map(|date| format!(" → {}", text::date(lang, date)));
        view! {
            <li class="line"><span class="day">{text::date(lang, promise.date)} {to}</span>
                <a href=Route::Person(promise.customer).hash()>{app.shown_name(&name)}</a> <span class="muted">{what} " · " {manager} {(!phone.is_empty()).then(|| format!(" · {phone}"))}</span></li>
        }
    };
    // A part of the list under its heading; nothing where it is empty.
    let part = move |title: &'static str, lines: Vec<AnyView>| {
        (!lines.is_empty()).then(|| view! { <h4>{title} " " <span class="muted">{lines.len()}</span></h4><ul class="lines short">{lines}</ul> })
    };
    let card = move || {
        app.changes.get().map(|changes| {
            let told = changes.told();
            let far = app.branch_now(|branch| branch.plan.as_ref().is_some_and(|plan| plan.gap_pct() > FAR));
            let none = changes.lost.is_empty() && changes.gained.is_empty();
            let of_lost = |invited: bool| told.lost.iter().filter(move |one| one.invited == invited).map(|one| line(one, None).into_any()).collect();
            let of_moved = |invited: bool| told.moved.iter().filter(move |(one, _)| one.invited == invited).map(|(one, date)| line(one, Some(*date)).into_any()).collect();
            let gained = told.gained.iter().map(|one| line(one, None)).collect_view();
            let copied = changes.clone();
            view! {
                <section class="card" id="changes">
                    <details open=!folded data-paper=""><summary><h2>{words.plan.changes} " " <span class="muted">{words.plan.lost} " " {changes.people_to_tell()} " · " <span id="kept-count">{changes.kept}</span> " " {words.plan.kept_promises}</span></h2></summary>
                    {if none {
                        view! { <p class="muted">{words.plan.no_changes}</p> }.into_any()
                    } else {
                        view! {
                            <div class="columns">
                                <div class="column"><h3>{words.plan.lost} " " <span id="lost-count">{changes.people_to_tell()}</span>
                                    {(changes.people_to_tell() > 0).then(|| view! { " " <button class="quiet-button screen-only" id="copy-calls" on:click=move |_| copy(app, &copied)>{quarter.copy_calls}</button> })}</h3>
                                    {part(quarter.event_off, of_lost(true))}
                                    {part(quarter.event_moved, of_moved(true))}
                                    {part(quarter.contact_off, of_lost(false))}
                                    {part(quarter.contact_moved, of_moved(false))}
                                </div>
                                <div class="column"><h3>{words.plan.gained} " " <span id="gained-count">{told.gained.len()}</span></h3><ul class="lines short">{gained}</ul></div>
                            </div>
                        }.into_any()
                    }}
                    {far.then(|| view! { <p class="notice" id="far-from-best">{words.plan.far_from_best}</p> })}
                    </details>
                    <button class="quiet-button screen-only close-changes" on:click=move |_| app.changes.set(None)>{words.app.close}</button>
                </section>
            }
        })
    };
    view! { <div aria-live="polite">{card}</div> }
}

/// Copies whom to call, a line each, with names and numbers as they are shown.
fn copy(app: App, changes: &PlanChanges) {
    let lang = app.look.get_untracked().lang;
    let told = changes.told();
    let off = told.lost.iter().map(|one| (one, None));
    let moved = told.moved.iter().map(|(one, date)| (one, Some(*date)));
    let playbook = app.playbook();
    let line = |(promise, to): (&Promise, Option<NaiveDate>)| {
        let found = app.branch_now(|branch| branch.book.get(promise.customer).cloned())?;
        let day = text::date(lang, promise.date);
        let what = text::approach_name(lang, &playbook, &promise.approach);
        let then = to.map_or_else(
            || text::quarter_words(lang).event_off.to_owned(),
            |date| format!("→ {}", text::date(lang, date)),
        );
        let (name, phone) = (app.shown_name(found.label()), app.shown_phone(&found.phone));
        Some([found.manager.as_str(), &name, &phone, &day, &what, &then].join("\t"))
    };
    let lines: Vec<String> = off.chain(moved).filter(|(one, _)| one.invited).filter_map(line).collect();
    leptos::task::spawn_local(async move {
        if files::copy(&lines.join("\n")).await.is_ok() {
            app.say(app.words_now().person.copied, false);
        }
    });
}
