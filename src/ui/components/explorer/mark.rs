//! The mark by which a circle is known again: a colour and a form that stay with its number from run to run.

use leptos::prelude::*;

use crate::book::Vocabulary;
use crate::circles::{Circle, CircleId};
use crate::route::Route;
use crate::text::{self, Lang};

/// Colours, told apart with any colour sight.
const HUES: u32 = 8;
/// Forms: full, ring, half. With the colours more than a list usually has circles.
const FORMS: u32 = 3;

/// Classes of a circle's colour and form.
pub fn mark_class(id: CircleId) -> String {
    format!("hue-{} form-{}", id.0 % HUES, id.0 / HUES % FORMS)
}

/// The mark. It stands beside the name and says nothing that the name does not.
pub fn circle_mark(id: CircleId) -> impl IntoView {
    view! { <span class=format!("circle-mark {}", mark_class(id)) aria-hidden="true"></span> }
}

/// The mark and the name, which leads to the circle.
pub fn circle_link(lang: Lang, vocabulary: &Vocabulary, circle: &Circle) -> impl IntoView {
    let name = text::circle_name(lang, vocabulary, circle);
    view! { <a class="circle-link" href=Route::Circle(circle.id).hash()>{circle_mark(circle.id)}{name}</a> }
}
