//! The book handed out and read in again is the same book, whatever is in it, as a workbook and as CSV, in both languages.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use yangke::book::{
    join_list, merge_preview, Book, Customer, Evidence, Interaction, Judgement, Maturity, Note, OpenQuestion,
    Outcome, Override, Polarity, RiskLevel, Tag, TagMark, Verdict, Vocabulary,
};
use yangke::branch::{Branch, Edit};
use yangke::calendar::Birthday;
use yangke::export::{book_table, book_workbook};
use yangke::finding::Severity;
use yangke::import::{Imported, WRITTEN};
use yangke::job::{self, likely_sheet, Job, JobDone};
use yangke::rng::Rng;
use yangke::text::Lang;

const BOOKS: u64 = 40;

/// Pieces of texts that files are known to stumble over.
const PIECES: &[&str] = &[
    "爱", "钓鱼", "A", "0", "12", "\"", "'", ",", ";", "\n", "\r\n", "\t", "=", "+1", "-", "@", " ",
    "\u{3000}", "_x000D_", "&amp;", "<b>", "、", "/", "|", "𠮷", "😀", "\u{200b}", "é", "1e5", "%", "合计",
    "姓名", "\\",
];

fn text(rng: &mut Rng, most: u32) -> String {
    (0..rng.below(most + 1)).filter_map(|_| rng.pick(PIECES)).copied().collect()
}

fn day(rng: &mut Rng) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(u64::from(rng.below(4_000)))
}

fn maybe<T>(rng: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    rng.chance(60).then(|| make(rng))
}

fn several<T>(rng: &mut Rng, mut make: impl FnMut(&mut Rng) -> T) -> Vec<T> {
    (0..rng.below(4)).map(|_| make(rng)).collect()
}

fn birthday(rng: &mut Rng) -> Birthday {
    let lunar = rng.chance(40);
    let year = maybe(rng, |rng| 1930 + rng.below(80) as i32);
    let (month, day) = (1 + rng.below(12), 1 + rng.below(28));
    Birthday { year, month, day, lunar, leap: lunar && rng.chance(10) }
}

