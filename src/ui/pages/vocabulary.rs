//! The vocabulary: its tags with the words that people write for them, where each is used, and what a branch changes.

use leptos::prelude::*;

use crate::book::{tag_words, Clause, Condition, Dimension, Filter, Query, Sense, Tag};
use crate::branch::{Branch, Edit};
use crate::export::{vocabulary_json, vocabulary_table};
use crate::import::tag_file;
use crate::route::Route;
use crate::script::clean;
use crate::shell::{files, page};
use crate::text::{self, BookToolWords};
use crate::ui::opening::{bytes_of, chosen_file};
use crate::ui::state::App;
use crate::view::{vocabulary_use, TagUse};

/// Words that a line has room for.
const WORDS: usize = 6;

/// The page.
#[component]
pub fn VocabularyPage(app: App) -> impl IntoView {
    let lang = app.lang();
    let words = text::book_tool_words(lang);
    let typed = RwSignal::new(String::new());
    let dimension = RwSignal::new(None::<Dimension>);
    let open = RwSignal::new(None::<String>);
    let lines = Memo::new(move |_| {
        app.branch(|branch| vocabulary_use(&branch.book, &branch.vocabulary(), &typed.get(), dimension.get()))
    });
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let word = clean(&typed.get_untracked());
        let vocabulary = app.vocabulary();
        if let Some(known) = vocabulary.named(&word) {
            open.set(Some(known.id.clone()));
        } else if !word.is_empty() {
            let start = Tag::own(&word);
            let dimension = dimension.get_untracked().unwrap_or(start.dimension);
            open.set(Some(start.id.clone()));
            app.dispatch(Edit::KeepTag(Tag { dimension, ..start }));
            app.say(words.vocabulary_kept, true);
        } else {
            page::focus("tag-search");
        }
    };
    let take = move |event: web_sys::Event| {
        let Some(file) = chosen_file(&event) else { return };
        leptos::task::spawn_local(async move {
            let Some(bytes) = bytes_of(app, &file).await else { return };
            match tag_file(&bytes, &app.vocabulary()) {
                None => app.say(words.vocabulary_bad, false),
                Some(found) => {
                    let (taken, bad) = (found.tags.len(), found.bad.len());
                    if taken != 0 {
                        app.dispatch(Edit::TakeTags(found.tags));
                    }
                    let said =
                        format!("{} {taken} · {} {bad}", words.vocabulary_taken, words.vocabulary_left);
                    app.say(&said, taken != 0);
                }
            }
        });
    };
    let give = move |table: bool| {
        let vocabulary = app.vocabulary();
        let handed = if table {
            files::download(&vocabulary_table(&vocabulary), "yangke-vocabulary.csv", "text/csv;charset=utf-8")
        } else {
            files::download(&vocabulary_json(&vocabulary), "yangke-vocabulary.json", "application/json")
        };
        if handed.is_err() {
            app.say(app.words_now().app.save_failed, false);
        }
    };
    let dimensions = Dimension::ALL.into_iter().enumerate().map(|(at, of)| {
        view! { <option value=at.to_string()>{text::dimension(lang, of)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        dimension.set(at.and_then(|at| Dimension::ALL.get(at).copied()));
    };
    let line = move |found: TagUse| line(app, words, found, open);
    view! {
        <p class="crumb"><a href=Route::Book.hash()>{app.words().book.title}</a></p>
        <div class="title-row">
            <h1 class="page-title">{words.vocabulary}</h1>
            <button class="button small" id="vocabulary-json" on:click=move |_| give(false)>{words.vocabulary_json}</button>
            <button class="button small" id="vocabulary-csv" on:click=move |_| give(true)>{words.vocabulary_csv}</button>
            <label class="button small file-button">{words.vocabulary_import}<input type="file" class="hidden-input" id="vocabulary-import" accept=".json,.csv,.txt" aria-label=words.vocabulary_import on:change=take /></label>
        </div>
        <p class="lead">{words.vocabulary_lead}</p>
        <form class="filters" role="search" on:submit=add>
            <input type="search" id="tag-search" class="search" placeholder=words.vocabulary_search aria-label=words.vocabulary_search prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
            <select aria-label=words.dimension on:change=choose><option value="">{words.dimension} ": " {app.words().app.all}</option>{dimensions.collect_view()}</select>
            <button class="button" type="submit" id="add-tag">{words.vocabulary_add}</button>
            <span class="found" role="status">{move || lines.with(Vec::len)} " " {words.vocabulary_count}</span>
        </form>
        <Show when=move || lines.with(Vec::is_empty)><p class="muted">{words.vocabulary_none}</p></Show>
        <div class="table-wrap" tabindex="0" role="region" aria-label=words.vocabulary>
            <table class="table vocabulary" id="vocabulary">
                <thead><tr><th scope="col">{words.bulk_tag}</th><th scope="col">{words.dimension}</th><th scope="col">{words.synonyms}</th><th scope="col">{words.like}</th><th scope="col">{words.avoid}</th><td></td></tr></thead>
                <tbody>{move || lines.get().into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn line(app: App, words: &'static BookToolWords, found: TagUse, open: RwSignal<Option<String>>) -> AnyView {
    let lang = app.lang();
    let TagUse { tag, likes, avoids } = found;
    let name = text::tag(lang, &app.vocabulary(), &tag.id);
    let more = tag.synonyms.len().saturating_sub(WORDS);
    let said: Vec<&str> = tag.synonyms.iter().take(WORDS).map(String::as_str).collect();
    let said = format!("{}{}", said.join("、"), if more > 0 { format!(" +{more}") } else { String::new() });
    let count = |number: usize, condition: Condition| {
        let show = move |_| {
            let query = Query { clauses: vec![Clause { sense: Sense::All, condition: condition.clone() }] };
            app.filter.set(Filter { query, ..Filter::default() });
            app.go(Route::Book);
        };
        if number == 0 {
            view! { <span class="muted">"0"</span> }.into_any()
        } else {
            view! { <button type="button" class="quiet-button" title=words.vocabulary_who on:click=show>{number}</button> }.into_any()
        }
    };
    let (id, off) = (tag.id.clone(), tag.off);
    let is_open = open.with_untracked(|at| at.as_ref() == Some(&id)) || open.get().as_ref() == Some(&id);
    let switched = tag.clone();
    let switch = move |_| app.dispatch(Edit::KeepTag(Tag { off: !off, ..switched.clone() }));
    let (switch_label, edit_label) = (
        format!("{} {name}", if off { words.switch_on } else { words.switch_off }),
        format!("{} {name}", words.edit),
    );
    let toggle = move |_| {
        open.update(|at| *at = if at.as_ref() == Some(&id) { None } else { Some(id.clone()) });
        set_timeout(|| page::focus("tag-zh"), std::time::Duration::ZERO);
    };
    let row = view! {
        <tr class:left-out=off data-tag=tag.id.clone()>
            <th scope="row">{name}</th>
            <td>{text::dimension(lang, tag.dimension)}</td>
            <td class="samples">{said}</td>
            <td>{count(likes, Condition::Likes(tag.id.clone()))}</td>
            <td>{count(avoids, Condition::Avoids(tag.id.clone()))}</td>
            <td class="actions-cell">
                <button type="button" class="quiet-button edit-tag" aria-label=edit_label aria-expanded=is_open.to_string() on:click=toggle>{words.edit}</button>
                <button type="button" class="quiet-button switch-tag" aria-label=switch_label on:click=switch>{if off { words.switch_on } else { words.switch_off }}</button>
            </td>
        </tr>
    };
    let form = is_open.then(|| view! { <tr><td colspan="6">{form(app, words, tag, open)}</td></tr> });
    view! { {row} {form} }.into_any()
}

/// The form for one tag: names, dimension, words, and for one of the branch's own the tag it can go into.
fn form(app: App, words: &'static BookToolWords, tag: Tag, open: RwSignal<Option<String>>) -> AnyView {
    let lang = app.lang();
    let typed = RwSignal::new(tag.clone());
    let synonyms = RwSignal::new(tag.synonyms.join("、"));
    let target = RwSignal::new(String::new());
    let old = StoredValue::new(tag.clone());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut tag = typed.get_untracked();
        (tag.zh, tag.en) = (clean(&tag.zh), clean(&tag.en));
        tag.synonyms = tag_words(&synonyms.get_untracked());
        if tag.zh.is_empty() {
            return page::focus("tag-zh");
        }
        if tag.en.is_empty() {
            tag.en.clone_from(&tag.zh);
        }
        // Of two tags with the same word one would never be found.
        let vocabulary = app.vocabulary();
        let taken = tag
            .synonyms
            .iter()
            .chain([&tag.zh])
            .find(|word| vocabulary.named(word).is_some_and(|other| other.id != tag.id));
        if let Some(word) = taken {
            let other = vocabulary.named(word).map(|other| text::tag(lang, &vocabulary, &other.id));
            return app.say(&format!("{} {word} → {}", words.word_taken, other.unwrap_or_default()), false);
        }
        if old.with_value(|old| *old != tag) {
            app.dispatch(Edit::KeepTag(tag));
            app.say(words.vocabulary_kept, true);
        }
        open.set(None);
    };
    let merge = move |_| {
        let (from, into) = (old.with_value(|old| old.id.clone()), target.get_untracked());
        if !into.is_empty() {
            app.dispatch(Edit::MergeTags { from, into });
            app.say(words.merged, true);
            open.set(None);
        }
    };
    let targets = move || {
        let vocabulary = app.branch_now(Branch::vocabulary);
        let id = old.with_value(|old| old.id.clone());
        let others = vocabulary.tags().iter().filter(|other| other.id != id);
        others.map(|other| view! { <option value=other.id.clone()>{text::tag(lang, &vocabulary, &other.id)}</option> }).collect_view()
    };
    let dimensions = Dimension::ALL.into_iter().enumerate().map(|(at, of)| {
        view! { <option value=at.to_string() selected=of == tag.dimension>{text::dimension(lang, of)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or(0);
        typed.update(|tag| tag.dimension = Dimension::ALL[at.min(Dimension::ALL.len() - 1)]);
    };
    let merging = if tag.is_own() {
        view! {
            <div class="inline-form">
                <label class="field"><span>{words.merge_into}</span>
                    <select id="merge-into" on:change=move |event| target.set(event_target_value(&event))><option value="">"—"</option>{targets()}</select>
                </label>
                <button type="button" class="button small" id="merge-tag" disabled=move || target.with(String::is_empty) on:click=merge>{words.merge}</button>
                <span class="muted">{words.merge_hint}</span>
            </div>
        }
        .into_any()
    } else {
        view! { <p class="muted">{words.merge_not}</p> }.into_any()
    };
    view! {
        <form class="stack" id="tag-form" on:submit=save on:keydown=move |event| if event.key() == "Escape" { event.stop_propagation(); open.set(None); }>
            <div class="limit-fields">
                <label class="field"><span>{words.name_zh}</span><input type="text" id="tag-zh" maxlength="30" value=tag.zh.clone() on:input=move |event| typed.update(|tag| tag.zh = event_target_value(&event)) /></label>
                <label class="field"><span>{words.name_en}</span><input type="text" id="tag-en" maxlength="60" value=tag.en.clone() on:input=move |event| typed.update(|tag| tag.en = event_target_value(&event)) /></label>
                <label class="field"><span>{words.dimension}</span><select id="tag-dimension" on:change=choose>{dimensions.collect_view()}</select></label>
            </div>
            <label class="field"><span>{words.synonyms} " · " {words.synonyms_hint}</span><textarea id="tag-words" rows="2" prop:value=move || synonyms.get() on:input=move |event| synonyms.set(event_target_value(&event))></textarea></label>
            <div class="actions">
                <button class="button small primary" type="submit" id="keep-tag">{words.keep}</button>
                <button class="button small" type="button" on:click=move |_| open.set(None)>{app.words().app.cancel}</button>
            </div>
            {merging}
        </form>
    }
    .into_any()
}
