//! The quarter: its proof, its limits, calendar and list, and who could not be placed and why.

use chrono::Datelike;
use leptos::prelude::*;
use std::sync::Arc;

use crate::branch::{Branch, Edit};
use crate::calendar::DayKind;
use crate::care::Playbook;
use crate::plan::quarter::{Effort, EventKey, PlanSettings, PlanWishes, QuarterPlan};
use crate::route::Route;
use crate::text;
use crate::ui::components::{Empty, VirtualList};
use crate::ui::jobs;
use crate::ui::state::App;
use crate::view::{months, CalendarDay, CalendarMonth, PlanChanges, Promise};

/// The page.
#[component]
pub fn Plan(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <div class="title-row">
            <h1 class="page-title">{words.plan.title}</h1>
            <button class="button primary small" id="make-plan" disabled=move || app.branch(Branch::is_empty) on:click=move |_| jobs::make_plan(app, Effort::Full)>
                {words.plan.make}
            </button>
            <button class="button small" id="adjust-plan" disabled=move || app.branch(|branch| branch.plan.is_none()) on:click=move |_| jobs::adjust_plan(app)>
                {words.plan.adjust}
            </button>
            <a class="button small" href=Route::Export.hash()>{words.nav.export}</a>
        </div>
        <div aria-live="polite">{move || app.changes.get().map(|changes| changes_card(app, &changes))}</div>
        {move || app.branch(|branch| match &branch.plan {
            None => view! {
                <Empty title=words.plan.empty hint=words.plan.empty_hint>
                    <a class="button" href=Route::Home.hash()>{words.nav.home}</a>
                </Empty>
            }.into_any(),
            Some(plan) => whole(app, branch, plan).into_any(),
        })}
        <Show when=move || app.branch(|branch| !branch.wishes.cancelled.is_empty())>
            <p><button class="quiet-button" id="restore-events" on:click=move |_| {
                let wishes = app.branch_now(|branch| PlanWishes { cancelled: Vec::new(), ..branch.wishes.clone() });
                app.dispatch(Edit::SetWishes(wishes));
                jobs::adjust_plan(app);
            }>{words.plan.restore_events}</button></p>
        </Show>
        {move || (!app.branch(Branch::is_empty)).then(|| view! { <Limits app /> })}
    }
}

fn whole(app: App, branch: &Branch, plan: &Arc<QuarterPlan>) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let stale = plan.settings != branch.settings;
    let playbook = branch.playbook();
    let calendar =
        months(plan).into_iter().map(|month| month_view(app, branch, &playbook, &month)).collect_view();
    let last = plan.quarter.date(90);
    view! {
        {stale.then(|| view! { <p class="notice">{words.plan.stale}</p> })}
        <p class="lead">{text::date(lang, plan.quarter.start)} " – " {text::date(lang, last)}</p>
        {figures(app, branch, plan)}
        <section class="card proof-card">
            <h2>{words.plan.proof}</h2>
            <p class="proof">{text::proof(lang, plan)}</p>
            {(!plan.prices.is_empty()).then(|| view! {
                <details><summary>{words.plan.price_of}</summary>
                    <ul>{plan.prices.iter().map(|price| view! { <li>{text::price(lang, price, plan)}</li> }).collect_view()}</ul>
                    <p class="muted">{words.plan.price_hint}</p>
                </details>
            })}
            {(plan.must_do_conflicts > 0).then(|| view! { <p class="notice">{words.plan.conflicts} " " {plan.must_do_conflicts}</p> })}
        </section>
        <section class="card">
            <h2>{words.plan.calendar}</h2>
            <div class="months">{calendar}</div>
        </section>
        {events_table(app, branch, &playbook, plan)}
        {touches_list(app, plan)}
        {not_placed(app, branch, plan)}
    }
}

