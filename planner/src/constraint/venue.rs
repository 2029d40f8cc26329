//! Rule: the sessions of a week fit the slots of their venue.

use crate::problem::Problem;
use crate::tally::Tally;
use crate::violation::Violation;

/// Adds every venue's week with too many sessions.
pub fn check(problem: &Problem, tally: &Tally, found: &mut Vec<Violation>) {
    for (venue, used_by_week) in tally.venue_slots.iter().enumerate() {
        for (week, &used) in used_by_week.iter().enumerate() {
            let limit = problem.venues[venue].slots[week];
            if used > limit {
                found.push(Violation::VenueSlots { venue, week, used, limit });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{caught, group_problem, plan};
    use crate::Violation;

    #[test]
    fn a_double_booked_room_is_caught() {
        let mut problem = group_problem(4, 1, 3);
        problem.activities[0].week_sessions = 2;
        let bad = plan(&[(0, 0, 0), (1, 0, 0)], &[(0, 0, 2)]);
        assert!(caught(&problem, &bad, |one| matches!(one, Violation::VenueSlots { used: 2, limit: 1, .. })));
    }
}
