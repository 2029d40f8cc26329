//! Writing a note: its tags appear while one types, with their words underlined, to be kept, dropped or flipped.

use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::book::{CustomerId, Evidence, Judgement, Note, Polarity, TagMark};
use crate::branch::Edit;
use crate::notes::{Mention, SensitiveKind};
use crate::order::Order;
use crate::shell::clock;
use crate::text;
use crate::ui::reading;
use crate::ui::state::App;

/// What the writer said of the suggestions, by tag; what is not in it is kept as it was read.
type Choices = BTreeMap<String, Judgement>;

/// The editor for one customer.
#[component]
pub fn NoteEditor(app: App, customer: CustomerId) -> impl IntoView {
    let words = app.words();
    let begun = app.begun_note.get_untracked().filter(|(of, _)| *of == customer).map(|(_, text)| text);
    let typed = RwSignal::new(begun.unwrap_or_default());
    Effect::new(move || {
        let text = typed.get();
        let is_its =
            app.begun_note.with_untracked(|begun| begun.as_ref().is_some_and(|(of, _)| *of == customer));
        if !text.is_empty() || is_its {
            app.begun_note.set((!text.is_empty()).then_some((customer, text)));
        }
    });
    let choices = RwSignal::new(Choices::new());
    let vocabulary = StoredValue::new(app.vocabulary());
    // Not before something is typed: whoever only looks at a person does not wait for the reader of notes.
    let read = move |typed: String| (!typed.is_empty()).then(|| (reading::tagger(app), typed));
    let found = Memo::new(move |_| {
        read(typed.get()).map(|(tagger, typed)| tagger.mentions(&typed)).unwrap_or_default()
    });
    let sensitive = Memo::new(move |_| {
        read(typed.get()).map(|(tagger, typed)| tagger.sensitive(&typed)).unwrap_or_default()
    });
    let choose = move |tag: &str, judgement: Judgement| {
        choices.update(|choices| {
            // The same again takes it back.
            if choices.get(tag) == Some(&judgement) {
                choices.remove(tag);
            } else {
                choices.insert(tag.to_owned(), judgement);
            }
        });
    };
    let save = move || {
        let text = typed.get_untracked();
        let today = clock::today();
        let note = Note { text: text.trim().to_owned(), written_on: today };
        if note.text.is_empty() {
            return;
        }
        // Spans are of the text as it was typed: leading blanks are trimmed.
        let trimmed = text.chars().take_while(|c| c.is_whitespace()).count();
        let marks = found.get_untracked().into_iter().map(|mention| TagMark {
            tag: mention.tag,
            polarity: mention.polarity,
            evidence: Evidence::Note {
                note_idx: 0,
                start: mention.start.saturating_sub(trimmed),
                end: mention.end.saturating_sub(trimmed),
            },
            noted_on: today,
            // The writer has seen it.
            doubt: 0,
        });
        let edit = Edit::AddNote { customer, note, marks: marks.collect() };
        let judged = choices.get_untracked();
        // First: the page is drawn anew with the note, and would begin it again.
        app.begun_note.set(None);
        app.dispatch(edit);
        for (tag, judgement) in judged {
            app.dispatch(Edit::Judge { customer, tag, judgement, on: today });
        }
        typed.set(String::new());
        choices.set(Choices::new());
        app.say(app.words_now().palette.noted, true);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            save();
        } else if event.alt_key() {
            let number = event.code().strip_prefix("Digit").and_then(|digit| digit.parse::<usize>().ok());
            let tag = number.and_then(|number| {
                found.with_untracked(|found| {
                    found.get(number.checked_sub(1)?).map(|mention| mention.tag.clone())
                })
            });
            if let Some(tag) = tag {
                event.prevent_default();
                choose(&tag, if event.shift_key() { Judgement::Flipped } else { Judgement::Dropped });
            }
        }
    };
    let preview = move || underlined(&typed.get(), &found.get(), &choices.get());
    let chips = move || {
        let chosen = choices.get();
        let chip = |(at, mention): (usize, Mention)| {
            let name = vocabulary.with_value(|vocabulary| text::tag(app.lang(), vocabulary, &mention.tag));
            suggestion(app, at, mention, name, &chosen, choose)
        };
        found.get().into_iter().enumerate().map(chip).collect_view()
    };
    let warning = move || {
        let found = sensitive.get();
        let typed: Vec<char> = typed.get().chars().collect();
        let said = found.iter().map(|found| {
            let words_of: String = typed.get(found.start..found.end).unwrap_or_default().iter().collect();
            format!("{} ({words_of})", kind_name(app, found.kind))
        });
        (!found.is_empty()).then(|| {
            view! {
                <p class="notice">{words.review.sensitive} " " {said.collect::<Vec<_>>().join(" · ")}</p>
            }
        })
    };
    view! {
        <label class="field">
            <span>{words.person.add_note}</span>
            <textarea id="note" rows="2" placeholder=words.person.note_hint prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event)) on:keydown=on_key></textarea>
        </label>
        <Show when=move || found.with(|found| !found.is_empty())>
            <p class="note-preview" aria-hidden="true">{preview}</p>
            <ul class="note-tags" aria-label=words.review.suggested>{chips}</ul>
            <p class="muted small-print">{words.review.suggest_hint}</p>
        </Show>
        <div aria-live="polite">{warning}</div>
        <button class="button small" id="save-note" disabled=move || typed.with(|typed| typed.trim().is_empty()) on:click=move |_| save()>{words.person.save_note}</button>
    }
}

