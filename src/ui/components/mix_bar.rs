//! A bar that shows which old groups a circle comes from, with the same figures as text for who cannot see it.

use leptos::prelude::*;

use crate::circles::GroupShare;
use crate::text::{group_share, Lang};

/// Parts that are drawn on their own; the rest is one part.
const PARTS: usize = 6;

/// The mix of old groups of a circle with so many members.
#[component]
pub fn MixBar(lang: Lang, mix: Vec<GroupShare>, members: usize) -> impl IntoView {
    // A customer can be in several groups: shares are of memberships, so that the bar is full.
    let all: usize = mix.iter().map(|share| share.members).sum::<usize>().max(1);
    let label = mix.iter().map(|share| group_share(lang, share, members)).collect::<Vec<_>>().join(" · ");
    let parts = mix
        .into_iter()
        .take(PARTS)
        .enumerate()
        .map(|(idx, share)| {
            let width = format!("{:.2}%", 100.0 * share.members as f64 / all as f64);
            view! { <span class=format!("part part-{idx}") style:width=width title=group_share(lang, &share, members)></span> }
        })
        .collect_view();
    view! {
        <div class="mix" role="img" aria-label=label.clone()>{parts}</div>
        <p class="mix-text">{label}</p>
    }
}
