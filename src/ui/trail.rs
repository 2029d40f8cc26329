//! Where each page was scrolled to, so that going back finds the place again, and a new page begins at its top.

use crate::route::Route;

/// Pages that are remembered.
const STEPS: usize = 50;

/// The pages on the way here, each with its place.
#[derive(Default)]
pub struct Trail {
    behind: Vec<(Route, f64)>,
}

impl Trail {
    /// Leaves `from`, which is scrolled down to `y`, for `to`; gives the place to scroll to.
    pub fn go(&mut self, from: Route, to: Route, y: f64) -> f64 {
        if self.behind.last().is_some_and(|(route, _)| *route == to) {
            return self.behind.pop().map_or(0.0, |(_, y)| y);
        }
        self.behind.push((from, y));
        if self.behind.len() > STEPS {
            self.behind.remove(0);
        }
        0.0
    }
}
