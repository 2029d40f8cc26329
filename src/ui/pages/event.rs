//! One event on one sheet: its days, its table plan, who comes in for whom, its words, and what to print for the evening.

use leptos::prelude::*;

use crate::care::Venue;
use crate::plan::quarter::{EventKey, PlanWishes, Step, TouchKey, Wish};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Slots};
use crate::ui::components::care::MessageBox;
use crate::ui::components::evening::{roles, substitutes, tables, Shown};
use crate::ui::components::quarter::{circle_of, move_event, wish, wish_in_place, Changes};
use crate::ui::components::{PrintNames, Why};
use crate::ui::state::App;
use crate::view::event_sheet;

/// The page.
#[component]
pub fn EventPage(app: App, number: u32) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let texts = text::event_words(app.lang());
    let body = move || {
        app.branch(|branch| {
            let playbook = branch.playbook();
            let found = branch.plan.as_ref().and_then(|plan| {
                let event = plan.events.iter().find(|event| event.number == number)?;
                let sheet = event_sheet(branch, &playbook, plan, event)?;
                let approach = playbook.get(&event.approach)?;
                let shown = Shown { app, branch, playbook: &playbook, approach, plan, event, sheet: &sheet };
                Some(whole(&shown).into_any())
            });
            found.unwrap_or_else(|| {
                view! {
                    <section class="empty">
                        <h1>{texts.no_such}</h1>
                        <div class="actions"><a class="button" href=Route::Plan.hash()>{words.back}</a></div>
                    </section>
                }
                .into_any()
            })
        })
    };
    view! {
        <Changes app folded=true />
        {body}
    }
}

fn whole(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let texts = text::event_words(lang);
    let event = shown.event;
    let name = text::approach(lang, shown.approach);
    let guests = event.attendees.len();
    let slots = Slots {
        name: texts.dear_all.to_owned(),
        date: text::day(lang, event.date),
        sender: shown.branch.name.clone(),
    };
    view! {
        <p class="screen-only"><a href=Route::Plan.hash()>"← " {words.back}</a></p>
        <div class="title-row">
            <h1 class="page-title">{name.name.clone()}</h1>
            <PrintNames app label=words.print masked=RwSignal::new(true) people=move || guests />
        </div>
        <div class="figure-line"><p class="lead">{text::day(lang, event.date)} " · " <a href=Route::Circle(event.circle).hash()>{circle_of(lang, shown.branch, event)}</a>
            " · " {text::counted(lang, event.attendees.len(), text::Counted::People)} " · " {text::yuan(lang, event.cost_yuan)}</p><Why app of=text::Figure::EventCost name=texts.event_cost /></div>
        <p class="muted">{name.how.clone()}</p>
        {unmet(shown)}
        {actions(shown)}
        {milestones(shown)}
        {tables(shown)}
        {substitutes(shown)}
        {roles(shown)}
        <section class="card screen-only">
            <h2>{texts.group_invitation}</h2>
            <MessageBox app approach=shown.approach.clone() slots group=true />
        </section>
        {printed(shown)}
    }
}

/// Decides and goes back to the plan, where the changes are told: the event's number may be another's now.
fn decide(app: App, change: impl FnOnce(&mut PlanWishes)) {
    wish(app, change);
    app.go(Route::Plan);
}

