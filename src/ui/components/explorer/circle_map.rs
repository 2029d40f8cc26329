//! The map: a disc for each circle, near circles near each other, with a table behind it.

use leptos::prelude::*;

use super::mark_class;
use crate::branch::Branch;
use crate::route::Route;
use crate::text;
use crate::ui::state::App;
use crate::view::explorer::{circle_map, ems, label_lines, place_labels, MapPoint, Side, LINE_EMS};

/// Ems that a line of a name may take, and lines.
const LINE: f64 = 11.0;
const LINES: usize = 3;
/// The size of the letters as a part of the width of the smallest map that names stand on (12 of 700 pixels).
const EM: f64 = 0.0172;
/// Half of the width that a name told in full may have, and its height, as parts of the map's.
const RIM: f64 = 0.16;
const NAME: f64 = 0.1;

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

/// A disc with what is said of it.
struct Disc {
    number: usize,
    point: MapPoint,
    name: String,
    people: String,
    members: usize,
}

impl Disc {
    /// Its radius: no smaller than a finger can meet.
    fn radius(&self) -> String {
        format!("max(14px, {:.2}%)", 100.0 * self.point.radius)
    }

    /// Moves what is drawn around nothing to its place, no nearer to the rim than the smallest radius.
    fn place(&self) -> String {
        let inside = |part: f64| format!("clamp(14px, {:.2}%, calc(100% - 14px))", 100.0 * part);
        format!("translate({}, {})", inside(self.point.x), inside(self.point.y))
    }

    /// Which way the text told in full runs: at the rim of the map to where there is room for it.
    fn anchor(&self) -> &'static str {
        match self.point.x {
            x if x < RIM => "start",
            x if x > 1.0 - RIM => "end",
            _ => "middle",
        }
    }

    /// Moves what is told in full below the disc, or above it at the foot of the map.
    fn told_at(&self, lines: usize) -> String {
        let radius = self.radius();
        let across = match self.anchor() {
            "start" => format!("calc(-1 * {radius})"),
            "end" => radius.clone(),
            _ => "0px".to_owned(),
        };
        let down = if self.point.y + self.point.radius > 1.0 - NAME {
            format!("calc(-1 * {radius} - {:.2}em)", LINE_EMS * lines as f64 + 0.7)
        } else {
            format!("calc({radius} + 0.1em)")
        };
        format!("translate({across}, {down})")
    }

    /// Moves the name to its side, with the way its text runs.
    fn beside(&self, side: Side, lines: usize) -> (String, &'static str) {
        let (radius, height) = (self.radius(), LINE_EMS * lines as f64);
        let middle = format!("{:.2}em", -height / 2.0 - 0.1);
        match side {
            Side::Below => (format!("translate(0px, {radius})"), "middle"),
            Side::Above => (format!("translate(0px, calc(-1 * {radius} - {height:.2}em - 0.3em))"), "middle"),
            Side::Right => (format!("translate(calc({radius} + 0.3em), {middle})"), "start"),
            Side::Left => (format!("translate(calc(-1 * {radius} - 0.3em), {middle})"), "end"),
        }
    }
}

