//! Conditions that combine: each line with the number of people who meet it, all together before anything is filtered,
//! and kept by name.

use leptos::prelude::*;

use crate::book::{
    find, Clause, Condition, Filter, Lack, Nature, Query, SavedQuery, Scope, SearchIndex, Sense,
};
use crate::branch::Edit;
use crate::shell::clock;
use crate::text::{self, BookToolWords};
use crate::ui::state::App;

const SENSES: [Sense; 3] = [Sense::All, Sense::Any, Sense::None];
const NATURES: [Nature; 3] = [Nature::Quiet, Nature::Lively, Nature::Unknown];
const LACKS: [Lack; 5] = [Lack::Phone, Lack::Birthday, Lack::Manager, Lack::Risk, Lack::Tags];

/// A line with a number of its own, so that typing in one leaves the others alone.
type Line = (u32, Clause);

/// What the menus offer: value and name.
type Offered = Vec<(String, String)>;

#[derive(Clone, Default, PartialEq)]
struct Choices {
    tags: Offered,
    groups: Offered,
    tiers: Offered,
    managers: Offered,
}

/// The place of a condition in the menu of kinds.
fn kind_of(condition: &Condition) -> usize {
    match condition {
        Condition::Likes(_) => 0,
        Condition::Avoids(_) => 1,
        Condition::Nature(_) => 2,
        Condition::Group(_) => 3,
        Condition::Tier(_) => 4,
        Condition::Manager(_) => 5,
        Condition::NotContacted(_) => 6,
        Condition::Age { .. } => 7,
        Condition::BirthdayWithin(_) => 8,
        Condition::HasMaturity => 9,
        Condition::MaturesWithin(_) => 10,
        Condition::DoNotContact => 11,
        Condition::NoProfiling => 12,
        Condition::StaleTags => 13,
        Condition::OpenQuestion => 14,
        Condition::Lacks(_) => 15,
    }
}

/// A condition of a kind with the value that is most often wanted.
fn begin(kind: usize, choices: &Choices) -> Condition {
    let first = |list: &Offered| list.first().map(|(value, _)| value.clone()).unwrap_or_default();
    match kind {
        0 => Condition::Likes(first(&choices.tags)),
        1 => Condition::Avoids(first(&choices.tags)),
        2 => Condition::Nature(Nature::Quiet),
        3 => Condition::Group(first(&choices.groups)),
        4 => Condition::Tier(first(&choices.tiers)),
        5 => Condition::Manager(first(&choices.managers)),
        6 => Condition::NotContacted(60),
        7 => Condition::Age { from: 30, to: 60 },
        8 => Condition::BirthdayWithin(30),
        9 => Condition::HasMaturity,
        10 => Condition::MaturesWithin(30),
        11 => Condition::DoNotContact,
        12 => Condition::NoProfiling,
        13 => Condition::StaleTags,
        14 => Condition::OpenQuestion,
        _ => Condition::Lacks(Lack::Phone),
    }
}

