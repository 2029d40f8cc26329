//! One customer: facts, what suits and what to avoid with the proof, notes, circles, this quarter.

use leptos::prelude::*;

use crate::book::{freshness, Customer, CustomerId, Dimension, Freshness, Polarity, Vocabulary};
use crate::branch::{Branch, Edit};
use crate::calendar::Quarter;
use crate::care::{avoids, for_person, Playbook};
use crate::route::Route;
use crate::shell::{clock, files};
use crate::text::{self, Lang};
use crate::ui::components::{NotFound, NoteEditor, TagChip};
use crate::ui::state::App;
use crate::view::explorer::{near_misses, Ask};

/// Recommendations that are shown.
const SHOWN: usize = 4;
/// Circles nearly belonged to that are shown.
const NEAR: usize = 3;

/// The page.
#[component]
pub fn Person(app: App, id: CustomerId) -> impl IntoView {
    move || {
        app.branch(|branch| match branch.book.get(id) {
            None => view! { <NotFound app /> }.into_any(),
            Some(customer) => person(app, branch, customer).into_any(),
        })
    }
}

fn person(app: App, branch: &Branch, customer: &Customer) -> impl IntoView + use<> {
    let words = app.words();
    let vocabulary = branch.vocabulary();
    let playbook = branch.playbook();
    let name = if customer.name.is_empty() { customer.code.clone() } else { app.shown_name(&customer.name) };
    view! {
        <p class="crumb"><a href=Route::Book.hash()>{words.book.title}</a></p>
        <h1 class="page-title">{name}</h1>
        <div class="columns">
            <div class="column">
                {care_card(app, branch, customer, &vocabulary, &playbook)}
                {quarter_card(app, branch, customer, &playbook)}
            </div>
            <div class="column">
                {tags_card(app, customer, &vocabulary)}
                {notes_card(app, customer)}
                {circles_card(app, branch, customer, &vocabulary)}
                {facts_card(app, customer)}
            </div>
        </div>
    }
}

fn care_card(
    app: App,
    branch: &Branch,
    customer: &Customer,
    vocabulary: &Vocabulary,
    playbook: &Playbook,
) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let quarter = branch.plan.as_ref().map_or_else(|| Quarter::after(clock::today()), |plan| plan.quarter);
    let (fitting, kept_away) = for_person(customer, playbook, quarter);
    let address = form_of_address(lang, customer);
    let suits = fitting.iter().take(SHOWN).filter_map(|found| {
        let approach = playbook.get(&found.approach)?;
        let said = text::approach(lang, approach);
        let reasons = found
            .reasons
            .iter()
            .map(|reason| view! { <li>{text::reason(lang, vocabulary, reason)}</li> })
            .collect_view();
        let message = said.text.replace("{name}", &address);
        let copy = move |_| {
            let message = message.clone();
            leptos::task::spawn_local(async move {
                if files::copy(&message).await.is_ok() {
                    app.say(app.words_now().person.copied, false);
                }
            });
        };
        Some(view! {
            <li class="suggestion">
                <div class="suggestion-head">
                    <strong>{said.name.clone()}</strong>
                    <span class="badge">{text::kind_name(lang, approach.kind)}</span>
                    <button class="quiet-button" on:click=copy>{words.person.copy_text}</button>
                </div>
                <p>{said.how.clone()}</p>
                <ul class="reasons">{reasons}</ul>
            </li>
        })
    });
    let to_avoid = avoids(customer).into_iter().map(|avoid| {
        let cause = text::avoid_cause(lang, vocabulary, playbook, &avoid.cause);
        view! {
            <li class="avoid-line">
                <TagChip text=text::avoid_kind(lang, avoid.kind) avoid=true />
                <span>{cause}</span>
                {avoid.proof.map(|proof| view! { <q>{proof}</q> })}
            </li>
        }
    });
    let nothing = avoids(customer).is_empty();
    let spared: Vec<String> = kept_away
        .iter()
        .filter_map(|(id, _)| playbook.get(id))
        .map(|approach| text::approach(lang, approach).name.clone())
        .collect();
    view! {
        <section class="card">
            <h2>{words.person.do_}</h2>
            <ol class="suggestions">{suits.collect_view()}</ol>
        </section>
        <section class="card avoid-card">
            <h2>{words.person.avoid}</h2>
            {nothing.then(|| view! { <p class="muted">{words.person.no_avoid}</p> })}
            <ul class="avoid-lines">{to_avoid.collect_view()}</ul>
            {(!spared.is_empty()).then(|| view! {
                <p class="muted">{words.person.kept_away} " " {spared.join(if lang == Lang::Zh { "、" } else { ", " })}</p>
            })}
        </section>
    }
}

