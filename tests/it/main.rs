//! The product without a browser: bytes in, files out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod care;
mod circles_by_hand;
mod circles_ranking;
mod circles_stability;
mod corpus;
mod explorer;
mod journey;
mod keeping;
mod notes;
mod plan_hands;
mod round_trip;
