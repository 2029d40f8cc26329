//! The meter of work and the line to the caller: units spent, best plan so far, stop or go on.
//!
//! The engine has no clock. One unit is about one look at one possible touch (some nanoseconds natively); the loops
//! count what they do, so the same limit gives the same plan everywhere.

use super::books::Books;
use super::solution::{gap, Flow, Plan, Progress, Session, Stage, Touch};

/// Units that reach the aimed-at gap, by number of possible touches; between the points in straight lines.
const DEFAULT_WORK: [(u64, u64); 5] = [
    (0, 8_000_000),
    (17_000, 24_000_000),
    (83_000, 95_000_000),
    (199_000, 650_000_000),
    (1_000_000, 950_000_000),
];

/// Units spent when the caller names none.
pub fn default_work(items: usize) -> u64 {
    let items = items as u64;
    for pair in DEFAULT_WORK.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if items <= x1 {
            return y0 + (y1 - y0) * (items - x0) / (x1 - x0);
        }
    }
    DEFAULT_WORK[4].1 + (items - DEFAULT_WORK[4].0) * 1_000
}

/// Counts work and reports.
pub struct Meter<'a> {
    /// Units spent.
    pub done: u64,
    /// Units allowed.
    pub limit: u64,
    /// Set by the callback; everything winds up when it is.
    pub stopped: bool,
    /// Points no plan can exceed, as known so far.
    pub bound: f64,
    /// Points of the best plan.
    pub objective: i64,
    /// The best plan.
    pub best: Plan,
    report: &'a mut dyn FnMut(&Progress) -> Flow,
    fresh: bool,
    next_report: u64,
}

/// Units between two reports: a few milliseconds.
const REPORT_EVERY: u64 = 500_000;

impl<'a> Meter<'a> {
    /// A meter that reports to `report`.
    pub fn new(limit: u64, name: &str, report: &'a mut dyn FnMut(&Progress) -> Flow) -> Meter<'a> {
        let best = Plan { instance: name.to_owned(), ..Plan::default() };
        let (bound, objective) = (f64::INFINITY, i64::MIN);
        Meter { done: 0, limit, stopped: false, bound, objective, best, report, fresh: false, next_report: 0 }
    }

    /// Adds work and reports from time to time.
    pub fn spend(&mut self, units: u64, stage: Stage) {
        self.done += units;
        if self.done >= self.next_report {
            self.say(stage);
        }
    }

    /// Reports now.
    pub fn say(&mut self, stage: Stage) {
        self.next_report = self.done + REPORT_EVERY;
        let bound = if self.bound.is_finite() { round_up(self.bound) } else { i64::MAX };
        let objective = self.objective.max(0);
        let progress = Progress {
            stage,
            work_done: self.done,
            work_limit: self.limit,
            objective,
            bound,
            gap: gap(objective, bound),
            best: self.fresh.then_some(&self.best),
        };
        self.stopped |= (self.report)(&progress) == Flow::Stop;
        self.fresh = false;
    }

    /// True until `until` units are spent or the caller stops.
    pub fn go_on(&self, until: u64) -> bool {
        !self.stopped && self.done < until.min(self.limit)
    }

    /// Keeps the plan in the books if it is the best so far.
    pub fn offer(&mut self, books: &Books) {
        if books.objective > self.objective {
            self.objective = books.objective;
            self.fresh = true;
            write_plan(books, &mut self.best);
        }
    }
}

/// A bound in whole points.
pub fn round_up(bound: f64) -> i64 {
    bound.ceil() as i64
}

fn write_plan(books: &Books, plan: &mut Plan) {
    let model = books.model;
    plan.touches.clear();
    for list in &books.touches {
        let first = plan.touches.len();
        plan.touches.extend(list.iter().map(|&item| {
            let one = &model.items[item as usize];
            Touch {
                customer: one.customer as usize,
                activity: one.activity as usize,
                week: usize::from(one.week),
            }
        }));
        plan.touches[first..].sort_unstable_by_key(|touch| (touch.week, touch.activity));
    }
    plan.sessions.clear();
    for (slot, &count) in model.slots.iter().zip(&books.held) {
        if count > 0 {
            let (activity, week) = (slot.activity as usize, slot.week as usize);
            plan.sessions.push(Session { activity, week, count });
        }
    }
}