/// 王女士, or the name in English.
fn form_of_address(lang: Lang, customer: &Customer) -> String {
    match (lang, customer.female, customer.name.chars().next()) {
        (Lang::Zh, Some(female), Some(surname)) => {
            format!("{surname}{}", if female { "女士" } else { "先生" })
        }
        _ => customer.name.clone(),
    }
}

fn quarter_card(
    app: App,
    branch: &Branch,
    customer: &Customer,
    playbook: &Playbook,
) -> Option<impl IntoView + use<>> {
    let (words, lang) = (app.words(), app.lang());
    let plan = branch.plan.as_ref()?;
    let id = customer.id;
    let name = |approach: &str| {
        playbook.get(approach).map(|found| text::approach(lang, found).name.clone()).unwrap_or_default()
    };
    let mut lines: Vec<(chrono::NaiveDate, String)> = plan
        .events
        .iter()
        .filter(|event| event.attendees.contains(&id))
        .map(|event| (event.date, name(&event.approach)))
        .chain(
            plan.touches
                .iter()
                .filter(|touch| touch.customer == id)
                .map(|touch| (touch.date, name(&touch.approach))),
        )
        .collect();
    lines.sort();
    let why = plan.not_placed.iter().find(|(who, _)| *who == id).map(|(_, why)| text::not_placed(lang, why));
    Some(view! {
        <section class="card">
            <h2>{words.person.planned}</h2>
            {why.map(|why| view! { <p>{words.person.not_planned} "：" {why}</p> })}
            <ul class="lines">
                {lines.into_iter().map(|(date, what)| view! {
                    <li class="line"><span class="day">{text::date(lang, date)}</span><span>{what}</span></li>
                }).collect_view()}
            </ul>
        </section>
    })
}

fn tags_card(app: App, customer: &Customer, vocabulary: &Vocabulary) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let id = customer.id;
    let lines = customer.tags.iter().map(|mark| {
        let name = text::tag(lang, vocabulary, &mark.tag);
        let proof = customer.proof(mark);
        let tag = mark.tag.clone();
        let label = format!("{} {name}", words.person.remove);
        let dimension = vocabulary.get(&mark.tag).map_or(Dimension::Interest, |tag| tag.dimension);
        let old = match freshness(dimension, mark.noted_on, clock::today()) {
            Freshness::Fresh => None,
            Freshness::Ageing => Some(words.person.ageing),
            Freshness::Stale => Some(words.person.stale),
        };
        view! {
            <li class="tag-line">
                <TagChip text=name avoid=mark.polarity == Polarity::Avoid />
                {match proof {
                    Some(proof) => view! { <q>{proof}</q> }.into_any(),
                    None => view! { <span class="muted">{words.person.by_hand}</span> }.into_any(),
                }}
                <span class="muted day">{text::date(lang, mark.noted_on)}</span>
                {old.map(|old| view! { <span class="badge">{old}</span> })}
                <button class="quiet-button" aria-label=label on:click=move |_| app.dispatch(Edit::RemoveTag { customer: id, tag: tag.clone() })>"×"</button>
            </li>
        }
    });
    view! {
        <section class="card">
            <h2>{words.person.tags}</h2>
            {customer.tags.is_empty().then(|| view! { <p class="muted">{words.person.no_tags}</p> })}
            <ul class="tag-lines">{lines.collect_view()}</ul>
        </section>
    }
}

