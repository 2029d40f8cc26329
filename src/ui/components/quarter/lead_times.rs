//! A strip for each event, from booking the room to saying thanks, over the weeks of the quarter.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::circle_of;
use super::folded::Folded;
use crate::branch::Branch;
use crate::calendar::WEEKS;
use crate::plan::quarter::{milestones, Milestone, QuarterPlan, Step};
use crate::route::Route;
use crate::text;
use crate::ui::state::App;

/// The card, folded until it is wanted.
#[component]
pub fn LeadTimes(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    view! {
        <Folded app id="lead-times" title=words.lead_times>
            <p class="muted">{words.lead_times_hint}</p>
            {move || app.branch(|branch| branch.plan.as_ref().map(|plan| strips(app, branch, plan)))}
        </Folded>
    }
}

fn strips(app: App, branch: &Branch, plan: &QuarterPlan) -> impl IntoView + use<> {
    let lang = app.look.get_untracked().lang;
    let words = text::quarter_words(lang);
    let playbook = branch.playbook();
    let heads = (0..WEEKS as u32).map(
        |week| view! { <th scope="col" class="number">{plan.quarter.date(7 * week).format("%-m/%-d").to_string()}</th> },
    );
    let rows = plan.events.iter().filter_map(|event| {
        let steps = milestones(playbook.get(&event.approach)?, event, &plan.settings.days);
        let cells = (0..WEEKS as u32).map(|week| {
            let monday = plan.quarter.date(7 * week);
            cell(lang, &steps, monday)
        });
        Some(view! {
            <tr><th scope="row"><a href=Route::Event(event.number).hash()>{text::approach_name(lang, &playbook, &event.approach)}</a> <span class="muted">" · " {circle_of(lang, branch, event)}</span></th>{cells.collect_view()}</tr>
        })
    });
    view! {
        <div class="table-wrap" tabindex="0"><table class="table strip">
            <thead><tr><th scope="col">{words.event}</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
}

/// The steps of one week; what began before the quarter stands in its first week.
fn cell(lang: text::Lang, steps: &[Milestone], monday: NaiveDate) -> AnyView {
    let sunday = monday + chrono::Days::new(6);
    let first = steps.first().map_or(monday, |step| step.date);
    let last = steps.last().map_or(monday, |step| step.date);
    let inside = first <= sunday && last >= monday;
    let here: Vec<String> = steps
        .iter()
        .filter(|step| (monday..=sunday).contains(&step.date))
        .map(|step| format!("{} {}", text::date(lang, step.date), text::step(lang, step.step)))
        .collect();
    let event = steps.iter().any(|step| step.step == Step::Event && (monday..=sunday).contains(&step.date));
    let title = here.join("\n");
    let marks = if event {
        "★"
    } else if here.is_empty() {
        ""
    } else {
        "●"
    };
    view! { <td class:bar=inside class:event-week=event title=title.clone()>{marks}<span class="visually-hidden">{title.clone()}</span></td> }.into_any()
}
