//! The parts of an event's sheet that are worked with: tables, substitutes, roles on stage.

mod roles;
mod substitutes;
mod tables;

pub use roles::roles;
pub use substitutes::substitutes;
pub use tables::tables;

use crate::branch::Branch;
use crate::care::{Approach, Playbook};
use crate::plan::quarter::{Event, QuarterPlan};
use crate::ui::state::App;
use crate::view::EventSheet;

/// Everything that the parts of the sheet need.
pub struct Shown<'a> {
    pub app: App,
    pub branch: &'a Branch,
    pub playbook: &'a Playbook,
    pub approach: &'a Approach,
    pub plan: &'a QuarterPlan,
    pub event: &'a Event,
    pub sheet: &'a EventSheet,
}
