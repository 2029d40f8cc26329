//! What the hosted form fetches behind the first page: one list for all of it.
//!
//! A function comes later when it belongs to one of these paths, or when nothing but such functions leads to it. The list
//! only has to name the doors: what lies behind them alone follows by itself ([`crate::reach`]). A door that is missing here
//! makes the first load larger; one too many is fetched when it is gone through.

/// Paths of what the first page does without.
const LATER: [&str; 26] = [
    // Files of others, and ours for others.
    "calamine",
    "icalendar",
    "rust_xlsxwriter",
    "yangke::backup",
    "yangke::export",
    "yangke::import",
    "zlib_rs",
    // What computes, mostly in workers, which have both parts.
    "argon2",
    "yangke::circles::discover::discover",
    "yangke::demo::branch",
    "yangke::job::run",
    "yangke::notes",
    "yangke::shell::worker",
    "yangke_planner",
    // Edits: nothing is edited before there is something on screen.
    "yangke::branch::Branch::apply",
    "yangke::branch::edit",
    // Pages, and the larger pieces that they are made of.
    "yangke::ui::components::book",
    "yangke::ui::components::care",
    "yangke::ui::components::explorer",
    "yangke::ui::components::intake",
    "yangke::ui::components::note_editor",
    "yangke::ui::components::printing",
    "yangke::ui::components::protect",
    "yangke::ui::components::quarter",
    "yangke::ui::pages",
    "yangke::ui::tour",
];

/// Paths behind those that the first page needs after all: it is one of these pages, with a branch that is read back.
const FIRST: [&str; 3] = ["yangke::backup::restore", "yangke::ui::pages::home", "yangke::ui::pages::unlock"];

/// Whether a function can wait, by its name. What counts is whose function it is, not which types it is made for: the
/// compiler lets one function stand for all types that need the same code.
pub fn comes_later(name: &str) -> bool {
    let name = name.trim_start_matches('<');
    let is_in = |paths: &[&str]| paths.iter().any(|path| name.starts_with(path));
    is_in(&LATER) && !is_in(&FIRST)
}
