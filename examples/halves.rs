//! Whether circles are there or were only seen: those of one half of a book, looked for in the other half.
//!
//!     cargo run --release --example halves -- BOOK.csv [SPLITS]
//!
//! The book is divided at random, circles are found in the one half, and the other half, which the search has not seen,
//! is asked two things of each. Does it *hold*: do more people carry as many of its tags as its rule asks for (two at
//! least) than when all tags are dealt anew, everybody keeping their number of tags and each old group its number of
//! carriers (curveball trades: Strona et al., "A fast and unbiased procedure to randomize ecological binary matrices with
//! fixed row and column totals", Nature Communications 5, 2014)? That chance is not the search's own null model. And is it *found again*:
//! does the search in the other half name a circle whose rule picks the same people of the whole book (Jaccard of a half
//! or more)? At most 64 tags.

use std::collections::BTreeMap;
use std::error::Error;
use yangke::circles::Found;
use yangke::rng::Rng;

#[path = "support/table.rs"]
mod table;

use table::{Row, Table};

/// Deals of the other half, all tags anew.
const DEALS: usize = 400;
/// Trades a person takes part in before a deal is looked at, on average; the first deal takes ten times as many.
const TRADES: usize = 5;
/// Of the deals so many may have as many people together by chance, at most.
const LEVEL: f64 = 0.05;

#[allow(clippy::print_stdout, reason = "a measuring program prints")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: halves BOOK.csv [SPLITS]")?;
    let splits: u64 = arguments.next().map_or(Ok(10), |number| number.parse())?;
    let table = Table::read(&std::fs::read(path)?)?;
    println!("| split | circles | hold | found again | times chance, in the half they were found in | in the other |");
    println!("|---|---|---|---|---|---|");
    let mut sums = [0usize; 3];
    for seed in 1..=splits {
        let (one, other) = halves(&table.rows, seed);
        let (found, again) = (table.circles(&one), table.circles(&other));
        let deals = Deals::of(&other, &found, seed);
        let held = (0..found.len()).filter(|at| deals.holds(*at)).count();
        let known = found.iter().filter(|circle| again.iter().any(|other| table.same(circle, other))).count();
        let seen = middle(found.iter().map(|circle| circle.observed / circle.expected).collect());
        let told = middle((0..found.len()).map(|at| deals.times_chance(at)).collect());
        println!("| {seed} | {} | {held} | {known} | {seen:.2} | {told:.2} |", found.len());
        for (sum, add) in sums.iter_mut().zip([found.len(), held, known]) {
            *sum += add;
        }
    }
    let [all, held, known] = sums.map(|sum| sum as f64);
    println!("of {all}: {:.1} % hold, {:.1} % are found again", 100.0 * held / all, 100.0 * known / all);
    Ok(())
}

/// The book in two halves by lot.
fn halves(rows: &[Row], seed: u64) -> (Vec<Row>, Vec<Row>) {
    let mut rng = Rng::new(seed);
    let mut rows = rows.to_vec();
    for at in (1..rows.len()).rev() {
        rows.swap(at, rng.index(at + 1));
    }
    let other = rows.split_off(rows.len() / 2);
    (rows, other)
}

/// How many people carry as many tags of each circle as its rule asks for, as it is and in each deal.
struct Deals {
    real: Vec<usize>,
    dealt: Vec<Vec<usize>>,
}

impl Deals {
    fn of(rows: &[Row], circles: &[Found], seed: u64) -> Self {
        let bits = |circle: &Found| circle.tags.iter().fold(0u64, |bits, tag| bits | 1 << tag);
        let rules: Vec<(u64, u32)> =
            circles.iter().map(|circle| (bits(circle), circle.at_least.max(2) as u32)).collect();
        let count = |rows: &[Row]| -> Vec<usize> {
            let carry = |(bits, least): &(u64, u32)| {
                rows.iter().filter(|row| (row.tags & bits).count_ones() >= *least).count()
            };
            rules.iter().map(carry).collect()
        };
        let real = count(rows);
        let mut rng = Rng::new(!seed);
        let mut rows = rows.to_vec();
        let mut strata = BTreeMap::<u64, Vec<usize>>::new();
        for (at, row) in rows.iter().enumerate() {
            strata.entry(row.groups).or_default().push(at);
        }
        let strata: Vec<Vec<usize>> = strata.into_values().collect();
        trade(&mut rows, &strata, 10 * TRADES, &mut rng);
        let mut deal = || {
            trade(&mut rows, &strata, TRADES, &mut rng);
            count(&rows)
        };
        let dealt = (0..DEALS).map(|_| deal()).collect();
        Self { real, dealt }
    }

    /// Whether so many are rare among the deals: a permutation test in which the real book counts as one of them.
    fn holds(&self, circle: usize) -> bool {
        let reached = self.dealt.iter().filter(|counts| counts[circle] >= self.real[circle]).count();
        (reached + 1) as f64 <= LEVEL * (DEALS + 1) as f64
    }

    fn times_chance(&self, circle: usize) -> f64 {
        let dealt: usize = self.dealt.iter().map(|counts| counts[circle]).sum();
        self.real[circle] as f64 * DEALS as f64 / dealt as f64
    }
}

/// Two people of one group lay together the tags that only one of them has, and deal each their number of them anew.
fn trade(rows: &mut [Row], strata: &[Vec<usize>], times: usize, rng: &mut Rng) {
    for stratum in strata {
        for _ in 0..stratum.len() * times / 2 {
            let (a, b) = (stratum[rng.index(stratum.len())], stratum[rng.index(stratum.len())]);
            let (of_a, of_b) = (rows[a].tags, rows[b].tags);
            let mut pool = of_a ^ of_b;
            let mut left = (of_a & !of_b).count_ones();
            let mut to_a = 0u64;
            while left > 0 {
                let mut skip = rng.below(pool.count_ones());
                let mut rest = pool;
                while skip > 0 {
                    rest &= rest - 1;
                    skip -= 1;
                }
                let bit = rest & rest.wrapping_neg();
                to_a |= bit;
                pool ^= bit;
                left -= 1;
            }
            rows[a].tags = of_a & of_b | to_a;
            rows[b].tags = of_a & of_b | pool;
        }
    }
}

fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
