//! Care beyond single people: questions that wait, help that is matched, worth of care for quiet and lively people.

use leptos::prelude::*;

use crate::book::CustomerId;
use crate::branch::{Branch, Edit, Expert};
use crate::care::matching::{match_resources, Consent, Match, Supplier};
use crate::care::{MessageKind, Tone};
use crate::route::Route;
use crate::shell::{clock, files};
use crate::text::{self, CareWords, Figure, Slots};
use crate::ui::components::care::{answer_line, ResourceForm};
use crate::ui::components::{in_turns, Why};
use crate::ui::state::App;
use crate::view::{consent_for, waiting_questions, worth_by_temperament, CareWorth};

/// Lines of a list that are drawn.
const LINES: usize = 60;
/// Matches that are drawn.
const MATCHES: usize = 20;

/// The page.
#[component]
pub fn Care(app: App) -> impl IntoView {
    let words = text::care_words(app.lang());
    let [_, worth, matched] = in_turns(move || app.branch(|_| ()));
    let all = RwSignal::new(false);
    view! {
        <div class="title-row">
            <h1 class="page-title">{words.title}</h1>
            <a class="button small" id="to-playbook" href=Route::Playbook.hash()>{words.playbook}</a>
        </div>
        <p class="lead">{words.lead}</p>
        <div class="columns">
            <div class="column">
                {move || app.branch(|branch| questions_card(app, words, branch))}
                {move || worth.get().map(|()| app.branch_now(|branch| worth_card(app, words, branch)))}
            </div>
            <div class="column"><Experts app /></div>
        </div>
        <section class="card" id="resources">
            <h2>{words.resources}</h2>
            <p class="muted">{words.resources_hint}</p>
            <ResourceForm app from=None />
            {move || app.branch(|branch| resources_list(app, words, branch))}
            {move || matched.get().map(|()| app.branch_now(|branch| matches_table(app, words, branch, all)))}
        </section>
    }
}

fn questions_card(app: App, words: &'static CareWords, branch: &Branch) -> impl IntoView + use<> {
    let today = clock::today();
    let waiting = waiting_questions(&branch.book, today);
    let none = waiting.is_empty();
    let lines = waiting.into_iter().take(LINES).map(|waiting| {
        let name =
            branch.book.get(waiting.customer).map(|found| app.shown_name(found.label())).unwrap_or_default();
        view! {
            <li class="person-questions"><a href=Route::Person(waiting.customer).hash()>{name}</a>
                <ul class="plain">{answer_line(app, waiting.customer, &waiting.question, today)}</ul>
            </li>
        }
    });
    view! {
        <section class="card" id="open-questions">
            <h2>{words.questions}</h2>
            {none.then(|| view! { <p class="muted">{words.no_questions}</p> })}
            <ul class="lines">{lines.collect_view()}</ul>
        </section>
    }
}

