//! The plan in the hands of a person: calendar, events, decisions, limits, checks, scenarios.

mod calendar;
mod changes;
mod checks;
mod conflicts;
mod events;
mod folded;
mod hours;
mod lead_times;
mod limits;
mod people;
mod scenarios;
mod touches;
mod week;

pub use calendar::Calendar;
pub use changes::Changes;
pub use checks::Checks;
pub use conflicts::{Conflicts, Decisions};
pub use events::Events;
pub use hours::{Hours, OwnDaysCard};
pub use lead_times::LeadTimes;
pub use limits::Limits;
pub use scenarios::Scenarios;
pub use touches::{NotPlaced, Touches};

use leptos::prelude::*;
use std::sync::Arc;

use crate::branch::{Branch, Edit, History};
use crate::plan::quarter::{closed, Event, EventKey, PlanWishes, QuarterPlan};
use crate::text::{self, Lang};
use crate::ui::jobs;
use crate::ui::state::App;
use crate::view::edit_kept;

/// Decides something by hand and plans again around it.
pub fn wish(app: App, change: impl FnOnce(&mut PlanWishes)) {
    let mut wishes = app.branch_now(|branch| branch.wishes.clone());
    change(&mut wishes);
    jobs::decide(app, Edit::SetWishes(wishes));
}

/// Decides something by which the plan stays as it is: a pin, who sits where.
pub fn wish_in_place(app: App, change: impl FnOnce(&mut PlanWishes)) {
    let mut wishes = app.branch_now(|branch| branch.wishes.clone());
    change(&mut wishes);
    app.dispatch(Edit::SetWishes(wishes));
    if let Some(kind) = app.history.with_untracked(History::undoable) {
        app.say(&edit_kept(app.look.get_untracked().lang, kind), true);
    }
}

/// Moves an event to another week, if that week will do.
pub fn move_event(app: App, key: &EventKey, week: usize) -> bool {
    let why = app.branch_now(|branch| {
        let quarter = branch.plan.as_ref()?.quarter;
        closed(branch.playbook().get(&key.approach)?, quarter, &branch.settings.days, week)
    });
    if let Some(why) = why {
        app.say(&text::week_closed(app.look.get_untracked().lang, why), false);
        return false;
    }
    if week == key.week {
        app.say(text::quarter_words(app.look.get_untracked().lang).same_week, false);
        return false;
    }
    wish(app, |wishes| wishes.shift(key, week));
    true
}

/// The name of the circle of an event.
pub fn circle_of(lang: Lang, branch: &Branch, event: &Event) -> String {
    let vocabulary = branch.vocabulary();
    branch
        .circles
        .get(event.circle)
        .map(|circle| text::circle_name(lang, &vocabulary, circle))
        .unwrap_or_default()
}

/// The part of the plan that is shown, tracked.
fn shown_plan(app: App, branch: &Branch, plan: &Arc<QuarterPlan>) -> Arc<QuarterPlan> {
    let lens = app.plan_look.with(|look| look.lens.clone());
    if lens.is_whole() {
        plan.clone()
    } else {
        Arc::new(lens.part(plan, &branch.book, &branch.circles))
    }
}
