//! Workbooks: .xlsx by streaming, .xls whole.
//!
//! Crafted files can make the reader ask for more memory than there is, and that cannot be caught; so this runs in
//! a worker that is thrown away, and .xlsx is read cell by cell, never as the rectangle that the file claims.

use calamine::{Data, DataRef, Reader as _, Xls, XlsError, Xlsx, XlsxError};
use std::io::Cursor;

use super::{Cell, ImportError, Read, Sheet, MAX_COLUMNS, MAX_ROWS};
use crate::finding::{Finding, FindingCode, Severity};

pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Read, ImportError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ImportError::Password,
        _ => ImportError::Damaged,
    })?;
    let mut read = Read { sheets: Vec::new(), encoding: None, findings: Vec::new() };
    for name in book.sheet_names() {
        // A sheet that cannot be read (a chart, a broken part) leaves the others readable.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut grid = Grid::new(&name);
        while let Ok(Some(cell)) = cells.next_cell() {
            let (row, column) = cell.get_position();
            if !grid.put(row as usize, column as usize, from_ref(cell.get_value())) {
                break;
            }
        }
        grid.finish(&mut read);
    }
    Ok(read)
}

pub(super) fn read_xls(bytes: &[u8]) -> Result<Read, ImportError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        _ => ImportError::Damaged,
    })?;
    let mut read = Read { sheets: Vec::new(), encoding: None, findings: Vec::new() };
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut grid = Grid::new(&name);
        for (row, column, data) in range.used_cells() {
            if !grid.put(row + top as usize, column + left as usize, from_data(data)) {
                break;
            }
        }
        grid.finish(&mut read);
    }
    Ok(read)
}

/// The filled cells of one sheet, as far as the limits go.
struct Grid {
    sheet: Sheet,
    too_many_rows: bool,
    too_many_columns: bool,
}

impl Grid {
    fn new(name: &str) -> Self {
        let sheet = Sheet { name: name.to_owned(), rows: Vec::new() };
        Self { sheet, too_many_rows: false, too_many_columns: false }
    }

    /// Puts a cell in its place; false when no further row can be read.
    fn put(&mut self, row: usize, column: usize, cell: Cell) -> bool {
        if cell.is_blank() {
            return true;
        }
        if row >= MAX_ROWS {
            self.too_many_rows = true;
            return false;
        }
        if column >= MAX_COLUMNS {
            self.too_many_columns = true;
            return true;
        }
        if self.sheet.rows.len() <= row {
            self.sheet.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.sheet.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        true
    }

    fn finish(self, read: &mut Read) {
        if self.sheet.rows.is_empty() {
            return;
        }
        for (hit, code, limit) in [
            (self.too_many_rows, FindingCode::TooManyRows, MAX_ROWS),
            (self.too_many_columns, FindingCode::TooManyColumns, MAX_COLUMNS),
        ] {
            if hit {
                read.findings.push(Finding::sheet(
                    code,
                    Severity::Error,
                    &self.sheet.name,
                    &limit.to_string(),
                ));
            }
        }
        read.sheets.push(self.sheet);
    }
}

fn from_ref(data: &DataRef) -> Cell {
    match data {
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        other => from_data(&Data::from(other.clone())),
    }
}

fn from_data(data: &Data) -> Cell {
    match data {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(moment) => moment
            .as_datetime()
            .filter(|_| moment.is_datetime())
            .map_or(Cell::Number(moment.as_f64()), |moment| Cell::Date(moment.date())),
        #[allow(unreachable_patterns)]
        _ => Cell::Empty,
    }
}
