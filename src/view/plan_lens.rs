//! A part of the plan: one manager's, one circle's, one person's.

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
    /// Only this person: the events he is invited to, and his own touches.
    pub person: Option<CustomerId>,
}

impl PlanLens {
    /// True when the whole plan is shown.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a person's single touches are shown.
    pub fn shows(&self, id: CustomerId, book: &Book, circles: &CircleSet) -> bool {
        let inside = self.circle.and_then(|circle| circles.get(circle)).is_none_or(|circle| circle.has(id));
        inside && self.is_mine(id, book)
    }

    fn is_mine(&self, id: CustomerId, book: &Book) -> bool {
        let manager = self.manager.as_ref();
        self.person.is_none_or(|person| person == id)
            && manager.is_none_or(|name| book.get(id).is_some_and(|customer| customer.manager == *name))
    }

    /// The part of the plan; money and hours stay those of the whole.
    pub fn part(&self, plan: &QuarterPlan, book: &Book, circles: &CircleSet) -> QuarterPlan {
        let mut part = plan.clone();
        part.events.retain_mut(|event| {
            event.attendees.retain(|id| self.is_mine(*id, book));
            self.circle.is_none_or(|id| event.circle == id)
                && (self.manager.is_none() && self.person.is_none() || !event.attendees.is_empty())
        });
        part.touches.retain(|touch| self.shows(touch.customer, book, circles));
        part.not_placed.retain(|(id, _)| self.shows(*id, book, circles));
        part
    }
}
