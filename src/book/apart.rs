//! Pairs of people who must not meet.

use serde::{Deserialize, Serialize};

use super::CustomerId;

/// Two people who are never invited to the same event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// One.
    pub a: CustomerId,
    /// The other.
    pub b: CustomerId,
    /// Why, in the manager's words.
    pub reason: String,
}

impl Apart {
    /// True when it is about these two, in either order.
    pub fn is(&self, a: CustomerId, b: CustomerId) -> bool {
        (self.a, self.b) == (a, b) || (self.a, self.b) == (b, a)
    }
}
