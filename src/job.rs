//! What may run in the worker: each job is data in, data out, so that page and worker speak in JSON and bytes.
//!
//! Bytes of files travel beside the JSON: `Job::Read` takes them in, `JobDone::Read` gives sheets back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::book::{Book, Tag, Vocabulary};
use crate::branch::Branch;
use crate::calendar::Quarter;
use crate::care::Playbook;
use crate::circles::{discover, CircleSet};
use crate::demo::{self, DemoOptions};
use crate::import::{self, Encoding, ImportError, Imported, Mapping, Read, Reader, Sheet};
use crate::notes::Tagger;
use crate::plan::quarter::{
    plan_quarter, replan_quarter, Effort, Ground, PlanSettings, PlanWishes, QuarterPlan,
};
use crate::plan::Flow;
use crate::speed::{measure, Timing};
use crate::vault::{hex, Kdf};

/// Work for the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Reads a file; its bytes come beside the job.
    Read {
        /// How to read a text file; `None` lets the bytes decide.
        encoding: Option<Encoding>,
    },
    /// Reads cells that were pasted.
    ReadPasted {
        /// The text of the clipboard.
        text: String,
    },
    /// Turns the rows of a sheet into customers.
    Customers {
        /// The sheet.
        sheet: Sheet,
        /// How to read it.
        mapping: Mapping,
        /// Tags of the branch's own.
        own_tags: Vec<Tag>,
        /// The day of the import.
        today: NaiveDate,
    },
    /// Finds the circles of a book.
    Circles {
        /// The customers.
        book: Arc<Book>,
        /// Tags of the branch's own.
        own_tags: Arc<Vec<Tag>>,
        /// The circles of the last run.
        last: Arc<CircleSet>,
    },
    /// Plans a quarter.
    Plan {
        /// The customers.
        book: Arc<Book>,
        /// Their circles.
        circles: Arc<CircleSet>,
        /// What can be done.
        playbook: Box<Playbook>,
        /// The limits.
        settings: PlanSettings,
        /// The first Monday.
        quarter: Quarter,
        /// How much work it may take.
        effort: Effort,
        /// What was decided by hand.
        wishes: PlanWishes,
        /// The plan whose promises are to be kept where they can; `None` plans anew.
        last: Option<Arc<QuarterPlan>>,
    },
    /// Makes up a branch.
    Sample {
        /// The same seed gives the same branch.
        seed: u64,
        /// Its customers.
        people: u32,
        /// The day around which birthdays and maturities are placed.
        today: NaiveDate,
    },
    /// Times the engines on a made-up branch.
    Measure {
        /// Its customers.
        people: u32,
    },
    /// Makes the key of a passphrase.
    Key {
        /// What was typed, normalised.
        passphrase: String,
        /// The salt, as hexadecimal digits.
        salt: String,
        /// How dear it is.
        kdf: Kdf,
    },
}

/// A job's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JobDone {
    /// The file's sheets, with a guess at how each is to be read.
    Read {
        /// What the file holds.
        read: Read,
        /// One guess a sheet.
        mappings: Vec<Mapping>,
    },
    /// The customers of a sheet.
    Customers(Imported),
    /// The circles.
    Circles(CircleSet),
    /// The plan.
    Plan(Box<QuarterPlan>),
    /// The made-up branch.
    Sample(Box<Branch>),
    /// How long each engine took.
    Measured(Vec<Timing>),
    /// The key, as hexadecimal digits.
    Key(String),
}

/// Why a job gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobError {
    /// The file was refused.
    Import(ImportError),
    /// The problem of the plan is malformed.
    Problem,
    /// The worker ended: the file asked for more than there is, or the job was cancelled.
    Ended,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobProgress {
    /// Done, of `all`.
    pub done: u64,
    /// All there is to do; 0 while unknown.
    pub all: u64,
    /// For plans: at most so many per cent below the best possible, so far.
    pub gap_pct: Option<f64>,
}

/// Runs a job. `clock_ms` gives milliseconds since any moment, for what is timed.
pub fn run(
    job: Job,
    bytes: &[u8],
    clock_ms: &dyn Fn() -> f64,
    on_progress: &mut dyn FnMut(JobProgress),
) -> Result<JobDone, JobError> {
    match job {
        Job::Read { encoding } => import::read(bytes, encoding).map(with_guesses).map_err(JobError::Import),
        Job::ReadPasted { text } => import::read_pasted(&text).map(with_guesses).map_err(JobError::Import),
        Job::Customers { sheet, mapping, own_tags, today } => {
            let vocabulary = Vocabulary::with(&own_tags);
            let tagger = Tagger::new(&vocabulary);
            let reader = Reader { vocabulary: &vocabulary, tagger: &tagger, today };
            let mut on_row = |done: usize, all: usize| {
                on_progress(JobProgress { done: done as u64, all: all as u64, gap_pct: None });
            };
            Ok(JobDone::Customers(import::customers(&sheet, &mapping, &reader, &mut on_row)))
        }
        Job::Circles { book, own_tags, last } => {
            Ok(JobDone::Circles(discover(&book, &Vocabulary::with(&own_tags), &last)))
        }
        Job::Plan { book, circles, playbook, settings, quarter, effort, wishes, last } => {
            let ground = Ground {
                book: &book,
                circles: &circles,
                playbook: &playbook,
                settings: &settings,
                wishes: &wishes,
                quarter,
            };
            let mut tell = |progress: &crate::plan::Progress| {
                let gap_pct = (progress.bound > 0 && progress.objective > 0)
                    .then(|| 100.0 * (progress.bound - progress.objective) as f64 / progress.bound as f64);
                on_progress(JobProgress { done: progress.work_done, all: progress.work_limit, gap_pct });
                Flow::Continue
            };
            let plan = match last {
                Some(last) => replan_quarter(&ground, &last, &mut tell),
                None => plan_quarter(&ground, effort, &mut tell),
            };
            plan.map(|plan| JobDone::Plan(Box::new(plan))).map_err(|_| JobError::Problem)
        }
        Job::Sample { seed, people, today } => {
            Ok(JobDone::Sample(Box::new(demo::branch(&DemoOptions { seed, customers: people, today }))))
        }
        Job::Measure { people } => {
            let mut step = |done, all| on_progress(JobProgress { done, all, gap_pct: None });
            Ok(JobDone::Measured(measure(people, clock_ms, &mut step)))
        }
        Job::Key { passphrase, salt, kdf } => {
            let key = hex::bytes(&salt).and_then(|salt| kdf.key(&passphrase, &salt));
            key.map(|key| JobDone::Key(hex::text(&key))).ok_or(JobError::Problem)
        }
    }
}

fn with_guesses(read: Read) -> JobDone {
    let vocabulary = Vocabulary::with(&[]);
    let mappings = read.sheets.iter().map(|sheet| import::guess(sheet, &vocabulary)).collect();
    JobDone::Read { read, mappings }
}
