//! Who comes in when a guest stays away, in the order of fit and lot.

use leptos::prelude::*;

use super::Shown;
use crate::book::CustomerId;
use crate::branch::Edit;
use crate::plan::quarter::TouchKey;
use crate::route::Route;
use crate::text::{self, Figure};
use crate::ui::components::quarter::wish;
use crate::ui::components::Why;
use crate::ui::jobs;
use crate::ui::state::App;

/// Substitutes that are in sight at least.
const AT_ONCE: usize = 6;

/// The card.
pub fn substitutes(shown: &Shown<'_>) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let words = text::quarter_words(lang);
    let texts = text::event_words(lang);
    let guests: Vec<(u32, String)> = shown
        .event
        .attendees
        .iter()
        .filter_map(|id| shown.branch.book.get(*id))
        .map(|guest| (guest.id.0, app.shown_name(guest.label())))
        .collect();
    let key = shown.sheet.key.clone();
    let tables = StoredValue::new(shown.sheet.seats.tables.clone());
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
                (format!("{} {shown_name}", texts.invite), format!("{} {shown_name} {}", texts.swap_in, texts.swap_for));
            let start = move |event: web_sys::DragEvent| {
                if let Some(data) = event.data_transfer() {
                    // A failed start of a drag leaves nothing behind: dropping then does nothing.
                    let _ = data.set_data("text/plain", &id.0.to_string());
                }
            };
            let (swap_key, invite_key) = (key.clone(), key.clone());
            // Everybody else stays where he sits.
            let invite = move |_| {
                wish(app, |wishes| {
                    wishes.keep_tables(&invite_key, tables.get_value());
                    wishes.hold(&into);
                });
            };
            let swap = move |event: web_sys::Event| {
                if let Ok(leaves) = event_target_value(&event).parse() {
                    wish(app, |wishes| tables.with_value(|tables| wishes.swap_chair(&swap_key, tables, CustomerId(leaves), id)));
                }
                // Whoever is chosen has left: the list begins anew.
                event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
            };
            let why = one.reasons.iter().map(|reason| view! { <li class="told">{text::reason(lang, &vocabulary, reason)}</li> }).collect_view();
            let options = guests.iter().map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> }).collect_view();
            view! {
                <li class="line substitute" draggable="true" on:dragstart=start>
                    <a href=Route::Person(id).hash()>{shown_name}</a> <span class="muted">{customer.manager.clone()}</span>
                    <details class="fit"><summary>{texts.fit} " " {one.fit_pct} "%"</summary><ul class="reasons">{why}</ul></details>
                    {one.by_lot.then(|| view! { <span class="badge">{texts.by_lot}</span> })}
                    {one.close_to.map(|date| view! { <span class="muted">{texts.close_to} {text::date(lang, date)}</span> })}
                    {room.then(|| view! { <button class="quiet-button invite" aria-label=say on:click=invite>{texts.invite}</button> })}
                    <select class="swap" aria-label=say_swap on:change=swap><option value="">{texts.swap_for}</option>{options}</select>
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
            <h2>{texts.substitutes} " " <span class="muted">{count}</span></h2>
            <div class="figure-line"><p>{texts.expected_absent} " " <strong id="expected-absent">{sheet.expected_absent}</strong> " " {words.people} " " <span class="muted">{texts.absent_basis} {sheet.recorded}</span></p><Why app of=Figure::Absent name=texts.expected_absent /></div>
            {(count == 0).then(|| view! { <p class="muted">{texts.no_substitutes}</p> })}
            {(count < sheet.expected_absent).then(|| view! { <p class="notice" id="too-few">{texts.too_few}</p> })}
            {sheet.substitutes.iter().any(|one| one.by_lot).then(|| lot(app, shown.plan.settings.seed))}
            <ul class="lines" id="substitutes">{first}</ul>
            {(!rest.is_empty()).then(|| view! { <details><summary>{texts.more_of_them} " " {rest.len()}</summary><ul class="lines">{rest}</ul></details> })}
        </section>
    }
}

/// The seed of the lot, with a way to draw again: it stands in the plan's settings, and so in its history and backups.
fn lot(app: App, seed: u64) -> impl IntoView {
    let texts = text::event_words(app.lang());
    let again = move |_| {
        let mut settings = app.branch_now(|branch| branch.settings.clone());
        settings.seed = seed.wrapping_add(1);
        jobs::decide(app, Edit::SetSettings(settings));
    };
    view! {
        <p class="muted">{texts.lot_seed} " " <span id="lot-seed">{seed}</span> " " <button class="quiet-button" id="draw-again" on:click=again>{texts.draw_again}</button></p>
    }
}
