//! What reading and checking have to say: a code with its place, never a sentence.
//!
//! Every step that reads from outside (import, restore, planning) gives `(value, findings)`. Words for a
//! finding, and its way out, are in `text`; no message carries more personal data than the cell it is about.

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Done, and worth knowing.
    Note,
    /// Kept in part: a cell was left empty or reduced.
    Warning,
    /// A whole row or column was left out.
    Error,
}

/// Where a finding stands in the file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Sheet name; empty for text files and pasted cells.
    pub sheet: String,
    /// Row as Excel counts it, from 1; `None` for a finding about the whole sheet.
    pub row: Option<u32>,
    /// Header of the column, as written in the file.
    pub column: Option<String>,
}

/// What was found. The variants are the codes; `text` has the sentence and the way out for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FindingCode {
    /// The date could not be read.
    DateUnreadable,
    /// A birthday with month and day only: the year stays unknown.
    BirthYearMissing,
    /// The date lies outside 1900 to today.
    BirthOutOfRange,
    /// The amount could not be read.
    AmountUnreadable,
    /// The phone number has lost digits to scientific notation.
    PhoneDigitsLost,
    /// The phone number does not look like one.
    PhoneUnreadable,
    /// The customer number has lost digits to scientific notation.
    CodeDigitsLost,
    /// The row has neither a customer number nor a name.
    RowWithoutCustomer,
    /// A line of totals below the list.
    TotalRow,
    /// The customer number stood in an earlier row: the later row was left out.
    DuplicateCode,
    /// The column is of a kind that never enters the book.
    SensitiveColumn,
    /// A full identity-card number: only the birth date was taken.
    IdNumberReduced,
    /// A yes/no cell with another value.
    FlagUnreadable,
    /// The risk level is not one of C1 to C5.
    RiskUnreadable,
    /// The encoding was guessed as GB18030.
    EncodingGuessed,
    /// The text has bytes that are not valid in the chosen encoding.
    EncodingDamaged,
    /// Rows beyond the limit were not read.
    TooManyRows,
    /// Columns beyond the limit were not read.
    TooManyColumns,
    /// The list has no column for the customer's name or number.
    NoKeyColumn,
    /// A quote that is never closed was taken as part of the text.
    QuoteUnclosed,
    /// A row above the headers.
    TitleRow,
    /// A line below or between the customers: who made the list, when, which page.
    FooterRow,
    /// The headers once more, as on each printed page.
    RepeatedHeader,
    /// The workbook hides the column; it was read.
    HiddenColumn,
    /// The workbook hides rows; they were read.
    HiddenRows,
    /// The workbook hides the sheet.
    HiddenSheet,
    /// The workbook shows an error in the cell, such as #N/A.
    CellError,
    /// A column without a known meaning was left out.
    ColumnLeftOut,
    /// A card, account or identity number, a password or a code inside of a text was taken out.
    NumberReduced,
    /// Of a child only the year of entering school was taken.
    ChildReduced,
    /// The column comes in as codes only.
    LeftOutByCodes,
}

/// One thing found, with its place and the value it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The cell's own text, cut to 40 characters; empty where it may not be shown.
    pub value: String,
}

impl Finding {
    /// A finding about one cell.
    pub fn cell(
        code: FindingCode,
        severity: Severity,
        sheet: &str,
        row: u32,
        column: &str,
        value: &str,
    ) -> Self {
        let place = Place { sheet: sheet.into(), row: Some(row), column: Some(column.into()) };
        Self { code, severity, place, value: value.chars().take(40).collect() }
    }

    /// A finding about a whole row.
    pub fn row(code: FindingCode, severity: Severity, sheet: &str, row: u32) -> Self {
        let place = Place { sheet: sheet.into(), row: Some(row), column: None };
        Self { code, severity, place, value: String::new() }
    }

    /// A finding about a whole column.
    pub fn column(code: FindingCode, severity: Severity, sheet: &str, column: &str) -> Self {
        let place = Place { sheet: sheet.into(), row: None, column: Some(column.into()) };
        Self { code, severity, place, value: String::new() }
    }

    /// A finding about the file or sheet as a whole.
    pub fn sheet(code: FindingCode, severity: Severity, sheet: &str, value: &str) -> Self {
        let place = Place { sheet: sheet.into(), row: None, column: None };
        Self { code, severity, place, value: value.chars().take(40).collect() }
    }
}
