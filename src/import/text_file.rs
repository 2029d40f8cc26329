//! Text lists: CSV and tab-separated, in UTF-8 with or without BOM, UTF-16, or GBK/GB18030.

use arcstr::ArcStr;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE, UTF_8};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use super::{Cell, Hidden, ImportError, Read, Sheet, MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS};
use crate::finding::{Finding, FindingCode, Severity};
use crate::order::Order;
use crate::script::is_han;

/// How the bytes of a text file were, or are to be, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Gb18030,
}

/// Reads a text file. Without a wish the order is: byte-order mark, strict UTF-8, GB18030.
pub(super) fn read(bytes: &[u8], wish: Option<Encoding>) -> Result<Read, ImportError> {
    let mut findings = Vec::new();
    let encoding = wish.unwrap_or_else(|| detect(bytes));
    let (text, damaged) = decode(bytes, encoding);
    if text.as_bytes().contains(&0) {
        return Err(ImportError::UnknownKind);
    }
    // Web pages and XML that name themselves .xls: a list in them is not told by commas.
    let start: String = text.trim_start().chars().take(10).collect::<String>().to_ascii_lowercase();
    if ["<?xml", "<html", "<!doctype", "<table", "<meta", "{\\rtf"].iter().any(|mark| start.starts_with(mark))
    {
        return Err(ImportError::UnknownKind);
    }
    if wish.is_none() && encoding == Encoding::Gb18030 {
        findings.push(Finding::sheet(FindingCode::EncodingGuessed, Severity::Note, "", "GB18030"));
    }
    if damaged {
        findings.push(Finding::sheet(FindingCode::EncodingDamaged, Severity::Warning, "", ""));
    }
    let sheets = table(&ArcStr::from(text), &mut findings).into_iter().collect();
    Ok(Read { sheets, encoding: Some(encoding), findings })
}

/// The text of a file, its encoding found as for lists.
pub fn plain_text(bytes: &[u8]) -> String {
    decode(bytes, detect(bytes)).0.to_string()
}

fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    // Without a mark, the zeros of digits and commas tell which byte comes first.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(500).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => {}
        (even, odd) if even > 4 * odd => return Encoding::Utf16Be,
        (even, odd) if odd > 4 * even => return Encoding::Utf16Le,
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        // Short GBK text can be valid UTF-8 by chance; it then reads as pairs of bytes, which Chinese text never does.
        Ok(text) if text.is_ascii() || text.chars().any(|c| c.len_utf8() > 2) => Encoding::Utf8,
        Ok(_) if decode(bytes, Encoding::Gb18030).0.chars().any(is_han) => Encoding::Gb18030,
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::Gb18030,
    }
}

fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, bool) {
    let codec = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    codec.decode_with_bom_removal(bytes)
}

/// The delimiter that cuts the first lines into the most even rows.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(20).collect();
    let score = |delimiter: char| {
        // Half the lines must have it: a title line above the list has none.
        let mut counts: Vec<usize> = lines.iter().map(|line| line.matches(delimiter).count()).collect();
        counts.order();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    // A tab is never part of a cell, so a file with tabs in most lines is tab-separated whatever else it holds.
    [('\t', 100), (',', 3), (';', 2), ('|', 2)]
        .into_iter()
        .map(|(c, weight)| (score(c) * weight, c as u8))
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| *score > 0)
        .map_or(b',', |(_, c)| c)
}

fn table(whole: &ArcStr, findings: &mut Vec<Finding>) -> Option<Sheet> {
    // Excel's own way of saying which character parts the cells.
    let text = whole.as_str();
    let said =
        text.strip_prefix("sep=").and_then(|rest| Some((rest.chars().next()?, rest.split_once('\n')?.1)));
    let (delimiter, text) = match said {
        Some((c, rest)) if c.is_ascii() => (c as u8, rest),
        _ => (delimiter(text), text),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut too_wide = false;
    let mut table = Table { text, at: 0, delimiter };
    while table.at < text.len() {
        if rows.len() >= MAX_SHEET_ROWS {
            let limit = MAX_ROWS.to_string();
            findings.push(Finding::sheet(FindingCode::TooManyRows, Severity::Error, "", &limit));
            break;
        }
        let mut cells = Vec::new();
        let mut last = false;
        while !last {
            let (cell, torn);
            (cell, last, torn) = table.cell();
            if torn {
                let row = rows.len() as u32 + 1;
                findings.push(Finding::row(FindingCode::QuoteUnclosed, Severity::Warning, "", row));
            }
            if cells.len() < MAX_COLUMNS {
                cells.push(text_cell(whole, &cell));
            } else {
                too_wide |= !cell.trim().is_empty();
            }
        }
        while cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        rows.push(cells);
    }
    if too_wide {
        let limit = MAX_COLUMNS.to_string();
        findings.push(Finding::sheet(FindingCode::TooManyColumns, Severity::Error, "", &limit));
    }
    let filled = rows.iter().flatten().any(|cell| !cell.is_blank());
    filled.then(|| Sheet { name: String::new(), rows, hidden: Hidden::default() })
}

/// A text that is taken apart cell by cell.
struct Table<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
}

