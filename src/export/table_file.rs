//! The plan as CSV: UTF-8 with a byte-order mark, CRLF, so that Excel opens it by double click.

use super::{plan_rows, Parcel, RowKind};
use crate::text::{self, words};

/// The bytes of the table.
pub fn table_file(parcel: &Parcel) -> Vec<u8> {
    let words = &words(parcel.lang).sheet;
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let header = [
        words.date,
        words.weekday,
        words.kind,
        words.what,
        words.who,
        words.code,
        words.heads,
        words.cost,
        words.manager,
        words.reason,
    ];
    let rows = plan_rows(parcel).into_iter().map(|row| {
        let kind = match row.kind {
            RowKind::Event => words.event_kind,
            RowKind::MustDo => words.must_kind,
            RowKind::Touch => words.touch_kind,
        };
        [
            row.date.format("%Y-%m-%d").to_string(),
            text::weekday(parcel.lang, row.date).to_owned(),
            kind.to_owned(),
            defuse(&row.what),
            defuse(&row.who),
            defuse(&row.code),
            row.heads.to_string(),
            row.cost_yuan.to_string(),
            defuse(&row.manager),
            defuse(&row.reason),
        ]
    });
    // A writer onto memory cannot fail; were it to, the file would show it by ending early.
    let mut sound = writer.write_record(header).is_ok();
    for row in rows {
        sound = sound && writer.write_record(row).is_ok();
    }
    writer.into_inner().unwrap_or_default()
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV injection").
pub(super) fn defuse(text: &str) -> String {
    let text: String = text.chars().filter(|c| !crate::script::is_invisible(*c)).collect();
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if text.trim_start().starts_with(risky) || text.starts_with(risky) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::defuse;

    #[test]
    fn formulas_are_defused() {
        for text in ["=1+1", "+86", "-2", "@SUM(A1)", " =1", "\u{200b}=1", "\u{ff1d}1", "\t=1"] {
            assert!(defuse(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(defuse("张三"), "张三");
    }
}
