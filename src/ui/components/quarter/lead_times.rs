//! A strip for each event on a time axis, from booking the room to saying thanks, with a table behind it.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::circle_of;
use super::folded::Folded;
use crate::branch::Branch;
use crate::care::Playbook;
use crate::plan::quarter::{Milestone, QuarterPlan, Step};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Lang};
use crate::ui::state::App;
use crate::view::{LeadStrip, StripRow};

/// Pixels: a day, a row, and the axis above (the styles know the last two).
const DAY: usize = 8;
const ROW: usize = 36;
const AXIS: usize = 40;
const STEPS: [Step; 6] =
    [Step::Venue, Step::Speaker, Step::Invitations, Step::Reminder, Step::Event, Step::Thanks];

/// The card, folded until it is wanted.
#[component]
pub fn LeadTimes(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    view! {
        <Folded app id="lead-times" title=words.lead_times>
            <p class="muted screen-only">{words.lead_times_hint}</p>
            {move || app.branch(|branch| branch.plan.as_ref().map(|plan| picture(app, branch, plan)))}
            // A fold that is drawn for paper alone would come closed.
            {move || {
                app.on_paper.get().then(|| app.branch(|branch| branch.plan.as_ref().map(|plan| table(app, branch, plan))))
            }}
        </Folded>
    }
}

fn picture(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let playbook = branch.playbook();
    let strip = LeadStrip::of(plan, &playbook);
    // The row that is pointed at, or whose name has the focus, is told in words.
    let told = RwSignal::new(None::<usize>);
    let mut names = Vec::new();
    let mut rows = Vec::new();
    let mut said = Vec::new();
    for (at, row) in strip.rows.iter().enumerate() {
        let (number, name, circle) = named(lang, branch, plan, row, &playbook);
        said.push(format!("{name} · {circle}{}{}", text::care_words(lang).colon, in_words(lang, &row.steps)));
        names.push(view! {
            <li class:told=move || told.get() == Some(at)>
                <a href=Route::Event(number).hash() on:focus=move |_| told.set(Some(at))>{name}<span class="muted">" · " {circle}</span></a>
            </li>
        });
        rows.push(drawn(lang, &strip, row, at, told));
    }
    let (width, height) = (DAY * strip.days, AXIS + ROW * strip.rows.len());
    let key: Vec<_> = STEPS
        .iter()
        .map(|step| {
            view! { <li><svg class="step-mark" width="18" height="18" aria-hidden="true">{mark(*step, 9, 9, None)}</svg>{text::step(lang, *step)}</li> }
        })
        .collect();
    view! {
        <div class="screen-only">
            <ul class="plain strip-key">{key}</ul>
            <div class="table-wrap drawing" tabindex="0" role="region" aria-label=words.lead_times on:mouseleave=move |_| told.set(None)>
                <ol class="plain drawing-names strip-names">{names}</ol>
                <svg class="strip" role="img" aria-label=words.lead_times_hint width=width height=height>
                    {axis(lang, &strip, height)}
                    <g>{rows}</g>
                </svg>
            </div>
            <p class="strip-told" aria-live="polite">{move || told.get().and_then(|at| said.get(at).cloned())}</p>
        </div>
        <details class="behind screen-only">
            <summary>{app.words().explorer.table_behind}</summary>
            {table(app, branch, plan)}
        </details>
    }
}

/// The number of an event, its approach and its circle.
fn named(
    lang: Lang,
    branch: &Branch,
    plan: &QuarterPlan,
    row: &StripRow,
    playbook: &Playbook,
) -> (u32, String, String) {
    let event = &plan.events[row.event];
    (event.number, text::approach_name(lang, playbook, &event.approach), circle_of(lang, branch, event))
}

/// The same as a table: a row an event, a column a step.
fn table(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let playbook = branch.playbook();
    let heads: Vec<_> =
        STEPS.iter().map(|step| view! { <th scope="col">{text::step(lang, *step)}</th> }).collect();
    let lines: Vec<_> = LeadStrip::of(plan, &playbook)
        .rows
        .iter()
        .map(|row| {
            let (number, name, circle) = named(lang, branch, plan, row, &playbook);
            let cells: Vec<_> = STEPS.iter().map(|step| cell(lang, &row.steps, *step)).collect();
            view! {
                <tr><th scope="row"><a href=Route::Event(number).hash()>{name}</a> <span class="muted">" · " {circle}</span></th>{cells}</tr>
            }
        })
        .collect();
    view! {
        <div class="table-wrap" tabindex="0"><table class="table strip-table">
            <thead><tr><th scope="col">{text::quarter_words(lang).event}</th>{heads}</tr></thead>
            <tbody>{lines}</tbody>
        </table></div>
    }
}

