//! Cores that belong to quiet or to lively people, and circles of a single tag.

use super::bits::{count, count_both, Columns};
use super::cores::{least_size, Cores};
use super::null_model::{members, NullModel};
use super::{Core, Known, Options, Records, Temperament};

/// A circle of one tag, quiet, lively or open to all.
pub(super) struct Single {
    pub(super) tag: usize,
    pub(super) temperament: Temperament,
}

/// Gives a core the temperament that nearly all of its people share.
pub(super) fn attach(
    records: &Records,
    columns: &Columns,
    null: &NullModel,
    cores: &mut [Core],
    earlier: &[Known],
) {
    if records.is_empty() {
        return;
    }
    let shares = columns.temperament_shares();
    let known = 1.0 - shares[Temperament::Unknown as usize];
    for core in cores {
        let all = columns.all_of(&core.tags);
        let carriers = count(&all);
        // Some carriers are there by chance and share the book's temperaments.
        let by_chance = match core.tags[..] {
            [i, j] => null.expected(i, j),
            [i, j, k] => null.expected_three([i, j, k]),
            _ => 0.0,
        };
        let recorded = carriers - count_both(&all, &columns.temperament[Temperament::Unknown as usize]);
        let chance = by_chance.min(0.9 * carriers) * recorded / carriers.max(1.0);
        for temperament in Temperament::MARKED {
            let usual = shares[temperament as usize] / known;
            let fitting = count_both(&all, &columns.temperament[temperament as usize]);
            let share = (fitting - usual * chance) / (recorded - chance).max(1.0);
            let z = (fitting - recorded * usual) / (recorded * usual * (1.0 - usual)).max(0.5).sqrt();
            let before = earlier.iter().find(|known| known.tags == core.tags).map(|known| known.temperament);
            // A circle of one temperament has it in all true members; 0.85 leaves room for wrong records. In books of
            // 10,000 circles without one stay below 0.8. What an earlier run said needs more to be overturned.
            let least = match before {
                Some(old) if old == temperament => 0.75,
                Some(Temperament::Unknown) => 0.95,
                _ => 0.85,
            };
            if share > least && fitting > 0.5 * recorded && z > 2.0 {
                core.temperament = temperament;
            }
        }
    }
}

/// One-tag circles: a tag whose carriers lean to one temperament beyond what larger circles explain, or a common
/// tag that no larger circle explains and no old group owns.
pub(super) fn single_tags(
    records: &Records,
    columns: &Columns,
    found: &Cores,
    options: &Options,
) -> Vec<Single> {
    let shares = columns.temperament_shares();
    let known = 1.0 - shares[Temperament::Unknown as usize];
    let smallest = least_size(columns.customers);
    let spread = GroupSpread::of(records);
    let mut singles = Vec::new();
    for tag in 0..records.tags.len() {
        let with_tag: Vec<&Core> = found.cores.iter().filter(|core| core.tags.contains(&tag)).collect();
        let leaning = leaning(tag, columns, &with_tag, found.keep, shares, known, smallest, options);
        let explained: f64 = with_tag.iter().map(|core| core.size * found.keep).sum();
        let carriers = columns.carriers[tag];
        if let Some(temperament) = leaning {
            singles.push(Single { tag, temperament });
        } else if carriers / found.keep > (2.0 * smallest).max(0.018 * columns.customers)
            && explained < 0.3 * carriers
            && spread.is_even(tag, carriers)
        {
            singles.push(Single { tag, temperament: Temperament::Unknown });
        }
    }
    singles
}

#[allow(clippy::too_many_arguments, reason = "one test with its statistics, called in one place")]
fn leaning(
    tag: usize,
    columns: &Columns,
    with_tag: &[&Core],
    keep: f64,
    shares: [f64; 4],
    known: f64,
    smallest: f64,
    options: &Options,
) -> Option<Temperament> {
    // Carriers whose temperament a larger circle already explains are left out.
    let mut rest = columns.tag[tag].clone();
    for core in with_tag.iter().filter(|core| core.temperament != Temperament::Unknown) {
        for other in core.tags.iter().filter(|other| **other != tag) {
            for (a, b) in rest.iter_mut().zip(&columns.tag[*other]) {
                *a &= !b;
            }
        }
    }
    let recorded = count(&rest) - count_both(&rest, &columns.temperament[Temperament::Unknown as usize]);
    let mut hit = None;
    for temperament in Temperament::MARKED {
        let usual = shares[temperament as usize] / known;
        let fitting = count_both(&rest, &columns.temperament[temperament as usize]);
        // Members of larger circles of this temperament of whom the record lost all other tags.
        let leak: f64 = with_tag
            .iter()
            .filter(|core| core.temperament == temperament)
            .map(|core| core.size * known * keep * power(1.0 - keep, core.tags.len() - 1) * (1.0 - usual))
            .sum();
        // 1.6: the leak is itself an estimate; it is counted with a margin.
        let surplus = fitting - recorded * usual - 1.6 * leak;
        let deviation = ((recorded * usual * (1.0 - usual)).max(0.5) + leak).sqrt();
        if surplus > 0.7 * leak
            && surplus / deviation > options.pair_z
            && surplus / (1.0 - usual) / known / keep > smallest
            && (fitting / recorded.max(1.0) - usual) / (1.0 - usual) > 0.3
        {
            hit = Some(temperament);
        }
    }
    hit
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// How the carriers of each tag spread over the old groups.
struct GroupSpread {
    tags: usize,
    /// Share of customers in each group.
    share: Vec<f64>,
    /// Carriers of each tag in each group: `[group * tags + tag]`.
    carriers: Vec<f64>,
}

impl GroupSpread {
    fn of(records: &Records) -> Self {
        let (tags, groups) = (records.tags.len(), records.group_count());
        let mut spread = Self { tags, share: vec![0.0; groups], carriers: vec![0.0; groups * tags] };
        let lists: Vec<Vec<usize>> = records.sets.iter().map(|&bits| members(bits).collect()).collect();
        for customer in 0..records.len() {
            for &group in &lists[records.set[customer] as usize] {
                spread.share[group] += 1.0 / records.len() as f64;
                for &tag in records.tags_of(customer) {
                    spread.carriers[group * tags + tag as usize] += 1.0;
                }
            }
        }
        spread
    }

    /// True when no old group owns the tag: a chi-square test (Wilson and Hilferty's normal form, PNAS 1931) that
    /// is not significant, or an effect (phi squared) below Cohen's medium one, 0.09 (Statistical Power Analysis,
    /// 1988, §7.2).
    fn is_even(&self, tag: usize, carriers: f64) -> bool {
        let (mut chi_square, mut freedom) = (0.0, -1.0);
        for (group, share) in self.share.iter().enumerate() {
            let expected = share * carriers;
            if expected > 3.0 {
                let off = self.carriers[group * self.tags + tag] - expected;
                chi_square += off * off / expected;
                freedom += 1.0;
            }
        }
        if freedom <= 0.0 {
            // A single group, or none: there is no spread to speak of, and nothing that a group could own.
            return self.share.len() <= 1;
        }
        let ninth = 2.0 / (9.0 * freedom);
        let z = (libm::cbrt(chi_square / freedom) - (1.0 - ninth)) / ninth.sqrt();
        z < 2.0 || chi_square / carriers < 0.09
    }
}
