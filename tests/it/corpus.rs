//! Awkward lists with the book and the findings that each is to give: `tests/data/import/`.
//!
//! `YANGKE_EXPECT=write cargo test corpus` writes what the program does now; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use yangke::book::{Polarity, Vocabulary};
use yangke::finding::Finding;
use yangke::import::{written, Field, ImportError, Imported, Mapping, WRITTEN};
use yangke::job::{self, likely_sheet, Job, JobDone, JobError, SheetHead};

/// What stands in some list and must never come out of it.
const NEVER: &[&str] = &[
    "11010519491231",
    "110105491231",
    "62220212345678",
    "6222 0212",
    "Passw0rd",
    "883311",
    "陈小明",
    "李小红",
    "佛教",
    "高血压",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import")
}

struct Taken {
    sheets: Vec<SheetHead>,
    mapping: Mapping,
    sheet: usize,
    imported: Imported,
    of_file: Vec<Finding>,
}

fn take(bytes: &[u8], code_names: bool) -> Result<Taken, JobError> {
    let JobDone::Read { sheets, encoding, findings, mappings } =
        job::run(Job::Read { encoding: None }, bytes, &|| 0.0, &mut |_| {})?
    else {
        panic!("another job's result")
    };
    let sheet = likely_sheet(&sheets, &mappings);
    let mapping = mappings[sheet].clone();
    let (own_tags, today) = (Vec::new(), today());
    let rows = Job::Customers { encoding, sheet, mapping: mapping.clone(), own_tags, today, code_names };
    let JobDone::Customers(imported) = job::run(rows, bytes, &|| 0.0, &mut |_| {})? else {
        panic!("another job's result")
    };
    Ok(Taken { sheets, mapping, sheet, imported, of_file: findings })
}

/// Everything that a person sees of an import, as lines.
fn told(taken: &Taken) -> String {
    let mut out = String::new();
    for (at, sheet) in taken.sheets.iter().enumerate() {
        let chosen = if at == taken.sheet { "> " } else { "  " };
        let hidden = if sheet.hidden.sheet { " hidden" } else { "" };
        writeln!(out, "{chosen}sheet {:?} {} rows{hidden}", sheet.name, sheet.rows).unwrap();
    }
    let header = taken.mapping.header_row.map_or("none".to_owned(), |row| (row + 1).to_string());
    writeln!(out, "header {header} of {} lines", taken.mapping.header_lines).unwrap();
    for column in taken.mapping.columns.iter().take(12) {
        writeln!(out, "  {:?} {:?} {:?}", column.header, column.field, column.samples).unwrap();
    }
    let imported = &taken.imported;
    writeln!(out, "{} rows, {} skipped", imported.rows, imported.skipped).unwrap();
    let vocabulary = Vocabulary::with(&imported.own_tags);
    let mut lines: Vec<_> = imported.customers.iter().map(|customer| ("=".to_owned(), &**customer)).collect();
    let doubles = imported.doubles.iter();
    lines.extend(
        doubles.map(|double| (format!("row {} again {}", double.row, double.first), &double.customer)),
    );
    for (mark, customer) in lines {
        let facts = WRITTEN.iter().filter(|field| **field != Field::Record).filter_map(|field| {
            let said = written(customer, *field, &vocabulary);
            (!said.is_empty()).then(|| format!("{field:?}={said:?}"))
        });
        writeln!(out, "{mark} {}", facts.collect::<Vec<_>>().join(" ")).unwrap();
    }
    let of_file = taken.of_file.iter().filter(|finding| !imported.findings.contains(finding));
    for finding in of_file.chain(&imported.findings) {
        let place = &finding.place;
        let row = place.row.map_or(String::new(), |row| format!(" row {row}"));
        let column = place.column.as_ref().map_or(String::new(), |column| format!(" {column:?}"));
        writeln!(out, "! {:?} {:?}{row}{column} {:?}", finding.severity, finding.code, finding.value)
            .unwrap();
    }
    out
}

