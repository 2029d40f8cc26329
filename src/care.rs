//! Care: what to do for a person or a circle, and what to avoid, each with its reason.
//!
//! The playbook is data; the core returns codes with parameters (`Reason`, `Avoid`), `text` has the words. An avoid is
//! a result of the same rank as a recommendation: whatever it forbids is never recommended and never planned.

mod approach;
mod avoid;
mod facts;
pub mod guard;
pub mod matching;
mod message;
mod playbook;
mod recommend;

pub use approach::{
    Approach, ApproachKind, Belief, Channel, Compliance, Format, Involves, Never, Occasion, Role, StaffMins,
    Venue, Words,
};
pub use avoid::{avoids, avoids_on, Avoid, AvoidCause, AvoidKind, CROWD_LIMIT};
pub use facts::Facts;
pub use message::{MessageKind, Template, Tone};
pub use playbook::{Limits, Playbook, PlaybookChanges, PlaybookError};
pub use recommend::{
    circle_care, due_between, fits, for_circle, for_facts, for_person, occasions, CircleCare, DueOccasion,
    Reason, Recommendation,
};
