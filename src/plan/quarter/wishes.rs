//! What a manager has decided by hand about events, people and hours, in terms that are found again in the next plan.

use serde::{Deserialize, Serialize};

use super::super::{Pins, Plan, Session, Touch};
use super::{Event, Frame, QuarterPlan, RoleGiven, Seating};
use crate::book::{Book, CustomerId};
use crate::calendar::{Quarter, WEEKS};
use crate::circles::CircleId;

/// An event, named so that it is found again in the next plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventKey {
    /// Approach of the playbook.
    pub approach: String,
    /// The circle it is for.
    pub circle: CircleId,
    /// Week of the quarter, from 0.
    pub week: usize,
}

impl EventKey {
    /// The key of an event in a quarter.
    pub fn of(event: &Event, quarter: Quarter) -> Self {
        let week = quarter.day_of(event.date).map_or(0, |day| day as usize / 7);
        Self { approach: event.approach.clone(), circle: event.circle, week }
    }

    fn is_like(&self, other: &EventKey) -> bool {
        self.approach == other.approach && self.circle == other.circle
    }
}

/// One person and one approach.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TouchKey {
    /// Who.
    pub customer: CustomerId,
    /// Approach of the playbook.
    pub approach: String,
    /// The circle, for events.
    pub circle: Option<CircleId>,
    /// Week of the quarter, from 0.
    pub week: usize,
}

impl TouchKey {
    /// Somebody's seat at an event.
    pub fn seat(customer: CustomerId, event: &EventKey) -> Self {
        Self { customer, approach: event.approach.clone(), circle: Some(event.circle), week: event.week }
    }
}

/// A manager's hours in one week, where they are not the usual ones: 0 for somebody who is ill.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WeekHours {
    /// Name of the manager.
    pub manager: String,
    /// Week of the quarter, from 0.
    pub week: usize,
    /// Minutes for care.
    pub mins: i64,
}

/// What was decided by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanWishes {
    /// Events that stay.
    pub pinned: Vec<EventKey>,
    /// Events that must not be.
    pub cancelled: Vec<EventKey>,
    /// Those of them that were not called off but moved to another week.
    pub moved: Vec<EventKey>,
    /// Touches that stay.
    pub held: Vec<TouchKey>,
    /// Touches that must not be.
    pub refused: Vec<TouchKey>,
    /// Hours that are not the usual ones.
    pub hours: Vec<WeekHours>,
    /// Tables that stay as they are.
    pub seating: Vec<Seating>,
    /// Roles on stage that were given by hand.
    pub roles: Vec<RoleGiven>,
}

impl PlanWishes {
    /// True when nothing was decided.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Pins an event, or no longer.
    pub fn toggle_pin(&mut self, key: &EventKey) {
        match self.pinned.iter().position(|other| other == key) {
            Some(at) => {
                self.pinned.remove(at);
            }
            None => self.pinned.push(key.clone()),
        }
    }

    /// Cancels an event; a pin on it goes.
    pub fn cancel(&mut self, key: &EventKey) {
        self.moved.retain(|other| other != key);
        self.pinned.retain(|other| other != key);
        self.held.retain(|touch| !is_seat(touch, key));
        self.move_evening(key, None);
        if !self.cancelled.contains(key) {
            self.cancelled.push(key.clone());
        }
    }

    /// Lets an event be again.
    pub fn allow(&mut self, key: &EventKey) {
        self.cancelled.retain(|other| other != key);
        self.moved.retain(|other| other != key);
    }

    /// Brings an event back that was called off: it stays where it was. What was moved is allowed in its first week again.
    pub fn bring_back(&mut self, key: &EventKey) {
        let was_moved = self.moved.contains(key);
        self.allow(key);
        if !was_moved && !self.pinned.contains(key) {
            self.pinned.push(key.clone());
        }
    }

    /// Takes everything back that was decided; what was called off is brought back.
    pub fn take_back_all(&mut self) {
        let mut open = Self::default();
        for key in self.cancelled.iter().filter(|key| !self.moved.contains(key)) {
            open.bring_back(key);
        }
        *self = open;
    }

