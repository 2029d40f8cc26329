//! A bar that shows which old groups a circle comes from, with the same figures as text below it.

use leptos::prelude::*;

use crate::circles::GroupShare;
use crate::text::group_share;
use crate::ui::state::App;

/// Colours: the largest old groups of the branch have one each, in every bar the same; all others share the last.
const COLOURS: usize = 6;

/// The mix of old groups of a circle with so many members.
#[component]
pub fn MixBar(app: App, mix: Vec<GroupShare>, members: usize) -> impl IntoView {
    let lang = app.lang();
    let colour = move |group: &str| {
        let at = app.groups.with_untracked(|groups| groups.iter().position(|other| other == group));
        at.unwrap_or(COLOURS).min(COLOURS - 1)
    };
    // A customer can be in several groups: shares are of memberships, so that the bar is full.
    let all: usize = mix.iter().map(|share| share.members).sum::<usize>().max(1);
    let label = mix.iter().map(|share| group_share(lang, share, members)).collect::<Vec<_>>().join(" · ");
    let mut from = 0.0;
    let key: Vec<_> = mix
        .iter()
        .map(|share| {
            view! { <span class="mix-part"><span class=format!("swatch part-{}", colour(&share.group)) aria-hidden="true"></span>{group_share(lang, share, members)}</span> }
        })
        .collect();
    let parts = mix
        .into_iter()
        .map(|share| {
            let width = 100.0 * share.members as f64 / all as f64;
            let left = format!("{from:.2}%");
            from += width;
            view! {
                <rect class=format!("part part-{}", colour(&share.group)) x=left y="0" width=format!("{width:.2}%") height="100%"><title>{group_share(lang, &share, members)}</title></rect>
            }
        })
        .collect_view();
    view! {
        <svg class="mix" role="img" aria-label=label>{parts}</svg>
        <p class="mix-text">{key}</p>
    }
}
