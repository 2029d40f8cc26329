//! Taking the plan away: a workbook, a table, a calendar, a document; and the whole book as a list. Words come from `text`; names are
//! masked unless asked.
//!
//! Text that a spreadsheet would take for a formula never becomes one: the workbook writes text cells, the CSV puts
//! an apostrophe in front.

mod book_file;
mod calendar_file;
mod calendar_sheet;
mod document;
mod overview;
mod rows;
mod table_file;
mod vocabulary_file;
mod workbook;

pub use book_file::{book_file_name, book_table, book_workbook};
pub use calendar_file::calendar_file;
pub use document::document;
pub use rows::{participant_rows, plan_rows, PlanRow, RowKind};
pub use table_file::table_file;
pub use vocabulary_file::{vocabulary_json, vocabulary_table};
pub use workbook::workbook;

use chrono::{NaiveDate, NaiveDateTime};

use crate::book::{Customer, Vocabulary};
use crate::branch::Branch;
use crate::care::Playbook;
use crate::plan::quarter::QuarterPlan;
use crate::script::{mask_name, mask_phone};
use crate::text::Lang;

/// Why nothing was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// There is no plan.
    #[error("there is no plan")]
    NoPlan,
    /// The workbook could not be written.
    #[error("the workbook could not be written")]
    Workbook,
}

/// What is exported, for whom, and how much of the names.
pub struct Parcel<'a> {
    /// The branch.
    pub branch: &'a Branch,
    /// Its plan.
    pub plan: &'a QuarterPlan,
    /// The playbook the plan was made with.
    pub playbook: Playbook,
    /// The vocabulary of the branch.
    pub vocabulary: Vocabulary,
    /// Language of headers and words.
    pub lang: Lang,
    /// With full names and phone numbers.
    pub full_names: bool,
    /// The day of the export.
    pub today: NaiveDate,
    /// Its moment (UTC).
    pub now: NaiveDateTime,
}

impl<'a> Parcel<'a> {
    /// Packs a branch's plan; fails when there is none.
    pub fn of(
        branch: &'a Branch,
        lang: Lang,
        full_names: bool,
        today: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<Self, ExportError> {
        let plan = branch.plan.as_deref().ok_or(ExportError::NoPlan)?;
        let (playbook, vocabulary) = (branch.playbook(), branch.vocabulary());
        Ok(Self { branch, plan, playbook, vocabulary, lang, full_names, today, now })
    }

    fn name(&self, customer: &Customer) -> String {
        if self.full_names {
            customer.label().to_owned()
        } else {
            mask_name(customer.label())
        }
    }

    fn phone(&self, customer: &Customer) -> String {
        if self.full_names {
            customer.phone.clone()
        } else {
            mask_phone(&customer.phone)
        }
    }

    fn approach_name(&self, id: &str) -> String {
        crate::text::approach_name(self.lang, &self.playbook, id)
    }

    /// A file name without characters that file systems refuse.
    pub fn file_name(&self, what: &str, extension: &str) -> String {
        Self::name_of(self.branch, self.lang, what, self.today, extension)
    }

    /// 养客_季度计划_城东支行_2026-11-30.xlsx; of a sample it says that everybody in it is made up.
    fn name_of(branch: &Branch, lang: Lang, what: &str, today: NaiveDate, extension: &str) -> String {
        let safe = |text: &str| -> String {
            text.chars()
                .filter(|c| {
                    !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') && !c.is_control()
                })
                .collect()
        };
        let made_up = if branch.made_up { crate::text::words(lang).sheet.made_up_note } else { "" };
        let parts = ["养客".to_owned(), safe(made_up), safe(what), safe(&branch.name), today.to_string()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.{extension}", parts.join("_"))
    }
}
