//! The tables of an event: who sits where, moved by hand, swapped with substitutes.

use leptos::prelude::*;

use super::Shown;
use crate::book::{Customer, CustomerId};
use crate::care::avoids_on;
use crate::plan::quarter::{EventKey, TouchKey};
use crate::route::Route;
use crate::shell::page;
use crate::text;
use crate::ui::components::quarter::{wish, wish_in_place};
use crate::ui::state::App;
use crate::view::{move_guest, Seats};

/// Avoids that are told beside a seat.
const MINDED: usize = 4;

/// What to mind with a guest, and how much more there is on his page.
fn minded(shown: &Shown<'_>, customer: &Customer) -> String {
    let lang = shown.app.lang();
    let (avoids, vocabulary) = (avoids_on(customer, shown.event.date), shown.branch.vocabulary());
    let said = |avoid| text::avoid(lang, &vocabulary, avoid, &shown.playbook.limits);
    let mut names: Vec<String> = avoids.iter().take(MINDED).map(said).collect();
    if avoids.len() > MINDED {
        names.push(format!("+{}", avoids.len() - MINDED));
    }
    text::listed(lang, &names)
}

/// The id of the button by which a guest changes his seat.
fn button_of(guest: CustomerId) -> String {
    format!("seat-{}", guest.0)
}

/// What the chairs of an event share.
#[derive(Clone, Copy)]
struct Room {
    app: App,
    key: StoredValue<EventKey>,
    seats: StoredValue<Seats>,
    /// The guest who is about to change his seat.
    moving: RwSignal<Option<CustomerId>>,
}

impl Room {
    /// Lets a guest sit down at another table: in somebody's place, who takes his, or on a free chair.
    fn move_to(self, guest: CustomerId, table: usize, instead_of: Option<CustomerId>) {
        self.moving.set(None);
        let tables = self.seats.with_value(|seats| move_guest(seats, guest, table, instead_of));
        let key = self.key.get_value();
        wish_in_place(self.app, |wishes| wishes.keep_tables(&key, tables));
        // The seat is drawn anew at its new table, and the hand goes on from there.
        set_timeout(move || page::focus(&button_of(guest)), std::time::Duration::from_millis(50));
    }

    /// Whoever was dropped on a guest: another guest, who exchanges with him, or a substitute, who comes in for him.
    fn dropped(self, comes: CustomerId, on: CustomerId, table: usize) {
        if comes == on {
            return;
        }
        let is_guest = self.seats.with_value(|seats| seats.tables.iter().any(|table| table.contains(&comes)));
        if is_guest {
            self.move_to(comes, table, Some(on));
        } else {
            let (key, tables) = (self.key.get_value(), self.seats.with_value(|seats| seats.tables.clone()));
            wish(self.app, |wishes| wishes.swap_chair(&key, &tables, on, comes));
        }
    }
}

/// The card.
pub fn tables(shown: &Shown<'_>) -> impl IntoView + use<> {
    let app = shown.app;
    let (lang, words) = (app.lang(), text::quarter_words(app.lang()));
    let texts = text::event_words(lang);
    let name = |id: CustomerId| {
        shown.branch.book.get(id).map(|found| app.shown_name(found.label())).unwrap_or_default()
    };
    let seats = &shown.sheet.seats;
    let room = Room {
        app,
        key: StoredValue::new(shown.sheet.key.clone()),
        seats: StoredValue::new(seats.clone()),
        moving: RwSignal::new(None),
    };
    let unparted: Vec<_> = seats
        .unparted
        .iter()
        .map(|(a, b)| view! { <p class="notice">{texts.unparted} {name(*a)} " · " {name(*b)}</p> })
        .collect();
    let tables: Vec<_> = seats
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| {
            let guests: Vec<_> = table
                .iter()
                .filter_map(|id| shown.branch.book.get(*id))
                .map(|guest| seat(shown, room, at, guest))
                .collect();
            let group = text::seat_group(lang, shown.approach, at + 1);
            let free = (table.len() < seats.at).then(|| free_chair(room, at, &group, table.clone()));
            view! {
                <section class="seat-table"><h3>{group} " " <span class="muted">{table.len()} " / " {seats.at}</span></h3><ul class="plain">{guests}{free}</ul></section>
            }
        })
        .collect();
    let (title, hint) = if shown.approach.in_groups() {
        (words.groups, texts.groups_hint)
    } else {
        (words.seats, texts.seats_hint)
    };
    let kept = shown.sheet.seats_kept.then(|| {
        let anew = move |_| {
            let key = room.key.get_value();
            wish_in_place(app, |wishes| wishes.lay_anew(&key));
            set_timeout(|| page::focus_first("#seats .change-seat"), std::time::Duration::from_millis(50));
        };
        view! { <p class="screen-only muted">{texts.seats_kept} " " <button class="quiet-button" id="lay-anew" on:click=anew>{texts.lay_anew}</button></p> }
    });
    // Escape takes a begun move back, and nothing else.
    let cancel = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && room.moving.get_untracked().is_some() {
            event.stop_propagation();
            room.moving.set(None);
        }
    };
    view! {
        <section class="card" on:keydown=cancel>
            <h2>{title} " " <span class="muted">{shown.event.attendees.len()}</span></h2>
            <p class="muted screen-only">{hint}</p>
            {kept}
            {unparted}
            <div class="seat-tables" id="seats">{tables}</div>
        </section>
    }
}

