//! A cell that is edited in place: Enter and leaving keep what is sound, Escape leaves it as it was.

use leptos::prelude::*;

use super::column::Column;
use super::Table;
use crate::book::PersonFacts;
use crate::branch::Edit;
use crate::text;

impl Table {
    /// The field in a cell that is edited.
    pub(super) fn input(self, key: usize, column: Column, offers: &'static str) -> AnyView {
        let app = self.app;
        let input = NodeRef::<leptos::html::Input>::new();
        Effect::new(move || {
            if let Some(input) = input.get() {
                let _focused = input.focus();
                input.select();
            }
        });
        let wrong = RwSignal::new(false);
        let customer =
            app.branch_now(|branch| branch.book.customers.get(key).map(|customer| (**customer).clone()));
        let before = customer.as_ref().map(|customer| column.read(customer)).unwrap_or_default();
        let customer = StoredValue::new(customer);
        let leave = move |back: bool| {
            self.editing.set(None);
            if let Some(element) = self.place.get_untracked().filter(|_| back) {
                let _focused = element.focus();
            }
        };
        // True when the cell may be left.
        let keep = move |typed: &str| -> bool {
            let facts = customer.with_value(|customer| customer.as_ref().map(|old| column.write(old, typed)));
            match facts {
                Some(Some(facts)) => {
                    let changed =
                        customer.with_value(|old| old.as_ref().map(|old| (old.id, PersonFacts::of(old))));
                    if let Some((customer, _)) = changed.filter(|(_, old)| *old != facts) {
                        app.dispatch(Edit::SetFacts {
                            customer,
                            facts: Box::new(facts),
                            marks: Vec::new(),
                            unmarked: Vec::new(),
                        });
                    }
                    true
                }
                Some(None) => {
                    wrong.set(true);
                    app.say(
                        text::typed_error(app.look.get_untracked().lang, crate::import::TypedError::Phone),
                        false,
                    );
                    false
                }
                None => true,
            }
        };
        let on_key = move |event: web_sys::KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    if keep(&event_target_value(&event)) {
                        leave(true);
                    }
                }
                "Escape" => {
                    event.prevent_default();
                    leave(true);
                }
                _ => {}
            }
        };
        // Leaving by mouse or Tab keeps what is sound, as a spreadsheet does; what is not, is let go.
        let on_blur = move |event: web_sys::FocusEvent| {
            if self.editing.get_untracked() == Some((key, column)) {
                keep(&event_target_value(&event));
                leave(false);
            }
        };
        view! {
            <input type="text" class="cell-input" node_ref=input list=offers value=before aria-invalid=move || wrong.get().to_string()
                aria-label=text::book_tool_words(app.lang()).edit_hint on:keydown=on_key on:blur=on_blur on:input=move |_| wrong.set(false) />
        }
        .into_any()
    }
}
