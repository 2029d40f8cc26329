//! Whether somebody is at the page: the last key, click or touch, and a beat to look at it.

use std::cell::Cell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::JsCast;

thread_local! {
    static LAST: Cell<f64> = const { Cell::new(0.0) };
}

/// Looks after whoever is there: every few seconds `beat` hears for how many seconds nobody has been. A machine that
/// slept counts as nobody.
pub fn watch(mut beat: impl FnMut(f64) + 'static) {
    LAST.set(js_sys::Date::now());
    let Some(window) = web_sys::window() else { return };
    let seen = Closure::<dyn FnMut()>::new(|| LAST.set(js_sys::Date::now()));
    for kind in ["keydown", "pointerdown", "pointermove", "wheel"] {
        let _heard = window.add_event_listener_with_callback(kind, seen.as_ref().unchecked_ref());
    }
    seen.forget();
    let callback =
        Closure::<dyn FnMut()>::new(move || beat((js_sys::Date::now() - LAST.get()).max(0.0) / 1000.0));
    let _set = window
        .set_interval_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), 5000);
    callback.forget();
}

/// Whether the page is in a tab that nobody looks at.
pub fn hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Loads the page anew: whatever it held in memory is gone.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _gone = window.location().reload();
    }
}
