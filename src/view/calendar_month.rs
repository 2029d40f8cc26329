//! The plan by month: weeks from Monday, each day with its kind, events, and numbers of touches.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::DayKind;
use crate::plan::quarter::{Event, QuarterPlan};

/// One day of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// Holiday, work day, weekend.
    pub kind: DayKind,
    /// Belongs to the month shown, not to its neighbours.
    pub inside: bool,
    /// Events of the day.
    pub events: Vec<Event>,
    /// Birthdays and maturities.
    pub must_dos: usize,
    /// Other touches.
    pub touches: usize,
}

/// One month.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarMonth {
    /// Its first day.
    pub first: NaiveDate,
    /// Weeks from Monday to Sunday.
    pub weeks: Vec<Vec<CalendarDay>>,
}

/// The months that the plan's quarter touches.
pub fn months(plan: &QuarterPlan) -> Vec<CalendarMonth> {
    let mut months = Vec::new();
    let mut first = plan.quarter.start.with_day(1).unwrap_or(plan.quarter.start);
    while first < plan.quarter.end() {
        months.push(month(plan, first));
        first = next_month(first);
    }
    months
}

fn next_month(first: NaiveDate) -> NaiveDate {
    let later = first + Days::new(31);
    later.with_day(1).unwrap_or(later)
}

fn month(plan: &QuarterPlan, first: NaiveDate) -> CalendarMonth {
    let end = next_month(first);
    let mut day = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
    let mut weeks = Vec::new();
    while day < end {
        let week: Vec<CalendarDay> =
            (0..7).map(|idx| calendar_day(plan, day + Days::new(idx), first)).collect();
        // Weeks wholly outside the quarter have nothing to show.
        if day + Days::new(6) >= plan.quarter.start && day < plan.quarter.end() {
            weeks.push(week);
        }
        day = day + Days::new(7);
    }
    CalendarMonth { first, weeks }
}

fn calendar_day(plan: &QuarterPlan, date: NaiveDate, first: NaiveDate) -> CalendarDay {
    // Events and touches are sorted by date.
    let from = plan.touches.partition_point(|touch| touch.date < date);
    let to = plan.touches.partition_point(|touch| touch.date <= date);
    let must_dos = plan.touches[from..to].iter().filter(|touch| touch.occasion.is_some()).count();
    CalendarDay {
        date,
        kind: plan.settings.days.kind(date),
        inside: date.month() == first.month(),
        events: plan.events.iter().filter(|event| event.date == date).cloned().collect(),
        must_dos,
        touches: to - from - must_dos,
    }
}
