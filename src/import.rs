//! From a file that a bank system gave out to customers: sheets, header, columns, cells, rows.
//!
//! Nothing here fails whole. [`read`] refuses only what is no list at all; [`customers`] keeps every row that can
//! be kept and reports each cell that cannot, with sheet, row, column, value.
//!
//! Flow: bytes → [`read`] → [`Sheet`]s → [`guess`] → [`Mapping`] (shown for correction) → [`customers`] → `book::merge`.

mod amount;
mod cells;
mod columns;
mod dates;
mod doubles;
mod grid;
mod record;
mod reduce;
mod rows;
mod tag_file;
mod text_file;
mod typed;
mod workbook;
mod xlsx;
mod xml;
mod zip_file;

pub use columns::{guess, Column, Field, Mapping};
pub use doubles::{Differing, Double};
pub use record::{written, WRITTEN};
pub use rows::{customers, Imported, Reader};
pub use tag_file::{tag_file, TagFile, TAG_COLUMNS};
pub use text_file::{plain_text, Encoding};
pub use typed::{typed_age, typed_day, typed_fen, typed_phone, typed_years, TypedBirthday, TypedError};

use arcstr::Substr;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;

/// Most customers that are read from one sheet.
pub const MAX_ROWS: usize = 100_000;
/// Most rows of a sheet: the customers with titles, headers and totals around them.
const MAX_SHEET_ROWS: usize = MAX_ROWS + 100;
/// Most cells of a sheet, empty ones between others included.
const MAX_CELLS: usize = 6_000_000;
/// Most columns that are read.
pub const MAX_COLUMNS: usize = 200;
/// Largest file, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// The branch that the name of a file speaks of: 城西支行客户清单.xlsx is 城西支行's. Empty where it names none: a file's
/// name is no name to sign with.
pub fn branch_name(file: &str) -> &str {
    let kinds = ["支行", "分理处", "营业部", "营业厅", "储蓄所", "网点"];
    let end = kinds.iter().filter_map(|kind| file.find(kind).map(|at| at + kind.len())).min();
    let start = |end: usize| {
        let before = file[..end].char_indices().rev();
        before.take_while(|(_, c)| c.is_alphabetic()).last().map_or(end, |(at, _)| at)
    };
    end.map_or("", |end| &file[start(end)..end])
}

/// A cell as the file has it, before anything is made of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, as written: a piece of the file's own text, which its cells share.
    Text(Substr),
    /// A number.
    Number(f64),
    /// A cell that the workbook marks as a date.
    Date(NaiveDate),
    /// A yes or no.
    Flag(bool),
}

impl Cell {
    /// The cell as a person would type it: whole numbers without `.0`, dates as `2026-11-23`.
    pub fn as_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => crate::script::clean(text),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                format!("{}", *number as i64)
            }
            Self::Number(number) => format!("{number}"),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        }
    }

    /// The cell as it was written, without what nobody sees.
    pub fn as_written(&self) -> String {
        match self {
            Self::Text(text) => crate::script::kept(text),
            _ => self.as_text(),
        }
    }

    /// True when there is nothing to read.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => crate::script::is_blank(text),
            _ => false,
        }
    }
}

/// One sheet of a workbook, or the whole of a text file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Sheet name; empty for text files.
    pub name: String,
    /// Rows from the first row of the sheet; row `i` is Excel's row `i + 1`. Rows may differ in length.
    pub rows: Vec<Vec<Cell>>,
    /// What the workbook does not show. It is read all the same, and said.
    pub hidden: Hidden,
}

/// What a workbook hides, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// The whole sheet.
    pub sheet: bool,
    /// Rows.
    pub rows: Vec<u32>,
    /// Columns.
    pub columns: Vec<u32>,
}

/// Why a file was refused whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// The file has no bytes, or no filled cell.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`MAX_BYTES`].
    #[error("the file is larger than 20 MiB")]
    TooLarge,
    /// A workbook with a password.
    #[error("the workbook has a password")]
    Password,
    /// A workbook that cannot be opened.
    #[error("the workbook is damaged")]
    Damaged,
    /// A workbook that unpacks to more than 200 MiB.
    #[error("the workbook unpacks to more than 200 MiB")]
    Inflated,
    /// Neither a workbook nor text.
    #[error("the file is neither a workbook nor a text list")]
    UnknownKind,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The sheets that have filled cells.
    pub sheets: Vec<Sheet>,
    /// For text files: how the bytes were read.
    pub encoding: Option<Encoding>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Reads a file of any kind that bank systems give out; the kind is told from the bytes, not from the name.
pub fn read(bytes: &[u8], encoding: Option<Encoding>) -> Result<Read, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let read = match bytes {
        [b'P', b'K', ..] => xlsx::read(bytes)?,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => workbook::read_xls(bytes)?,
        _ => text_file::read(bytes, encoding)?,
    };
    if read.sheets.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::branch_name;

    #[test]
    fn a_file_names_its_branch_or_none() {
        let named =
            ["城西支行客户清单.xlsx", "2026年-城西支行-名单.csv", "list.csv", "客户 营业部2026.xls", ""];
        assert_eq!(named.map(branch_name), ["城西支行", "城西支行", "", "营业部", ""]);
    }
}