/// The steps of an event in words.
fn in_words(lang: Lang, steps: &[Milestone]) -> String {
    let said: Vec<String> = steps
        .iter()
        .map(|step| format!("{} {}", text::short_day(lang, step.date), text::step(lang, step.step)))
        .collect();
    text::listed(lang, &said)
}

fn cell(lang: Lang, steps: &[Milestone], of: Step) -> impl IntoView + use<> {
    let date = steps.iter().find(|step| step.step == of).map(|step| step.date);
    let late = of != Step::Event && date.is_some_and(|date| date < clock::today());
    view! { <td>{date.map(|date| text::short_day(lang, date))} " " {late.then(|| view! { <span class="badge warn">{text::quarter_words(lang).late}</span> })}</td> }
}

/// Months, Mondays, days off and today.
fn axis(lang: Lang, strip: &LeadStrip, height: usize) -> impl IntoView + use<> {
    let left = |date: NaiveDate| DAY * strip.at(date).unwrap_or(0);
    let off: Vec<_> = strip
        .off
        .iter()
        .map(|day| view! { <rect class="strip-off" x=left(*day) y=AXIS width=DAY height=height - AXIS></rect> })
        .collect();
    let weeks: Vec<_> = strip
        .mondays()
        .map(|monday| {
            let x = left(monday);
            // A month is named at its first Monday, and at the beginning.
            let month = (monday.day() <= 7 || monday == strip.from).then(
                || view! { <text class="strip-month" x=x + 3 y="14">{text::month(lang, monday)}</text> },
            );
            view! {
                <line class="strip-week" x1=x x2=x y1="20" y2=height></line>
                {month}
                <text class="strip-day" x=x + 3 y="33">{monday.day()}</text>
            }
        })
        .collect();
    let today = strip.at(clock::today()).map(|day| {
        let x = DAY * day + DAY / 2;
        view! { <line class="strip-today" x1=x x2=x y1="20" y2=height><title>{text::quarter_words(lang).today}</title></line> }
    });
    view! { <g>{off}{weeks}{today}</g> }
}

fn drawn(
    lang: Lang,
    strip: &LeadStrip,
    row: &StripRow,
    at: usize,
    told: RwSignal<Option<usize>>,
) -> impl IntoView + use<> {
    let x = |date: NaiveDate| DAY * strip.at(date).unwrap_or(0) + DAY / 2;
    let middle = AXIS + ROW * at + ROW / 2;
    let first = row.steps.first().map_or(0, |step| x(step.date));
    let last = row.steps.last().map_or(0, |step| x(step.date));
    let marks: Vec<_> = row
        .steps
        .iter()
        .map(|step| {
            let title = format!("{} {}", text::day(lang, step.date), text::step(lang, step.step));
            mark(step.step, x(step.date), middle, Some(title))
        })
        .collect();
    let width = DAY * strip.days;
    view! {
        <g class="strip-row" on:mouseenter=move |_| told.set(Some(at))>
            <rect class="strip-hit" class:told=move || told.get() == Some(at) x="0" y=AXIS + ROW * at width=width height=ROW></rect>
            <line class="strip-bar" x1=first x2=last y1=middle y2=middle></line>
            {marks}
        </g>
    }
}

/// A form of its own for each step, so that they are told apart without colour.
fn mark(step: Step, x: usize, y: usize, title: Option<String>) -> impl IntoView {
    let form = match step {
        Step::Venue => "M-5,-5H5V5H-5Z",
        Step::Speaker => "M0,-6L6,5H-6Z",
        Step::Invitations => "M0,-6L6,0L0,6L-6,0Z",
        Step::Reminder => "M-3.5,0a3.5,3.5 0 1 0 7,0a3.5,3.5 0 1 0 -7,0Z",
        Step::Event => "M0,-9L2.6,-3.1L9,-2.6L4.1,1.7L5.6,8L0,4.6L-5.6,8L-4.1,1.7L-9,-2.6L-2.6,-3.1Z",
        Step::Thanks => "M-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0Z",
    };
    let hollow = step == Step::Thanks;
    let place = format!("translate({x},{y})");
    let title = title.map(|title| leptos::svg::title().child(title));
    view! { <g class="step-mark" class:main=step == Step::Event class:hollow=hollow transform=place>{title}<path d=form></path></g> }
}
