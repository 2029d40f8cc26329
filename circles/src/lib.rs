//! Circles: the people who belong together across the old groups, found without a seed.
//!
//! A circle is a rule that a manager can read ("two of 掼蛋, 钓鱼, 露营; lively"). The method, a noisy-OR model with
//! a null that knows how many tags a customer has and which groups he is in:
//!
//! 1. [`null_model`](self): how often two tags would meet by chance;
//! 2. `cores`: pairs and triangles of tags that meet far more often;
//! 3. `temperament`: cores that belong to quiet or to lively people, and one-tag circles;
//! 4. `membership`: how likely each carrier belongs, given what the record has lost (EM);
//! 5. `rule`: the k-of-n rule with the best expected F1.
//!
//! [`find`] knows nothing of banks: people are rows of tags. `yangke::circles` runs it on a book and adds what a manager wants
//! to know. It is a crate of its own so that it can be compiled for speed in a page that is compiled for size.
//! No clock, no entropy: the same records give the same circles, natively and in the browser.

mod bits;
mod cores;
mod crowded;
mod membership;
mod null_model;
mod records;
mod rule;
mod temperament;

pub use records::{Records, RecordsBuilder, Temperament};

/// In a large book the slightest excess is significant: two circles that share people make a third out of nothing. A
/// core is shown only when a quarter of those who carry all its tags belong to it. In books of 10,000 and more true
/// circles have 0.3 and up, false ones 0.2 at most.
const LEAST_BELONGING: f64 = 0.25;

/// A core of a circle while it is worked on: its tags, its size, its temperament.
#[derive(Clone, Debug)]
struct Core {
    tags: Vec<usize>,
    /// Estimated number of people, whether or not the record shows it.
    size: f64,
    temperament: Temperament,
}

/// A circle found in the records.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Indices into `Records::tags`, one to three.
    pub tags: Vec<usize>,
    /// Quiet or lively, or `Unknown` when both may belong.
    pub temperament: Temperament,
    /// How many of the tags a member carries at least.
    pub at_least: usize,
    /// Whether members whose temperament is not recorded belong too.
    pub admits_unknown: bool,
    /// The combinations that belong, one by one, where "at least so many" does not say it; else empty.
    pub ways: Vec<Way>,
    /// Expected F1 of the rule against the people who truly belong.
    pub expected_f1: f64,
    /// Expected share of the members who truly belong.
    pub expected_precision: f64,
    /// Of those who carry all tags the share that belongs, rather than carrying them by chance or through other circles.
    pub belonging: f64,
    /// How many people carry as many of the tags as the rule asks for, at least two (one for one-tag circles). A rule
    /// of all three is proved by those who have all three: in a book where everybody has many tags, two of them meet
    /// by chance.
    pub observed: f64,
    /// How many would by chance.
    pub expected: f64,
    /// Indices of the members, rising.
    pub members: Vec<u32>,
}

/// One combination of tags by which one belongs to a circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Indices into `Records::tags`: all of them are carried.
    pub tags: Vec<usize>,
    /// Whether people without a recorded temperament belong this way.
    pub admits_unknown: bool,
}

/// Thresholds of the search.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Standard deviations above chance for a pair to count alone. 3.5 keeps the expected number of false pairs
    /// among the 6,000 pairs of 110 tags near one.
    pub pair_z: f64,
    /// Standard deviations above chance for each side of a triangle: three weak sides support one another.
    pub side_z: f64,
    /// Fewest members of a circle that is worth showing.
    pub least_members: usize,
}

impl Options {
    /// The settings that the product uses.
    pub fn usual() -> Self {
        Self { pair_z: 3.5, side_z: 2.0, least_members: 5 }
    }
}

/// A circle of an earlier run: what it was is doubted only on clear evidence, so that a small edit changes little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Indices into `Records::tags`, in the order of the circle's definition.
    pub tags: Vec<usize>,
    /// Its temperament.
    pub temperament: Temperament,
}

