//! A quarter's plan with its proof: who meets what in which week, and how far that is at most from the best plan.
//!
//! The engine is a crate of its own (`planner/`), which knows customers only as numbers; [`quarter`] is the way from the
//! branch to its problem and back.

pub mod quarter;

pub use yangke_planner::*;
