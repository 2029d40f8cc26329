//! A quarter's plan with its proof: who meets what in which week, and how far that is at most from the best plan.
//!
//! A [`Problem`] (customers, activities, hours, money, rooms) goes in, a [`Solution`] (plan, points, prices and the
//! bound they certify) comes out. The way: `problem_check` turns malformed data away, `model` flattens the rest,
//! `dual` finds prices that bound the best plan, `construct` makes a first plan at these prices, `dive` chooses the
//! sessions, `search` improves them and who attends, `certificate` recomputes the bound from the prices that are
//! handed out. `verify` checks any plan against the rules in `constraint`, independently of all of that.
//!
//! The crate knows customers as numbers only; `yangke::plan::quarter` is the way from a branch to its problem and back.
//! It is a crate of its own so that it can be compiled for speed in a page that is compiled for size.
//!
//! No clock, no entropy, no threads: work is counted in units, random choices are seeded, and the same input gives
//! the same plan natively and in the browser. Statement of the problem and checker: the measuring stick's README.

mod books;
mod certificate;
mod constraint;
mod construct;
mod day_schedule;
mod dive;
mod dual;
mod engine;
#[cfg(test)]
mod fixture;
mod model;
mod moves;
mod objective;
mod own_choice;
mod pinning;
mod problem;
mod problem_check;
mod refusal;
mod relax;
mod repair;
mod search;
mod seating;
mod solution;
mod start_prices;
mod tally;
#[cfg(test)]
mod tests;
mod verify;
mod violation;
mod weakest;
pub mod work;

pub use problem::{Activity, ActivityKind, Candidate, Customer, ManagerHours, MustDo, Problem, Venue};
pub use problem_check::ProblemError;
pub use refusal::{Reason, Refusal, Refusals};
pub use solution::{Flow, Options, Pins, Plan, Prices, Progress, Session, Solution, Stage, Touch, Verdict};
pub use violation::Violation;

/// Plans the quarter. `on_progress` is called every few milliseconds of work and may stop it; the best plan so far
/// is then returned with the bound as far as it has come.
///
/// # Errors
/// A malformed problem; see [`ProblemError`]. Contradictory must-dos are no error: see [`must_do_conflicts`].
pub fn solve(
    problem: &Problem,
    options: &Options,
    on_progress: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Solution, ProblemError> {
    problem_check::check(problem)?;
    Ok(engine::run(problem, options, on_progress))
}

/// Checks a plan: every broken rule, its points, and the bound its prices certify.
/// A malformed problem gives the single violation [`Violation::MalformedProblem`].
pub fn verify(problem: &Problem, plan: &Plan) -> Verdict {
    if problem_check::check(problem).is_err() {
        return Verdict { violations: vec![Violation::MalformedProblem], objective: 0, bound: None };
    }
    verify::verify(problem, plan)
}

/// Checks a problem's data.
///
/// # Errors
/// The first entry that is malformed.
pub fn check_problem(problem: &Problem) -> Result<(), ProblemError> {
    problem_check::check(problem)
}

/// For a customer without a touch (or with fewer than hoped): what stops every suiting activity, with the weeks.
/// Empty for a malformed problem or an unknown customer.
pub fn why_unplaced(problem: &Problem, plan: &Plan, customer: usize) -> Vec<Refusal> {
    Refusals::new(problem, plan).map_or(Vec::new(), |refusals| refusals.of(customer))
}

/// Limits that the must-dos alone exceed: no plan can keep them, everything else is planned around them.
/// Empty for a malformed problem.
pub fn must_do_conflicts(problem: &Problem) -> Vec<Violation> {
    verify::must_do_conflicts(problem).unwrap_or_default()
}
