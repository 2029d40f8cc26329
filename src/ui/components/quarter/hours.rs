//! Leave, illness, training: a manager's minutes in one week, and the plan made again around them.

use leptos::prelude::*;

use super::wish;
use crate::branch::Edit;
use crate::calendar::{OwnDays, WEEKS};
use crate::import;
use crate::plan::quarter::manager_weeks;
use crate::text;
use crate::ui::jobs;
use crate::ui::opening::{bytes_of, chosen_file};
use crate::ui::state::App;

/// The card, folded until it is wanted.
#[component]
pub fn Hours(app: App) -> impl IntoView {
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let managers = app.branch_now(|branch| {
        branch.book.managers().into_iter().map(|(name, _)| name).collect::<Vec<String>>()
    });
    let quarter = app.branch_now(|branch| branch.plan.as_ref().map(|plan| plan.quarter));
    let who = RwSignal::new(managers.first().cloned().unwrap_or_default());
    let (week, mins) = (RwSignal::new(0_usize), RwSignal::new(0_i64));
    // The field begins with what there is: a zero would empty the week of whoever presses the button.
    Effect::new(move || {
        let now = app.branch(|branch| {
            let quarter = branch.plan.as_ref()?.quarter;
            let weeks = who.with(|who| manager_weeks(&branch.settings, &branch.wishes, quarter, who));
            weeks.get(week.get()).copied()
        });
        mins.set(now.unwrap_or_default());
    });
    let weeks = quarter.map(|quarter| {
        (0..WEEKS)
            .map(|at| view! { <option value=at.to_string()>{text::week(lang, quarter, at)}</option> })
            .collect_view()
    });
    let set = move |mins: Option<i64>| {
        let (who, week) = (who.get_untracked(), week.get_untracked());
        wish(app, |wishes| wishes.set_hours(&who, week, mins));
    };
    let options =
        managers.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> });
    view! {
        <section class="card screen-only">
            <details id="manager-hours"><summary><h2>{words.hours}</h2></summary>
                <p class="muted">{words.hours_hint}</p>
                <div class="inline-form">
                    <label class="field inline"><span>{words.manager}</span><select id="hours-manager" on:change=move |event| who.set(event_target_value(&event))>{options.collect_view()}</select></label>
                    <label class="field inline"><span>{words.which_week}</span><select id="hours-week" on:change=move |event| week.set(event_target_value(&event).parse().unwrap_or(0))>{weeks}</select></label>
                    <label class="field inline"><span>{words.mins_that_week}</span><input type="number" min="0" max="3000" prop:value=move || mins.get() on:input=move |event| mins.set(event_target_value(&event).parse::<i64>().unwrap_or(0).clamp(0, 3000)) /></label>
                    <button class="button small" id="hours-set" on:click=move |_| set(Some(mins.get_untracked()))>{words.set_hours}</button>
                    <button class="button small" id="hours-away" on:click=move |_| set(Some(0))>{words.away}</button>
                    <button class="quiet-button" on:click=move |_| set(None)>{words.usual_hours}</button>
                </div>
            </details>
        </section>
    }
}

/// Days off and shifted work days of the branch's own, a line each.
#[component]
pub fn OwnDaysCard(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let typed = RwSignal::new(app.branch_now(|branch| branch.settings.days.write()));
    let wrong = RwSignal::new(None::<usize>);
    let lang = app.lang();
    let in_force = move || {
        app.branch(|branch| {
            let quarter = branch.plan.as_ref().map(|plan| plan.quarter)?;
            let runs = branch.settings.days.special(quarter.start, quarter.date(90)).into_iter();
            let line = |(first, last, kind)| {
                let to = (first != last).then(|| format!(" – {}", text::day_of_week(lang, last)));
                view! { <li><span class="day">{text::day_of_week(lang, first)} {to}</span> " " {text::day_mark(lang, kind)}</li> }
            };
            Some(view! { <h3>{words.special_days}</h3><ul class="lines" id="special-days">{runs.map(line).collect_view()}</ul> })
        })
    };
    let take = move |event: web_sys::Event| {
        let Some(file) = chosen_file(&event) else { return };
        leptos::task::spawn_local(async move {
            if let Some(bytes) = bytes_of(app, &file).await {
                // What stands there stays: a file adds its lines, and the later line about a day counts.
                typed.update(|typed| {
                    typed.push_str(if typed.is_empty() || typed.ends_with('\n') { "" } else { "\n" });
                    typed.push_str(&import::plain_text(&bytes));
                });
            }
        });
    };
    let save = move |_| match OwnDays::read(&typed.get_untracked()) {
        Ok(days) => {
            wrong.set(None);
            let mut settings = app.branch_now(|branch| branch.settings.clone());
            settings.days = days;
            jobs::decide(app, Edit::SetSettings(settings));
        }
        Err(error) => wrong.set(Some(error.0)),
    };
    view! {
        <section class="card screen-only">
            <details id="own-days"><summary><h2>{words.own_days}</h2></summary>
                {in_force}
                <p class="muted">{words.own_days_hint}</p>
                <textarea rows="5" aria-label=words.own_days aria-invalid=move || wrong.get().is_some().to_string() prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))></textarea>
                <div aria-live="polite">{move || wrong.get().map(|line| view! { <p class="notice" id="own-days-wrong">{words.own_days_wrong} " " {line}</p> })}</div>
                <div class="actions">
                    <button class="button small" id="own-days-save" on:click=save>{words.own_days_save}</button>
                    <label class="button small">{words.own_days_file}<input type="file" id="own-days-file" class="hidden-input" accept=".txt,.csv,.tsv" on:change=take /></label>
                </div>
            </details>
        </section>
    }
}
