//! What cannot be: limits that the must-dos alone exceed, and wishes that a limit stands against, each with the limit.

use serde::{Deserialize, Serialize};

use super::super::{must_do_conflicts, why_unplaced, Problem, Session, Solution, Touch, Violation};
use super::frame::{closed, Closed};
use super::read_back::limit_of;
use super::{EventKey, Frame, Ground, LimitKind, TouchKey};
use crate::book::CustomerId;
use crate::care::Occasion;

/// A limit that the must-dos alone exceed. Together with its must-dos it is a smallest set in conflict: the limit holds
/// as soon as it is raised by what is missing, or as that much of the must-dos is done otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which limit.
    pub limit: LimitKind,
    /// Whose hours, for managers' hours.
    pub manager: Option<String>,
    /// Week of the quarter, for hours.
    pub week: Option<usize>,
    /// Month of the plan, for a month's money.
    pub month: Option<usize>,
    /// What the must-dos need: minutes, yuan, days or touches.
    pub need: i64,
    /// What there is.
    pub have: i64,
    /// The must-dos that stand against the limit.
    pub must_dos: Vec<(CustomerId, Occasion)>,
}

/// What was wished for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// A pinned event.
    Event(EventKey),
    /// A touch or a seat that was given by hand.
    Touch(TouchKey),
}

/// What stands against a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blocker {
    /// The circle or the approach is no longer there.
    Gone,
    /// The week: a holiday, out of season, or too soon to prepare. Plans of earlier versions say no more.
    Week,
    /// The week, for this reason.
    Closed(Closed),
    /// It does not fit the person, or is to be avoided.
    Avoided,
    /// The event does not take place.
    NoEvent,
    /// A limit.
    Limit(LimitKind),
}

/// A wish that cannot be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// Which.
    pub wish: Wish,
    /// What stands against it.
    pub blocker: Blocker,
}

/// The limits that the must-dos alone exceed.
pub(super) fn conflicts(ground: &Ground, frame: &Frame) -> Vec<Conflict> {
    must_do_conflicts(&frame.problem)
        .iter()
        .filter_map(|violation| conflict(ground, frame, violation))
        .collect()
}

fn conflict(ground: &Ground, frame: &Frame, violation: &Violation) -> Option<Conflict> {
    let problem = &frame.problem;
    // The must-dos that a predicate over customer and day picks.
    let of = |picked: &dyn Fn(usize, i64) -> bool| -> Vec<(CustomerId, Occasion)> {
        let mut found = Vec::new();
        for (at, must_dos) in frame.must_dos.iter().enumerate() {
            for (date, occasion, _) in must_dos {
                let day = ground.quarter.day_of(*date).map_or(0, i64::from);
                if picked(at, day) {
                    found.push((ground.book.customers[at].id, *occasion));
                }
            }
        }
        found
    };
    let base = |limit, need, have, must_dos| Conflict {
        limit,
        manager: None,
        week: None,
        month: None,
        need,
        have,
        must_dos,
    };
    Some(match *violation {
        Violation::ManagerHours { manager, week, used_mins, limit_mins } => {
            let mine =
                |at: usize, day: i64| problem.customers[at].manager == manager && day / 7 == week as i64;
            Conflict {
                manager: frame.managers.get(manager).cloned(),
                week: Some(week),
                ..base(LimitKind::ManagerHours, used_mins, limit_mins, of(&mine))
            }
        }
        Violation::PeriodBudget { period, used_yuan, limit_yuan } => {
            let in_month = |_: usize, day: i64| problem.period.get(day as usize / 7) == Some(&period);
            Conflict { month: Some(period), ..base(LimitKind::Budget, used_yuan, limit_yuan, of(&in_month)) }
        }
        Violation::TotalBudget { used_yuan, limit_yuan } => {
            base(LimitKind::Budget, used_yuan, limit_yuan, of(&|_, _| true))
        }
        Violation::Gap { customer, day, other_day, limit_days } => {
            let both = |at: usize, on: i64| at == customer && (on == day || on == other_day);
            base(LimitKind::Contact, limit_days, (day - other_day).abs(), of(&both))
        }
        Violation::MonthlyCap { customer, period, used, limit } => {
            let in_month =
                |at: usize, day: i64| at == customer && problem.period.get(day as usize / 7) == Some(&period);
            Conflict { month: Some(period), ..base(LimitKind::Contact, used, limit, of(&in_month)) }
        }
        _ => return None,
    })
}

