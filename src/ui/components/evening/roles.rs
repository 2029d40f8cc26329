//! Roles on stage: found among the guests who like company, or given by hand.

use leptos::prelude::*;

use super::Shown;
use crate::book::CustomerId;
use crate::text;
use crate::ui::components::quarter::wish_in_place;
use crate::view::RoleOnStage;

/// What stands in the list for a role that is left to the page, and for nobody.
const BY_ITSELF: &str = "auto";
const NOBODY: &str = "none";

/// The card; nothing where the approach has no roles.
pub fn roles(shown: &Shown<'_>) -> Option<impl IntoView + use<>> {
    let words = text::quarter_words(shown.app.lang());
    let texts = text::event_words(shown.app.lang());
    let lines: Vec<_> = shown.sheet.roles.iter().map(|on_stage| line(shown, on_stage)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card"><h2>{words.roles}</h2><p class="muted screen-only">{texts.roles_hint}</p><ul class="lines" id="roles">{lines}</ul></section>
        }
    })
}

fn line(shown: &Shown<'_>, on_stage: &RoleOnStage) -> impl IntoView + use<> {
    let app = shown.app;
    let lang = app.lang();
    let texts = text::event_words(lang);
    let name = |id: &CustomerId| shown.branch.book.get(*id).map(|guest| app.shown_name(guest.label()));
    let who = on_stage.customer.and_then(|id| name(&id));
    let role = if lang == text::Lang::Zh { on_stage.role.zh.clone() } else { on_stage.role.en.clone() };
    let chosen = match (on_stage.by_hand, on_stage.customer) {
        (false, _) => BY_ITSELF.to_owned(),
        (true, None) => NOBODY.to_owned(),
        (true, Some(id)) => id.0.to_string(),
    };
    let option = |value: String, said: String| {
        // As a property: what was chosen in the list before must not outlast an undo.
        view! { <option prop:selected=value == chosen value=value>{said}</option> }
    };
    let guests: Vec<_> =
        shown.sheet.for_roles.iter().filter_map(|id| Some(option(id.0.to_string(), name(id)?))).collect();
    let first = [
        option(BY_ITSELF.to_owned(), texts.role_auto.to_owned()),
        option(NOBODY.to_owned(), texts.role_nobody.to_owned()),
    ];
    let (key, of) = (shown.sheet.key.clone(), on_stage.role.zh.clone());
    let give = move |event: web_sys::Event| {
        let value = event_target_value(&event);
        wish_in_place(app, |wishes| match value.as_str() {
            BY_ITSELF => wishes.cast_anew(&key, &of),
            _ => wishes.give_role(&key, &of, value.parse().ok().map(CustomerId)),
        });
    };
    let open = match on_stage.by_hand {
        true => texts.role_nobody,
        false => texts.nobody,
    };
    view! {
        <li class="line"><strong>{role.clone()}</strong> " " <span class="on-stage">{who.unwrap_or_else(|| open.to_owned())}</span>
            {on_stage.by_hand.then(|| view! { <span class="badge screen-only">{texts.by_hand}</span> })}
            <select class="screen-only give-role" aria-label=format!("{} {role}", texts.role_to) on:change=give>{first.into_iter().collect_view()}{guests}</select></li>
    }
}