fn worth_card(app: App, words: &'static CareWords, branch: &Branch) -> impl IntoView + use<> {
    let worth = branch.plan.as_ref().map(|plan| worth_by_temperament(&branch.book, plan, &branch.playbook()));
    let row = |name: &'static str, worth: &CareWorth| {
        let effect = worth.effect_a_head();
        view! {
            <tr><th scope="row">{name}</th><td class="number">{worth.heads}</td><td class="number">{worth.touches}</td>
                <td class="number">{worth.yuan_a_head()}</td><td class="number">{format!("{}.{:02}", effect / 100, effect % 100)}</td></tr>
        }
    };
    let head = |name: &'static str, of: Figure| {
        view! { <th scope="col" class="number">{name} <Why app of name /></th> }
    };
    let body = match worth {
        None => view! { <p class="muted">{words.no_plan}</p> }.into_any(),
        Some(worth) => {
            let gap = worth.gap_pct();
            let said = match gap {
                None => words.worth_unknown.to_owned(),
                Some(gap) => {
                    format!("{} {}%", if gap > 0 { words.worth_less } else { words.worth_more }, gap.abs())
                }
            };
            view! {
                <div class="table-wrap" tabindex="0" role="region" aria-label=words.worth><table class="table">
                    <thead><tr><td></td>{head(words.heads, Figure::CareHeads)}{head(words.touches, Figure::CareTouches)}{head(words.yuan_head, Figure::YuanHead)}{head(words.effect_head, Figure::EffectHead)}</tr></thead>
                    <tbody>{row(words.quiet, &worth.quiet)} {row(words.lively, &worth.lively)}</tbody>
                </table></div>
                <div class="figure-line"><p class:proof=gap.is_some_and(|gap| gap.abs() <= 5) id="worth-gap"><strong>{said}</strong></p><Why app of=Figure::WorthGap name=words.worth /></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="card" id="worth">
            <h2>{words.worth}</h2>
            <p class="muted">{words.worth_hint}</p>
            {body}
        </section>
    }
}

/// Who answers questions: one line each.
#[component]
fn Experts(app: App) -> impl IntoView {
    let words = text::care_words(app.lang());
    let shown = app.branch_now(|branch| {
        branch
            .care
            .experts
            .iter()
            .map(|expert| format!("{}，{}", expert.name, expert.field))
            .collect::<Vec<_>>()
            .join("\n")
    });
    let save = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        let experts = typed.lines().filter(|line| !line.trim().is_empty()).map(|line| {
            let (name, field) = line.split_once(['，', ',', '\t', ' ']).unwrap_or((line, ""));
            Expert { name: name.trim().to_owned(), field: field.trim().to_owned() }
        });
        app.dispatch(Edit::SetExperts(experts.collect()));
    };
    view! {
        <section class="card" id="experts">
            <h2>{words.experts}</h2>
            <label class="field"><span>{words.experts_hint}</span><textarea rows="4" on:change=save>{shown}</textarea></label>
        </section>
    }
}

fn resources_list(app: App, words: &'static CareWords, branch: &Branch) -> impl IntoView + use<> {
    let (lang, vocabulary) = (app.lang(), branch.vocabulary());
    let lines = branch.care.resources.iter().map(|resource| {
        let number = resource.number;
        let label = format!("{} {}", words.remove, resource.name);
        // A customer's offer is known here by the number of his file alone.
        let source = match resource.from {
            None => words.of_bank.to_owned(),
            Some(id) => branch.book.get(id).map(|found| found.code.clone()).unwrap_or_default(),
        };
        view! {
            <li class="line"><strong>{resource.name.clone()}</strong> <span class="muted">{source} " · " {text::tag(lang, &vocabulary, &resource.need)} " · " {words.capacity} " " {resource.capacity}</span>
                <button class="quiet-button" aria-label=label on:click=move |_| app.dispatch(Edit::RemoveResource(number))>"×"</button></li>
        }
    });
    view! { <ul class="lines">{lines.collect_view()}</ul> }
}

fn matches_table(
    app: App,
    words: &'static CareWords,
    branch: &Branch,
    all: RwSignal<bool>,
) -> impl IntoView + use<> {
    let (lang, vocabulary) = (app.lang(), branch.vocabulary());
    let found = match_resources(&branch.book, &branch.care.resources);
    if found.matches.is_empty() && found.unmet.is_empty() {
        return view! { <p class="muted">{words.no_needs}</p> }.into_any();
    }
    let more = if all.get() { 0 } else { found.matches.len().saturating_sub(MATCHES) };
    let shown = if all.get() { found.matches.len() } else { MATCHES };
    let rows =
        found.matches.iter().take(shown).map(|found| match_row(app, words, branch, found)).collect_view();
    let mut open: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
    for (_, need, why) in &found.unmet {
        *open.entry((need, text::unmet(lang, *why))).or_default() += 1;
    }
    let unmet = open.into_iter().map(|((need, why), count)| {
        view! { <li>{text::tag(lang, &vocabulary, need)} {words.colon} {text::counted(lang, count, text::Counted::People)} " · " <span class="muted">{why}</span></li> }
    });
    let unmet = unmet.collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=words.resources><table class="table" id="matches">
            <thead><tr><th scope="col">{words.seeker}</th><th scope="col">{words.need}</th><th scope="col">{words.supplier}</th><th scope="col">{words.why}</th><th scope="col">{words.consent}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        {(more > 0).then(|| view! { <button class="button small" id="all-matches" on:click=move |_| all.set(true)>{text::more_of(lang, more)}</button> })}
        <h3>{words.unmet}</h3>
        <ul class="columns-list">{unmet}</ul>
    }
    .into_any()
}

