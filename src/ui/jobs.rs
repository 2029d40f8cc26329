//! Long work: sent to the worker, shown with progress, cancelled at will, its result dispatched as an edit.

use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

use super::state::{App, Draft, Work};
use crate::branch::Edit;
use crate::calendar::Quarter;
use crate::import::Encoding;
use crate::job::{Job, JobDone, JobError, JobProgress};
use crate::plan::quarter::{Effort, PlanWishes};
use crate::shell::{clock, settings, worker};
use crate::speed::Timing;
use crate::view::plan_changes;

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
    job: &Job,
    bytes: Option<Vec<u8>>,
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
pub fn make_up(app: App, job: &Job) {
    run(app, Work::MakingUp, job, None, move |result| {
        if let Ok(JobDone::Sample(branch)) = result {
            app.dispatch(Edit::Open(branch));
            find_circles(app, true);
        }
    });
}

/// Times the engines for so many made-up people.
pub fn measure(app: App, people: u32, then: impl FnOnce(Vec<Timing>) + 'static) {
    run(app, Work::Measuring, &Job::Measure { people }, None, move |result| {
        if let Ok(JobDone::Measured(timings)) = result {
            then(timings);
        }
    });
}

/// Reads a file into a draft.
pub fn read_file(app: App, name: String, bytes: Vec<u8>, encoding: Option<Encoding>) {
    app.import_error.set(None);
    let again = (bytes.len() < 4 << 20).then(|| bytes.clone());
    run(app, Work::Reading, &Job::Read { encoding }, Some(bytes), move |result| {
        take_read(app, name, again, result)
    });
}

/// Reads pasted cells into a draft.
pub fn read_pasted(app: App, text: String) {
    app.import_error.set(None);
    run(app, Work::Reading, &Job::ReadPasted { text }, None, move |result| {
        take_read(app, String::new(), None, result)
    });
}

fn take_read(app: App, name: String, bytes: Option<Vec<u8>>, result: Result<JobDone, JobError>) {
    match result {
        Ok(JobDone::Read { read, mut mappings }) => {
            for mapping in &mut mappings {
                // What was confirmed for the same headers last month is taken over.
                if let Some(fields) = settings::remembered(mapping) {
                    for (column, field) in mapping.columns.iter_mut().zip(fields) {
                        column.field = field;
                    }
                }
            }
            // The sheet with most recognised columns is most likely the list.
            let known = |mapping: &crate::import::Mapping| {
                mapping.columns.iter().filter(|column| column.field != crate::import::Field::Ignore).count()
            };
            let sheet =
                (0..mappings.len()).max_by_key(|at| (known(&mappings[*at]), usize::MAX - at)).unwrap_or(0);
            app.draft.set(Some(Draft { name, bytes, read, mappings, sheet, imported: None }));
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
    let job = Job::Customers {
        sheet: draft.read.sheets[draft.sheet].clone(),
        mapping,
        own_tags: app.branch_now(|branch| branch.own_tags.to_vec()),
        today: clock::today(),
    };
    run(app, Work::Rows, &job, None, move |result| match result {
        Ok(JobDone::Customers(imported)) => app.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.imported = Some(imported);
            }
        }),
        Ok(_) => {}
        Err(error) => app.import_error.set(Some(error)),
    });
}

/// Finds the circles, and then, if asked, plans the quarter.
pub fn find_circles(app: App, then_plan: bool) {
    let job = app.branch_now(|branch| Job::Circles {
        book: branch.book.clone(),
        own_tags: branch.own_tags.clone(),
        last: branch.circles.clone(),
    });
    run(app, Work::Circles, &job, None, move |result| {
        if let Ok(JobDone::Circles(circles)) = result {
            app.dispatch(Edit::KeepCircles(Arc::new(circles)));
            if then_plan {
                make_plan(app, Effort::Quick);
            }
        }
    });
}

/// Plans the quarter that begins on the Monday after today.
pub fn make_plan(app: App, effort: Effort) {
    let job = app.branch_now(|branch| Job::Plan {
        book: branch.book.clone(),
        circles: branch.circles.clone(),
        playbook: Box::new(branch.playbook()),
        settings: branch.settings.clone(),
        quarter: Quarter::after(clock::today()),
        effort,
        // What was decided about a quarter that is over says nothing about the next.
        wishes: match &branch.plan {
            Some(plan) if plan.quarter == Quarter::after(clock::today()) => branch.wishes.clone(),
            _ => PlanWishes::default(),
        },
        last: None,
    });
    run(app, Work::Plan, &job, None, move |result| {
        if let Ok(JobDone::Plan(plan)) = result {
            app.changes.set(None);
            app.dispatch(Edit::KeepPlan(Arc::new(*plan)));
        }
    });
}

/// Plans again around what was decided by hand, keeping promises, and shows what has changed.
pub fn adjust_plan(app: App) {
    let job = app.branch_now(|branch| {
        let last = branch.plan.clone()?;
        Some(Job::Plan {
            book: branch.book.clone(),
            circles: branch.circles.clone(),
            playbook: Box::new(branch.playbook()),
            settings: branch.settings.clone(),
            quarter: last.quarter,
            effort: Effort::Quick,
            wishes: branch.wishes.clone(),
            last: Some(last),
        })
    });
    let Some(job) = job else { return make_plan(app, Effort::Quick) };
    run(app, Work::Plan, &job, None, move |result| {
        if let Ok(JobDone::Plan(plan)) = result {
            let changes = app.branch_now(|branch| branch.plan.as_ref().map(|last| plan_changes(last, &plan)));
            app.changes.set(changes);
            app.dispatch(Edit::KeepPlan(Arc::new(*plan)));
        }
    });
}