/// All circles in the records, cores of several tags first; `known` are those of an earlier run, if there was one.
pub fn find(records: &Records, options: &Options, known: &[Known]) -> Vec<Found> {
    if records.is_empty() || records.tags.is_empty() {
        return Vec::new();
    }
    let columns = bits::Columns::of(records);
    let null = null_model::NullModel::of(records);
    let mut found = cores::find(records, &columns, &null, options);
    temperament::attach(records, &columns, &null, &mut found.cores, known);
    let singles = temperament::single_tags(records, &columns, &found, options);
    let membership = membership::estimate(records, &columns, &null, &found);
    let mut circles: Vec<Found> =
        (0..found.cores.len()).map(|k| rule::best(records, &found.cores[k], &membership, k)).collect();
    for circle in &mut circles {
        (circle.observed, circle.expected) = cores::together(&columns, &null, &circle.tags, circle.at_least);
    }
    circles.retain(|circle| circle.belonging >= LEAST_BELONGING);
    circles.extend(singles.iter().map(|single| rule::single(records, &columns, single, found.keep)));
    circles.retain(|circle| circle.members.len() >= options.least_members);
    circles
}

#[cfg(test)]
mod tests {
    use super::*;
    use yangke_ground::rng::Rng;

    /// 600 customers in two groups, one planted circle of three tags in a tenth of them, and ten tags of noise.
    fn planted(seed: u64) -> (Records, Vec<u32>) {
        let mut rng = Rng::new(seed);
        let names: Vec<String> = (0..13).map(|idx| format!("t{idx}")).collect();
        let mut builder = RecordsBuilder::new(names);
        let mut members = Vec::new();
        for customer in 0..600u32 {
            let mut tags: Vec<u16> = (3..13).filter(|_| rng.chance(12)).collect();
            if customer % 10 == 0 {
                members.push(customer);
                tags.extend((0..3).filter(|_| rng.chance(85)));
            }
            builder.push(&tags, 1 << (customer % 2), Temperament::Unknown);
        }
        (builder.finish(), members)
    }

    #[test]
    fn a_planted_circle_is_found_with_its_rule() {
        let (records, members) = planted(3);
        let circles = find(&records, &Options::usual(), &[]);
        let circle = circles.iter().find(|circle| circle.tags == [0, 1, 2]).unwrap();
        assert_eq!(circle.at_least, 2);
        let met = circle.members.iter().filter(|member| members.contains(member)).count();
        assert!(met * 100 >= circle.members.len() * 95 && met * 100 >= members.len() * 85);
        assert!(circle.observed > 2.0 * circle.expected);
    }

    #[test]
    fn a_rule_of_all_three_is_proved_by_those_who_have_all_three() {
        // Everybody has a third of all tags; a fifth have three of them together.
        let mut rng = Rng::new(7);
        let mut builder = RecordsBuilder::new((0..24).map(|idx| format!("t{idx}")).collect());
        let mut all_three = 0.0;
        for customer in 0..2000 {
            let together = customer % 5 == 0;
            let tags: Vec<u16> = (0..24).filter(|tag| rng.chance(35) || together && *tag < 3).collect();
            all_three += f64::from(u8::from([0, 1, 2].iter().all(|tag| tags.contains(tag))));
            builder.push(&tags, 1, Temperament::Unknown);
        }
        let circles = find(&builder.finish(), &Options::usual(), &[]);
        let circle = circles.iter().find(|circle| circle.tags == [0, 1, 2]).unwrap();
        assert_eq!((circle.at_least, circle.observed), (3, all_three));
        assert!(circle.observed > 1.1 * circle.expected, "{circle:?}");
    }

    #[test]
    fn noise_alone_gives_no_core_of_several_tags() {
        let mut rng = Rng::new(5);
        let mut builder = RecordsBuilder::new((0..20).map(|idx| format!("t{idx}")).collect());
        for _ in 0..2000 {
            let tags: Vec<u16> = (0..20).filter(|_| rng.chance(10)).collect();
            builder.push(&tags, 1, Temperament::Unknown);
        }
        let circles = find(&builder.finish(), &Options::usual(), &[]);
        assert!(circles.iter().filter(|circle| circle.tags.len() > 1).count() <= 1, "{circles:?}");
    }

    #[test]
    fn the_same_records_give_the_same_circles() {
        assert_eq!(find(&planted(9).0, &Options::usual(), &[]), find(&planted(9).0, &Options::usual(), &[]));
    }

    #[test]
    fn nobody_gives_no_circle() {
        assert!(find(&RecordsBuilder::new(Vec::new()).finish(), &Options::usual(), &[]).is_empty());
    }
}
