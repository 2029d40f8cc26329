//! Levelling: single touches spread over the days of their week.
//!
//! The engine plans an approach for one day of the week, and the week's hours are what it keeps to. If all calls of a week
//! stood on a Tuesday, nobody could make them. Which day is whose follows from his place in the book and from the plan
//! before: a plan made again moves nobody within the week.

use std::collections::BTreeMap;

use super::super::{Activity, Solution};
use super::frame::{holiday_after, Frame};
use super::{Ground, QuarterPlan};

/// The days on which each customer is met, for the gap between two of them.
pub(super) struct Levelling<'a> {
    frame: &'a Frame,
    days: Vec<Vec<i64>>,
    /// The day that a customer's touch by an approach had in a week of the plan before.
    before: BTreeMap<(usize, &'a str, i64), i64>,
}

impl<'a> Levelling<'a> {
    pub(super) fn of(
        ground: &Ground,
        frame: &'a Frame,
        solution: &Solution,
        last: Option<&'a QuarterPlan>,
    ) -> Self {
        let mut before = BTreeMap::new();
        for touch in last.iter().flat_map(|last| &last.touches).filter(|touch| touch.occasion.is_none()) {
            let place = (ground.book.position(touch.customer), ground.quarter.day_of(touch.date));
            if let (Some(customer), Some(day)) = place {
                let day = i64::from(day);
                before.insert((customer, touch.approach.as_str(), day / 7), day);
            }
        }
        let customers = &frame.problem.customers;
        let mut days: Vec<Vec<i64>> =
            customers.iter().map(|customer| customer.must_dos.iter().map(|due| due.day).collect()).collect();
        for touch in &solution.plan.touches {
            days[touch.customer].push(frame.problem.activities[touch.activity].day(touch.week));
        }
        Self { frame, days, before }
    }

    /// The day of a touch that the engine has put on `day`: the work day of the same week whose turn it is, or the next one
    /// that keeps the gap to the customer's other touches.
    pub(super) fn day(&mut self, ground: &Ground, customer: usize, activity: &Activity, day: i64) -> i64 {
        let (days, monday) = (&mut self.days[customer], day - day.rem_euclid(7));
        let approach = ground.playbook.get(&activity.name);
        let before_holiday = approach.is_some_and(|approach| approach.before_holiday);
        let own_days = &ground.settings.days;
        let is_open = |day: &i64| {
            let date = ground.quarter.date(*day as u32);
            own_days.is_work_day(date) && (!before_holiday || holiday_after(date, own_days).is_some())
        };
        let open: Vec<i64> = (monday..monday + 7).filter(is_open).collect();
        let Some(own) = days.iter().position(|other| *other == day) else { return day };
        let gap = self.frame.problem.customers[customer].gap_days;
        let keeps_gap =
            |turn: &i64| days.iter().enumerate().all(|(at, other)| at == own || (other - turn).abs() >= gap);
        let promised = self.before.get(&(customer, activity.name.as_str(), monday / 7)).copied();
        let promised = promised.filter(|day| open.contains(day));
        let turns = (0..open.len()).map(|later| open[(customer + later) % open.len()]);
        let mut turns = promised.into_iter().chain(turns);
        let chosen = turns.find(keeps_gap).unwrap_or(day);
        days[own] = chosen;
        chosen
    }
}
