//! Names on paper: masked, or whole for a purpose that the log keeps.

use leptos::prelude::*;

use crate::shell::page;
use crate::text;
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault::Deed;

/// For what full names may leave the house, in the order of the menu.
const PURPOSES: [Deed; 4] =
    [Deed::ExportedToCall, Deed::ExportedForEvent, Deed::ExportedForFile, Deed::ExportedToEdit];

/// The menu of purposes.
#[component]
pub fn PurposeChoice(app: App, purpose: RwSignal<Option<Deed>>) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    let names = [words.to_call, words.for_event, words.for_file, words.to_edit];
    let options = PURPOSES.into_iter().zip(names).enumerate().map(|(at, (of, name))| {
        view! { <option value=at.to_string() selected=move || purpose.get() == Some(of)>{name}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        purpose.set(at.and_then(|at| PURPOSES.get(at).copied()));
    };
    view! {
        <label class="field inline screen-only"><span>{words.purpose}</span>
            <select id="purpose" on:change=choose>
                <option value="">{words.purpose_first}</option>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// The button that prints, with the choice whether names are masked on paper.
#[component]
pub fn PrintNames(
    app: App,
    label: &'static str,
    masked: RwSignal<bool>,
    people: impl Fn() -> usize + 'static,
) -> impl IntoView {
    let words = text::quarter_words(app.lang());
    // Asked for anew at every visit: names leave the house for a purpose, not by habit.
    let purpose = RwSignal::new(None::<Deed>);
    let unsaid = move || !masked.get() && purpose.get().is_none();
    let go = move |_| print(app, purpose.get_untracked().filter(|_| !masked.get_untracked()), people());
    view! {
        <label class="check screen-only"><input type="checkbox" id="mask-names" prop:checked=move || masked.get() on:change=move |event| masked.set(event_target_checked(&event)) /><span>{words.mask_names}</span></label>
        <Show when=move || !masked.get()><PurposeChoice app purpose /></Show>
        <button class="button small primary" id="print" disabled=unsaid on:click=go>{label}</button>
    }
}

/// Prints the page, with whole names for a purpose; the log keeps which, and about how many people it was.
pub fn print(app: App, full_for: Option<Deed>, people: usize) {
    saving::note(app, full_for.unwrap_or(Deed::ExportedMasked), people);
    app.full_on_paper.set(full_for.is_some());
    page::print();
    app.full_on_paper.set(false);
    // The button may have been drawn anew with the names.
    set_timeout(|| page::focus("print"), std::time::Duration::ZERO);
}

/// However a page is printed: without a purpose its names are masked while it is, and what is folded is open.
pub fn mask_paper(app: App) {
    let was_masked = StoredValue::new(false);
    page::on_print(
        move || {
            app.on_paper.set(true);
            page::unfold(true);
            was_masked.set_value(app.look.with_untracked(|look| look.masked));
            if !was_masked.get_value() && !app.full_on_paper.get_untracked() {
                app.look.update(|look| look.masked = true);
            }
        },
        move || {
            page::unfold(false);
            app.on_paper.set(false);
            if app.look.with_untracked(|look| look.masked) != was_masked.get_value() {
                app.look.update(|look| look.masked = was_masked.get_value());
            }
        },
    );
}
