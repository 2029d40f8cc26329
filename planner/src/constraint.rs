//! The rules a plan must keep, one file each.
//!
//! Every file states its rule and turns a [`Tally`] into violations. The search keeps its own running books of the
//! same limits (`books.rs`); these checks are independent of them and run on finished plans.

pub mod blocked_week;
pub mod budget;
pub mod crew_hours;
pub mod crowd;
pub mod gap;
pub mod manager_hours;
pub mod monthly_cap;
pub mod repeat;
pub mod session_quota;
pub mod session_size;
pub mod venue;

use super::problem::Problem;
use super::tally::Tally;
use super::violation::Violation;

/// Collects what every rule finds, in the order of the rules.
pub fn check_all(problem: &Problem, tally: &Tally) -> Vec<Violation> {
    let mut found = tally.malformed.clone();
    for (customer, touches) in tally.touches.iter().enumerate() {
        for &(activity, _) in touches {
            let suits = problem.customers[customer].candidates.iter().any(|one| one.activity == activity);
            if !suits {
                found.push(Violation::NotCandidate { customer, activity });
            }
        }
    }
    for rule in [
        session_size::check,
        session_quota::check,
        repeat::check,
        gap::check,
        monthly_cap::check,
        budget::check,
        manager_hours::check,
        crew_hours::check,
        venue::check,
        crowd::check,
        blocked_week::check,
    ] {
        rule(problem, tally, &mut found);
    }
    found
}
