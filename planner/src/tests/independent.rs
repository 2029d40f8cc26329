//! Random small problems, their plans checked by a second reading of the rules.
//!
//! Shares neither `tally.rs` nor `constraint` nor `objective.rs` with the engine: every rule is counted here anew from
//! the lists of the plan, so that an error in the shared sums would show.

use super::{little_work, run};
use crate::fixture::random_problem;
use crate::{must_do_conflicts, Activity, Customer, Plan, Problem};
use std::collections::BTreeMap;

/// The first rule that the plan breaks. Limits that must-dos alone exceed may be exceeded by just them.
fn broken(problem: &Problem, plan: &Plan) -> Option<String> {
    let mut heads: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let (mut yuan, mut mins) = (BTreeMap::new(), BTreeMap::new());
    let (mut own_yuan, mut own_mins) = (BTreeMap::new(), BTreeMap::new());
    for (index, customer) in problem.customers.iter().enumerate() {
        for must in &customer.must_dos {
            let week = (must.day / 7) as usize;
            *own_yuan.entry(problem.period[week]).or_insert(0) += must.cost_yuan;
            *own_mins.entry((customer.manager, week)).or_insert(0) += must.mins;
        }
        let touches: Vec<(usize, usize)> = plan
            .touches
            .iter()
            .filter(|touch| touch.customer == index)
            .map(|touch| (touch.activity, touch.week))
            .collect();
        if let Some(rule) = broken_by_one(problem, customer, &touches) {
            return Some(format!("customer {index}: {rule}"));
        }
        for &(activity, week) in &touches {
            *heads.entry((activity, week)).or_insert(0) += 1;
            *yuan.entry(problem.period[week]).or_insert(0) += problem.activities[activity].head_yuan;
            *mins.entry((customer.manager, week)).or_insert(0) += problem.activities[activity].own_mins;
        }
    }
    let (mut held, mut crew, mut rooms) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut quarter: BTreeMap<usize, i64> = BTreeMap::new();
    for session in &plan.sessions {
        let (kind, week) = (&problem.activities[session.activity], session.week);
        *held.entry((session.activity, week)).or_insert(0) += session.count;
        *quarter.entry(session.activity).or_insert(0) += session.count;
        *crew.entry(week).or_insert(0) += session.count * kind.crew_mins;
        *yuan.entry(problem.period[week]).or_insert(0) += session.count * kind.session_yuan;
        if let Some(host) = kind.host_manager {
            *mins.entry((host, week)).or_insert(0) += session.count * kind.host_mins;
        }
        if let Some(venue) = kind.venue {
            *rooms.entry((venue, week)).or_insert(0) += session.count;
        }
        if !kind.is_group() || !kind.weeks.contains(&week) {
            return Some(format!("session of {} in week {week}", session.activity));
        }
    }
    for (&(activity, week), &count) in &held {
        let (kind, heads) =
            (&problem.activities[activity], heads.get(&(activity, week)).copied().unwrap_or(0));
        let sized = (kind.min_heads * count..=kind.max_heads * count).contains(&heads);
        if !sized || count > kind.week_sessions || quarter[&activity] > kind.quarter_sessions {
            return Some(format!("{heads} heads in {count} sessions of {activity} in week {week}"));
        }
    }
    if let Some((at, _)) =
        heads.iter().find(|(at, _)| problem.activities[at.0].is_group() && !held.contains_key(at))
    {
        return Some(format!("attendees of {at:?} without a session"));
    }
    let over = |used: i64, own: i64, limit: i64| used > 0 && used + own > limit;
    let of = |map: &BTreeMap<usize, i64>, key| map.get(&key).copied().unwrap_or(0);
    let spent: i64 = yuan.values().sum();
    if over(spent, own_yuan.values().sum(), problem.budget_total_yuan) {
        return Some("budget".to_owned());
    }
    for (&period, &used) in &yuan {
        if over(used, of(&own_yuan, period), problem.budget_period_yuan[period]) {
            return Some(format!("budget of month {period}"));
        }
    }
    for (&(manager, week), &used) in &mins {
        let own = own_mins.get(&(manager, week)).copied().unwrap_or(0);
        if over(used, own, problem.managers[manager].week_mins[week]) {
            return Some(format!("minutes of manager {manager} in week {week}"));
        }
    }
    if crew.iter().any(|(&week, &used)| over(used, 0, problem.crew_mins[week])) {
        return Some("crew".to_owned());
    }
    let full = rooms.iter().find(|(&(venue, week), &used)| over(used, 0, problem.venues[venue].slots[week]));
    full.map(|(at, _)| format!("venue {at:?}"))
}

