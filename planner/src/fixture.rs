//! Hand-made and seeded problems for the tests of the engine.

use super::problem::{Activity, ActivityKind, Candidate, Customer, ManagerHours, Problem, Venue};
use super::solution::Plan;
use super::violation::Violation;
use super::{verify, MustDo};
use yangke_ground::rng::Rng;

/// A plan from index triples.
pub fn plan(touches: &[(usize, usize, usize)], sessions: &[(usize, usize, i64)]) -> Plan {
    Plan {
        instance: "fixture".to_owned(),
        touches: touches.iter().map(|&touch| touch.into()).collect(),
        sessions: sessions.iter().map(|&session| session.into()).collect(),
        prices: None,
    }
}

/// True when the checker finds a violation of that kind.
pub fn caught(problem: &Problem, plan: &Plan, wanted: impl Fn(&Violation) -> bool) -> bool {
    verify(problem, plan).violations.iter().any(wanted)
}

fn base(customers: usize) -> Problem {
    let customer = Customer {
        weight: 10,
        gap_days: 10,
        month_cap: 2,
        crowd_heads: 100,
        candidates: vec![Candidate { activity: 0, affinity_pct: 50 }],
        ..Customer::default()
    };
    Problem {
        name: "fixture".to_owned(),
        weeks: 8,
        period: vec![0, 0, 0, 0, 1, 1, 1, 1],
        managers: vec![ManagerHours { week_mins: vec![60; 8] }],
        customers: vec![customer; customers],
        activities: vec![Activity {
            effect: 5,
            weeks: (0..8).collect(),
            max_repeat: 1,
            ..Activity::default()
        }],
        venues: vec![Venue { slots: vec![1; 8] }],
        crew_mins: vec![60; 8],
        budget_period_yuan: vec![100; 2],
        budget_total_yuan: 100,
        fatigue: vec![(2, 60), (4, 150)],
        repeat_decay: (1, 2),
        cover_base: 1_500,
        cover_per_weight: 60,
    }
}

/// Customers who can only be called.
pub fn call_problem(customers: usize) -> Problem {
    base(customers)
}

/// Customers who can only attend one group activity.
pub fn group_problem(customers: usize, min_heads: i64, max_heads: i64) -> Problem {
    let mut problem = base(customers);
    let activity = &mut problem.activities[0];
    activity.kind = ActivityKind::Group;
    (activity.min_heads, activity.max_heads) = (min_heads, max_heads);
    (activity.week_sessions, activity.quarter_sessions) = (1, 2);
    activity.venue = Some(0);
    problem
}

/// A random problem with every kind of limit tight; the same for the same seed.
pub fn random_problem(seed: u64, customers: usize, activities: usize, weeks: usize) -> Problem {
    let mut rng = Rng::new(seed);
    let mut int = |low: i64, high: i64| low + rng.index((high - low + 1) as usize) as i64;
    let mut problem = base(0);
    problem.weeks = weeks;
    problem.period = (0..weeks).map(|week| week / 4).collect();
    problem.managers =
        (0..2).map(|_| ManagerHours { week_mins: (0..weeks).map(|_| int(0, 60)).collect() }).collect();
    problem.venues = vec![Venue { slots: (0..weeks).map(|_| int(0, 2)).collect() }];
    problem.crew_mins = (0..weeks).map(|_| int(0, 200)).collect();
    problem.budget_period_yuan = vec![15 * customers as i64; problem.periods()];
    problem.budget_total_yuan = 20 * customers as i64;
    problem.activities = (0..activities)
        .map(|index| {
            let group = index % 2 == 0;
            let min_heads = if group { int(1, 3) } else { 0 };
            Activity {
                name: format!("activity {index}"),
                kind: if group { ActivityKind::Group } else { ActivityKind::Individual },
                min_heads,
                max_heads: if group { min_heads + int(0, 3) } else { 0 },
                session_yuan: if group { int(0, 40) } else { 0 },
                head_yuan: int(0, 30),
                crew_mins: if group { int(0, 100) } else { 0 },
                host_manager: if group && int(0, 1) == 0 { Some(int(0, 1) as usize) } else { None },
                host_mins: int(0, 30),
                own_mins: int(0, 20),
                venue: if group && int(0, 1) == 0 { Some(0) } else { None },
                effect: int(1, 10),
                weekday: int(0, 6),
                weeks: (0..weeks).filter(|_| int(0, 3) > 0).collect(),
                week_sessions: int(1, 2),
                quarter_sessions: int(1, 3),
                max_repeat: if group { 1 } else { int(1, 2) },
            }
        })
        .collect();
    problem.customers = (0..customers)
        .map(|_| Customer {
            manager: int(0, 1) as usize,
            weight: int(4, 50),
            gap_days: int(7, 21),
            month_cap: int(1, 3),
            crowd_heads: int(3, 12),
            blocked_weeks: (0..weeks).filter(|_| int(0, 7) == 0).collect(),
            must_dos: if int(0, 3) == 0 {
                vec![MustDo {
                    day: int(0, 7 * weeks as i64 - 1),
                    cost_yuan: int(0, 20),
                    mins: int(0, 5),
                    ..MustDo::default()
                }]
            } else {
                Vec::new()
            },
            candidates: (0..activities)
                .map(|activity| (int(0, 3), Candidate { activity, affinity_pct: int(20, 100) }))
                .filter(|one| one.0 > 0)
                .map(|one| one.1)
                .collect(),
        })
        .collect();
    problem
}