    /// Moves an event to another week, where it stays; the seats that were given by hand move along.
    pub fn shift(&mut self, key: &EventKey, week: usize) {
        let there = EventKey { week, ..key.clone() };
        if there == *key {
            return;
        }
        let seats: Vec<TouchKey> = self.held.iter().filter(|touch| is_seat(touch, key)).cloned().collect();
        self.move_evening(key, Some(week));
        self.cancel(key);
        self.moved.push(key.clone());
        self.allow(&there);
        if !self.pinned.contains(&there) {
            self.pinned.push(there.clone());
        }
        self.held.extend(seats.iter().map(|touch| TouchKey { week, ..touch.clone() }));
    }

    /// Gives somebody a seat, or the touch for good: what spoke against it by hand goes.
    pub fn hold(&mut self, touch: &TouchKey) {
        self.refused.retain(|other| other != touch);
        if !self.held.contains(touch) {
            self.held.push(touch.clone());
        }
    }

    /// Keeps a touch away.
    pub fn refuse(&mut self, touch: &TouchKey) {
        self.held.retain(|other| other != touch);
        if !self.refused.contains(touch) {
            self.refused.push(touch.clone());
        }
    }

    /// One person goes, another comes.
    pub fn swap(&mut self, out: &TouchKey, into: &TouchKey) {
        self.refuse(out);
        self.hold(into);
    }

    /// Sets a manager's minutes in a week; `None` for the usual ones.
    pub fn set_hours(&mut self, manager: &str, week: usize, mins: Option<i64>) {
        self.hours.retain(|hours| (hours.manager.as_str(), hours.week) != (manager, week));
        if let Some(mins) = mins {
            self.hours.push(WeekHours { manager: manager.to_owned(), week, mins });
        }
    }

    /// Takes a person out of everything that was decided.
    pub fn forget(&mut self, id: CustomerId) {
        self.held.retain(|touch| touch.customer != id);
        self.refused.retain(|touch| touch.customer != id);
        self.forget_on_site(id);
    }

    /// Minutes of a manager in a week, if they are not the usual ones.
    pub(super) fn hours_of(&self, manager: &str, week: usize) -> Option<i64> {
        let own = self.hours.iter().find(|hours| (hours.manager.as_str(), hours.week) == (manager, week));
        own.map(|hours| hours.mins)
    }

    /// As the engine's pins.
    pub(super) fn pins(&self, frame: &Frame, book: &Book) -> Pins {
        let slot = |key: &EventKey| Some((activity_of(frame, &key.approach, Some(key.circle))?, key.week));
        let touch = |key: &TouchKey| {
            let activity = activity_of(frame, &key.approach, key.circle)?;
            Some(Touch { customer: book.position(key.customer)?, activity, week: key.week })
        };
        Pins {
            keep_sessions: self
                .pinned
                .iter()
                .filter_map(slot)
                .map(|(activity, week)| Session { activity, week, count: 1 })
                .collect(),
            forbid_sessions: self.cancelled.iter().filter_map(slot).collect(),
            keep_touches: self.held.iter().filter_map(touch).collect(),
            forbid_touches: self.refused.iter().filter_map(touch).collect(),
        }
    }

    /// The week in which an event of the former plan takes place now: another one when it was moved.
    fn week_now(&self, key: &EventKey, last: &QuarterPlan) -> usize {
        let held_before =
            |other: &EventKey| last.events.iter().any(|event| EventKey::of(event, last.quarter) == *other);
        let moved = self.pinned.iter().find(|other| other.is_like(key) && !held_before(other));
        match moved {
            Some(there) if self.cancelled.contains(key) => there.week,
            _ => key.week,
        }
    }
}

fn is_seat(touch: &TouchKey, event: &EventKey) -> bool {
    touch.circle == Some(event.circle) && touch.approach == event.approach && touch.week == event.week
}

