//! A newer version of the hosted form, which waits until it is taken (`public/hosted/host.js`). The single file has none.

use wasm_bindgen::JsCast;

fn offered() -> Option<js_sys::Function> {
    js_sys::Reflect::get(&js_sys::global(), &"yangkeUpdate".into()).ok()?.dyn_into().ok()
}

/// Calls back as soon as there is a newer version.
pub fn on_offer(mut heard: impl FnMut() + 'static) {
    if offered().is_some() {
        heard();
    }
    super::page::listen("yangke-update", move |_: web_sys::Event| heard());
}

/// Opens the page anew in the newer version.
pub fn take() {
    if let Some(update) = offered() {
        // The page is loaded anew: there is nobody left to be told.
        let _taken = update.call0(&wasm_bindgen::JsValue::NULL);
    }
}
