//! Overriding an avoid: only with a reason, which is kept and printed.

use leptos::prelude::*;

use crate::book::{CustomerId, Override};
use crate::branch::Edit;
use crate::care::AvoidKind;
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;

/// The form, or the reason that stands, or that this one cannot be overridden.
#[component]
pub fn OverrideForm(
    app: App,
    customer: CustomerId,
    kind: AvoidKind,
    can_be: bool,
    standing: Option<String>,
) -> impl IntoView {
    let words = text::care_words(app.lang());
    let typed = RwSignal::new(String::new());
    let keep = move |reason: String| {
        let kept = Override { avoid: kind.code(), reason, on: clock::today() };
        app.dispatch(Edit::OverrideAvoid { customer, kept });
    };
    match (standing, can_be) {
        (Some(reason), _) => view! {
            <span class="badge warn">{words.overridden} {words.colon} {reason}</span>
            <button class="quiet-button" on:click=move |_| keep(String::new())>{words.take_back}</button>
        }
        .into_any(),
        (None, false) => view! { <span class="muted">{words.cannot_override}</span> }.into_any(),
        (None, true) => view! {
            <details class="override">
                <summary>{words.override_}</summary>
                <form class="inline-form" on:submit=move |event| {
                    event.prevent_default();
                    if !typed.get_untracked().trim().is_empty() {
                        keep(typed.get_untracked().trim().to_owned());
                    }
                }>
                    <label class="field wide"><span>{words.override_reason}</span><input type="text" required prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) /></label>
                    <button class="button small" type="submit">{words.override_}</button>
                </form>
            </details>
        }
        .into_any(),
    }
}
