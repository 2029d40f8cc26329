//! The quarter: its proof, its calendar and lists, who could not be placed and why, and the hands on it.

use leptos::prelude::*;
use std::sync::Arc;

use crate::branch::Branch;
use crate::plan::quarter::{Effort, QuarterPlan};
use crate::route::Route;
use crate::text::{self, Figure};
use crate::ui::components::quarter::{
    Calendar, Changes, Checks, Conflicts, Decisions, Events, Hours, LeadTimes, Limits, NotPlaced,
    OwnDaysCard, Scenarios, Touches,
};
use crate::ui::components::{figure_box, in_turns, Empty, Why};
use crate::ui::jobs;
use crate::ui::state::App;

/// The page.
#[component]
pub fn Plan(app: App) -> impl IntoView {
    let words = app.words();
    let has_plan = Memo::new(move |_| app.branch(|branch| branch.plan.is_some()));
    let nobody = Memo::new(move |_| app.branch(Branch::is_empty));
    // Any edit draws it anew: it shows names, wishes and limits besides.
    let [proof, calendar, events, touches, left_out, last] =
        in_turns(move || app.branch(|branch| branch.plan.clone()));
    let folded = Memo::new(move |_| last.with(|plan| plan.as_ref().map(Option::is_some)));
    view! {
        <div class="title-row">
            <h1 class="page-title">{words.plan.title}</h1>
            <button class="button primary small" id="make-plan" disabled=move || nobody.get() on:click=move |_| jobs::make_plan(app, Effort::Full)>
                {words.plan.make}
            </button>
            <button class="button small" id="adjust-plan" disabled=move || !has_plan.get() on:click=move |_| jobs::adjust_plan(app)>
                {words.plan.adjust}
            </button>
            <a class="button small" href=Route::Export.hash()>{words.nav.export}</a>
        </div>
        <Changes app />
        <Conflicts app />
        {move || match proof.get().flatten() {
            None => view! {
                <Empty title=words.plan.empty hint=words.plan.empty_hint>
                    <a class="button" href=Route::Home.hash()>{words.nav.home}</a>
                </Empty>
            }.into_any(),
            Some(plan) => app.branch_now(|branch| head(app, branch, &plan)).into_any(),
        }}
        {move || calendar.get().flatten().map(|plan| view! { <Calendar app plan /> })}
        {move || events.get().flatten().map(|plan| view! { <Events app plan /> })}
        {move || touches.get().flatten().map(|plan| view! { <Touches app plan /> })}
        {move || left_out.get().flatten().map(|plan| view! { <NotPlaced app plan /> })}
        <Show when=move || folded.get() == Some(true)>
            <LeadTimes app />
            <Checks app />
            <Scenarios app />
            <Decisions app />
            <Hours app />
            <OwnDaysCard app />
        </Show>
        {move || (!nobody.get()).then(|| view! { <Limits app /> })}
    }
}

/// When it is, what came of it, and how good it is.
fn head(app: App, branch: &Branch, plan: &Arc<QuarterPlan>) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let stale = plan.settings != branch.settings;
    let last = plan.quarter.date(90);
    // Where must-dos exceed the limits the prices are those of what cannot be.
    let told = plan.prices.iter().filter(|price| plan.conflicts.is_empty() && text::price_tells(price, plan));
    let told: Vec<_> = told.collect();
    let free = text::free_limits(lang, plan);
    view! {
        {stale.then(|| view! { <p class="notice">{words.plan.stale}</p> })}
        <p class="lead">{text::date(lang, plan.quarter.start)} " – " {text::date(lang, last)}</p>
        {figures(app, branch, plan)}
        <section class="card proof-card">
            <h2>{words.plan.proof}</h2>
            <div class="figure-line"><p class="proof">{text::proof(lang, plan)}</p><Why app of=Figure::Gap name=words.plan.proof /></div>
            {(!told.is_empty()).then(|| view! {
                <details><summary>{words.plan.price_of}</summary>
                    <ul>{told.iter().map(|price| view! { <li>{text::price(lang, price, plan)}</li> }).collect_view()}
                        {(!free.is_empty()).then(|| view! { <li id="free-limits">{words.plan.free_limits} {free}</li> })}
                        <li>{words.plan.contact_price}</li></ul>
                    <p class="muted">{words.plan.price_hint}</p>
                </details>
            })}
        </section>
    }
}

fn figures(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let used: i64 = plan.manager_mins.iter().flat_map(|(_, weeks)| weeks.iter()).sum();
    let spent = text::hours(lang, used);
    view! {
        <div class="figures small-figures">
            {figure_box(app, Figure::Reached, words.plan.reached, view! { <strong class="figure-value">{text::grouped(plan.reached() as i64)} <small>" / " {text::grouped(branch.book.customers.len() as i64)}</small></strong> })}
            {figure_box(app, Figure::Events, words.plan.events, view! { <strong class="figure-value" id="event-count">{plan.events.len()}</strong> })}
            {figure_box(app, Figure::MustDos, words.plan.must_dos, view! { <strong class="figure-value">{text::grouped(plan.must_dos() as i64)}</strong> })}
            {figure_box(app, Figure::OneToOnes, words.plan.touches, view! { <strong class="figure-value">{text::grouped(plan.one_to_ones() as i64)}</strong> })}
            {figure_box(app, Figure::Spent, words.plan.spent, view! { <strong class="figure-value">{text::yuan(lang, plan.spent_yuan())} <small>" / " {text::yuan(lang, plan.settings.budget_yuan)}</small></strong> })}
            {figure_box(app, Figure::Hours, words.plan.hours, view! { <strong class="figure-value">{spent.0} <small>" " {spent.1}</small></strong> })}
        </div>
    }
}
