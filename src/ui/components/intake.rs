//! Parts of the import page: the columns, the rows about the same person, what joining would change, what was noticed.

mod columns;
mod doubles;
mod findings;
mod joining;

pub use columns::CheckColumns;
pub use doubles::Doubles;
pub use findings::Findings;
pub use joining::Joining;

/// Lines that are listed; the others are counted.
const SHOWN: usize = 200;
