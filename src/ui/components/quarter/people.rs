//! A number of people that opens to their names.

use leptos::prelude::*;

use crate::book::CustomerId;
use crate::route::Route;
use crate::ui::state::App;

/// Names that are drawn at most: the workbook has them all.
const MOST: usize = 600;

/// The fold; `title` says who they are and how many, `open` shows the names at once, `screen_only` keeps it folded on paper.
#[component]
pub(super) fn People(
    app: App,
    title: String,
    people: Vec<CustomerId>,
    class: &'static str,
    #[prop(optional)] open: bool,
    #[prop(optional)] screen_only: bool,
) -> impl IntoView {
    let opened = RwSignal::new(open);
    let people = StoredValue::new(people);
    let names = move || {
        (opened.get() || (app.on_paper.get() && !screen_only)).then(|| {
            let line = |id: &CustomerId| {
                let name = app.branch_now(|branch| branch.book.get(*id).map(|found| found.label().to_owned()));
                view! { <li><a href=Route::Person(*id).hash()>{app.shown_name(&name.unwrap_or_default())}</a></li> }
            };
            people.with_value(|people| {
                let more = people.len().saturating_sub(MOST);
                view! {
                    <ul class=class>{people.iter().take(MOST).map(line).collect_view()}{(more > 0).then(|| view! { <li class="muted">"+ " {more}</li> })}</ul>
                }
            })
        })
    };
    view! { <details open=open data-paper=(!screen_only).then_some("") on:toggle=move |_| opened.set(true)><summary>{title}</summary>{names}</details> }
}
