//! How likely each carrier belongs to each core, given what the record has lost: expectation and maximisation.
//!
//! Noisy-OR (Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988, §4.3.2): a customer carries a tag because
//! of some circle he belongs to, each with probability `keep`, or by himself with a background rate. Background is
//! his own taste for tags (a gamma-smoothed count of tags that no circle explains) times the tag's share in his
//! groups. Only carriers of at least one tag of the core are looked at; the others share one probability by
//! temperament. Six rounds: after the fourth the rules no longer change in the measured books.

use super::bits::{positions, Columns};
use super::cores::Cores;
use super::null_model::NullModel;
use super::{Core, Records, Temperament};

const ROUNDS: usize = 6;
/// Weight of the book-wide keeping probability in that of a tag, in people.
const KEEP_PRIOR: f64 = 60.0;
/// Pseudo-count of tags that smooths a customer's own taste.
const TASTE_PRIOR: f64 = 2.0;
/// Log-odds against membership of somebody whose recorded temperament is another one.
const OTHER_TEMPERAMENT: f64 = -6.0;

/// A carrier of at least one tag of a core.
#[derive(Clone, Copy)]
pub(super) struct Carrier {
    pub(super) customer: u32,
    /// Which of the core's tags he carries, as bits.
    pub(super) mask: u8,
    /// Probability that he belongs.
    pub(super) belongs: f32,
    /// Positions of those tags in `Records::items`.
    item: [u32; 3],
}

pub(super) struct Membership {
    /// For each core its carriers, by customer.
    pub(super) carriers: Vec<Vec<Carrier>>,
    /// For each core the probability for those who carry none of its tags, by temperament.
    pub(super) without_tag: Vec<[f64; 4]>,
    /// Share of the book with each temperament.
    pub(super) shares: [f64; 4],
    /// Number of customers with each temperament.
    pub(super) customers: f64,
}

pub(super) fn estimate(records: &Records, columns: &Columns, null: &NullModel, found: &Cores) -> Membership {
    let mut model = Model::new(records, columns, null, found);
    let mut carriers: Vec<Vec<Carrier>> =
        found.cores.iter().map(|core| carriers_of(records, columns, core)).collect();
    let mut without_tag = vec![[0.0; 4]; found.cores.len()];
    for round in 0..ROUNDS {
        model.begin_round(&found.cores, &carriers, round > 0);
        for (idx, core) in found.cores.iter().enumerate() {
            without_tag[idx] = model.update(idx, core, &mut carriers[idx]);
        }
        model.end_round(&found.cores);
    }
    Membership { carriers, without_tag, shares: model.shares, customers: columns.customers }
}

fn carriers_of(records: &Records, columns: &Columns, core: &Core) -> Vec<Carrier> {
    positions(&columns.any_of(&core.tags))
        .map(|customer| {
            let mut carrier = Carrier { customer, mask: 0, belongs: 0.0, item: [0; 3] };
            let tags = records.tags_of(customer as usize);
            for (bit, &tag) in core.tags.iter().enumerate() {
                if columns.carries(tag, customer as usize) {
                    carrier.mask |= 1 << bit;
                    // Customers have few tags: a scan is quicker than a search.
                    let at = tags.iter().position(|&other| other as usize == tag).unwrap_or(0);
                    carrier.item[bit] = records.row[customer as usize] + at as u32;
                }
            }
            carrier
        })
        .collect()
}

struct Model<'a> {
    records: &'a Records,
    tags: usize,
    shares: [f64; 4],
    known: f64,
    /// A tag's share in a group set relative to its share in the book.
    group_factor: Vec<f64>,
    /// Share of each tag among the tags that no circle explains.
    background: Vec<f64>,
    carriers: &'a [f64],
    /// Mean number of unexplained tags a customer.
    taste: f64,
    /// For each customer the number of his tags that circles explain.
    explained: Vec<f64>,
    newly_explained: Vec<f64>,
    /// For each item the probability that no circle put it there.
    unexplained: Vec<f32>,
    /// For each core and tag the probability that the record keeps it.
    keep: Vec<[f64; 3]>,
    book_keep: f64,
    /// For each core the share of the book that belongs.
    prior: Vec<f64>,
}

