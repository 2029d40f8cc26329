//! The engine's own checker: every rule, the points and the bound of a finished plan.
//!
//! Reads only the problem and the plan. The independent checker of the measuring stick must agree with it.

use super::constraint;
use super::model::Model;
use super::objective::plan_points;
use super::problem::Problem;
use super::problem_check;
use super::solution::{Plan, Verdict};
use super::tally::Tally;
use super::violation::Violation;
use super::{certificate, ProblemError};

/// Checks a plan against a sound problem.
pub(super) fn verify(problem: &Problem, plan: &Plan) -> Verdict {
    let tally = Tally::new(problem, plan);
    let bound = plan.prices.as_ref().map(|prices| certificate::bound(problem, &Model::new(problem), prices));
    Verdict {
        violations: constraint::check_all(problem, &tally),
        objective: plan_points(problem, &tally),
        bound,
    }
}

/// Limits that the must-dos alone exceed.
pub(super) fn must_do_conflicts(problem: &Problem) -> Result<Vec<Violation>, ProblemError> {
    problem_check::check(problem)?;
    let tally = Tally::new(problem, &Plan::default());
    Ok(constraint::check_all(problem, &tally))
}