/// The builder.
#[component]
pub fn Conditions(app: App, index: RwSignal<SearchIndex>) -> impl IntoView {
    let lang = app.lang();
    let words = text::book_tool_words(lang);
    let next = StoredValue::new(0u32);
    let numbered = move |query: Query| -> Vec<Line> {
        let number = |clause| {
            next.update_value(|next| *next += 1);
            (next.get_value(), clause)
        };
        query.clauses.into_iter().map(number).collect()
    };
    let lines = RwSignal::new(numbered(app.filter.with_untracked(|filter| filter.query.clone())));
    let query = move || Query { clauses: lines.get().into_iter().map(|(_, clause)| clause).collect() };
    // What the menus offer is counted over the whole book: not before anybody looks.
    let is_open = app.filter.with_untracked(|filter| !filter.query.clauses.is_empty());
    let opened = RwSignal::new(is_open);
    let choices = Memo::new(move |_| {
        if !opened.get() {
            return Choices::default();
        }
        app.branch(|branch| {
            let named = |list: Vec<(String, usize)>| {
                let known = list.into_iter().filter(|(name, _)| !name.is_empty());
                known.map(|(name, n)| (name.clone(), format!("{name} ({n})"))).collect()
            };
            let vocabulary = branch.vocabulary();
            let tags = vocabulary.tags().iter();
            Choices {
                tags: tags.map(|tag| (tag.id.clone(), text::tag(lang, &vocabulary, &tag.id))).collect(),
                groups: named(branch.book.groups()),
                tiers: named(branch.book.tiers()),
                managers: named(branch.book.managers()),
            }
        })
    });
    // Of the people whom search and menus have left, so that the sum is what the button will show.
    let counts = Memo::new(move |_| {
        // Nobody is counted again for each letter that is typed while there is no condition.
        if lines.with(Vec::is_empty) {
            return (Vec::new(), 0);
        }
        let rest = Filter { query: Query::default(), ..app.filter.get() };
        app.branch(|branch| {
            let rows = index.with(|index| find(&branch.book, index, &rest));
            query().count(&branch.book, &rows, &Scope::new(clock::today(), branch.vocabulary()))
        })
    });
    let count_of = move |key: u32| {
        Signal::derive(move || {
            let at = lines.with(|lines| lines.iter().position(|(other, _)| *other == key));
            counts.with(|(each, _)| at.and_then(|at| each.get(at).copied()).unwrap_or(0))
        })
    };
    let apply = move || app.filter.update(|filter| filter.query = query());
    let take = move |query: Query| {
        opened.set(true);
        lines.set(numbered(query));
        apply();
    };
    let add = move |_| {
        // The browser tells of the opening in a task of its own: a quick hand is here before it.
        opened.set(true);
        let condition = choices.with_untracked(|choices| begin(0, choices));
        lines.update(|lines| {
            next.update_value(|next| *next += 1);
            lines.push((next.get_value(), Clause { sense: Sense::All, condition }));
        });
    };
    view! {
        <details class="card fold" id="conditions" open=is_open on:toggle=move |_| opened.set(true)>
            <summary><strong>{words.conditions}</strong></summary>
            <p class="muted">{words.conditions_hint}</p>
            <Kept app words take />
            <Show when=move || lines.with(Vec::is_empty)><p class="muted">{words.no_condition}</p></Show>
            <ul class="clauses">
                <For each=move || lines.get() key=|(key, clause)| (*key, kind_of(&clause.condition)) let:line>
                    <ClauseLine app words count=count_of(line.0) line lines choices />
                </For>
            </ul>
            <div class="actions">
                <button type="button" class="button small" id="add-condition" on:click=add>{words.add_condition}</button>
                <Show when=move || !lines.with(Vec::is_empty)>
                    <span role="status">{words.together} " " <strong id="conditions-total">{move || counts.with(|(_, total)| *total)}</strong> " " {app.words().app.people}</span>
                    <button type="button" class="button small primary" id="apply-conditions" on:click=move |_| apply()>{words.apply}</button>
                    <button type="button" class="quiet-button" id="clear-conditions" on:click=move |_| take(Query::default())>{words.start_over}</button>
                </Show>
            </div>
            <Show when=move || !lines.with(Vec::is_empty)>
                <KeepForm app words query=Signal::derive(query) />
            </Show>
        </details>
    }
}