/// Words of a person, unlike those of anybody else in the book.
fn customer(rng: &mut Rng, at: usize, vocabulary: &Vocabulary, own: &[Tag]) -> Customer {
    let has_code = rng.chance(70);
    let notes: Vec<Note> =
        several(rng, |rng| Note { text: format!("记{}", text(rng, 12)), written_on: day(rng) });
    let mut customer = Customer {
        code: if has_code { format!("{at:06}") } else { String::new() },
        name: if has_code && rng.chance(20) {
            String::new()
        } else {
            format!("客{at}{}", text(rng, 3).trim())
        },
        female: maybe(rng, |rng| rng.chance(50)),
        birthday: maybe(rng, birthday),
        listed_age: maybe(rng, |rng| rng.below(100) as u8),
        groups: several(rng, |rng| format!("群{}", rng.below(9))),
        tier: text(rng, 2),
        risk: maybe(rng, |rng| RiskLevel(rng.below(6) as u8)),
        risk_until: maybe(rng, day),
        manager: text(rng, 3),
        phone: maybe(rng, |rng| format!("139{:08}", rng.below(100_000_000))).unwrap_or_default(),
        occupation: text(rng, 4),
        assets_fen: maybe(rng, |rng| i64::from(rng.below(u32::MAX)) * 50 - 1_000_000),
        maturities: several(rng, |rng| Maturity {
            date: day(rng),
            amount_fen: maybe(rng, |rng| i64::from(rng.below(1_000_000))),
        }),
        school_entry_years: several(rng, |rng| 2010 + rng.below(30) as i32),
        verdicts: several(rng, |rng| Verdict {
            tag: "int.guandan".into(),
            judgement: Judgement::Flipped,
            sentence: text(rng, 9),
            on: day(rng),
        }),
        interactions: several(rng, |rng| Interaction {
            date: day(rng),
            approach: "call".into(),
            outcome: Outcome::Neutral,
            remark: text(rng, 9),
        }),
        overrides: several(rng, |rng| Override { avoid: "crowd".into(), reason: text(rng, 9), on: day(rng) }),
        last_contact: maybe(rng, day),
        do_not_contact: rng.chance(20),
        no_profiling: rng.chance(20),
        notes,
        ..Customer::default()
    };
    customer.interactions.sort_by_key(|interaction| interaction.date);
    for number in 1..=rng.below(3) {
        let answered = maybe(rng, |rng| (day(rng), text(rng, 6)));
        let (asked_on, due) = (day(rng), day(rng));
        let (text, owner) = (format!("问{number}{}", text(rng, 6)), text(rng, 2));
        customer.questions.push(OpenQuestion { number, text, asked_on, owner, due, answered });
    }
    for _ in 0..rng.below(6) {
        let known = vocabulary.tags();
        let tag = if rng.chance(30) { rng.pick(own) } else { rng.pick(known) }.unwrap();
        let evidence = match rng.below(3) {
            0 if !customer.notes.is_empty() => Evidence::Note { note_idx: 0, start: 0, end: 1 },
            1 => Evidence::Cell { column: text(rng, 3), value: text(rng, 5) },
            _ => Evidence::Hand,
        };
        let polarity = if rng.chance(30) { Polarity::Avoid } else { Polarity::Like };
        let mark = TagMark {
            tag: tag.id.clone(),
            polarity,
            evidence,
            noted_on: day(rng),
            doubt: rng.below(3) as u8,
        };
        if customer.mark(&mark.tag).is_none() {
            customer.tags.push(mark);
        }
    }
    // A life's worth of notes is longer than a cell of a workbook may be.
    if rng.chance(3) {
        customer.notes.push(Note { text: "长".repeat(40_000), written_on: day(rng) });
    }
    customer
}

fn branch(seed: u64) -> Branch {
    let mut rng = Rng::new(seed);
    let own: Vec<Tag> = ["玩魔方", "养蜂", "看 球"]
        .iter()
        .map(|word| Tag {
            id: format!("own.{word}"),
            zh: (*word).to_owned(),
            en: (*word).to_owned(),
            dimension: yangke::book::Dimension::Interest,
            synonyms: Vec::new(),
            ..Tag::own("")
        })
        .collect();
    let mut branch = Branch::empty();
    branch.own_tags = Arc::new(own.clone());
    let vocabulary = branch.vocabulary();
    let mut book = Book::default();
    for at in 0..1 + rng.below(12) as usize {
        book.add(customer(&mut rng, at, &vocabulary, &own));
    }
    branch.book = Arc::new(book);
    branch
}

fn read_back(bytes: &[u8]) -> Imported {
    let JobDone::Read { sheets, encoding, mappings, .. } =
        job::run(Job::Read { encoding: None }, bytes, &|| 0.0, &mut |_| {}).unwrap()
    else {
        panic!("another job's result")
    };
    let sheet = likely_sheet(&sheets, &mappings);
    let today = NaiveDate::from_ymd_opt(2031, 1, 1).unwrap();
    let (mapping, own_tags) = (mappings[sheet].clone(), Vec::new());
    let rows = Job::Customers { encoding, sheet, mapping, own_tags, today, code_names: false };
    match job::run(rows, bytes, &|| 0.0, &mut |_| {}).unwrap() {
        JobDone::Customers(imported) => imported,
        other => panic!("{other:?}"),
    }
}

/// The facts that are not the same, for the message of a failure.
fn differing(was: &Customer, is: &Customer) -> String {
    let [was, is] = [was, is].map(|customer| serde_json::to_value(customer).unwrap());
    let facts = was.as_object().unwrap().iter().filter(|(fact, value)| is[fact.as_str()] != **value);
    facts.map(|(fact, value)| format!("{fact}: {value} came back as {}; ", is[fact.as_str()])).collect()
}

