//! A book in CSV (客群, 标签; several values in a cell separated by `;`) as rows of bits, and its circles.

use std::error::Error;
use yangke::circles::{find, Found, Options, RecordsBuilder, Temperament};

/// Share of people that two circles have in common from which they are the same.
const SAME: f64 = 0.5;

/// What is known of a person: tags and old groups as bits.
#[derive(Clone, Copy)]
pub struct Row {
    pub tags: u64,
    pub groups: u64,
}

/// A book of at most 64 tags.
pub struct Table {
    pub tags: Vec<String>,
    pub rows: Vec<Row>,
}

impl Table {
    /// # Errors
    /// A file that is no such table, or one with more than 64 tags.
    pub fn read(bytes: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes));
        let headers = reader.headers()?.clone();
        let column =
            |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
        let (group, tag) = (column("客群")?, column("标签")?);
        let lines: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let (tags, groups) = (words(&lines, tag), words(&lines, group));
        if tags.len() > 64 {
            return Err(format!("{} tags: 64 at most", tags.len()).into());
        }
        let bits = |names: &[String], cell: &str| {
            let at = |word: &str| names.binary_search_by(|name| name.as_str().cmp(word)).ok();
            split(cell).filter_map(at).fold(0, |bits, at| bits | 1u64 << at.min(63))
        };
        let rows = lines
            .iter()
            .map(|line| Row { tags: bits(&tags, &line[tag]), groups: bits(&groups, &line[group]) });
        let rows = rows.collect();
        Ok(Self { tags, rows })
    }

    /// The circles of several tags that the search finds in these rows.
    pub fn circles(&self, rows: &[Row]) -> Vec<Found> {
        let mut builder = RecordsBuilder::new(self.tags.clone());
        for row in rows {
            let carried: Vec<u16> = (0..64).filter(|tag| row.tags >> tag & 1 == 1).collect();
            builder.push(&carried, row.groups, Temperament::Unknown);
        }
        let mut found = find(&builder.finish(), &Options::usual(), &[]);
        found.retain(|circle| circle.tags.len() > 1);
        found
    }

    /// Whether two rules pick the same people of the whole book, by and large.
    pub fn same(&self, one: &Found, other: &Found) -> bool {
        let (mut both, mut either) = (0, 0);
        for row in &self.rows {
            let (in_one, in_other) = (belongs(one, row.tags), belongs(other, row.tags));
            both += usize::from(in_one && in_other);
            either += usize::from(in_one || in_other);
        }
        both as f64 >= SAME * either as f64
    }
}

/// The circle's rule.
fn belongs(circle: &Found, tags: u64) -> bool {
    let carried = |wanted: &[usize]| wanted.iter().filter(|tag| tags >> **tag & 1 == 1).count();
    if circle.ways.is_empty() {
        carried(&circle.tags) >= circle.at_least
    } else {
        circle.ways.iter().any(|way| carried(&way.tags) == way.tags.len())
    }
}

/// The different words of a column, in order.
fn words(lines: &[csv::StringRecord], column: usize) -> Vec<String> {
    let mut words: Vec<String> =
        lines.iter().flat_map(|line| split(&line[column])).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty())
}