/// The polarity that will be kept, or none when the suggestion is dropped.
fn kept(mention: &Mention, choices: &Choices) -> Option<Polarity> {
    match choices.get(&mention.tag) {
        Some(Judgement::Dropped) => None,
        Some(Judgement::Flipped) => Some(mention.polarity.other()),
        _ => Some(mention.polarity),
    }
}

fn suggestion(
    app: App,
    at: usize,
    mention: Mention,
    name: String,
    choices: &Choices,
    choose: impl Fn(&str, Judgement) + Copy + 'static,
) -> AnyView {
    let words = &app.words().review;
    let state = kept(&mention, choices);
    let (flip, drop) = (mention.tag.clone(), mention.tag);
    let said = match state {
        Some(Polarity::Like) => "+",
        Some(Polarity::Avoid) => "−",
        None => "·",
    };
    let flip_label = format!("{said} {name}: {}", words.flip);
    let drop_label = format!("{} {name}", words.drop);
    view! {
        <li class="chip suggested" class:avoid=state == Some(Polarity::Avoid) class:dropped=state.is_none()>
            <button type="button" class="chip-button" aria-label=flip_label on:click=move |_| choose(&flip, Judgement::Flipped)>
                <span class="sign">{said}</span> {name} <sup>{at + 1}</sup>
            </button>
            <button type="button" class="chip-button" aria-label=drop_label aria-pressed=state.is_none().to_string() on:click=move |_| choose(&drop, Judgement::Dropped)>"×"</button>
        </li>
    }
    .into_any()
}

/// The text with the words of each kept suggestion marked.
fn underlined(typed: &str, found: &[Mention], choices: &Choices) -> impl IntoView + use<> {
    let chars: Vec<char> = typed.chars().collect();
    let mut spans: Vec<(usize, usize, Polarity)> = found
        .iter()
        .filter_map(|mention| Some((mention.start, mention.end.min(chars.len()), kept(mention, choices)?)))
        .collect();
    spans.order_by_key(|span| (span.0, span.1));
    let mut parts = Vec::new();
    let mut at = 0;
    let plain = |from: usize, to: usize| chars[from..to].iter().collect::<String>().into_any();
    for (start, end, polarity) in spans {
        if start < at || start >= end {
            continue;
        }
        parts.push(plain(at, start));
        let class = if polarity == Polarity::Avoid { "marked avoid" } else { "marked" };
        let words: String = chars[start..end].iter().collect();
        parts.push(view! { <mark class=class>{words}</mark> }.into_any());
        at = end;
    }
    parts.push(plain(at, chars.len()));
    parts
}

fn kind_name(app: App, kind: SensitiveKind) -> &'static str {
    let words = &app.words().review;
    match kind {
        SensitiveKind::Illness => words.illness,
        SensitiveKind::Religion => words.religion,
        SensitiveKind::Child => words.child,
        SensitiveKind::Whereabouts => words.whereabouts,
    }
}
