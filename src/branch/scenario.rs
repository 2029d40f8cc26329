//! Plans that are kept beside the one in force, to be compared with it and taken up again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Branch;
use crate::plan::quarter::{PlanSettings, PlanWishes, QuarterPlan};

/// Most plans that are kept: more than a person compares.
const MOST: usize = 8;

/// A kept plan with what it was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Number in the branch; never given twice while it is kept.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// The day it was kept.
    pub kept_on: NaiveDate,
    /// The plan.
    pub plan: Arc<QuarterPlan>,
    /// Its limits.
    pub settings: PlanSettings,
    /// What was decided by hand.
    pub wishes: PlanWishes,
}

/// Keeps the plan in force; the oldest of too many goes.
pub(super) fn keep(branch: &mut Branch, name: String, kept_on: NaiveDate) {
    let Some(plan) = branch.plan.clone() else { return };
    let scenarios = Arc::make_mut(&mut branch.scenarios);
    // Two of one name could not be told apart.
    let taken = |name: &str| scenarios.iter().any(|other| other.name == name);
    let free = |base: &str| (2..).map(|count| format!("{base} ({count})")).find(|other| !taken(other));
    let name = if taken(&name) { free(&name).unwrap_or(name) } else { name };
    let number = scenarios.iter().map(|scenario| scenario.number).max().unwrap_or(0) + 1;
    let (settings, wishes) = (branch.settings.clone(), branch.wishes.clone());
    scenarios.push(Scenario { number, name, kept_on, plan, settings, wishes });
    if scenarios.len() > MOST {
        scenarios.remove(0);
    }
}

/// Makes a kept plan the plan in force.
pub(super) fn take_up(branch: &mut Branch, number: u32) {
    let Some(scenario) = branch.scenarios.iter().find(|scenario| scenario.number == number).cloned() else {
        return;
    };
    branch.plan = Some(scenario.plan);
    branch.settings = scenario.settings;
    branch.wishes = scenario.wishes;
}
