//! One event on one sheet: its days, its table plan, who comes in for whom, its words, and what to print for the evening.

use leptos::prelude::*;

use crate::book::{Customer, CustomerId};
use crate::branch::{Branch, Edit};
use crate::care::{avoids_on, Approach, Playbook, Venue};
use crate::plan::quarter::{Event, EventKey, QuarterPlan, Step, TouchKey, Wish};
use crate::route::Route;
use crate::shell::clock;
use crate::text::{self, Slots};
use crate::ui::components::care::MessageBox;
use crate::ui::components::quarter::{circle_of, move_event, wish, Changes};
use crate::ui::components::PrintNames;
use crate::ui::jobs;
use crate::ui::state::App;
use crate::view::{event_sheet, EventSheet};

/// Substitutes that are in sight at least.
const AT_ONCE: usize = 6;

/// Everything that the parts of the sheet need.
struct Shown<'a> {
    app: App,
    branch: &'a Branch,
    playbook: &'a Playbook,
    approach: &'a Approach,
    plan: &'a QuarterPlan,
    event: &'a Event,
    sheet: &'a EventSheet,
}

/// The page.
#[component]
pub fn EventPage(app: App, number: u32) -> impl IntoView {
    let words = text::quarter_words(app.lang());
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
                        <h1>{words.no_such}</h1>
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
    let event = shown.event;
    let name = text::approach(lang, shown.approach);
    let guests = event.attendees.len();
    let slots = Slots {
        name: words.dear_all.to_owned(),
        date: text::day(lang, event.date),
        sender: shown.branch.name.clone(),
    };
    view! {
        <p class="screen-only"><a href=Route::Plan.hash()>"← " {words.back}</a></p>
        <div class="title-row">
            <h1 class="page-title">{name.name.clone()}</h1>
            <PrintNames app label=words.print masked=RwSignal::new(true) people=move || guests />
        </div>
        <p class="lead">{text::day(lang, event.date)} " · " <a href=Route::Circle(event.circle).hash()>{circle_of(lang, shown.branch, event)}</a>
            " · " {text::counted(lang, event.attendees.len(), text::Counted::People)} " · " {text::yuan(lang, event.cost_yuan)}</p>
        <p class="muted">{name.how.clone()}</p>
        {unmet(shown)}
        {actions(shown)}
        {milestones(shown)}
        {seats(shown)}
        {substitutes(shown)}
        {roles(shown)}
        <section class="card screen-only">
            <h2>{words.group_invitation}</h2>
            <MessageBox app approach=shown.approach.clone() slots group=true />
        </section>
        {printed(shown)}
    }
}

/// Decides and goes back to the plan, where the changes are told: the event's number may be another's now.
fn decide(app: App, change: impl FnOnce(&mut crate::plan::quarter::PlanWishes)) {
    wish(app, change);
    app.go(Route::Plan);
}

