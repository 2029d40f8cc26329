//! Visit briefs: half a page for each person, names masked unless asked otherwise, to be printed.

use leptos::prelude::*;

use crate::book::Customer;
use crate::branch::Branch;
use crate::care::Playbook;
use crate::route::Route;
use crate::script::mask_name;
use crate::shell::clock;
use crate::text;
use crate::ui::components::care::outcome_name;
use crate::ui::components::{Empty, PrintNames};
use crate::ui::state::App;
use crate::view::visit_brief;

/// Briefs that are drawn at once: a pile that somebody carries.
const MOST: usize = 80;

/// The page.
#[component]
pub fn Briefs(app: App) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let masked = RwSignal::new(true);
    let body = move || {
        let chosen = app.briefs.get();
        app.branch(|branch| {
            let playbook = branch.playbook();
            let people: Vec<_> = chosen.iter().take(MOST).filter_map(|id| branch.book.get(*id)).collect();
            if people.is_empty() {
                return view! { <Empty title=words.no_briefs hint=words.no_briefs_hint><a class="button" href=Route::Book.hash()>{app.words().nav.book}</a></Empty> }.into_any();
            }
            let briefs: Vec<_> =
                people.into_iter().map(|customer| brief(app, branch, &playbook, customer, masked.get())).collect();
            view! { <div class="briefs">{briefs}</div> }.into_any()
        })
    };
    view! {
        <div class="title-row">
            <h1 class="page-title screen-only">{words.brief}</h1>
            <PrintNames app label=words.print_briefs masked people=move || app.briefs.with_untracked(|chosen| chosen.len().min(MOST)) />
        </div>
        {body}
    }
}

fn brief(
    app: App,
    branch: &Branch,
    playbook: &Playbook,
    customer: &Customer,
    masked: bool,
) -> impl IntoView + use<> {
    let lang = app.lang();
    let (words, vocabulary) = (text::quarter_words(lang), branch.vocabulary());
    let found = visit_brief(customer, playbook, clock::today());
    let name = if masked { mask_name(&customer.name) } else { app.shown_name(&customer.name) };
    let contacts: Vec<_> = found
        .contacts
        .iter()
        .map(|contact| {
            let remark = (!contact.remark.is_empty()).then(|| view! { <q>{contact.remark.clone()}</q> });
            view! {
                <li>{text::date(lang, contact.date)} " " {text::approach_name(lang, playbook, &contact.approach)} " · " {outcome_name(app, contact.outcome)} " " {remark}</li>
            }
        })
        .collect();
    let next = found
        .next
        .map(|due| format!("{} {}", text::date(lang, due.date), text::occasion(lang, due.occasion)));
    let opener = found.opener.and_then(|opener| {
        let approach = playbook.get(&opener.approach)?;
        let why = opener.reasons.first().map(|reason| text::reason(lang, &vocabulary, reason));
        let said = text::approach(lang, approach);
        Some(view! { <p>{said.name.clone()} " · " {said.how.clone()} <br /> <span class="muted">{why}</span></p> })
    });
    let avoids: Vec<_> = found
        .avoids
        .iter()
        .map(|avoid| {
            let kind = text::avoid_kind_within(lang, avoid.kind, &playbook.limits);
            view! { <li>{kind} " " <span class="muted">{avoid.proof.clone()}</span></li> }
        })
        .collect();
    let questions: Vec<_> = found
        .questions
        .iter()
        .map(|question| view! { <li>{question.text.clone()} " · " {question.owner.clone()} " · " {text::date(lang, question.due)}</li> })
        .collect();
    let none = || view! { <p class="muted">{words.none_yet}</p> };
    view! {
        <article class="brief">
            <h2>{name} " " <span class="muted">{customer.code.clone()} " · " {customer.manager.clone()}</span></h2>
            <div class="brief-parts">
                <section><h3>{words.last_contacts}</h3>{contacts.is_empty().then(none)}<ul>{contacts}</ul></section>
                <section><h3>{words.next_occasion}</h3>{match next { Some(next) => view! { <p>{next}</p> }.into_any(), None => none().into_any() }}
                    <h3>{words.opener}</h3>{match opener { Some(opener) => opener.into_any(), None => none().into_any() }}</section>
                <section class="brief-avoid"><h3>{words.avoid}</h3>{avoids.is_empty().then(none)}<ul>{avoids}</ul></section>
                <section><h3>{words.open_questions}</h3>{questions.is_empty().then(none)}<ul>{questions}</ul></section>
            </div>
        </article>
    }
}