fn actions(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let texts = text::event_words(lang);
    let key = shown.sheet.key.clone();
    let pinned = shown.branch.wishes.pinned.contains(&key);
    let quarter = shown.plan.quarter;
    let chosen = RwSignal::new(None::<usize>);
    let weeks = shown.sheet.other_weeks.iter().map(|week| {
        view! { <option value=week.to_string()>{text::week(lang, quarter, *week)}</option> }
    });
    let has_speaker = shown.sheet.milestones.iter().any(|milestone| milestone.step == Step::Speaker);
    // Whoever was to speak is missed at every session of that week, whatever the circle.
    let of_speaker: Vec<EventKey> = shown
        .plan
        .events
        .iter()
        .map(|event| EventKey::of(event, quarter))
        .filter(|other| other.approach == key.approach && other.week == key.week)
        .collect();
    let (pin, off, rain, moved) = (key.clone(), key.clone(), key.clone(), key);
    let toggle = move |_| wish_in_place(app, |wishes| wishes.toggle_pin(&pin));
    let go = move |_| {
        if let Some(week) = chosen.get_untracked() {
            if move_event(app, &moved, week) {
                app.go(Route::Plan);
            }
        }
    };
    // To the next week that will do; where there is none it is called off, and that is said.
    let later = shown.sheet.other_weeks.iter().copied().find(|week| *week > rain.week);
    let put_off = move |keys: &[EventKey]| {
        decide(app, |wishes| {
            for key in keys {
                match later {
                    Some(week) => wishes.shift(key, week),
                    None => wishes.cancel(key),
                }
            }
        });
        if later.is_none() {
            app.say(texts.no_later_week, true);
        }
    };
    view! {
        <div class="actions screen-only" id="event-actions">
            <button class="button small" id="event-pin" aria-pressed=pinned.to_string() on:click=toggle>{if pinned { words.unpin } else { words.pin }}</button>
            {(!shown.sheet.other_weeks.is_empty()).then(|| view! {
                <label class="field inline"><span>{texts.move_to}</span>
                    <select id="event-week" on:change=move |event| chosen.set(event_target_value(&event).parse().ok())><option value="">{texts.choose_week}</option>{weeks.collect_view()}</select></label>
                <button class="button small" id="event-move" disabled=move || chosen.get().is_none() on:click=go>{texts.move_go}</button>
            })}
            {(shown.approach.venue == Venue::Outdoor).then(|| view! {
                <button class="button small" id="event-rain" on:click=move |_| put_off(std::slice::from_ref(&rain))>{texts.rain}</button>
            })}
            {has_speaker.then(|| view! {
                <button class="button small" id="event-speaker" on:click=move |_| put_off(&of_speaker)>{texts.speaker_off}</button>
            })}
            <button class="button small danger" id="event-off" on:click=move |_| decide(app, |wishes| wishes.cancel(&off))>{words.call_off}</button>
        </div>
    }
}

fn milestones(shown: &Shown) -> impl IntoView + use<> {
    let lang = shown.app.lang();
    let words = text::quarter_words(lang);
    let lines = shown.sheet.milestones.iter().map(|milestone| {
        let here = milestone.step == Step::Event;
        view! {
            <li class:here=here><span class="step-name">{text::step(lang, milestone.step)}</span>
                <span>{text::day(lang, milestone.date)}</span>
                {(milestone.date < clock::today()).then(|| view! { <span class="badge warn">{words.late}</span> })}</li>
        }
    });
    view! { <section class="card"><h2>{words.lead_times}</h2><ol class="steps" id="milestones">{lines.collect_view()}</ol></section> }
}

/// A decision about a seat of this event that the plan could not meet, with its reason.
fn unmet(shown: &Shown) -> Option<impl IntoView + use<>> {
    let (app, lang) = (shown.app, shown.app.lang());
    let lines: Vec<_> = shown
        .plan
        .unmet
        .iter()
        .filter_map(|unmet| {
            let Wish::Touch(seat) = &unmet.wish else { return None };
            let here = *seat == TouchKey::seat(seat.customer, &shown.sheet.key);
            let guest = shown.branch.book.get(seat.customer).filter(|_| here)?;
            let name = app.shown_name(guest.label());
            Some(view! { <li>{name} " · " {text::blocker(lang, unmet.blocker)}</li> })
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! { <div class="notice" id="event-unmet"><strong>{text::quarter_words(lang).unmet}</strong><ul class="plain">{lines}</ul></div> }
    })
}

/// Check-in list and name cards: on sheets of their own. Guests see them, so that they say nothing about anybody.
fn printed(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let texts = text::event_words(lang);
    let title = text::approach_name(lang, shown.playbook, &shown.event.approach);
    let mark = shown.branch.made_up.then(|| view! { <p class="muted">{app.words().app.made_up}</p> });
    let mut rows = Vec::new();
    let mut cards = Vec::new();
    for (at, table) in shown.sheet.seats.tables.iter().enumerate() {
        let group = text::seat_group(lang, shown.approach, at + 1);
        for guest in table.iter().filter_map(|id| shown.branch.book.get(*id)) {
            let name = app.shown_name(guest.label());
            rows.push(view! {
                <tr><td>{rows.len() + 1}</td><th scope="row">{name.clone()}</th><td>{group.clone()}</td><td>{guest.manager.clone()}</td><td class="sign"></td></tr>
            });
            cards.push(view! { <li class="name-card"><strong>{name}</strong><span>{title.clone()}</span><span>{group.clone()}</span></li> });
        }
    }
    view! {
        <section class="print-only new-sheet">
            <h2>{texts.check_in} " · " {title.clone()} " · " {text::day(lang, shown.event.date)}</h2>
            {mark}
            <table class="table"><thead><tr><td></td><th scope="col">{app.words().sheet.name}</th><th scope="col">{texts.seat_no}</th><th scope="col">{words.manager}</th><th scope="col">{texts.signed}</th></tr></thead><tbody>{rows}</tbody></table>
        </section>
        <section class="print-only new-sheet">
            <ul class="name-cards">{cards}</ul>
        </section>
    }
}
