//! The palette: everything by keyboard. People by pinyin or its initials, circles, places, actions, and a note in one line.

use leptos::prelude::*;

use super::state::App;
use super::{jobs, opening, reading};
use crate::book::{CustomerId, Evidence, Note, Polarity, TagMark};
use crate::branch::Edit;
use crate::circles::{Circle, CircleId};
use crate::notes::Mention;
use crate::plan::quarter::{Effort, Event};
use crate::route::{Picture, Route};
use crate::shell::{clock, page};
use crate::text::{self, Lang};
use crate::ui::components::TagChip;
use crate::view::palette::{offers, Offer};

/// What can be chosen besides people and circles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Go(Route),
    FindCircles,
    MakePlan,
    Theme,
    Language,
    Mask,
    Sample,
    Tour,
    Present,
    Compact,
    Undo,
    Redo,
    Help,
    Print,
}

/// A place or an action with its name, and all by which it is found: its names in both languages and what people call it
/// besides.
struct Known {
    action: Action,
    name: String,
}

fn actions(lang: Lang) -> Vec<Known> {
    let words = text::words(lang);
    let (guide, care) = (text::guide_words(lang), text::care_words(lang));
    let named = |action, name: &str| Known { action, name: name.to_owned() };
    // What people call it besides stands behind its name.
    let known = |action, name: &str, besides: &str| Known { action, name: format!("{name} · {besides}") };
    let also = &words.palette;
    vec![
        named(Action::Go(Route::Home), words.nav.home),
        named(Action::Go(Route::Book), words.nav.book),
        named(Action::Go(Route::Review), words.review.title),
        named(Action::Go(Route::Circles), words.nav.circles),
        known(Action::Go(Route::Pictures(Picture::Map)), words.nav.circles, words.explorer.map),
        known(Action::Go(Route::Pictures(Picture::Overlaps)), words.nav.circles, words.explorer.overlaps),
        known(Action::Go(Route::Pictures(Picture::Groups)), words.nav.circles, words.explorer.groups),
        known(Action::Go(Route::Plan), words.nav.plan, also.plan),
        known(Action::Go(Route::Export), words.nav.export, also.export),
        known(Action::Go(Route::Privacy), words.nav.privacy, also.privacy),
        named(Action::Go(Route::Import), words.home.open_list),
        named(Action::Go(Route::Care), care.title),
        named(Action::Go(Route::Playbook), care.playbook),
        named(Action::Go(Route::Vocabulary), text::book_tool_words(lang).vocabulary),
        known(Action::Go(Route::Restore), text::keeping(lang).restore_title, also.restore),
        named(Action::FindCircles, words.circles.find),
        named(Action::MakePlan, words.plan.make),
        named(Action::Theme, words.app.theme),
        known(Action::Language, words.app.other_language, also.language),
        named(Action::Mask, words.app.masked),
        named(Action::Sample, words.home.open_sample),
        known(Action::Tour, guide.tour, also.tour),
        named(Action::Present, guide.presenting),
        named(Action::Compact, guide.compact),
        named(Action::Undo, words.app.undo),
        named(Action::Redo, words.app.redo),
        known(Action::Help, guide.title, also.help),
        named(Action::Print, words.export.print),
    ]
}

/// The events of the plan with their days, and the approaches.
fn places(app: App, lang: Lang) -> Vec<Known> {
    let playbook = app.playbook();
    let event = |event: &Event| {
        let what = text::approach_name(lang, &playbook, &event.approach);
        let name = format!("{what} · {}", text::day_of_week(lang, event.date));
        Known { action: Action::Go(Route::Event(event.number)), name }
    };
    let plan = app.branch_now(|branch| branch.plan.clone());
    let events = plan.iter().flat_map(|plan| &plan.events).map(event);
    let title = text::care_words(lang).playbook;
    let approaches = playbook.approaches.iter().map(|approach| {
        let name = format!("{} · {title}", text::approach(lang, approach).name);
        Known { action: Action::Go(Route::Playbook), name }
    });
    events.chain(approaches).collect()
}

/// What the palette knows, made when it is opened.
struct Everything {
    known: Vec<Known>,
    /// By what each of them is found.
    sought: Vec<String>,
    /// How many of them are offered before anything is typed.
    always: usize,
}

impl Everything {
    fn of(app: App) -> Self {
        let lang = app.lang();
        let all = |lang| actions(lang).into_iter().chain(places(app, lang)).collect::<Vec<_>>();
        let (known, other) = (all(lang), all(lang.other()));
        let sought =
            known.iter().zip(other).map(|(one, other)| format!("{} {}", one.name, other.name)).collect();
        Self { known, sought, always: actions(lang).len() }
    }
}

fn act(app: App, action: Action) {
    match action {
        Action::Go(route) => app.go(route),
        Action::FindCircles => jobs::find_circles(app, false),
        Action::MakePlan => {
            app.go(Route::Plan);
            jobs::make_plan(app, Effort::Full);
        }
        Action::Tour => super::tour::begin(app),
        Action::Present => super::help::present(app),
        Action::Compact => app.change_look(|look| look.compact = !look.compact),
        Action::Theme => app.change_look(|look| look.dark = Some(!look.dark.unwrap_or(false))),
        Action::Language => app.change_look(|look| look.lang = look.lang.other()),
        Action::Mask => app.change_look(|look| look.masked = !look.masked),
        Action::Sample => opening::open_sample(app),
        Action::Undo => app.undo(),
        Action::Redo => app.redo(),
        Action::Help => app.help.set(true),
        Action::Print => page::print(),
    }
}

/// The palette, while it is open.
#[component]
pub fn Palette(app: App) -> impl IntoView {
    view! { <Show when=move || app.palette.get()><Open app /></Show> }
}

