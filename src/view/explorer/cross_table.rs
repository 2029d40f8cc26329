//! Circles against the traditional groups: how little the old groups tell.

use crate::circles::{Circle, CircleId};

/// One circle: for each group of the header its share of the members, and how often as usual that is.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossRow {
    /// The circle.
    pub circle: CircleId,
    /// Share of the members in each group, 0 to 1.
    pub inside: Vec<f64>,
    /// Share of the whole book in each group, 0 to 1.
    pub usual: Vec<f64>,
}

/// Rows for circles proper over these groups.
pub fn cross_table<'a>(
    circles: impl Iterator<Item = &'a Circle>,
    groups: &[(String, usize)],
    customers: usize,
) -> Vec<CrossRow> {
    let usual: Vec<f64> = groups.iter().map(|(_, size)| *size as f64 / customers.max(1) as f64).collect();
    let row = |circle: &Circle| {
        let members = circle.members.len().max(1) as f64;
        let in_group = |name: &String| {
            circle.mix.iter().find(|share| share.group == *name).map_or(0, |share| share.members)
        };
        CrossRow {
            circle: circle.id,
            inside: groups.iter().map(|(name, _)| in_group(name) as f64 / members).collect(),
            usual: usual.clone(),
        }
    };
    circles.filter(|circle| !circle.is_list()).map(row).collect()
}
