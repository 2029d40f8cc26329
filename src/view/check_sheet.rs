//! What is to be looked at before a plan leaves the house: money, hours, contacts, fairness, overrides, time to prepare.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use crate::book::CustomerId;
use crate::branch::Branch;
use crate::order::Order;
use crate::plan::quarter::QuarterPlan;

/// One line of money or hours against its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// Month of the plan for money, or the manager for hours.
    pub of: String,
    /// Used: yuan, or minutes of the fullest week.
    pub used: i64,
    /// The limit.
    pub limit: i64,
}

/// An avoid that somebody has overridden and that the plan touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overridden {
    /// Who.
    pub customer: CustomerId,
    /// The reason that was given.
    pub reason: String,
}

/// The check sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckSheet {
    /// Money of each month, and of the quarter as the last line; `of` is the month's number from 0, empty for the quarter.
    pub money: Vec<Against>,
    /// Each manager's fullest week.
    pub hours: Vec<Against>,
    /// How many people have 0, 1, 2 … planned contacts.
    pub contacts: Vec<usize>,
    /// People who have more contacts in a calendar month than the cap, by must-dos alone.
    pub over_cap: Vec<CustomerId>,
    /// Of quiet and of lively people: how many are reached, and how many there are.
    pub quiet: (usize, usize),
    /// See `quiet`.
    pub lively: (usize, usize),
    /// Avoids that were overridden for people whom the plan touches.
    pub overridden: Vec<Overridden>,
    /// Events for which the time to prepare has begun already or is over, by number.
    pub short_notice: Vec<u32>,
    /// Planned people without a phone number.
    pub no_phone: usize,
}

/// Checks a plan against what the branch says now.
pub fn check_sheet(branch: &Branch, plan: &QuarterPlan, today: NaiveDate) -> CheckSheet {
    let touched = contacts(plan);
    let book = &branch.book;
    let mut money: Vec<Against> = plan
        .months
        .iter()
        .enumerate()
        .map(|(month, sum)| Against { of: month.to_string(), used: sum.spent_yuan, limit: sum.budget_yuan })
        .collect();
    money.push(Against { of: String::new(), used: plan.spent_yuan(), limit: plan.settings.budget_yuan });
    let hours = plan.manager_mins.iter().map(|(manager, weeks)| Against {
        of: manager.clone(),
        used: weeks.iter().copied().max().unwrap_or(0),
        limit: plan.settings.manager_week_mins,
    });
    let most = touched.values().map(Vec::len).max().unwrap_or(0);
    let mut counts = vec![0; most + 1];
    counts[0] = book.customers.iter().filter(|customer| !touched.contains_key(&customer.id)).count();
    for days in touched.values() {
        counts[days.len()] += 1;
    }
    let reached = |wanted: &dyn Fn(&crate::book::Customer) -> bool| {
        let all = book.customers.iter().filter(|customer| wanted(customer));
        all.fold((0, 0), |(hit, of), customer| {
            (hit + usize::from(touched.contains_key(&customer.id)), of + 1)
        })
    };
    let planned = || book.customers.iter().filter(|customer| touched.contains_key(&customer.id));
    CheckSheet {
        money,
        hours: hours.collect(),
        contacts: counts,
        over_cap: over_cap(&touched, plan.settings.month_cap),
        quiet: reached(&|customer| customer.is_quiet()),
        lively: reached(&|customer| customer.is_lively()),
        overridden: planned()
            .flat_map(|customer| {
                let one = |kept: &crate::book::Override| Overridden {
                    customer: customer.id,
                    reason: kept.reason.clone(),
                };
                customer.overrides.iter().map(one)
            })
            .collect(),
        short_notice: plan
            .events
            .iter()
            .filter(|event| event.notice_by <= today && event.date >= today)
            .map(|event| event.number)
            .collect(),
        no_phone: planned().filter(|customer| customer.phone.is_empty()).count(),
    }
}

/// The days on which each person is met.
fn contacts(plan: &QuarterPlan) -> BTreeMap<CustomerId, Vec<NaiveDate>> {
    let mut days: BTreeMap<CustomerId, Vec<NaiveDate>> = BTreeMap::new();
    for event in &plan.events {
        event.attendees.iter().for_each(|id| days.entry(*id).or_default().push(event.date));
    }
    for touch in &plan.touches {
        days.entry(touch.customer).or_default().push(touch.date);
    }
    days
}

fn over_cap(touched: &BTreeMap<CustomerId, Vec<NaiveDate>>, cap: i64) -> Vec<CustomerId> {
    use chrono::Datelike;
    let over = |days: &[NaiveDate]| {
        let mut months: Vec<(i32, u32)> = days.iter().map(|day| (day.year(), day.month())).collect();
        months.order();
        months.chunk_by(|a, b| a == b).any(|month| month.len() as i64 > cap)
    };
    touched.iter().filter(|(_, days)| over(days)).map(|(id, _)| *id).collect()
}
