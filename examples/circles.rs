//! Circles from a book in CSV (客户号, 客群, 性格, 标签; several values in a cell separated by `;`), as JSON.
//!
//!     cargo run --release --example circles -- BOOK.csv > predicted.json

use std::error::Error;
use std::time::Instant;
use yangke::circles::{find, Options};

#[path = "support/book.rs"]
mod book;

#[allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring program: it has a clock and prints"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: circles BOOK.csv")?;
    let start = Instant::now();
    let (ids, records) = book::read(&std::fs::read(path)?)?;
    let read_ms = start.elapsed().as_secs_f64() * 1e3;
    let start = Instant::now();
    let found = find(&records, &Options::usual(), &[]);
    let solve_ms = start.elapsed().as_secs_f64() * 1e3;
    println!("{}", book::as_json(&ids, &records, &found));
    eprintln!("{{\"read_ms\":{read_ms:.2},\"solve_ms\":{solve_ms:.2}}}");
    Ok(())
}
