//! Rule: the attendees of an activity in a week fit its sessions, `min_heads * n <= attendees <= max_heads * n`;
//! without a session nobody attends.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every week whose attendees do not fit its sessions.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (activity, kind) in problem.activities.iter().enumerate().filter(|(_, kind)| kind.is_group()) {
        for week in 0..problem.weeks {
            let at = activity * problem.weeks + week;
            let (heads, held) = (tally.heads[at], tally.sessions[at]);
            let (limit_low, limit_high) = (kind.min_heads * held, kind.max_heads * held);
            if heads < limit_low || heads > limit_high {
                found.push(Violation::SessionSize { activity, week, heads, limit_low, limit_high });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn too_few_too_many_and_no_session_are_caught() {
        let problem = group_problem(5, 2, 3);
        for (customers, sessions) in [(1, 1), (4, 1), (2, 0)] {
            let touches: Vec<_> = (0..customers).map(|customer| (customer, 0, 0)).collect();
            let bad = plan(&touches, &[(0, 0, sessions)]);
            assert!(caught(&problem, &bad, |one| matches!(one, Violation::SessionSize { week: 0, .. })));
        }
        let good = plan(&[(0, 0, 0), (1, 0, 0)], &[(0, 0, 1)]);
        assert!(!caught(&problem, &good, |_| true));
    }
}
