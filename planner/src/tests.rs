//! Tests of the whole engine on small problems.

mod independent;
mod replan;

use super::fixture::{call_problem, group_problem, plan, random_problem};
use super::{
    check_problem, must_do_conflicts, solve, verify, why_unplaced, Flow, MustDo, Options, Pins, Plan,
    Problem, Reason, Session, Solution, Touch, Violation,
};

/// The measuring stick's smallest instance: `gen.py tiny 1`.
const TINY: &str = include_str!("../../tests/data/plan/tiny-1.json");
/// HiGHS' bound and best plan for it.
const TINY_BOUND: i64 = 947_582;
const TINY_BEST: i64 = 947_307;

fn tiny() -> Problem {
    serde_json::from_str(TINY).unwrap()
}

fn run(problem: &Problem, options: &Options) -> Solution {
    solve(problem, options, &mut |_| Flow::Continue).unwrap()
}

fn little_work() -> Options {
    Options { work: Some(500_000), ..Options::default() }
}

#[test]
fn random_small_problems_are_planned_without_violation() {
    for seed in 0..200 {
        let problem = random_problem(seed, 12, 6, 8);
        let solution = run(&problem, &little_work());
        let verdict = verify(&problem, &solution.plan);
        assert_eq!(verdict.violations, must_do_conflicts(&problem), "seed {seed}");
        assert_eq!(verdict.objective, solution.objective, "seed {seed}");
        assert!(solution.bound >= solution.objective, "seed {seed}");
        assert!((verdict.bound.unwrap() - solution.bound as f64).abs() <= 1.0, "seed {seed}");
    }
}

/// Every schedule of one customer with at most two touches that keeps the customer's own rules.
fn schedules(problem: &Problem, customer: usize) -> Vec<Vec<(usize, usize, usize)>> {
    let all: Vec<_> = problem.customers[customer]
        .candidates
        .iter()
        .flat_map(|one| (0..problem.weeks).map(move |week| (customer, one.activity, week)))
        .collect();
    let mut list = vec![Vec::new()];
    for (at, &first) in all.iter().enumerate() {
        list.push(vec![first]);
        list.extend(all[at + 1..].iter().map(|&second| vec![first, second]));
    }
    let own = |one: &Violation| {
        use Violation::{BlockedWeek, ClosedWeek, Crowd, Gap, MonthlyCap, Repeat};
        matches!(
            one,
            BlockedWeek { .. }
                | ClosedWeek { .. }
                | Crowd { .. }
                | Gap { .. }
                | MonthlyCap { .. }
                | Repeat { .. }
        )
    };
    list.retain(|touches| !verify(problem, &plan(touches, &[])).violations.iter().any(own));
    list
}

/// Fewest sessions that seat everybody.
fn with_sessions(problem: &Problem, touches: &[(usize, usize, usize)]) -> Plan {
    let mut sessions = Vec::new();
    for (activity, kind) in problem.activities.iter().enumerate().filter(|(_, kind)| kind.is_group()) {
        for week in 0..problem.weeks {
            let heads = touches.iter().filter(|one| (one.1, one.2) == (activity, week)).count() as i64;
            if heads > 0 {
                sessions.push((activity, week, (heads + kind.max_heads - 1) / kind.max_heads));
            }
        }
    }
    plan(touches, &sessions)
}

#[test]
fn the_true_optimum_of_tiny_problems_is_bounded_and_mostly_met() {
    let (mut met, mut tried) = (0, 0);
    for seed in 0..60 {
        let mut problem = random_problem(seed, 3, 2, 4);
        for customer in &mut problem.customers {
            customer.month_cap = customer.month_cap.min(2);
        }
        if !must_do_conflicts(&problem).is_empty() {
            continue;
        }
        let mut best = 0;
        let own: Vec<_> = (0..3).map(|customer| schedules(&problem, customer)).collect();
        for a in &own[0] {
            for b in &own[1] {
                for c in &own[2] {
                    let candidate = with_sessions(&problem, &[&a[..], b, c].concat());
                    let verdict = verify(&problem, &candidate);
                    if verdict.objective > best && verdict.violations.is_empty() {
                        best = verdict.objective;
                    }
                }
            }
        }
        let solution = run(&problem, &little_work());
        assert!(solution.objective <= best, "seed {seed}: {} above the optimum {best}", solution.objective);
        assert!(solution.bound >= best, "seed {seed}: bound {} below the optimum {best}", solution.bound);
        tried += 1;
        met += usize::from(solution.objective == best);
    }
    assert!(tried >= 30 && met * 10 >= tried * 9, "met {met} of {tried}");
}