#[component]
fn ClauseLine(
    app: App,
    words: &'static BookToolWords,
    line: Line,
    lines: RwSignal<Vec<Line>>,
    choices: Memo<Choices>,
    count: Signal<usize>,
) -> impl IntoView {
    let lang = app.lang();
    let (key, clause) = line;
    let change = move |change: &dyn Fn(&mut Clause)| {
        lines.update(|lines| {
            if let Some((_, clause)) = lines.iter_mut().find(|(other, _)| *other == key) {
                change(clause);
            }
        });
    };
    let set_condition = move |condition: Condition| change(&|clause| clause.condition = condition.clone());
    let senses = SENSES.into_iter().enumerate().map(|(at, sense)| {
        view! { <option value=at.to_string() selected=sense == clause.sense>{text::sense(lang, sense)}</option> }
    });
    let kinds = words.kinds.into_iter().enumerate().map(|(at, name)| {
        view! { <option value=at.to_string() selected=at == kind_of(&clause.condition)>{name}</option> }
    });
    let set_kind = move |event: web_sys::Event| {
        if let Ok(kind) = event_target_value(&event).parse() {
            set_condition(choices.with_untracked(|choices| begin(kind, choices)));
        }
    };
    let set_sense = move |event: web_sys::Event| {
        let sense = event_target_value(&event).parse::<usize>().ok().and_then(|at| SENSES.get(at).copied());
        change(&|clause| clause.sense = sense.unwrap_or_default());
    };
    let value = value_field(lang, words, &clause.condition, choices, set_condition);
    let remove = move |_| lines.update(|lines| lines.retain(|(other, _)| *other != key));
    view! {
        <li class="clause">
            <select aria-label=words.takes_part on:change=set_sense>{senses.collect_view()}</select>
            <select class="clause-kind" aria-label=words.what on:change=set_kind>{kinds.collect_view()}</select>
            <span class="clause-value">{value}</span>
            <span class="muted clause-count"><strong>{move || count.get()}</strong> " " {words.meet}</span>
            <button type="button" class="quiet-button" aria-label=words.remove_line title=words.remove_line on:click=remove>"×"</button>
        </li>
    }
}

/// The field for what a condition needs to know; nothing for those that need nothing.
fn value_field(
    lang: text::Lang,
    words: &'static BookToolWords,
    condition: &Condition,
    choices: Memo<Choices>,
    set: impl Fn(Condition) + Copy + Send + Sync + 'static,
) -> AnyView {
    let days = |days: u32, make: fn(u32) -> Condition| {
        let typed = move |event: web_sys::Event| {
            if let Ok(days) = event_target_value(&event).parse::<u32>() {
                set(make(days.min(36_500)));
            }
        };
        view! { <label class="days"><input type="number" min="0" max="36500" value=days.to_string() on:input=typed aria-label=words.value /> {words.days}</label> }.into_any()
    };
    let menu = |offered: fn(&Choices) -> &Offered, chosen: &str, make: fn(String) -> Condition| {
        let chosen = chosen.to_owned();
        let mut list = choices.with_untracked(|choices| offered(choices).clone());
        // What is not offered any more stays to be seen.
        if !list.iter().any(|(value, _)| *value == chosen) {
            list.insert(0, (chosen.clone(), chosen.clone()));
        }
        let options = list.into_iter().map(|(value, shown)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{shown}</option> }
        });
        view! { <select aria-label=words.value on:change=move |event| set(make(event_target_value(&event)))>{options.collect_view()}</select> }.into_any()
    };
    let coded = |names: Vec<&'static str>, chosen: usize, make: fn(usize) -> Condition| {
        let options = names.into_iter().enumerate().map(|(at, name)| {
            view! { <option value=at.to_string() selected=at == chosen>{name}</option> }
        });
        view! { <select aria-label=words.value on:change=move |event| set(make(event_target_value(&event).parse().unwrap_or(0)))>{options.collect_view()}</select> }.into_any()
    };
    match condition {
        Condition::Likes(tag) => menu(|choices| &choices.tags, tag, Condition::Likes),
        Condition::Avoids(tag) => menu(|choices| &choices.tags, tag, Condition::Avoids),
        Condition::Group(name) => menu(|choices| &choices.groups, name, Condition::Group),
        Condition::Tier(name) => menu(|choices| &choices.tiers, name, Condition::Tier),
        Condition::Manager(name) => menu(|choices| &choices.managers, name, Condition::Manager),
        Condition::NotContacted(n) => days(*n, Condition::NotContacted),
        Condition::BirthdayWithin(n) => days(*n, Condition::BirthdayWithin),
        Condition::MaturesWithin(n) => days(*n, Condition::MaturesWithin),
        Condition::Nature(kind) => {
            let chosen = NATURES.iter().position(|other| other == kind).unwrap_or(0);
            let names = NATURES.iter().map(|kind| text::nature(lang, *kind)).collect();
            coded(names, chosen, |at| Condition::Nature(NATURES[at.min(NATURES.len() - 1)]))
        }
        Condition::Lacks(lack) => {
            let chosen = LACKS.iter().position(|other| other == lack).unwrap_or(0);
            let names = LACKS.iter().map(|lack| text::lack(lang, *lack)).collect();
            coded(names, chosen, |at| Condition::Lacks(LACKS[at.min(LACKS.len() - 1)]))
        }
        Condition::Age { from, to } => {
            let band = StoredValue::new((*from, *to));
            let typed = move |event: web_sys::Event, is_from: bool| {
                let Ok(age) = event_target_value(&event).parse::<u32>() else { return };
                band.update_value(|(from, to)| *(if is_from { from } else { to }) = age.min(150));
                let (from, to) = band.get_value();
                set(Condition::Age { from, to });
            };
            view! {
                <input type="number" min="0" max="150" value=from.to_string() aria-label=words.from_age on:input=move |event| typed(event, true) />
                "–"
                <input type="number" min="0" max="150" value=to.to_string() aria-label=words.to_age on:input=move |event| typed(event, false) />
            }
            .into_any()
        }
        Condition::HasMaturity
        | Condition::DoNotContact
        | Condition::NoProfiling
        | Condition::StaleTags
        | Condition::OpenQuestion => ().into_any(),
    }
}

