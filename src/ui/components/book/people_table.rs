//! The table of the book: any length, one tab stop, cells that are edited in place, people who are ticked.
//!
//! Arrows move, Enter opens the person or edits the cell, F2 edits, Escape leaves, Space ticks, Ctrl A ticks everybody
//! whom the filters have left.

use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use wasm_bindgen::JsCast;

mod cell_input;
mod column;
mod row;

use crate::book::CustomerId;
use crate::branch::Branch;
use crate::route::Route;
use crate::text;
use crate::ui::state::App;
use column::{Column, COLUMNS};

/// Height of a row in pixels; the same as `--row-height` in the style.
const ROW: usize = 44;
/// Rows drawn beyond what is in sight, above and below.
const MARGIN: usize = 5;
/// The number of the first row, as a screen reader counts: the head is the first of all.
const HEAD: usize = 2;
/// The id of the cell that the keys are at. No other has one: rows are told anew with every key that is typed in the search,
/// and each attribute costs.
const HERE: &str = "cell-here";
/// A cell: the place of the person in the book, and the column.
type Cell = (usize, Column);

/// What the cells share.
#[derive(Clone, Copy)]
struct Table {
    app: App,
    rows: Memo<Arc<Vec<usize>>>,
    /// The first row below what is in sight.
    last: Memo<usize>,
    /// The selection of which the rows beyond what is in sight are told as well: they follow a moment later, so that a key is
    /// answered sooner.
    complete: RwSignal<usize>,
    place: NodeRef<leptos::html::Div>,
    row: RwSignal<usize>,
    column: RwSignal<usize>,
    editing: RwSignal<Option<Cell>>,
}

/// The table.
#[component]
pub fn PeopleTable(app: App, rows: Memo<Arc<Vec<usize>>>) -> impl IntoView {
    let words = app.words();
    let tools = text::book_tool_words(app.lang());
    let scroll = RwSignal::new(0usize);
    let height = RwSignal::new(600usize);
    let place = NodeRef::<leptos::html::Div>::new();
    let table = Table {
        app,
        rows,
        last: Memo::new(move |_| (scroll.get() + height.get()) / ROW + 1),
        complete: RwSignal::new(0),
        place,
        row: RwSignal::new(0),
        column: RwSignal::new(1),
        editing: RwSignal::new(None),
    };
    let first = Memo::new(move |_| (scroll.get() / ROW).saturating_sub(MARGIN));
    let length = move || rows.with(|rows| rows.len());
    let measure = move || {
        // The list may be gone by the time it is measured.
        if let Some(element) = place.try_get_untracked().flatten() {
            scroll.set(element.scroll_top().max(0) as usize);
            app.book_top.set(scroll.get_untracked());
            height.set(element.client_height().max(200) as usize);
        }
    };
    let left_at = app.book_top.get_untracked();
    request_animation_frame(move || {
        // Whoever comes back finds the list where it was left.
        if let Some(element) = place.try_get_untracked().flatten().filter(|_| left_at > 0) {
            element.set_scroll_top(left_at as i32);
        }
        measure();
    });
    Effect::new(move || {
        // A new selection begins at its top.
        rows.track();
        table.row.set(0);
        table.editing.set(None);
        // Asking for sizes before the rows are laid out would lay them out twice.
        if let Some(element) = place.get().filter(|_| scroll.get_untracked() > 0) {
            element.set_scroll_top(0);
            scroll.set(0);
        }
        let which = rows.with(|rows| Arc::as_ptr(rows) as usize);
        set_timeout(
            move || {
                table.complete.try_set(which);
                measure();
            },
            std::time::Duration::from_millis(120),
        );
    });
    let places = Memo::new(move |_| {
        let to = (table.last.get() + MARGIN).min(length());
        (first.get().min(to), to)
    });
    // The mark goes with the keys; a row that comes into sight is drawn with it.
    Effect::new(move |before: Option<(usize, usize)>| {
        let now = (table.row.get(), table.column.get());
        if let Some(before) = before.filter(|before| *before != now) {
            table.mark(before, false);
        }
        table.mark(now, true);
        now
    });
    let everybody = move || {
        if app.chosen.with(BTreeSet::is_empty) {
            return false;
        }
        let found: Vec<CustomerId> = table.everybody();
        app.chosen.with(|chosen| !found.is_empty() && found.iter().all(|id| chosen.contains(id)))
    };
    let header = [
        words.book.name,
        words.book.group,
        words.person.tier,
        words.book.tags,
        words.book.avoid,
        words.person.phone,
        words.book.manager,
    ];
    let page = move || height.get_untracked() / ROW;
    view! {
        <div
            class="list people"
            class:empty-list=move || length() == 0
            role="grid"
            aria-label=words.book.table_label
            aria-multiselectable="true"
            aria-rowcount=move || length() + 1
            aria-activedescendant=HERE
            tabindex="0"
            node_ref=place
            on:scroll=move |_| measure()
            on:keydown=move |event| table.keys(&event, page())
        >
            <div class="list-head" role="row" aria-rowindex="1">
                <span role="columnheader">
                    <input type="checkbox" id="tick-all" aria-label=tools.tick_all title=tools.tick_all prop:checked=everybody
                        on:change=move |event| table.tick_all(event_target_checked(&event)) />
                </span>
                {header.map(|name| view! { <span role="columnheader">{name}</span> }).into_iter().collect_view()}
            </div>
            <div class="list-body" role="rowgroup" style:height=move || format!("{}px", length() * ROW)
                on:click=move |event| table.click(&event) on:change=move |event| table.change(&event)>
                <For each=move || { let (from, to) = places.get(); from..to } key=|row| *row let:row>
                    {table.draw(row)}
                </For>
            </div>
        </div>
        <Offers app editing=table.editing />
    }
}

