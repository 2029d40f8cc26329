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
use crate::view::explorer::overlaps;

/// Names that are listed for a chosen combination.
const NAMES: usize = 60;

/// The picture; a column is a button that lists its people.
#[component]
pub fn OverlapPicture(app: App) -> impl IntoView {
    let words = app.words();
    // Outlives the picture, which is drawn anew with every change of the branch, and names the circles, whose columns move.
    let chosen = RwSignal::new(None::<Vec<CircleId>>);
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
    let most = found.combinations.iter().map(|combination| combination.people).max().unwrap_or(1) as f64;
    let heads = found.combinations.iter().map(|combination| {
        let key: Vec<CircleId> = combination.sets.iter().map(|set| found.sets[*set].0).collect();
        let key = StoredValue::new(key);
        let is_chosen = move || key.with_value(|key| chosen.with(|chosen| chosen.as_ref() == Some(key)));
        let inside: Vec<&str> = combination.sets.iter().map(|set| names[*set].as_str()).collect();
        let label = format!("{} {}: {}", combination.people, words.app.people, inside.join(" + "));
        let height = format!("{:.1}%", 100.0 * combination.people as f64 / most);
        view! {
            <th scope="col">
                <button class="upset-bar" aria-label=label.clone() title=label aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| chosen.set((!is_chosen()).then(|| key.get_value()))>
                    <span class="upset-count">{combination.people}</span>
                    <span class="upset-track"><span class="upset-fill" style:height=height></span></span>
                </button>
            </th>
        }
    });
    // A circle that shares with others only what is not drawn would be an empty row.
    let drawn = |row: usize| found.combinations.iter().any(|combination| combination.sets.contains(&row));
    let rows = found.sets.iter().enumerate().filter(|(row, _)| drawn(*row)).map(|(row, (id, size))| {
        let cells = found.combinations.iter().map(|combination| {
            let inside = combination.sets.contains(&row);
            view! { <td class=if inside { "in" } else { "out" }><span class="visually-hidden">{if inside { "✓" } else { "–" }}</span></td> }
        });
        view! {
            <tr>
                <th scope="row"><a class="circle-link" href=Route::Circle(*id).hash()>{circle_mark(*id)}{names[row].clone()}</a> " " <span class="muted">{*size}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
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
        <div class="table-wrap" tabindex="0" role="region" aria-label=words.explorer.overlaps>
            <table class="upset" id="upset">
                <thead><tr><th scope="col">{words.explorer.circle}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <div aria-live="polite">{people}</div>
    }
}
