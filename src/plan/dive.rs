//! Decides the sessions step by step while the prices adapt.
//!
//! The relaxed problem holds many sessions "in part": in some evaluations yes, in others no. Deciding them all at
//! once by their share costs several per cent on large branches; deciding the clearest ones, letting the prices
//! settle around them and asking again costs less (a dive on the Lagrangian relaxation). The books end with sessions
//! open that can be held together; who attends is decided by `construct::round_choices`. The prices of the dive
//! belong to these sessions only and are not used for the bound.

use super::books::Books;
use super::dual::Ascent;
use super::solution::Stage;
use super::work::Meter;
use crate::order::Order;

/// Stages of deciding; the last one shuts whatever is still in doubt.
const STAGES: u64 = 16;
/// Iterations after the last stage, in stages.
const SETTLE_STAGES: u64 = 4;
/// Share of evaluations below which a session is given up.
const GIVEN_UP: f32 = 0.02;
/// Share from which on it may be opened after the clearest one of the stage, and at once.
const LIKELY: f32 = 0.3;
const SURE: f32 = 0.9;
/// Weight of the newest evaluation in a session's share: decisions change it faster than the prices alone do.
const HELD_BLEND: f32 = 0.1;
/// Rate of the price steps while deciding.
const RATE: f64 = 0.06;

/// Decides every slot of `ascent` in about `iterations` evaluations.
pub fn dive(ascent: &mut Ascent, books: &mut Books, meter: &mut Meter, iterations: u64) {
    for (slot, decided) in ascent.relaxation.decided.iter_mut().enumerate() {
        if books.forbidden_slot[slot] {
            *decided = Some(0);
        } else if books.held[slot] > 0 {
            *decided = Some(books.held[slot]);
        }
    }
    ascent.held_blend = HELD_BLEND;
    let per_stage = (iterations / (STAGES + SETTLE_STAGES)).max(4);
    for stage in 0..=STAGES {
        decide(ascent, books, stage);
        ascent.relaxation.forget_closed(books.model);
        let last = ascent.relaxation.decided.iter().all(Option::is_some);
        let settle = if last { SETTLE_STAGES * per_stage } else { per_stage };
        for at in 0..settle {
            if 2 * at == settle {
                // the first half is still on its way
                ascent.relaxation.times_chosen.fill(0);
            }
            let left = 1.0 - at as f64 / settle as f64;
            ascent.step(if last { RATE / 6.0 + RATE * left } else { RATE });
            meter.spend(ascent.cost(), Stage::Construct);
            if meter.stopped {
                return;
            }
        }
        if last {
            return;
        }
    }
}

/// Opens the clearest sessions of a stage and gives up the hopeless ones.
fn decide(ascent: &mut Ascent, books: &mut Books, stage: u64) {
    let share = &ascent.mean_held;
    let decided = &mut ascent.relaxation.decided;
    let mut open: Vec<usize> = (0..decided.len()).filter(|&slot| decided[slot].is_none()).collect();
    open.order_by(|&a, &b| share[b].total_cmp(&share[a]).then(a.cmp(&b)));
    let doubt: f32 = open.iter().map(|&slot| share[slot]).sum();
    let mut quota = doubt / (STAGES - stage).max(1) as f32;
    let mut clearest = true;
    for slot in open {
        let wanted = share[slot];
        if wanted < GIVEN_UP || stage == STAGES {
            decided[slot] = Some(0);
        } else if (quota > 0.0 && (clearest || wanted >= LIKELY)) || wanted > SURE {
            let count = (wanted + 0.4) as i64;
            while books.held[slot] < count.max(1) && books.can_open(slot) {
                books.open(slot);
            }
            quota -= wanted;
            decided[slot] = Some(books.held[slot]);
            clearest = books.held[slot] == 0;
        }
    }
}
