//! Parts of the customer book: conditions that combine, the table, many people at once.

mod bulk_bar;
mod conditions;
mod facts_form;
mod paste_tags;
mod people_table;

pub use bulk_bar::BulkBar;
pub use conditions::Conditions;
pub use facts_form::FactsForm;
pub use paste_tags::PasteTags;
pub use people_table::PeopleTable;
