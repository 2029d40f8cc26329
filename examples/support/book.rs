//! A book in CSV as records, and circles as JSON: shared by the example and the benchmark.

#[path = "sheet.rs"]
mod sheet;

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
    let (mut ids, mut people) = (Vec::new(), Vec::new());
    let tags = sheet::read(bytes, |id, person| {
        ids.push(id.to_owned());
        people.push(person);
    })?;
    let mut builder = RecordsBuilder::new(tags);
    for person in people {
        builder.push(&person.tags, person.groups, person.temperament);
    }
    Ok((ids, builder.finish()))
}
