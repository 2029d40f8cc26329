//! Chips: a tag that is liked, and a thing to avoid; told apart by sign and shape, not by colour alone.

use leptos::prelude::*;

/// A tag, with a plus or a minus in front.
#[component]
pub fn TagChip(#[prop(into)] text: String, #[prop(default = false)] avoid: bool) -> impl IntoView {
    view! {
        <span class="chip" class:avoid=avoid>
            <span class="sign" aria-hidden="true">{if avoid { "−" } else { "+" }}</span>
            {text}
        </span>
    }
}

/// Something to avoid.
#[component]
pub fn AvoidChip(#[prop(into)] text: String) -> impl IntoView {
    view! { <TagChip text avoid=true /> }
}
