//! The sums of a plan: who meets what, how many attend, what is used of every limit.
//!
//! Made once by `verify.rs` and `refusal.rs`, read by the constraints. Counts from the plan alone, not from the
//! search's own books, so that the checker is independent of the engine.

use super::problem::Problem;
use super::solution::Plan;
use super::violation::Violation;

/// Sums of one plan over one problem.
pub struct Tally {
    /// Per customer: `(activity, week)` of every touch that exists.
    pub touches: Vec<Vec<(usize, usize)>>,
    /// Attendees by `activity * weeks + week`.
    pub heads: Vec<i64>,
    /// Sessions by `activity * weeks + week`.
    pub sessions: Vec<i64>,
    /// Money by month.
    pub period_yuan: Vec<i64>,
    /// Minutes by manager and week.
    pub manager_mins: Vec<Vec<i64>>,
    /// Crew minutes by week.
    pub crew_mins: Vec<i64>,
    /// Slots by venue and week.
    pub venue_slots: Vec<Vec<i64>>,
    /// Touches and sessions that could not be counted.
    pub malformed: Vec<Violation>,
}

impl Tally {
    /// Counts everything a plan uses, must-dos included.
    pub fn new(problem: &Problem, plan: &Plan) -> Tally {
        let weeks = problem.weeks;
        let mut tally = Tally {
            touches: vec![Vec::new(); problem.customers.len()],
            heads: vec![0; problem.activities.len() * weeks],
            sessions: vec![0; problem.activities.len() * weeks],
            period_yuan: vec![0; problem.periods()],
            manager_mins: vec![vec![0; weeks]; problem.managers.len()],
            crew_mins: vec![0; weeks],
            venue_slots: vec![vec![0; weeks]; problem.venues.len()],
            malformed: Vec::new(),
        };
        tally.count_must_dos(problem);
        for touch in &plan.touches {
            let (customer, activity, week) = (touch.customer, touch.activity, touch.week);
            if customer >= problem.customers.len() || activity >= problem.activities.len() || week >= weeks {
                tally.malformed.push(Violation::UnknownTouch { customer, activity, week });
            } else if tally.touches[customer].contains(&(activity, week)) {
                tally.malformed.push(Violation::DoubleTouch { customer, activity, week });
            } else {
                let kind = &problem.activities[activity];
                tally.touches[customer].push((activity, week));
                tally.heads[activity * weeks + week] += 1;
                tally.period_yuan[problem.period[week]] += kind.head_yuan;
                tally.manager_mins[problem.customers[customer].manager][week] += kind.own_mins;
            }
        }
        for session in &plan.sessions {
            let (activity, week, count) = (session.activity, session.week, session.count);
            let fits = problem
                .activities
                .get(activity)
                .is_some_and(|kind| kind.is_group() && kind.weeks.contains(&week))
                && (0..=1_000_000).contains(&count);
            if !fits {
                tally.malformed.push(Violation::BadSession { activity, week, count });
                continue;
            }
            let kind = &problem.activities[activity];
            tally.sessions[activity * weeks + week] += count;
            tally.period_yuan[problem.period[week]] += count * kind.session_yuan;
            tally.crew_mins[week] += count * kind.crew_mins;
            if let Some(host) = kind.host_manager {
                tally.manager_mins[host][week] += count * kind.host_mins;
            }
            if let Some(venue) = kind.venue {
                tally.venue_slots[venue][week] += count;
            }
        }
        tally
    }

    fn count_must_dos(&mut self, problem: &Problem) {
        for customer in &problem.customers {
            for must in &customer.must_dos {
                let week = (must.day / 7) as usize;
                self.period_yuan[problem.period[week]] += must.cost_yuan;
                self.manager_mins[customer.manager][week] += must.mins;
            }
        }
    }
}
