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
pub mod route;
pub mod script;
#[cfg(target_arch = "wasm32")]
mod shell;
pub mod speed;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod ui;
pub mod vault;
pub mod view;

pub use yangke_ground::{order, rng};

/// Starts the program in the role it finds itself in.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    shell::report_panics();
    match shell::role() {
        shell::Role::Page => ui::mount(),
        shell::Role::Worker => shell::worker::serve(),
    }
}
