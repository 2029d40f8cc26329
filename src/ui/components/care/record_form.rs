//! Recording what happened at a contact: approach, outcome, the customer's words. Three choices and Enter.

use leptos::prelude::*;

use crate::book::{CustomerId, Interaction, Outcome};
use crate::branch::Edit;
use crate::order::Order;
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;

const OUTCOMES: [Outcome; 4] = [Outcome::Pleased, Outcome::Neutral, Outcome::Absent, Outcome::Displeased];

/// The name of an outcome.
pub fn outcome_name(app: App, outcome: Outcome) -> &'static str {
    let words = text::care_words(app.lang());
    match outcome {
        Outcome::Pleased => words.pleased,
        Outcome::Neutral => words.neutral,
        Outcome::Absent => words.absent,
        Outcome::Displeased => words.displeased,
    }
}

/// The form with the history of one customer; `usual` are the approaches to offer first.
#[component]
pub fn RecordForm(app: App, customer: CustomerId, usual: Vec<String>) -> impl IntoView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let today = clock::today();
    let playbook = app.playbook();
    let mut offered: Vec<(String, String)> = playbook
        .approaches
        .iter()
        .map(|approach| (approach.id.clone(), text::approach(lang, approach).name.clone()))
        .collect();
    offered.order_by_key(|(id, _)| usual.iter().position(|other| other == id).unwrap_or(usize::MAX));
    let approach = RwSignal::new(offered.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let outcome = RwSignal::new(Outcome::Pleased);
    let (date, remark) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let interaction = Interaction {
            date: date.get_untracked().parse().unwrap_or(today).min(today),
            approach: approach.get_untracked(),
            outcome: outcome.get_untracked(),
            remark: remark.get_untracked().trim().to_owned(),
        };
        app.dispatch(Edit::Record { customer, interaction });
        remark.set(String::new());
    };
    let never = move || {
        app.branch(|branch| branch.book.get(customer).is_none_or(|found| found.interactions.is_empty()))
    };
    let past = move || {
        app.branch(|branch| {
            let past = branch.book.get(customer).map(|found| found.interactions.clone()).unwrap_or_default();
            past.iter().rev().take(6).map(|past| {
                let name = playbook.get(&past.approach).map_or_else(|| past.approach.clone(), |found| text::approach(lang, found).name.clone());
                let remark = (!past.remark.is_empty()).then(|| view! { <q>{past.remark.clone()}</q> });
                view! { <li class="line"><span class="day">{text::date(lang, past.date)}</span> <span>{name}</span> <span class="badge">{outcome_name(app, past.outcome)}</span> {remark}</li> }
            }).collect_view()
        })
    };
    let choices = OUTCOMES.map(|choice| view! {
        <label class="check"><input type="radio" name="outcome" prop:checked=move || outcome.get() == choice on:change=move |_| outcome.set(choice) />{outcome_name(app, choice)}</label>
    });
    view! {
        <section class="card" id="record">
            <h2>{words.record}</h2>
            <form on:submit=save>
                <div class="inline-form">
                    <label class="field"><span>{words.date}</span><input type="date" max=today.to_string() prop:value=move || date.get() on:input=move |event| date.set(event_target_value(&event)) /></label>
                    <label class="field"><span>{words.approach}</span>
                        <select on:change=move |event| approach.set(event_target_value(&event))>
                            {offered.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}
                        </select>
                    </label>
                    <span class="checks" role="radiogroup" aria-label=words.outcome>{choices.into_iter().collect_view()}</span>
                    <label class="field wide"><span>{words.remark}</span><input type="text" prop:value=move || remark.get() on:input=move |event| remark.set(event_target_value(&event)) /></label>
                    <button class="button small" type="submit">{words.save}</button>
                </div>
            </form>
            <h3>{words.history}</h3>
            {move || never().then(|| view! { <p class="muted">{words.no_history}</p> })}
            <ul class="lines">{past}</ul>
        </section>
    }
}
