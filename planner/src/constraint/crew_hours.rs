//! Rule: the sessions of a week fit the event crew's minutes.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every week that asks too much of the crew.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (week, (&used_mins, &limit_mins)) in tally.crew_mins.iter().zip(&problem.crew_mins).enumerate() {
        if used_mins > limit_mins {
            found.push(Violation::CrewHours { week, used_mins, limit_mins });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn an_overworked_crew_is_caught() {
        let mut problem = group_problem(3, 1, 3);
        problem.activities[0].crew_mins = 61;
        let bad = plan(&[(0, 0, 0)], &[(0, 0, 1)]);
        assert!(caught(&problem, &bad, |one| matches!(
            one,
            Violation::CrewHours { week: 0, used_mins: 61, .. }
        )));
    }
}
