//! Tags of notes: `cargo run --release --example tags -- NOTES.jsonl`.
//!
//! One JSON line a note to standard output, one line with the times to standard error.
#![allow(clippy::disallowed_methods, reason = "a measuring program has a clock")]
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::io::Write;
use std::time::Instant;

use yangke::book::{Polarity, Vocabulary};
use yangke::notes::Tagger;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: tags NOTES.jsonl")?;
    let begun = Instant::now();
    let text = std::fs::read_to_string(path)?;
    let mut notes = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let note = value["note"].as_str().unwrap_or_default().to_owned();
        notes.push((value["id"].clone(), note));
    }
    let tagger = Tagger::new(&Vocabulary::with(&[]));
    let read_ms = begun.elapsed().as_secs_f64() * 1000.0;
    let begun = Instant::now();
    let found: Vec<_> = notes.iter().map(|(_, note)| tagger.mentions(note)).collect();
    let solve_ms = begun.elapsed().as_secs_f64() * 1000.0;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for ((id, _), mentions) in notes.iter().zip(found) {
        let tags: Vec<serde_json::Value> = mentions
            .into_iter()
            .map(|mention| {
                let polarity = if mention.polarity == Polarity::Like { "+" } else { "-" };
                serde_json::json!({"tag": mention.tag, "polarity": polarity, "span": [mention.start, mention.end]})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": id, "tags": tags}))?;
    }
    out.flush()?;
    eprintln!("{}", serde_json::json!({"read_ms": read_ms, "solve_ms": solve_ms}));
    Ok(())
}
