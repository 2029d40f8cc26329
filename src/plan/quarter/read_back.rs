//! From the engine's touches back to days, people and reasons.

use chrono::{Days, NaiveDate};

use super::super::{Reason, Refusals, Solution};
use super::conflict;
use super::frame::{holiday_after, Frame, PLACES};
use super::levelling::Levelling;
use super::{Event, Ground, LimitKind, LimitPrice, MonthSum, NotPlaced, PlannedTouch, QuarterPlan};
use crate::book::{Customer, CustomerId};
use crate::care;
use crate::order::Order;

/// `last` is the plan before: who was to be met on a day of a week, and still is to be met in it, keeps the day.
pub(super) fn quarter_plan(
    ground: &Ground,
    frame: &Frame,
    solution: &Solution,
    last: Option<&QuarterPlan>,
) -> QuarterPlan {
    let problem = &frame.problem;
    let mut plan = QuarterPlan {
        quarter: ground.quarter,
        settings: ground.settings.clone(),
        events: events(ground, frame, solution),
        touches: touches(ground, frame, solution, last),
        not_placed: Vec::new(),
        months: problem
            .budget_period_yuan
            .iter()
            .map(|&budget_yuan| MonthSum { spent_yuan: 0, budget_yuan })
            .collect(),
        manager_mins: frame.managers.iter().map(|name| (name.clone(), vec![0; problem.weeks])).collect(),
        objective: solution.objective,
        bound: solution.bound,
        prices: prices(frame, solution),
        conflicts: conflict::conflicts(ground, frame),
        unmet: conflict::unmet(ground, frame, solution),
    };
    add_up(ground, frame, &mut plan);
    plan.not_placed = not_placed(ground, frame, solution, &plan);
    plan
}

fn events(ground: &Ground, frame: &Frame, solution: &Solution) -> Vec<Event> {
    let mut events = Vec::new();
    for session in solution.plan.sessions.iter().filter(|session| session.count > 0) {
        let activity = &frame.problem.activities[session.activity];
        let meaning = &frame.meanings[session.activity];
        let attendees: Vec<CustomerId> = solution
            .plan
            .touches
            .iter()
            .filter(|touch| touch.activity == session.activity && touch.week == session.week)
            .map(|touch| ground.book.customers[touch.customer].id)
            .collect();
        let date = ground.quarter.date(activity.day(session.week) as u32);
        let notice = ground.playbook.get(&meaning.approach).map_or(0, |approach| approach.notice_days);
        events.push(Event {
            number: 0,
            approach: meaning.approach.clone(),
            circle: meaning.circle.unwrap_or_default(),
            date,
            sessions: session.count,
            cost_yuan: activity.session_yuan * session.count + activity.head_yuan * attendees.len() as i64,
            crew_mins: activity.crew_mins * session.count,
            attendees,
            notice_by: date - Days::new(notice as u64),
        });
    }
    events.order_by(|a, b| (a.date, &a.approach, a.circle).cmp(&(b.date, &b.approach, b.circle)));
    for (idx, event) in events.iter_mut().enumerate() {
        event.number = idx as u32 + 1;
    }
    events
}

fn touches(
    ground: &Ground,
    frame: &Frame,
    solution: &Solution,
    last: Option<&QuarterPlan>,
) -> Vec<PlannedTouch> {
    let mut touches: Vec<PlannedTouch> = Vec::new();
    for (idx, must_dos) in frame.must_dos.iter().enumerate() {
        for (date, occasion, recommendation) in must_dos {
            let approach = ground.playbook.get(&recommendation.approach);
            touches.push(PlannedTouch {
                customer: ground.book.customers[idx].id,
                approach: recommendation.approach.clone(),
                date: *date,
                cost_yuan: approach.map_or(0, |approach| approach.head_yuan),
                own_mins: approach.map_or(0, |approach| approach.own_mins()),
                occasion: Some(*occasion),
                reasons: recommendation.reasons.clone(),
            });
        }
    }
    let mut levelling = Levelling::of(ground, frame, solution, last);
    for touch in &solution.plan.touches {
        let activity = &frame.problem.activities[touch.activity];
        if activity.is_group() {
            continue;
        }
        let day = activity.day(touch.week);
        let customer = &ground.book.customers[touch.customer];
        let approach = &frame.meanings[touch.activity].approach;
        let date = ground.quarter.date(levelling.day(ground, touch.customer, activity, day) as u32);
        touches.push(PlannedTouch {
            customer: customer.id,
            approach: approach.clone(),
            date,
            cost_yuan: activity.head_yuan,
            own_mins: activity.own_mins,
            occasion: None,
            reasons: reasons(ground, customer, approach, date),
        });
    }
    touches.order_by_key(|touch| (touch.date, touch.customer));
    touches
}

/// Why an approach was chosen for somebody on a day; greetings before a holiday say which.
fn reasons(ground: &Ground, customer: &Customer, approach: &str, date: NaiveDate) -> Vec<care::Reason> {
    let Some(of) = ground.playbook.get(approach) else { return Vec::new() };
    let facts = care::Facts::of(customer, ground.quarter);
    let fit = care::fits(&facts, of, &ground.playbook.limits).and_then(Result::ok);
    let mut reasons = fit.map(|found| found.reasons).unwrap_or_default();
    if let Some((date, festival)) = holiday_after(date, &ground.settings.days).filter(|_| of.before_holiday) {
        reasons.retain(|reason| *reason != care::Reason::General);
        reasons.insert(0, care::Reason::Due { occasion: care::Occasion::Holiday(festival), date });
    }
    reasons
}

