//! Circles of a branch: the people who belong together across the old groups.
//!
//! What finds them is a crate of its own (`circles/`), which knows people only as rows of tags; [`discover`] runs it on a
//! book, chooses what is shown, and adds what a manager wants to know and has decided by hand.

mod by_hand;
mod discover;
mod ranking;

pub use by_hand::{LeftOut, Rule, SplitBy};
pub use discover::{discover, Circle, CircleId, CircleSet, GroupShare, Standing};
use discover::{mix_of, temperament_of};
pub use ranking::{Bounds, Merit, NotShown};
pub use yangke_circles::{find, Found, Known, Options, Records, RecordsBuilder, Temperament, Way};
