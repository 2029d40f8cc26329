//! From a branch's care to a planning problem, and from the solution back to days, people and reasons.
//!
//! The engine beside this file knows numbers only. Here customers, circles and approaches become its customers and
//! activities ([`Frame`]), and its touches become a [`QuarterPlan`] with dates. All limits are sample values until
//! the branch sets its own.

mod conflict;
mod frame;
mod levelling;
mod milestones;
mod must_dos;
mod on_site;
mod read_back;
mod way_out;
mod wishes;

pub use conflict::{Blocker, Conflict, Unmet, Wish};
use frame::periods;
pub use frame::{closed, manager_weeks, open_weeks, Closed, Frame};
pub use milestones::{begin_by, milestones, preparations, Milestone, Preparations, Step};
pub use on_site::{RoleGiven, Seating};
pub use way_out::{relief, WayOut};
pub use wishes::{EventKey, PlanWishes, TouchKey, WeekHours};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{solve, Flow, Options, ProblemError, Progress};
use crate::book::{Book, CustomerId};
use crate::calendar::{OwnDays, Quarter};
use crate::care::{AvoidKind, Occasion, Playbook, Reason, Venue};
use crate::circles::{CircleId, CircleSet};
use crate::order::Order;

/// How much work a plan may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effort {
    /// A plan at once: after a book was opened or imported, within about a second at 800 customers.
    Quick,
    /// The best plan that the usual time allows.
    Full,
}

/// Work units of a quick plan: ten thousand a customer up to a thousand of them, less for each further one, for
/// nobody waits half a minute for a first look.
fn quick_work(customers: u64) -> u64 {
    1_000_000 + 10_000 * customers.min(1000) + 1500 * customers.saturating_sub(1000)
}

/// What the branch has to spend (sample values until edited).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSettings {
    /// Money for the quarter.
    pub budget_yuan: i64,
    /// Minutes a week that each client manager has for care.
    pub manager_week_mins: i64,
    /// Minutes a week of the event crew.
    pub crew_week_mins: i64,
    /// Sessions a week that the hall, the small room and outdoor places can hold.
    pub hall_slots: i64,
    /// See `hall_slots`.
    pub room_slots: i64,
    /// See `hall_slots`.
    pub outdoor_slots: i64,
    /// Most touches a customer in a month.
    pub month_cap: i64,
    /// Fewest days between two touches of a customer.
    pub gap_days: i64,
    /// The seed of lots among equals.
    pub seed: u64,
    /// Days off and shifted work days that the branch has set itself.
    #[serde(default)]
    pub days: OwnDays,
}

impl PlanSettings {
    /// Sessions a week in a kind of place; `None` for places of others.
    pub fn slots(&self, venue: Venue) -> Option<i64> {
        match venue {
            Venue::Hall => Some(self.hall_slots),
            Venue::Room => Some(self.room_slots),
            Venue::Outdoor => Some(self.outdoor_slots),
            Venue::None => None,
        }
    }

    /// As [`Self::slots`], to be changed.
    pub fn slots_mut(&mut self, venue: Venue) -> Option<&mut i64> {
        match venue {
            Venue::Hall => Some(&mut self.hall_slots),
            Venue::Room => Some(&mut self.room_slots),
            Venue::Outdoor => Some(&mut self.outdoor_slots),
            Venue::None => None,
        }
    }

    /// Sample values for a branch of this size: 20 yuan a customer and quarter, ten hours a week for each manager.
    pub fn sample(customers: usize) -> Self {
        Self {
            budget_yuan: (customers as i64 * 20).max(2000),
            manager_week_mins: 600,
            crew_week_mins: 600,
            hall_slots: 2,
            room_slots: 3,
            outdoor_slots: 1,
            month_cap: 2,
            gap_days: 14,
            seed: 1,
            days: OwnDays::default(),
        }
    }
}

