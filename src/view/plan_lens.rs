//! A part of the plan: one manager's, one circle's.

use crate::book::{Book, CustomerId};
use crate::circles::{CircleId, CircleSet};
use crate::plan::quarter::QuarterPlan;

/// Which part of a plan is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanLens {
    /// Only this manager's customers.
    pub manager: Option<String>,
    /// Only this circle: its events, and single touches of its members.
    pub circle: Option<CircleId>,
}

impl PlanLens {
    /// True when the whole plan is shown.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// The part of the plan; money and hours stay those of the whole.
    pub fn part(&self, plan: &QuarterPlan, book: &Book, circles: &CircleSet) -> QuarterPlan {
        let members = self.circle.and_then(|id| circles.get(id)).map(|circle| &circle.members);
        let mine = |id: &CustomerId| {
            let manager = self.manager.as_ref();
            manager.is_none_or(|name| book.get(*id).is_some_and(|customer| customer.manager == *name))
        };
        let inside = |id: &CustomerId| members.is_none_or(|members| members.contains(id));
        let mut part = plan.clone();
        part.events.retain_mut(|event| {
            event.attendees.retain(|id| mine(id));
            self.circle.is_none_or(|id| event.circle == id)
                && (self.manager.is_none() || !event.attendees.is_empty())
        });
        part.touches.retain(|touch| mine(&touch.customer) && inside(&touch.customer));
        part.not_placed.retain(|(id, _)| mine(id) && inside(id));
        part
    }
}
