//! The rule that a manager reads, chosen by expected F1: at least k of the tags, with or without a temperament; where
//! that is clearly better, some of their combinations ("钓鱼 and 露营, or 掼蛋 alone").

use super::bits::{count_both, positions, Columns};
use super::membership::{Carrier, Membership};
use super::temperament::Single;
use super::{Core, Found, Records, Temperament, Way};

/// How a customer's recorded temperament stands to the core's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Fits = 0,
    NotRecorded = 1,
    Other = 2,
}

fn fit(core: Temperament, recorded: Temperament) -> Fit {
    if core == Temperament::Unknown || core == recorded {
        Fit::Fits
    } else if recorded == Temperament::Unknown {
        Fit::NotRecorded
    } else {
        Fit::Other
    }
}

/// What a plain "k of n" may lose in expected F1 before combinations are named one by one: a short rule is worth it.
const PLAIN_BONUS: f64 = 0.01;

/// A set of combinations of a core's tags, as bits over their masks. All are monotone: whoever carries more belongs
/// as well, else nobody could read it as a rule.
type Combinations = u8;

/// The sums over a core's carriers by the tags they carry (mask) and how their temperament fits.
struct Cells {
    likely: [[f64; 3]; 8],
    people: [[f64; 3]; 8],
    truth: f64,
}

impl Cells {
    fn of(
        core: &Core,
        membership: &Membership,
        idx: usize,
        fit_of: &dyn Fn(&Carrier) -> Fit,
        recorded: &dyn Fn(&Carrier) -> Temperament,
    ) -> Self {
        let full = full(core.tags.len());
        let (mut likely, mut people) = ([[0.0f64; 3]; 8], [[0.0f64; 3]; 8]);
        let known = 1.0 - membership.shares[Temperament::Unknown as usize];
        let mut with_tag = [0.0f64; 4];
        for carrier in &membership.carriers[idx] {
            let (mask, fit) = (carrier.mask as usize, fit_of(carrier));
            let belongs = f64::from(carrier.belongs);
            let fits = match fit {
                Fit::Fits => 1.0,
                Fit::NotRecorded => membership.shares[core.temperament as usize] / known,
                Fit::Other => 0.0,
            };
            // Whoever carries every tag meets the definition, whether or not the circle put the tags there; 3 % are
            // left for wrong records.
            likely[mask][fit as usize] +=
                if mask == full { belongs + (1.0 - belongs) * fits * 0.97 } else { belongs };
            people[mask][fit as usize] += 1.0;
            with_tag[recorded(carrier) as usize] += 1.0;
        }
        let hidden: f64 = (0..4)
            .map(|t| {
                (membership.shares[t] * membership.customers - with_tag[t]) * membership.without_tag[idx][t]
            })
            .sum();
        let truth = likely.iter().flatten().sum::<f64>() + hidden;
        Self { likely, people, truth }
    }

    /// Of the people whose combination is in `admitted`, by how their temperament fits: those who are expected to belong,
    /// and all.
    fn admitted(&self, admitted: [Combinations; 3]) -> (f64, f64) {
        let (mut hits, mut size) = (0.0, 0.0);
        for mask in 1..8 {
            for (fit, combinations) in admitted.iter().enumerate() {
                if combinations >> mask & 1 == 1 {
                    hits += self.likely[mask][fit];
                    size += self.people[mask][fit];
                }
            }
        }
        (hits, size)
    }

    /// Expected F1 of the people whose combination is in `admitted`.
    fn expected_f1(&self, admitted: [Combinations; 3]) -> f64 {
        let (hits, size) = self.admitted(admitted);
        if size > 0.0 {
            2.0 * hits / (size + self.truth)
        } else {
            0.0
        }
    }
}

/// The mask of all tags.
fn full(tags: usize) -> usize {
    (1 << tags) - 1
}

/// All monotone sets of combinations of so many tags, without the empty one.
fn monotone(tags: usize) -> Vec<Combinations> {
    let full = full(tags);
    let grows = |set: u32| {
        (1..=full).all(|mask| set >> mask & 1 == 0 || (0..tags).all(|bit| set >> (mask | 1 << bit) & 1 == 1))
    };
    (2..1u32 << (full + 1)).filter(|set| set & 1 == 0 && grows(*set)).map(|set| set as u8).collect()
}

/// The k of a plain "k of n", if the set is one.
fn plain(set: Combinations, tags: usize) -> Option<usize> {
    (1..=tags)
        .find(|k| (1..=full(tags)).all(|mask| (set >> mask & 1 == 1) == (mask.count_ones() as usize >= *k)))
}

/// The smallest combinations of a set.
fn smallest(set: Combinations, tags: usize) -> impl Iterator<Item = usize> {
    (1..=full(tags)).filter(move |mask| {
        let inside = |mask: usize| mask > 0 && set >> mask & 1 == 1;
        inside(*mask) && !(0..tags).any(|bit| mask >> bit & 1 == 1 && inside(mask & !(1 << bit)))
    })
}

