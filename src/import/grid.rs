//! The filled cells of one sheet, as far as the limits go.

use super::{Cell, Hidden, Read, Sheet, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS};
use crate::finding::{Finding, FindingCode, Severity};

/// A rectangle of joined cells: first row, first column, last row, last column.
pub(super) type Merged = [usize; 4];

/// A sheet while its cells come in.
pub(super) struct Grid {
    sheet: Sheet,
    cells: usize,
    too_many_rows: bool,
    too_many_columns: bool,
}

impl Grid {
    pub(super) fn new(name: &str) -> Self {
        let sheet = Sheet { name: name.to_owned(), rows: Vec::new(), hidden: Hidden::default() };
        Self { sheet, cells: 0, too_many_rows: false, too_many_columns: false }
    }

    /// What the sheet does not show.
    pub(super) fn hidden(&mut self) -> &mut Hidden {
        &mut self.sheet.hidden
    }

    /// Puts a cell in its place, if that is within the limits.
    pub(super) fn put(&mut self, row: usize, column: usize, cell: Cell) {
        if cell.is_blank() {
            return;
        }
        if column >= MAX_COLUMNS {
            self.too_many_columns = true;
            return;
        }
        let had = self.sheet.rows.get(row).map_or(0, Vec::len);
        let more = (column + 1).saturating_sub(had);
        if row >= MAX_SHEET_ROWS || self.cells + more > MAX_CELLS {
            self.too_many_rows = true;
            return;
        }
        self.cells += more;
        if self.sheet.rows.len() <= row {
            self.sheet.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.sheet.rows[row];
        while cells.len() <= column {
            cells.push(Cell::Empty);
        }
        cells[column] = cell;
    }

    /// Joined cells of one column hold the value of the first in each row; titles, joined from left to right, stay one
    /// cell.
    pub(super) fn fill(&mut self, merged: &[Merged]) {
        for [top, left, bottom, right] in merged {
            if left != right || top == bottom {
                continue;
            }
            let Some(value) = self.sheet.rows.get(*top).and_then(|row| row.get(*left)).cloned() else {
                continue;
            };
            for row in top + 1..=(*bottom).min(self.sheet.rows.len().saturating_sub(1)) {
                // Only the first of joined cells has a value; a file that says otherwise keeps what it says.
                if self.sheet.rows[row].get(*left).is_none_or(Cell::is_blank) {
                    self.put(row, *left, value.clone());
                }
            }
        }
    }

    /// Adds the sheet to what was read, unless it is empty.
    pub(super) fn finish(self, read: &mut Read) {
        if self.sheet.rows.is_empty() {
            return;
        }
        for (hit, code, limit) in [
            (self.too_many_rows, FindingCode::TooManyRows, MAX_ROWS),
            (self.too_many_columns, FindingCode::TooManyColumns, MAX_COLUMNS),
        ] {
            if hit {
                let limit = limit.to_string();
                read.findings.push(Finding::sheet(code, Severity::Error, &self.sheet.name, &limit));
            }
        }
        read.sheets.push(self.sheet);
    }
}
