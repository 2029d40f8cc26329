//! A bar that shows which old groups a circle comes from, with the same figures as text below it.

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
    let mut from = 0.0;
    let parts = mix
        .into_iter()
        .take(PARTS)
        .enumerate()
        .map(|(idx, share)| {
            let width = 100.0 * share.members as f64 / all as f64;
            let left = format!("{from:.2}%");
            from += width;
            view! {
                <rect class=format!("part part-{idx}") x=left y="0" width=format!("{width:.2}%") height="100%"><title>{group_share(lang, &share, members)}</title></rect>
            }
        })
        .collect_view();
    view! {
        <svg class="mix" role="img" aria-label=label.clone()>{parts}</svg>
        <p class="mix-text">{label}</p>
    }
}
