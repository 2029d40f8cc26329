//! Keeps the index of people up to date with the book, with the page awake in between.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::sync::Arc;

use super::state::App;
use crate::book::{Book, Indexing};
use crate::shell::portions::Pace;

/// People between two looks at the clock.
const PORTION: usize = 64;

thread_local! {
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// Follows the book as long as the page lives.
pub fn follow(app: App) {
    // Told apart by its place: comparing a large book takes longer than looking for what is new in it.
    let other = |old: Option<&Arc<Book>>, new: Option<&Arc<Book>>| match (old, new) {
        (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
        _ => true,
    };
    let book = Memo::new_with_compare(move |_| app.branch(|branch| branch.book.clone()), other);
    Effect::new(move || {
        let book = book.get();
        let run = RUN.get() + 1;
        RUN.set(run);
        spawn_local(async move {
            let mut indexing = app.index.with_untracked(|index| Indexing::new(index, &book));
            let mut pace = Pace::begin();
            while !indexing.go_on(PORTION) {
                pace.rest().await;
                // The book has changed again.
                if RUN.get() != run {
                    return;
                }
            }
            app.index.set(indexing.done());
        });
    });
}