/// Where an event came from: row and, inside a cell, column.
fn place_of(event: &web_sys::Event) -> Option<(usize, Option<Column>)> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let row = target.closest(".list-row").ok()??.get_attribute("aria-rowindex")?.parse::<usize>().ok()?;
    let cell = target.closest("[role=gridcell]").ok().flatten();
    let before = |cell: &web_sys::Element| cell.previous_element_sibling();
    let column = cell.map(|cell| std::iter::successors(before(&cell), before).count());
    Some((row.checked_sub(HEAD)?, column.map(Column::at)))
}

/// What the cells offer while they are edited.
#[component]
fn Offers(app: App, editing: RwSignal<Option<Cell>>) -> impl IntoView {
    let list = move |id: &'static str, read: fn(&Branch) -> Vec<(String, usize)>| {
        let options = move || {
            // The fields for everybody who is ticked offer the same.
            if editing.with(Option::is_none) && app.chosen.with(BTreeSet::is_empty) {
                return Vec::new();
            }
            let named = app.branch(read).into_iter().filter(|(name, _)| !name.is_empty());
            named.map(|(name, _)| view! { <option value=name></option> }).collect_view()
        };
        view! { <datalist id=id>{options}</datalist> }
    };
    view! {
        {list("known-groups", |branch| branch.book.groups())}
        {list("known-tiers", |branch| branch.book.tiers())}
        {list("known-managers", |branch| branch.book.managers())}
    }
}

impl Table {
    /// Marks a cell in sight as the one that the keys are at, or takes the mark off.
    fn mark(self, (row, column): (usize, usize), here: bool) {
        let Some(list) = self.place.get_untracked() else { return };
        let row = list.query_selector(&format!("[aria-rowindex=\"{}\"]", row + HEAD));
        let Some(cell) = row.ok().flatten().and_then(|row| row.children().item(column as u32)) else {
            return;
        };
        let _marked = cell.class_list().toggle_with_force("here", here);
        if here {
            cell.set_id(HERE);
        } else {
            let _unnamed = cell.remove_attribute("id");
        }
        // Only where it can be used at once: eighty of them would cost a key in the search half a millisecond.
        if here && Column::at(column).is_editable() {
            let hint = text::book_tool_words(self.app.look.get_untracked().lang).edit_hint;
            let _hinted = cell.set_attribute("title", hint);
        } else {
            let _unhinted = cell.remove_attribute("title");
        }
    }

    fn everybody(self) -> Vec<CustomerId> {
        let customer =
            |branch: &Branch, at: &usize| branch.book.customers.get(*at).map(|customer| customer.id);
        self.rows.with(|rows| {
            self.app.branch_now(|branch| rows.iter().filter_map(|at| customer(branch, at)).collect())
        })
    }

