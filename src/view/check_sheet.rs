//! What is to be looked at before a plan leaves the house: money, hours, contacts, fairness, overrides, time to prepare.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

use crate::book::CustomerId;
use crate::branch::Branch;
use crate::care::{fits, AvoidKind, Facts, Playbook};
use crate::order::Order;
use crate::plan::quarter::{manager_weeks, MonthSum, QuarterPlan};

/// Money or hours against their limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
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

/// Something planned that the branch forbids by now: what is known has changed since the plan was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Who.
    pub customer: CustomerId,
    /// Approach of the playbook.
    pub approach: String,
    /// The avoid; `None` for somebody who wants no contact.
    pub avoid: Option<AvoidKind>,
}

/// The check sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckSheet {
    /// What an avoid or the guard stops.
    pub stopped: Vec<Stopped>,
    /// Money of each month (from 0), and of the quarter (`None`) as the last line.
    pub money: Vec<(Option<usize>, Against)>,
    /// Each manager's week that is fullest against its own limit.
    pub hours: Vec<(String, Against)>,
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
pub fn check_sheet(branch: &Branch, playbook: &Playbook, plan: &QuarterPlan, today: NaiveDate) -> CheckSheet {
    let touched = contacts(plan);
    let book = &branch.book;
    let month =
        |(at, sum): (usize, &MonthSum)| (Some(at), Against { used: sum.spent_yuan, limit: sum.budget_yuan });
    let mut money: Vec<_> = plan.months.iter().enumerate().map(month).collect();
    money.push((None, Against { used: plan.spent_yuan(), limit: plan.settings.budget_yuan }));
    let hours = plan.manager_mins.iter().filter_map(|(manager, used)| {
        let limits = manager_weeks(&plan.settings, &branch.wishes, plan.quarter, manager);
        let weeks = used.iter().zip(limits).map(|(used, limit)| Against { used: *used, limit });
        Some((manager.clone(), weeks.max_by_key(|week| (week.used - week.limit, week.used))?))
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
        stopped: stopped(branch, playbook, plan),
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

/// What is planned and must not be, by what the branch knows now.
fn stopped(branch: &Branch, playbook: &Playbook, plan: &QuarterPlan) -> Vec<Stopped> {
    let mut planned: BTreeMap<CustomerId, BTreeSet<&str>> = BTreeMap::new();
    for event in &plan.events {
        event.attendees.iter().for_each(|id| {
            planned.entry(*id).or_default().insert(&event.approach);
        });
    }
    for touch in &plan.touches {
        planned.entry(touch.customer).or_default().insert(&touch.approach);
    }
    let mut found = Vec::new();
    for (id, approaches) in planned {
        let Some(customer) = branch.book.get(id) else { continue };
        let facts = Facts::of(customer, plan.quarter);
        for approach in approaches.into_iter().filter_map(|id| playbook.get(id)) {
            let avoid = match fits(&facts, approach, &playbook.limits) {
                _ if customer.do_not_contact => None,
                Some(Err(avoid)) => Some(avoid.kind),
                _ => continue,
            };
            found.push(Stopped { customer: id, approach: approach.id.clone(), avoid });
        }
    }
    found
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
