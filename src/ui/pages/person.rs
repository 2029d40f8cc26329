//! One customer: facts, what suits and what to avoid with the proof, notes, circles, this quarter.

use leptos::prelude::*;

use crate::book::{freshness, Customer, CustomerId, Dimension, Freshness, Polarity, Vocabulary};
use crate::branch::{Branch, Edit};
use crate::calendar::Quarter;
use crate::care::{
    avoids_on, due_between, for_person, Approach, Format, Occasion, Playbook, Reason, Recommendation,
};
use crate::order::Order;
use crate::plan::quarter::{EventKey, TouchKey};
use crate::route::Route;
use crate::shell::{clock, page};
use crate::text::{self, Figure, Slots};
use crate::ui::components::book::FactsForm;
use crate::ui::components::care::{
    answer_line, MessageBox, OverrideForm, ProductCheck, QuestionForm, RecordForm, ResourceForm,
};
use crate::ui::components::explorer::circle_link;
use crate::ui::components::quarter::{wish, Changes};
use crate::ui::components::{NotFound, NoteEditor, PersonKeeping, TagChip, Why};
use crate::ui::state::App;
use crate::view::explorer::{near_misses, Ask};

/// Recommendations that are shown.
const SHOWN: usize = 4;
/// Circles nearly belonged to that are shown.
const NEAR: usize = 3;

/// The page.
#[component]
pub fn Person(app: App, id: CustomerId) -> impl IntoView {
    let page = move || {
        app.branch(|branch| match branch.book.get(id) {
            None => view! { <NotFound app /> }.into_any(),
            Some(customer) => person(app, branch, customer).into_any(),
        })
    };
    view! {
        <Changes app />
        {page}
    }
}

