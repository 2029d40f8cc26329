//! The ground that the page and the planner both stand on.

pub mod order;
pub mod rng;
