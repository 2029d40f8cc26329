//! What a new plan changes against the last: who must be told, and who gains.

use chrono::NaiveDate;
use std::collections::BTreeSet;

use crate::book::CustomerId;
use crate::plan::quarter::QuarterPlan;

/// A promise: who, when, what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promise {
    /// When.
    pub date: NaiveDate,
    /// Approach of the playbook.
    pub approach: String,
    /// Who.
    pub customer: CustomerId,
}

/// The difference between two plans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanChanges {
    /// Promises that no longer hold, by date.
    pub lost: Vec<Promise>,
    /// New ones, by date.
    pub gained: Vec<Promise>,
    /// Promises that stay.
    pub kept: usize,
}

impl PlanChanges {
    /// How many people something was promised to that no longer holds.
    pub fn people_to_tell(&self) -> usize {
        self.lost.iter().map(|promise| promise.customer).collect::<BTreeSet<_>>().len()
    }
}

/// What changes from `last` to `now`.
pub fn plan_changes(last: &QuarterPlan, now: &QuarterPlan) -> PlanChanges {
    let (before, after) = (promises(last), promises(now));
    PlanChanges {
        lost: before.difference(&after).cloned().collect(),
        gained: after.difference(&before).cloned().collect(),
        kept: before.intersection(&after).count(),
    }
}

fn promises(plan: &QuarterPlan) -> BTreeSet<Promise> {
    let events = plan.events.iter().flat_map(|event| {
        let promise = |customer: &CustomerId| Promise {
            date: event.date,
            approach: event.approach.clone(),
            customer: *customer,
        };
        event.attendees.iter().map(promise).collect::<Vec<_>>()
    });
    let touches = plan.touches.iter().map(|touch| Promise {
        date: touch.date,
        approach: touch.approach.clone(),
        customer: touch.customer,
    });
    events.chain(touches).collect()
}