fn actions(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
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
    let toggle = move |_| {
        let mut wishes = app.branch_now(|branch| branch.wishes.clone());
        wishes.toggle_pin(&pin);
        app.dispatch(Edit::SetWishes(wishes));
    };
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
            app.say(words.no_later_week, true);
        }
    };
    view! {
        <div class="actions screen-only" id="event-actions">
            <button class="button small" id="event-pin" aria-pressed=pinned.to_string() on:click=toggle>{if pinned { words.unpin } else { words.pin }}</button>
            {(!shown.sheet.other_weeks.is_empty()).then(|| view! {
                <label class="field inline"><span>{words.move_to}</span>
                    <select id="event-week" on:change=move |event| chosen.set(event_target_value(&event).parse().ok())><option value="">{words.choose_week}</option>{weeks.collect_view()}</select></label>
                <button class="button small" id="event-move" disabled=move || chosen.get().is_none() on:click=go>{words.move_go}</button>
            })}
            {(shown.approach.venue == Venue::Outdoor).then(|| view! {
                <button class="button small" id="event-rain" on:click=move |_| put_off(std::slice::from_ref(&rain))>{words.rain}</button>
            })}
            {has_speaker.then(|| view! {
                <button class="button small" id="event-speaker" on:click=move |_| put_off(&of_speaker)>{words.speaker_off}</button>
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

/// What to mind with a guest, shortest first.
fn minded(shown: &Shown, customer: &Customer) -> String {
    let lang = shown.app.lang();
    let (avoids, vocabulary) = (avoids_on(customer, shown.event.date), shown.branch.vocabulary());
    let said = |avoid| text::avoid(lang, &vocabulary, avoid, &shown.playbook.limits);
    let names: Vec<String> = avoids.iter().take(3).map(said).collect();
    names.join(if lang == text::Lang::Zh { "、" } else { ", " })
}

fn seats(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let (lang, words) = (app.lang(), text::quarter_words(app.lang()));
    let name = |id: CustomerId| {
        shown.branch.book.get(id).map(|found| app.shown_name(found.label())).unwrap_or_default()
    };
    let unparted: Vec<_> = shown
        .sheet
        .seats
        .unparted
        .iter()
        .map(|(a, b)| view! { <p class="notice">{words.unparted} {name(*a)} " · " {name(*b)}</p> })
        .collect();
    let tables: Vec<_> = shown
        .sheet
        .seats
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| {
            let guests: Vec<_> =
                table.iter().filter_map(|id| shown.branch.book.get(*id)).map(|guest| seat(shown, guest)).collect();
            view! {
                <section class="seat-table"><h3>{text::seat_group(lang, shown.approach, at + 1)} " " <span class="muted">{table.len()} " / " {shown.sheet.seats.at}</span></h3><ul class="plain">{guests}</ul></section>
            }
        })
        .collect();
    let (title, hint) = if shown.approach.in_groups() {
        (words.groups, words.groups_hint)
    } else {
        (words.seats, words.seats_hint)
    };
    view! {
        <section class="card">
            <h2>{title} " " <span class="muted">{shown.event.attendees.len()}</span></h2>
            <p class="muted screen-only">{hint}</p>
            {unparted}
            <div class="seat-tables" id="seats">{tables}</div>
        </section>
    }
}

/// A guest at a table; a substitute that is dropped on him takes his place.
fn seat(shown: &Shown, guest: &Customer) -> impl IntoView + use<> {
    let app = shown.app;
    let words = text::quarter_words(app.lang());
    let id = guest.id;
    let key = shown.sheet.key.clone();
    let out = TouchKey::seat(id, &key);
    let held = shown.branch.wishes.held.contains(&out);
    let shown_name = app.shown_name(guest.label());
    let say = format!("{} {shown_name}", words.leave_out);
    let over = RwSignal::new(false);
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        let comes = event.data_transfer().and_then(|data| data.get_data("text/plain").ok());
        if let Some(comes) = comes.and_then(|text| text.parse().ok()) {
            let (out, into) = (TouchKey::seat(id, &key), TouchKey::seat(CustomerId(comes), &key));
            wish(app, |wishes| wishes.swap(&out, &into));
        }
    };
    let minded = minded(shown, guest);
    view! {
        <li class="seat" class:drop-here=move || over.get() on:dragover=move |event: web_sys::DragEvent| { event.prevent_default(); over.set(true); } on:dragleave=move |_| over.set(false) on:drop=drop>
            <span><a href=Route::Person(id).hash()>{shown_name}</a> " " <span class="muted">{guest.manager.clone()}</span>
                {held.then(|| view! { " " <span class="badge">{words.seat_held}</span> })}</span>
            {(!minded.is_empty()).then(|| view! { <span class="seat-avoid screen-only">{words.mind} {minded}</span> })}
            <button class="quiet-button screen-only leave-out" aria-label=say on:click=move |_| wish(app, |wishes| wishes.refuse(&out))>{words.leave_out}</button>
        </li>
    }
}

fn substitutes(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let guests: Vec<(u32, String)> = shown
        .event
        .attendees
        .iter()
        .filter_map(|id| shown.branch.book.get(*id))
        .map(|guest| (guest.id.0, app.shown_name(guest.label())))
        .collect();
    let key = shown.sheet.key.clone();
    let vocabulary = shown.branch.vocabulary();
    let room = shown.approach.max_heads * shown.event.sessions > shown.event.attendees.len() as i64;
    let lines: Vec<_> = shown
        .sheet
        .substitutes
        .iter()
        .filter_map(|one| Some((one, shown.branch.book.get(one.customer)?)))
        .map(|(one, customer)| {
            let id = one.customer;
            let into = TouchKey::seat(id, &key);
            let shown_name = app.shown_name(customer.label());
            let (say, say_swap) =
                (format!("{} {shown_name}", words.invite), format!("{} {shown_name} {}", words.swap_in, words.swap_for));
            let start = move |event: web_sys::DragEvent| {
                if let Some(data) = event.data_transfer() {
                    // A failed start of a drag leaves nothing behind: dropping then does nothing.
                    let _ = data.set_data("text/plain", &id.0.to_string());
                }
            };
            let (swap_key, swap_in) = (key.clone(), into.clone());
            let swap = move |event: web_sys::Event| {
                if let Ok(leaves) = event_target_value(&event).parse() {
                    let out = TouchKey::seat(CustomerId(leaves), &swap_key);
                    wish(app, |wishes| wishes.swap(&out, &swap_in));
                }
                // Whoever is chosen has left: the list begins anew.
                event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
            };
            let why = one.reasons.iter().map(|reason| view! { <li class="told">{text::reason(lang, &vocabulary, reason)}</li> }).collect_view();
            let options = guests.iter().map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> }).collect_view();
            view! {
                <li class="line substitute" draggable="true" on:dragstart=start>
                    <a href=Route::Person(id).hash()>{shown_name}</a> <span class="muted">{customer.manager.clone()}</span>
                    <details class="fit"><summary>{words.fit} " " {one.fit_pct} "%"</summary><ul class="reasons">{why}</ul></details>
                    {one.by_lot.then(|| view! { <span class="badge">{words.by_lot}</span> })}
                    {one.close_to.map(|date| view! { <span class="muted">{words.close_to} {text::date(lang, date)}</span> })}
                    {room.then(|| view! { <button class="quiet-button invite" aria-label=say on:click=move |_| wish(app, |wishes| wishes.hold(&into))>{words.invite}</button> })}
                    <select class="swap" aria-label=say_swap on:change=swap><option value="">{words.swap_for}</option>{options}</select>
                </li>
            }
        })
        .collect();
    let sheet = shown.sheet;
    let count = lines.len();
    // Twice as many as are expected to be needed are in sight.
    let mut first: Vec<_> = lines;
    let rest = first.split_off(count.min((2 * sheet.expected_absent).max(AT_ONCE)));
    view! {
        <section class="card screen-only">
            <h2>{words.substitutes} " " <span class="muted">{count}</span></h2>
            <p>{words.expected_absent} " " <strong id="expected-absent">{sheet.expected_absent}</strong> " " {words.people} " " <span class="muted">{words.absent_basis} {sheet.recorded}</span></p>
            {(count == 0).then(|| view! { <p class="muted">{words.no_substitutes}</p> })}
            {(count < sheet.expected_absent).then(|| view! { <p class="notice" id="too-few">{words.too_few}</p> })}
            {sheet.substitutes.iter().any(|one| one.by_lot).then(|| lot(app, shown.plan.settings.seed))}
            <ul class="lines" id="substitutes">{first}</ul>
            {(!rest.is_empty()).then(|| view! { <details><summary>{words.more_of_them} " " {rest.len()}</summary><ul class="lines">{rest}</ul></details> })}
        </section>
    }
}

