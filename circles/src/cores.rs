//! Pairs and triangles of tags that meet far more often than chance allows.
//!
//! A true circle of three tags shows in all three pairs and in the triple; a triangle is taken when its sides are
//! significant together and the triple confirms them, then its share is taken out of its sides, so that what is
//! left of a pair must stand on its own.

use super::bits::{count_both, count_three, Columns};
use super::null_model::NullModel;
use super::{Core, Options, Records, Temperament};
use yangke_ground::order::Order;

/// The cores and the estimated probability that a true tag was recorded.
pub(super) struct Cores {
    pub(super) cores: Vec<Core>,
    /// Probability that the record kept a true tag, from how triples thin out against pairs.
    pub(super) keep: f64,
}

/// Smallest circle looked for, in people: 0.4 % of the book, at least eight.
pub(super) fn least_size(customers: f64) -> f64 {
    (0.004 * customers).max(8.0)
}

/// Least excess of a pair, in people: below five a Poisson count says little.
const LEAST_EXCESS: f64 = 5.0;
/// What a side of a triangle needs of it, for three sides support one another.
const SIDE_EXCESS: f64 = 0.6 * LEAST_EXCESS;
/// Probability of keeping a tag when no triangle tells.
const USUAL_KEEP: f64 = 0.75;

struct Triangle {
    score: f64,
    tags: [usize; 3],
    observed: f64,
    expected: f64,
}

pub(super) fn find(records: &Records, columns: &Columns, null: &NullModel, options: &Options) -> Cores {
    let tags = null.tag_count();
    let smallest = least_size(records.len() as f64);
    let mut excess: Vec<f64> = (0..tags * tags).map(|at| null.excess(at / tags, at % tags)).collect();
    let mut cores = Vec::new();
    let (mut kept_sum, mut kept_weight) = (0.0, 0.0);
    for triangle in triangles(columns, null, options) {
        let [i, j, k] = triangle.tags;
        let sides = [(i, j), (i, k), (j, k)];
        let left = sides.map(|(a, b)| excess[a * tags + b]);
        let (low, high) = (left[0].min(left[1]).min(left[2]), left[0].max(left[1]).max(left[2]));
        let mean = (left[0] + left[1] + left[2]) / 3.0;
        let weakest_z = sides
            .map(|(a, b)| excess[a * tags + b] / null.deviation(a, b))
            .into_iter()
            .fold(f64::MAX, f64::min);
        let triple = triangle.observed - triangle.expected;
        // One circle loses each of its tags alike, so its sides are of one size (within 0.35) and its triple is a
        // fair part of them (0.3); both bounds are loose enough for keeping probabilities from 0.4 on.
        let sound = weakest_z >= options.side_z
            && low >= 0.35 * high
            && low >= SIDE_EXCESS
            && triple >= 0.3 * mean
            && mean >= 0.36 * smallest;
        if !sound {
            continue;
        }
        // pair = m·q², triple = m·q³, hence q = triple / pair.
        let keep = (triple / mean).clamp(0.4, 0.98);
        kept_sum += keep * triangle.observed;
        kept_weight += triangle.observed;
        cores.push(Core {
            tags: vec![i, j, k],
            size: mean / (keep * keep),
            temperament: Temperament::Unknown,
        });
        for (a, b) in sides {
            excess[a * tags + b] -= mean;
            excess[b * tags + a] -= mean;
        }
    }
    let keep = if kept_weight > 0.0 { kept_sum / kept_weight } else { USUAL_KEEP };
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for i in 0..tags {
        for j in i + 1..tags {
            let left = excess[i * tags + j];
            let z = left / null.deviation(i, j);
            if z >= options.pair_z && left >= LEAST_EXCESS && left / (keep * keep) >= smallest {
                pairs.push((z, i, j));
            }
        }
    }
    pairs.order_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in pairs {
        let size = excess[i * tags + j] / (keep * keep);
        cores.push(Core { tags: vec![i, j], size, temperament: Temperament::Unknown });
    }
    Cores { cores, keep }
}

/// Triangles whose sides and triple are all above chance, strongest first.
fn triangles(columns: &Columns, null: &NullModel, options: &Options) -> Vec<Triangle> {
    let tags = null.tag_count();
    let strong = |i: usize, j: usize| {
        null.excess(i, j) >= SIDE_EXCESS && null.excess(i, j) / null.deviation(i, j) >= options.side_z
    };
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); tags];
    for (i, list) in neighbours.iter_mut().enumerate() {
        list.extend((i + 1..tags).filter(|&j| strong(i, j)));
    }
    let mut found = Vec::new();
    for i in 0..tags {
        for &j in &neighbours[i] {
            for &k in neighbours[j].iter().filter(|k| neighbours[i].binary_search(k).is_ok()) {
                let sides = [(i, j, k), (i, k, j), (j, k, i)];
                let observed = count_three(&columns.tag[i], &columns.tag[j], &columns.tag[k]);
                // A pair circle with a popular third tag makes triples too: those are expected as well.
                let by_pairs = sides
                    .map(|(a, b, third)| null.excess(a, b) * columns.carriers[third] / columns.customers);
                let expected = null.expected_three([i, j, k]) + by_pairs.into_iter().fold(f64::MIN, f64::max);
                let z = (observed - expected) / expected.max(0.5).sqrt();
                let mean_side = sides.map(|(a, b, _)| null.excess(a, b)).into_iter().sum::<f64>() / 3.0;
                if z < options.pair_z || observed < 0.25 * mean_side {
                    continue;
                }
                let weakest = sides
                    .map(|(a, b, _)| null.excess(a, b) / null.deviation(a, b))
                    .into_iter()
                    .fold(f64::MAX, f64::min);
                found.push(Triangle { score: z + 2.0 * weakest, tags: [i, j, k], observed, expected });
            }
        }
    }
    found.order_by(|a, b| b.score.total_cmp(&a.score).then(a.tags.cmp(&b.tags)));
    found
}

/// People who carry at least `least` of the tags (two at the least), observed and expected by chance.
pub(super) fn together(columns: &Columns, null: &NullModel, tags: &[usize], least: usize) -> (f64, f64) {
    match *tags {
        [i, j] => (count_both(&columns.tag[i], &columns.tag[j]), null.expected(i, j)),
        [i, j, k] => {
            let three = count_three(&columns.tag[i], &columns.tag[j], &columns.tag[k]);
            let expected_three = null.expected_three([i, j, k]);
            if least > 2 {
                return (three, expected_three);
            }
            let pairs = null.observed(i, j) + null.observed(i, k) + null.observed(j, k);
            let expected = null.expected(i, j) + null.expected(i, k) + null.expected(j, k);
            // Inclusion and exclusion: who carries all three is in each of the three pairs.
            (pairs - 2.0 * three, (expected - 2.0 * expected_three).max(0.0))
        }
        _ => (0.0, 0.0),
    }
}