impl<'a> Model<'a> {
    fn new(records: &'a Records, columns: &'a Columns, null: &NullModel, found: &Cores) -> Self {
        let tags = records.tags.len();
        let total: f64 = columns.carriers.iter().sum::<f64>().max(1.0);
        let mut mean_profile = vec![0.0; tags];
        for (set, degrees) in null.degree_sum.iter().enumerate() {
            for (tag, mean) in mean_profile.iter_mut().enumerate() {
                *mean += degrees / total * null.share(set, tag);
            }
        }
        let factor = |at: usize| null.profile[at].max(1e-7) / mean_profile[at % tags].max(1e-7);
        let shares = columns.temperament_shares();
        Self {
            records,
            tags,
            shares,
            known: 1.0 - shares[Temperament::Unknown as usize],
            group_factor: (0..null.profile.len()).map(factor).collect(),
            background: columns.carriers.iter().map(|carriers| carriers / total).collect(),
            carriers: &columns.carriers,
            taste: total / columns.customers,
            explained: vec![0.0; records.len()],
            newly_explained: vec![0.0; records.len()],
            unexplained: vec![1.0; records.items.len()],
            keep: vec![[found.keep; 3]; found.cores.len()],
            book_keep: found.keep,
            prior: found.cores.iter().map(|core| (core.size.max(3.0) / columns.customers).min(0.5)).collect(),
        }
    }

    fn begin_round(&mut self, cores: &[Core], carriers: &[Vec<Carrier>], with_beliefs: bool) {
        self.newly_explained.fill(0.0);
        self.unexplained.fill(1.0);
        if !with_beliefs {
            return;
        }
        for (idx, core) in cores.iter().enumerate() {
            for carrier in &carriers[idx] {
                for bit in 0..core.tags.len() {
                    if carrier.mask >> bit & 1 == 1 {
                        let put = self.keep[idx][bit] * f64::from(carrier.belongs);
                        self.unexplained[carrier.item[bit] as usize] *= (1.0 - put) as f32;
                    }
                }
            }
        }
    }

