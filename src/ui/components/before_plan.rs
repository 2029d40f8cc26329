//! What is due before the plan begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::book::CustomerId;
use crate::care::{due_between, DueOccasion};
use crate::order::Order;
use crate::route::Route;
use crate::shell::clock;
use crate::shell::portions::Pace;
use crate::text;
use crate::ui::state::App;

/// Lines that are shown.
const LINES: usize = 12;

/// Birthdays and maturities between today and the Monday on which the plan begins: nobody else speaks of them.
#[component]
pub fn BeforePlan(app: App) -> impl IntoView {
    let (words, lang) = (app.words(), app.lang());
    let found = RwSignal::new(Vec::<(CustomerId, DueOccasion)>::new());
    // Each pass has a number: one that the branch has overtaken stops.
    let newest = StoredValue::new(0u32);
    Effect::new(move || {
        let today = clock::today();
        let asked = app.branch(|branch| {
            let starts = branch.plan.as_ref()?.quarter.start;
            (starts > today).then(|| (branch.book.clone(), branch.playbook(), starts))
        });
        found.set(Vec::new());
        newest.update_value(|pass| *pass += 1);
        let pass = newest.get_value();
        let Some((book, playbook, starts)) = asked else { return };
        spawn_local(async move {
            let (mut pace, mut due) = (Pace::next_turn(), Vec::new());
            for part in book.customers.chunks(200) {
                pace.rest().await;
                // The page may be gone by now.
                if newest.try_get_value() != Some(pass) {
                    return;
                }
                due.extend(part.iter().flat_map(|customer| due_between(customer, &playbook, today, starts)));
            }
            due.order_by_key(|(id, occasion): &(CustomerId, DueOccasion)| (occasion.date, *id));
            let _gone = found.try_set(due);
        });
    });
    let line = move |(id, due): (CustomerId, DueOccasion)| {
        let who = app.branch_now(|branch| branch.book.get(id).map(|found| found.label().to_owned()));
        view! {
            <li class="line must"><span class="day">{text::day_of_week(lang, due.date)}</span>
                <a href=Route::Person(id).hash()>{app.shown_name(&who.unwrap_or_default())}</a> <span class="muted">{text::occasion(lang, due.occasion)}</span></li>
        }
    };
    move || {
        (!found.with(Vec::is_empty)).then(|| {
            let more = found.with(Vec::len).saturating_sub(LINES);
            let lines = found.get().into_iter().take(LINES).map(line).collect_view();
            let rest = found.get().into_iter().skip(LINES).map(line).collect_view();
            view! {
                <section class="card" id="before-plan"><h2>{words.home.before_plan}</h2>
                    <ul class="lines">{lines}</ul>
                    {(more > 0).then(|| view! { <details><summary>{text::more_of(lang, more)}</summary><ul class="lines">{rest}</ul></details> })}
                </section>
            }
        })
    }
}
