//! Long work: sent to the worker, shown with progress, cancelled at will, its result dispatched as an edit.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::sync::Arc;

use super::state::{App, Choices, Draft, Work};
use crate::book::{Book, Customer, ListJoin};
use crate::branch::{Edit, History};
use crate::calendar::Quarter;
use crate::import::Encoding;
use crate::job::{likely_sheet, Job, JobDone, JobError, JobProgress};
use crate::plan::quarter::{Effort, PlanWishes};
use crate::shell::files::FileBytes;
use crate::shell::portions::Pace;
use crate::shell::{clock, settings, worker};
use crate::speed::Timing;
use crate::text;
use crate::view::{plan_changes, PlanChanges};

thread_local! {
    static RUNNING: RefCell<Option<worker::Running>> = const { RefCell::new(None) };
}

/// Ends what runs; the branch is left as it was.
pub fn cancel(app: App) {
    let running = RUNNING.with_borrow_mut(Option::take);
    if let Some(running) = running {
        running.cancel();
    }
    app.work.set(None);
}

fn run(
    app: App,
    work: Work,
    job: Job,
    bytes: Option<&FileBytes>,
    then: impl FnOnce(Result<JobDone, JobError>) + 'static,
) {
    cancel(app);
    app.work.set(Some((work, JobProgress { done: 0, all: 0, gap_pct: None })));
    let on_progress = move |progress| app.work.set(Some((work, progress)));
    let running = worker::run(job, bytes, on_progress, move |result| {
        app.work.set(None);
        then(result);
    });
    if running.is_none() {
        app.work.set(None);
    }
    RUNNING.set(running);
}

/// Makes up a branch, opens it, and goes on to circles and plan at once.
pub fn make_up(app: App, job: Job) {
    run(app, Work::MakingUp, job, None, move |result| {
        if let Ok(JobDone::Sample(branch)) = result {
            app.dispatch(Edit::Open(branch));
            find_circles(app, true);
        }
    });
}

/// Times the engines for so many made-up people.
pub fn measure(app: App, people: u32, then: impl FnOnce(Vec<Timing>) + 'static) {
    run(app, Work::Measuring, Job::Measure { people }, None, move |result| {
        if let Ok(JobDone::Measured(timings)) = result {
            then(timings);
        }
    });
}

/// Reads a file, or pasted text without a name, into a draft.
pub fn read_file(app: App, name: String, bytes: FileBytes, encoding: Option<Encoding>) {
    app.import_error.set(None);
    let kept = bytes.clone();
    run(app, Work::Reading, Job::Read { encoding }, Some(&bytes), move |result| {
        take_read(app, name, kept, result)
    });
}

fn take_read(app: App, name: String, bytes: FileBytes, result: Result<JobDone, JobError>) {
    match result {
        Ok(JobDone::Read { sheets, encoding, mut mappings, .. }) => {
            let mut known = Vec::new();
            for mapping in &mut mappings {
                // What was confirmed for the same headers last month is taken over.
                let fields = settings::remembered(mapping);
                known.push(fields.is_some());
                for (column, field) in mapping.columns.iter_mut().zip(fields.unwrap_or_default()) {
                    column.field = field;
                }
            }
            let sheet = likely_sheet(&sheets, &mappings);
            let remembered = known.get(sheet) == Some(&true);
            app.choices.set(Choices::default());
            app.draft.set(Some(Draft {
                name,
                bytes,
                encoding,
                sheets,
                mappings,
                sheet,
                remembered,
                imported: None,
            }));
        }
        Ok(_) => {}
        Err(error) => app.import_error.set(Some(error)),
    }
}

/// Turns the rows of the draft's sheet into customers.
pub fn read_rows(app: App) {
    let Some(draft) = app.draft.get_untracked() else { return };
    let mapping = draft.mappings[draft.sheet].clone();
    settings::remember(&mapping);
    let code_names = app.choices.with_untracked(|choices| choices.code_names);
    app.choices.set(Choices { code_names, ..Choices::default() });
    let job = Job::Customers {
        encoding: draft.encoding,
        sheet: draft.sheet,
        mapping,
        own_tags: app.branch_now(|branch| branch.own_tags.to_vec()),
        today: clock::today(),
        code_names,
    };
    run(app, Work::Rows, job, Some(&draft.bytes), move |result| match result {
        Ok(JobDone::Customers(imported)) => app.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.imported = Some(Arc::new(imported));
            }
        }),
        Ok(_) => {}
        Err(error) => app.import_error.set(Some(error)),
    });
}

/// People between two looks at the clock.
const PORTION: usize = 32;

