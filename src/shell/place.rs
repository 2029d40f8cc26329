//! The place on a page: what stands at its top and which folds are open, found again when the page is drawn anew with the
//! same parts in other words.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

/// What a reader knows the place by.
const LANDMARKS: &str = "main :is(h1, h2, h3, li, tr, .card)";

/// A place. Parts are known by their order, for their words change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The first landmark in sight, with how far below the top of the window it stands, in pixels.
    landmark: Option<(usize, f64)>,
    /// The open folds: the order of each among its neighbours, from the outermost in.
    open: Vec<Vec<usize>>,
}

impl Place {
    /// Where the page is now.
    pub fn here() -> Self {
        let Some(document) = document() else { return Self::default() };
        let top = |element: &Element| element.get_bounding_client_rect().top();
        let landmark = all(&document, LANDMARKS).iter().map(top).enumerate().find(|(_, top)| *top >= 0.0);
        // Nothing is lost where nothing was scrolled.
        let landmark = landmark.filter(|_| super::page::scrolled() > 0.0);
        Self { landmark, open: all(&document, "main details[open]").iter().map(path).collect() }
    }

    /// Opens the folds and scrolls to the landmark, as far as they are there; true when both are.
    pub fn find(&self) -> bool {
        let Some(document) = document() else { return true };
        let mut found = true;
        for path in &self.open {
            match fold(&document, path) {
                // An attribute with a fixed name.
                Some(fold) => found &= fold.set_attribute("open", "").is_ok(),
                None => found = false,
            }
        }
        let Some((at, wanted)) = self.landmark else { return found };
        let landmarks = all(&document, LANDMARKS);
        let Some(landmark) = landmarks.get(at) else { return false };
        let away = landmark.get_bounding_client_rect().top() - wanted;
        if away.abs() >= 1.0 {
            super::page::scroll_to(super::page::scrolled() + away);
            return false;
        }
        found
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn all(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The folds directly inside an element.
fn folds(of: &Element) -> Vec<Element> {
    let Ok(found) = of.query_selector_all("details") else { return Vec::new() };
    let folds = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    let outer = |fold: &Element| {
        fold.parent_element().and_then(|parent| parent.closest("details, main").ok().flatten())
    };
    folds.filter(|fold| outer(fold).as_ref() == Some(of)).collect()
}

fn path(fold: &Element) -> Vec<usize> {
    let mut path = Vec::new();
    let mut inner = fold.clone();
    while let Some(outer) =
        inner.parent_element().and_then(|parent| parent.closest("details, main").ok().flatten())
    {
        path.push(folds(&outer).iter().position(|other| *other == inner).unwrap_or(0));
        inner = outer;
    }
    path.reverse();
    path
}

fn fold(document: &Document, path: &[usize]) -> Option<Element> {
    let main = document.query_selector("main").ok().flatten()?;
    path.iter().try_fold(main, |outer, at| folds(&outer).into_iter().nth(*at))
}
