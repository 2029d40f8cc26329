//! Events on a time axis, each from the day by which its room is booked to the day of thanks.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::DayKind;
use crate::care::Playbook;
use crate::plan::quarter::{milestones, Milestone, QuarterPlan};

/// An event on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripRow {
    /// Its place in the plan's list.
    pub event: usize,
    /// What is to be done, by date; never empty.
    pub steps: Vec<Milestone>,
}

/// The axis and what stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadStrip {
    /// First day of the axis, a Monday: no later than the quarter or the first step.
    pub from: NaiveDate,
    /// Days on the axis, whole weeks.
    pub days: usize,
    /// Holidays and the branch's own days off.
    pub off: Vec<NaiveDate>,
    /// The events, in the plan's order.
    pub rows: Vec<StripRow>,
}

impl LeadStrip {
    /// The strip of a plan.
    pub fn of(plan: &QuarterPlan, playbook: &Playbook) -> Self {
        let rows: Vec<StripRow> = plan
            .events
            .iter()
            .enumerate()
            .filter_map(|(at, event)| {
                let steps = milestones(playbook.get(&event.approach)?, event, &plan.settings.days);
                (!steps.is_empty()).then_some(StripRow { event: at, steps })
            })
            .collect();
        let steps = || rows.iter().flat_map(|row| row.steps.iter().map(|step| step.date));
        let first = steps().min().unwrap_or(plan.quarter.start).min(plan.quarter.start);
        let last = steps().max().unwrap_or(plan.quarter.start).max(plan.quarter.end() - Days::new(1));
        let from = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
        let weeks = ((last - from).num_days() as usize / 7) + 1;
        let is_off =
            |day: &NaiveDate| matches!(plan.settings.days.kind(*day), DayKind::Holiday(_) | DayKind::Closed);
        let off = (0..7 * weeks as u64).map(|day| from + Days::new(day)).filter(is_off).collect();
        Self { from, days: 7 * weeks, off, rows }
    }

    /// Days from the beginning of the axis, if it is on it.
    pub fn at(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from((date - self.from).num_days()).ok().filter(|day| *day < self.days)
    }

    /// The Mondays.
    pub fn mondays(&self) -> impl Iterator<Item = NaiveDate> + use<'_> {
        (0..self.days as u64).step_by(7).map(|day| self.from + Days::new(day))
    }
}
