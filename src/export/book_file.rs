//! The whole book as a list: export, then import, gives the same book.
//!
//! With full names only; masked, it is a list to look at, without notes and without the column that holds everything.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{ExportError, Parcel};
use crate::book::{Customer, Vocabulary};
use crate::branch::Branch;
use crate::import::{written, Field, WRITTEN};
use crate::script::{is_invisible, mask_name, mask_phone};
use crate::text::{self, Lang};

/// Most characters of a cell of a workbook, as UTF-16 counts them.
const MAX_CELL: usize = 32_767;

fn columns(full_names: bool) -> impl Iterator<Item = Field> {
    let shown = move |field: &&Field| full_names || !matches!(field, Field::Note | Field::Record);
    WRITTEN.iter().filter(shown).copied()
}

fn cell(customer: &Customer, field: Field, vocabulary: &Vocabulary, full_names: bool) -> String {
    let text = written(customer, field, vocabulary);
    match field {
        Field::Name if !full_names => mask_name(&text),
        Field::Phone if !full_names => mask_phone(&text),
        _ => text,
    }
}

/// The book as CSV: UTF-8 with a byte-order mark, CRLF. Text that a spreadsheet would take for a formula gets an apostrophe
/// in front, which import takes away again.
pub fn book_table(branch: &Branch, lang: Lang, full_names: bool) -> Vec<u8> {
    let vocabulary = branch.vocabulary();
    let mut file = String::from("\u{feff}");
    let line = |file: &mut String, cells: &mut dyn Iterator<Item = String>| {
        for (idx, cell) in cells.enumerate() {
            file.push_str(if idx == 0 { "\"" } else { ",\"" });
            // An apostrophe of the text's own gets another in front of it: one is taken away.
            if cell.starts_with('\'') || super::table_file::defuse(&cell).starts_with('\'') {
                file.push('\'');
            }
            file.push_str(&cell.replace('"', "\"\""));
            file.push('"');
        }
        file.push_str("\r\n");
    };
    line(&mut file, &mut columns(full_names).map(|field| text::field(lang, field).to_owned()));
    for customer in &branch.book.customers {
        line(&mut file, &mut columns(full_names).map(|field| cell(customer, field, &vocabulary, full_names)));
    }
    file.into_bytes()
}

/// The book as a workbook of text cells.
pub fn book_workbook(branch: &Branch, lang: Lang, full_names: bool) -> Result<Vec<u8>, ExportError> {
    write(branch, lang, full_names).map_err(|_| ExportError::Workbook)
}

/// A text in parts that fit into a cell each; no part for no text.
fn parts(said: impl Iterator<Item = char>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut left = 0;
    for c in said {
        if c.len_utf16() > left {
            parts.push(String::new());
            left = MAX_CELL;
        }
        left -= c.len_utf16();
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

fn write(branch: &Branch, lang: Lang, full_names: bool) -> Result<Vec<u8>, XlsxError> {
    let vocabulary = branch.vocabulary();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (text, bold) = (Format::new().set_num_format("@"), Format::new().set_bold());
    let mut column = 0;
    for field in columns(full_names) {
        let cells: Vec<Vec<String>> = branch
            .book
            .customers
            .iter()
            .map(|customer| {
                let said = cell(customer, field, &vocabulary, full_names);
                // A record stays as it is; elsewhere characters that nobody sees are of no use.
                parts(said.chars().filter(|c| field == Field::Record || !is_invisible(*c)))
            })
            .collect();
        let width = if field == Field::Record { cells.iter().map(Vec::len).max().unwrap_or(1) } else { 1 };
        for part in 0..width.max(1) {
            sheet.write_string_with_format(0, column, text::field(lang, field), &bold)?;
            for (row, parts) in cells.iter().enumerate() {
                // Another column than the record holds what fits into it; the record has the rest.
                let whole = field == Field::Record || parts.len() == 1;
                if let Some(said) = parts.get(part).filter(|_| whole) {
                    sheet.write_string_with_format(row as u32 + 1, column, said, &text)?;
                }
            }
            column += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// The name of the file.
pub fn book_file_name(
    branch: &Branch,
    lang: Lang,
    what: &str,
    today: chrono::NaiveDate,
    extension: &str,
) -> String {
    Parcel::name_of(branch, lang, what, today, extension)
}
