//! The suitability check of one person: tick the ratings of a product, read the verdict, record that it was advised against.

use leptos::prelude::*;

use crate::book::{CustomerId, Interaction, Outcome};
use crate::branch::Edit;
use crate::care::guard::{check_product, highest_allowed};
use crate::shell::clock;
use crate::text;
use crate::ui::state::App;

/// The check. It cannot be switched off anywhere.
#[component]
pub fn ProductCheck(app: App, customer: CustomerId) -> impl IntoView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let today = clock::today();
    let ticked = RwSignal::new([false; 5]);
    let product = RwSignal::new(String::new());
    let verdict = Memo::new(move |_| {
        let ticked = ticked.get();
        let ratings: Vec<u8> = (1..=5u8).filter(|rating| ticked[usize::from(*rating) - 1]).collect();
        let checked =
            app.branch(|branch| branch.book.get(customer).map(|found| check_product(found, &ratings, today)));
        checked.filter(|_| !ratings.is_empty())
    });
    let highest = move || {
        let highest =
            app.branch(|branch| branch.book.get(customer).and_then(|found| highest_allowed(found, today)));
        highest.map_or_else(|| words.none_allowed.to_owned(), |risk| format!("{} R{risk}", words.highest))
    };
    let record = move |_| {
        let ratings: Vec<String> = (1..=5)
            .filter(|rating| ticked.get_untracked()[rating - 1])
            .map(|rating| format!("R{rating}"))
            .collect();
        let remark = format!("{} {}", product.get_untracked().trim(), ratings.join("/"));
        let interaction = Interaction {
            date: today,
            approach: "advise_against".to_owned(),
            outcome: Outcome::Pleased,
            remark: remark.trim().to_owned(),
        };
        app.dispatch(Edit::Record { customer, interaction });
        app.say(words.advised, true);
    };
    let boxes = (1..=5usize).map(|rating| view! {
        <label class="check"><input type="checkbox" prop:checked=move || ticked.get()[rating - 1]
            on:change=move |event| ticked.update(|ticked| ticked[rating - 1] = event_target_checked(&event)) />{format!("R{rating}")}</label>
    });
    view! {
        <section class="card" id="guard">
            <h2>{words.guard}</h2>
            <p class="muted">{highest} " · " {words.guard_hint}</p>
            <div class="inline-form">
                <label class="field inline"><span>{words.product}</span><input type="text" prop:value=move || product.get() on:input=move |event| product.set(event_target_value(&event)) /></label>
                <span class="checks">{boxes.collect_view()}</span>
            </div>
            <div aria-live="polite">
                {move || verdict.get().map(|verdict| if verdict.suits() {
                    view! { <p class="verdict good">{words.suits}</p> }.into_any()
                } else {
                    let lines = verdict.rules.iter().map(|rule| view! {
                        <li><strong>{text::guard_rule(lang, *rule)}</strong> <br /> {words.instead} {text::guard_instead(lang, *rule)}</li>
                    });
                    view! {
                        <ul class="notice guard-stop">{lines.collect_view()}</ul>
                        <button class="button small" on:click=record>{words.advise_against}</button>
                    }.into_any()
                })}
            </div>
        </section>
    }
}
