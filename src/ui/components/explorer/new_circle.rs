//! A circle of the manager's own: tags, how many of them, temperament, old group; the head count shows at once.

use leptos::prelude::*;

use crate::branch::Edit;
use crate::circles::{Rule, Temperament};
use crate::text;
use crate::ui::components::TagChip;
use crate::ui::state::App;

/// The form, folded until it is wanted.
#[component]
pub fn NewCircle(app: App) -> impl IntoView {
    let words = &app.words().explorer;
    let lang = app.lang();
    let vocabulary = StoredValue::new(app.vocabulary());
    let name = RwSignal::new(String::new());
    let rule = RwSignal::new(Rule { at_least: 1, admits_unknown: true, ..Rule::default() });
    let asks = move || rule.with(|rule| !rule.tags.is_empty() || rule.group.is_some());
    let fitting = Memo::new(move |_| {
        let rule = rule.get();
        app.branch(|branch| branch.book.customers.iter().filter(|customer| rule.admits(customer)).count())
    });
    let tags: Vec<(String, String)> = app.branch_now(|branch| {
        let carried = branch.book.tags().into_iter();
        carried
            .map(|(id, n)| (format!("{} ({n})", vocabulary.with_value(|v| text::tag(lang, v, &id))), id))
            .collect()
    });
    let groups = app.branch_now(|branch| branch.book.groups());
    let add_tag = move |id: String| {
        rule.update(|rule| {
            if !id.is_empty() && !rule.tags.contains(&id) {
                rule.tags.push(id);
            }
        });
    };
    let chips = move || {
        let chosen = rule.with(|rule| rule.tags.clone());
        let chip = move |id: String| {
            let shown = vocabulary.with_value(|v| text::tag(lang, v, &id));
            let label = format!("{} {shown}", app.words().person.remove);
            let drop = move |_| {
                rule.update(|rule| {
                    rule.tags.retain(|tag| *tag != id);
                    rule.at_least = rule.at_least.min(rule.tags.len()).max(1);
                });
            };
            view! { <TagChip text=shown /> <button type="button" class="quiet-button" aria-label=label on:click=drop>"×"</button> }
        };
        chosen.into_iter().map(chip).collect_view()
    };
    let steps = move || {
        let n = rule.with(|rule| rule.tags.len().max(1));
        (1..=n).map(move |k| view! { <option value=k selected=move || rule.with(|rule| rule.at_least == k)>{k}</option> }).collect_view()
    };
    let temperaments =
        [(0, words.any_temperament), (1, words.quiet), (2, words.lively)].map(|(code, shown)| {
            view! { <option value=code>{shown}</option> }
        });
    let set_temperament = move |code: &str| {
        let temperament = match code {
            "1" => Temperament::Quiet,
            "2" => Temperament::Lively,
            _ => Temperament::Unknown,
        };
        rule.update(|rule| rule.temperament = temperament);
    };
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if asks() {
            let mut made = rule.get_untracked();
            made.at_least = if made.tags.is_empty() { 0 } else { made.at_least };
            app.dispatch(Edit::MakeCircle { name: name.get_untracked(), rules: vec![made] });
            rule.set(Rule { at_least: 1, admits_unknown: true, ..Rule::default() });
            name.set(String::new());
        }
    };
    view! {
        <details class="card fold" id="new-circle">
            <summary><strong>{words.make}</strong></summary>
            <p class="muted">{words.make_hint}</p>
            <form class="stack" on:submit=make>
                <div class="field-row">
                    <label class="field"><span>{words.any_tags}</span>
                        <select id="new-circle-tag" on:change=move |event| { add_tag(event_target_value(&event)); }>
                            <option value="">{app.words().circles.hits}</option>
                            {tags.into_iter().map(|(shown, id)| view! { <option value=id>{shown}</option> }).collect_view()}
                        </select>
                    </label>
                    <label class="field"><span>{words.at_least}</span>
                        <select on:change=move |event| rule.update(|rule| rule.at_least = event_target_value(&event).parse().unwrap_or(1))>{steps}</select>
                    </label>
                    <label class="field"><span>{words.temperament}</span>
                        <select on:change=move |event| set_temperament(&event_target_value(&event))>{temperaments.into_iter().collect_view()}</select>
                    </label>
                    <label class="field"><span>{app.words().book.group}</span>
                        <select on:change=move |event| rule.update(|rule| rule.group = Some(event_target_value(&event)).filter(|group| !group.is_empty()))>
                            <option value="">{words.any_temperament}</option>
                            {groups.into_iter().map(|(name, n)| view! { <option value=name.clone()>{name.clone()} " (" {n} ")"</option> }).collect_view()}
                        </select>
                    </label>
                </div>
                <p class="chips">{chips}</p>
                <p role="status">{words.fits_now} " " <strong id="fits-now">{move || if asks() { fitting.get() } else { 0 }}</strong> " " {app.words().app.people}
                    {move || (!asks()).then(|| view! { <span class="muted">" · " {words.needs_filter}</span> })}</p>
                <div class="inline-form">
                    <label class="field inline"><span>{words.circle_name}</span>
                        <input type="text" maxlength="30" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
                    </label>
                    <button class="button small" type="submit" disabled=move || !asks()>{words.make_go}</button>
                </div>
            </form>
        </details>
    }
}
