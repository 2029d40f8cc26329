//! What a new plan changes against the last: who must be told, who gains, what only moves.

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
    /// A seat at an event: the guest may have been invited. Of a contact nobody knows but his manager.
    pub invited: bool,
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
    /// How many guests have to be told that their event is off, or on another day.
    pub fn people_to_tell(&self) -> usize {
        let guests = self.lost.iter().filter(|promise| promise.invited);
        guests.map(|promise| promise.customer).collect::<BTreeSet<_>>().len()
    }

    /// The same with every promise that has only another day told once: what is lost, what is new, and what has moved, with
    /// its new day.
    pub fn told(&self) -> ToldChanges {
        let mut told = ToldChanges::default();
        let mut gained = self.gained.clone();
        for promise in &self.lost {
            let same =
                |other: &Promise| (other.customer, &other.approach) == (promise.customer, &promise.approach);
            match gained.iter().position(same) {
                Some(at) => told.moved.push((promise.clone(), gained.remove(at).date)),
                None => told.lost.push(promise.clone()),
            }
        }
        told.gained = gained;
        told
    }
}

/// Changes as they are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldChanges {
    /// Promises without another day, by date.
    pub lost: Vec<Promise>,
    /// Promises with their new day, by date.
    pub moved: Vec<(Promise, NaiveDate)>,
    /// New promises, by date.
    pub gained: Vec<Promise>,
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
            invited: true,
        };
        event.attendees.iter().map(promise).collect::<Vec<_>>()
    });
    let touches = plan.touches.iter().map(|touch| Promise {
        date: touch.date,
        approach: touch.approach.clone(),
        customer: touch.customer,
        invited: false,
    });
    events.chain(touches).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_promise_is_told_once_and_only_guests_are_called() {
        let promise = |day, who, approach: &str, invited| Promise {
            date: NaiveDate::from_ymd_opt(2027, 1, day).unwrap(),
            approach: approach.to_owned(),
            customer: CustomerId(who),
            invited,
        };
        let changes = PlanChanges {
            lost: vec![
                promise(4, 1, "tea", true),
                promise(4, 2, "tea", true),
                promise(5, 2, "call", false),
                promise(6, 3, "call", false),
            ],
            gained: vec![
                promise(7, 3, "call", false),
                promise(9, 1, "tea", true),
                promise(9, 4, "tea", true),
            ],
            kept: 10,
        };
        assert_eq!(changes.people_to_tell(), 2);
        let told = changes.told();
        assert_eq!(told.lost, [promise(4, 2, "tea", true), promise(5, 2, "call", false)]);
        let moved: Vec<_> = told.moved.iter().map(|(of, date)| (of.customer.0, date.to_string())).collect();
        assert_eq!(moved, [(1, "2027-01-09".to_owned()), (3, "2027-01-07".to_owned())]);
        assert_eq!(told.gained, [promise(9, 4, "tea", true)]);
    }
}
