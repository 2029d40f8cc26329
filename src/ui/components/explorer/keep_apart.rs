//! Pairs of a circle's members who must not meet: those known, and a form for another.

use leptos::prelude::*;

use crate::book::{Apart, CustomerId};
use crate::branch::{Branch, Edit};
use crate::circles::Circle;
use crate::ui::state::App;

/// The card of a circle; its menus, with a line for each member, are filled when `turn` has come.
pub fn keep_apart_card(
    app: App,
    branch: &Branch,
    circle: &Circle,
    turn: ReadSignal<Option<()>>,
) -> impl IntoView + use<> {
    let words = &app.words().explorer;
    let name = |id: CustomerId| {
        branch.book.get(id).map(|customer| app.shown_name(customer.label())).unwrap_or_default()
    };
    let known: Vec<&Apart> =
        branch.book.apart.iter().filter(|pair| circle.has(pair.a) && circle.has(pair.b)).collect();
    let lines = known.iter().map(|pair| {
        let (a, b) = (pair.a, pair.b);
        let meet = move |_| app.dispatch(Edit::LetMeet(a, b));
        view! {
            <li class="line"><strong>{name(a)} " × " {name(b)}</strong> <span>{pair.reason.clone()}</span>
                <button class="quiet-button" on:click=meet>{words.let_meet}</button></li>
        }
    });
    let lines = lines.collect_view();
    let members: Vec<(u32, String)> = circle.members.iter().map(|id| (id.0, name(*id))).collect();
    let members = StoredValue::new(members);
    let (first, second) = (RwSignal::new(None::<CustomerId>), RwSignal::new(None::<CustomerId>));
    let reason = RwSignal::new(String::new());
    let pair = move || match (first.get(), second.get()) {
        (Some(a), Some(b)) if a != b => Some((a, b)),
        _ => None,
    };
    let ready = move || pair().is_some() && reason.with(|reason| !reason.trim().is_empty());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let (true, Some((a, b))) = (ready(), pair()) {
            app.dispatch(Edit::KeepApart(Apart { a, b, reason: reason.get_untracked().trim().to_owned() }));
        }
    };
    let choice = |id: &'static str, label: &'static str, chosen: RwSignal<Option<CustomerId>>| {
        let option = |(id, name): &(u32, String)| view! { <option value=*id>{name.clone()}</option> };
        let options = move || {
            let come = turn.get().is_some();
            come.then(|| members.with_value(|members| members.iter().map(option).collect_view()))
        };
        view! {
            <select id=id aria-label=label on:change=move |event| chosen.set(event_target_value(&event).parse().ok().map(CustomerId))>
                <option value="">{label}</option>{options}
            </select>
        }
    };
    let (one, other) =
        (choice("apart-first", words.apart_first, first), choice("apart-second", words.apart_second, second));
    view! {
        <section class="card" id="apart">
            <h2>{words.apart}</h2>
            <p class="muted">{words.apart_hint}</p>
            <ul class="lines">{lines}</ul>
            <form class="inline-form" on:submit=add>
                {one} {other}
                <input type="text" maxlength="60" aria-label=words.leave_out_reason placeholder=words.leave_out_reason
                    prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event)) />
                <button class="button small" type="submit" disabled=move || !ready()>{words.apart_add}</button>
            </form>
        </section>
    }
}
