//! What a manager has decided about single events, and planning again around it with as few broken promises as possible.

use serde::{Deserialize, Serialize};

use super::super::{Pins, Plan, Session, Touch};
use super::{Event, Frame, QuarterPlan};
use crate::book::Book;
use crate::calendar::Quarter;
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
}

/// What was decided by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanWishes {
    /// Events that stay.
    pub pinned: Vec<EventKey>,
    /// Events that must not be.
    pub cancelled: Vec<EventKey>,
}

impl PlanWishes {
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
        self.pinned.retain(|other| other != key);
        if !self.cancelled.contains(key) {
            self.cancelled.push(key.clone());
        }
    }

    /// As the engine's pins.
    pub(super) fn pins(&self, frame: &Frame) -> Pins {
        let slot = |key: &EventKey| Some((activity_of(frame, &key.approach, Some(key.circle))?, key.week));
        Pins {
            keep_sessions: self
                .pinned
                .iter()
                .filter_map(slot)
                .map(|(activity, week)| Session { activity, week, count: 1 })
                .collect(),
            forbid_sessions: self.cancelled.iter().filter_map(slot).collect(),
            ..Pins::default()
        }
    }
}

fn activity_of(frame: &Frame, approach: &str, circle: Option<CircleId>) -> Option<usize> {
    frame.meanings.iter().position(|meaning| meaning.approach == approach && meaning.circle == circle)
}

/// A former plan in the engine's numbers; what is no longer known is left out.
pub(super) fn warm_start(frame: &Frame, book: &Book, last: &QuarterPlan) -> Plan {
    let week_of = |date| last.quarter.day_of(date).map(|day| day as usize / 7);
    let (mut sessions, mut touches) = (Vec::new(), Vec::new());
    for event in &last.events {
        let activity = activity_of(frame, &event.approach, Some(event.circle));
        let (Some(activity), Some(week)) = (activity, week_of(event.date)) else { continue };
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
