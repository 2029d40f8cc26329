//! Rule: two contacts of a customer, must-dos included, are at least `gap_days` apart.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every pair of contacts that are too close; two must-dos never count against each other.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (customer, touches) in tally.touches.iter().enumerate() {
        let who = &problem.customers[customer];
        let limit_days = who.gap_days;
        let mut days: Vec<i64> =
            touches.iter().map(|&(activity, week)| problem.activities[activity].day(week)).collect();
        days.sort_unstable();
        for pair in days.windows(2).filter(|pair| pair[1] - pair[0] < limit_days) {
            found.push(Violation::Gap { customer, day: pair[1], other_day: pair[0], limit_days });
        }
        for &day in &days {
            for must in who.must_dos.iter().filter(|must| (must.day - day).abs() < limit_days) {
                found.push(Violation::Gap { customer, day, other_day: must.day, limit_days });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{call_problem, caught, plan};
    use crate::{MustDo, Violation};

    #[test]
    fn close_touches_and_close_must_dos_are_caught() {
        let mut problem = call_problem(2);
        let bad = plan(&[(0, 0, 0), (0, 0, 1)], &[]);
        assert!(caught(&problem, &bad, |one| matches!(one, Violation::Gap { day: 7, other_day: 0, .. })));
        problem.customers[0].must_dos.push(MustDo { day: 30, ..MustDo::default() });
        let near = plan(&[(0, 0, 3)], &[]);
        assert!(caught(&problem, &near, |one| matches!(one, Violation::Gap { day: 21, other_day: 30, .. })));
    }
}