/// A chair that nobody sits on, while somebody of another table looks for one.
fn free_chair(room: Room, table: usize, group: &str, here: Vec<CustomerId>) -> impl IntoView + use<> {
    let texts = text::event_words(room.app.lang());
    let say = format!("{} {group}", texts.sit_here);
    move || {
        let guest = room.moving.get().filter(|guest| !here.contains(guest))?;
        let sit = move |_| room.move_to(guest, table, None);
        Some(
            view! { <li class="seat screen-only"><span class="muted">{texts.free_seat}</span><button class="quiet-button sit-here" aria-label=say.clone() on:click=sit>{texts.sit_here}</button></li> },
        )
    }
}

/// A guest at a table. A substitute who is dropped on him takes his place, another guest exchanges with him.
fn seat(shown: &Shown<'_>, room: Room, table: usize, guest: &Customer) -> impl IntoView + use<> {
    let app = shown.app;
    let words = text::quarter_words(app.lang());
    let texts = text::event_words(app.lang());
    let id = guest.id;
    let out = TouchKey::seat(id, &shown.sheet.key);
    let held = shown.branch.wishes.held.contains(&out);
    let shown_name = app.shown_name(guest.label());
    let say = format!("{} {shown_name}", words.leave_out);
    let over = RwSignal::new(false);
    let start = move |event: web_sys::DragEvent| {
        if let Some(data) = event.data_transfer() {
            // A failed start of a drag leaves nothing behind: dropping then does nothing.
            let _ = data.set_data("text/plain", &id.0.to_string());
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        let comes = event.data_transfer().and_then(|data| data.get_data("text/plain").ok());
        if let Some(comes) = comes.and_then(|text| text.parse().ok()) {
            room.dropped(CustomerId(comes), id, table);
        }
    };
    let leave = move |_| {
        let (key, tables) = (room.key.get_value(), room.seats.with_value(|seats| seats.tables.clone()));
        wish(app, |wishes| {
            wishes.keep_tables(&key, tables);
            wishes.refuse(&out);
        });
    };
    // One button with three words: begin, exchange with who has begun, take back.
    let is_moving = move || room.moving.get() == Some(id);
    let seat_word = move || match room.moving.get() {
        None => texts.change_seat,
        Some(guest) if guest == id => texts.stay_here,
        Some(_) => texts.exchange_seat,
    };
    let say_seat = {
        let shown_name = shown_name.clone();
        move || format!("{} {shown_name}", seat_word())
    };
    let change = move |_| match room.moving.get_untracked() {
        None => room.moving.set(Some(id)),
        Some(guest) if guest == id => room.moving.set(None),
        Some(guest) => room.move_to(guest, table, Some(id)),
    };
    let minded = minded(shown, guest);
    let several = shown.sheet.seats.tables.len() > 1;
    view! {
        <li class="seat" draggable="true" class:drop-here=move || over.get() class:moving=is_moving on:dragstart=start
            on:dragover=move |event: web_sys::DragEvent| { event.prevent_default(); over.set(true); } on:dragleave=move |_| over.set(false) on:drop=drop>
            <span><a href=Route::Person(id).hash()>{shown_name}</a> " " <span class="muted">{guest.manager.clone()}</span>
                {held.then(|| view! { " " <span class="badge">{words.seat_held}</span> })}</span>
            {(!minded.is_empty()).then(|| view! { <span class="seat-avoid screen-only">{words.mind} {minded}</span> })}
            {several.then(|| view! { <button class="quiet-button screen-only change-seat" id=button_of(id) aria-label=say_seat aria-pressed=move || is_moving().to_string() on:click=change>{seat_word}</button> })}
            <button class="quiet-button screen-only leave-out" aria-label=say on:click=leave>{words.leave_out}</button>
        </li>
    }
}
