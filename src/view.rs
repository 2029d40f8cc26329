//! What the pages show, worked out from the branch without a browser.

mod calendar_month;
pub mod explorer;
pub mod palette;
mod plan_changes;
mod questions;
mod review;
mod today;

pub use calendar_month::{months, CalendarDay, CalendarMonth};
pub use plan_changes::{plan_changes, PlanChanges, Promise};
pub use questions::{questions, Question};
pub use review::{review_count, review_queue, ReviewLine};
pub use today::{week_ahead, DueLine, WeekAhead};
