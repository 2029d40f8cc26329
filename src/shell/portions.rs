//! Long work beside the page's own, for what is too small for a worker.

use std::time::Duration;

/// Calls `portion`, with the page awake between the calls, until it says that all is done.
pub fn in_portions(mut portion: Box<dyn FnMut() -> bool>) {
    if !portion() {
        leptos::prelude::set_timeout(move || in_portions(portion), Duration::ZERO);
    }
}
