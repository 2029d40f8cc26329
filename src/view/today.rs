//! The start page: what is due in the next seven days, and which events to prepare.

use chrono::{Days, NaiveDate};

use crate::book::CustomerId;
use crate::care::Playbook;
use crate::order::Order;
use crate::plan::quarter::{begin_by, Event, QuarterPlan};

/// One thing that is due.
#[derive(Clone, Debug, PartialEq)]
pub enum DueLine {
    /// A touch of one customer.
    Touch {
        /// Day.
        date: NaiveDate,
        /// Who.
        customer: CustomerId,
        /// Approach of the playbook.
        approach: String,
        /// A birthday or maturity.
        must: bool,
    },
    /// An event.
    Event(Event),
}

impl DueLine {
    /// The day it is due.
    pub fn date(&self) -> NaiveDate {
        match self {
            Self::Touch { date, .. } => *date,
            Self::Event(event) => event.date,
        }
    }
}

/// The next seven days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeekAhead {
    /// What is due: the events of the week, then the touches by day, must-dos first within a day.
    pub due: Vec<DueLine>,
    /// Events whose first step was due or is due within the week, with its day, soonest first.
    pub prepare: Vec<(NaiveDate, Event)>,
}

/// The seven days from `from` on.
pub fn week_ahead(plan: &QuarterPlan, playbook: &Playbook, from: NaiveDate) -> WeekAhead {
    let to = from + Days::new(7);
    let touches =
        plan.touches.iter().filter(|touch| (from..to).contains(&touch.date)).map(|touch| DueLine::Touch {
            date: touch.date,
            customer: touch.customer,
            approach: touch.approach.clone(),
            must: touch.occasion.is_some(),
        });
    let events =
        plan.events.iter().filter(|event| (from..to).contains(&event.date)).cloned().map(DueLine::Event);
    let mut due: Vec<DueLine> = events.chain(touches).collect();
    let rank = |line: &DueLine| match line {
        DueLine::Event(_) => 0,
        DueLine::Touch { must: true, .. } => 1,
        DueLine::Touch { .. } => 2,
    };
    // Few events stand beside hundreds of touches: behind these nobody would see them.
    due.order_by_key(|line| (rank(line) != 0, line.date(), rank(line)));
    let begins = |event: &Event| {
        let approach = playbook.get(&event.approach);
        approach.map_or(event.notice_by, |approach| begin_by(approach, event, &plan.settings.days))
    };
    let ahead = plan.events.iter().filter(|event| event.date > from);
    let mut prepare: Vec<(NaiveDate, Event)> =
        ahead.map(|event| (begins(event), event.clone())).filter(|(begins, _)| *begins < to).collect();
    prepare.order_by_key(|(begins, event)| (*begins, event.number));
    WeekAhead { due, prepare }
}
