//! The page as a whole: address, language, theme, printing.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::JsCast;

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The part of the address behind `#`.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to another place of the page; the browser's back button comes back.
pub fn go(hash: &str) {
    if let Some(window) = window() {
        // The address is made by `route`, so it is always one of this page.
        let _gone = window.location().set_hash(hash);
    }
}

/// Calls back whenever the address changes, as long as the page lives.
pub fn on_hash_change(mut heard: impl FnMut() + 'static) {
    listen("hashchange", move |_: web_sys::Event| heard());
}

/// Calls back on every key, as long as the page lives.
pub fn on_key(heard: impl FnMut(web_sys::KeyboardEvent) + 'static) {
    listen("keydown", heard);
}

pub(super) fn listen<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    kind: &str,
    heard: impl FnMut(E) + 'static,
) {
    let callback = Closure::<dyn FnMut(E)>::new(heard);
    if let Some(window) = window() {
        let _added = window.add_event_listener_with_callback(kind, callback.as_ref().unchecked_ref());
    }
    callback.forget();
}

/// Sets an attribute of the root element, such as the language or the theme.
pub fn set_root(attribute: &str, value: &str) {
    if let Some(root) =
        window().and_then(|window| window.document()).and_then(|document| document.document_element())
    {
        let _set = root.set_attribute(attribute, value);
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Takes the boot notice away and gives the element to mount into.
pub fn clear_boot() {
    if let Some(boot) =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("boot"))
    {
        boot.remove();
    }
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    let found =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _focused = element.focus();
    }
}

/// Moves the focus to the first element that a selector finds.
pub fn focus_first(selector: &str) {
    let found = window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _focused = element.focus();
    }
}

/// Frames the first element that a selector finds, and nothing else, and scrolls to it when it is framed.
pub fn point_at(selector: Option<&str>) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    let (last, found) = (find(".pointed-at"), selector.and_then(find));
    if last == found {
        return;
    }
    if let Some(last) = last {
        let _unmarked = last.class_list().remove_1("pointed-at");
    }
    if let Some(found) = found {
        let _marked = found.class_list().add_1("pointed-at");
        found.scroll_into_view();
    }
}

/// Closes the fold in which a key was pressed, with the focus on its mark; false where it was closed already.
pub fn close_details(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(fold) = target.and_then(|element| element.closest("details[open]").ok().flatten()) else {
        return false;
    };
    fold.remove_attribute("open").is_ok()
}

/// Closes the fold that the focus has left for something outside of it.
pub fn close_left(from: Option<web_sys::EventTarget>, to: Option<web_sys::EventTarget>) {
    let element = |target: Option<web_sys::EventTarget>| target?.dyn_into::<web_sys::Element>().ok();
    let Some(fold) = element(from).and_then(|left| left.closest("details[open]").ok().flatten()) else {
        return;
    };
    if !element(to).is_some_and(|entered| fold.contains(Some(&entered))) {
        // Already closed by its own mark: nothing to do.
        let _closed = fold.remove_attribute("open");
    }
}

/// Brings the entry of the menu that the page belongs to into sight, where the menu is a strip.
pub fn show_current() {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let current = document.query_selector(".menu [aria-current]").ok().flatten();
    let strip = document.query_selector(".menu").ok().flatten();
    if let (Some(current), Some(strip)) = (current, strip) {
        let (here, left) = (current.get_bounding_client_rect(), strip.get_bounding_client_rect().left());
        let to = f64::from(strip.scroll_left()) + here.left() - left - 24.0;
        strip.set_scroll_left(to as i32);
    }
}

/// How far the page is scrolled down, in pixels.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}

/// Scrolls the page down to a place, in pixels.
pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Tells when the page is about to be put on paper, and when it has been.
pub fn on_print(mut before: impl FnMut() + 'static, mut after: impl FnMut() + 'static) {
    listen("beforeprint", move |_: web_sys::Event| before());
    listen("afterprint", move |_: web_sys::Event| after());
}

/// Opens what is folded and belongs on paper (`data-paper`), or closes again what was so opened.
pub fn unfold(open: bool) {
    const OPENED: &str = "data-unfolded";
    let wanted = if open { "details[data-paper]:not([open])" } else { "details[data-unfolded]" };
    let found = window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(wanted).ok());
    let Some(found) = found else { return };
    for fold in (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<web_sys::Element>().ok()) {
        let _turned = fold.toggle_attribute_with_force("open", open);
        let _marked = fold.toggle_attribute_with_force(OPENED, open);
    }
}

/// Opens the print dialogue, and waits until it is closed.
pub fn print() {
    if let Some(window) = window() {
        let _printed = window.print();
    }
}

/// The policy in force, as the page declares it.
pub fn policy() -> String {
    window()
        .and_then(|window| window.document())
        .and_then(|document| {
            document.query_selector("meta[http-equiv='Content-Security-Policy']").ok().flatten()
        })
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}