/// Money by month and minutes by manager and week.
fn add_up(ground: &Ground, frame: &Frame, plan: &mut QuarterPlan) {
    let manager_of =
        |id: CustomerId| ground.book.position(id).map_or(0, |idx| frame.problem.customers[idx].manager);
    let week_of = |date| ground.quarter.day_of(date).map_or(0, |day| day as usize / 7);
    for touch in &plan.touches {
        let week = week_of(touch.date);
        plan.months[frame.problem.period[week]].spent_yuan += touch.cost_yuan;
        plan.manager_mins[manager_of(touch.customer)].1[week] += touch.own_mins;
    }
    for event in &plan.events {
        let week = week_of(event.date);
        plan.months[frame.problem.period[week]].spent_yuan += event.cost_yuan;
        let own_mins = ground.playbook.get(&event.approach).map_or(0, |approach| approach.own_mins());
        for id in &event.attendees {
            plan.manager_mins[manager_of(*id)].1[week] += own_mins;
        }
    }
}

fn not_placed(
    ground: &Ground,
    frame: &Frame,
    solution: &Solution,
    plan: &QuarterPlan,
) -> Vec<(CustomerId, NotPlaced)> {
    let mut placed = vec![false; ground.book.customers.len()];
    let events = plan.events.iter().flat_map(|event| event.attendees.iter());
    for id in events.chain(plan.touches.iter().map(|touch| &touch.customer)) {
        if let Some(idx) = ground.book.position(*id) {
            placed[idx] = true;
        }
    }
    let idle = (0..placed.len()).filter(|idx| !placed[*idx]);
    let refusals = Refusals::new(&frame.problem, &solution.plan);
    idle.map(|idx| (ground.book.customers[idx].id, why(ground, frame, refusals.as_ref(), idx))).collect()
}

fn why(ground: &Ground, frame: &Frame, refusals: Option<&Refusals>, idx: usize) -> NotPlaced {
    if ground.book.customers[idx].do_not_contact {
        return NotPlaced::NoContact;
    }
    if frame.problem.customers[idx].candidates.is_empty() {
        return frame.kept_away[idx].map_or(NotPlaced::NothingFits, NotPlaced::Avoided);
    }
    let refusals = refusals.map_or(Vec::new(), |refusals| refusals.of(idx));
    let mut weeks_by_limit = std::collections::BTreeMap::<LimitKind, usize>::new();
    for refusal in &refusals {
        if let Some(limit) = limit_of(refusal.reason) {
            *weeks_by_limit.entry(limit).or_default() += refusal.weeks.len();
        }
    }
    let most = weeks_by_limit.into_iter().max_by_key(|(limit, weeks)| (*weeks, std::cmp::Reverse(*limit)));
    NotPlaced::Limit(most.map_or(LimitKind::Worth, |(limit, _)| limit))
}

/// The limit behind a refusal; `None` for weeks that were never open.
pub(super) fn limit_of(reason: Reason) -> Option<LimitKind> {
    match reason {
        Reason::ClosedWeek | Reason::BlockedWeek => None,
        Reason::Crowd => Some(LimitKind::Crowd),
        Reason::MustDoGap | Reason::TouchGap | Reason::MonthlyCap | Reason::Repeat => {
            Some(LimitKind::Contact)
        }
        Reason::TooFewEligible | Reason::NoSession | Reason::SessionFull => Some(LimitKind::SessionSize),
        Reason::ManagerHours => Some(LimitKind::ManagerHours),
        Reason::PeriodBudget | Reason::TotalBudget => Some(LimitKind::Budget),
        Reason::Fatigue | Reason::Fits => Some(LimitKind::Worth),
    }
}

/// What 100 yuan, an hour of each manager or of the crew, or a slot of each kind of place would be worth at the certifying
/// prices, in the week where it is worth most; dearest first, free limits at the end with nothing.
fn prices(frame: &Frame, solution: &Solution) -> Vec<LimitPrice> {
    let Some(prices) = &solution.plan.prices else { return Vec::new() };
    let price = |limit, points, week| LimitPrice { limit, points, week, manager: None, venue: None };
    let dearest = |limit, unit: f64, weeks: &[f64]| {
        let (week, most) =
            weeks.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
        price(limit, unit * most, Some(week))
    };
    let month = prices.period_per_yuan.iter().copied().fold(0.0, f64::max);
    let mut priced = vec![
        price(LimitKind::Budget, 100.0 * (prices.total_per_yuan + month), None),
        dearest(LimitKind::CrewHours, 60.0, &prices.crew_per_min),
    ];
    for (name, weeks) in frame.managers.iter().zip(&prices.manager_per_min) {
        let manager = (!name.is_empty()).then(|| name.clone());
        priced.push(LimitPrice { manager, ..dearest(LimitKind::ManagerHours, 60.0, weeks) });
    }
    for (venue, weeks) in PLACES.into_iter().zip(&prices.venue_per_slot) {
        priced.push(LimitPrice { venue: Some(venue), ..dearest(LimitKind::Venue, 1.0, weeks) });
    }
    priced.order_by(|a, b| b.points.total_cmp(&a.points));
    priced
}
