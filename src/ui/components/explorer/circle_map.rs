//! The map: a disc for each circle, near circles near each other, with a table behind it.

use leptos::prelude::*;

use super::mark_class;
use crate::branch::Branch;
use crate::route::Route;
use crate::text;
use crate::ui::state::App;
use crate::view::explorer::{circle_map, MapPoint};

/// Half of the width that a name may have, and its height, of the map's.
const RIM: f64 = 0.11;
const NAME: f64 = 0.05;

/// The map of a branch's circles. Discs are links, in the order of the list.
#[component]
pub fn CircleMap(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <section class="card">
            <h2>{words.explorer.map}</h2>
            <p class="muted">{words.explorer.map_hint}</p>
            {move || app.branch(|branch| picture(app, branch))}
        </section>
    }
}

/// At the rim of the map a name stands where there is room for it.
fn edges(point: &MapPoint) -> String {
    let beside = match point.x {
        x if x < RIM => " at-left",
        x if x > 1.0 - RIM => " at-right",
        _ => "",
    };
    let below = if point.y + point.radius > 1.0 - NAME { " at-foot" } else { "" };
    format!("{beside}{below}")
}

/// A place on the map, no nearer to its rim than half of the smallest disc that a finger can meet.
fn inside(part: f64) -> String {
    format!("clamp(14px, {:.2}%, calc(100% - 14px))", 100.0 * part)
}

fn picture(app: App, branch: &Branch) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let points = circle_map(&branch.book, branch.circles.circles.iter());
    let named: Vec<_> = points
        .iter()
        .enumerate()
        .filter_map(|(idx, point)| {
            let circle = branch.circles.get(point.circle)?;
            Some((idx, *point, text::circle_name(lang, &vocabulary, circle), circle.members.len()))
        })
        .collect();
    let discs = named.iter().map(|(idx, point, name, members)| {
        let size = format!("{:.2}%", 200.0 * point.radius);
        view! {
            <a class=format!("disc {}{}", mark_class(point.circle), edges(point)) href=Route::Circle(point.circle).hash()
                style:left=inside(point.x) style:top=inside(point.y) style:width=size>
                <span class="disc-number">{idx + 1}</span> <span class="disc-name">{name.clone()}</span>
                <span class="visually-hidden">{text::counted(app.lang(), *members, text::Counted::People)}</span>
            </a>
        }
    });
    let rows = named.iter().map(|(idx, point, name, members)| {
        view! {
            <tr><td>{idx + 1}</td><th scope="row"><a href=Route::Circle(point.circle).hash()>{name.clone()}</a></th><td>{*members}</td></tr>
        }
    });
    view! {
        <nav class="circle-map" id="circle-map" aria-label=words.explorer.map>{discs.collect_view()}</nav>
        // Names have no room beside the discs of a small map.
        <ol class="map-key">{named.iter().map(|(_, point, name, _)| view! { <li><a href=Route::Circle(point.circle).hash()>{name.clone()}</a></li> }).collect_view()}</ol>
        <details class="behind">
            <summary>{words.explorer.table_behind}</summary>
            <table class="table">
                <thead><tr><th scope="col">"#"</th><th scope="col">{words.explorer.circle}</th><th scope="col">{words.explorer.people}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}
