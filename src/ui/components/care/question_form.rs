//! What a customer asked and nobody has answered: noting it with owner and due date, and answering it.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use crate::book::{CustomerId, OpenQuestion};
use crate::branch::Edit;
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;

/// Days within which an answer is owed, unless said otherwise (sample value).
const USUAL_DAYS: u64 = 3;

/// The form for a new question.
#[component]
pub fn QuestionForm(app: App, customer: CustomerId) -> impl IntoView {
    let words = text::care_words(app.lang());
    let today = clock::today();
    let (asked, owner) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let due = RwSignal::new((today + Days::new(USUAL_DAYS)).to_string());
    let names = app.branch_now(|branch| {
        let experts = branch.care.experts.iter().map(|expert| format!("{}（{}）", expert.name, expert.field));
        let managers = branch.book.managers().into_iter().map(|(name, _)| name);
        experts.chain(managers).collect::<Vec<_>>()
    });
    let list = format!("owners-{}", customer.0);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = asked.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let question = OpenQuestion {
            number: 0,
            text,
            asked_on: today,
            owner: owner.get_untracked().trim().to_owned(),
            due: due.get_untracked().parse().unwrap_or(today),
            answered: None,
        };
        app.dispatch(Edit::Ask { customer, question });
        asked.set(String::new());
    };
    view! {
        <form class="inline-form" on:submit=save>
            <label class="field wide"><span>{words.question}</span><input type="text" class="question-text" prop:value=move || asked.get() on:input=move |event| asked.set(event_target_value(&event)) /></label>
            <label class="field"><span>{words.owner}</span><input type="text" list=list.clone() prop:value=move || owner.get() on:input=move |event| owner.set(event_target_value(&event)) /></label>
            <datalist id=list>{names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
            <label class="field"><span>{words.due}</span><input type="date" prop:value=move || due.get() on:input=move |event| due.set(event_target_value(&event)) /></label>
            <button class="button small" type="submit">{words.save}</button>
        </form>
    }
}

/// A question with its answer, or with the field for it.
pub fn answer_line(app: App, customer: CustomerId, question: &OpenQuestion, today: NaiveDate) -> AnyView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let head = view! {
        <strong>{question.text.clone()}</strong>
        <span class="muted">{question.owner.clone()} " · " {words.due} " " {text::date(lang, question.due)}</span>
        {question.is_overdue(today).then(|| view! { <span class="badge warn">{words.overdue}</span> })}
    };
    if let Some((on, answer)) = &question.answered {
        let said = format!("{} {}{}{answer}", words.answered, text::date(lang, *on), words.colon);
        return view! { <li class="line question">{head} <span>{said}</span></li> }.into_any();
    }
    let typed = RwSignal::new(String::new());
    let open = question.clone();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let answer = typed.get_untracked().trim().to_owned();
        if !answer.is_empty() {
            let question = OpenQuestion { answered: Some((today, answer)), ..open.clone() };
            app.dispatch(Edit::Ask { customer, question });
        }
    };
    view! {
        <li class="line question">{head}
            <form class="inline-form" on:submit=save>
                <label class="field inline wide"><span>{words.answer}</span><input type="text" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) /></label>
                <button class="button small" type="submit">{words.save}</button>
            </form>
        </li>
    }
    .into_any()
}