/// The seed of the lot, with a way to draw again: it stands in the plan's settings, and so in its history and backups.
fn lot(app: App, seed: u64) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let again = move |_| {
        let mut settings = app.branch_now(|branch| branch.settings.clone());
        settings.seed = seed.wrapping_add(1);
        jobs::decide(app, Edit::SetSettings(settings));
    };
    view! {
        <p class="muted">{words.lot_seed} " " <span id="lot-seed">{seed}</span> " " <button class="quiet-button" id="draw-again" on:click=again>{words.draw_again}</button></p>
    }
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

fn roles(shown: &Shown) -> Option<impl IntoView + use<>> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let lines = shown.sheet.roles.iter().map(|(role, who)| {
        let role = if lang == text::Lang::Zh { role.zh.clone() } else { role.en.clone() };
        let who = who.and_then(|id| shown.branch.book.get(id)).map(|guest| app.shown_name(guest.label()));
        view! { <li class="line"><strong>{role}</strong> " " {who.unwrap_or_else(|| words.nobody.to_owned())}</li> }
    });
    let lines = lines.collect_view();
    (!shown.sheet.roles.is_empty()).then(
        || view! { <section class="card"><h2>{words.roles}</h2><ul class="lines">{lines}</ul></section> },
    )
}

/// Check-in list and name cards: on sheets of their own. Guests see them, so that they say nothing about anybody.
fn printed(shown: &Shown) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
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
            <h2>{words.check_in} " · " {title.clone()} " · " {text::day(lang, shown.event.date)}</h2>
            {mark}
            <table class="table"><thead><tr><td></td><th scope="col">{app.words().sheet.name}</th><th scope="col">{words.seat_no}</th><th scope="col">{words.manager}</th><th scope="col">{words.signed}</th></tr></thead><tbody>{rows}</tbody></table>
        </section>
        <section class="print-only new-sheet">
            <ul class="name-cards">{cards}</ul>
        </section>
    }
}