/// The wishes that the plan does not meet.
pub(super) fn unmet(ground: &Ground, frame: &Frame, solution: &Solution) -> Vec<Unmet> {
    let known = |approach: &str, circle| super::wishes::activity_of(frame, approach, circle);
    let mut unmet = Vec::new();
    for key in &ground.wishes.pinned {
        let blocker = match known(&key.approach, Some(key.circle)) {
            None => Some(Blocker::Gone),
            Some(activity) => solution
                .unkept_sessions
                .iter()
                .find(|session| (session.activity, session.week) == (activity, key.week))
                .map(|session| session_blocker(frame, solution, session)),
        };
        unmet.extend(blocker.map(|blocker| Unmet { wish: Wish::Event(key.clone()), blocker }));
    }
    for key in &ground.wishes.held {
        let place = (known(&key.approach, key.circle), ground.book.position(key.customer));
        let blocker = match place {
            (Some(activity), Some(customer)) => solution
                .unkept_touches
                .iter()
                .find(|touch| **touch == Touch { customer, activity, week: key.week })
                .map(|touch| touch_blocker(frame, solution, touch)),
            _ => Some(Blocker::Gone),
        };
        unmet.extend(blocker.map(|blocker| Unmet { wish: Wish::Touch(key.clone()), blocker }));
    }
    unmet.iter_mut().for_each(|one: &mut Unmet| name_week(ground, one));
    unmet
}

/// Says why a week will not do.
fn name_week(ground: &Ground, unmet: &mut Unmet) {
    let (approach, week) = match &unmet.wish {
        Wish::Event(key) => (&key.approach, key.week),
        Wish::Touch(key) => (&key.approach, key.week),
    };
    if unmet.blocker == Blocker::Week {
        let why = ground
            .playbook
            .get(approach)
            .and_then(|approach| closed(approach, ground.quarter, &ground.settings.days, week));
        unmet.blocker = why.map_or(Blocker::Week, Blocker::Closed);
    }
}

fn session_blocker(frame: &Frame, solution: &Solution, session: &Session) -> Blocker {
    let (problem, week) = (&frame.problem, session.week);
    let activity = &problem.activities[session.activity];
    if !activity.weeks.contains(&week) {
        return Blocker::Week;
    }
    let others = || {
        let held = solution.plan.sessions.iter().filter(|other| other.week == week);
        held.map(|other| (&problem.activities[other.activity], other.count))
    };
    if let Some(venue) = activity.venue {
        let taken: i64 =
            others().filter(|(other, _)| other.venue == Some(venue)).map(|(_, count)| count).sum();
        if taken >= problem.venues[venue].slots[week] {
            return Blocker::Limit(LimitKind::Venue);
        }
    }
    let crew: i64 = others().map(|(other, count)| other.crew_mins * count).sum();
    if crew + activity.crew_mins > problem.crew_mins[week] {
        return Blocker::Limit(LimitKind::CrewHours);
    }
    let least = activity.session_yuan + activity.min_heads * activity.head_yuan;
    let (month, whole) = spent(problem, solution, week);
    if month + least > problem.budget_period_yuan[problem.period[week]]
        || whole + least > problem.budget_total_yuan
    {
        return Blocker::Limit(LimitKind::Budget);
    }
    Blocker::Limit(LimitKind::SessionSize)
}

/// Money that a plan spends in the month of a week, and in all.
fn spent(problem: &Problem, solution: &Solution, week: usize) -> (i64, i64) {
    let (mut month, mut whole) = (0, 0);
    let mut add = |of: usize, yuan: i64| {
        whole += yuan;
        if problem.period[of] == problem.period[week] {
            month += yuan;
        }
    };
    for session in &solution.plan.sessions {
        add(session.week, problem.activities[session.activity].session_yuan * session.count);
    }
    for touch in &solution.plan.touches {
        add(touch.week, problem.activities[touch.activity].head_yuan);
    }
    for due in problem.customers.iter().flat_map(|customer| &customer.must_dos) {
        add(due.day as usize / 7, due.cost_yuan);
    }
    (month, whole)
}

fn touch_blocker(frame: &Frame, solution: &Solution, touch: &Touch) -> Blocker {
    let problem = &frame.problem;
    let activity = &problem.activities[touch.activity];
    if !problem.customers[touch.customer].candidates.iter().any(|one| one.activity == touch.activity) {
        return Blocker::Avoided;
    }
    if !activity.weeks.contains(&touch.week) {
        return Blocker::Week;
    }
    let is_held = |session: &&Session| {
        (session.activity, session.week) == (touch.activity, touch.week) && session.count > 0
    };
    if activity.is_group() && !solution.plan.sessions.iter().any(|session| is_held(&session)) {
        return Blocker::NoEvent;
    }
    let refusals = why_unplaced(problem, &solution.plan, touch.customer);
    let of_week = refusals
        .iter()
        .filter(|refusal| refusal.activity == touch.activity && refusal.weeks.contains(&touch.week));
    of_week
        .filter_map(|refusal| limit_of(refusal.reason))
        .map(Blocker::Limit)
        .next()
        .unwrap_or(Blocker::Limit(LimitKind::Worth))
}
