//! What may run in the worker: each job is data in, data out, so that page and worker speak in JSON and bytes.
//!
//! Bytes of files travel beside the JSON: `Job::Read` takes them in, `JobDone::Read` gives sheets back.

mod talk;

pub use talk::{said, told, Heard, Said, Told};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::book::{Book, Tag, Vocabulary};
use crate::branch::Branch;
use crate::calendar::Quarter;
use crate::care::Playbook;
use crate::circles::{discover, CircleSet};
use crate::demo::{self, DemoOptions};
use crate::finding::Finding;
use crate::import::{self, Encoding, Field, Hidden, ImportError, Imported, Mapping, Read, Reader, Sheet};
use crate::notes::{self, Tagger};
use crate::plan::quarter::{
    plan_quarter, replan_quarter, Effort, Ground, PlanSettings, PlanWishes, QuarterPlan,
};
use crate::plan::Flow;
use crate::speed::{measure, Timing};
use crate::vault::{hex, Kdf};

/// Bytes of the index of words in a part.
const WORDS_PART: usize = 32 * 1024;

/// Work for the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Reads a file; its bytes come beside the job.
    Read {
        /// How to read a text file; `None` lets the bytes decide.
        encoding: Option<Encoding>,
    },
    /// Turns the rows of a sheet into customers; the file's bytes come beside the job once more, for a list is far larger
    /// than what the page shows of it.
    Customers {
        /// How to read a text file.
        encoding: Option<Encoding>,
        /// Which sheet.
        sheet: usize,
        /// How to read it.
        mapping: Mapping,
        /// Tags of the branch's own.
        own_tags: Vec<Tag>,
        /// The day of the import.
        today: NaiveDate,
        /// Of people only the customer number, the masked name and the day of birth come in.
        code_names: bool,
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
        wishes: Box<PlanWishes>,
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
    /// Indexes the words that notes are read by.
    Words {
        /// Tags of the branch's own.
        own_tags: Arc<Vec<Tag>>,
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

/// What the page shows of a sheet before its rows are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Its name; empty for text files.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
    /// What the workbook does not show of it.
    pub hidden: Hidden,
}

/// A job's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JobDone {
    /// The file's sheets, with a guess at how each is to be read.
    Read {
        /// The sheets, without their rows.
        sheets: Vec<SheetHead>,
        /// For text files: how the bytes were read.
        encoding: Option<Encoding>,
        /// What was noticed.
        findings: Vec<Finding>,
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
    /// The index of the words, as bytes in hexadecimal digits, in parts that are quickly read.
    Words(Vec<String>),
    /// The key, as hexadecimal digits.
    Key(String),
}

/// Why a job gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobError {
    /// The file was refused.
    Import(ImportError),
    /// The browser could not read the file.
    Unreadable,
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
        Job::Customers { encoding, sheet, mapping, own_tags, today, code_names } => {
            let read = import::read(bytes, encoding).map_err(JobError::Import)?;
            let sheet = read.sheets.get(sheet).ok_or(JobError::Problem)?;
            let vocabulary = Vocabulary::with(&own_tags);
            let tagger = Tagger::new(&vocabulary);
            let reader = Reader { vocabulary: &vocabulary, tagger: &tagger, today, code_names };
            let mut on_row = |done: usize, all: usize| {
                on_progress(JobProgress { done: done as u64, all: all as u64, gap_pct: None });
            };
            let mut imported = import::customers(sheet, &mapping, &reader, &mut on_row);
            // What was noticed while the file was read comes first.
            let of_file = read.findings.into_iter().filter(|finding| finding.place.sheet == sheet.name);
            imported.findings.splice(0..0, of_file);
            Ok(JobDone::Customers(imported))
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
        Job::Words { own_tags } => {
            let index = notes::index(&Vocabulary::with(&own_tags));
            Ok(JobDone::Words(index.to_bytes().chunks(WORDS_PART).map(hex::text).collect()))
        }
        Job::Key { passphrase, salt, kdf } => {
            let key = hex::bytes(&salt).and_then(|salt| kdf.key(&passphrase, &salt));
            key.map(|key| JobDone::Key(hex::text(&key))).ok_or(JobError::Problem)
        }
    }
}

/// The sheet with the most recognised columns is most likely the list; one that the workbook hides is not.
pub fn likely_sheet(sheets: &[SheetHead], mappings: &[Mapping]) -> usize {
    let known =
        |mapping: &Mapping| mapping.columns.iter().filter(|column| column.field != Field::Ignore).count();
    let worth = |at: usize| (!sheets[at].hidden.sheet, known(&mappings[at]), sheets.len() - at);
    (0..sheets.len().min(mappings.len())).max_by_key(|at| worth(*at)).unwrap_or(0)
}

fn with_guesses(read: Read) -> JobDone {
    let vocabulary = Vocabulary::with(&[]);
    let mappings = read.sheets.iter().map(|sheet| import::guess(sheet, &vocabulary)).collect();
    let head = |sheet: Sheet| SheetHead { name: sheet.name, rows: sheet.rows.len(), hidden: sheet.hidden };
    let sheets = read.sheets.into_iter().map(head).collect();
    JobDone::Read { sheets, encoding: read.encoding, findings: read.findings, mappings }
}
