//! Rule: touches and must-dos of a customer in one month stay within `month_cap`, or within the must-dos alone
//! where those are more.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every month of a customer with too many contacts.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (customer, touches) in tally.touches.iter().enumerate().filter(|(_, touches)| !touches.is_empty()) {
        for period in 0..problem.periods() {
            let musts = problem.customers[customer].must_dos_in(problem, period);
            let optional = touches.iter().filter(|touch| problem.period[touch.1] == period).count() as i64;
            let limit = problem.customers[customer].month_cap.max(musts);
            if optional + musts > limit {
                found.push(Violation::MonthlyCap { customer, period, used: optional + musts, limit });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, plan};
    use crate::{MustDo, Violation};

    #[test]
    fn a_month_too_full_is_caught_with_and_without_must_dos() {
        let mut problem = call_problem(2);
        problem.customers[0].gap_days = 1;
        problem.customers[0].month_cap = 1;
        let bad = plan(&[(0, 0, 0), (0, 0, 1)], &[]);
        assert!(caught(&problem, &bad, |one| matches!(one, Violation::MonthlyCap { used: 2, limit: 1, .. })));
        problem.customers[0].must_dos.push(MustDo { day: 20, ..MustDo::default() });
        let with_must = plan(&[(0, 0, 0)], &[]);
        assert!(caught(&problem, &with_must, |one| matches!(one, Violation::MonthlyCap { used: 2, .. })));
    }
}