    /// Updates the beliefs about one core's carriers and its parameters; gives the beliefs about non-carriers.
    fn update(&mut self, idx: usize, core: &Core, carriers: &mut [Carrier]) -> [f64; 4] {
        let keep = self.keep[idx];
        let tags = &core.tags[..];
        let odds_of = self.prior_odds(idx, core);
        let (mut two_or_more, mut kept, mut seen) = (0.0, [0.0f64; 3], [0.0f64; 3]);
        for carrier in carriers.iter_mut() {
            let customer = carrier.customer as usize;
            let own_tags = TASTE_PRIOR + self.records.degree(customer) - self.explained[customer];
            let taste = own_tags / (TASTE_PRIOR / self.taste.max(0.3) + 1.0);
            let factors = self.records.set[customer] as usize * self.tags;
            let before = f64::from(carrier.belongs);
            let mut odds = odds_of[carrier.mask as usize][self.records.temperament[customer] as usize];
            let mut by_core = [0.0; 3];
            for (bit, &tag) in tags.iter().enumerate() {
                if carrier.mask >> bit & 1 == 0 {
                    continue;
                }
                let own = (taste * self.background[tag] * self.group_factor[factors + tag]).clamp(1e-5, 0.6);
                let others = f64::from(self.unexplained[carrier.item[bit] as usize])
                    / (1.0 - keep[bit] * before).max(1e-6);
                let without = 1.0 - (1.0 - own) * others;
                let with = 1.0 - (1.0 - without) * (1.0 - keep[bit]);
                odds *= with / without;
                by_core[bit] = keep[bit] / with;
            }
            let belongs = odds / (1.0 + odds);
            carrier.belongs = belongs as f32;
            if carrier.mask.count_ones() >= 2 {
                two_or_more += belongs;
            }
            for bit in 0..tags.len() {
                if carrier.mask >> bit & 1 == 1 {
                    let item = carrier.item[bit] as usize;
                    let rest = f64::from(self.unexplained[item]) / (1.0 - keep[bit] * before).max(1e-6);
                    self.unexplained[item] = (rest * (1.0 - keep[bit] * belongs)) as f32;
                    self.newly_explained[customer] += belongs * by_core[bit];
                }
                // Of those who carry the other two tags: how many carry this one as well?
                if tags.len() == 3 && (carrier.mask | 1 << bit) == 0b111 {
                    seen[bit] += belongs;
                    if carrier.mask == 0b111 {
                        kept[bit] += belongs * by_core[bit];
                    }
                }
            }
        }
        let prior = self.prior[idx];
        let lost: f64 = (0..tags.len()).map(|bit| 1.0 - keep[bit]).product();
        let without_tag = Temperament::ALL.map(|t| {
            let odds = prior / (1.0 - prior) * lost * self.temperament_odds(core, t);
            odds / (1.0 + odds)
        });
        let at_least_two = if tags.len() == 3 {
            for bit in 0..3 {
                self.keep[idx][bit] =
                    ((kept[bit] + KEEP_PRIOR * self.book_keep) / (seen[bit] + KEEP_PRIOR)).clamp(0.3, 0.99);
            }
            let [a, b, c] = self.keep[idx];
            a * b + a * c + b * c - 2.0 * a * b * c
        } else {
            self.keep[idx] = [self.book_keep; 3];
            self.book_keep * self.book_keep
        };
        self.prior[idx] = (two_or_more / at_least_two / self.records.len() as f64)
            .clamp(2.0 / self.records.len() as f64, 0.5);
        without_tag
    }

    /// Odds of belonging before the carried tags speak, by tags carried and temperament.
    fn prior_odds(&self, idx: usize, core: &Core) -> [[f64; 4]; 8] {
        let prior = self.prior[idx] / (1.0 - self.prior[idx]);
        std::array::from_fn(|mask| {
            let lost: f64 = (0..core.tags.len())
                .filter(|bit| mask >> bit & 1 == 0)
                .map(|bit| 1.0 - self.keep[idx][bit])
                .product();
            Temperament::ALL.map(|temperament| prior * lost * self.temperament_odds(core, temperament))
        })
    }

    fn temperament_odds(&self, core: &Core, recorded: Temperament) -> f64 {
        if core.temperament == Temperament::Unknown || recorded == Temperament::Unknown {
            1.0
        } else if recorded == core.temperament {
            self.known / self.shares[core.temperament as usize]
        } else {
            libm::exp(OTHER_TEMPERAMENT)
        }
    }

    fn end_round(&mut self, cores: &[Core]) {
        let customers = self.records.len() as f64;
        for customer in 0..self.records.len() {
            self.explained[customer] = self.newly_explained[customer].min(self.records.degree(customer));
        }
        let mut own = self.carriers.to_vec();
        for (idx, core) in cores.iter().enumerate() {
            for (bit, &tag) in core.tags.iter().enumerate() {
                own[tag] -= self.prior[idx] * customers * self.keep[idx][bit];
            }
        }
        for (own, carriers) in own.iter_mut().zip(self.carriers) {
            // Every tag keeps some background, else one circle would swallow it whole.
            *own = own.max(0.12 * carriers);
        }
        let total: f64 = own.iter().sum::<f64>().max(1.0);
        self.taste = total / customers;
        for (share, own) in self.background.iter_mut().zip(&own) {
            *share = own / total;
        }
        let triples: Vec<f64> = (0..cores.len())
            .filter(|&idx| cores[idx].tags.len() == 3)
            .flat_map(|idx| self.keep[idx])
            .collect();
        if !triples.is_empty() {
            let mean = triples.iter().sum::<f64>() / triples.len() as f64;
            self.book_keep = 0.5 * self.book_keep + 0.5 * mean;
        }
    }
}