fn lists() -> Vec<(String, Vec<u8>)> {
    let mut lists: Vec<_> = fs::read_dir(folder().join("lists"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    lists.sort();
    assert!(lists.len() >= 100, "{} lists", lists.len());
    lists
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a list that takes long is refused too late")]
fn every_awkward_list_gives_the_expected_book_and_findings() {
    let write = std::env::var("YANGKE_EXPECT").is_ok_and(|wish| wish == "write");
    let expected = folder().join("expected");
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for (name, bytes) in lists() {
        let mut said = String::new();
        // A machine that is busy with something else gets two more tries.
        let quick_enough = (0..3).any(|_| {
            let start = Instant::now();
            said = match take(&bytes, false) {
                Ok(taken) => told(&taken),
                Err(JobError::Import(error)) => format!("refused {error:?}\n"),
                Err(error) => format!("failed {error:?}\n"),
            };
            start.elapsed() < Duration::from_secs(2)
        });
        assert!(quick_enough, "{name} took more than 2 s three times");
        let path = expected.join(format!("{name}.expect"));
        if write {
            fs::create_dir_all(&expected).unwrap();
            fs::write(&path, &said).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != said {
            wrong.push(format!("{name}:\n{said}"));
        }
        names.insert(format!("{name}.expect"));
    }
    assert!(wrong.is_empty(), "{} lists are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
    for entry in fs::read_dir(&expected).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "{name} has no list");
    }
}

#[test]
fn every_row_is_imported_or_skipped_and_nothing_secret_gets_in() {
    for (name, bytes) in lists() {
        for code_names in [false, true] {
            let Ok(taken) = take(&bytes, code_names) else { continue };
            let imported = &taken.imported;
            assert_eq!(imported.customers.len() + imported.skipped, imported.rows, "{name}");
            let kept = serde_json::to_string(&(imported, &taken.of_file, &taken.mapping)).unwrap();
            for secret in NEVER {
                // A column that nobody could tell shows its first values for a decision.
                assert!(!kept.contains(secret), "{name}: {secret} got in");
            }
        }
    }
}

#[test]
fn by_code_names_no_name_phone_or_year_of_birth_gets_in() {
    let mut people = 0;
    for (name, bytes) in lists() {
        let Ok(taken) = take(&bytes, true) else { continue };
        for customer in &taken.imported.customers {
            people += 1;
            assert!(!customer.code.is_empty(), "{name}");
            assert!(customer.name.is_empty() || customer.name.ends_with('*'), "{name}: {}", customer.name);
            assert!(customer.phone.is_empty() && customer.notes.is_empty(), "{name}");
            assert!(customer.listed_age.is_none(), "{name}");
            assert!(customer.birthday.is_none_or(|birthday| birthday.year.is_none()), "{name}");
        }
        let kept = serde_json::to_string(&taken.imported.customers).unwrap();
        for secret in ["张三", "李四", "13812345678"] {
            assert!(!kept.contains(secret), "{name}: {secret}");
        }
    }
    assert!(people > 100, "{people} people came in by code names");
}

#[test]
fn a_list_says_what_is_to_be_avoided_and_what_is_liked() {
    let bytes = fs::read(folder().join("lists/tags.csv")).unwrap();
    let taken = take(&bytes, false).unwrap();
    let marks = &taken.imported.customers[0].tags;
    let avoids: Vec<_> = marks.iter().filter(|mark| mark.polarity == Polarity::Avoid).collect();
    assert!(!avoids.is_empty() && avoids.len() < marks.len(), "{marks:?}");
}

/// A file of 200 kB that unpacks to more than 200 MiB.
#[test]
#[allow(clippy::disallowed_methods, reason = "what is refused is refused soon")]
fn what_unpacks_to_too_much_is_refused_at_once() {
    let zeros = {
        use std::io::Write;
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        let block = vec![b' '; 1 << 20];
        for _ in 0..205 {
            packer.write_all(&block).unwrap();
        }
        packer.finish().unwrap()
    };
    let number = |value: usize, len: usize| value.to_le_bytes()[..len].to_vec();
    let name = b"xl/workbook.xml";
    // The directory says that the part is ten bytes long.
    let sizes =
        [number(0, 4), number(zeros.len(), 4), number(10, 4), number(name.len(), 2), number(0, 2)].concat();
    let mut file =
        [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec(), sizes.clone(), name.to_vec(), zeros].concat();
    let at = file.len();
    file.extend(
        [b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0".to_vec(), sizes, vec![0; 14], name.to_vec()].concat(),
    );
    let size = file.len() - at;
    file.extend(
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec(), number(size, 4), number(at, 4), vec![0; 2]].concat(),
    );
    let start = Instant::now();
    assert_eq!(take(&file, false).err(), Some(JobError::Import(ImportError::Inflated)));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn more_customers_than_the_limit_are_counted_and_said() {
    let mut list = String::from("客户号,姓名\n");
    for code in 0..100_150 {
        writeln!(list, "{code},客").unwrap();
    }
    let taken = take(list.as_bytes(), false).unwrap();
    assert_eq!(taken.imported.customers.len(), 100_000);
    assert_eq!(taken.imported.customers.len() + taken.imported.skipped, taken.imported.rows);
    let said: Vec<_> = taken.imported.findings.iter().map(|finding| format!("{:?}", finding.code)).collect();
    assert!(said.iter().any(|code| code == "TooManyRows"), "{said:?}");
    assert_eq!(take(&vec![b'a'; (20 << 20) + 1], false).err(), Some(JobError::Import(ImportError::TooLarge)));
}
