//! Decides the sessions step by step while the prices adapt.
//!
//! The relaxed problem holds many sessions "in part": in some evaluations yes, in others no. Deciding them all at
//! once by their share costs several per cent on large branches; deciding the clearest ones, letting the prices
//! settle around them and asking again costs less (a dive on the Lagrangian relaxation). The books end with sessions
//! open that can be held together; who attends is decided by `construct::round_choices`. The prices of the dive
//! belong to these sessions only and are not used for the bound.
//!
//! Which sessions are held is nearly all that the plan loses: seating people in given sessions costs about 0.15 %, the
//! choice of the sessions five times that, and it varies from dive to dive. So the dive is made more than once, each
//! time with the shares shaken a little, and the sessions with the highest bound of their own are taken.

use super::books::Books;
use super::dual::Ascent;
use super::solution::Stage;
use super::work::Meter;
use yangke_ground::order::Order;
use yangke_ground::rng::Rng;

/// Stages of deciding; the last one shuts whatever is still in doubt.
const STAGES: u64 = 16;
/// Iterations after the last stage, in stages.
const SETTLE_STAGES: u64 = 4;
/// Share of evaluations below which a session is given up.
const GIVEN_UP: f32 = 0.05;
/// Share from which on it may be opened after the clearest one of the stage, and at once.
const LIKELY: f32 = 0.5;
const SURE: f32 = 0.9;
/// Weight of the newest evaluation in a session's share: decisions change it faster than the prices alone do.
const HELD_BLEND: f32 = 0.2;
/// Share of the work after which no further dive begins.
const LATEST: f64 = 0.75;
/// By how much of itself a share is shaken, from the lowest to the highest.
const SHAKEN: f32 = 0.2;
/// Rate of the price steps while deciding.
const RATE: f64 = 0.06;

/// The best sessions of `times` dives of about `iterations` evaluations each, opened in a copy of `empty`; `ascent` holds
/// how often each item was chosen with them.
pub fn dive<'a>(
    ascent: &mut Ascent<'a>,
    empty: &Books<'a>,
    meter: &mut Meter,
    (times, iterations): (u64, u64),
    rng: &mut Rng,
) -> Books<'a> {
    let (start, mean_held) = (ascent.now.clone(), ascent.mean_held.clone());
    let mut best = (f64::NEG_INFINITY, empty.clone(), Vec::new());
    for _ in 0..times {
        ascent.restart(&start, &mean_held);
        let mut books = empty.clone();
        dive_once(ascent, &mut books, meter, iterations, rng, best.0);
        // the bound of these sessions: no plan that holds just them has more points
        if ascent.bound > best.0 {
            best = (ascent.bound, books, ascent.relaxation.times_chosen.clone());
        }
        if !meter.go_on((meter.limit as f64 * LATEST) as u64) {
            break;
        }
    }
    ascent.relaxation.times_chosen = best.2;
    best.1
}

/// Decides every slot of `ascent` in about `iterations` evaluations; gives up where the bound of what is decided has
/// come down to `floor`, as deciding more only lowers it.
fn dive_once(
    ascent: &mut Ascent,
    books: &mut Books,
    meter: &mut Meter,
    iterations: u64,
    rng: &mut Rng,
    floor: f64,
) {
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
        decide(ascent, books, stage, rng);
        ascent.relaxation.forget_closed(books.model);
        let last = ascent.relaxation.decided.iter().all(Option::is_some);
        let settle = if last { SETTLE_STAGES * per_stage } else { per_stage };
        for at in 0..settle {
            if last && 2 * at == settle {
                // the first half is still on its way
                ascent.relaxation.times_chosen.fill(0);
                ascent.relaxation.counting = true;
            }
            let left = 1.0 - at as f64 / settle as f64;
            ascent.step(if last { RATE / 6.0 + RATE * left } else { RATE });
            meter.spend(ascent.cost(), Stage::Construct);
            if meter.stopped || ascent.bound <= floor {
                return;
            }
        }
        if last {
            return;
        }
    }
}

/// Opens the clearest sessions of a stage and gives up the hopeless ones.
fn decide(ascent: &mut Ascent, books: &mut Books, stage: u64, rng: &mut Rng) {
    let mut shaken = |share: &f32| share * (1.0 + SHAKEN * (rng.unit() as f32 - 0.5));
    let share: Vec<f32> = ascent.mean_held.iter().map(&mut shaken).collect();
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
