//! What the pages show, worked out from the branch without a browser.

mod calendar_month;
pub mod explorer;
mod today;

pub use calendar_month::{months, CalendarDay, CalendarMonth};
pub use today::{week_ahead, DueLine, WeekAhead};
