//! Single touches as a long list, and who has none and why.

use leptos::prelude::*;
use std::sync::Arc;

use super::people::People;
use super::shown_plan;
use crate::book::CustomerId;
use crate::order::Order;
use crate::plan::quarter::QuarterPlan;
use crate::route::Route;
use crate::text;
use crate::ui::components::VirtualList;
use crate::ui::state::App;

/// So many names are shown without asking.
const AT_ONCE: usize = 24;

/// Lines of the list on paper: some thirty sheets. A longer one is to be narrowed to a manager first, or taken as a workbook.
const MOST_ON_PAPER: usize = 1200;

/// Single touches, birthdays and maturities, by date.
#[component]
pub fn Touches(app: App, plan: Arc<QuarterPlan>) -> impl IntoView {
    let (words, lang) = (app.words(), app.lang());
    let shown = StoredValue::new(plan);
    // Positions in the whole plan: a row is the same row whatever else is shown.
    let rows: Signal<Arc<Vec<usize>>> = Signal::derive(move || {
        let lens = app.plan_look.with(|look| look.lens.clone());
        app.branch_now(|branch| {
            let touches = shown.with_value(|plan| {
                let is_shown =
                    |at: &usize| lens.shows(plan.touches[*at].customer, &branch.book, &branch.circles);
                (0..plan.touches.len()).filter(is_shown).collect()
            });
            Arc::new(touches)
        })
    });
    let playbook = StoredValue::new(app.playbook());
    let row = move |at: usize| {
        let touch = shown.with_value(|plan| plan.touches[at].clone());
        let who = app.branch_now(|branch| {
            branch
                .book
                .get(touch.customer)
                .map(|customer| (customer.label().to_owned(), customer.manager.clone()))
        });
        let (name, manager) = who.unwrap_or_default();
        let what = playbook.with_value(|playbook| text::approach_name(lang, playbook, &touch.approach));
        let vocabulary = app.vocabulary();
        let why =
            touch.reasons.first().map(|reason| text::reason(lang, &vocabulary, reason)).unwrap_or_default();
        view! {
            <span role="cell">{text::day_of_week(lang, touch.date)}</span>
            <span role="cell">{touch.occasion.map(|_| "◆ ")} {what}</span>
            <span role="cell"><a href=Route::Person(touch.customer).hash() tabindex="-1">{move || app.shown_name(&name)}</a></span>
            <span role="cell" class="cell-groups told">{why}</span>
            <span role="cell" class="cell-manager">{manager}</span>
        }
    };
    let open = move |at: usize| {
        app.go(Route::Person(shown.with_value(|plan| plan.touches[at].customer)));
    };
    view! {
        <section class="card screen-only">
            <h2>{words.plan.touches} " · " {words.plan.must_dos} " " <span class="muted">{move || rows.with(|rows| rows.len())}</span></h2>
            <VirtualList rows label=words.plan.list header=vec![words.sheet.date, words.sheet.what, words.sheet.name, words.sheet.reason, words.sheet.manager] row open />
        </section>
        {move || app.on_paper.get().then(|| on_paper(app, shown, rows))}
    }
}

/// The list as a table that is on paper only: who is contacted, day by day.
fn on_paper(app: App, plan: StoredValue<Arc<QuarterPlan>>, rows: Signal<Arc<Vec<usize>>>) -> AnyView {
    let (words, lang) = (app.words(), app.lang());
    if rows.with_untracked(|rows| rows.len()) > MOST_ON_PAPER {
        return view! { <p class="print-only">{words.plan.long_list}</p> }.into_any();
    }
    let playbook = app.playbook();
    let lines = app.branch_now(|branch| {
        let line = |at: &usize| {
            let touch = plan.with_value(|plan| plan.touches.get(*at).cloned())?;
            let customer = branch.book.get(touch.customer)?;
            let what = text::approach_name(lang, &playbook, &touch.approach);
            Some(view! {
                <tr><td>{text::day_of_week(lang, touch.date)}</td><td>{touch.occasion.map(|_| "◆ ")} {what}</td><th scope="row">{app.shown_name(customer.label())}</th><td>{customer.manager.clone()}</td></tr>
            })
        };
        rows.with_untracked(|rows| rows.iter().filter_map(line).collect_view())
    });
    view! {
        <section class="print-only">
            <h2>{words.plan.touches} " · " {words.plan.must_dos}</h2>
            <table class="table"><thead><tr><th scope="col">{words.sheet.date}</th><th scope="col">{words.sheet.what}</th><th scope="col">{words.sheet.name}</th><th scope="col">{words.sheet.manager}</th></tr></thead><tbody>{lines}</tbody></table>
        </section>
    }
    .into_any()
}

/// Who has no touch, and why: reason by reason, the names when they are asked for.
#[component]
pub fn NotPlaced(app: App, plan: Arc<QuarterPlan>) -> impl IntoView {
    let (words, lang) = (app.words(), app.lang());
    let body = move || {
        app.branch_now(|branch| {
            let shown = shown_plan(app, branch, &plan);
            let mut reasons: Vec<(String, Vec<CustomerId>)> = Vec::new();
            for (id, why) in &shown.not_placed {
                let why = text::not_placed(lang, why);
                match reasons.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, people)) => people.push(*id),
                    None => reasons.push((why, vec![*id])),
                }
            }
            reasons.order_by_key(|(_, people)| usize::MAX - people.len());
            let lines = reasons.into_iter().map(|(why, people)| {
                let (title, open) = (format!("{why} {}", people.len()), people.len() <= AT_ONCE);
                view! { <People app title people class="plain columns-list" open /> }
            });
            view! {
                <h2>{words.plan.not_placed} " " <span class="muted">{shown.not_placed.len()}</span></h2>
                {(shown.not_placed.is_empty() && plan.not_placed.is_empty()).then(|| view! { <p>{words.plan.everyone_placed}</p> })}
                {lines.collect_view()}
            }
        })
    };
    view! { <section class="card" id="not-placed">{body}</section> }
}
