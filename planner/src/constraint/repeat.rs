//! Rule: one customer meets one activity at most `max_repeat` times.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every customer who meets an activity too often.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (customer, touches) in tally.touches.iter().enumerate() {
        let mut activities: Vec<usize> = touches.iter().map(|touch| touch.0).collect();
        activities.sort_unstable();
        for same in activities.chunk_by(|a, b| a == b) {
            let (activity, used) = (same[0], same.len() as i64);
            let limit = problem.activities[activity].max_repeat;
            if used > limit {
                found.push(Violation::Repeat { customer, activity, used, limit });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, plan};
    use crate::Violation;

    #[test]
    fn the_same_call_too_often_is_caught() {
        let problem = call_problem(1);
        let bad = plan(&[(0, 0, 0), (0, 0, 2)], &[]);
        assert!(caught(&problem, &bad, |one| matches!(one, Violation::Repeat { used: 2, limit: 1, .. })));
    }
}