#[test]
fn what_is_handed_out_comes_back_as_the_same_book() {
    for seed in 0..BOOKS {
        let branch = branch(seed);
        let lang = if seed % 2 == 0 { Lang::Zh } else { Lang::En };
        let files = [book_table(&branch, lang, true), book_workbook(&branch, lang, true).unwrap()];
        for (kind, file) in files.iter().enumerate() {
            let imported = read_back(file);
            assert!(imported.doubles.is_empty(), "seed {seed} file {kind}: {:?}", imported.doubles);
            let mut again = Branch::empty();
            let (customers, own_tags) = (imported.customers.clone(), imported.own_tags);
            again.apply(Edit::Import { customers, own_tags, name: String::new() });
            let skipped: Vec<_> =
                imported.findings.iter().filter(|found| found.severity != Severity::Warning).collect();
            assert!(imported.skipped == 0, "seed {seed} file {kind}: {skipped:?}");
            for (was, is) in branch.book.customers.iter().zip(&again.book.customers) {
                assert!(was == is, "seed {seed} file {kind}: {}", differing(was, is));
            }
            assert_eq!(branch.book.customers.len(), again.book.customers.len(), "seed {seed} file {kind}");
            // Tags of the branch's own that somebody has are known again.
            let vocabulary = again.vocabulary();
            let mut marks = again.book.customers.iter().flat_map(|customer| &customer.tags);
            assert!(marks.all(|mark| vocabulary.get(&mark.tag).is_some()), "seed {seed} file {kind}");
            // Into the book that it came from, it brings nothing new.
            let preview = merge_preview(&branch.book, &imported.customers);
            let n = branch.book.customers.len();
            assert_eq!((preview.unchanged, preview.added), (n, 0), "seed {seed} {:?}", preview.changed);
            let mut joined = (*branch.book).clone();
            joined = join_list(&joined, imported.customers, &[], &[]);
            for (was, is) in branch.book.customers.iter().zip(&joined.customers) {
                assert!(was == is, "seed {seed} file {kind} joined: {}", differing(was, is));
            }
        }
    }
}

#[test]
fn a_cell_that_was_changed_counts_and_the_rest_stays() {
    let branch = branch(7);
    let file = String::from_utf8(book_table(&branch, Lang::Zh, true)).unwrap();
    let somebody = branch.book.customers.iter().find(|found| found.phone.len() == 11).unwrap();
    let was = format!(",\"{}\",", somebody.phone);
    assert_eq!(file.matches(&was).count(), 1, "the phone stands alone in one cell");
    let imported = read_back(file.replace(&was, ",\"13700000000\",").as_bytes());
    let is = imported.customers.iter().find(|found| found.phone == "13700000000").unwrap();
    let expected = Customer { phone: "13700000000".into(), id: is.id, ..(**somebody).clone() };
    assert_eq!(**is, expected);
}

#[test]
fn masked_the_list_holds_no_name_phone_or_note() {
    let branch = branch(3);
    let file = String::from_utf8(book_table(&branch, Lang::Zh, false)).unwrap();
    let mut seen = 0;
    for customer in &branch.book.customers {
        let words = [&customer.name, &customer.phone].into_iter().filter(|word| word.chars().count() > 2);
        for word in words.chain(customer.notes.iter().map(|note| &note.text)) {
            seen += 1;
            assert!(!file.contains(word.as_str()), "{word:?}");
        }
    }
    assert!(seen > 5, "{seen} words were looked for");
}

#[test]
fn every_column_that_is_written_is_known_again_by_its_header() {
    for lang in [Lang::Zh, Lang::En] {
        let file = book_table(&branch(1), lang, true);
        let JobDone::Read { mappings, .. } =
            job::run(Job::Read { encoding: None }, &file, &|| 0.0, &mut |_| {}).unwrap()
        else {
            panic!("another job's result")
        };
        let fields: Vec<_> = mappings[0].columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, WRITTEN);
    }
}