#[test]
fn the_tiny_instance_comes_close_to_the_exact_solver() {
    let solution = run(&tiny(), &Options::default());
    assert!(verify(&tiny(), &solution.plan).violations.is_empty());
    assert!(solution.objective <= TINY_BOUND && solution.bound >= TINY_BEST);
    assert!(solution.objective * 1_000 >= TINY_BEST * 995, "{}", solution.objective);
    assert!(solution.gap() < 0.01, "{}", solution.gap());
}

#[test]
fn the_same_input_gives_the_same_plan() {
    let options = Options { work: Some(3_000_000), seed: 7, ..Options::default() };
    let first = serde_json::to_string(&run(&tiny(), &options).plan).unwrap();
    let second = serde_json::to_string(&run(&tiny(), &options).plan).unwrap();
    assert_eq!(first, second);
}

#[test]
fn stopping_at_any_report_keeps_a_sound_plan() {
    let problem = tiny();
    let mut last = 0;
    for reports in [1, 2, 5, 10, 20] {
        let mut seen = 0;
        let solution = solve(&problem, &Options::default(), &mut |_| {
            seen += 1;
            if seen >= reports {
                Flow::Stop
            } else {
                Flow::Continue
            }
        })
        .unwrap();
        assert!(solution.stopped);
        assert!(verify(&problem, &solution.plan).violations.is_empty());
        assert!(solution.bound >= solution.objective && solution.objective >= last);
        last = solution.objective;
    }
    assert!(last > 0);
}

#[test]
fn progress_never_goes_backwards() {
    let (mut work, mut objective, mut bound) = (0, 0, i64::MAX);
    let options = Options { work: Some(3_000_000), ..Options::default() };
    solve(&tiny(), &options, &mut |progress| {
        assert!(progress.work_done >= work && progress.objective >= objective);
        assert!(progress.bound <= bound.saturating_add(100));
        (work, objective, bound) = (progress.work_done, progress.objective, progress.bound);
        Flow::Continue
    })
    .unwrap();
}

#[test]
fn a_warm_start_is_kept_or_improved() {
    let problem = tiny();
    let before = run(&problem, &Options { work: Some(4_000_000), ..Options::default() });
    let options =
        Options { work: Some(200_000), warm_start: Some(before.plan.clone()), ..Options::default() };
    let after = run(&problem, &options);
    assert!(after.objective >= before.objective);
    assert!(verify(&problem, &after.plan).violations.is_empty());
}

#[test]
fn a_warm_start_that_no_longer_fits_is_repaired() {
    let mut problem = tiny();
    let before = run(&problem, &Options { work: Some(4_000_000), ..Options::default() });
    problem.managers[0].week_mins[before.plan.touches[0].week] = 0;
    problem.budget_total_yuan /= 2;
    let conflicts = must_do_conflicts(&problem);
    let options = Options { work: Some(1_000_000), warm_start: Some(before.plan), ..Options::default() };
    let after = run(&problem, &options);
    assert_eq!(verify(&problem, &after.plan).violations, conflicts);
}

#[test]
fn pins_are_kept_and_forbidden_things_do_not_happen() {
    let problem = tiny();
    let free = run(&problem, &Options { work: Some(2_000_000), ..Options::default() }).plan;
    let (touch, session) = (free.touches[0], free.sessions[0]);
    let pins = Pins {
        keep_touches: vec![touch],
        keep_sessions: vec![session],
        forbid_touches: free.touches.iter().filter(|one| **one != touch).take(5).copied().collect(),
        forbid_sessions: free.sessions[1..].iter().map(|one| (one.activity, one.week)).collect(),
    };
    let options = Options { work: Some(2_000_000), pins: pins.clone(), ..Options::default() };
    let solution = run(&problem, &options);
    assert!(verify(&problem, &solution.plan).violations.is_empty());
    assert!(solution.unkept_touches.is_empty() && solution.unkept_sessions.is_empty());
    assert!(solution.plan.touches.contains(&touch));
    for one in &pins.forbid_touches {
        assert!(!solution.plan.touches.contains(one) || pins.keep_touches.contains(one));
    }
    for one in &solution.plan.sessions {
        assert!(!pins.forbid_sessions.contains(&(one.activity, one.week)));
    }
}

