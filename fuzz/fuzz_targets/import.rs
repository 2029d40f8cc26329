//! A list of any bytes, workbook or text: read or refused, never a panic, and imported + skipped = rows.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use yangke::book::Vocabulary;
use yangke::import::{customers, guess, read, Reader};
use yangke::notes::Tagger;

thread_local! {
    static GROUND: (Vocabulary, Tagger) = {
        let vocabulary = Vocabulary::with(&[]);
        let tagger = Tagger::new(&vocabulary);
        (vocabulary, tagger)
    };
}

fuzz_target!(|bytes: &[u8]| {
    // Old workbooks go through a library's reader, which may abort: in the page it runs in a worker that is thrown away.
    if bytes.starts_with(&[0xd0, 0xcf]) {
        return;
    }
    let Ok(found) = read(bytes, None) else { return };
    GROUND.with(|(vocabulary, tagger)| {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let reader = Reader { vocabulary, tagger, today, code_names: false };
        for sheet in &found.sheets {
            let imported = customers(sheet, &guess(sheet, vocabulary), &reader, &mut |_, _| {});
            assert_eq!(imported.customers.len() + imported.skipped, imported.rows);
        }
    });
});
