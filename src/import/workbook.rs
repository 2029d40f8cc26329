//! .xls, the binary workbooks of before 2007.
//!
//! The library reads them whole; a crafted file can make it abort, so this runs in a worker that is thrown away.

use calamine::{Data, Reader as _, SheetVisible, Xls, XlsError};
use std::io::Cursor;

use super::grid::Grid;
use super::{Cell, ImportError, Read};

/// The name of the part that a workbook with a password keeps its cells in, as such files write it.
const SEALED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

pub(super) fn read_xls(bytes: &[u8]) -> Result<Read, ImportError> {
    if bytes.windows(SEALED.len()).any(|window| window == SEALED) {
        return Err(ImportError::Password);
    }
    if !has_sound_tables(bytes) {
        return Err(ImportError::Damaged);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ImportError::Password,
        _ => ImportError::Damaged,
    })?;
    let mut read = Read { sheets: Vec::new(), encoding: None, findings: Vec::new() };
    for sheet in book.sheets_metadata().to_vec() {
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue };
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut grid = Grid::new(&sheet.name);
        grid.hidden().sheet = sheet.visible != SheetVisible::Visible;
        for (row, column, data) in range.used_cells() {
            grid.put(row + top as usize, column + left as usize, from_data(data));
        }
        for merged in book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() {
            let ((top, left), (bottom, right)) = (merged.start, merged.end);
            grid.fill(&[[top as usize, left as usize, bottom as usize, right as usize]]);
        }
        grid.finish(&mut read);
    }
    Ok(read)
}

/// Whether the tables of the compound file fit into it: the library takes what the header says for the size of its memory.
fn has_sound_tables(bytes: &[u8]) -> bool {
    let number = |at: usize, len: usize| {
        let field = bytes.get(at..at + len)?;
        Some(field.iter().rev().fold(0usize, |value, byte| value << 8 | usize::from(*byte)))
    };
    let Some(shift) = number(30, 2).filter(|shift| matches!(shift, 9 | 12)) else { return false };
    let sectors = bytes.len() >> shift;
    // Sectors of the table, of the directory, of the small table, and of the table of tables.
    [44, 40, 64, 72].iter().all(|at| number(*at, 4).is_some_and(|count| count <= sectors))
}

fn from_data(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Error(error) => Cell::Text(error.to_string().into()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cell::Text(text.as_str().into())
        }
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
