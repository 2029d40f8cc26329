//! Circles against the old groups: shares, darker where there are more, with the branch's own share beside it.

use leptos::prelude::*;

use super::circle_link;
use crate::branch::Branch;
use crate::text::{self, Figure};
use crate::ui::components::Why;
use crate::ui::state::App;
use crate::view::explorer::cross_table;

/// Groups that have a column.
const GROUPS: usize = 10;

/// The table.
#[component]
pub fn CrossTable(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <section class="card">
            <h2>{words.explorer.groups}</h2>
            <div class="figure-line"><p>
                <strong>{move || text::percent(app.branch(|branch| branch.circles.explained_by_groups))}</strong> " "
                {words.circles.explained} " · " <span class="muted">{words.circles.explained_hint}</span>
            </p><Why app of=Figure::Explained name=words.circles.explained /></div>
            <p class="muted">{words.explorer.groups_hint}</p>
            {move || app.branch(|branch| table(app, branch))}
        </section>
    }
}

fn table(app: App, branch: &Branch) -> impl IntoView + use<> {
    let (words, lang) = (app.words(), app.lang());
    let vocabulary = branch.vocabulary();
    let mut groups = branch.book.groups();
    groups.truncate(GROUPS);
    let rows = cross_table(branch.circles.circles.iter(), &groups, branch.book.customers.len());
    let rows = rows.into_iter().filter_map(|row| {
        let circle = branch.circles.get(row.circle)?;
        let cells = row.inside.iter().zip(&row.usual).map(|(inside, usual)| {
            let shade = format!("{:.0}%", 100.0 * inside.min(1.0));
            view! { <td class="shaded" style=("--shade", shade)>{text::percent(*inside)} " " <small>"(" {text::percent(*usual)} ")"</small></td> }
        });
        let cells = cells.collect_view();
        Some(view! {
            <tr><th scope="row">{circle_link(lang, &vocabulary, circle)}</th>{cells}</tr>
        })
    });
    let rows = rows.collect_view();
    let heads = groups.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=words.explorer.groups>
            <table class="table cross" id="cross">
                <thead><tr><th scope="col">{words.explorer.circle}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
