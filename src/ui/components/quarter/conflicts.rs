//! What cannot be, with the way out: limits that the must-dos exceed, decisions that could not be met; and all decisions.

use leptos::prelude::*;

use super::{wish, wish_in_place};
use crate::branch::{Branch, Edit};
use crate::plan::quarter::{relief, Conflict, PlanWishes, QuarterPlan, TouchKey, Unmet, WayOut, Wish};
use crate::route::Route;
use crate::text;
use crate::ui::jobs;
use crate::ui::state::App;

/// People behind a conflict that are shown by name.
const NAMED: usize = 12;

/// Limits that the must-dos exceed and decisions that could not be met; nothing where there are none.
#[component]
pub fn Conflicts(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let body = move || {
        app.branch(|branch| {
            let plan = branch.plan.as_ref()?;
            let conflicts: Vec<_> =
                plan.conflicts.iter().map(|conflict| conflict_line(app, branch, plan, conflict)).collect();
            let unmet: Vec<_> = plan
                .unmet
                .iter()
                .map(|unmet| {
                    let wish_of = unmet.wish.clone();
                    let drop = move |_| {
                        wish(app, |wishes| match &wish_of {
                            Wish::Event(key) => wishes.pinned.retain(|other| other != key),
                            Wish::Touch(key) => wishes.held.retain(|other| other != key),
                        });
                    };
                    let give = raise(app, branch, unmet);
                    view! {
                        <li class="line">{name_of(app, branch, plan, &unmet.wish)} <span class="muted">{words.unmet_why} ": " {text::blocker(app.lang(), unmet.blocker)}</span>
                            {give} <button class="quiet-button" on:click=drop>{words.drop_wish}</button></li>
                    }
                })
                .collect();
            let (any_conflict, any_unmet) = (!conflicts.is_empty(), !unmet.is_empty());
            (any_conflict || any_unmet).then(|| view! {
                <section class="card" id="conflicts">
                    {any_unmet.then(|| view! { <h2>{words.unmet}</h2><ul class="lines" id="unmet">{unmet}</ul> })}
                    {any_conflict.then(|| view! { <h2>{words.conflicts}</h2><p class="muted">{words.conflict_hint}</p>{cheapest(app, plan)}<ul class="lines">{conflicts}</ul> })}
                </section>
            })
        })
    };
    view! { <div aria-live="polite">{body}</div> }
}

/// One click that raises the limit against a wished event, with what it raises and to what.
fn raise(app: App, branch: &Branch, unmet: &Unmet) -> Option<impl IntoView + use<>> {
    let Wish::Event(key) = &unmet.wish else { return None };
    let playbook = branch.playbook();
    let approach = playbook.get(&key.approach)?;
    let raised = relief(&branch.settings, approach, unmet.blocker)?;
    let said = text::relief(app.lang(), approach, &branch.settings, &raised);
    Some(
        view! { <button class="button small way-out" on:click=move |_| jobs::decide(app, Edit::SetSettings(raised.clone()))>{said}</button> },
    )
}

/// What it takes at least that every must-do fits, and all of it at one click.
fn cheapest(app: App, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.lang();
    let way = WayOut::of(plan, &plan.conflicts);
    let said = text::least_way_out(lang, &way);
    said.map(|said| {
        view! {
            <p class="way-out-line"><strong>{text::quarter_words(lang).cheapest}</strong> " " {said} " "
                <button class="button small" id="give-all" on:click=move |_| give(app, &way)>{text::quarter_words(lang).give_all}</button></p>
        }
    })
}

/// Raises what a way out raises, as one step, and plans again.
fn give(app: App, way: &WayOut) {
    let (settings, wishes) = app.branch_now(|branch| (branch.settings.clone(), branch.wishes.clone()));
    let (mut raised, mut given) = (settings.clone(), wishes.clone());
    way.give(&mut raised, &mut given);
    let settings = (raised != settings).then_some(Edit::SetSettings(raised));
    jobs::decide_all(app, settings.into_iter().chain((given != wishes).then_some(Edit::SetWishes(given))));
}

fn conflict_line(
    app: App,
    branch: &Branch,
    plan: &QuarterPlan,
    conflict: &Conflict,
) -> impl IntoView + use<> {
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let people = conflict.must_dos.iter().take(NAMED).filter_map(|(id, occasion)| {
        let customer = branch.book.get(*id)?;
        Some(view! {
            <li><a href=Route::Person(*id).hash()>{app.shown_name(customer.label())}</a> " " <span class="muted">{text::occasion(lang, *occasion)}</span></li>
        })
    });
    let way = WayOut::of(plan, std::slice::from_ref(conflict));
    let name = match (way.hours.first(), way.budget) {
        (Some((_, _, mins)), _) => Some(format!("{} ({mins} {})", words.give_hours, words.mins)),
        (None, Some((budget, _))) => Some(format!("{} {}", words.raise_budget, text::yuan(lang, budget))),
        _ => None,
    };
    let more = conflict.must_dos.len().saturating_sub(NAMED);
    view! {
        <li class="line conflict">
            <details><summary>{text::conflict(lang, conflict, plan)}</summary>
                <ul class="plain columns-list">{people.collect_view()}{(more > 0).then(|| view! { <li class="muted">"+ " {more}</li> })}</ul>
            </details>
            {name.map(|name| view! { <button class="button small way-out" on:click=move |_| give(app, &way)>{name}</button> })}
        </li>
    }
}