/// A session of a group approach on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Number inside the plan, by date.
    pub number: u32,
    /// Approach of the playbook.
    pub approach: String,
    /// The circle it is for.
    pub circle: CircleId,
    /// Day.
    pub date: NaiveDate,
    /// How many sessions run side by side.
    pub sessions: i64,
    /// Who is invited.
    pub attendees: Vec<CustomerId>,
    /// Money, sessions and heads together.
    pub cost_yuan: i64,
    /// Event crew's minutes.
    pub crew_mins: i64,
    /// Latest day to begin preparing.
    pub notice_by: NaiveDate,
}

/// One touch of one customer that needs no event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedTouch {
    /// Who.
    pub customer: CustomerId,
    /// Approach of the playbook.
    pub approach: String,
    /// Day.
    pub date: NaiveDate,
    /// Money.
    pub cost_yuan: i64,
    /// Own manager's minutes.
    pub own_mins: i64,
    /// The occasion, for must-dos; `None` for touches the planner chose.
    pub occasion: Option<Occasion>,
    /// Why this approach.
    pub reasons: Vec<Reason>,
}

/// Why a customer has no touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotPlaced {
    /// Asked for no contact.
    NoContact,
    /// Nothing in the playbook fits what is known; a question would help.
    NothingFits,
    /// All that would fit is kept away by avoids; the first of them.
    Avoided(AvoidKind),
    /// The limit that stops most of what would fit.
    Limit(LimitKind),
}

/// The limits of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LimitKind {
    Budget,
    ManagerHours,
    CrewHours,
    Venue,
    SessionSize,
    Contact,
    /// The event may grow into a crowd, and the person avoids crowds.
    Crowd,
    /// Nothing stops it; it is worth less than what was placed.
    Worth,
}

/// What a month costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSum {
    /// Money spent.
    pub spent_yuan: i64,
    /// Money there is.
    pub budget_yuan: i64,
}

/// A limit's price: what one more unit would be worth, by the prices that certify the bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LimitPrice {
    /// Which limit.
    pub limit: LimitKind,
    /// Points for 100 yuan, one hour or one slot more, where it is dearest.
    pub points: f64,
    /// The week (from 0) in which it is dearest; none for money.
    #[serde(default)]
    pub week: Option<usize>,
    /// Whose hours, for a manager's.
    #[serde(default)]
    pub manager: Option<String>,
    /// Which kind of place, for places.
    #[serde(default)]
    pub venue: Option<Venue>,
}

/// A quarter's plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuarterPlan {
    /// The thirteen weeks.
    pub quarter: Quarter,
    /// The limits it was made for.
    pub settings: PlanSettings,
    /// Events by date.
    pub events: Vec<Event>,
    /// Touches without event, must-dos included, by date.
    pub touches: Vec<PlannedTouch>,
    /// Customers without any touch, with the reason.
    pub not_placed: Vec<(CustomerId, NotPlaced)>,
    /// Money by month.
    pub months: Vec<MonthSum>,
    /// For each client manager the minutes of each week.
    pub manager_mins: Vec<(String, Vec<i64>)>,
    /// Points of the plan.
    pub objective: i64,
    /// Points that no plan can exceed: certified.
    pub bound: i64,
    /// What more of each limit would be worth, dearest first.
    pub prices: Vec<LimitPrice>,
    /// Limits that the must-dos alone exceed.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What was decided by hand and cannot be.
    #[serde(default)]
    pub unmet: Vec<Unmet>,
}

impl QuarterPlan {
    /// How far below the best possible plan this one is at most, in per cent.
    pub fn gap_pct(&self) -> f64 {
        if self.bound <= 0 {
            return 0.0;
        }
        (100.0 * (self.bound - self.objective) as f64 / self.bound as f64).max(0.0)
    }

    /// Money of the whole quarter.
    pub fn spent_yuan(&self) -> i64 {
        self.months.iter().map(|month| month.spent_yuan).sum()
    }

