//! Why a customer has no touch: per suiting activity, what stops it in the plan as it stands.
//!
//! Looks at one more touch on top of the finished plan, week by week, with the same sums as the checker. For every
//! activity and reason one refusal, with the weeks it holds in.

use std::cell::RefCell;

use super::model::allowed;
use super::problem::{Activity, Problem};
use super::problem_check;
use super::solution::Plan;
use super::tally::Tally;

/// What stops a touch in some weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The activity does not take place then.
    ClosedWeek,
    /// The customer wants no contact then.
    BlockedWeek,
    /// The event can grow larger than the customer likes.
    Crowd,
    /// A must-do is too close.
    MustDoGap,
    /// Another touch is too close.
    TouchGap,
    /// The month's contacts are used up.
    MonthlyCap,
    /// The customer has met this activity often enough.
    Repeat,
    /// Not enough people could come for the session to be held at all.
    TooFewEligible,
    /// No session is held then.
    NoSession,
    /// The session is full.
    SessionFull,
    /// The own manager has no time left that week.
    ManagerHours,
    /// The month's money is used up.
    PeriodBudget,
    /// The quarter's money is used up.
    TotalBudget,
    /// It would cost more points in fatigue than it brings.
    Fatigue,
    /// Nothing stops it: it fits the plan as it stands.
    Fits,
}

/// Why one activity is not in a customer's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Index of the activity.
    pub activity: usize,
    /// What stops it.
    pub reason: Reason,
    /// In these weeks.
    pub weeks: Vec<usize>,
}

/// A finished plan, ready to say of anybody what stops a touch: its sums are made once, whoever asks.
pub struct Refusals<'a> {
    problem: &'a Problem,
    tally: Tally,
    /// By `activity * weeks + week`: how many could come, once it was counted.
    eligible: RefCell<Vec<Option<i64>>>,
}

impl<'a> Refusals<'a> {
    /// The plan of a problem; `None` when the problem is malformed.
    pub fn new(problem: &'a Problem, plan: &Plan) -> Option<Self> {
        problem_check::check(problem).ok()?;
        let eligible = RefCell::new(vec![None; problem.activities.len() * problem.weeks]);
        Some(Self { problem, tally: Tally::new(problem, plan), eligible })
    }

    /// Reasons for every suiting activity and week of a customer, grouped; none for an unknown customer.
    pub fn of(&self, customer: usize) -> Vec<Refusal> {
        let mut list: Vec<Refusal> = Vec::new();
        for candidate in self.problem.customers.get(customer).map_or(&[][..], |who| &who.candidates) {
            let activity = candidate.activity;
            for week in 0..self.problem.weeks {
                let reason = self.reason(customer, activity, week);
                match list.iter_mut().find(|one| one.activity == activity && one.reason == reason) {
                    Some(known) => known.weeks.push(week),
                    None => list.push(Refusal { activity, reason, weeks: vec![week] }),
                }
            }
        }
        list
    }

    fn reason(&self, customer: usize, activity: usize, week: usize) -> Reason {
        let (problem, tally) = (self.problem, &self.tally);
        let (who, kind) = (&problem.customers[customer], &problem.activities[activity]);
        let period = problem.period[week];
        let touches = &tally.touches[customer];
        let day = kind.day(week);
        let used = touches.iter().filter(|touch| problem.period[touch.1] == period).count() as i64
            + who.must_dos_in(problem, period);
        let repeats = touches.iter().filter(|touch| touch.0 == activity).count() as i64;
        let close =
            |touch: &(usize, usize)| (problem.activities[touch.0].day(touch.1) - day).abs() < who.gap_days;
        if !kind.weeks.contains(&week) {
            Reason::ClosedWeek
        } else if who.blocked_weeks.contains(&week) {
            Reason::BlockedWeek
        } else if kind.is_group() && kind.max_heads > who.crowd_heads {
            Reason::Crowd
        } else if who.must_dos.iter().any(|must| (must.day - day).abs() < who.gap_days) {
            Reason::MustDoGap
        } else if touches.iter().any(close) {
            Reason::TouchGap
        } else if used >= who.month_cap {
            Reason::MonthlyCap
        } else if repeats >= kind.max_repeat {
            Reason::Repeat
        } else if let Some(full) = self.no_seat(kind, activity, week) {
            full
        } else {
            limits(problem, tally, customer, activity, week)
        }
    }

    fn no_seat(&self, kind: &Activity, activity: usize, week: usize) -> Option<Reason> {
        if !kind.is_group() {
            return None;
        }
        let at = activity * self.problem.weeks + week;
        if self.tally.sessions[at] > 0 {
            let full = self.tally.heads[at] >= self.tally.sessions[at] * kind.max_heads;
            return full.then_some(Reason::SessionFull);
        }
        let eligible = self.eligible.borrow()[at];
        let eligible = eligible.unwrap_or_else(|| self.count_eligible(kind, activity, week));
        self.eligible.borrow_mut()[at] = Some(eligible);
        Some(if eligible < kind.min_heads { Reason::TooFewEligible } else { Reason::NoSession })
    }

    fn count_eligible(&self, kind: &Activity, activity: usize, week: usize) -> i64 {
        let could_come = |who: &&super::problem::Customer| {
            who.candidates.iter().any(|one| one.activity == activity) && allowed(who, kind, week)
        };
        self.problem.customers.iter().filter(could_come).count() as i64
    }
}

fn limits(problem: &Problem, tally: &Tally, customer: usize, activity: usize, week: usize) -> Reason {
    let (who, kind) = (&problem.customers[customer], &problem.activities[activity]);
    let period = problem.period[week];
    let short = |used: i64, more: i64, limit: i64| more > 0 && used + more > limit;
    let spent: i64 = tally.period_yuan.iter().sum();
    let before = super::objective::customer_points(problem, customer, &tally.touches[customer]);
    let mut with = tally.touches[customer].clone();
    with.push((activity, week));
    let mins = problem.managers[who.manager].week_mins[week];
    if short(tally.manager_mins[who.manager][week], kind.own_mins, mins) {
        Reason::ManagerHours
    } else if short(tally.period_yuan[period], kind.head_yuan, problem.budget_period_yuan[period]) {
        Reason::PeriodBudget
    } else if short(spent, kind.head_yuan, problem.budget_total_yuan) {
        Reason::TotalBudget
    } else if super::objective::customer_points(problem, customer, &with) <= before {
        Reason::Fatigue
    } else {
        Reason::Fits
    }
}
