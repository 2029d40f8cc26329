//! A table of any length: only the rows in sight are in the document. One tab stop; arrow keys move, Enter opens.

use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Height of a row in pixels; the same as `--row-height` in the style.
const ROW: usize = 44;
/// Rows drawn beyond what is in sight, above and below.
const MARGIN: usize = 8;

/// The list. `rows` are keys in order, `row` draws one, `open` opens one.
#[component]
pub fn VirtualList<R, V, O>(
    rows: Signal<Arc<Vec<usize>>>,
    label: &'static str,
    header: Vec<&'static str>,
    row: R,
    open: O,
) -> impl IntoView
where
    R: Fn(usize) -> V + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
    O: Fn(usize) + Copy + Send + Sync + 'static,
{
    let scroll = RwSignal::new(0usize);
    let height = RwSignal::new(600usize);
    let active = RwSignal::new(0usize);
    let place = NodeRef::<leptos::html::Div>::new();
    let first = Memo::new(move |_| (scroll.get() / ROW).saturating_sub(MARGIN));
    let count = Memo::new(move |_| height.get() / ROW + 2 * MARGIN + 1);
    let length = move || rows.with(|rows| rows.len());
    let measure = move || {
        if let Some(element) = place.get_untracked() {
            scroll.set(element.scroll_top().max(0) as usize);
            height.set(element.client_height().max(200) as usize);
        }
    };
    Effect::new(move || {
        // A new selection begins at its top.
        rows.track();
        active.set(0);
        if let Some(element) = place.get() {
            element.set_scroll_top(0);
        }
        measure();
    });
    let move_to = move |to: usize| {
        let to = to.min(length().saturating_sub(1));
        active.set(to);
        if let Some(element) = place.get_untracked() {
            let (top, view) = (element.scroll_top() as usize, element.client_height() as usize);
            if to * ROW < top {
                element.set_scroll_top((to * ROW) as i32);
            } else if (to + 2) * ROW > top + view {
                element.set_scroll_top(((to + 2) * ROW).saturating_sub(view) as i32);
            }
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let at = active.get_untracked();
        let page = height.get_untracked() / ROW;
        match event.key().as_str() {
            "ArrowDown" => move_to(at + 1),
            "ArrowUp" => move_to(at.saturating_sub(1)),
            "PageDown" => move_to(at + page),
            "PageUp" => move_to(at.saturating_sub(page)),
            "Home" => move_to(0),
            "End" => move_to(usize::MAX - 1),
            "Enter" => {
                // A link inside the row opens itself.
                let on_link =
                    event.target().and_then(|t| t.dyn_into::<web_sys::HtmlAnchorElement>().ok()).is_some();
                if let Some(key) = rows.with_untracked(|rows| rows.get(at).copied()).filter(|_| !on_link) {
                    open(key);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let window = move || {
        let from = first.get();
        rows.with(|rows| rows.iter().copied().enumerate().skip(from).take(count.get()).collect::<Vec<_>>())
    };
    view! {
        <div
            class="list"
            role="table"
            aria-label=label
            aria-rowcount=move || length() + 1
            tabindex="0"
            node_ref=place
            on:scroll=move |_| measure()
            on:keydown=on_key
        >
            <div class="list-head" role="row" aria-rowindex="1">
                {header.into_iter().map(|name| view! { <span role="columnheader">{name}</span> }).collect_view()}
            </div>
            <div class="list-body" role="rowgroup" style:height=move || format!("{}px", length() * ROW)>
                <For each=window key=|(at, key)| (*at, *key) let:item>
                    <div
                        class="list-row"
                        class:active=move || active.get() == item.0
                        role="row"
                        aria-rowindex=item.0 + 2
                        style:transform=format!("translateY({}px)", item.0 * ROW)
                        on:click=move |_| open(item.1)
                    >
                        {row(item.1)}
                    </div>
                </For>
            </div>
        </div>
    }
}