impl<'a> Table<'a> {
    /// The next cell, whether it ends its row, and whether it began with a quote that is never closed.
    fn cell(&mut self) -> (Cow<'a, str>, bool, bool) {
        let mut torn = false;
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            if let Some((cell, end)) = self.quoted() {
                self.at = end;
                let (rest, last) = self.plain();
                return (
                    if rest.is_empty() { cell } else { Cow::Owned(cell.into_owned() + rest) },
                    last,
                    false,
                );
            }
            torn = true;
        }
        let (cell, last) = self.plain();
        (Cow::Borrowed(cell), last, torn)
    }

    /// Up to the delimiter or the end of the line, which is passed over.
    fn plain(&mut self) -> (&'a str, bool) {
        let bytes = &self.text.as_bytes()[self.at..];
        let len = bytes.iter().position(|byte| matches!(*byte, b'\n' | b'\r') || *byte == self.delimiter);
        let len = len.unwrap_or(bytes.len());
        let cell = &self.text[self.at..self.at + len];
        let last = bytes.get(len) != Some(&self.delimiter);
        let end = if bytes[len..].starts_with(b"\r\n") { 2 } else { 1 };
        self.at = (self.at + len + end).min(self.text.len());
        (cell, last || self.ends_with_delimiter())
    }

    /// A delimiter at the very end of the text leaves no cell behind it.
    fn ends_with_delimiter(&self) -> bool {
        self.at == self.text.len()
    }

    /// The quoted cell here and where it ends. A quote that closes in a later line in the middle of a word was none: one
    /// forgotten quote must not swallow the rows below it.
    fn quoted(&self) -> Option<(Cow<'a, str>, usize)> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut from = start;
        let mut whole: Option<String> = None;
        loop {
            let quote = from + bytes.get(from..)?.iter().position(|byte| *byte == b'"')?;
            let piece = &self.text[from..quote];
            let next = bytes.get(quote + 1).copied();
            if next == Some(b'"') {
                let whole = whole.get_or_insert_default();
                whole.push_str(piece);
                whole.push('"');
                from = quote + 2;
                continue;
            }
            let closes =
                next.is_none_or(|byte| matches!(byte, b'\n' | b'\r' | b' ') || byte == self.delimiter);
            if !closes && self.text[start..quote].contains('\n') {
                return None;
            }
            let cell = match whole {
                Some(whole) => Cow::Owned(whole + piece),
                None => Cow::Borrowed(piece),
            };
            return Some((cell, quote + 1));
        }
    }
}

fn text_cell(whole: &ArcStr, cell: &str) -> Cell {
    // Excel's way of keeping a number as text in a CSV: ="00123"
    let cell = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell);
    // An apostrophe in front keeps a spreadsheet from taking a text for a formula or a number; it is no part of the text.
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    if cell.trim().is_empty() {
        Cell::Empty
    } else {
        // What had doubled quotes in it is no piece of the file.
        Cell::Text(whole.try_substr_from(cell).unwrap_or_else(|| cell.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let read = read(bytes, None).unwrap();
        read.sheets[0].rows.iter().map(|row| row.iter().map(Cell::as_text).collect()).collect()
    }

    #[test]
    fn reads_every_encoding_alike() {
        let text = "客户姓名,手机号\n张三,13812345678\n";
        let gbk = GB18030.encode(text).0.into_owned();
        let mut bom = vec![0xef, 0xbb, 0xbf];
        bom.extend(text.as_bytes());
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let expected = texts(text.as_bytes());
        assert_eq!(expected[1], ["张三", "13812345678"]);
        assert_eq!(texts(&gbk), expected);
        assert_eq!(texts(&bom), expected);
        assert_eq!(texts(&utf16), expected);
    }

    #[test]
    fn tells_the_delimiter_below_a_title() {
        assert_eq!(
            texts("某支行客户名单\n姓名\t备注\n张三\t爱打牌,爱喝茶\n".as_bytes())[2],
            ["张三", "爱打牌,爱喝茶"]
        );
        assert_eq!(texts("a;b\n1;2\n".as_bytes())[1], ["1", "2"]);
    }

    #[test]
    fn rows_are_counted_as_excel_counts_them() {
        let rows = texts("标题\n\n姓名,备注\n张三,\"两行\n备注\"\n李四,x\n".as_bytes());
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[2], ["姓名", "备注"]);
        assert_eq!(rows[4][0], "李四");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(read(&[0, 1, 2, 0, 3], None), Err(ImportError::UnknownKind));
    }
}