pub(super) fn activity_of(frame: &Frame, approach: &str, circle: Option<CircleId>) -> Option<usize> {
    frame.meanings.iter().position(|meaning| meaning.approach == approach && meaning.circle == circle)
}

/// The guests of events that were moved, in their new week: they come first there, before anybody else is invited.
pub(super) fn moved_guests(
    frame: &Frame,
    book: &Book,
    wishes: &PlanWishes,
    last: &QuarterPlan,
) -> Vec<Touch> {
    let mut guests = Vec::new();
    for event in &last.events {
        let key = EventKey::of(event, last.quarter);
        let week = wishes.week_now(&key, last);
        let activity = activity_of(frame, &event.approach, Some(event.circle));
        if let Some(activity) = activity.filter(|_| week != key.week) {
            let seated = event.attendees.iter().filter_map(|id| book.position(*id));
            guests.extend(seated.map(|customer| Touch { customer, activity, week }));
        }
    }
    guests
}

/// A former plan in the engine's numbers; what is no longer known is left out, who sat at an event that was moved
/// moves along.
pub(super) fn warm_start(frame: &Frame, book: &Book, wishes: &PlanWishes, last: &QuarterPlan) -> Plan {
    let week_of = |date| last.quarter.day_of(date).map(|day| day as usize / 7).filter(|week| *week < WEEKS);
    let (mut sessions, mut touches) = (Vec::new(), Vec::new());
    for event in &last.events {
        let Some(activity) = activity_of(frame, &event.approach, Some(event.circle)) else { continue };
        let week = wishes.week_now(&EventKey::of(event, last.quarter), last);
        sessions.push(Session { activity, week, count: event.sessions });
        let seated = event.attendees.iter().filter_map(|id| book.position(*id));
        touches.extend(seated.map(|customer| Touch { customer, activity, week }));
    }
    for touch in last.touches.iter().filter(|touch| touch.occasion.is_none()) {
        let activity = activity_of(frame, &touch.approach, None);
        let (Some(activity), Some(week)) = (activity, week_of(touch.date)) else { continue };
        touches.extend(book.position(touch.customer).map(|customer| Touch { customer, activity, week }));
    }
    Plan { sessions, touches, ..Plan::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(week: usize) -> EventKey {
        EventKey { approach: "guandan".into(), circle: CircleId(3), week }
    }

    #[test]
    fn a_moved_event_takes_its_pins_and_seats_along_and_can_come_back() {
        let mut wishes = PlanWishes::default();
        wishes.toggle_pin(&key(2));
        wishes.hold(&TouchKey::seat(CustomerId(7), &key(2)));
        wishes.shift(&key(2), 5);
        assert_eq!((wishes.pinned.clone(), wishes.cancelled.clone()), (vec![key(5)], vec![key(2)]));
        assert_eq!(wishes.held, [TouchKey::seat(CustomerId(7), &key(5))]);
        wishes.shift(&key(5), 2);
        assert_eq!((wishes.pinned.clone(), wishes.cancelled.clone()), (vec![key(2)], vec![key(5)]));
    }

    #[test]
    fn what_is_held_is_not_refused_and_the_other_way_round() {
        let mut wishes = PlanWishes::default();
        let (out, into) = (TouchKey::seat(CustomerId(1), &key(0)), TouchKey::seat(CustomerId(2), &key(0)));
        wishes.hold(&out);
        wishes.swap(&out, &into);
        assert_eq!((wishes.held.clone(), wishes.refused.clone()), (vec![into.clone()], vec![out.clone()]));
        wishes.swap(&into, &out);
        assert_eq!((wishes.held.clone(), wishes.refused.clone()), (vec![out], vec![into]));
        wishes.forget(CustomerId(1));
        wishes.forget(CustomerId(2));
        wishes.set_hours("王丽", 3, Some(0));
        assert_eq!(wishes.hours_of("王丽", 3), Some(0));
        wishes.set_hours("王丽", 3, None);
        assert!(wishes.is_empty());
    }
}
