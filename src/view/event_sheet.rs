//! Everything about one event on one sheet: what is to be done by when, who sits where, who comes in for whom.

use chrono::{Datelike, NaiveDate};

use super::seats::{seats, Seats};
use crate::book::{Customer, CustomerId, Outcome};
use crate::branch::Branch;
use crate::care::{avoids_on, fits, Approach, AvoidKind, Facts, Format, Playbook, Reason, Role};
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

/// A role on stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOnStage {
    /// Which.
    pub role: Role,
    /// Who takes it.
    pub customer: Option<CustomerId>,
    /// Given by hand.
    pub by_hand: bool,
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
    /// The tables stay as they are, because of what was decided by hand.
    pub seats_kept: bool,
    /// Roles on stage with who might take them.
    pub roles: Vec<RoleOnStage>,
    /// Guests who may be asked to take a role: those who do not shun the stage; who likes company first.
    pub for_roles: Vec<CustomerId>,
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
    let kept = branch.wishes.tables_of(&key);
    let for_roles = for_roles(approach, &guests, event.date);
    Some(EventSheet {
        milestones: milestones(approach, event, &plan.settings.days),
        seats: seats(&guests, approach.seats.max(1) as usize, &branch.book.apart, kept),
        seats_kept: !kept.is_empty(),
        expected_absent,
        recorded,
        substitutes: substitutes(branch, playbook, plan, event, &key),
        roles: roles(branch, approach, &key, &for_roles),
        for_roles: for_roles.iter().map(|guest| guest.id).collect(),
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

/// Guests who may be asked to take a role: nobody who shuns the stage; who likes company and knows the matter comes first.
fn for_roles<'a>(approach: &Approach, guests: &[&'a Customer], today: NaiveDate) -> Vec<&'a Customer> {
    let shuns = |guest: &Customer| {
        let avoids = avoids_on(guest, today);
        avoids.iter().any(|avoid| avoid.kind == AvoidKind::Stage && avoid.overridden(guest).is_none())
    };
    let mut may: Vec<&Customer> = guests.iter().copied().filter(|guest| !shuns(guest)).collect();
    may.order_by_key(|guest| {
        let known = approach.tags.iter().filter(|tag| guest.is(tag)).count();
        (!guest.is_lively(), usize::MAX - known, guest.id)
    });
    may
}

/// For each role the guest to whom it was given, or one who likes company; each guest at most once.
fn roles(branch: &Branch, approach: &Approach, key: &EventKey, may: &[&Customer]) -> Vec<RoleOnStage> {
    let given = |role: &Role| {
        let given = branch.wishes.roles.iter().find(|given| given.event == *key && given.role == role.zh)?;
        // Whoever it was given to may be no guest any more: then it is given anew.
        let here = given.customer.is_none_or(|id| may.iter().any(|guest| guest.id == id));
        here.then_some(given.customer)
    };
    let taken: Vec<CustomerId> = approach.roles.iter().filter_map(given).flatten().collect();
    let mut free = may.iter().filter(|guest| guest.is_lively() && !taken.contains(&guest.id));
    let cast = |role: &Role| match given(role) {
        Some(customer) => RoleOnStage { role: role.clone(), customer, by_hand: true },
        None => {
            RoleOnStage { role: role.clone(), customer: free.next().map(|guest| guest.id), by_hand: false }
        }
    };
    approach.roles.iter().map(cast).collect()
}