/// Joins a list with the book as it was decided, person by person with the page awake in between. `then` has the book with
/// the list in it; who changes the book meanwhile has it joined with the changed one.
pub fn join_list(
    app: App,
    list: Vec<Arc<Customer>>,
    choices: Choices,
    then: impl FnOnce(Arc<Book>) + 'static,
) {
    cancel(app);
    spawn_local(async move {
        let mut pace = Pace::begin();
        loop {
            let book = app.branch_now(|branch| branch.book.clone());
            let all = ((book.customers.len() + list.len()) / PORTION) as u64;
            let mut joining = ListJoin::new(book.clone(), list.clone(), &choices.kept, &choices.same);
            app.work.set(Some((Work::Rows, JobProgress { done: 0, all, gap_pct: None })));
            let mut done = 0;
            // Cancelled, or something else was begun.
            let ended = || app.work.with_untracked(|work| !matches!(work, Some((Work::Rows, _))));
            while !joining.go_on(PORTION) {
                pace.rest().await;
                done += 1;
                if ended() {
                    return;
                }
                if done % 64 == 0 {
                    app.work.set(Some((Work::Rows, JobProgress { done, all, gap_pct: None })));
                }
            }
            if app.branch_now(|branch| Arc::ptr_eq(&branch.book, &book)) {
                app.work.set(None);
                return then(Arc::new(joining.done()));
            }
        }
    });
}

/// Finds the circles, and then, if asked, plans the quarter: both as a part of the step that asked for it.
pub fn find_circles(app: App, then_plan: bool) {
    let steps = app.history.with_untracked(History::steps);
    let job = app.branch_now(|branch| Job::Circles {
        book: branch.book.clone(),
        own_tags: branch.own_tags.clone(),
        last: branch.circles.clone(),
    });
    run(app, Work::Circles, job, None, move |result| {
        if let Ok(JobDone::Circles(circles)) = result {
            let found = Edit::KeepCircles(Arc::new(circles));
            if then_plan && steps > 0 {
                app.dispatch_joined(found, steps);
                plan(app, Effort::Quick, Some(steps));
            } else {
                app.dispatch(found);
                if then_plan {
                    plan(app, Effort::Quick, None);
                }
            }
        }
    });
}

/// Plans the quarter that begins on the Monday after today.
pub fn make_plan(app: App, effort: Effort) {
    plan(app, effort, None);
}

/// `steps` as in [`adjust`].
fn plan(app: App, effort: Effort, steps: Option<usize>) {
    let job = app.branch_now(|branch| Job::Plan {
        book: branch.book.clone(),
        circles: branch.circles.clone(),
        playbook: Box::new(branch.playbook()),
        settings: branch.settings.clone(),
        quarter: Quarter::after(clock::today()),
        effort,
        // What was decided about a quarter that is over says nothing about the next.
        wishes: Box::new(match &branch.plan {
            Some(plan) if plan.quarter == Quarter::after(clock::today()) => branch.wishes.clone(),
            _ => PlanWishes::default(),
        }),
        last: None,
    });
    run(app, Work::Plan, job, None, move |result| {
        if let Ok(JobDone::Plan(plan)) = result {
            // Nothing was promised yet in a first plan; a quarter that is over is told of in its review.
            let changes = app.branch_now(|branch| {
                let last = branch.plan.as_ref().filter(|last| last.quarter == plan.quarter);
                last.map(|last| plan_changes(last, &plan))
            });
            app.changes.set(changes);
            let edit = Edit::KeepPlan(Arc::new(*plan));
            match steps {
                Some(steps) => app.dispatch_joined(edit, steps),
                None => {
                    app.dispatch(edit);
                    // What was said of the plan before is no longer so.
                    app.toast.set(None);
                }
            }
        }
    });
}

/// Plans again around what was decided by hand, keeping promises, and shows what has changed.
pub fn adjust_plan(app: App) {
    adjust(app, None);
}

/// Takes a decision, and plans again around it at once: one step, one undo.
pub fn decide(app: App, edit: Edit) {
    decide_all(app, [edit]);
}

/// Takes decisions that belong together, as [`decide`] takes one.
pub fn decide_all(app: App, edits: impl IntoIterator<Item = Edit>) {
    let mut steps = None;
    for edit in edits {
        match steps {
            None => app.dispatch(edit),
            Some(steps) => app.dispatch_joined(edit, steps),
        }
        steps = Some(app.history.with_untracked(History::steps));
    }
    adjust(app, steps);
}

/// `steps` is the number of steps up to the decision that the new plan belongs to.
fn adjust(app: App, steps: Option<usize>) {
    let job = app.branch_now(|branch| {
        let last = branch.plan.clone()?;
        Some(Job::Plan {
            book: branch.book.clone(),
            circles: branch.circles.clone(),
            playbook: Box::new(branch.playbook()),
            settings: branch.settings.clone(),
            quarter: last.quarter,
            effort: Effort::Quick,
            wishes: Box::new(branch.wishes.clone()),
            last: Some(last),
        })
    });
    let Some(job) = job else { return };
    run(app, Work::Plan, job, None, move |result| {
        if let Ok(JobDone::Plan(plan)) = result {
            let changes = app.branch_now(|branch| branch.plan.as_ref().map(|last| plan_changes(last, &plan)));
            let told = changes.as_ref().map_or(0, PlanChanges::people_to_tell);
            app.changes.set(changes);
            let edit = Edit::KeepPlan(Arc::new(*plan));
            match steps {
                Some(steps) => app.dispatch_joined(edit, steps),
                None => app.dispatch(edit),
            }
            let words = text::quarter_words(app.look.get_untracked().lang);
            let said = match told {
                0 => words.adjusted_none.to_owned(),
                told => format!("{}{told}", words.adjusted),
            };
            app.say(&said, true);
        }
    });
}
