//! Parts about care: writing to a customer, the suitability check, questions, records of contacts, overrides, and the form
//! of an approach.

mod approach_fields;
mod approach_form;
mod message_box;
mod override_form;
mod product_check;
mod question_form;
mod record_form;
mod resource_form;

pub use approach_form::ApproachForm;
pub use message_box::MessageBox;
pub use override_form::OverrideForm;
pub use product_check::ProductCheck;
pub use question_form::{answer_line, QuestionForm};
pub use record_form::{outcome_name, RecordForm};
pub use resource_form::ResourceForm;
