//! .xlsx: the parts of the workbook that say what a list says, read straight from the zipped file.
//!
//! A reader of our own, because crafted files make the usual one ask for more memory than there is (and that cannot be
//! caught), and because hidden columns and joined cells have to be known. No number that a file states about its own size is
//! used for anything.

use arcstr::Substr;
use chrono::{Days, NaiveDate};

use super::grid::{Grid, Merged};
use super::xml::{attribute, says_yes, unescape, Attributes, Piece, Xml};
use super::zip_file::ZipFile;
use super::{Cell, ImportError, Read};

/// Most joined rectangles that are looked at.
const MAX_MERGED: usize = 100_000;

pub(super) fn read(bytes: &[u8]) -> Result<Read, ImportError> {
    let mut file = ZipFile::open(bytes).ok_or(ImportError::Damaged)?;
    let start = links(&file.read("_rels/.rels")?, "officedocument").into_iter().next();
    let path = start.map_or("xl/workbook.xml".to_owned(), |(_, target)| target);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let book = file.read(&path)?;
    if book.is_empty() || name.ends_with(".bin") {
        return Err(ImportError::UnknownKind);
    }
    let linked = links(&file.read(&format!("{folder}/_rels/{name}.rels"))?, "");
    let part = |kind: &str| linked.iter().find(|(_, target)| target.to_lowercase().contains(kind));
    let beside = |target: &str| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let strings = part("sharedstrings").map(|(_, target)| file.read(&beside(target))).transpose()?;
    let styles = part("styles.xml").map(|(_, target)| file.read(&beside(target))).transpose()?;
    let strings = strings.map(|part| shared_strings(&part)).unwrap_or_default();
    let dates = styles.map(|part| date_styles(&part)).unwrap_or_default();
    let mut early = false;
    let mut read = Read { sheets: Vec::new(), encoding: None, findings: Vec::new() };
    for piece in Xml::new(&book) {
        let Piece::Open { name, rest, .. } = piece else { continue };
        match name {
            b"workbookPr" => early = says_yes(rest, "date1904"),
            b"sheet" => {
                let id = attribute(rest, "id").unwrap_or_default();
                let Some((_, target)) = linked.iter().find(|(linked, _)| *linked == id) else { continue };
                let target = beside(target);
                // A chart, or a part that is missing, leaves the others readable.
                if !file.has(&target) {
                    continue;
                }
                let xml = file.read(&target)?;
                let mut grid = Grid::new(&attribute(rest, "name").unwrap_or_default());
                grid.hidden().sheet = attribute(rest, "state").is_some_and(|state| state != "visible");
                Cells { strings: &strings, dates: &dates, early, grid: &mut grid }.read(&xml);
                grid.finish(&mut read);
            }
            _ => {}
        }
    }
    Ok(read)
}

/// Id and target of the links to other parts whose kind ends like this.
fn links(xml: &[u8], kind: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in Xml::new(xml) {
        let Piece::Open { name: b"Relationship", rest, .. } = piece else { continue };
        let told = attribute(rest, "Type").unwrap_or_default().to_lowercase();
        if let (true, Some(id), Some(target)) =
            (told.ends_with(kind), attribute(rest, "Id"), attribute(rest, "Target"))
        {
            found.push((id, target));
        }
    }
    found
}

/// The texts that cells refer to by number. Readings of characters (`rPh`) are not part of a text.
fn shared_strings(xml: &[u8]) -> Vec<Substr> {
    let mut strings = Vec::new();
    let (mut text, mut inside, mut reading) = (String::new(), false, false);
    for piece in Xml::new(xml) {
        match piece {
            Piece::Open { name: b"t", closed, .. } => inside = !closed && !reading,
            Piece::Text(raw) if inside => unescape(raw, &mut text),
            Piece::Close(b"t") => inside = false,
            Piece::Open { name: b"rPh", closed, .. } => reading = !closed,
            Piece::Close(b"rPh") => reading = false,
            Piece::Open { name: b"si", closed: true, .. } => strings.push(Substr::new()),
            Piece::Close(b"si") => {
                strings.push(plain(&text));
                text.clear();
            }
            _ => {}
        }
    }
    strings
}

