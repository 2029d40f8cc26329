//! The reader of notes, ready before it is wanted: indexing its ten thousand words at once would hold the page up.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::state::App;
use crate::book::Vocabulary;
use crate::branch::Branch;
use crate::job::{Job, JobDone};
use crate::notes::{Preparing, Surfaces, Tagger};
use crate::shell::portions::Pace;
use crate::shell::worker;
use crate::vault::hex;

/// The page itself comes first.
const WAIT: Duration = Duration::from_millis(1500);

thread_local! {
    static MADE: RefCell<Option<(Vocabulary, Rc<Tagger>)>> = const { RefCell::new(None) };
    static RUN: Cell<u64> = const { Cell::new(0) };
}

fn made(vocabulary: &Vocabulary) -> Option<Rc<Tagger>> {
    MADE.with_borrow(|made| {
        made.as_ref().filter(|(of, _)| of.is(vocabulary)).map(|(_, tagger)| tagger.clone())
    })
}

/// The reader of notes for the vocabulary as it is now; made on the spot when it is wanted sooner than it was ready.
pub fn tagger(app: App) -> Rc<Tagger> {
    let vocabulary = app.vocabulary();
    made(&vocabulary).unwrap_or_else(|| {
        let tagger = Rc::new(Tagger::new(&vocabulary));
        MADE.set(Some((vocabulary, tagger.clone())));
        tagger
    })
}

/// Follows the vocabulary as long as the page lives.
pub fn follow(app: App) {
    let wanted =
        Memo::new(move |_| app.branch(|branch| (!branch.is_empty()).then(|| branch.own_tags.clone())));
    Effect::new(move || {
        let run = RUN.get() + 1;
        RUN.set(run);
        if wanted.get().is_some() {
            set_timeout(move || spawn_local(prepare(app, run)), WAIT);
        }
    });
}

async fn prepare(app: App, run: u64) {
    let vocabulary = app.branch_now(Branch::vocabulary);
    if made(&vocabulary).is_some() {
        return;
    }
    let mut pace = Pace::begin();
    let index = indexed(app, &mut pace).await;
    let mut preparing = Preparing::new(vocabulary.clone(), index);
    loop {
        // Another word has come, or the tables were wanted at once.
        if RUN.get() != run || made(&vocabulary).is_some() {
            return;
        }
        if let Some(tagger) = preparing.go_on() {
            return MADE.set(Some((vocabulary, Rc::new(tagger))));
        }
        pace.rest().await;
    }
}

/// The index of the words, made beside the page: a tenth of a second in one piece.
async fn indexed(app: App, pace: &mut Pace) -> Option<Surfaces> {
    let job = Job::Words { own_tags: app.branch_now(|branch| branch.own_tags.clone()) };
    let JobDone::Words(parts) = worker::ask(job).await? else { return None };
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend(hex::bytes(&part)?);
        pace.rest().await;
    }
    Surfaces::from_bytes(&bytes)
}
