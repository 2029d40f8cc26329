//! What the pages show, worked out from the branch without a browser.

mod backup_age;
mod calendar_month;
mod care_overview;
mod check_sheet;
mod edit_name;
mod event_sheet;
pub mod explorer;
mod lead_strip;
pub mod palette;
mod paste_plan;
mod person_file;
mod plan_changes;
mod plan_lens;
mod playbook_preview;
mod questions;
mod review;
mod seats;
mod today;
mod visit_brief;
mod vocabulary_use;

pub use backup_age::{backup_days, backup_is_old};
pub use calendar_month::{months, CalendarDay, CalendarMonth};
pub use care_overview::{
    consent_for, waiting_questions, worth_by_temperament, CareWorth, WaitingQuestion, WorthByTemperament,
};
pub use check_sheet::{check_sheet, Against, CheckSheet, Overridden, Stopped};
pub use edit_name::{edit_kept, edit_name, edit_redone, edit_undone};
pub use event_sheet::{event_sheet, EventSheet, RoleOnStage, Substitute};
pub use lead_strip::{LeadStrip, StripRow};
pub use paste_plan::{paste_plan, PastePlan, PasteRules};
pub use person_file::person_file;
pub use plan_changes::{plan_changes, PlanChanges, Promise, ToldChanges};
pub use plan_lens::PlanLens;
pub use playbook_preview::{Caught, Comparison, PlaybookEffect};
pub use questions::{questions, Missing, Question};
pub use review::{review_count, review_queue, ReviewLine};
pub use seats::{move_guest, seats, Seats};
pub use today::{week_ahead, DueLine, WeekAhead};
pub use visit_brief::{visit_brief, PlannedContact, VisitBrief};
pub use vocabulary_use::{vocabulary_use, TagUse};
