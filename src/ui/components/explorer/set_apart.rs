//! What sets circles apart, worked out behind the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

use crate::branch::Branch;
use crate::circles::CircleId;
use crate::shell::portions::Pace;
use crate::ui::state::App;
use crate::view::explorer::{Census, Difference};

/// People counted at a stretch.
const COUNTED: usize = 500;

/// The strongest differences of circles, as far as they are worked out.
pub type SetApart = RwSignal<BTreeMap<CircleId, Vec<Difference>>>;

/// Works out the `most` strongest differences of some circles, in this order: the whole book is counted once, and the
/// page has its turn in between.
pub fn set_apart(app: App, branch: &Branch, ids: Vec<CircleId>, most: usize) -> SetApart {
    let apart = SetApart::default();
    let (book, circles) = (branch.book.clone(), branch.circles.clone());
    if app.on_paper.get_untracked() {
        // Paper does not wait.
        let mut census = Census::default();
        census.count(book.customers.iter().map(|customer| &**customer));
        let found = ids.into_iter().filter_map(|id| circles.get(id));
        let found = found.map(|circle| (circle.id, census.differences(&book, circle, most)));
        apart.set(found.collect());
        return apart;
    }
    spawn_local(async move {
        let (mut pace, mut census) = (Pace::next_turn(), Census::default());
        for people in book.customers.chunks(COUNTED) {
            pace.rest().await;
            census.count(people.iter().map(|customer| &**customer));
        }
        for circle in ids.into_iter().filter_map(|id| circles.get(id)) {
            pace.rest().await;
            let found = census.differences(&book, circle, most);
            // Nobody looks at it any more.
            if apart.try_update(|apart| apart.insert(circle.id, found)).is_none() {
                return;
            }
        }
    });
    apart
}
