//! The document: everything that one branch owns, and the only way to change it.
//!
//! The page sends an [`Edit`]; [`Branch::apply`] is the only writer, so that undo, saving and tab locks have one
//! place. Parts are shared (`Arc`): a copy of the branch for undo costs a few pointers.

mod bulk;
mod care_records;
mod edit;
mod edit_kind;
mod forget;
mod history;
mod join;
mod queries;
mod scenario;
mod tags;

pub use bulk::BulkChange;
pub use care_records::{CareRecords, Expert};
pub use edit::Edit;
pub use edit_kind::EditKind;
pub use history::History;
pub use scenario::Scenario;

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::book::{Book, SavedQuery, Tag, Vocabulary};
use crate::care::Playbook;
use crate::circles::CircleSet;
use crate::plan::quarter::{PlanSettings, PlanWishes, QuarterPlan};

/// Everything that one branch owns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// Name of the branch as the manager calls it.
    pub name: String,
    /// A made-up branch: marked on every page and export.
    pub made_up: bool,
    /// The customers.
    pub book: Arc<Book>,
    /// Tags of the branch's own.
    pub own_tags: Arc<Vec<Tag>>,
    /// The circles of the last run.
    pub circles: Arc<CircleSet>,
    /// The limits of the plan.
    pub settings: PlanSettings,
    /// What was decided by hand about single events.
    #[serde(default)]
    pub wishes: PlanWishes,
    /// What was decided about care.
    #[serde(default)]
    pub care: Arc<CareRecords>,
    /// The plan of the quarter.
    pub plan: Option<Arc<QuarterPlan>>,
    /// Plans that were kept to be compared.
    #[serde(default)]
    pub scenarios: Arc<Vec<Scenario>>,
    /// Conditions that are kept by name.
    #[serde(default)]
    pub queries: Arc<Vec<SavedQuery>>,
}

impl Branch {
    /// A branch without customers.
    pub fn empty() -> Self {
        Self {
            name: String::new(),
            made_up: false,
            book: Arc::default(),
            own_tags: Arc::default(),
            circles: Arc::default(),
            settings: PlanSettings::sample(0),
            wishes: PlanWishes::default(),
            care: Arc::default(),
            plan: None,
            scenarios: Arc::default(),
            queries: Arc::default(),
        }
    }

    /// True when there is nobody in the book.
    pub fn is_empty(&self) -> bool {
        self.book.customers.is_empty()
    }

    /// The vocabulary with the branch's own tags.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary::with(&self.own_tags)
    }

    /// The playbook in force.
    pub fn playbook(&self) -> Playbook {
        Playbook::with(&self.care.playbook)
    }

    /// Applies an edit.
    pub fn apply(&mut self, edit: Edit) {
        edit::apply(self, edit);
    }
}
