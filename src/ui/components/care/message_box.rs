//! Writing to a customer: use and tone from menus, the text to edit, the guard over it, and one key to copy it.

use leptos::prelude::*;

use crate::branch::Edit;
use crate::care::guard::check_text;
use crate::care::{Approach, MessageKind, Template, Tone};
use crate::shell::files;
use crate::text::{self, Lang, Slots};
use crate::ui::state::App;

/// The box for one approach and one customer, or all guests of an event together; folded until it is wanted.
#[component]
pub fn MessageBox(
    app: App,
    approach: Approach,
    slots: Slots,
    #[prop(optional)] group: bool,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    let words = text::care_words(app.lang());
    let inner = move || {
        opened.get().then(|| {
            let (approach, slots) = (approach.clone(), slots.clone());
            view! { <Writing app approach slots group /> }
        })
    };
    view! {
        <details class="message" on:toggle=move |_| opened.set(true)>
            <summary>{words.message}</summary>
            {inner}
        </details>
    }
}

#[component]
fn Writing(app: App, approach: Approach, slots: Slots, group: bool) -> impl IntoView {
    let lang = app.lang();
    let words = text::care_words(lang);
    let kinds: &'static [MessageKind] = if group { &text::GROUP_KINDS } else { &MessageKind::ALL };
    let (kind, tone) = (RwSignal::new(MessageKind::Invitation), RwSignal::new(Tone::Warm));
    let (approach, slots) = (StoredValue::new(approach), StoredValue::new(slots));
    let fresh = move || {
        approach.with_value(|approach| {
            let wording = app.branch_now(|branch| {
                if group {
                    return text::group_wording(lang, kind.get(), tone.get()).to_owned();
                }
                text::wording(lang, approach, kind.get(), tone.get(), &branch.care.templates)
            });
            slots.with_value(|slots| text::fill(lang, approach, &wording, slots))
        })
    };
    let typed = RwSignal::new(String::new());
    Effect::new(move || typed.set(fresh()));
    let stopped = Memo::new(move |_| check_text(&typed.get()).first().map(|finding| finding.rule));
    let copy = move |_| {
        let message = typed.get_untracked();
        leptos::task::spawn_local(async move {
            if files::copy(&message).await.is_ok() {
                app.say(app.words_now().person.copied, false);
            }
        });
    };
    let keep = move |back: bool| {
        // The person's own words become slots again, so that the wording serves everybody.
        let text = slots.with_value(|slots| typed.get_untracked().replace(&slots.name, "{name}"));
        let template = Template {
            approach: approach.with_value(|approach| approach.id.clone()),
            kind: kind.get_untracked(),
            tone: tone.get_untracked(),
            english: lang == Lang::En,
            text: if back { String::new() } else { text },
        };
        app.dispatch(Edit::KeepTemplate(template));
        if back {
            typed.set(fresh());
        }
    };
    view! {
        <div class="inline-form">
            <label class="field inline"><span>{words.message_kind}</span>
                <select on:change=move |event| {
                    let at = event_target_value(&event).parse().unwrap_or(0);
                    kind.set(kinds.get(at).copied().unwrap_or(MessageKind::Invitation));
                }>
                    {kinds.iter().copied().enumerate().map(|(at, kind)| view! { <option value=at.to_string()>{text::message_kind(lang, kind)}</option> }).collect_view()}
                </select>
            </label>
            <label class="field inline"><span>{words.tone}</span>
                <select on:change=move |event| {
                    let at = event_target_value(&event).parse().unwrap_or(1);
                    tone.set(Tone::ALL.get(at).copied().unwrap_or(Tone::Warm));
                }>
                    {Tone::ALL.into_iter().enumerate().map(|(at, choice)| view! { <option value=at.to_string() selected=choice == Tone::Warm>{text::tone(lang, choice)}</option> }).collect_view()}
                </select>
            </label>
        </div>
        <textarea rows="4" aria-label=words.message prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))></textarea>
        <div aria-live="polite">
            {move || stopped.get().map(|rule| view! {
                <p class="notice guard-stop">{words.guard_stops} {text::guard_rule(lang, rule)} <br /> {words.instead} {text::guard_instead(lang, rule)}</p>
            })}
        </div>
        <div class="actions">
            <button class="button small copy-message" disabled=move || stopped.get().is_some() on:click=copy>{words.copy}</button>
            // What is kept is the wording to one.
            {(!group).then(|| view! {
                <button class="quiet-button" disabled=move || stopped.get().is_some() on:click=move |_| keep(false)>{words.keep_wording}</button>
                <button class="quiet-button" on:click=move |_| keep(true)>{words.ship_wording}</button>
            })}
        </div>
    }
}
