//! Overlaps in the manner of UpSet (Lex et al. 2014): circles as rows, exact combinations as columns with their size.

use leptos::prelude::*;

use super::circle_mark;
use crate::book::CustomerId;
use crate::branch::Branch;
use crate::circles::CircleId;
use crate::route::Route;
use crate::text::{self, Figure};
use crate::ui::components::figure_box;
use crate::ui::state::App;
use crate::view::explorer::{overlaps, Combination};

/// Names that are listed for a chosen combination.
const NAMES: usize = 60;
/// Pixels: a column, a row, the highest bar, and what stands above the rows (the styles know it too).
const COLUMN: usize = 36;
const ROW: usize = 36;
const BAR: usize = 96;
const HEAD: usize = 124;

/// The picture; a column is a button that lists its people.
#[component]
pub fn OverlapPicture(app: App) -> impl IntoView {
    let words = app.words();
    // Outlives the picture, which is drawn anew with every change of the branch, and names the circles, whose columns move.
    let chosen = app.overlap;
    view! {
        <section class="card">
            <h2>{words.explorer.overlaps}</h2>
            <p class="muted">{words.explorer.overlaps_hint}</p>
            {move || app.branch(|branch| picture(app, branch, chosen))}
        </section>
    }
}

fn picture(app: App, branch: &Branch, chosen: RwSignal<Option<Vec<CircleId>>>) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let found = overlaps(branch.circles.circles.iter());
    let name = |id: CircleId| {
        branch.circles.get(id).map(|circle| text::circle_name(lang, &vocabulary, circle)).unwrap_or_default()
    };
    let names: Vec<String> = found.sets.iter().map(|(id, _)| name(*id)).collect();
    // A circle that shares with others only what is not drawn would be an empty row.
    let rows: Vec<usize> = (0..found.sets.len())
        .filter(|row| found.combinations.iter().any(|combination| combination.sets.contains(row)))
        .collect();
    let most = found.combinations.iter().map(|combination| combination.people).max().unwrap_or(1).max(1);
    let key_of =
        |combination: &Combination| combination.sets.iter().map(|set| found.sets[*set].0).collect::<Vec<_>>();
    let told = |combination: &Combination| {
        let inside: Vec<&str> = combination.sets.iter().map(|set| names[*set].as_str()).collect();
        inside.join(" + ")
    };
    let columns: Vec<_> = found
        .combinations
        .iter()
        .enumerate()
        .map(|(at, combination)| {
            let label = format!(
                "{}: {}",
                text::counted(lang, combination.people, text::Counted::People),
                told(combination)
            );
            column(Column { at, combination, label, most, rows: &rows }, key_of(combination), chosen)
        })
        .collect();
    if columns.is_empty() {
        return view! { <p class="muted" id="no-overlaps">{words.explorer.no_overlaps}</p> }.into_any();
    }
    let (width, height) = (COLUMN * found.combinations.len(), HEAD + ROW * rows.len());
    let lines: Vec<_> = (0..=rows.len())
        .map(|row| view! { <line class="upset-line" x1="0" x2=width y1=HEAD + ROW * row y2=HEAD + ROW * row></line> })
        .collect();
    let heads: Vec<_> = rows
        .iter()
        .map(|row| {
            let (id, size) = found.sets[*row];
            view! {
                <li><a class="circle-link" href=Route::Circle(id).hash()>{circle_mark(id)}<span>{names[*row].clone()}</span></a> <span class="muted">{size}</span></li>
            }
        })
        .collect();
    let table: Vec<_> = found
        .combinations
        .iter()
        .map(|combination| {
            view! { <tr><th scope="row">{told(combination)}</th><td class="number">{combination.people}</td></tr> }
        })
        .collect();
    let sets: Vec<CircleId> = found.sets.iter().map(|(id, _)| *id).collect();
    let titles: Vec<(CircleId, String)> = sets.iter().copied().zip(names.clone()).collect();
    let people = move || {
        let chosen = chosen.get().filter(|chosen| chosen.iter().all(|id| sets.contains(id)))?;
        let people: Vec<(CustomerId, String)> = app.branch(|branch| {
            let circles: Vec<_> = sets.iter().filter_map(|id| branch.circles.get(*id)).collect();
            let exactly = |id| circles.iter().all(|circle| circle.has(id) == chosen.contains(&circle.id));
            let people = branch.book.customers.iter().filter(|customer| exactly(customer.id));
            people.take(NAMES).map(|customer| (customer.id, app.shown_name(customer.label()))).collect()
        });
        let links = people
            .into_iter()
            .map(|(id, name)| view! { <li><a href=Route::Person(id).hash()>{name}</a></li> });
        let of = titles.iter().filter(|(id, _)| chosen.contains(id)).map(|(_, name)| name.as_str());
        let title = of.collect::<Vec<_>>().join(" + ");
        Some(
            view! { <h3>{title}</h3><ul class="plain columns-list" id="overlap-people">{links.collect_view()}</ul> },
        )
    };
    view! {
        <div class="figures small-figures">
            {figure_box(app, Figure::InSeveral, words.explorer.in_several, view! { <strong class="figure-value">{found.in_several}</strong> })}
            {figure_box(app, Figure::InOne, words.explorer.in_one, view! { <strong class="figure-value">{found.in_one}</strong> })}
        </div>
        <div class="table-wrap drawing" id="upset" tabindex="0" role="region" aria-label=words.explorer.overlaps>
            <ol class="plain drawing-names upset-names">{heads}</ol>
            <svg class="upset" role="group" aria-label=words.explorer.overlaps width=width height=height>
                <g>{lines}</g>
                <g>{columns}</g>
            </svg>
        </div>
        <div aria-live="polite">{people}</div>
        <details class="behind">
            <summary>{words.explorer.table_behind}</summary>
            <table class="table">
                <thead><tr><th scope="col">{words.explorer.circle}</th><th scope="col" class="number">{words.explorer.people}</th></tr></thead>
                <tbody>{table}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// A combination in its place.
struct Column<'a> {
    at: usize,
    combination: &'a Combination,
    label: String,
    /// People of the largest combination.
    most: usize,
    /// The circles that are drawn, as indices into the sets.
    rows: &'a [usize],
}

