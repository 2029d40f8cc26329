//! The cheapest way out of all limits that the must-dos exceed, as one step.

use super::conflict::{Blocker, Conflict};
use super::{LimitKind, PlanSettings, PlanWishes, QuarterPlan};
use crate::care::Approach;

/// Months of a quarter.
const MONTHS: i64 = 3;

/// What has to be given so that every must-do fits: each limit in conflict just what it lacks. Less would leave one of them
/// exceeded, so no cheaper way raises limits alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayOut {
    /// Manager, week and minutes that there have to be in it.
    pub hours: Vec<(String, usize, i64)>,
    /// Minutes that are missing in these weeks together.
    pub missing_mins: i64,
    /// The budget of the quarter that is needed, and what is missing of it, in yuan.
    pub budget: Option<(i64, i64)>,
    /// Conflicts that no limit ends: two must-dos of one person too near each other, or too many in a month.
    pub by_hand: usize,
}

impl WayOut {
    /// The way out of some of a plan's conflicts. A budget that is raised for one month is raised for all: the largest need
    /// counts.
    pub fn of(plan: &QuarterPlan, conflicts: &[Conflict]) -> Self {
        let mut way = Self::default();
        let mut budget = plan.settings.budget_yuan;
        for conflict in conflicts {
            match (conflict.limit, &conflict.manager, conflict.week) {
                (LimitKind::ManagerHours, Some(manager), Some(week)) => {
                    way.hours.push((manager.clone(), week, conflict.need));
                    way.missing_mins += (conflict.need - conflict.have).max(0);
                }
                (LimitKind::Budget, ..) => budget = budget.max(whole_budget(plan, conflict)),
                _ => way.by_hand += 1,
            }
        }
        let missing = budget - plan.settings.budget_yuan;
        way.budget = (missing > 0).then_some((budget, missing));
        way
    }

    /// How many limits it raises.
    pub fn steps(&self) -> usize {
        self.hours.len() + usize::from(self.budget.is_some())
    }

    /// Gives what is missing.
    pub fn give(&self, settings: &mut PlanSettings, wishes: &mut PlanWishes) {
        for (manager, week, mins) in &self.hours {
            wishes.set_hours(manager, *week, Some(*mins));
        }
        if let Some((budget, _)) = self.budget {
            settings.budget_yuan = budget;
        }
    }
}

/// What would have to be given so that a wish that stands against a limit can be met, as settings with that limit raised;
/// `None` where no limit of the branch stands against it.
pub fn relief(settings: &PlanSettings, approach: &Approach, blocker: Blocker) -> Option<PlanSettings> {
    let Blocker::Limit(limit) = blocker else { return None };
    let mut raised = settings.clone();
    match limit {
        LimitKind::Venue => *raised.slots_mut(approach.venue)? += 1,
        LimitKind::CrewHours => raised.crew_week_mins += approach.crew_mins(),
        // A month has its share of the whole: what one event costs is needed in its month.
        LimitKind::Budget => {
            let cost = approach.session_yuan + approach.min_heads * approach.head_yuan;
            raised.budget_yuan += cost.max(1) * MONTHS;
        }
        _ => return None,
    }
    Some(raised)
}

/// The budget of the quarter at which a limit of money in conflict would hold: a month's money is its share of the whole,
/// with a quarter of slack.
fn whole_budget(plan: &QuarterPlan, conflict: &Conflict) -> i64 {
    match conflict.month.and_then(|month| plan.months.get(month)) {
        Some(sum) if sum.budget_yuan > 0 => {
            (plan.settings.budget_yuan * conflict.need + sum.budget_yuan - 1) / sum.budget_yuan + 1
        }
        _ => conflict.need,
    }
}
