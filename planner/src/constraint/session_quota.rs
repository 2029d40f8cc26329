//! Rule: an activity is held at most `week_sessions` times a week and `quarter_sessions` times a quarter.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every activity held too often.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (activity, kind) in problem.activities.iter().enumerate().filter(|(_, kind)| kind.is_group()) {
        let held = &tally.sessions[activity * problem.weeks..(activity + 1) * problem.weeks];
        for (week, &used) in held.iter().enumerate() {
            if used > kind.week_sessions {
                let limit = kind.week_sessions;
                found.push(Violation::WeekSessions { activity, week, used, limit });
            }
        }
        let used: i64 = held.iter().sum();
        if used > kind.quarter_sessions {
            let limit = kind.quarter_sessions;
            found.push(Violation::QuarterSessions { activity, used, limit });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn too_many_in_a_week_and_in_the_quarter_are_caught() {
        let problem = group_problem(6, 1, 3);
        let week = plan(&[(0, 0, 0), (1, 0, 0)], &[(0, 0, 2)]);
        assert!(caught(&problem, &week, |one| matches!(one, Violation::WeekSessions { used: 2, .. })));
        let quarter = plan(&[(0, 0, 0), (1, 0, 1), (2, 0, 2)], &[(0, 0, 1), (0, 1, 1), (0, 2, 1)]);
        assert!(caught(&problem, &quarter, |one| matches!(one, Violation::QuarterSessions { used: 3, .. })));
    }
}
