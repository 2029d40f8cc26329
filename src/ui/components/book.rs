//! Parts of the customer book: conditions that combine, the table, many people at once.

mod conditions;

pub use conditions::Conditions;
