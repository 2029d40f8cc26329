//! A book in CSV as rows of bits, and its circles.

#[path = "sheet.rs"]
mod sheet;

use std::error::Error;
use yangke::circles::{find, Found, Options, RecordsBuilder, Temperament};

/// Share of people that two circles have in common from which they are the same.
const SAME: f64 = 0.5;

/// What is known of a person: tags and old groups as bits, and the temperament.
#[derive(Clone, Copy)]
pub struct Row {
    pub tags: u64,
    pub groups: u64,
    pub temperament: Temperament,
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
        let mut rows = Vec::new();
        let tags = sheet::read(bytes, |_, person| {
            // Checked below: bits that do not exist are left out until then.
            let bit = |tag: &u16| 1u64.checked_shl(u32::from(*tag)).unwrap_or(0);
            let tags = person.tags.iter().map(bit).fold(0, |bits, bit| bits | bit);
            rows.push(Row { tags, groups: person.groups, temperament: person.temperament });
        })?;
        if tags.len() > 64 {
            return Err(format!("{} tags: 64 at most", tags.len()).into());
        }
        Ok(Self { tags, rows })
    }

    /// The circles of several tags that the search finds in these rows.
    pub fn circles(&self, rows: &[Row]) -> Vec<Found> {
        let mut builder = RecordsBuilder::new(self.tags.clone());
        for row in rows {
            let carried: Vec<u16> = (0..64).filter(|tag| row.tags >> tag & 1 == 1).collect();
            builder.push(&carried, row.groups, row.temperament);
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