fn person(app: App, branch: &Branch, customer: &Customer) -> impl IntoView + use<> {
    let words = app.words();
    let id = customer.id;
    let vocabulary = branch.vocabulary();
    let playbook = branch.playbook();
    let name = app.shown_name(customer.label());
    view! {
        <p class="crumb"><a href=Route::Book.hash()>{words.book.title}</a></p>
        <div class="title-row">
            <h1 class="page-title">{name}</h1>
            <button class="button small" id="brief" on:click=move |_| { app.briefs.set(vec![id]); app.go(Route::Briefs); }>{text::quarter_words(app.lang()).brief}</button>
        </div>
        <div class="columns">
            <div class="column">
                {care_card(app, branch, customer, &vocabulary, &playbook)}
                {quarter_card(app, branch, customer, &playbook)}
                {questions_card(app, customer)}
                {offers_card(app, branch, customer, &vocabulary)}
                <ProductCheck app customer=customer.id />
            </div>
            <div class="column">
                {tags_card(app, customer, &vocabulary)}
                {notes_card(app, customer)}
                <RecordForm app customer=customer.id usual=usual(branch, customer, &playbook) />
                {circles_card(app, branch, customer, &vocabulary)}
                {facts_card(app, customer)}
                <PersonKeeping app id=customer.id />
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
    let planned = branch.plan.as_ref();
    let day_of = |id: &str| {
        let event = planned?
            .events
            .iter()
            .find(|event| event.approach == id && event.attendees.contains(&customer.id));
        event.map(|event| text::date(lang, event.date))
    };
    let slots = |id: &str| Slots {
        name: text::form_of_address(lang, customer),
        date: day_of(id).unwrap_or_default(),
        sender: customer.manager.clone(),
    };
    let carried = pairing(&fitting, playbook);
    let care = text::care_words(lang);
    let suits = fitting.iter().take(SHOWN).filter_map(|found| {
        let approach = playbook.get(&found.approach)?;
        let said = text::approach(lang, approach);
        let reasons = found
            .reasons
            .iter()
            .map(|reason| view! { <li class="told">{text::reason(lang, vocabulary, reason)}</li> })
            .collect_view();
        let pair = carried.as_ref().filter(|(carrier, _)| *carrier == approach.id).and_then(|(_, carried)| {
            let other = playbook.get(carried)?;
            Some(format!("{} {}", care.pair, text::approach(lang, other).name))
        });
        let substitutes: Vec<String> = approach
            .instead
            .iter()
            .filter_map(|id| playbook.get(id))
            .map(|other| text::approach(lang, other).name.clone())
            .collect();
        let money = text::yuan(lang, approach.worth_yuan());
        let cost = format!("{money} {} · {} {}", care.a_head, approach.own_mins(), care.mins);
        let slots = slots(&approach.id);
        let approach = approach.clone();
        Some(view! {
            <li class="suggestion">
                <div class="suggestion-head">
                    <strong>{said.name.clone()}</strong>
                    <span class="badge">{text::kind_name(lang, approach.kind)}</span>
                    {pair.map(|pair| view! { <span class="badge warn">{pair}</span> })}
                </div>
                <p>{said.how.clone()}</p>
                <ul class="reasons">{reasons}</ul>
                <p class="muted">{cost} {(!substitutes.is_empty()).then(|| format!(" · {}{}{}", care.substitutes, care.colon, substitutes.join(" / ")))}</p>
                <MessageBox app approach slots />
            </li>
        })
    });
    let found = avoids_on(customer, quarter.start);
    let nothing = found.is_empty();
    let to_avoid = found.into_iter().map(|avoid| {
        let (id, kind, can_be) = (customer.id, avoid.kind, avoid.can_be_overridden());
        let standing = avoid.overridden(customer).map(str::to_owned);
        let cause = text::avoid_cause(lang, vocabulary, playbook, &avoid.cause);
        view! {
            <li class="avoid-line">
                <TagChip text=text::avoid(lang, vocabulary, &avoid, &playbook.limits) avoid=true />
                <span>{cause}</span>
                {avoid.proof.map(|proof| view! { <q>{proof}</q> })}
                <OverrideForm app customer=id kind can_be standing />
            </li>
        }
    });
    let spared: Vec<String> = kept_away
        .iter()
        .filter_map(|(id, _)| playbook.get(id))
        .map(|approach| text::approach(lang, approach).name.clone())
        .collect();
    view! {
        <section class="card">
            <h2>{words.person.do_}</h2>
            <div class="figure-line"><p class="muted">{care.cost_hint}</p><Why app of=Figure::ApproachCost name=care.cost_hint /></div>
            <ol class="suggestions">{suits.collect_view()}</ol>
        </section>
        <section class="card avoid-card">
            <h2>{words.person.avoid}</h2>
            {nothing.then(|| view! { <p class="muted">{words.person.no_avoid}</p> })}
            <ul class="avoid-lines">{to_avoid.collect_view()}</ul>
            {(!spared.is_empty()).then(|| view! {
                <p class="muted">{words.person.kept_away} " " {text::listed(lang, &spared)}</p>
            })}
        </section>
    }
}

/// A traditional touch that is due, and the modern event whose invitation it can carry.
fn pairing(fitting: &[Recommendation], playbook: &Playbook) -> Option<(String, String)> {
    let dated = |found: &&Recommendation| {
        found.reasons.iter().any(|reason| {
            matches!(
                reason,
                Reason::Due {
                    occasion: Occasion::Birthday | Occasion::LunarBirthday | Occasion::Maturity,
                    ..
                }
            )
        })
    };
    let carrier = fitting.iter().find(dated)?;
    let event = fitting.iter().find(|found| {
        playbook.get(&found.approach).is_some_and(|approach| approach.format == Format::Group)
    })?;
    Some((carrier.approach.clone(), event.approach.clone()))
}

/// What a contact with this person was most likely about: planned touches first, then what suits.
fn usual(branch: &Branch, customer: &Customer, playbook: &Playbook) -> Vec<String> {
    let plan = branch.plan.as_ref();
    let touches =
        plan.into_iter().flat_map(|plan| &plan.touches).filter(|touch| touch.customer == customer.id);
    let events =
        plan.into_iter().flat_map(|plan| &plan.events).filter(|event| event.attendees.contains(&customer.id));
    let planned =
        touches.map(|touch| touch.approach.clone()).chain(events.map(|event| event.approach.clone()));
    let quarter = plan.map_or_else(|| Quarter::after(clock::today()), |plan| plan.quarter);
    // A day before the plan begins is what one calls about now.
    let due: Vec<_> = due_between(customer, playbook, clock::today(), quarter.start).collect();
    let for_it = |approach: &&Approach| due.iter().any(|(_, due)| approach.occasions.contains(&due.occasion));
    let now = playbook.approaches.iter().filter(for_it).map(|approach| approach.id.clone());
    let suits = for_person(customer, playbook, quarter).0.into_iter().map(|found| found.approach);
    now.chain(planned).chain(suits).collect()
}

/// What the customer can help others with.
fn offers_card(
    app: App,
    branch: &Branch,
    customer: &Customer,
    vocabulary: &Vocabulary,
) -> impl IntoView + use<> {
    let (words, lang) = (text::care_words(app.lang()), app.lang());
    let offers = branch.care.resources.iter().filter(|resource| resource.from == Some(customer.id)).map(|resource| {
        let number = resource.number;
        let label = format!("{} {}", words.remove, resource.name);
        view! {
            <li class="line"><strong>{resource.name.clone()}</strong> <span class="muted">{text::tag(lang, vocabulary, &resource.need)} " · " {words.capacity} " " {resource.capacity}</span>
                <button class="quiet-button" aria-label=label on:click=move |_| app.dispatch(Edit::RemoveResource(number))>"×"</button></li>
        }
    });
    let offers = offers.collect_view();
    view! {
        <details class="card fold" id="offers">
            <summary><strong>{words.offers}</strong></summary>
            <p class="muted">{words.offers_hint}</p>
            <ul class="lines">{offers}</ul>
            <ResourceForm app from=Some(customer.id) />
        </details>
    }
}

fn questions_card(app: App, customer: &Customer) -> impl IntoView + use<> {
    let words = text::care_words(app.lang());
    let today = clock::today();
    let mut questions: Vec<_> = customer.questions.iter().collect();
    questions.order_by_key(|question| (!question.is_open(), question.due));
    let lines =
        questions.into_iter().map(|question| answer_line(app, customer.id, question, today)).collect_view();
    view! {
        <section class="card" id="person-questions">
            <h2>{words.questions}</h2>
            <ul class="lines">{lines}</ul>
            <QuestionForm app customer=customer.id />
        </section>
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
    let week = |date| plan.quarter.day_of(date).map_or(0, |day| day as usize / 7);
    // What a date calls for cannot be kept away by hand; an avoid or a refusal of contact does that.
    let mut lines: Vec<(chrono::NaiveDate, String, Option<TouchKey>)> = plan
        .events
        .iter()
        .filter(|event| event.attendees.contains(&id))
        .map(|event| {
            let seat = TouchKey::seat(id, &EventKey::of(event, plan.quarter));
            (event.date, name(&event.approach), Some(seat))
        })
        .chain(plan.touches.iter().filter(|touch| touch.customer == id).map(|touch| {
            let key = touch.occasion.is_none().then(|| TouchKey {
                customer: id,
                approach: touch.approach.clone(),
                circle: None,
                week: week(touch.date),
            });
            (touch.date, name(&touch.approach), key)
        }))
        .collect();
    let before = due_between(customer, playbook, clock::today(), plan.quarter.start);
    lines.extend(before.map(|(_, due)| (due.date, text::occasion(lang, due.occasion), None)));
    lines.order_by_key(|(date, ..)| *date);
    let why = plan.not_placed.iter().find(|(who, _)| *who == id).map(|(_, why)| text::not_placed(lang, why));
    Some(view! {
        <section class="card">
            <h2>{words.person.planned}</h2>
            {why.map(|why| view! { <p>{words.person.not_planned} "：" {why}</p> })}
            <ul class="lines">
                {lines.into_iter().map(|(date, what, key)| {
                    let hands = key.map(|key| touch_hands(app, branch, key));
                    view! { <li class="line planned"><span class="day">{text::date(lang, date)}</span><span>{what}</span>{hands}</li> }
                }).collect_view()}
            </ul>
        </section>
    })
}

/// Keep a planned touch, or keep it away; the plan is made again around that.
fn touch_hands(app: App, branch: &Branch, key: TouchKey) -> impl IntoView + use<> {
    let words = text::quarter_words(app.lang());
    let held = branch.wishes.held.contains(&key);
    let (hold, refuse) = (key.clone(), key);
    let toggle = move |_| {
        wish(app, |wishes| {
            if held {
                wishes.held.retain(|other| *other != hold);
            } else {
                wishes.hold(&hold);
            }
        });
    };
    view! {
        <button class="quiet-button hold" aria-pressed=held.to_string() on:click=toggle>{if held { words.held } else { words.hold }}</button>
        <button class="quiet-button refuse" on:click=move |_| wish(app, |wishes| wishes.refuse(&refuse))>{words.refuse}</button>
    }
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
        .map(|circle| {
            view! {
                <li>{circle_link(lang, vocabulary, circle)}</li>
            }
        })
        .collect();
    let near = near_misses(customer, &branch.circles, NEAR).into_iter().filter_map(|near| {
        let circle = branch.circles.get(near.circle)?;
        let question = match &near.ask {
            Ask::Tags(tags) => text::ask_tags(lang, vocabulary, tags),
            Ask::Temperament => text::ask_temperament(lang).to_owned(),
        };
        Some(view! {
            <li class="line">{circle_link(lang, vocabulary, circle)} <span>{question}</span></li>
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
    let phone = app.shown_phone(&customer.phone);
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
        (
            text::care_words(lang).risk_until,
            customer.risk_until.map(|day| text::date(lang, day)).unwrap_or_default(),
        ),
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
    let (id, silent, unprofiled) = (customer.id, customer.do_not_contact, customer.no_profiling);
    let refusals = [
        (words.person.refuses_contact, silent, !silent, unprofiled),
        (words.person.refuses_profiling, unprofiled, silent, !unprofiled),
    ];
    let refusals = refusals.map(|(name, set, do_not_contact, no_profiling)| {
        let toggled = move |_| app.dispatch(Edit::SetRefusals { customer: id, do_not_contact, no_profiling });
        view! { <label class="check" class:notice=set><input type="checkbox" prop:checked=set on:change=toggled />{name}</label> }
    });
    let tools = text::book_tool_words(lang);
    let editing = RwSignal::new(false);
    let begin = move |_| {
        editing.set(true);
        set_timeout(|| page::focus("fact-name"), std::time::Duration::ZERO);
    };
    let leave = move || {
        editing.set(false);
        set_timeout(|| page::focus("edit-facts"), std::time::Duration::ZERO);
    };
    let list = facts.into_iter().map(|(name, value)| {
        view! { <div><dt>{name}</dt><dd>{if value.is_empty() { words.person.unknown.to_owned() } else { value }}</dd></div> }
    });
    view! {
        <section class="card" id="facts">
            <div class="title-row">
                <h2>{words.person.facts}</h2>
                <button class="button small" id="edit-facts" aria-expanded=move || editing.get().to_string() on:click=begin>{tools.edit_facts}</button>
            </div>
            <Show when=move || editing.get()><FactsForm app customer=id done=leave /></Show>
            <div hidden=move || editing.get()>
                <div class="checks" id="refusals">{refusals.into_iter().collect_view()}</div>
                <dl class="facts">{list.collect_view()}</dl>
            </div>
        </section>
    }
}
