//! The vocabulary handed out: as JSON, and as a table that a spreadsheet opens; `import::tag_file` reads both.

use super::table_file::defuse;
use crate::book::{Tag, Vocabulary};
use crate::import::TAG_COLUMNS;

fn all(vocabulary: &Vocabulary) -> impl Iterator<Item = &Tag> {
    vocabulary.tags().iter().chain(vocabulary.off())
}

/// As JSON.
pub fn vocabulary_json(vocabulary: &Vocabulary) -> Vec<u8> {
    let tags: Vec<&Tag> = all(vocabulary).collect();
    // Plain data: writing it as JSON cannot fail.
    serde_json::to_vec_pretty(&tags).unwrap_or_default()
}

/// As CSV: UTF-8 with a byte-order mark, CRLF.
pub fn vocabulary_table(vocabulary: &Vocabulary) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let rows = all(vocabulary).map(|tag| {
        let cells = [
            tag.id.clone(),
            tag.dimension.code().to_owned(),
            tag.zh.clone(),
            tag.en.clone(),
            tag.synonyms.join("、"),
            if tag.off { "no" } else { "yes" }.to_owned(),
        ];
        cells.map(|cell| defuse(&cell))
    });
    for row in std::iter::once(TAG_COLUMNS.map(str::to_owned)).chain(rows) {
        // A vector takes everything.
        let _written = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tag_file;

    #[test]
    fn what_is_handed_out_comes_back_the_same() {
        let own = [
            Tag { synonyms: vec!["航拍".into(), "=飞".into()], ..Tag::own("无人机") },
            Tag { off: true, ..Vocabulary::with(&[]).get("int.golf").cloned().unwrap() },
        ];
        let vocabulary = Vocabulary::with(&own);
        for file in [vocabulary_json(&vocabulary), vocabulary_table(&vocabulary)] {
            let read = tag_file(&file, &vocabulary).unwrap();
            assert_eq!((read.tags.len(), read.bad.len()), (0, 0), "{:?}", read.tags);
            assert_eq!(read.same, 110);
            // On another machine the branch's own changes arrive.
            let fresh = tag_file(&file, &Vocabulary::with(&[])).unwrap();
            assert_eq!(fresh.tags.len(), 2);
        }
    }
}