/// The form that keeps the lines under a name.
#[component]
fn KeepForm(app: App, words: &'static BookToolWords, query: Signal<Query>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name_now = name.get_untracked().trim().to_owned();
        if !name_now.is_empty() {
            app.dispatch(Edit::KeepQuery(SavedQuery { name: name_now, query: query.get_untracked() }));
            name.set(String::new());
            app.say(words.kept_now, true);
        }
    };
    view! {
        <form class="inline-form" on:submit=keep>
            <label class="field inline"><span>{words.keep_name}</span>
                <input type="text" id="query-name" maxlength="30" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <button class="button small" type="submit" disabled=move || name.with(|name| name.trim().is_empty())>{words.keep}</button>
        </form>
    }
}

/// What is kept by name: a click filters by it.
#[component]
fn Kept(
    app: App,
    words: &'static BookToolWords,
    take: impl Fn(Query) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let renamed = RwSignal::new(None::<String>);
    let kept = Memo::new(move |_| app.branch(|branch| branch.queries.clone()));
    let rename = move |to: String| {
        let Some(from) = renamed.get_untracked() else { return };
        let to = to.trim().to_owned();
        if to.is_empty() || to == from {
            return renamed.set(None);
        }
        if app.branch_now(|branch| branch.queries.iter().any(|kept| kept.name == to)) {
            return app.say(words.name_taken, false);
        }
        app.dispatch(Edit::RenameQuery { from, to });
        renamed.set(None);
        app.say(words.kept_now, true);
    };
    let one = move |kept: SavedQuery| {
        let name = StoredValue::new(kept.name.clone());
        let query = StoredValue::new(kept.query);
        let shown = move || name.get_value();
        let label = |does: &str| format!("{does} {}", name.get_value());
        let (rename_label, drop_label) = (label(words.rename), label(words.drop));
        let drop = move |_| {
            app.dispatch(Edit::DropQuery(name.get_value()));
            app.say(words.dropped, true);
        };
        view! {
            <li class="kept">
                <Show
                    when=move || renamed.with(|at| *at == Some(name.get_value()))
                    fallback=move || view! { <button type="button" class="button small" on:click=move |_| take(query.get_value())>{shown}</button> }
                >
                    <input type="text" class="rename" autofocus maxlength="30" aria-label=words.rename value=shown()
                        on:change=move |event| rename(event_target_value(&event))
                        on:keydown=move |event| if event.key() == "Escape" { renamed.set(None) } />
                </Show>
                <button type="button" class="quiet-button" aria-label=rename_label on:click=move |_| renamed.set(Some(name.get_value()))>{words.rename}</button>
                <button type="button" class="quiet-button" aria-label=drop_label on:click=drop>"×"</button>
            </li>
        }
    };
    view! {
        <Show when=move || kept.with(|kept| !kept.is_empty())>
            <ul class="kept-list" id="kept-queries" aria-label=words.kept>{move || kept.get().iter().cloned().map(one).collect_view()}</ul>
        </Show>
    }
}
