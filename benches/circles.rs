//! Time, memory and quality of the circle engine on made-up books, next to a reference program where one is at hand.
//!
//!     YANGKE_MEASURE=FOLDER [YANGKE_REFERENCE=PROGRAM] [SEEDS="21 22"] cargo bench --bench circles
//!
//! FOLDER holds `gen_book.py` and `score.py`; PROGRAM is called with a book and the file to write its circles to, and
//! says `"find_cpu_ms_min"`. Without a folder nothing is measured.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring program has a clock and prints"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

#[path = "../examples/support/book.rs"]
mod book;

use peak_alloc::PeakAlloc;
use yangke::circles::{find, Options};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const LEVELS: [&str; 3] = ["easy", "medium", "hard"];
/// Warm runs of which the quickest counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let Ok(folder) = std::env::var("YANGKE_MEASURE") else {
        println!("circles: set YANGKE_MEASURE to the folder with gen_book.py and score.py");
        return Ok(());
    };
    let folder = PathBuf::from(folder);
    let reference = std::env::var("YANGKE_REFERENCE").ok();
    let seeds = std::env::var("SEEDS").unwrap_or_else(|_| "21 22 23 24 25 26 27 28 29 30".to_owned());
    let scratch = std::env::temp_dir().join("yangke-circles");
    std::fs::create_dir_all(&scratch)?;
    println!(
        "| people | level | F1 | ONMI | definitions | ms | MiB | reference: F1 | ONMI | definitions | ms |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for size in SIZES {
        for level in LEVELS {
            let (mut ours, mut theirs, mut count) = ([0.0; 4], [0.0; 4], 0.0);
            // What the search asks for besides the records, at its highest.
            let mut most = 0.0f32;
            for seed in seeds.split_whitespace() {
                let stem = scratch.join(format!("{size}-{level}-{seed}"));
                let csv = stem.with_extension("csv");
                if !csv.exists() {
                    let mut make = Command::new("python3");
                    make.arg(folder.join("gen_book.py")).args(["--seed", seed, "--level", level]);
                    run(make.args(["--customers", &size.to_string(), "--out"]).arg(&stem))?;
                }
                let predicted = stem.with_extension("predicted.json");
                let (ids, records) = book::read(&std::fs::read(&csv)?)?;
                let mut best = f64::INFINITY;
                let mut found = Vec::new();
                MEMORY.reset_peak_usage();
                let before = MEMORY.current_usage_as_mb();
                for _ in 0..RUNS {
                    let start = Instant::now();
                    found = find(&records, &Options::usual(), &[]);
                    best = best.min(start.elapsed().as_secs_f64() * 1e3);
                }
                most = most.max(MEMORY.peak_usage_as_mb() - before);
                std::fs::write(&predicted, book::as_json(&ids, &records, &found).to_string())?;
                add(&mut ours, score(&folder, &stem, &predicted)?, best);
                if let Some(program) = &reference {
                    let said = run(Command::new(program).arg(&csv).arg(&predicted))?;
                    let told =
                        said.split("\"find_cpu_ms_min\":").nth(1).and_then(|rest| rest.split(',').next());
                    let ms = told.and_then(|ms| ms.parse().ok()).unwrap_or(f64::NAN);
                    add(&mut theirs, score(&folder, &stem, &predicted)?, ms);
                }
                count += 1.0;
            }
            let mean = |sums: [f64; 4]| {
                let [f1, onmi, definitions, ms] = sums.map(|sum| sum / count);
                format!("{f1:.3} | {onmi:.3} | {definitions:.3} | {ms:.2}")
            };
            println!("| {size} | {level} | {} | {most:.1} | {} |", mean(ours), mean(theirs));
        }
    }
    Ok(())
}

fn add(sums: &mut [f64; 4], quality: [f64; 3], ms: f64) {
    let [f1, onmi, definitions] = quality;
    for (sum, value) in sums.iter_mut().zip([f1, onmi, definitions, ms]) {
        *sum += value;
    }
}

/// F1, ONMI and the share of definitions found exactly.
fn score(folder: &Path, stem: &Path, predicted: &Path) -> Result<[f64; 3], Box<dyn Error>> {
    // The scorer's own main describes every circle, which takes minutes in large books.
    let program = "import sys, json; sys.path.insert(0, sys.argv[1]); import score as s; b = s.load_book(sys.argv[2] + '.csv'); \
                   r = s.score(json.load(open(sys.argv[2] + '.truth.json')), json.load(open(sys.argv[3])), b, describe_all=False); \
                   print(json.dumps([r['f1'], r['onmi_max'], r['defs']]))";
    let said = run(Command::new("python3").args(["-B", "-c", program]).arg(folder).arg(stem).arg(predicted))?;
    Ok(serde_json::from_str(said.trim())?)
}

fn run(command: &mut Command) -> Result<String, Box<dyn Error>> {
    let done = command.output()?;
    if done.status.success() {
        // The reference says its time on the error stream.
        Ok(String::from_utf8(if done.stdout.is_empty() { done.stderr } else { done.stdout })?)
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned().into())
    }
}
