//! Proof for the privacy page: requests that the browser has counted, what its policy has blocked, what the page is.

use std::cell::Cell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::JsCast;

thread_local! {
    static BLOCKED: Cell<u32> = const { Cell::new(0) };
}

/// Counts what the policy blocks.
pub fn begin() {
    let Some(window) = web_sys::window() else { return };
    let counted = Closure::<dyn FnMut()>::new(|| BLOCKED.set(BLOCKED.get() + 1));
    let _heard =
        window.add_event_listener_with_callback("securitypolicyviolation", counted.as_ref().unchecked_ref());
    counted.forget();
}

/// Requests over a network since the page was opened, as the browser has recorded them.
pub fn requests() -> u32 {
    let entries = web_sys::window()
        .and_then(|window| window.performance())
        .map(|performance| performance.get_entries_by_type("resource"))
        .unwrap_or_default();
    let named = |entry: wasm_bindgen::JsValue| {
        js_sys::Reflect::get(&entry, &"name".into()).ok().and_then(|name| name.as_string())
    };
    let sent = entries.iter().filter_map(named);
    sent.filter(|name| ["http:", "https:", "ws:", "wss:", "ftp:"].iter().any(|kind| name.starts_with(kind)))
        .count() as u32
}

/// What the policy has blocked.
pub fn blocked() -> u32 {
    BLOCKED.get()
}

/// The single file as it was loaded, as the packer has written it; `None` for the hosted form. The boot script keeps it.
pub fn file() -> Option<String> {
    let text = js_sys::Reflect::get(&js_sys::global(), &"yangkeFile".into()).ok()?.as_string()?;
    Some(format!("<!doctype html>\n{text}"))
}
