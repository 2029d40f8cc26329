//! The tour: seven steps on the real page, in a panel at its side that never blocks the work; and presenting by key.

use leptos::prelude::*;

use super::opening;
use super::state::App;
use crate::branch::Branch;
use crate::route::Route;
use crate::shell::page;
use crate::text::{self, guide, guide_words, Topic};

/// The page of a topic.
fn place(topic: Topic) -> Route {
    match topic {
        Topic::Home => Route::Home,
        Topic::Book => Route::Book,
        Topic::Circles => Route::Circles,
        Topic::Care => Route::Care,
        Topic::Plan => Route::Plan,
        Topic::Export => Route::Export,
        Topic::Privacy => Route::Privacy,
    }
}

/// The topic of a place.
pub fn topic(route: Route) -> Topic {
    let section = route.section();
    Topic::ALL.into_iter().find(|topic| place(*topic) == section).unwrap_or(Topic::Home)
}

/// Begins the tour; where there is nobody yet, with the sample branch.
pub fn begin(app: App) {
    app.help.set(false);
    if app.branch_now(Branch::is_empty) {
        opening::open_sample(app);
    }
    show(app, 0);
}

fn show(app: App, step: usize) {
    app.tour.set(Some(step));
    app.go(place(Topic::ALL[step]));
    page::focus("tour-on");
    point(app, step);
}

/// Frames what a step speaks of as long as the step is shown: the page may still be coming, and may be drawn anew.
fn point(app: App, step: usize) {
    if app.tour.get_untracked() == Some(step) {
        page::point_at(Some(subject(Topic::ALL[step])));
        set_timeout(move || point(app, step), std::time::Duration::from_millis(200));
    }
}

/// The part of its page that a topic is about.
fn subject(topic: Topic) -> &'static str {
    match topic {
        Topic::Home => "#week",
        Topic::Book => "main .people",
        Topic::Circles => "#circles > :first-child",
        Topic::Care => "#to-playbook",
        Topic::Plan => "main .proof-card",
        Topic::Export => "#export-xlsx",
        Topic::Privacy => "main .figures:has(#requests)",
    }
}

/// Goes to the neighbouring entry of the menu: how a page is turned while presenting.
pub fn turn(app: App, by: isize) {
    // A hand quicker than the page is already at the next address.
    let here = topic(Route::of(&page::hash()));
    let at = Topic::ALL.iter().position(|topic| *topic == here).unwrap_or(0);
    let next = at.saturating_add_signed(by).min(Topic::ALL.len() - 1);
    app.go(place(Topic::ALL[next]));
}

/// Ends the tour.
pub fn end(app: App) {
    app.tour.set(None);
    page::point_at(None);
    page::focus("content");
}

/// The panel, while the tour is on.
#[component]
pub fn Tour(app: App) -> impl IntoView {
    let panel = move || {
        app.tour.get().map(|step| {
            let lang = app.lang();
            let words = guide_words(lang);
            let topic = Topic::ALL[step];
            let last = step + 1 == Topic::ALL.len();
            let end = move || end(app);
            let lines = guide(lang, topic).iter().map(|line| view! { <p>{*line}</p> }).collect_view();
            view! {
                <section class="tour" role="region" aria-label=words.tour on:keydown=move |event| if event.key() == "Escape" { end() }>
                    <h2>{super::frame::section_name(place(topic), app)} " " <span class="muted" id="tour-step">{step + 1} " / " {Topic::ALL.len()}</span></h2>
                    <div aria-live="polite">{lines}</div>
                    <div class="actions">
                        <button class="button small" id="tour-back" disabled=step == 0 on:click=move |_| show(app, step.saturating_sub(1))>{words.back}</button>
                        <button class="button small primary" id="tour-on" on:click=move |_| if last { end() } else { show(app, step + 1) }>{if last { words.end } else { words.on }}</button>
                        <button class="quiet-button" id="tour-end" on:click=move |_| end()>{text::words(lang).app.close}</button>
                    </div>
                </section>
            }
        })
    };
    view! { {panel} }
}
