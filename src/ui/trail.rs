//! Where each page was scrolled to, so that going back finds the place again, and a new page begins at its top.

use leptos::prelude::set_timeout;
use std::time::Duration;

use crate::route::Route;
use crate::shell::page;
use crate::shell::place::Place;

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

/// How often, and with what rests between, a place is looked for on a page that is being drawn.
const TRIES: u32 = 12;
const REST: Duration = Duration::from_millis(50);

/// Finds a place again on a page that is drawn anew; `left` are the tries that are left, with where the last one has
/// scrolled to. Gives way to the user.
pub fn find_again(place: Place, left: Option<(u32, f64)>) {
    let tries = match left {
        Some((_, y)) if (page::scrolled() - y).abs() >= 1.0 => return,
        Some((tries, _)) => tries,
        None => TRIES,
    };
    let go = move || {
        if !place.find() && tries > 0 {
            find_again(place, Some((tries - 1, page::scrolled())));
        }
    };
    set_timeout(go, REST);
}
