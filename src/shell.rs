//! The browser, one facility a file: nothing here knows what a customer is, except the worker, which runs jobs.

pub mod clock;
pub mod crypto;
pub mod evidence;
pub mod files;
pub mod heal;
mod idb;
mod keep;
pub mod mark;
pub mod page;
pub mod place;
pub mod portions;
pub mod presence;
pub mod settings;
pub mod store;
pub mod tabs;
pub mod update;
pub mod worker;

use wasm_bindgen::JsCast;

/// Whether this is the page or the worker beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A window with a document.
    Page,
    /// A dedicated worker.
    Worker,
}

/// The role this program runs in.
pub fn role() -> Role {
    if js_sys::global().dyn_into::<web_sys::Window>().is_ok() {
        Role::Page
    } else {
        Role::Worker
    }
}

/// Tells the boot script of a panic, besides the console.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(window) = web_sys::window() {
            if let Ok(event) = web_sys::Event::new("yangke-panic") {
                // Nobody may be listening, and there is nothing left to do then.
                let _heard = window.dispatch_event(&event);
            }
        }
    }));
}
