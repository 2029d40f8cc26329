//! One week by name, and the whole quarter as a list.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::circle_of;
use super::people::People;
use super::wish;
use crate::book::CustomerId;
use crate::branch::Branch;
use crate::calendar::WEEKS;
use crate::care::{Channel, Playbook};
use crate::plan::quarter::{Preparations, QuarterPlan};
use crate::route::Route;
use crate::text::{self, Counted, Lang};
use crate::ui::state::App;

/// Single touches of a day that are shown by name before the rest is a number.
const NAMED: usize = 12;

/// The mark of a week in which the must-dos exceed a limit.
pub(super) fn conflict_mark(lang: Lang, plan: &QuarterPlan, week: usize) -> Option<impl IntoView + use<>> {
    let said = text::quarter_words(lang).conflict_mark;
    plan.conflicts.iter().any(|conflict| conflict.week == Some(week)).then(|| {
        view! { <span class="badge warn" title=said>"!"<span class="visually-hidden">{said}</span></span> }
    })
}

pub(super) fn week_view(
    app: App,
    branch: &Branch,
    (playbook, steps): (&Playbook, &Preparations),
    plan: &QuarterPlan,
    week: usize,
) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let week = week.min(WEEKS - 1);
    let step = move |by: isize| {
        app.plan_look.update(|look| look.week = look.week.saturating_add_signed(by).min(WEEKS - 1));
    };
    let days = (0..7).map(|day| {
        let date = plan.quarter.date(7 * week as u32 + day);
        let lines = day_lines(app, branch, (playbook, steps), plan, date, NAMED);
        view! {
            <section class="week-day">
                <h3>{text::day_of_week(lang, date)} <span class="day-mark">{text::day_mark(lang, plan.settings.days.kind(date))}</span></h3>
                <ul class="plain day-lines">{lines}</ul>
            </section>
        }
    });
    // Whoever is met or called in the week, each once, in the order of the days.
    let spoken = |id: &str| {
        playbook.get(id).is_some_and(|found| matches!(found.channel, Channel::Call | Channel::Visit))
    };
    let mut met: Vec<CustomerId> = Vec::new();
    for touch in plan.touches.iter().filter(|touch| spoken(&touch.approach)) {
        if plan.quarter.day_of(touch.date).is_some_and(|day| day as usize / 7 == week)
            && !met.contains(&touch.customer)
        {
            met.push(touch.customer);
        }
    }
    let briefs = move |_| {
        app.briefs.set(met.clone());
        app.go(Route::Briefs);
    };
    view! {
        <div class="actions screen-only">
            <button class="button small" id="week-back" disabled=week == 0 on:click=move |_| step(-1)>{words.previous}</button>
            <strong id="week-name">{text::week(lang, plan.quarter, week)} {conflict_mark(lang, plan, week)}</strong>
            <button class="button small" id="week-on" disabled=week + 1 == WEEKS on:click=move |_| step(1)>{words.next}</button>
            <button class="button small" id="week-briefs" on:click=briefs>{words.week_briefs}</button>
            {away(app, week)}
        </div>
        <div class="week">{days.collect_view()}</div>
    }
}

/// One click for the manager whose plan is shown and who is ill: the week is planned anew around him.
fn away(app: App, week: usize) -> Option<impl IntoView + use<>> {
    let words = text::quarter_words(app.look.get_untracked().lang);
    let manager = app.plan_look.get_untracked().lens.manager?;
    let label = format!("{manager} {}", words.away_this_week);
    let away = move |_| {
        wish(app, |wishes| wishes.set_hours(&manager, week, Some(0)));
    };
    Some(view! { <button class="button small" id="week-away" on:click=away>{label}</button> })
}

pub(super) fn list_view(
    app: App,
    branch: &Branch,
    known: (&Playbook, &Preparations),
    plan: &QuarterPlan,
) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let weeks = (0..WEEKS).map(|week| {
        let lines: Vec<_> = (0..7)
            .filter_map(|day| {
                let date = plan.quarter.date(7 * week as u32 + day);
                let lines = day_lines(app, branch, known, plan, date, 0);
                (!lines.is_empty()).then(|| view! {
                    <li class="line"><span class="day">{text::day_of_week(lang, date)}</span><ul class="plain day-lines">{lines}</ul></li>
                })
            })
            .collect();
        let empty = lines.is_empty();
        view! {
            <section class="list-week">
                <h3>{text::week(lang, plan.quarter, week)} {conflict_mark(lang, plan, week)}</h3>
                {empty.then(|| view! { <p class="muted">{words.nothing_here}</p> })}
                <ul class="lines">{lines}</ul>
            </section>
        }
    });
    view! { <div class="list-weeks">{weeks.collect_view()}</div> }
}

/// What a day holds: events, what is to be done for others, then up to `named` single touches by name, then how many more of which kind.
fn day_lines(
    app: App,
    branch: &Branch,
    (playbook, steps): (&Playbook, &Preparations),
    plan: &QuarterPlan,
    date: NaiveDate,
    named: usize,
) -> Vec<AnyView> {
    let lang = app.look.get_untracked().lang;
    let mut lines: Vec<AnyView> = Vec::new();
    for event in plan.events.iter().filter(|event| event.date == date) {
        let name = text::approach_name(lang, playbook, &event.approach);
        lines.push(view! {
            <li><a class="event-chip" href=Route::Event(event.number).hash()>{name}</a><span class="muted">{circle_of(lang, branch, event)} " · " {text::counted(lang, event.attendees.len(), Counted::People)}</span></li>
        }.into_any());
    }
    for (step, at) in steps.get(&date).into_iter().flatten() {
        let event = &plan.events[*at];
        let name = text::approach_name(lang, playbook, &event.approach);
        lines.push(view! {
            <li class="step-due">"○ " {text::step(lang, *step)} " · " <a href=Route::Event(event.number).hash()>{name}</a></li>
        }.into_any());
    }
    let from = plan.touches.partition_point(|touch| touch.date < date);
    let to = plan.touches.partition_point(|touch| touch.date <= date);
    let touches = &plan.touches[from..to];
    for touch in touches.iter().take(named) {
        let Some(customer) = branch.book.get(touch.customer) else { continue };
        let mark = if touch.occasion.is_some() { "◆ " } else { "● " };
        let name = text::approach_name(lang, playbook, &touch.approach);
        lines.push(view! {
            <li>{mark}<a href=Route::Person(touch.customer).hash()>{app.shown_name(customer.label())}</a> " " <span class="muted">{name}</span></li>
        }.into_any());
    }
    let mut rest: Vec<(&str, Vec<CustomerId>)> = Vec::new();
    for touch in touches.iter().skip(named) {
        match rest.iter_mut().find(|(id, _)| *id == touch.approach) {
            Some((_, people)) => people.push(touch.customer),
            None => rest.push((&touch.approach, vec![touch.customer])),
        }
    }
    for (id, people) in rest {
        let name = text::approach_name(lang, playbook, id);
        let more = if named > 0 { "+ " } else { "" };
        let title = format!("{more}{name} {}", text::counted(lang, people.len(), Counted::People));
        lines.push(
            view! { <li class="muted"><People app title people class="plain names" screen_only=true /></li> }
                .into_any(),
        );
    }
    lines
}
