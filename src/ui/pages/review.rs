//! Confirming tags that were read from notes, one key each, the most doubtful first.

use leptos::prelude::*;

use crate::book::{Judgement, Polarity, Vocabulary};
use crate::branch::Edit;
use crate::route::Route;
use crate::shell::{clock, page};
use crate::text;
use crate::ui::components::{Empty, TagChip};
use crate::ui::state::App;
use crate::view::{review_count, review_queue, ReviewLine};

/// Lines that are shown at once; the next ones move up.
const LINES: usize = 40;

/// The page.
#[component]
pub fn Review(app: App) -> impl IntoView {
    let words = &app.words().review;
    let lang = app.lang();
    let vocabulary = StoredValue::new(app.vocabulary());
    let active = RwSignal::new(0usize);
    let queue = Memo::new(move |_| app.branch(|branch| review_queue(&branch.book, LINES)));
    let count = Memo::new(move |_| app.branch(|branch| review_count(&branch.book)));
    let judge = move |at: usize, judgement: Judgement| {
        if let Some(line) = queue.with_untracked(|queue| queue.get(at).cloned()) {
            app.dispatch(Edit::Judge {
                customer: line.customer,
                tag: line.tag,
                judgement,
                on: clock::today(),
            });
            let last = queue.with_untracked(Vec::len).saturating_sub(1);
            active.update(|at| *at = (*at).min(last));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let last = queue.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" | "j" => active.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" | "k" => active.update(|at| *at = at.saturating_sub(1)),
            "Enter" | "y" => judge(active.get_untracked(), Judgement::Accepted),
            "x" | "X" | "Delete" => judge(active.get_untracked(), Judgement::Dropped),
            "f" | "F" => judge(active.get_untracked(), Judgement::Flipped),
            _ => return,
        }
        event.prevent_default();
        page::focus("review");
    };
    let lines = move || {
        let queue = queue.get();
        let rows = queue.into_iter().enumerate();
        rows.map(|(at, line)| vocabulary.with_value(|v| one_line(app, v, at, line, active, judge)))
            .collect_view()
    };
    let accept_all = move |_| {
        app.dispatch(Edit::AcceptAll { on: clock::today() });
    };
    view! {
        <p class="crumb"><a href=Route::Book.hash()>{app.words().book.title}</a></p>
        <div class="title-row">
            <h1 class="page-title">{words.title} " " <span class="muted" id="review-count">{move || count.get()}</span></h1>
            <Show when=move || count.with(|count| *count != 0)><button class="button small" on:click=accept_all>{words.accept_all}</button></Show>
        </div>
        <Show when=move || count.with(|count| *count != 0) fallback=move || view! { <Empty title=words.done hint=words.done_hint><a class="button" href=Route::Book.hash()>{text::words(lang).book.title}</a></Empty> }>
            <p class="lead">{words.lead}</p>
            <p class="muted">{words.keys}</p>
            <ol class="review" id="review" tabindex="0" aria-label=words.title on:keydown=on_key>{lines}</ol>
        </Show>
    }
}

fn one_line(
    app: App,
    vocabulary: &Vocabulary,
    at: usize,
    line: ReviewLine,
    active: RwSignal<usize>,
    judge: impl Fn(usize, Judgement) + Copy + 'static,
) -> AnyView {
    let words = &app.words().review;
    let lang = app.lang();
    let name = text::tag(lang, vocabulary, &line.tag);
    let avoid = line.polarity == Polarity::Avoid;
    let who = app.branch_now(|branch| {
        branch.book.get(line.customer).map(|customer| customer.name.clone()).unwrap_or_default()
    });
    let [before, marked, after] = line.note;
    let button = |class: &'static str, label: &'static str, judgement: Judgement| {
        let said = format!("{label} {name}");
        view! { <button class=class aria-label=said tabindex="-1" on:click=move |_| judge(at, judgement)>{label}</button> }
    };
    view! {
        <li class="card review-line" class:active=move || active.get() == at aria-current=move || (active.get() == at).to_string()>
            <p class="review-note"><a href=Route::Person(line.customer).hash() tabindex="-1">{app.shown_name(&who)}</a> " " {before}<mark>{marked}</mark>{after}</p>
            <p class="actions">
                <TagChip text=format!("{} {name}", if avoid { words.avoids } else { words.likes }) avoid />
                {button("button small", words.accept, Judgement::Accepted)}
                {button("button small", words.drop, Judgement::Dropped)}
                {button("button small", words.flip, Judgement::Flipped)}
            </p>
        </li>
    }
    .into_any()
}