fn picture(app: App, branch: &Branch) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let points = circle_map(&branch.book, branch.circles.circles.iter());
    let discs: Vec<Disc> = points
        .iter()
        .enumerate()
        .filter_map(|(idx, point)| {
            let circle = branch.circles.get(point.circle)?;
            let members = circle.members.len();
            Some(Disc {
                number: idx + 1,
                point: *point,
                name: text::circle_name(lang, &vocabulary, circle),
                people: text::counted(lang, members, text::Counted::People),
                members,
            })
        })
        .collect();
    // The disc that is pointed at or has the focus is told in full, above all others.
    let told = RwSignal::new(None::<usize>);
    let drawn: Vec<_> = discs.iter().enumerate().map(|(at, disc)| drawn(disc, at, told)).collect();
    let lines: Vec<Vec<String>> = discs.iter().map(|disc| label_lines(&disc.name, LINE, LINES)).collect();
    let places: Vec<MapPoint> = discs.iter().map(|disc| disc.point).collect();
    let sides = place_labels(&places, &lines, EM);
    let names: Vec<_> = discs
        .iter()
        .zip(lines)
        .zip(sides)
        .filter_map(|((disc, lines), side)| Some(name(disc, lines, side?)))
        .collect();
    let rows = discs.iter().map(|disc| {
        view! {
            <tr><td>{disc.number}</td><th scope="row"><a href=Route::Circle(disc.point.circle).hash()>{disc.name.clone()}</a></th><td>{disc.members}</td></tr>
        }
    });
    let rows = rows.collect_view();
    let key = discs.iter().map(
        |disc| view! { <li><a href=Route::Circle(disc.point.circle).hash()>{disc.name.clone()}</a></li> },
    );
    let key = key.collect_view();
    let discs = StoredValue::new(discs);
    let in_full = move || {
        let at = told.get()?;
        discs.with_value(|discs| discs.get(at).map(in_full))
    };
    view! {
        <svg class="circle-map" id="circle-map" role="group" aria-label=words.explorer.map>
            <g>{drawn}</g>
            <g class="disc-names" aria-hidden="true">{names}</g>
            <g class="disc-told" aria-hidden="true">{in_full}</g>
        </svg>
        // Names have no room beside the discs of a small map.
        <ol class="map-key">{key}</ol>
        <details class="behind">
            <summary>{words.explorer.table_behind}</summary>
            <table class="table">
                <thead><tr><th scope="col">"#"</th><th scope="col">{words.explorer.circle}</th><th scope="col">{words.explorer.people}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn drawn(disc: &Disc, at: usize, told: RwSignal<Option<usize>>) -> impl IntoView + use<> {
    let label = format!("{} {} · {}", disc.number, disc.name, disc.people);
    let leave = move || told.update(|now| *now = now.filter(|now| *now != at));
    view! {
        <g>
            <a class=format!("disc {}", mark_class(disc.point.circle)) href=Route::Circle(disc.point.circle).hash() aria-label=label
                style:transform=disc.place()
                on:focus=move |_| told.set(Some(at)) on:blur=move |_| leave()
                on:mouseenter=move |_| told.set(Some(at)) on:mouseleave=move |_| leave()>
                <circle style:r=disc.radius()></circle>
                <text class="disc-number">{disc.number}</text>
            </a>
        </g>
    }
}

fn name(disc: &Disc, lines: Vec<String>, side: Side) -> impl IntoView + use<> {
    let (place, anchor) = disc.beside(side, lines.len());
    let lines: Vec<_> =
        lines.into_iter().map(|line| view! { <tspan x="0" dy="1.25em">{line}</tspan> }).collect();
    view! {
        <g style:transform=disc.place()>
            <text class="disc-name" text-anchor=anchor style:transform=place>{lines}</text>
        </g>
    }
}

fn in_full(disc: &Disc) -> impl IntoView + use<> {
    let mut lines = label_lines(&disc.name, 2.0 * LINE, 3);
    lines.push(disc.people.clone());
    let (count, side) = (lines.len(), disc.anchor());
    let width = lines.iter().map(|line| ems(line)).fold(0.0, f64::max) + 1.2;
    let left = match side {
        "start" => 0.0,
        "end" => -width,
        _ => -width / 2.0,
    };
    let inset = match side {
        "start" => "0.6em",
        "end" => "-0.6em",
        _ => "0",
    };
    let lines: Vec<_> =
        lines.into_iter().map(|line| view! { <tspan x=inset dy="1.25em">{line}</tspan> }).collect();
    view! {
        <g style:transform=disc.place()>
            <g style:transform=disc.told_at(count)>
                <rect x=format!("{left:.2}em") y="0" width=format!("{width:.2}em") height=format!("{:.2}em", 1.25 * count as f64 + 0.5) rx="4"></rect>
                <text text-anchor=side>{lines}</text>
            </g>
        </g>
    }
}