fn figures(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let used: i64 = plan.manager_mins.iter().flat_map(|(_, weeks)| weeks.iter()).sum();
    let must_dos = plan.touches.iter().filter(|touch| touch.occasion.is_some()).count();
    view! {
        <div class="figures small-figures">
            <div class="figure"><span class="figure-name">{words.plan.reached}</span><strong class="figure-value">{plan.reached()} <small>" / " {branch.book.customers.len()}</small></strong></div>
            <div class="figure"><span class="figure-name">{words.plan.events}</span><strong class="figure-value" id="event-count">{plan.events.len()}</strong></div>
            <div class="figure"><span class="figure-name">{words.plan.must_dos}</span><strong class="figure-value">{must_dos}</strong></div>
            <div class="figure"><span class="figure-name">{words.plan.touches}</span><strong class="figure-value">{plan.touches.len() - must_dos}</strong></div>
            <div class="figure"><span class="figure-name">{words.plan.spent}</span><strong class="figure-value">{text::wan(lang, plan.spent_yuan())} <small>" / " {text::wan(lang, plan.settings.budget_yuan)}</small></strong></div>
            <div class="figure"><span class="figure-name">{words.plan.hours}</span><strong class="figure-value">{used / 60} <small>" h"</small></strong></div>
        </div>
    }
}

fn month_view(
    app: App,
    branch: &Branch,
    playbook: &Playbook,
    month: &CalendarMonth,
) -> impl IntoView + use<> {
    let lang = app.lang();
    let heads = month
        .weeks
        .first()
        .map(|week| week.iter().map(|day| text::weekday(lang, day.date)).collect::<Vec<_>>())
        .unwrap_or_default();
    let weeks = month.weeks.iter().map(|week| {
        view! { <tr>{week.iter().map(|day| day_view(app, branch, playbook, day)).collect_view()}</tr> }
    });
    view! {
        <table class="month">
            <caption>{text::month(lang, month.first)}</caption>
            <thead><tr>{heads.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
    }
}

fn day_view(app: App, branch: &Branch, playbook: &Playbook, day: &CalendarDay) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    if !day.inside {
        return view! { <td class="outside"></td> }.into_any();
    }
    let off = matches!(day.kind, DayKind::Weekend | DayKind::Holiday(_));
    let events = day.events.iter().map(|event| {
        let name = playbook.get(&event.approach).map(|found| text::approach(lang, found).name.clone()).unwrap_or_default();
        let circle = branch.circles.get(event.circle).map(|circle| text::circle_name(lang, &branch.vocabulary(), circle));
        let title = format!("{name} · {} · {} {}", circle.unwrap_or_default(), event.attendees.len(), words.app.people);
        view! { <a class="event-chip" href=format!("{}", Route::Circle(event.circle).hash()) title=title>{name}</a> }
    });
    let events = events.collect_view();
    let mark = text::day_mark(lang, day.kind);
    view! {
        <td class:off=off>
            <span class="date">{day.date.day()} <span class="day-mark">{mark}</span></span>
            {events}
            {(day.must_dos > 0).then(|| view! { <span class="count must" title=words.plan.must_dos>"◆ " {day.must_dos}</span> })}
            {(day.touches > 0).then(|| view! { <span class="count" title=words.plan.touches>"● " {day.touches}</span> })}
        </td>
    }
    .into_any()
}

