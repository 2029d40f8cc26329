//! Entering a resource: the bank's own, or what a customer is willing to give.

use leptos::prelude::*;

use crate::book::CustomerId;
use crate::branch::Edit;
use crate::care::matching::Resource;
use crate::text;
use crate::ui::state::App;

/// The form; `from` is the customer who offers it, `None` for the bank's own.
#[component]
pub fn ResourceForm(app: App, from: Option<CustomerId>) -> impl IntoView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let vocabulary = app.vocabulary();
    let needs: Vec<(String, String)> = vocabulary
        .tags()
        .iter()
        .filter(|tag| tag.id.starts_with("need."))
        .map(|tag| (tag.id.clone(), text::tag(lang, &vocabulary, &tag.id)))
        .collect();
    let (name, capacity) =
        (RwSignal::new(String::new()), RwSignal::new(if from.is_some() { "1" } else { "20" }.to_owned()));
    let need = RwSignal::new(needs.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        let capacity = capacity.get_untracked().parse().unwrap_or(1).max(1);
        app.dispatch(Edit::KeepResource(Resource {
            number: 0,
            name: typed,
            need: need.get_untracked(),
            capacity,
            from,
        }));
        name.set(String::new());
    };
    view! {
        <form class="inline-form" id="resource-form" on:submit=save>
            <label class="field"><span>{if from.is_some() { words.offer_name } else { words.resource_name }}</span><input type="text" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) /></label>
            <label class="field"><span>{words.need}</span>
                <select on:change=move |event| need.set(event_target_value(&event))>{needs.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}</select>
            </label>
            <label class="field"><span>{words.capacity}</span><input type="number" min="1" prop:value=move || capacity.get() on:input=move |event| capacity.set(event_target_value(&event)) /></label>
            <button class="button small" type="submit">{words.add_resource}</button>
        </form>
    }
}
