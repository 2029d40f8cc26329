//! Rule: no touch in a week the customer has blocked, none in a week in which the activity does not take place.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every touch in a blocked or closed week.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (customer, touches) in tally.touches.iter().enumerate() {
        for &(activity, week) in touches {
            if problem.customers[customer].blocked_weeks.contains(&week) {
                found.push(Violation::BlockedWeek { customer, activity, week });
            }
            if !problem.activities[activity].weeks.contains(&week) {
                found.push(Violation::ClosedWeek { customer, activity, week });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, plan};
    use crate::Violation;

    #[test]
    fn blocked_and_closed_weeks_are_caught() {
        let mut problem = call_problem(1);
        problem.customers[0].blocked_weeks = vec![1];
        problem.activities[0].weeks = vec![0, 1];
        let blocked = plan(&[(0, 0, 1)], &[]);
        assert!(caught(&problem, &blocked, |one| matches!(one, Violation::BlockedWeek { week: 1, .. })));
        let closed = plan(&[(0, 0, 3)], &[]);
        assert!(caught(&problem, &closed, |one| matches!(one, Violation::ClosedWeek { week: 3, .. })));
    }
}
