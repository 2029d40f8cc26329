//! What planning gives back: the plan, its prices, what was asked for and how far the work is.
//!
//! `Plan` is the only thing that leaves the engine as a file; it serialises to what the independent checker of
//! the measuring stick reads. Nothing is computed here.

use super::violation::Violation;
use serde::{Deserialize, Serialize};

/// One customer meets one activity in one week; in JSON `[customer, activity, week]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(usize, usize, usize)", into = "(usize, usize, usize)")]
pub struct Touch {
    /// Index of the customer.
    pub customer: usize,
    /// Index of the activity.
    pub activity: usize,
    /// Week of the horizon.
    pub week: usize,
}

impl From<(usize, usize, usize)> for Touch {
    fn from((customer, activity, week): (usize, usize, usize)) -> Self {
        Touch { customer, activity, week }
    }
}

impl From<Touch> for (usize, usize, usize) {
    fn from(touch: Touch) -> Self {
        (touch.customer, touch.activity, touch.week)
    }
}

/// Sessions of one group activity in one week; in JSON `[activity, week, count]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(usize, usize, i64)", into = "(usize, usize, i64)")]
pub struct Session {
    /// Index of the activity.
    pub activity: usize,
    /// Week of the horizon.
    pub week: usize,
    /// How many are held.
    pub count: i64,
}

impl From<(usize, usize, i64)> for Session {
    fn from((activity, week, count): (usize, usize, i64)) -> Self {
        Session { activity, week, count }
    }
}

impl From<Session> for (usize, usize, i64) {
    fn from(session: Session) -> Self {
        (session.activity, session.week, session.count)
    }
}

/// Shadow prices in points per unit; they certify the bound and say what one more unit is about worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prices {
    /// Points per yuan of the whole budget.
    #[serde(rename = "total")]
    pub total_per_yuan: f64,
    /// Points per yuan, extra, by month.
    #[serde(rename = "period")]
    pub period_per_yuan: Vec<f64>,
    /// Points per minute by manager and week.
    #[serde(rename = "manager")]
    pub manager_per_min: Vec<Vec<f64>>,
    /// Points per crew minute by week.
    #[serde(rename = "crew")]
    pub crew_per_min: Vec<f64>,
    /// Points per slot by venue and week.
    #[serde(rename = "venue")]
    pub venue_per_slot: Vec<Vec<f64>>,
    /// `(customer, activity, week, points)`: what the customer pays the session for a seat; zeros left out.
    #[serde(rename = "mu")]
    pub seats: Vec<(usize, usize, usize, f64)>,
    /// `(customer, activity, points)`: the price of "not more than `max_repeat` times"; zeros left out.
    #[serde(rename = "nu")]
    pub repeats: Vec<(usize, usize, f64)>,
}

/// A quarter's plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Name of the problem.
    pub instance: String,
    /// All touches, by customer, then week.
    pub touches: Vec<Touch>,
    /// All sessions held, by activity, then week.
    pub sessions: Vec<Session>,
    /// The prices that certify the bound.
    #[serde(rename = "duals", default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<Prices>,
}

/// What the user has decided: it stays, or it must not be. Pins bind the plan, never the bound.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pins {
    /// Touches that stay.
    pub keep_touches: Vec<Touch>,
    /// Sessions that stay (at least this many).
    pub keep_sessions: Vec<Session>,
    /// Touches that must not be.
    pub forbid_touches: Vec<Touch>,
    /// `(activity, week)` in which no session may be held.
    pub forbid_sessions: Vec<(usize, usize)>,
}

/// How to plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Work units to spend; `None`: what the size of the problem deserves (see [`super::work::default_work`]).
    pub work: Option<u64>,
    /// Seed of all random choices.
    pub seed: u64,
    /// A plan to start from; what no longer fits is dropped. Its prices, if any, start the bound.
    pub warm_start: Option<Plan>,
    /// Whether everything of the warm start that still can be stays as it is: only what is free is planned. For
    /// re-planning after promises were made.
    pub steady: bool,
    /// What stays and what must not be.
    pub pins: Pins,
}

/// Answer of the progress callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Work on.
    Continue,
    /// Stop and keep the best so far.
    Stop,
}

/// What the engine is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Reading the problem.
    Prepare,
    /// Finding prices, which bound the best plan.
    Price,
    /// Choosing sessions and seating customers.
    Construct,
    /// Improving the plan.
    Search,
    /// Done.
    Done,
}

/// How far the work is.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    /// What the engine is busy with.
    pub stage: Stage,
    /// Work units spent.
    pub work_done: u64,
    /// Work units allowed.
    pub work_limit: u64,
    /// Points of the best plan so far.
    pub objective: i64,
    /// Points no plan can exceed, as known so far; `i64::MAX` before the first price.
    pub bound: i64,
    /// `(bound - objective) / bound`, between 0 and 1.
    pub gap: f64,
    /// The best plan, handed out when it has just changed (without prices).
    pub best: Option<&'a Plan>,
}

/// A finished plan with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The plan with the prices that certify `bound`.
    pub plan: Plan,
    /// Its points.
    pub objective: i64,
    /// Points no plan can exceed, recomputed from the plan's prices and rounded up.
    pub bound: i64,
    /// Work units spent.
    pub work_used: u64,
    /// True when the callback stopped the work.
    pub stopped: bool,
    /// Kept touches that could not be honoured.
    pub unkept_touches: Vec<Touch>,
    /// Kept sessions that could not be honoured.
    pub unkept_sessions: Vec<Session>,
}

impl Solution {
    /// `(bound - objective) / bound`, between 0 and 1.
    pub fn gap(&self) -> f64 {
        gap(self.objective, self.bound)
    }
}

/// Relative distance between a plan and its bound; 1 while no bound is known.
pub fn gap(objective: i64, bound: i64) -> f64 {
    if bound == i64::MAX {
        1.0
    } else if bound == 0 {
        0.0
    } else {
        (bound - objective) as f64 / bound.abs() as f64
    }
}

/// The engine's own checker's findings on a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Everything that is wrong; empty for a plan that may be shown.
    pub violations: Vec<Violation>,
    /// The plan's points.
    pub objective: i64,
    /// The bound its prices certify, unrounded; `None` without prices.
    pub bound: Option<f64>,
}
