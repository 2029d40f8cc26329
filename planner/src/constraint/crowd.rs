//! Rule: nobody is invited to an event that can grow larger than `crowd_heads`.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every seat in a crowd the customer avoids.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (customer, touches) in tally.touches.iter().enumerate() {
        for &(activity, week) in touches {
            let kind = &problem.activities[activity];
            if kind.is_group() && kind.max_heads > problem.customers[customer].crowd_heads {
                found.push(Violation::Crowd { customer, activity, week });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn a_quiet_guest_at_a_large_event_is_caught() {
        let mut problem = group_problem(3, 1, 3);
        problem.customers[1].crowd_heads = 2;
        let bad = plan(&[(1, 0, 0)], &[(0, 0, 1)]);
        assert!(caught(&problem, &bad, |one| matches!(one, Violation::Crowd { customer: 1, .. })));
    }
}