/// The rule with the best expected F1 for core `idx`, and its members.
pub(super) fn best(records: &Records, core: &Core, membership: &Membership, idx: usize) -> Found {
    let tags = core.tags.len();
    let recorded = |carrier: &Carrier| records.temperament[carrier.customer as usize];
    let fit_of = |carrier: &Carrier| fit(core.temperament, recorded(carrier));
    let cells = Cells::of(core, membership, idx, &fit_of, &recorded);
    let any = core.temperament == Temperament::Unknown;
    let sets = monotone(tags);
    let (mut worth, mut f1, mut chosen) = (f64::MIN, 0.0, [0; 3]);
    for &fitting in &sets {
        // Who is not recorded needs at least as much as who is known to fit.
        let unknown = sets.iter().copied().chain([0]).filter(|set| any || set & !fitting == 0);
        for unknown in unknown.filter(|set| !any || *set == fitting) {
            let admitted = [fitting, unknown, if any { fitting } else { 0 }];
            let expected = cells.expected_f1(admitted);
            let is_plain = plain(fitting, tags).is_some() && (unknown == 0 || unknown == fitting);
            let value = expected + if is_plain { PLAIN_BONUS } else { 0.0 };
            if value > worth {
                (worth, f1, chosen) = (value, expected, admitted);
            }
        }
    }
    let [fitting, unknown, _] = chosen;
    let all_tags = membership.carriers[idx]
        .iter()
        .filter(|carrier| carrier.mask as usize == full(tags) && fit_of(carrier) != Fit::Other);
    let (sum, count) =
        all_tags.fold((0.0, 0.0f64), |(sum, count), carrier| (sum + f64::from(carrier.belongs), count + 1.0));
    let (hits, size) = cells.admitted(chosen);
    let is_member = |carrier: &&Carrier| chosen[fit_of(carrier) as usize] >> carrier.mask & 1 == 1;
    let least = (1..=full(tags)).filter(|mask| fitting >> mask & 1 == 1).map(|mask| mask.count_ones()).min();
    Found {
        tags: core.tags.clone(),
        temperament: core.temperament,
        at_least: plain(fitting, tags).unwrap_or(least.unwrap_or(1) as usize),
        admits_unknown: !any && unknown != 0,
        ways: ways(core, fitting, unknown),
        expected_f1: f1,
        expected_precision: if size > 0.0 { (hits / size).min(1.0) } else { 0.0 },
        belonging: sum / count.max(1.0),
        observed: 0.0,
        expected: 0.0,
        members: membership.carriers[idx].iter().filter(is_member).map(|carrier| carrier.customer).collect(),
    }
}

/// The combinations one by one, where no plain "k of n" says the same.
fn ways(core: &Core, fitting: Combinations, unknown: Combinations) -> Vec<Way> {
    let tags = core.tags.len();
    if plain(fitting, tags).is_some() && (unknown == 0 || unknown == fitting) {
        return Vec::new();
    }
    let way = |mask: usize, admits_unknown: bool| Way {
        tags: (0..tags).filter(|bit| mask >> bit & 1 == 1).map(|bit| core.tags[bit]).collect(),
        admits_unknown,
    };
    let known = smallest(fitting, tags).map(|mask| (mask, unknown >> mask & 1 == 1));
    let mut ways: Vec<(usize, bool)> = known.collect();
    for mask in smallest(unknown, tags) {
        if !ways.contains(&(mask, true)) {
            ways.push((mask, true));
        }
    }
    ways.into_iter()
        .map(|(mask, admits)| way(mask, admits && core.temperament != Temperament::Unknown))
        .collect()
}

/// A one-tag circle: its carriers, for a temperament those who fit and, where that pays, those not recorded.
pub(super) fn single(records: &Records, columns: &Columns, single: &Single, keep: f64) -> Found {
    let carriers = &columns.tag[single.tag];
    let number = |t: Temperament| count_both(carriers, &columns.temperament[t as usize]);
    let total = columns.carriers[single.tag];
    let (fitting, unknown) = (number(single.temperament), number(Temperament::Unknown));
    let share = fitting / (total - unknown).max(1.0);
    let admits_unknown = single.temperament != Temperament::Unknown && {
        let truth = (fitting + unknown * share) / keep;
        let with = 2.0 * (fitting + unknown * share) / (fitting + unknown + truth);
        with > 2.0 * fitting / (fitting + truth)
    };
    let last = if admits_unknown { Fit::NotRecorded } else { Fit::Fits };
    let is_member = |customer: &u32| fit(single.temperament, records.temperament[*customer as usize]) <= last;
    Found {
        tags: vec![single.tag],
        temperament: single.temperament,
        at_least: 1,
        admits_unknown,
        ways: Vec::new(),
        expected_f1: keep,
        // whoever carries the one tag belongs; of those without a recorded temperament, as many as of the others
        expected_precision: if admits_unknown {
            (fitting + unknown * share) / (fitting + unknown)
        } else {
            1.0
        },
        belonging: 1.0,
        observed: total,
        expected: total,
        members: positions(carriers).filter(is_member).collect(),
    }
}