/// `_x000D_` is how a workbook writes characters that XML cannot hold.
fn plain(text: &str) -> Substr {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = behind.get(..4).filter(|_| behind.as_bytes().get(4) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => {
                plain.push(c);
                rest = &behind[5..];
            }
            None => {
                plain.push_str("_x");
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

/// For each cell style whether it shows a number as a date.
fn date_styles(xml: &[u8]) -> Vec<bool> {
    let mut own: Vec<(u32, bool)> = Vec::new();
    let mut styles = Vec::new();
    let mut inside = false;
    for piece in Xml::new(xml) {
        match piece {
            Piece::Open { name: b"numFmt", rest, .. } => {
                let id = attribute(rest, "numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(rest, "formatCode").unwrap_or_default();
                own.extend(id.map(|id| (id, shows_date(&code))));
            }
            Piece::Open { name: b"cellXfs", closed, .. } => inside = !closed,
            Piece::Close(b"cellXfs") => inside = false,
            Piece::Open { name: b"xf", rest, .. } if inside => {
                let id = attribute(rest, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                let own = own.iter().find(|(own, _)| *own == id).map(|(_, date)| *date);
                // 27 to 36 and 50 to 58 are the dates of Chinese and Japanese Excel.
                styles.push(own.unwrap_or(matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58)));
            }
            _ => {}
        }
    }
    styles
}

/// Whether a number format has a year or a day in it, outside of quotes, brackets and escapes.
fn shows_date(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracket = true,
            ']' => bracket = false,
            '\\' => escaped = true,
            'y' | 'Y' | 'd' | 'D' if !bracket => return true,
            _ => {}
        }
    }
    false
}

/// The cells of one sheet while they are read.
struct Cells<'a> {
    strings: &'a [Substr],
    dates: &'a [bool],
    early: bool,
    grid: &'a mut Grid,
}

/// What a cell's own tag says.
#[derive(Clone, Copy, Default)]
struct Head<'a> {
    kind: &'a [u8],
    style: usize,
}

impl Cells<'_> {
    fn read(&mut self, xml: &[u8]) {
        let (mut row, mut column) = (0usize, 0usize);
        let (mut head, mut value, mut text) = (Head::default(), &b""[..], String::new());
        // Inside of v, t, or neither.
        let mut inside = 0u8;
        let (mut next_row, mut next_column) = (0usize, 0usize);
        let mut merged: Vec<Merged> = Vec::new();
        for piece in Xml::new(xml) {
            match piece {
                Piece::Open { name: b"c", rest, closed } => {
                    head = Head::default();
                    column = next_column;
                    for (name, said) in Attributes(rest) {
                        match name {
                            b"r" => column = place(said).map_or(column, |(_, column)| column),
                            b"t" => head.kind = said,
                            b"s" => head.style = whole(said).unwrap_or(usize::MAX),
                            _ => {}
                        }
                    }
                    next_column = column.saturating_add(1);
                    (value, inside) = (&b""[..], 0);
                    text.clear();
                    if closed {
                        head.kind = b"";
                    }
                }
                Piece::Open { name: b"v", closed: false, .. } => inside = 1,
                Piece::Open { name: b"t", closed: false, .. } => inside = 2,
                Piece::Open { name: b"rPh", closed: false, .. } => inside = 3,
                Piece::Text(raw) if inside == 1 => value = raw,
                Piece::Text(raw) if inside == 2 => unescape(raw, &mut text),
                Piece::Close(b"v" | b"t") if inside != 3 => inside = 0,
                Piece::Close(b"rPh") => inside = 0,
                Piece::Close(b"c") => {
                    let cell = self.cell(head, value, &mut text);
                    self.grid.put(row, column, cell);
                }
                Piece::Open { name: b"row", rest, .. } => {
                    row = next_row;
                    let mut hidden = false;
                    for (name, said) in Attributes(rest) {
                        match name {
                            b"r" => row = whole(said).and_then(|row| row.checked_sub(1)).unwrap_or(row),
                            b"hidden" => hidden = said == b"1" || said == b"true",
                            _ => {}
                        }
                    }
                    (next_row, next_column) = (row.saturating_add(1), 0);
                    if hidden {
                        self.grid.hidden().rows.push(row as u32);
                    }
                }
                Piece::Open { name: b"col", rest, .. } if says_yes(rest, "hidden") => {
                    let end = |name| attribute(rest, name).and_then(|end| end.parse::<usize>().ok());
                    if let (Some(min), Some(max)) = (end("min"), end("max")) {
                        let columns = min.saturating_sub(1)..max.min(super::MAX_COLUMNS);
                        columns.for_each(|column| self.grid.hidden().columns.push(column as u32));
                    }
                }
                Piece::Open { name: b"mergeCell", rest, .. } if merged.len() < MAX_MERGED => {
                    let area = attribute(rest, "ref").unwrap_or_default();
                    let ends = area
                        .split_once(':')
                        .and_then(|(a, b)| Some((place(a.as_bytes())?, place(b.as_bytes())?)));
                    merged.extend(ends.map(|((top, left), (bottom, right))| [top, left, bottom, right]));
                }
                _ => {}
            }
        }
        self.grid.fill(&merged);
    }

    fn cell(&self, head: Head, value: &[u8], text: &mut String) -> Cell {
        match head.kind {
            b"s" => match whole(value).and_then(|at| self.strings.get(at)) {
                Some(text) => Cell::Text(text.clone()),
                None => Cell::Empty,
            },
            b"inlineStr" => Cell::Text(plain(text)),
            b"b" => Cell::Flag(value == b"1" || value == b"true"),
            b"str" | b"e" | b"d" => {
                unescape(value, text);
                Cell::Text(plain(text))
            }
            _ => {
                let written = std::str::from_utf8(value.trim_ascii()).unwrap_or_default();
                let number = match whole(written.as_bytes()) {
                    Some(number) if written.len() < 10 => number as f64,
                    _ => match written.parse::<f64>() {
                        Ok(number) => number,
                        Err(_) if written.is_empty() => return Cell::Empty,
                        Err(_) => return Cell::Text(written.into()),
                    },
                };
                if self.dates.get(head.style) == Some(&true) {
                    if let Some(date) = day(number, self.early) {
                        return Cell::Date(date);
                    }
                }
                Cell::Number(number)
            }
        }
    }
}

