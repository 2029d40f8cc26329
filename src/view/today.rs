//! The start page: what is due in the next seven days, and which events to prepare.

use chrono::{Days, NaiveDate};

use crate::book::CustomerId;
use crate::order::Order;
use crate::plan::quarter::{Event, QuarterPlan};

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
    /// What is due, must-dos and events first within a day.
    pub due: Vec<DueLine>,
    /// Events whose notice has begun or begins within the week, soonest first.
    pub prepare: Vec<Event>,
}

/// The seven days from `from` on.
pub fn week_ahead(plan: &QuarterPlan, from: NaiveDate) -> WeekAhead {
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
    due.order_by_key(|line| (line.date(), rank(line)));
    let mut prepare: Vec<Event> =
        plan.events.iter().filter(|event| event.notice_by < to && event.date >= from).cloned().collect();
    prepare.order_by_key(|event| (event.notice_by, event.number));
    WeekAhead { due, prepare }
}