fn name_of(app: App, branch: &Branch, plan: &QuarterPlan, wish: &Wish) -> String {
    let lang = app.look.get_untracked().lang;
    let playbook = branch.playbook();
    match wish {
        Wish::Event(key) => {
            format!(
                "{} · {}",
                text::approach_name(lang, &playbook, &key.approach),
                text::week(lang, plan.quarter, key.week)
            )
        }
        Wish::Touch(key) => touch_name(app, branch, plan, key),
    }
}

fn touch_name(app: App, branch: &Branch, plan: &QuarterPlan, key: &TouchKey) -> String {
    let lang = app.look.get_untracked().lang;
    let name = branch.book.get(key.customer).map(|found| app.shown_name(found.label())).unwrap_or_default();
    let what = text::approach_name(lang, &branch.playbook(), &key.approach);
    format!("{name} · {what} · {}", text::week(lang, plan.quarter, key.week))
}

/// Everything that was decided by hand, each to be taken back.
#[component]
pub fn Decisions(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let body = move || {
        app.branch(|branch| {
            let plan = branch.plan.as_ref()?;
            let wishes = &branch.wishes;
            if wishes.is_empty() {
                return None;
            }
            let mut lines: Vec<AnyView> = Vec::new();
            let plain = &app.words().plan;
            for key in &wishes.pinned {
                let key = key.clone();
                let name = name_of(app, branch, plan, &Wish::Event(key.clone()));
                lines.push(line(app, plain.pin, name, move |wishes| wishes.pinned.retain(|other| *other != key)));
            }
            for key in &wishes.cancelled {
                let key = key.clone();
                let name = name_of(app, branch, plan, &Wish::Event(key.clone()));
                lines.push(line(app, words.call_off, name, move |wishes| wishes.bring_back(&key)));
            }
            for key in &wishes.held {
                let key = key.clone();
                let name = touch_name(app, branch, plan, &key);
                lines.push(line(app, words.seat_held, name, move |wishes| wishes.held.retain(|other| *other != key)));
            }
            for key in &wishes.refused {
                let key = key.clone();
                let name = touch_name(app, branch, plan, &key);
                lines.push(line(app, words.seat_refused, name, move |wishes| {
                    wishes.refused.retain(|other| *other != key);
                }));
            }
            for hours in &wishes.hours {
                let name = format!(
                    "{} · {} · {} {}",
                    hours.manager,
                    text::week(app.lang(), plan.quarter, hours.week),
                    hours.mins,
                    words.mins
                );
                let (manager, week) = (hours.manager.clone(), hours.week);
                lines.push(line(app, words.hours, name, move |wishes| wishes.set_hours(&manager, week, None)));
            }
            for seating in &wishes.seating {
                let key = seating.event.clone();
                let name = name_of(app, branch, plan, &Wish::Event(key.clone()));
                lines.push(on_site(app, words.seats, name, move |wishes| wishes.lay_anew(&key)));
            }
            for given in &wishes.roles {
                let (key, role) = (given.event.clone(), given.role.clone());
                let name = format!("{} · {role}", name_of(app, branch, plan, &Wish::Event(key.clone())));
                lines.push(on_site(app, words.roles, name, move |wishes| wishes.cast_anew(&key, &role)));
            }
            Some(view! {
                <section class="card screen-only">
                    <details id="decisions"><summary><h2>{words.wishes} " " <span class="muted">{lines.len()}</span></h2></summary><ul class="lines">{lines}</ul>
                        <button class="quiet-button" id="restore-events" on:click=move |_| wish(app, PlanWishes::take_back_all)>{words.undo_wish} " · " {app.words().app.all}</button>
                    </details>
                </section>
            })
        })
    };
    view! { {body} }
}

fn line(
    app: App,
    kind: &'static str,
    name: String,
    take_back: impl Fn(&mut PlanWishes) + 'static,
) -> AnyView {
    taken_back(app, kind, name, move || wish(app, &take_back))
}

/// As [`line`], for what the plan does not depend on.
fn on_site(
    app: App,
    kind: &'static str,
    name: String,
    take_back: impl Fn(&mut PlanWishes) + 'static,
) -> AnyView {
    taken_back(app, kind, name, move || wish_in_place(app, &take_back))
}

fn taken_back(app: App, kind: &'static str, name: String, go: impl Fn() + 'static) -> AnyView {
    let words = text::quarter_words(app.lang());
    let label = format!("{} {kind} {name}", words.undo_wish);
    view! {
        <li class="line"><span class="badge">{kind}</span> <span>{name}</span>
            <button class="quiet-button" aria-label=label on:click=move |_| go()>{words.undo_wish}</button></li>
    }
    .into_any()
}