fn broken_by_one(problem: &Problem, who: &Customer, touches: &[(usize, usize)]) -> Option<&'static str> {
    let day = |kind: &Activity, week: usize| 7 * week as i64 + kind.weekday;
    for (at, &(activity, week)) in touches.iter().enumerate() {
        let kind = &problem.activities[activity];
        let month = problem.period[week];
        let same_month = |other: usize| problem.period[other] == month;
        let musts = who.must_dos.iter().filter(|must| same_month((must.day / 7) as usize)).count();
        let in_month = touches.iter().filter(|touch| same_month(touch.1)).count();
        let times = touches.iter().filter(|touch| touch.0 == activity).count();
        let apart = |other: i64| (other - day(kind, week)).abs() >= who.gap_days;
        let others = || touches.iter().enumerate().filter(|other| other.0 != at).map(|other| other.1);
        let rules = [
            (who.candidates.iter().any(|one| one.activity == activity), "candidate"),
            (kind.weeks.contains(&week), "closed week"),
            (!who.blocked_weeks.contains(&week), "blocked week"),
            (!kind.is_group() || kind.max_heads <= who.crowd_heads, "crowd"),
            ((musts + in_month) as i64 <= who.month_cap, "monthly cap"),
            (times as i64 <= kind.max_repeat, "repeat"),
            (who.must_dos.iter().all(|must| apart(must.day)), "gap to a must-do"),
            (others().all(|&(other, week)| apart(day(&problem.activities[other], week))), "gap"),
            (others().all(|other| *other != (activity, week)), "double"),
        ];
        if let Some((_, name)) = rules.iter().find(|(kept, _)| !kept) {
            return Some(name);
        }
    }
    None
}

/// Points counted from the statement of the problem.
fn points(problem: &Problem, plan: &Plan) -> i64 {
    let mut sum = 0;
    for (index, who) in problem.customers.iter().enumerate() {
        let mut times: BTreeMap<usize, i64> = BTreeMap::new();
        for touch in plan.touches.iter().filter(|touch| touch.customer == index) {
            *times.entry(touch.activity).or_insert(0) += 1;
        }
        let touches: i64 = times.values().sum();
        for (&activity, &count) in &times {
            let affinity: i64 = who
                .candidates
                .iter()
                .filter(|one| one.activity == activity)
                .map(|one| one.affinity_pct)
                .sum();
            let first = who.weight * affinity * problem.activities[activity].effect;
            sum += first + (count - 1) * (first * problem.repeat_decay.0 / problem.repeat_decay.1);
        }
        for &(free, cost) in &problem.fatigue {
            sum -= cost * who.weight * (touches - free).max(0);
        }
        if touches > 0 && who.must_dos.is_empty() {
            sum += problem.cover_base + problem.cover_per_weight * who.weight;
        }
    }
    sum
}

#[test]
fn two_hundred_random_plans_keep_every_rule() {
    let (mut touches, mut sessions) = (0, 0);
    for seed in 1_000..1_200 {
        let problem = random_problem(seed, 14, 6, 8);
        let solution = run(&problem, &little_work());
        assert_eq!(broken(&problem, &solution.plan), None, "seed {seed}");
        assert_eq!(points(&problem, &solution.plan), solution.objective, "seed {seed}");
        assert!(solution.bound >= solution.objective, "seed {seed}");
        touches += solution.plan.touches.len();
        sessions += solution.plan.sessions.len();
    }
    assert!(
        touches > 1_000 && sessions > 200,
        "{touches} touches, {sessions} sessions: too empty to mean much"
    );
}

#[test]
fn the_second_checker_sees_broken_rules() {
    let mut seen = 0;
    for seed in 1_000..1_020 {
        let problem = random_problem(seed, 14, 6, 8);
        let plan = run(&problem, &little_work()).plan;
        if plan.sessions.is_empty() || !must_do_conflicts(&problem).is_empty() {
            continue;
        }
        let mut doubled = plan.clone();
        doubled.touches.push(plan.touches[0]);
        let mut unheld = plan.clone();
        unheld.sessions.pop();
        let mut poor = problem.clone();
        poor.budget_total_yuan = 0;
        let mut tired = problem.clone();
        tired.managers.iter_mut().for_each(|manager| manager.week_mins.fill(0));
        assert!(broken(&problem, &doubled).is_some() && broken(&problem, &unheld).is_some(), "seed {seed}");
        assert!(broken(&poor, &plan).is_some() && broken(&tired, &plan).is_some(), "seed {seed}");
        seen += 1;
    }
    assert!(seen >= 5, "{seen}");
}