fn events_table(app: App, branch: &Branch, playbook: &Playbook, plan: &QuarterPlan) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let rows = plan.events.iter().map(|event| {
        let name = playbook.get(&event.approach).map(|found| text::approach(lang, found).name.clone()).unwrap_or_default();
        let circle = branch.circles.get(event.circle).map(|circle| text::circle_name(lang, &vocabulary, circle)).unwrap_or_default();
        let invited = event.attendees.iter().filter_map(|id| branch.book.get(*id)).map(|customer| view! {
            <li><a href=Route::Person(customer.id).hash()>{app.shown_name(&customer.name)}</a></li>
        });
        let key = EventKey::of(event, plan.quarter);
        let pinned = branch.wishes.pinned.contains(&key);
        view! {
            <tr>
                <td>{text::date(lang, event.date)} " " {text::weekday(lang, event.date)}</td>
                <th scope="row">{name}</th>
                <td><a href=Route::Circle(event.circle).hash()>{circle}</a></td>
                <td><details><summary>{event.attendees.len()} " " {words.app.people}</summary><ul class="plain names">{invited.collect_view()}</ul></details></td>
                <td class="number">{text::wan(lang, event.cost_yuan)}</td>
                <td>{text::date(lang, event.notice_by)}</td>
                <td class="screen-only"><EventActions app key pinned /></td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <h2>{words.plan.events}</h2>
            <div class="table-wrap" tabindex="0">
                <table class="table" id="events">
                    <thead><tr>
                        <th scope="col">{words.sheet.date}</th><th scope="col">{words.sheet.what}</th><th scope="col">{words.sheet.circle}</th>
                        <th scope="col">{words.plan.attendees}</th><th scope="col">{words.plan.cost}</th><th scope="col">{words.plan.prepare_by}</th><td class="screen-only"></td>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Pin an event, or call it off and plan again around it.
#[component]
fn EventActions(app: App, key: EventKey, pinned: bool) -> impl IntoView {
    let words = &app.words().plan;
    let (pin, off) = (key.clone(), key);
    let toggle = move |_| {
        let mut wishes = app.branch_now(|branch| branch.wishes.clone());
        wishes.toggle_pin(&pin);
        app.dispatch(Edit::SetWishes(wishes));
    };
    let call_off = move |_| {
        let mut wishes = app.branch_now(|branch| branch.wishes.clone());
        wishes.cancel(&off);
        app.dispatch(Edit::SetWishes(wishes));
        jobs::adjust_plan(app);
    };
    view! {
        <button class="quiet-button" aria-pressed=pinned.to_string() on:click=toggle>{if pinned { words.unpin } else { words.pin }}</button>
        <button class="quiet-button call-off" aria-label=words.call_off_say on:click=call_off>{words.call_off}</button>
    }
}

/// Who must be told, who gains, and how much stays.
fn changes_card(app: App, changes: &PlanChanges) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let playbook = app.playbook();
    let lines = |promises: &[Promise]| {
        let line = |promise: &Promise| {
            let who = app.branch_now(|branch| {
                branch.book.get(promise.customer).map(|found| (found.name.clone(), found.manager.clone()))
            });
            let (name, manager) = who.unwrap_or_default();
            let what = playbook.get(&promise.approach).map(|found| text::approach(lang, found).name.clone());
            view! {
                <li class="line"><span class="day">{text::date(lang, promise.date)}</span>
                    <a href=Route::Person(promise.customer).hash()>{app.shown_name(&name)}</a> <span class="muted">{what} " · " {manager}</span></li>
            }
        };
        promises.iter().map(line).collect_view()
    };
    let (lost, gained) = (lines(&changes.lost), lines(&changes.gained));
    let none = changes.lost.is_empty() && changes.gained.is_empty();
    view! {
        <section class="card" id="changes">
            <h2>{words.plan.changes} " " <span class="muted">{changes.kept} " " {words.plan.kept_promises}</span></h2>
            {if none {
                view! { <p class="muted">{words.plan.no_changes}</p> }.into_any()
            } else {
                view! {
                    <div class="columns">
                        <div class="column"><h3>{words.plan.lost} " " <span id="lost-count">{changes.lost.len()}</span></h3><ul class="lines short">{lost}</ul></div>
                        <div class="column"><h3>{words.plan.gained} " " <span id="gained-count">{changes.gained.len()}</span></h3><ul class="lines short">{gained}</ul></div>
                    </div>
                }.into_any()
            }}
            <button class="quiet-button" on:click=move |_| app.changes.set(None)>{words.app.close}</button>
        </section>
    }
}

fn touches_list(app: App, plan: &Arc<QuarterPlan>) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let rows: Signal<Arc<Vec<usize>>> = Signal::stored(Arc::new((0..plan.touches.len()).collect()));
    let playbook = StoredValue::new(app.playbook());
    let (shown, opened) = (StoredValue::new(plan.clone()), StoredValue::new(plan.clone()));
    let row = move |at: usize| {
        let touch = shown.with_value(|plan| plan.touches[at].clone());
        let who = app.branch_now(|branch| {
            branch.book.get(touch.customer).map(|customer| (customer.name.clone(), customer.manager.clone()))
        });
        let (name, manager) = who.unwrap_or_default();
        let what = playbook.with_value(|playbook| {
            playbook.get(&touch.approach).map(|found| text::approach(lang, found).name.clone())
        });
        let vocabulary = app.vocabulary();
        let why =
            touch.reasons.first().map(|reason| text::reason(lang, &vocabulary, reason)).unwrap_or_default();
        view! {
            <span role="cell">{touch.date.format("%Y-%m-%d").to_string()}</span>
            <span role="cell">{touch.occasion.map(|_| "◆ ")} {what}</span>
            <span role="cell"><a href=Route::Person(touch.customer).hash() tabindex="-1">{app.shown_name(&name)}</a></span>
            <span role="cell" class="cell-groups">{why}</span>
            <span role="cell" class="cell-manager">{manager}</span>
        }
    };
    let open = move |at: usize| app.go(Route::Person(opened.with_value(|plan| plan.touches[at].customer)));
    view! {
        <section class="card screen-only">
            <h2>{words.plan.touches} " · " {words.plan.must_dos} " " <span class="muted">{plan.touches.len()}</span></h2>
            <VirtualList rows label=words.plan.list header=vec![words.sheet.date, words.sheet.what, words.sheet.name, words.sheet.reason, words.sheet.manager] row open />
        </section>
    }
}

fn not_placed(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let lines = plan.not_placed.iter().filter_map(|(id, why)| Some((branch.book.get(*id)?, why))).map(|(customer, why)| view! {
        <li><a href=Route::Person(customer.id).hash()>{app.shown_name(&customer.name)}</a> " " <span class="muted">{text::not_placed(lang, why)}</span></li>
    });
    view! {
        <section class="card">
            <h2>{words.plan.not_placed} " " <span class="muted">{plan.not_placed.len()}</span></h2>
            {plan.not_placed.is_empty().then(|| view! { <p>{words.plan.everyone_placed}</p> })}
            <ul class="plain columns-list">{lines.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Limits(app: App) -> impl IntoView {
    let words = app.words();
    type Get = fn(&PlanSettings) -> i64;
    type Set = fn(&mut PlanSettings, i64);
    let fields: [(&'static str, Get, Set, i64, i64); 8] = [
        (words.plan.budget, |s| s.budget_yuan, |s, v| s.budget_yuan = v, 0, 10_000_000),
        (words.plan.manager_mins, |s| s.manager_week_mins, |s, v| s.manager_week_mins = v, 0, 3000),
        (words.plan.crew_mins, |s| s.crew_week_mins, |s, v| s.crew_week_mins = v, 0, 20_000),
        (words.plan.hall, |s| s.hall_slots, |s, v| s.hall_slots = v, 0, 50),
        (words.plan.room, |s| s.room_slots, |s, v| s.room_slots = v, 0, 50),
        (words.plan.outdoor, |s| s.outdoor_slots, |s, v| s.outdoor_slots = v, 0, 50),
        (words.plan.month_cap, |s| s.month_cap, |s, v| s.month_cap = v, 0, 10),
        (words.plan.gap_days, |s| s.gap_days, |s, v| s.gap_days = v, 1, 90),
    ];
    let inputs = fields.into_iter().map(|(name, get, set, low, high)| {
        let change = move |event: web_sys::Event| {
            if let Ok(value) = event_target_value(&event).trim().parse::<i64>() {
                let mut settings = app.branch_now(|branch| branch.settings.clone());
                set(&mut settings, value.clamp(low, high));
                app.dispatch(Edit::SetSettings(settings));
            }
        };
        view! {
            <label class="field">
                <span>{name}</span>
                <input type="number" min=low max=high prop:value=move || app.branch(|branch| get(&branch.settings)) on:change=change />
            </label>
        }
    });
    view! {
        <section class="card screen-only">
            <h2>{words.plan.limits} " " <span class="badge">{words.app.sample_value}</span></h2>
            <p class="muted">{words.plan.limits_hint}</p>
            <div class="limit-fields">{inputs.collect_view()}</div>
        </section>
    }
}
