//! Yangke 养客: finds the customers who belong together across the old groups, and plans a quarter of care that fits.
//!
//! ARCHITECTURE.md has the map. Ground: `finding`, `calendar`, `rng`, `script`. The flow: `import` → `book` →
//! `circles` → `care` → `plan` → `export`, with `notes` beside `book`.

pub mod backup;
pub mod book;
pub mod branch;
pub mod calendar;
pub mod care;
pub mod circles;
pub mod demo;
pub mod export;
pub mod finding;
pub mod import;
pub mod job;
pub mod notes;
pub mod plan;
pub mod rng;
pub mod script;
pub mod text;