    /// The Thursdays of the first and of the last week of the plan's month `month` (from 0): what names it. The first month
    /// of a quarter that touches four is two.
    pub fn months_of(&self, month: usize) -> (NaiveDate, NaiveDate) {
        let period = periods(self.quarter);
        let thursday = |week: Option<usize>| self.quarter.date(7 * week.unwrap_or_default() as u32 + 3);
        let is_its = |of: &usize| *of == month;
        (thursday(period.iter().position(is_its)), thursday(period.iter().rposition(is_its)))
    }

    /// Contacts whose day is given: birthdays, maturities, holidays.
    pub fn must_dos(&self) -> usize {
        self.touches.iter().filter(|touch| touch.occasion.is_some()).count()
    }

    /// Contacts with one person whose day is the plan's to choose.
    pub fn one_to_ones(&self) -> usize {
        self.touches.len() - self.must_dos()
    }

    /// Takes a person out of the plan.
    pub fn forget(&mut self, id: CustomerId) {
        for event in &mut self.events {
            event.attendees.retain(|attendee| *attendee != id);
        }
        self.touches.retain(|touch| touch.customer != id);
        self.not_placed.retain(|(customer, _)| *customer != id);
        for conflict in &mut self.conflicts {
            conflict.must_dos.retain(|(customer, _)| *customer != id);
        }
        self.unmet.retain(|unmet| !matches!(&unmet.wish, Wish::Touch(touch) if touch.customer == id));
    }

    /// Customers with at least one touch.
    pub fn reached(&self) -> usize {
        let events = self.events.iter().flat_map(|event| event.attendees.iter());
        let mut ids: Vec<CustomerId> =
            events.chain(self.touches.iter().map(|touch| &touch.customer)).copied().collect();
        ids.order();
        ids.dedup();
        ids.len()
    }
}

/// Everything a plan is made from.
pub struct Ground<'a> {
    /// The customers.
    pub book: &'a Book,
    /// Their circles.
    pub circles: &'a CircleSet,
    /// What can be done.
    pub playbook: &'a Playbook,
    /// What there is to spend.
    pub settings: &'a PlanSettings,
    /// What was decided by hand.
    pub wishes: &'a PlanWishes,
    /// When.
    pub quarter: Quarter,
}

/// Plans again around what was decided by hand: what was promised and can stay, stays.
pub fn replan_quarter(
    ground: &Ground,
    last: &QuarterPlan,
    on_progress: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<QuarterPlan, ProblemError> {
    let frame = Frame::of(ground);
    let mut pins = ground.wishes.pins(&frame, ground.book);
    // Whoever cannot come in the new week is free for something else; only seats that were given by hand are promises
    // to the manager.
    pins.keep_touches.extend(wishes::moved_guests(&frame, ground.book, ground.wishes, last));
    let options = Options {
        work: Some(quick_work(ground.book.customers.len() as u64)),
        seed: ground.settings.seed,
        warm_start: Some(wishes::warm_start(&frame, ground.book, ground.wishes, last)),
        pins,
        steady: true,
    };
    let solution = solve(&frame.problem, &options, on_progress)?;
    Ok(read_back::quarter_plan(ground, &frame, &solution, Some(last)))
}

/// Plans a quarter. `on_progress` may stop the search; the best plan so far is then given back.
///
/// `effort` says how much work the search may take.
pub fn plan_quarter(
    ground: &Ground,
    effort: Effort,
    on_progress: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<QuarterPlan, ProblemError> {
    let frame = Frame::of(ground);
    let work = match effort {
        Effort::Quick => Some(quick_work(ground.book.customers.len() as u64)),
        Effort::Full => None,
    };
    let pins = ground.wishes.pins(&frame, ground.book);
    let options = Options { work, seed: ground.settings.seed, pins, ..Options::default() };
    let solution = solve(&frame.problem, &options, on_progress)?;
    Ok(read_back::quarter_plan(ground, &frame, &solution, None))
}