#[test]
fn impossible_pins_are_reported_not_forced() {
    let problem = group_problem(2, 3, 4);
    let pins = Pins {
        keep_touches: vec![Touch { customer: 0, activity: 0, week: 0 }],
        keep_sessions: vec![Session { activity: 0, week: 0, count: 1 }],
        ..Pins::default()
    };
    let solution = run(&problem, &Options { pins, ..little_work() });
    assert!(verify(&problem, &solution.plan).violations.is_empty());
    assert_eq!((solution.unkept_touches.len(), solution.unkept_sessions.len()), (1, 1));
}

#[test]
fn must_dos_beyond_a_limit_are_listed_and_planned_around() {
    let mut problem = call_problem(3);
    problem.customers[0].must_dos.push(MustDo { day: 3, mins: 90, cost_yuan: 10, ..MustDo::default() });
    let conflicts = must_do_conflicts(&problem);
    let used = Violation::ManagerHours { manager: 0, week: 0, used_mins: 90, limit_mins: 60 };
    assert_eq!(conflicts, vec![used]);
    problem.activities[0].own_mins = 5;
    let solution = run(&problem, &little_work());
    assert_eq!(verify(&problem, &solution.plan).violations, conflicts);
    assert!(solution.objective > 0 && solution.bound >= solution.objective);
}

#[test]
fn malformed_problems_are_errors_not_panics() {
    let breakers: [fn(&mut Problem); 12] = [
        |problem| problem.weeks = 0,
        |problem| problem.period[1] = 7,
        |problem| problem.customers[0].manager = 99,
        |problem| problem.customers[0].candidates[0].activity = 99,
        |problem| problem.customers[0].candidates[0].affinity_pct = -1,
        |problem| problem.customers[0].must_dos.push(MustDo { day: 999, ..MustDo::default() }),
        |problem| problem.activities[0].min_heads = problem.activities[0].max_heads + 1,
        |problem| problem.activities[0].weeks.push(99),
        |problem| problem.activities[0].venue = Some(99),
        |problem| problem.activities[0].session_yuan = i64::MAX,
        |problem| problem.managers[0].week_mins.pop().map_or((), |_| ()),
        |problem| problem.budget_total_yuan = -1,
    ];
    for (index, breaker) in breakers.iter().enumerate() {
        let mut problem = group_problem(3, 1, 2);
        assert_eq!(check_problem(&problem), Ok(()));
        breaker(&mut problem);
        assert!(check_problem(&problem).is_err(), "breaker {index}");
        assert!(solve(&problem, &Options::default(), &mut |_| Flow::Continue).is_err());
        assert_eq!(verify(&problem, &Plan::default()).violations, vec![Violation::MalformedProblem]);
        assert!(why_unplaced(&problem, &Plan::default(), 0).is_empty());
        assert!(must_do_conflicts(&problem).is_empty());
    }
}

#[test]
fn nothing_to_plan_gives_an_empty_plan() {
    for problem in [call_problem(0), group_problem(1, 2, 3)] {
        let solution = run(&problem, &Options::default());
        assert_eq!((solution.objective, solution.plan.touches.len()), (0, 0));
    }
}

#[test]
fn a_customer_without_a_touch_gets_the_reason() {
    let mut problem = group_problem(3, 1, 2);
    problem.customers[2].crowd_heads = 1;
    problem.customers[1].blocked_weeks = vec![0];
    let held = plan(&[(0, 0, 0), (1, 0, 1)], &[(0, 0, 1), (0, 1, 1)]);
    let reasons = why_unplaced(&problem, &held, 2);
    assert!(reasons.iter().all(|one| one.reason == Reason::Crowd));
    let full = plan(&[(0, 0, 1), (2, 0, 1)], &[(0, 1, 1)]);
    let of = |week: usize| {
        why_unplaced(&problem, &full, 1).into_iter().find(|one| one.weeks.contains(&week)).unwrap().reason
    };
    assert_eq!((of(0), of(1), of(2)), (Reason::BlockedWeek, Reason::SessionFull, Reason::NoSession));
}

#[test]
fn plan_files_have_the_checkers_form() {
    let text = serde_json::to_string(&plan(&[(1, 2, 3)], &[(2, 3, 1)])).unwrap();
    assert_eq!(text, r#"{"instance":"fixture","touches":[[1,2,3]],"sessions":[[2,3,1]]}"#);
    let again: Problem = serde_json::from_str(&serde_json::to_string(&tiny()).unwrap()).unwrap();
    assert_eq!(again, tiny());
}