#[component]
fn Open(app: App) -> impl IntoView {
    let words = &app.words().palette;
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let vocabulary = StoredValue::new(app.vocabulary());
    let known = StoredValue::new(Everything::of(app));
    let named = |lang: Lang| -> Vec<(CircleId, String)> {
        let named =
            |circle: &Circle| (circle.id, vocabulary.with_value(|v| text::circle_name(lang, v, circle)));
        app.branch_now(|branch| branch.circles.circles.iter().map(named).collect())
    };
    let circles = StoredValue::new(named(app.lang()));
    // By their names in both languages.
    let sought: Vec<_> = circles.with_value(|circles| {
        let both = circles.iter().zip(named(app.lang().other()));
        both.map(|((id, name), (_, other))| (*id, format!("{name} {other}"))).collect()
    });
    let sought = StoredValue::new(sought);
    let found = Memo::new(move |_| {
        let typed = typed.get();
        app.branch_now(|branch| {
            app.index.with(|index| {
                known.with_value(|known| {
                    sought.with_value(|circles| {
                        offers(&typed, (&known.sought, known.always), circles, &branch.book, index)
                    })
                })
            })
        })
    });
    let close = move || {
        app.palette.set(false);
        page::focus("content");
    };
    let choose = move |at: usize| {
        let Some(offer) = found.with_untracked(|found| found.get(at).cloned()) else { return };
        close();
        match offer {
            Offer::Action(at) => {
                let action = known.with_value(|all| all.known.get(at).map(|known| known.action));
                if let Some(action) = action {
                    act(app, action);
                }
            }
            Offer::Circle(id) => app.go(Route::Circle(id)),
            Offer::Person(id) => app.go(Route::Person(id)),
            Offer::Note(id, note) => {
                let mentions = reading::tagger(app).mentions(&note);
                app.dispatch(note_edit(id, note, mentions));
                app.say(app.words_now().palette.noted, true);
            }
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => active.update(|at| *at = at.saturating_sub(1)),
            // While an input method composes, Enter belongs to it.
            "Enter" if !event.is_composing() => choose(active.get_untracked()),
            "Escape" => close(),
            "Tab" => {}
            _ => return,
        }
        event.prevent_default();
    };
    let lines = move || {
        let line = |(at, offer): (usize, Offer)| {
            let shown = vocabulary.with_value(|v| offer_line(app, &offer, known, circles, v));
            view! {
                <li id=format!("offer-{at}") role="option" class:active=move || active.get() == at aria-selected=move || (active.get() == at).to_string()
                    on:mousedown=move |event| { event.prevent_default(); choose(at); }>{shown}</li>
            }
        };
        found.get().into_iter().enumerate().map(line).collect_view()
    };
    Effect::new(move || page::focus("palette-input"));
    view! {
        <div class="palette-back" on:mousedown=move |_| close()>
            <div class="palette" role="dialog" aria-modal="true" aria-label=words.title on:mousedown=move |event| event.stop_propagation()>
                <input id="palette-input" type="text" role="combobox" autocomplete="off" aria-expanded="true" aria-controls="offers" aria-label=words.title placeholder=words.hint
                    aria-activedescendant=move || format!("offer-{}", active.get())
                    prop:value=move || typed.get() on:input=move |event| { typed.set(event_target_value(&event)); active.set(0); } on:keydown=on_key />
                <ul id="offers" role="listbox" aria-label=words.title>{lines}</ul>
                <Show when=move || found.with(Vec::is_empty)><p class="muted palette-none">{words.none}</p></Show>
            </div>
        </div>
    }
}

fn offer_line(
    app: App,
    offer: &Offer,
    known: StoredValue<Everything>,
    circles: StoredValue<Vec<(CircleId, String)>>,
    vocabulary: &crate::book::Vocabulary,
) -> AnyView {
    let words = &app.words().palette;
    let person = |id: CustomerId| {
        app.branch_now(|branch| {
            let found = branch.book.get(id);
            found
                .map(|customer| (app.shown_name(customer.label()), customer.groups.join(" · ")))
                .unwrap_or_default()
        })
    };
    match offer {
        Offer::Action(at) => {
            let name = known.with_value(|all| all.known.get(*at).map(|known| known.name.clone()));
            view! { <span>{name}</span> }.into_any()
        }
        Offer::Circle(id) => {
            let name = circles.with_value(|circles| {
                circles.iter().find(|(other, _)| other == id).map(|(_, name)| name.clone())
            });
            view! { <span>{name}</span> <span class="muted">{words.circle}</span> }.into_any()
        }
        Offer::Person(id) => {
            let (name, groups) = person(*id);
            view! { <span>{name}</span> <span class="muted">{groups}</span> }.into_any()
        }
        Offer::Note(id, note) => {
            let (name, _) = person(*id);
            let chips = reading::tagger(app).mentions(note).into_iter().map(|mention| {
                let avoid = mention.polarity == Polarity::Avoid;
                view! { <TagChip text=text::tag(app.lang(), vocabulary, &mention.tag) avoid /> }
            });
            let chips = chips.collect_view();
            view! { <span><strong>{words.note_for} " " {name}</strong> " " {note.clone()}</span> <span class="chips">{chips}</span> }.into_any()
        }
    }
}

/// The note with its tags, as an edit.
fn note_edit(customer: CustomerId, text: String, mentions: Vec<Mention>) -> Edit {
    let today = clock::today();
    let mark = |mention: Mention| TagMark {
        tag: mention.tag,
        polarity: mention.polarity,
        evidence: Evidence::Note { note_idx: 0, start: mention.start, end: mention.end },
        noted_on: today,
        doubt: mention.doubt,
    };
    let marks = mentions.into_iter().map(mark).collect();
    Edit::AddNote { customer, note: Note { text, written_on: today }, marks }
}
