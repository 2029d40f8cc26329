//! Rows of a list about the same person, side by side: of what they say differently one is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use super::SHOWN;
use crate::book::Fact;
use crate::import::{Differing, Imported};
use crate::text;
use crate::ui::components::fact_name;
use crate::ui::state::App;

/// Every later row about somebody, held against the earlier one.
#[component]
pub fn Doubles(app: App, imported: StoredValue<Arc<Imported>>) -> impl IntoView {
    let words = &app.words().import;
    let taken = move || app.choices.with(|choices| choices.taken.clone());
    let differing = imported.with_value(|imported| imported.differing(&app.choices.get_untracked().taken));
    let count = differing.len();
    let rows = differing.into_iter().take(SHOWN).enumerate().map(|(at, facts)| {
        let (name, row) = imported.with_value(|imported| {
            let double = &imported.doubles[at];
            let who = &imported.customers[double.first];
            (app.shown_name(who.label()), double.row)
        });
        let same = facts.is_empty().then(|| view! { <p class="muted">{words.agree}</p> });
        // What the later row is held against changes with what was chosen in the row between them.
        let first = facts.iter().map(|fact| fact.0).collect::<Vec<_>>();
        let choices = first.into_iter().map(move |fact| {
            let now = Memo::new(move |_| {
                let all = imported.with_value(|imported| imported.differing(&taken()));
                all.get(at).and_then(|facts| facts.iter().find(|found| found.0 == fact).cloned())
            });
            move || now.get().map(|differing| choice(app, at, differing))
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{crate::text::row(app.lang(), row)}</td>
                <td>{same}{choices.collect_view()}</td>
            </tr>
        }
    });
    let more = count.saturating_sub(SHOWN);
    (count > 0).then(|| view! {
        <h2>{words.doubles} " " <span class="muted" id="doubles-count">{count}</span></h2>
        <p class="muted">{words.doubles_hint}</p>
        <div class="table-wrap tall" tabindex="0" role="region" aria-label=words.doubles>
            <table class="table" id="doubles">
                <thead><tr><th scope="col">{app.words().book.name}</th><th scope="col">{words.where_}</th><th scope="col">{words.differing}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">"+" {more} " " {words.more_doubles}</p> })}
    })
}

fn choice(app: App, at: usize, (fact, earlier, later): Differing) -> impl IntoView {
    let words = &app.words().import;
    let name = fact_name(app, fact);
    let is_taken = move || app.choices.with(|choices| choices.taken.contains(&(at, fact)));
    let group = format!("double-{at}-{fact:?}");
    let side = |label: &'static str, value: String, later: bool| {
        let shown = app.shown_fact(fact, &value);
        let put = move |_| {
            app.choices.update(|choices| {
                choices.taken.retain(|taken| *taken != (at, fact));
                if later {
                    choices.taken.push((at, fact));
                }
            })
        };
        view! {
            <label class="check">
                <input type="radio" name=group.clone() prop:checked=move || is_taken() == later on:change=put />
                <span><small class="muted">{label}</small> " " {shown}</span>
            </label>
        }
    };
    view! {
        <fieldset class="differing">
            <legend>{name}</legend>
            {side(words.earlier, earlier, false)}
            {side(words.later, later, true)}
        </fieldset>
    }
}

impl App {
    /// A fact's value as it may be shown now.
    pub fn shown_fact(self, fact: Fact, value: &str) -> String {
        match fact {
            Fact::Name => self.shown_name(value),
            Fact::Phone if self.masked() => crate::script::mask_phone(value),
            Fact::Tags => self.tags_in_words(value),
            _ => value.to_owned(),
        }
    }

    /// Tags as the book lists them, by their ids and with a minus before an avoid, in words.
    fn tags_in_words(self, listed: &str) -> String {
        let (lang, vocabulary) = (self.lang(), self.vocabulary());
        let one = |id: &str| match id.strip_prefix('-') {
            Some(avoided) => format!("− {}", text::tag(lang, &vocabulary, avoided)),
            None => text::tag(lang, &vocabulary, id),
        };
        listed.split(" · ").filter(|id| !id.is_empty()).map(one).collect::<Vec<_>>().join(" · ")
    }
}
