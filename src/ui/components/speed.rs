//! How quick this computer is: a button, and a table of what each engine took.

use leptos::prelude::*;

use crate::speed::{Timing, Work};
use crate::ui::jobs;
use crate::ui::state::App;

/// People of the made-up branch that is timed.
const PEOPLE: u32 = 10_000;

/// The card.
#[component]
pub fn SpeedCard(app: App) -> impl IntoView {
    let words = app.kept();
    let timings = RwSignal::new(Vec::<Timing>::new());
    let name = move |work: Work| match work {
        Work::Circles => words.speed_circles,
        Work::Care => words.speed_care,
        Work::Notes => words.speed_notes,
    };
    let rows = move || {
        timings
            .get()
            .into_iter()
            .map(|timing| {
                let id = format!("{:?}", timing.work).to_lowercase();
                view! { <tr data-work=id><th scope="row">{name(timing.work)}</th><td class="number">{format!("{:.0}", timing.ms)}</td></tr> }
            })
            .collect_view()
    };
    view! {
        <section class="card" id="speed">
            <h2>{words.speed}</h2>
            <p class="muted">{words.speed_hint}</p>
            <button class="button" id="measure-speed" disabled=move || app.work.get().is_some() on:click=move |_| jobs::measure(app, PEOPLE, move |found| timings.set(found))>{words.speed_start}</button>
            <Show when=move || !timings.with(Vec::is_empty)>
                <table class="table" aria-live="polite">
                    <thead><tr><th scope="col">{words.speed_work}</th><th scope="col" class="number">{words.speed_ms}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
        </section>
    }
}
