//! Tests of the whole engine on small problems.

use super::fixture::random_problem;
use super::{solve, verify, Flow, Options};

#[test]
fn random_small_problems_are_planned_without_violation() {
    for seed in 0..60 {
        let problem = random_problem(seed, 12, 6, 8);
        let options = Options { work: Some(2_000_000), ..Options::default() };
        let solution = solve(&problem, &options, &mut |_| Flow::Continue).unwrap();
        let verdict = verify(&problem, &solution.plan);
        assert_eq!(verdict.violations, super::must_do_conflicts(&problem), "seed {seed}");
        assert_eq!(verdict.objective, solution.objective, "seed {seed}");
        assert!(solution.bound >= solution.objective, "seed {seed}: {} < {}", solution.bound, solution.objective);
    }
}
