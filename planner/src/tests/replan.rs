//! Re-planning after a change: promises that can stay, stay.

use super::run;
use crate::fixture::random_problem;
use crate::{must_do_conflicts, verify, Options, Pins, Plan, Problem};

const CUSTOMERS: usize = 400;

fn first_plan() -> (Problem, Plan) {
    let problem = random_problem(19, CUSTOMERS, 12, 12);
    let plan = run(&problem, &Options { work: Some(8_000_000), ..Options::default() }).plan;
    assert!(
        plan.touches.len() > 300 && plan.sessions.len() >= 4,
        "{} {}",
        plan.touches.len(),
        plan.sessions.len()
    );
    (problem, plan)
}

/// Promises of `before` that `after` breaks.
fn broken_promises(before: &Plan, after: &Plan) -> usize {
    before.touches.iter().filter(|touch| !after.touches.contains(touch)).count()
}

fn again(problem: &Problem, before: &Plan, pins: Pins, steady: bool) -> Plan {
    let (work, warm_start) = (Some(8_000_000), Some(before.clone()));
    let solution = run(problem, &Options { work, warm_start, pins, steady, ..Options::default() });
    assert_eq!(verify(problem, &solution.plan).violations, must_do_conflicts(problem));
    assert!(solution.bound >= solution.objective);
    solution.plan
}

#[test]
fn a_forbidden_touch_changes_next_to_nothing_else() {
    let (problem, before) = first_plan();
    let alone = before.touches.iter().find(|touch| !problem.activities[touch.activity].is_group());
    let pins = Pins { forbid_touches: alone.into_iter().copied().collect(), ..Pins::default() };
    let after = again(&problem, &before, pins.clone(), true);
    assert!(!after.touches.contains(&pins.forbid_touches[0]));
    assert_eq!(broken_promises(&before, &after), 1);
    // without the wish to stay, the search moves many more: the flag is what keeps them
    assert!(broken_promises(&before, &again(&problem, &before, pins, false)) * 50 > before.touches.len());
}

#[test]
fn a_cancelled_session_changes_at_most_its_own_promises() {
    let (problem, before) = first_plan();
    for session in before.sessions.iter().take(4) {
        let own = |touch: &&crate::Touch| (touch.activity, touch.week) == (session.activity, session.week);
        let heads = before.touches.iter().filter(own).count();
        let pins = Pins { forbid_sessions: vec![(session.activity, session.week)], ..Pins::default() };
        let after = again(&problem, &before, pins, true);
        assert!(!after.touches.iter().any(|touch| own(&touch)));
        assert_eq!(broken_promises(&before, &after), heads);
        assert!(heads * 50 <= before.touches.len(), "{heads} of {}", before.touches.len());
    }
}

#[test]
fn a_pinned_touch_is_kept_and_only_what_it_displaces_goes() {
    let (problem, before) = first_plan();
    let full = run(&problem, &Options { work: Some(8_000_000), seed: 5, ..Options::default() }).plan;
    let new = full
        .touches
        .iter()
        .find(|touch| !before.touches.contains(touch) && !problem.activities[touch.activity].is_group());
    let pins = Pins { keep_touches: new.into_iter().copied().collect(), ..Pins::default() };
    let after = again(&problem, &before, pins.clone(), true);
    assert!(after.touches.contains(&pins.keep_touches[0]));
    assert!(broken_promises(&before, &after) * 50 <= before.touches.len());
}