/// The day of a serial number: days since 1899-12-30, or since 1904-01-01 in workbooks of old Macs. Before March 1900
/// Excel counts a day that there was not.
fn day(number: f64, early: bool) -> Option<NaiveDate> {
    let (from, least) = if early { ((1904, 1, 1), 0.0) } else { ((1899, 12, 30), 61.0) };
    let days = number.trunc();
    if !(least..=80_000.0).contains(&days) || days == 0.0 {
        return None;
    }
    NaiveDate::from_ymd_opt(from.0, from.1, from.2)?.checked_add_days(Days::new(days as u64))
}

/// A whole number.
fn whole(digits: &[u8]) -> Option<usize> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let mut number = 0;
    for byte in digits {
        number = number * 10 + usize::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    Some(number)
}

/// `AB12` as row and column from 0.
fn place(written: &[u8]) -> Option<(usize, usize)> {
    let mut column = 0usize;
    let mut at = 0;
    while let Some(letter) = written.get(at).map(u8::to_ascii_uppercase).filter(u8::is_ascii_uppercase) {
        column = column.saturating_mul(26).saturating_add(usize::from(letter - b'A') + 1);
        at += 1;
    }
    let row = whole(written.get(at..)?)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_days() {
        assert_eq!(place(b"A1"), Some((0, 0)));
        assert_eq!(place(b"AB12"), Some((11, 27)));
        assert_eq!([place(b"12"), place(b"A"), place(b"A0"), place(b"A99999999999")], [None; 4]);
        assert_eq!(day(45_723.6, false), NaiveDate::from_ymd_opt(2025, 3, 7));
        assert_eq!(day(44_261.0, true), NaiveDate::from_ymd_opt(2025, 3, 7));
    }

    #[test]
    fn formats_of_dates() {
        for (code, date) in [
            ("yyyy\"年\"m\"月\"d\"日\"", true),
            ("[$-804]yyyy/m/d", true),
            ("0.00_);[Red]\\(0.00\\)", false),
            ("h:mm:ss", false),
            ("General", false),
            ("0\"days\"", false),
        ] {
            assert_eq!(shows_date(code), date, "{code}");
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        assert_eq!(plain("a_x000D_b_x4e00_c_xyz"), "a\rb一c_xyz");
    }
}
