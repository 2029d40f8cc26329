//! A book in CSV (客户号, 客群, 性格, 标签; several values in a cell separated by `;`), read.

use std::error::Error;
use yangke::circles::Temperament;

/// A line of it.
pub struct Person {
    pub tags: Vec<u16>,
    /// Old groups as bits; the 64th and further ones share the last bit.
    pub groups: u64,
    pub temperament: Temperament,
}

/// Calls `each` with the id and the facts of every person; gives the names of the tags, in order, into which the tags of
/// people are indices.
///
/// # Errors
/// A file that is no such table.
pub fn read(bytes: &[u8], mut each: impl FnMut(&str, Person)) -> Result<Vec<String>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes));
    let headers = reader.headers()?.clone();
    let column =
        |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
    let (id, group, temperament, tag) =
        (column("客户号")?, column("客群")?, column("性格")?, column("标签")?);
    let lines: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let (tags, groups) = (words(&lines, tag), words(&lines, group));
    for line in &lines {
        let person = Person {
            tags: places(&tags, &line[tag]).map(|at| at as u16).collect(),
            groups: places(&groups, &line[group]).fold(0, |bits, at| bits | 1 << at.min(63)),
            temperament: match &line[temperament] {
                "安静" => Temperament::Quiet,
                "热闹" => Temperament::Lively,
                "中性" => Temperament::Neutral,
                _ => Temperament::Unknown,
            },
        };
        each(&line[id], person);
    }
    Ok(tags)
}

/// The different words of a column, in order.
fn words(lines: &[csv::StringRecord], column: usize) -> Vec<String> {
    let mut words: Vec<String> =
        lines.iter().flat_map(|line| split(&line[column])).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Where the words of a cell stand among those of their column.
fn places<'a>(words: &'a [String], cell: &'a str) -> impl Iterator<Item = usize> + 'a {
    split(cell).filter_map(|word| words.binary_search_by(|known| known.as_str().cmp(word)).ok())
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty())
}
