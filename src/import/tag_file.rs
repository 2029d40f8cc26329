//! A vocabulary as a file: JSON as it is written out, or a table with one tag a row.

use super::text_file;
use crate::book::{tag_words, Dimension, Tag, Vocabulary};
use crate::script::{clean, fold};

/// Most tags that are taken from a file.
const MAX_TAGS: usize = 5_000;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagFile {
    /// Tags that are new or differ from the vocabulary.
    pub tags: Vec<Tag>,
    /// Rows that say the same as the vocabulary.
    pub same: usize,
    /// Rows that are no tag, from 1, the header included.
    pub bad: Vec<usize>,
}

/// The columns of the table, in the order in which they are written.
pub const TAG_COLUMNS: [&str; 6] = ["id", "dimension", "zh", "en", "words", "use"];

/// Reads a file; `None` when it is neither.
pub fn tag_file(bytes: &[u8], vocabulary: &Vocabulary) -> Option<TagFile> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = start.iter().find(|byte| !byte.is_ascii_whitespace())?;
    let read: Vec<(usize, Option<Tag>)> = if *first == b'[' {
        let tags: Vec<Tag> = serde_json::from_str(std::str::from_utf8(start).ok()?).ok()?;
        (1..).zip(tags.into_iter().map(Some)).collect()
    } else {
        table(bytes, vocabulary)?
    };
    let mut file = TagFile::default();
    for (row, tag) in read.into_iter().take(MAX_TAGS) {
        match tag.and_then(|tag| sound(tag, vocabulary)) {
            None => file.bad.push(row),
            Some(tag) if vocabulary.get(&tag.id) == Some(&tag) => file.same += 1,
            Some(tag) => {
                file.tags.retain(|old| old.id != tag.id);
                file.tags.push(tag);
            }
        }
    }
    Some(file)
}

/// A tag as it may be kept: with a name, and an id that either ships or is the branch's own.
fn sound(mut tag: Tag, vocabulary: &Vocabulary) -> Option<Tag> {
    tag.zh = clean(&tag.zh);
    tag.en = clean(&tag.en);
    if tag.zh.is_empty() {
        tag.zh.clone_from(&tag.en);
    }
    if tag.en.is_empty() {
        tag.en.clone_from(&tag.zh);
    }
    if tag.zh.is_empty() {
        return None;
    }
    if !tag.is_own() && vocabulary.get(&tag.id).is_none() {
        tag.id = Tag::own(&tag.zh).id;
    }
    tag.into = None;
    Some(tag)
}

fn table(bytes: &[u8], vocabulary: &Vocabulary) -> Option<Vec<(usize, Option<Tag>)>> {
    let sheet = text_file::read(bytes, None).ok()?.sheets.into_iter().next()?;
    let mut rows = sheet.rows.iter().zip(1..).map(|(row, number)| {
        let cells = row.iter().map(|cell| {
            let text = cell.as_text();
            // The apostrophe that keeps a spreadsheet from taking text for a formula.
            text.strip_prefix('\'').map(str::to_owned).unwrap_or(text)
        });
        (number, cells.collect::<Vec<String>>())
    });
    let header: Vec<String> = rows.next()?.1.iter().map(|name| fold(name)).collect();
    let places = TAG_COLUMNS.map(|name| header.iter().position(|other| other == name));
    // Without a name there is no tag.
    places[2].or(places[3])?;
    let tag = |cells: &[String]| {
        let cell = |at: usize| places[at].and_then(|at| cells.get(at)).cloned().unwrap_or_default();
        let id = clean(&cell(0));
        let named = vocabulary.named(&cell(2)).filter(|_| id.is_empty());
        let known = named.or_else(|| vocabulary.get(&id).filter(|tag| tag.id == id));
        let start = known.cloned().unwrap_or_else(|| Tag { id, ..Tag::own(&cell(2)) });
        let dimension = match cell(1) {
            word if word.is_empty() => start.dimension,
            word => dimension(&word)?,
        };
        let has = |at: usize| places[at].is_some();
        Some(Tag {
            dimension,
            zh: if has(2) { cell(2) } else { start.zh.clone() },
            en: if has(3) { cell(3) } else { start.en.clone() },
            synonyms: if has(4) { tag_words(&cell(4)) } else { start.synonyms.clone() },
            off: if has(5) {
                matches!(fold(&cell(5)).as_str(), "no" | "0" | "否" | "off" | "false")
            } else {
                start.off
            },
            ..start
        })
    };
    let blank = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
    Some(rows.filter(|(_, cells)| !blank(cells)).map(|(number, cells)| (number, tag(&cells))).collect())
}

/// The dimension that a word of the table names.
fn dimension(word: &str) -> Option<Dimension> {
    Dimension::ALL.into_iter().find(|dimension| dimension.code() == fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_adds_changes_and_says_what_it_cannot_read() {
        let vocabulary = Vocabulary::with(&[]);
        let table = "id,dimension,zh,en,words,use\n\
            int.tea,interest,喝茶,Tea,功夫茶|泡茶,yes\n\
            ,interest,无人机,Drones,航拍;飞机,\n\
            ,nothing,甲,,,\n\
            ,,,,,yes\n\
            int.golf,,高尔夫,Golf,,no\n";
        let file = tag_file(table.as_bytes(), &vocabulary).unwrap();
        let ids: Vec<(&str, bool)> = file.tags.iter().map(|tag| (tag.id.as_str(), tag.off)).collect();
        assert_eq!(ids, [("int.tea", false), ("own.无人机", false), ("int.golf", true)]);
        assert_eq!(file.tags[0].synonyms, ["功夫茶", "泡茶"]);
        assert_eq!(file.bad, [4, 5]);
    }

    #[test]
    fn json_is_taken_as_it_was_written_and_junk_is_refused() {
        let vocabulary = Vocabulary::with(&[]);
        let own = Tag { synonyms: vec!["x".into()], ..Tag::own("无人机") };
        let json = serde_json::to_string(&[own.clone(), vocabulary.tags()[0].clone()]).unwrap();
        let file = tag_file(json.as_bytes(), &vocabulary).unwrap();
        assert_eq!((file.tags, file.same), (vec![own], 1));
        let crafted =
            r#"[{"id":"int.tea","zh":"茶","en":"","dimension":"interest","synonyms":[],"into":"int.golf"}]"#;
        let file = tag_file(crafted.as_bytes(), &vocabulary).unwrap();
        assert!(file.tags[0].into.is_none() && file.tags[0].en == "茶");
        for junk in ["", "[1,2]", "{\"a\":1}", "a,b\n1,2\n", "\0\0", "[{\"id\":\"x\"}]"] {
            assert_eq!(tag_file(junk.as_bytes(), &vocabulary), None, "{junk:?}");
        }
    }
}