fn match_row(app: App, words: &'static CareWords, branch: &Branch, found: &Match) -> impl IntoView + use<> {
    let (lang, vocabulary) = (app.lang(), branch.vocabulary());
    let consent = consent_for(branch, found);
    let name =
        |id: CustomerId| branch.book.get(id).map(|found| app.shown_name(found.label())).unwrap_or_default();
    // The manager of each side knows whom to ask; the other side's name is shown to a customer only after both agreed.
    let supplier = match found.supplier {
        Supplier::Resource(number) => {
            let named = branch.care.resources.iter().find(|resource| resource.number == number);
            view! { <span>{named.map(|resource| resource.name.clone())}</span> }.into_any()
        }
        Supplier::Offer(_, id) | Supplier::Trade(id) if consent.is_complete() => {
            view! { <a href=Route::Person(id).hash()>{name(id)}</a> }.into_any()
        }
        Supplier::Offer(_, id) | Supplier::Trade(id) => {
            let manager = branch.book.get(id).map(|found| found.manager.clone()).unwrap_or_default();
            view! { <span class="muted">{words.hidden_name} " · " {manager}</span> }.into_any()
        }
    };
    let reasons = found
        .reasons
        .iter()
        .map(|reason| view! { <li class="told">{text::match_reason(lang, &vocabulary, reason)}</li> });
    let reasons = reasons.collect_view();
    let (seeker_box, supplier_box) = (consent.clone(), consent.clone());
    let has_other = found.supplier.customer().is_some();
    let agree = |label: &'static str, consent: Consent, seeker_side: bool| {
        let agreed = if seeker_side { consent.seeker_agreed } else { consent.supplier_agreed };
        view! {
            <label class="check"><input type="checkbox" prop:checked=agreed.is_some() on:change=move |event| {
                let day = event_target_checked(&event).then(clock::today);
                let mut kept = consent.clone();
                if seeker_side { kept.seeker_agreed = day } else { kept.supplier_agreed = day }
                app.dispatch(Edit::KeepConsent(kept));
            } />{label}</label>
        }
    };
    let asked = found.supplier.customer().unwrap_or(found.seeker);
    let copy = move |_| {
        let message = app.branch_now(|branch| {
            let playbook = branch.playbook();
            let approach = playbook.get("resource_match").or(playbook.approaches.first())?;
            let person = branch.book.get(asked)?;
            let wording =
                text::wording(lang, approach, MessageKind::AskFirst, Tone::Warm, &branch.care.templates);
            let slots = Slots {
                name: text::form_of_address(lang, person),
                sender: person.manager.clone(),
                ..Slots::default()
            };
            Some(text::fill(lang, approach, &wording, &slots))
        });
        let Some(message) = message else { return };
        leptos::task::spawn_local(async move {
            if files::copy(&message).await.is_ok() {
                app.say(app.words_now().person.copied, false);
            }
        });
    };
    view! {
        <tr>
            <th scope="row"><a href=Route::Person(found.seeker).hash()>{name(found.seeker)}</a></th>
            <td>{text::tag(lang, &vocabulary, &found.need)}</td>
            <td>{supplier}</td>
            <td><ul class="reasons">{reasons}</ul></td>
            <td>{agree(words.seeker_agrees, seeker_box, true)} {has_other.then(|| agree(words.supplier_agrees, supplier_box, false))}
                <button class="quiet-button" on:click=copy>{words.ask_first}</button></td>
        </tr>
    }
}
