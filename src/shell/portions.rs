//! Long work beside the page's own, for what is too small for a worker.

use std::time::Duration;

use super::clock;

/// Milliseconds at a stretch: a frame is 16.
const STRETCH: f64 = 8.0;

/// Work that lets the page draw and listen in between, as long as anybody sees it.
pub struct Pace {
    since: f64,
}

impl Pace {
    /// Begins now.
    pub fn begin() -> Self {
        Self { since: clock::milliseconds() }
    }

    /// Begins with the page's next turn: what is going on now is enough for this one.
    pub fn next_turn() -> Self {
        Self { since: f64::NEG_INFINITY }
    }

    /// Between two portions: waits for the page's turn when the stretch was long enough. A page that nobody sees has its
    /// timers slowed down, and works on.
    pub async fn rest(&mut self) {
        if clock::milliseconds() - self.since < STRETCH || super::presence::hidden() {
            return;
        }
        let turn = js_sys::Promise::new(&mut |resolve, _| {
            let go_on = move || {
                let _told = resolve.call0(&wasm_bindgen::JsValue::NULL);
            };
            leptos::prelude::set_timeout(go_on, Duration::ZERO);
        });
        let _waited = wasm_bindgen_futures::JsFuture::from(turn).await;
        self.since = clock::milliseconds();
    }
}

/// Calls `portion`, with the page awake between the calls, until it says that all is done.
pub fn in_portions(mut portion: Box<dyn FnMut() -> bool>) {
    if !portion() {
        leptos::prelude::set_timeout(move || in_portions(portion), Duration::ZERO);
    }
}
