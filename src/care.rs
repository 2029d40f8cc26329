//! Care: what to do for a person or a circle, and what to avoid, each with its reason.
//!
//! The playbook is data; the core returns codes with parameters (`Reason`, `Avoid`), `text` has the words. An avoid is
//! a result of the same rank as a recommendation: whatever it forbids is never recommended and never planned.

mod avoid;
mod playbook;
mod recommend;

pub use avoid::{avoids, Avoid, AvoidCause, AvoidKind, CROWD_LIMIT};
pub use playbook::{
    Approach, ApproachKind, Belief, Channel, Format, Involves, Occasion, Playbook, PlaybookError, Venue,
    Words,
};
pub use recommend::{
    circle_care, fits, for_circle, for_person, occasions, CircleCare, DueOccasion, Reason, Recommendation,
};
