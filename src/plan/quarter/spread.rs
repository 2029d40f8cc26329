//! Single touches spread over the days of their week.
//!
//! The engine plans an approach for one day of the week, and the week's hours are what it keeps to. If all calls of a week
//! stood on a Tuesday, nobody could make them. Which day is whose follows from his place in the book alone: a plan made
//! again moves nobody within the week.

use super::super::{Activity, Solution};
use super::frame::{is_before_holiday, Frame};
use super::Ground;

/// The days on which each customer is met, for the gap between two of them.
pub(super) struct Spread<'a> {
    frame: &'a Frame,
    days: Vec<Vec<i64>>,
}

impl<'a> Spread<'a> {
    pub(super) fn of(frame: &'a Frame, solution: &Solution) -> Self {
        let customers = &frame.problem.customers;
        let mut days: Vec<Vec<i64>> =
            customers.iter().map(|customer| customer.must_dos.iter().map(|due| due.day).collect()).collect();
        for touch in &solution.plan.touches {
            days[touch.customer].push(frame.problem.activities[touch.activity].day(touch.week));
        }
        Self { frame, days }
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
            own_days.is_work_day(date) && (!before_holiday || is_before_holiday(date, own_days))
        };
        let open: Vec<i64> = (monday..monday + 7).filter(is_open).collect();
        let Some(own) = days.iter().position(|other| *other == day) else { return day };
        let gap = self.frame.problem.customers[customer].gap_days;
        let keeps_gap =
            |turn: &i64| days.iter().enumerate().all(|(at, other)| at == own || (other - turn).abs() >= gap);
        let mut turns = (0..open.len()).map(|later| open[(customer + later) % open.len()]);
        let chosen = turns.find(keeps_gap).unwrap_or(day);
        days[own] = chosen;
        chosen
    }
}
