//! Visit briefs: half a page for each person, names masked unless asked otherwise, to be printed.

use leptos::prelude::*;

use crate::book::Customer;
use crate::branch::Branch;
use crate::care::Playbook;
use crate::route::Route;
use crate::script::{mask_name, mask_phone};
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
            <h1 class="page-title">{words.brief}</h1>
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
    let today = clock::today();
    let found = visit_brief(customer, playbook, branch.plan.as_deref(), today);
    let name = if masked { mask_name(customer.label()) } else { app.shown_name(customer.label()) };
    let phone = if masked || app.masked() { mask_phone(&customer.phone) } else { customer.phone.clone() };
    let age = customer.age_on(today).and_then(|years| usize::try_from(years).ok());
    let age = age.map(|years| text::counted(lang, years, text::Counted::Years));
    let about = [phone, age.unwrap_or_default(), customer.tier.clone(), customer.groups.join(" · ")];
    let about: Vec<_> = about.into_iter().filter(|fact| !fact.is_empty()).collect();
    let planned: Vec<_> = found
        .planned
        .iter()
        .map(|contact| {
            let why = contact.reasons.first().map(|reason| text::reason(lang, &vocabulary, reason));
            view! { <li>{text::day_of_week(lang, contact.date)} " " <strong>{text::approach_name(lang, playbook, &contact.approach)}</strong> " " <span class="muted">{why}</span></li> }
        })
        .collect();
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
        .map(|(kinds, proof)| {
            let kinds: Vec<_> =
                kinds.iter().map(|avoid| text::avoid(lang, &vocabulary, avoid, &playbook.limits)).collect();
            let said = kinds.join(if lang == text::Lang::Zh { "\u{3001}" } else { ", " });
            let proof = proof.as_ref().map(|words| view! { <q>{words.clone()}</q> });
            view! { <li>{words.mind} {said} " " <span class="muted">{proof}</span></li> }
        })
        .collect();
    let questions: Vec<_> = found
        .questions
        .iter()
        .map(|question| view! { <li>{question.text.clone()} " · " {question.owner.clone()} " · " {text::date(lang, question.due)}</li> })
        .collect();
    // What there is nothing of takes no room.
    let part = |title: &'static str, body: AnyView, empty: bool| {
        (!empty).then(|| view! { <section><h3>{title}</h3>{body}</section> })
    };
    view! {
        <article class="brief">
            <h2>{name} " " <span class="muted">{customer.code.clone()} " · " {customer.manager.clone()}</span></h2>
            <p class="muted brief-facts">{about.join(" · ")} {branch.made_up.then(|| format!(" · {}", app.words().app.made_up))}</p>
            <div class="brief-parts">
                {part(words.planned, view! { <ul class="brief-planned">{planned}</ul> }.into_any(), found.planned.is_empty())}
                {part(words.avoid, view! { <ul class="brief-avoid">{avoids}</ul> }.into_any(), found.avoids.is_empty())}
                {part(words.next_occasion, view! { <p>{next.clone()}</p> }.into_any(), next.is_none())}
                {opener.map(|opener| part(words.opener, opener.into_any(), false))}
                {part(words.open_questions, view! { <ul>{questions}</ul> }.into_any(), found.questions.is_empty())}
                {part(words.last_contacts, view! { <ul>{contacts}</ul> }.into_any(), found.contacts.is_empty())}
            </div>
        </article>
    }
}
