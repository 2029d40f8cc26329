//! Why a circle stands where it stands, to be opened.

use leptos::prelude::*;

use crate::book::Vocabulary;
use crate::circles::{Circle, CircleSet};
use crate::text;
use crate::ui::state::App;

/// The fold; nothing for a plain list, which has no place.
pub fn why_here(
    app: App,
    vocabulary: &Vocabulary,
    set: &CircleSet,
    circle: &Circle,
) -> Option<impl IntoView + use<>> {
    let lang = app.lang();
    let proper = set.circles.iter().filter(|circle| !circle.is_list());
    let place = proper.map(|circle| circle.id).position(|id| id == circle.id)? + 1;
    let reasons = text::rank_reasons(lang, vocabulary, set, circle);
    if reasons.is_empty() {
        return None;
    }
    let lines = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
    Some(view! {
        <details class="fold why-here">
            <summary>{text::rank_question(lang, place)}</summary>
            <ul>{lines}</ul>
        </details>
    })
}
