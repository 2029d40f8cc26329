//! Rule: must-dos, sessions and heads stay within the money of every month and of the quarter.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every month that is too dear, and the quarter.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (period, (&used_yuan, &limit_yuan)) in
        tally.period_yuan.iter().zip(&problem.budget_period_yuan).enumerate()
    {
        if used_yuan > limit_yuan {
            found.push(Violation::PeriodBudget { period, used_yuan, limit_yuan });
        }
    }
    let (used_yuan, limit_yuan) = (tally.period_yuan.iter().sum(), problem.budget_total_yuan);
    if used_yuan > limit_yuan {
        found.push(Violation::TotalBudget { used_yuan, limit_yuan });
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, plan};
    use crate::Violation;

    #[test]
    fn a_dear_month_and_a_dear_quarter_are_caught() {
        let mut problem = call_problem(2);
        problem.activities[0].head_yuan = 60;
        let month = plan(&[(0, 0, 0), (1, 0, 0)], &[]);
        assert!(caught(&problem, &month, |one| matches!(
            one,
            Violation::PeriodBudget { used_yuan: 120, .. }
        )));
        problem.budget_period_yuan = vec![1_000; 2];
        assert!(caught(&problem, &month, |one| matches!(one, Violation::TotalBudget { used_yuan: 120, .. })));
    }
}
