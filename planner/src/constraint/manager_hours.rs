//! Rule: a manager's must-dos, own customers' touches and hosted sessions of a week fit the minutes of that week.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every manager's week that is too full.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (manager, used) in tally.manager_mins.iter().enumerate() {
        for (week, &used_mins) in used.iter().enumerate() {
            let limit_mins = problem.managers[manager].week_mins[week];
            if used_mins > limit_mins {
                found.push(Violation::ManagerHours { manager, week, used_mins, limit_mins });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn too_many_calls_and_a_host_without_time_are_caught() {
        let mut problem = call_problem(2);
        problem.activities[0].own_mins = 40;
        let calls = plan(&[(0, 0, 0), (1, 0, 0)], &[]);
        assert!(caught(&problem, &calls, |one| matches!(one, Violation::ManagerHours { used_mins: 80, .. })));
        let mut problem = group_problem(3, 1, 3);
        problem.activities[0].host_manager = Some(0);
        problem.activities[0].host_mins = 61;
        let host = plan(&[(0, 0, 0)], &[(0, 0, 1)]);
        assert!(caught(&problem, &host, |one| matches!(one, Violation::ManagerHours { used_mins: 61, .. })));
    }
}
