//! Text lists: CSV and tab-separated, in UTF-8 with or without BOM, UTF-16, or GBK/GB18030.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE, UTF_8};
use serde::{Deserialize, Serialize};

use super::{Cell, ImportError, Read, Sheet, MAX_COLUMNS, MAX_ROWS};
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
    if text.contains('\0') {
        return Err(ImportError::UnknownKind);
    }
    if wish.is_none() && encoding == Encoding::Gb18030 {
        findings.push(Finding::sheet(FindingCode::EncodingGuessed, Severity::Note, "", "GB18030"));
    }
    if damaged {
        findings.push(Finding::sheet(FindingCode::EncodingDamaged, Severity::Warning, "", ""));
    }
    let sheets = table(&text, &mut findings).into_iter().collect();
    Ok(Read { sheets, encoding: Some(encoding), findings })
}

/// Reads cells that were pasted from Excel: tab-separated, quoted where a cell has line breaks.
pub fn read_pasted(text: &str) -> Result<Read, ImportError> {
    let mut findings = Vec::new();
    let sheets: Vec<Sheet> = table(text, &mut findings).into_iter().collect();
    if sheets.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(Read { sheets, encoding: None, findings })
}

fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        // Short GBK text can be valid UTF-8 by chance (the old "联通" fault); it then reads as anything but Han.
        Ok(text) if text.is_ascii() || text.chars().any(is_han) => Encoding::Utf8,
        Ok(_) if decode(bytes, Encoding::Gb18030).0.chars().any(is_han) => Encoding::Gb18030,
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::Gb18030,
    }
}

fn decode(bytes: &[u8], encoding: Encoding) -> (String, bool) {
    let codec = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    let (text, damaged) = codec.decode_with_bom_removal(bytes);
    (text.into_owned(), damaged)
}

/// The delimiter that cuts the first lines into the most even rows.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
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

fn table(text: &str, findings: &mut Vec<Finding>) -> Option<Sheet> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut record = csv::StringRecord::new();
    // The text is valid UTF-8 and the reader is flexible, so the only end is the end of the text.
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader drops blank lines, but the row that a person sees in Excel counts them.
        let start = record.position().map_or(0, |at| at.byte() as usize);
        let blanks = blank_lines_at(text.as_bytes(), start).min(MAX_ROWS);
        rows.resize(rows.len() + blanks, Vec::new());
        if rows.len() >= MAX_ROWS {
            findings.push(Finding::sheet(
                FindingCode::TooManyRows,
                Severity::Error,
                "",
                &MAX_ROWS.to_string(),
            ));
            break;
        }
        rows.push(record.iter().take(MAX_COLUMNS).map(text_cell).collect());
        if record.len() > MAX_COLUMNS && !findings.iter().any(|f| f.code == FindingCode::TooManyColumns) {
            let limit = MAX_COLUMNS.to_string();
            findings.push(Finding::sheet(FindingCode::TooManyColumns, Severity::Error, "", &limit));
        }
    }
    rows.iter().flatten().any(|cell| !cell.is_blank()).then(|| Sheet { name: String::new(), rows })
}

/// Blank lines that begin at `start`, which is where the record before ended.
fn blank_lines_at(text: &[u8], start: usize) -> usize {
    // A record that ended at the \r of \r\n leaves its \n behind.
    let own_end = usize::from(start > 0 && text[start - 1] == b'\r' && text.get(start) == Some(&b'\n'));
    let rest = text[start + own_end..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    rest.filter(|byte| **byte == b'\n').count()
}

fn text_cell(cell: &str) -> Cell {
    // Excel's way of keeping a number as text in a CSV: ="00123"
    let cell = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell);
    if cell.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(cell.to_owned())
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
