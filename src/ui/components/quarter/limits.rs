//! What there is to spend: a slider and a number for each limit; the plan is made again around what was promised.

use leptos::prelude::*;

use crate::branch::Edit;
use crate::plan::quarter::PlanSettings;
use crate::ui::jobs;
use crate::ui::state::App;

type Get = fn(&PlanSettings) -> i64;
type Set = fn(&mut PlanSettings, i64);

/// The card.
#[component]
pub fn Limits(app: App) -> impl IntoView {
    let words = app.words();
    // The last number is where the slider ends; a larger one can be typed.
    let fields: [(&'static str, &'static str, Get, Set, i64, i64, i64); 8] = [
        ("limit-budget", words.plan.budget, |s| s.budget_yuan, |s, v| s.budget_yuan = v, 0, 10_000_000, 0),
        (
            "limit-hours",
            words.plan.manager_mins,
            |s| s.manager_week_mins,
            |s, v| s.manager_week_mins = v,
            0,
            3000,
            2400,
        ),
        (
            "limit-crew",
            words.plan.crew_mins,
            |s| s.crew_week_mins,
            |s, v| s.crew_week_mins = v,
            0,
            20_000,
            2400,
        ),
        ("limit-hall", words.plan.hall, |s| s.hall_slots, |s, v| s.hall_slots = v, 0, 50, 10),
        ("limit-room", words.plan.room, |s| s.room_slots, |s, v| s.room_slots = v, 0, 50, 10),
        ("limit-outdoor", words.plan.outdoor, |s| s.outdoor_slots, |s, v| s.outdoor_slots = v, 0, 50, 10),
        ("limit-cap", words.plan.month_cap, |s| s.month_cap, |s, v| s.month_cap = v, 0, 10, 6),
        ("limit-gap", words.plan.gap_days, |s| s.gap_days, |s, v| s.gap_days = v, 1, 90, 60),
    ];
    // The budget's slider goes to twice the usual for a branch of this size.
    let usual = app.branch_now(|branch| PlanSettings::sample(branch.book.customers.len()).budget_yuan);
    let inputs = fields.into_iter().map(|(id, name, get, set, low, high, slide)| {
        let slide = if slide == 0 { 2 * usual } else { slide };
        let step = (slide / 40).max(1);
        let change = move |event: web_sys::Event| {
            let mut settings = app.branch_now(|branch| branch.settings.clone());
            let now = get(&settings);
            let typed = event_target_value(&event).trim().parse::<i64>().ok();
            let wanted = typed.map_or(now, |value| value.clamp(low, high));
            // What holds stands in the field, also where nothing or too much was typed.
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&wanted.to_string());
            if wanted != now {
                set(&mut settings, wanted);
                jobs::decide(app, Edit::SetSettings(settings));
            }
        };
        let value = move || app.branch(|branch| get(&branch.settings));
        view! {
            <label class="field">
                <span>{name}</span>
                <span class="slider">
                    <input type="range" min=low max=slide step=step aria-label=name prop:value=value on:change=change />
                    <input type="number" id=id min=low max=high prop:value=value on:change=change />
                </span>
            </label>
        }
    });
    view! {
        <section class="card screen-only" id="limits">
            <h2>{words.plan.limits} " " <span class="badge">{words.app.sample_value}</span></h2>
            <p class="muted">{words.plan.limits_hint}</p>
            <div class="limit-fields">{inputs.collect_view()}</div>
        </section>
    }
}
