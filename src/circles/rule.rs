//! The rule that a manager reads: at least k of the tags, with or without a temperament, chosen by expected F1.

use super::bits::{count_both, positions, Columns};
use super::membership::{Carrier, Membership};
use super::temperament::Single;
use super::{Core, Found, Records, Temperament};

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

/// The rule with the best expected F1 for core `idx`, and its members.
pub(super) fn best(records: &Records, core: &Core, membership: &Membership, idx: usize) -> Found {
    let carriers = &membership.carriers[idx];
    let fit_of = |carrier: &Carrier| fit(core.temperament, records.temperament[carrier.customer as usize]);
    let (mut likely, mut people) = ([[0.0f64; 3]; 4], [[0.0f64; 3]; 4]);
    let known = 1.0 - membership.shares[Temperament::Unknown as usize];
    let mut with_tag = [0.0f64; 4];
    for carrier in carriers {
        let (held, fit) = (carrier.mask.count_ones() as usize, fit_of(carrier));
        let belongs = f64::from(carrier.belongs);
        let fits = match fit {
            Fit::Fits => 1.0,
            Fit::NotRecorded => membership.shares[core.temperament as usize] / known,
            Fit::Other => 0.0,
        };
        // Whoever carries every tag meets the definition, whether or not the circle put the tags there; 3 % are
        // left for wrong records.
        likely[held][fit as usize] +=
            if held == core.tags.len() { belongs + (1.0 - belongs) * fits * 0.97 } else { belongs };
        people[held][fit as usize] += 1.0;
        with_tag[records.temperament[carrier.customer as usize] as usize] += 1.0;
    }
    let hidden: f64 = (0..4)
        .map(|t| (membership.shares[t] * membership.customers - with_tag[t]) * membership.without_tag[idx][t])
        .sum();
    let truth = likely.iter().flatten().sum::<f64>() + hidden;
    let admitted: &[Fit] = match core.temperament {
        Temperament::Unknown => &[Fit::Other],
        _ => &[Fit::Fits, Fit::NotRecorded],
    };
    let (mut f1, mut at_least, mut last_fit) = (-1.0, 1, Fit::Other);
    for k in 1..=core.tags.len() {
        for &last in admitted {
            let cells =
                (k..=core.tags.len()).flat_map(|held| (0..=last as usize).map(move |fit| (held, fit)));
            let (hits, size) = cells.fold((0.0, 0.0), |(hits, size), (held, fit)| {
                (hits + likely[held][fit], size + people[held][fit])
            });
            let expected = if size > 0.0 { 2.0 * hits / (size + truth) } else { 0.0 };
            if expected > f1 {
                (f1, at_least, last_fit) = (expected, k, last);
            }
        }
    }
    let is_member =
        |carrier: &&Carrier| carrier.mask.count_ones() as usize >= at_least && fit_of(carrier) <= last_fit;
    Found {
        tags: core.tags.clone(),
        temperament: core.temperament,
        at_least,
        admits_unknown: core.temperament != Temperament::Unknown && last_fit == Fit::NotRecorded,
        expected_f1: f1,
        observed: 0.0,
        expected: 0.0,
        members: carriers.iter().filter(is_member).map(|carrier| carrier.customer).collect(),
    }
}

/// A one-tag circle: its carriers, for a temperament those who fit and, where that pays, those not recorded.
pub(super) fn single(records: &Records, columns: &Columns, single: &Single, keep: f64) -> Found {
    let carriers = &columns.tag[single.tag];
    let number = |t: Temperament| count_both(carriers, &columns.temperament[t as usize]);
    let total = columns.carriers[single.tag];
    let admits_unknown = single.temperament != Temperament::Unknown && {
        let (fitting, unknown) = (number(single.temperament), number(Temperament::Unknown));
        let share = fitting / (total - unknown).max(1.0);
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
        expected_f1: keep,
        observed: total,
        expected: total,
        members: positions(carriers).filter(is_member).collect(),
    }
}