fn column(
    column: Column<'_>,
    key: Vec<CircleId>,
    chosen: RwSignal<Option<Vec<CircleId>>>,
) -> impl IntoView + use<> {
    let Column { at, combination, label, most, rows } = column;
    let told = label.clone();
    let key = StoredValue::new(key);
    let is_chosen = move || key.with_value(|key| chosen.with(|chosen| chosen.as_ref() == Some(key)));
    let toggle = move || chosen.set((!is_chosen()).then(|| key.get_value()));
    let typed = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            toggle();
        }
    };
    let (left, middle) = (COLUMN * at, COLUMN * at + COLUMN / 2);
    let bar = (BAR * combination.people / most).max(2);
    let centre = |row: usize| HEAD + ROW * row + ROW / 2;
    let inside = |row: usize| combination.sets.contains(&rows[row]);
    let dots: Vec<_> = (0..rows.len())
        .map(|row| view! { <circle class:in=inside(row) cx=middle cy=centre(row) r=if inside(row) { 7 } else { 5 }></circle> })
        .collect();
    let first = (0..rows.len()).find(|row| inside(*row)).map_or(0, centre);
    let last = (0..rows.len()).rfind(|row| inside(*row)).map_or(0, centre);
    view! {
        <g class="upset-bar" role="button" tabindex="0" aria-label=label aria-pressed=move || is_chosen().to_string()
            on:click=move |_| toggle() on:keydown=typed>
            <title>{told}</title>
            <rect class="upset-hit" x=left y="0" width=COLUMN height=HEAD + ROW * rows.len() rx="4"></rect>
            <text class="upset-count" text-anchor="middle" x=middle y=HEAD - BAR.min(bar) - 10>{combination.people}</text>
            <rect class="upset-fill" x=left + 9 y=HEAD - bar - 4 width="18" height=bar rx="2"></rect>
            <g class="upset-dots"><line x1=middle x2=middle y1=first y2=last></line>{dots}</g>
        </g>
    }
}
