//! The events as a table, each with what can be done about it.

use leptos::prelude::*;
use std::sync::Arc;

use super::people::People;
use super::{circle_of, shown_plan, wish, wish_in_place};
use crate::branch::Branch;
use crate::plan::quarter::{begin_by, EventKey, QuarterPlan};
use crate::route::Route;
use crate::text;
use crate::ui::state::App;

/// The card.
#[component]
pub fn Events(app: App, plan: Arc<QuarterPlan>) -> impl IntoView {
    let words = app.words();
    let none = plan.events.is_empty();
    let rows = move || app.branch_now(|branch| rows(app, branch, &shown_plan(app, branch, &plan)));
    view! {
        <section class="card">
            <h2>{words.plan.events}</h2>
            {none.then(|| view! { <p class="muted">{text::quarter_words(app.lang()).no_events}</p> })}
            <div class="table-wrap" tabindex="0">
                <table class="table" id="events">
                    <thead><tr>
                        <th scope="col">{words.sheet.date}</th><th scope="col">{words.sheet.what}</th><th scope="col">{words.sheet.circle}</th>
                        <th scope="col">{words.plan.attendees}</th><th scope="col">{words.plan.cost}</th><th scope="col">{words.plan.prepare_by}</th><td class="screen-only"></td>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn rows(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let playbook = branch.playbook();
    let row = |event: &crate::plan::quarter::Event| {
        let title =
            text::counted(app.look.get_untracked().lang, event.attendees.len(), text::Counted::People);
        let key = EventKey::of(event, plan.quarter);
        let pinned = branch.wishes.pinned.contains(&key);
        let begins = playbook
            .get(&event.approach)
            .map_or(event.notice_by, |approach| begin_by(approach, event, &plan.settings.days));
        view! {
            <tr>
                <td>{text::day_of_week(lang, event.date)}</td>
                <th scope="row"><a href=Route::Event(event.number).hash()>{text::approach_name(lang, &playbook, &event.approach)}</a></th>
                <td><a href=Route::Circle(event.circle).hash()>{circle_of(lang, branch, event)}</a></td>
                <td><People app title people=event.attendees.clone() class="plain names" /></td>
                <td class="number">{text::yuan(lang, event.cost_yuan)}</td>
                <td>{text::date(lang, begins)}</td>
                <td class="screen-only"><EventActions app key pinned /></td>
            </tr>
        }
    };
    plan.events.iter().map(row).collect_view()
}

/// Pin an event, or call it off and plan again around it.
#[component]
fn EventActions(app: App, key: EventKey, pinned: bool) -> impl IntoView {
    let words = &app.words().plan;
    let (pin, off) = (key.clone(), key);
    let toggle = move |_| wish_in_place(app, |wishes| wishes.toggle_pin(&pin));
    view! {
        <button class="quiet-button" aria-pressed=pinned.to_string() on:click=toggle>{if pinned { words.unpin } else { words.pin }}</button>
        <button class="quiet-button call-off" aria-label=words.call_off_say on:click=move |_| wish(app, |wishes| wishes.cancel(&off))>{words.call_off}</button>
    }
}
