//! Notes to tags on files: a colleague adds a case to `tests/data/notes/cases/` without touching code.
#![allow(clippy::unwrap_used, reason = "a case file that cannot be read must stop the test")]

use std::collections::BTreeSet;
use std::path::Path;

use yangke::book::{Dimension, Polarity, Tag, Vocabulary};
use yangke::notes::Tagger;

type Tags = BTreeSet<(String, bool)>;

fn cases(path: &Path) -> Vec<(String, String, Tags)> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            let tags = case["tags"].as_array().unwrap().iter();
            let tags =
                tags.map(|tag| (tag["tag"].as_str().unwrap().to_owned(), tag["polarity"] == "+")).collect();
            (case["id"].as_str().unwrap().to_owned(), case["note"].as_str().unwrap().to_owned(), tags)
        })
        .collect()
}

fn read(tagger: &Tagger, note: &str) -> Tags {
    tagger
        .mentions(note)
        .into_iter()
        .map(|mention| (mention.tag, mention.polarity == Polarity::Like))
        .collect()
}

#[test]
fn every_case_of_every_phenomenon_holds() {
    let tagger = Tagger::new(&Vocabulary::with(&[]));
    let mut files: Vec<_> =
        std::fs::read_dir("tests/data/notes/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 8);
    let mut wrong = Vec::new();
    for (id, note, want) in files.iter().flat_map(|file| cases(file)) {
        let got = read(&tagger, &note);
        if got != want {
            wrong.push(format!("{id} {note}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sets of notes by several hands. Each was blind when it was first scored (ARCHITECTURE.md has the figures) and has been
/// learnt from since: here they only guard what was reached.
#[test]
fn annotated_notes_stay_where_they_are() {
    let tagger = Tagger::new(&Vocabulary::with(&[]));
    // The file, the least F1, and the most avoids that may be read as likes.
    let sets = [
        ("written", 0.95, 0),
        ("sealed", 0.91, 2),
        ("second", 0.93, 7),
        ("third", 0.91, 14),
        ("fourth", 0.96, 2),
        ("fifth", 0.95, 2),
        ("sixth", 0.93, 4),
        ("seventh", 0.95, 3),
    ];
    for (file, least, most_flipped) in sets {
        let (mut right, mut extra, mut missed, mut flipped) = (0, 0, 0, 0);
        for (_, note, want) in cases(Path::new(&format!("tests/data/notes/{file}.jsonl"))) {
            let got = read(&tagger, &note);
            right += got.intersection(&want).count();
            extra += got.difference(&want).count();
            missed += want.difference(&got).count();
            flipped += want.iter().filter(|(tag, like)| !like && got.contains(&(tag.clone(), true))).count();
        }
        let f1 = 2.0 * f64::from(right as u32) / f64::from((2 * right + extra + missed) as u32);
        assert!(f1 >= least, "{file}: F1 {f1:.3}");
        assert!(flipped <= most_flipped, "{file}: {flipped} avoids read as likes");
    }
}

#[test]
fn spans_lie_inside_the_note_and_the_result_does_not_change() {
    let tagger = Tagger::new(&Vocabulary::with(&[]));
    for (_, note, _) in cases(Path::new("tests/data/notes/written.jsonl")) {
        let length = note.chars().count();
        let mentions = tagger.mentions(&note);
        assert!(mentions.iter().all(|m| m.start < m.end && m.end <= length), "{note}");
        assert!(
            mentions.iter().filter_map(|m| m.cue).all(|(start, end)| start <= end && end <= length),
            "{note}"
        );
        assert_eq!(mentions, tagger.mentions(&note));
    }
}

#[test]
fn own_tags_work_at_once_with_negation() {
    let own = Tag {
        id: "own.1".into(),
        zh: "无人机".into(),
        en: "Drones".into(),
        dimension: Dimension::Interest,
        synonyms: vec!["飞穿越机".into()],
        ..Tag::own("")
    };
    let tagger = Tagger::new(&Vocabulary::with(&[own]));
    let tags = |note: &str| read(&tagger, note).into_iter().collect::<Vec<_>>();
    assert_eq!(tags("周末爱飞穿越机"), [("own.1".to_owned(), true)]);
    assert_eq!(tags("对无人机没兴趣"), [("own.1".to_owned(), false)]);
}

#[test]
fn strange_notes_do_no_harm() {
    let tagger = Tagger::new(&Vocabulary::with(&[]));
    for note in
        ["", " ", ",,,", "。", "😀😀", "不", "没没没没", "别", "\u{0}", "ＡＢＣ　，", "不…了", "他她它"]
    {
        tagger.mentions(note);
        tagger.sensitive(note);
    }
    tagger.mentions(&"不喜欢打麻将,".repeat(2000));
}
