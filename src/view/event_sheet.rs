//! Everything about one event on one sheet: what is to be done by when, who sits where, who comes in for whom.

use chrono::{Datelike, NaiveDate};

use super::seats::{seats, Seats};
use crate::book::{Customer, CustomerId, Outcome};
use crate::branch::Branch;
use crate::care::{fits, Approach, AvoidKind, Facts, Format, Playbook, Reason, Role};
use crate::order::Order;
use crate::plan::quarter::{milestones, open_weeks, Event, EventKey, Milestone, QuarterPlan, TouchKey};
use crate::rng::Rng;

/// Expected share of guests who stay away, in per cent, before anything is recorded (sample value), and the number of
/// guests that it weighs as much as.
const ABSENT_PCT: usize = 15;
const ABSENT_WEIGHT: usize = 20;
/// Somebody who comes in when a guest stays away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// Who.
    pub customer: CustomerId,
    /// How well it fits, in per cent.
    pub fit_pct: i64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The next contact that is planned so close that the two would be too many.
    pub close_to: Option<NaiveDate>,
    /// Drawn by lot among people whom it fits equally.
    pub by_lot: bool,
}

/// The sheet of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventSheet {
    /// Its name from plan to plan.
    pub key: EventKey,
    /// What is to be done by when, in order.
    pub milestones: Vec<Milestone>,
    /// Who sits where.
    pub seats: Seats,
    /// Guests who are expected to stay away.
    pub expected_absent: usize,
    /// Guests who came or stayed away so far, on which that rests besides the sample value.
    pub recorded: usize,
    /// Who comes in, in this order.
    pub substitutes: Vec<Substitute>,
    /// Roles on stage with who might take them.
    pub roles: Vec<(Role, Option<CustomerId>)>,
    /// Weeks to which the event can be moved.
    pub other_weeks: Vec<usize>,
}

/// The sheet of an event; `None` when its approach is no longer in the playbook.
pub fn event_sheet(
    branch: &Branch,
    playbook: &Playbook,
    plan: &QuarterPlan,
    event: &Event,
) -> Option<EventSheet> {
    let approach = playbook.get(&event.approach)?;
    let key = EventKey::of(event, plan.quarter);
    let guests: Vec<&Customer> = event.attendees.iter().filter_map(|id| branch.book.get(*id)).collect();
    let (absent, recorded) = absences(branch, playbook);
    let share = ABSENT_PCT * ABSENT_WEIGHT + 100 * absent;
    let expected_absent = (guests.len() * share).div_ceil(100 * (ABSENT_WEIGHT + recorded));
    let other_weeks =
        open_weeks(approach, plan.quarter, &plan.settings.days).into_iter().filter(|week| *week != key.week);
    Some(EventSheet {
        milestones: milestones(approach, event, &plan.settings.days),
        seats: seats(&guests, approach.seats.max(1) as usize, &branch.book.apart),
        expected_absent,
        recorded,
        substitutes: substitutes(branch, playbook, plan, event, &key),
        roles: roles(approach, &guests),
        other_weeks: other_weeks.collect(),
        key,
    })
}

/// Guests who stayed away from events so far, of how many.
fn absences(branch: &Branch, playbook: &Playbook) -> (usize, usize) {
    let is_event = |id: &str| playbook.get(id).is_some_and(|approach| approach.format == Format::Group);
    let (mut absent, mut all) = (0, 0);
    for customer in &branch.book.customers {
        for touch in customer.interactions.iter().filter(|touch| is_event(&touch.approach)) {
            all += 1;
            absent += usize::from(touch.outcome == Outcome::Absent);
        }
    }
    (absent, all)
}

/// Members of the circle whom the event fits and who are not invited, best first; equals in the order of a lot that the
/// plan's seed draws, so that it can be drawn again.
fn substitutes(
    branch: &Branch,
    playbook: &Playbook,
    plan: &QuarterPlan,
    event: &Event,
    key: &EventKey,
) -> Vec<Substitute> {
    let Some(approach) = playbook.get(&event.approach) else { return Vec::new() };
    let Some(circle) = branch.circles.get(event.circle) else { return Vec::new() };
    // As the plan has it: what may grow into a crowd is no place for them, however many come.
    let crowded = approach.max_heads > playbook.limits.crowd_heads;
    let may_come = |id: CustomerId| {
        let refused = branch.wishes.refused.contains(&TouchKey::seat(id, key));
        let shuns =
            event.attendees.iter().any(|guest| branch.book.apart.iter().any(|pair| pair.is(id, *guest)));
        !event.attendees.contains(&id) && !refused && !shuns
    };
    let mut found: Vec<(Substitute, u64)> = Vec::new();
    for id in circle.members.iter().copied().filter(|id| may_come(*id)) {
        let Some(customer) = branch.book.get(id) else { continue };
        let facts = Facts::of(customer, plan.quarter);
        let shy = facts
            .avoids
            .iter()
            .any(|avoid| avoid.kind == AvoidKind::Crowd && avoid.overridden(customer).is_none());
        if customer.do_not_contact || (crowded && shy) {
            continue;
        }
        let Some(Ok(fit)) = fits(&facts, approach, &playbook.limits) else { continue };
        // By the day, so that nobody wins every quarter.
        let day = event.date.num_days_from_ce() as u64;
        let lot = Rng::new(plan.settings.seed ^ (u64::from(id.0) << 32) ^ day).next_u64();
        let close_to = nearest(plan, id, event.date, plan.settings.gap_days);
        let (fit_pct, reasons) = (fit.affinity_pct, fit.reasons);
        found.push((Substitute { customer: id, fit_pct, reasons, close_to, by_lot: false }, lot));
    }
    found.order_by_key(|(one, lot)| (one.close_to.is_some(), -one.fit_pct, *lot));
    let rank = |one: &Substitute| (one.close_to.is_some(), one.fit_pct);
    let ranks: Vec<_> = found.iter().map(|(one, _)| rank(one)).collect();
    let equals = |one: &Substitute| ranks.iter().filter(|other| **other == rank(one)).count() > 1;
    found.into_iter().map(|(one, _)| Substitute { by_lot: equals(&one), ..one }).collect()
}

/// The planned contact with somebody that is nearest to a day, if it is nearer than the gap.
fn nearest(plan: &QuarterPlan, id: CustomerId, day: NaiveDate, gap_days: i64) -> Option<NaiveDate> {
    let touches = plan.touches.iter().filter(|touch| touch.customer == id).map(|touch| touch.date);
    let events = plan.events.iter().filter(|event| event.attendees.contains(&id)).map(|event| event.date);
    let days = touches.chain(events).filter(|date| (*date - day).num_days().abs() < gap_days);
    days.min_by_key(|date| (*date - day).num_days().abs())
}

/// For each role a guest who likes company and knows the matter, each guest at most once.
fn roles(approach: &Approach, guests: &[&Customer]) -> Vec<(Role, Option<CustomerId>)> {
    let mut free: Vec<&&Customer> = guests.iter().filter(|guest| guest.is_lively()).collect();
    free.order_by_key(|guest| {
        let known = approach.tags.iter().filter(|tag| guest.is(tag)).count();
        (usize::MAX - known, guest.id)
    });
    let mut free = free.into_iter();
    approach.roles.iter().map(|role| (role.clone(), free.next().map(|guest| guest.id))).collect()
}