    fn tick_all(self, ticked: bool) {
        let found = self.everybody();
        self.app.chosen.update(|chosen| {
            for id in found {
                if ticked {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            }
        });
    }

    fn id_at(self, row: usize) -> Option<CustomerId> {
        let key = self.rows.with_untracked(|rows| rows.get(row).copied())?;
        self.app.branch_now(|branch| branch.book.customers.get(key).map(|customer| customer.id))
    }

    fn tick(self, row: usize) {
        let Some(id) = self.id_at(row) else { return };
        self.app.chosen.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id);
            }
        });
    }

    fn move_to(self, to: usize) {
        let to = to.min(self.rows.with_untracked(|rows| rows.len()).saturating_sub(1));
        self.row.set(to);
        if let Some(element) = self.place.get_untracked() {
            let (top, view) = (element.scroll_top() as usize, element.client_height() as usize);
            if to * ROW < top {
                element.set_scroll_top((to * ROW) as i32);
            } else if (to + 2) * ROW > top + view {
                element.set_scroll_top(((to + 2) * ROW).saturating_sub(view) as i32);
            }
        }
    }

    fn turn(self, to: usize) {
        self.column.set(to.min(COLUMNS.len() - 1));
    }

    fn edit(self, row: usize, column: Column) {
        if let Some(key) = self.rows.with_untracked(|rows| rows.get(row).copied()) {
            self.editing.set(Some((key, column)));
        }
    }

    fn open(self, row: usize) {
        if let Some(id) = self.id_at(row) {
            self.app.go(Route::Person(id));
        }
    }

    fn keys(self, event: &web_sys::KeyboardEvent, page: usize) {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on = |tag: &str| target.as_ref().is_some_and(|element| element.tag_name() == tag);
        // A cell that is edited has its own keys, and the tick box above all its own blank.
        if self.editing.get_untracked().is_some() || on("INPUT") {
            return;
        }
        let (row, column) = (self.row.get_untracked(), self.column.get_untracked());
        let editable = Column::at(column).is_editable();
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                let to = if event.key() == "ArrowDown" { row + 1 } else { row.saturating_sub(1) };
                if event.shift_key() {
                    // What is left behind and what is reached are both taken along.
                    let both = [row, to].into_iter().filter_map(|row| self.id_at(row));
                    let both: Vec<CustomerId> = both.collect();
                    self.app.chosen.update(|chosen| chosen.extend(both));
                }
                self.move_to(to);
            }
            "ArrowRight" => self.turn(column + 1),
            "ArrowLeft" => self.turn(column.saturating_sub(1)),
            "PageDown" => self.move_to(row + page),
            "PageUp" => self.move_to(row.saturating_sub(page)),
            "Home" => self.move_to(0),
            "End" => self.move_to(usize::MAX - 1),
            " " => self.tick(row),
            "a" if command => self.tick_all(true),
            "Escape" if self.app.chosen.with_untracked(|chosen| !chosen.is_empty()) => {
                self.app.chosen.update(|chosen| chosen.clear());
            }
            "F2" if editable => self.edit(row, Column::at(column)),
            "Enter" if editable && !on("A") => self.edit(row, Column::at(column)),
            // A link inside the row opens itself.
            "Enter" if !on("A") => self.open(row),
            _ => return,
        }
        event.prevent_default();
    }

    /// A click on a cell that can be edited chooses it, a second one edits; elsewhere it opens the person.
    fn click(self, event: &web_sys::MouseEvent) {
        let on_link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|target| target.tag_name() == "A");
        let Some((row, column)) = place_of(event).filter(|_| !on_link) else { return };
        match column {
            // The box ticks itself.
            Some(Column::Tick) => {}
            Some(column) if column.is_editable() => {
                let key = self.rows.with_untracked(|rows| rows.get(row).copied());
                if self.editing.get_untracked() == key.map(|key| (key, column)) {
                    return;
                }
                let again = self.row.get_untracked() == row && self.column.get_untracked() == column as usize;
                self.row.set(row);
                self.column.set(column as usize);
                if again {
                    self.edit(row, column);
                }
            }
            _ => self.open(row),
        }
    }

    fn change(self, event: &web_sys::Event) {
        let Some((row, Some(Column::Tick))) = place_of(event) else { return };
        self.tick(row);
        // The row with its box is drawn anew: the keys go on from the table.
        if let Some(element) = self.place.get_untracked() {
            let _focused = element.focus();
        }
    }
}
