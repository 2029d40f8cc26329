//! Import in three steps: choose, check the columns, see the result and accept it.

use leptos::prelude::*;
use std::sync::Arc;

use crate::branch::{Branch, Edit};
use crate::import::{branch_name, Encoding, Imported};
use crate::job::JobError;
use crate::route::Route;
use crate::shell::files::FileBytes;
use crate::shell::worker;
use crate::text::{self, Figure};
use crate::ui::components::intake::{CheckColumns, Doubles, Findings, Joining};
use crate::ui::components::{figure_box, in_turns};
use crate::ui::jobs;
use crate::ui::opening::{chosen_file, take_file};
use crate::ui::saving;
use crate::ui::state::App;

/// The page.
#[component]
pub fn Import(app: App) -> impl IntoView {
    let words = app.words();
    view! {
        <h1 class="page-title">{words.import.title}</h1>
        {move || app.import_error.get().map(|error| view! { <p class="notice" role="alert">{refusal(app, error)}</p> })}
        {move || app.draft.with(|draft| match draft {
            None => choose(app).into_any(),
            Some(draft) => match &draft.imported {
                None => view! { <CheckColumns app draft=draft.clone() /> }.into_any(),
                Some(imported) => result(app, imported.clone()).into_any(),
            },
        })}
    }
}

fn refusal(app: App, error: JobError) -> &'static str {
    match error {
        JobError::Import(error) => text::import_error(app.lang(), error),
        JobError::Unreadable => app.words().import.unreadable,
        JobError::Problem | JobError::Ended => app.words().import.cancelled,
    }
}

fn choose(app: App) -> impl IntoView {
    let words = app.words();
    let pasted = RwSignal::new(String::new());
    worker::prepare();
    let read = move |_| {
        let text = FileBytes::of_text(&pasted.get_untracked());
        jobs::read_file(app, String::new(), text, Some(Encoding::Utf8));
    };
    view! {
        <section class="card">
            <p>{words.import.lead}</p>
            <label class="button primary file-button">
                {words.import.choose}
                <input type="file" class="hidden-input" accept=".xlsx,.xls,.csv,.txt,.tsv" aria-label=words.import.choose
                    on:change=move |event| take_file(app, chosen_file(&event)) />
            </label>
        </section>
        <section class="card">
            <label class="field">
                <span>{words.import.paste_label}</span>
                <textarea id="paste" rows="6" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            </label>
            <button class="button" id="paste-go" disabled=move || pasted.with(String::is_empty) on:click=read>
                {words.import.paste_go}
            </button>
        </section>
    }
}

fn result(app: App, imported: Arc<Imported>) -> impl IntoView {
    let words = app.words();
    let figure = |of: Figure, name: &'static str, id: &'static str, n: usize| {
        figure_box(app, of, name, view! { <strong class="figure-value" id=id>{n}</strong> })
    };
    let joined = imported.doubles.len();
    let [_, doubles, findings] = in_turns(|| ());
    let figures = view! {
        <div class="figures small-figures">
            {figure(Figure::Rows, words.import.rows, "rows", imported.rows)}
            {figure(Figure::Ready, words.import.imported, "imported", imported.customers.len())}
            {figure(Figure::LeftOut, words.import.skipped, "skipped", imported.skipped)}
            {(joined > 0).then(|| figure(Figure::Joined, words.import.joined, "joined", joined))}
        </div>
    };
    let nobody = imported.customers.is_empty();
    let first = app.branch_now(|branch| branch.made_up || branch.is_empty());
    let name = RwSignal::new(app.draft.with_untracked(|draft| {
        draft.as_ref().map(|draft| branch_name(&draft.name).to_owned()).unwrap_or_default()
    }));
    let imported = StoredValue::new(imported);
    let back = move |_| {
        app.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.imported = None;
            }
        })
    };
    view! {
        <section class="card">
            <h2>{words.import.result}</h2>
            {figures}
            <Show when=move || doubles.get().is_some()><Doubles app imported /><Joining app imported /></Show>
            {first.then(|| view! {
                <label class="field"><span>{words.import.branch_name}</span>
                    <input type="text" id="branch-name" placeholder=words.import.branch_example prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) /></label>
            })}
            <div class="actions foot">
                <button class="button primary" id="import-accept" disabled=move || nobody || app.work.with(Option::is_some) on:click=move |_| accept(app, name.get_untracked())>{words.import.accept}</button>
                <button class="button" id="import-back" on:click=back>{words.app.back}</button>
            </div>
            <h2>{words.import.findings}</h2>
            <Show when=move || findings.get().is_some()><Findings app imported /></Show>
        </section>
    }
}

/// Puts the customers into the book, then finds circles and plans. A sample branch gives way to real customers.
fn accept(app: App, name: String) {
    let Some(draft) = app.draft.get_untracked() else { return };
    let Some(imported) = draft.imported else { return };
    let choices = app.choices.get_untracked();
    let name = name.trim().to_owned();
    if app.branch_now(|branch| branch.made_up) {
        app.dispatch(Edit::Open(Box::new(Branch::empty())));
    }
    let n = imported.customers.len();
    let customers = imported.settled(&choices.taken);
    let own_tags = imported.own_tags.clone();
    let taken_in = move |edit: Edit| {
        saving::note(app, crate::vault::Deed::Imported, n);
        app.dispatch(edit);
        app.draft.set(None);
        app.say(app.words_now().import.accepted, true);
        app.go(Route::Home);
        jobs::find_circles(app, true);
    };
    if app.branch_now(Branch::is_empty) {
        taken_in(Edit::Import { customers, own_tags, name });
    } else {
        jobs::join_list(app, customers, choices, move |book| taken_in(Edit::Merge { book, own_tags }));
    }
}
