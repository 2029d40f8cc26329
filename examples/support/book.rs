//! A book in CSV as records, and circles as JSON: shared by the example and the benchmark.

use std::collections::BTreeMap;
use std::error::Error;
use yangke::circles::{Found, Records, RecordsBuilder, Temperament};

/// The circles in the form that is measured.
pub fn as_json(ids: &[String], records: &Records, found: &[Found]) -> serde_json::Value {
    let mut circles = serde_json::Map::new();
    for (idx, circle) in found.iter().enumerate() {
        let tags: Vec<&str> = circle.tags.iter().map(|tag| records.tags[*tag].as_str()).collect();
        let personality = match circle.temperament {
            Temperament::Quiet => Some("安静"),
            Temperament::Lively => Some("热闹"),
            _ => None,
        };
        let members: Vec<&str> = circle.members.iter().map(|at| ids[*at as usize].as_str()).collect();
        let names = |tags: &[usize]| {
            tags.iter().map(|tag| records.tags[*tag].as_str()).collect::<Vec<_>>().join(" + ")
        };
        let rule = match circle.ways.as_slice() {
            [] => format!("{} of {}", circle.at_least, tags.len()),
            ways => ways.iter().map(|way| names(&way.tags)).collect::<Vec<_>>().join(" | "),
        };
        let value =
            serde_json::json!({ "tags": tags, "personality": personality, "rule": rule, "members": members });
        circles.insert(format!("c{idx:03}"), value);
    }
    serde_json::json!({ "circles": circles })
}

/// Ids and records of a book in CSV.
pub fn read(bytes: &[u8]) -> Result<(Vec<String>, Records), Box<dyn Error>> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers()?.clone();
    let column =
        |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
    let (id, group, temperament, tags) =
        (column("客户号")?, column("客群")?, column("性格")?, column("标签")?);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let words = |at: usize| {
        let mut words: Vec<&str> = rows.iter().flat_map(|row| split(&row[at])).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (tag_names, group_names) = (words(tags), words(group));
    let tag_idx: BTreeMap<&str, u16> =
        tag_names.iter().enumerate().map(|(idx, tag)| (*tag, idx as u16)).collect();
    let group_idx: BTreeMap<&str, usize> =
        group_names.iter().enumerate().map(|(idx, name)| (*name, idx)).collect();
    let mut builder = RecordsBuilder::new(tag_names.iter().map(|tag| (*tag).to_owned()).collect());
    let mut ids = Vec::with_capacity(rows.len());
    for row in &rows {
        let carried: Vec<u16> = split(&row[tags]).filter_map(|tag| tag_idx.get(tag).copied()).collect();
        let groups = split(&row[group])
            .filter_map(|name| group_idx.get(name))
            .fold(0u64, |bits, at| bits | 1 << (*at).min(63));
        let temperament = match &row[temperament] {
            "安静" => Temperament::Quiet,
            "热闹" => Temperament::Lively,
            "中性" => Temperament::Neutral,
            _ => Temperament::Unknown,
        };
        builder.push(&carried, groups, temperament);
        ids.push(row[id].to_owned());
    }
    Ok((ids, builder.finish()))
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty())
}
