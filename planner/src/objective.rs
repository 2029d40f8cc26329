//! Points of a plan: gains with diminishing repeats, minus fatigue, plus reaching people at all.
//!
//! Exact integers. The search updates the same sum step by step; this is the plain definition.

use super::problem::Problem;
use super::tally::Tally;

/// Points of one customer's touches `(activity, week)`.
pub fn customer_points(problem: &Problem, customer: usize, touches: &[(usize, usize)]) -> i64 {
    let who = &problem.customers[customer];
    if touches.is_empty() {
        return 0;
    }
    let mut points = who.cover_points(problem) - problem.fatigue_points(who.weight, touches.len() as i64);
    for (index, &(activity, _)) in touches.iter().enumerate() {
        let Some(&candidate) = who.candidates.iter().find(|one| one.activity == activity) else { continue };
        let gain = problem.gain(who, candidate);
        let again = touches[..index].iter().any(|touch| touch.0 == activity);
        points += if again { problem.repeat_gain(gain) } else { gain };
    }
    points
}

/// Points of the whole plan.
pub fn plan_points(problem: &Problem, tally: &Tally) -> i64 {
    tally.touches.iter().enumerate().map(|(index, touches)| customer_points(problem, index, touches)).sum()
}

#[cfg(test)]
mod tests {
    use super::customer_points;
    use crate::fixture::call_problem;

    #[test]
    fn repeats_count_half_and_fatigue_costs() {
        let problem = call_problem(1);
        // weight 10 x affinity 50 x effect 5 = 2500; cover 1500 + 60 x 10 = 2100
        assert_eq!(customer_points(&problem, 0, &[(0, 0)]), 4_600);
        assert_eq!(customer_points(&problem, 0, &[(0, 0), (0, 2), (0, 4)]), 4_600 + 2 * 1_250 - 600);
    }
}