fn notes_card(app: App, customer: &Customer) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let notes = customer.notes.iter().rev().map(|note| view! {
        <li><span class="muted day">{text::date(lang, note.written_on)}</span> <p>{note.text.clone()}</p></li>
    });
    let notes = notes.collect_view();
    view! {
        <section class="card">
            <h2>{words.person.notes}</h2>
            <NoteEditor app customer=customer.id />
            <ul class="notes">{notes}</ul>
        </section>
    }
}

/// Circles he belongs to, and those that one answer would bring him into.
fn circles_card(
    app: App,
    branch: &Branch,
    customer: &Customer,
    vocabulary: &Vocabulary,
) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let circles = branch.circles.of(customer.id).filter(|circle| !circle.is_list());
    let links: Vec<_> = circles
        .map(|circle| view! {
            <li><a href=Route::Circle(circle.id).hash()>{text::circle_name(lang, vocabulary, circle)}</a></li>
        })
        .collect();
    let near = near_misses(customer, &branch.circles, NEAR).into_iter().filter_map(|near| {
        let circle = branch.circles.get(near.circle)?;
        let question = match &near.ask {
            Ask::Tags(tags) => text::ask_tags(lang, vocabulary, tags),
            Ask::Temperament => text::ask_temperament(lang).to_owned(),
        };
        Some(view! {
            <li class="line"><a href=Route::Circle(circle.id).hash()>{text::circle_name(lang, vocabulary, circle)}</a> <span>{question}</span></li>
        })
    });
    let near: Vec<_> = near.collect();
    view! {
        <section class="card">
            <h2>{words.person.circles}</h2>
            {links.is_empty().then(|| view! { <p class="muted">{words.person.no_circles}</p> })}
            <ul class="plain">{links}</ul>
            {(!near.is_empty()).then(|| view! {
                <h3>{words.explorer.nearly}</h3>
                <p class="muted">{words.explorer.nearly_hint}</p>
                <ul class="lines" id="nearly">{near}</ul>
            })}
        </section>
    }
}

fn facts_card(app: App, customer: &Customer) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let masked = app.look.get().masked;
    let phone = if masked { crate::script::mask_phone(&customer.phone) } else { customer.phone.clone() };
    let years: Vec<String> = customer.school_entry_years.iter().map(i32::to_string).collect();
    let maturities: Vec<String> = customer
        .maturities
        .iter()
        .map(|maturity| {
            let amount = maturity.amount_fen.map(|fen| text::yuan_of_fen(lang, fen)).unwrap_or_default();
            format!("{} {amount}", text::date(lang, maturity.date))
        })
        .collect();
    let facts = [
        (words.person.code, customer.code.clone()),
        (words.person.groups, customer.groups.join(" · ")),
        (words.person.tier, customer.tier.clone()),
        (words.person.risk, customer.risk.map(|risk| text::risk(lang, risk).to_owned()).unwrap_or_default()),
        (words.person.manager, customer.manager.clone()),
        (
            words.person.birthday,
            customer.birthday.map(|birthday| text::birthday(lang, birthday)).unwrap_or_default(),
        ),
        (words.person.phone, phone),
        (
            words.person.assets,
            customer.assets_fen.map(|fen| text::yuan_of_fen(lang, fen)).unwrap_or_default(),
        ),
        (words.person.maturities, maturities.join(" · ")),
        (words.person.occupation, customer.occupation.clone()),
        (words.person.school, years.join(" · ")),
    ];
    let refusals = [
        customer.do_not_contact.then_some(words.person.refuses_contact),
        customer.no_profiling.then_some(words.person.refuses_profiling),
    ];
    view! {
        <section class="card">
            <h2>{words.person.facts}</h2>
            {refusals.into_iter().flatten().map(|text| view! { <p class="notice">{text}</p> }).collect_view()}
            <dl class="facts">
                {facts.into_iter().map(|(name, value)| view! {
                    <div><dt>{name}</dt><dd>{if value.is_empty() { words.person.unknown.to_owned() } else { value }}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}
