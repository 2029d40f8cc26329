//! The order of the work: prices, a first plan, sessions, search, proof.
//!
//! Splits the work between the parts and keeps the best plan and the best prices; the parts know nothing of each
//! other's share. A first plan is made after a few iterations of the prices, so that stopping early leaves
//! something to show.

use super::books::Books;
use super::certificate;
use super::construct::{construct, round_choices};
use super::dive::dive;
use super::dual::{Ascent, Duals};
use super::model::Model;
use super::moves::Moves;
use super::pinning;
use super::problem::Problem;
use super::search::{fill_up, search};
use super::seating::Seating;
use super::solution::{Flow, Options, Progress, Solution, Stage};
use super::start_prices::start_prices;
use super::work::{default_work, round_up, Meter};
use yangke_ground::rng::Rng;

/// How the work is split.
struct Split {
    /// From so many possible touches on.
    items: usize,
    /// Share of the work that goes into prices.
    prices: f64,
    /// Dives; without one, rounding the shares of the sessions and searching longer is better.
    dives: u64,
    /// Iterations of a dive per iteration of the prices.
    dive: f64,
    /// Part of the price iterations from which on hopeless slots are left out; 1 for never.
    narrow_from: f64,
}

/// Tuned on the measuring stick's sizes. What the search gets is the rest: it has converged long before the choice of the
/// sessions has.
const SPLITS: [Split; 4] = [
    Split { items: 0, prices: 0.5, dives: 0, dive: 0.0, narrow_from: 1.0 },
    Split { items: 50_000, prices: 0.5, dives: 1, dive: 1.0, narrow_from: 1.0 },
    Split { items: 150_000, prices: 0.41, dives: 4, dive: 0.85, narrow_from: 0.42 },
    Split { items: 400_000, prices: 0.5, dives: 1, dive: 1.2, narrow_from: 1.0 },
];
/// Where the work is less than so many units per possible touch: a loose bound costs most.
const HASTY_WORK: u64 = 500;
const HASTY: Split = Split { items: 0, prices: 0.65, dives: 0, dive: 0.0, narrow_from: 1.0 };

impl Split {
    fn of(items: usize, work: u64) -> Split {
        if work < HASTY_WORK * items as u64 {
            return HASTY;
        }
        SPLITS.into_iter().rev().find(|split| items >= split.items).unwrap_or(HASTY)
    }
}

const ITERATIONS: (u64, u64) = (20, 2_000);
/// Most slots are hopeless long before the prices have settled. From some iteration on those held in less than a share of
/// the evaluations are left out, but for the last few of so many iterations, which look at all of them: they take back
/// what was left out wrongly, and only they bound what a plan can have. With few iterations or few slots it costs more
/// than it saves.
const HOPELESS: f32 = 0.04;
const SPAN: u64 = 50;
const LOOK: u64 = 5;
/// Rates of the first and the last iteration; the same from the prices of a former plan.
const RATES: (f64, f64) = (0.7, 0.7 / 80.0);
const WARM_RATES: (f64, f64) = (0.05, 0.005);
/// Part of the price iterations from which on their average is kept.
const AVERAGE_FROM: f64 = 0.85;
/// Iterations before the first plan.
const FIRST_PLAN_AFTER: u64 = 15;
/// Shares of evaluations from which on a session is opened, tried in turn where there is no dive.
const SHARES: [f32; 3] = [0.2, 0.3, 0.45];

/// Plans a checked problem.
pub(super) fn run(
    problem: &Problem,
    options: &Options,
    on_progress: &mut dyn FnMut(&Progress) -> Flow,
) -> Solution {
    let model = Model::new(problem);
    let limit = options.work.unwrap_or_else(|| default_work(model.items.len()));
    let split = Split::of(model.items.len(), limit);
    let mut meter = Meter::new(limit, &problem.name, on_progress);
    let mut seating = Seating::default();
    let mut empty = Books::new(&model);
    pinning::forbid(&mut empty, &options.pins);
    pinning::keep(&mut empty, &mut seating, &options.pins, options.warm_start.as_ref());
    meter.offer(&empty);
    meter.say(Stage::Prepare);
    let warm = options.warm_start.as_ref().map(|plan| {
        let mut books = empty.clone();
        pinning::warm_start(&mut books, &mut seating, plan);
        meter.offer(&books);
        books
    });
    let known = options.warm_start.as_ref().and_then(|plan| plan.prices.as_ref());
    let start = known.map_or_else(|| start_prices(&model), |prices| Duals::from_prices(&model, prices));
    let rates = if known.is_some() { WARM_RATES } else { RATES };
    let mut ascent = Ascent::new(&model, start);
    let iterations = find_prices(&mut ascent, &mut meter, rates, &split, |ascent, meter| {
        if warm.is_none() {
            let mut books = empty.clone();
            books.set_prices(&ascent.best.limits);
            construct(&mut books, &mut Seating::default(), &ascent.best, &ascent.mean_held, SHARES[0]);
            meter.offer(&books);
        }
    });
    let prices = ascent.best.clone();
    let start = match warm {
        Some(books) => Some(books),
        None if meter.stopped => None,
        None if split.dives > 0 => {
            let effort = (split.dives, (iterations as f64 * split.dive) as u64);
            let mut books = dive(&mut ascent, &empty, &mut meter, effort, &mut Rng::new(options.seed));
            books.set_prices(&prices.limits);
            round_choices(&mut books, &mut seating, &ascent.relaxation.times_chosen);
            Some(books)
        }
        None => best_rounding(&empty, &mut seating, &prices, &ascent.mean_held),
    };
    if let Some(mut books) = start.filter(|_| !meter.stopped) {
        meter.offer(&books);
        meter.spend(std::mem::take(&mut seating.work), Stage::Construct);
        if options.steady && options.warm_start.is_some() {
            pinning::keep_all(&mut books);
            fill_up(&mut books, &mut seating, &prices.limits, &mut meter);
            return finish(problem, options, &model, &prices, meter);
        }
        let mut moves = Moves::new(&model, &ascent.mean_held, options.seed);
        search(&mut books, &mut seating, &mut moves, &prices.limits, &mut meter, limit);
    }
    finish(problem, options, &model, &prices, meter)
}

/// Lets the prices climb; calls `first_plan` once on the way. Returns the number of iterations meant.
fn find_prices<'a>(
    ascent: &mut Ascent<'a>,
    meter: &mut Meter,
    rates: (f64, f64),
    split: &Split,
    first_plan: impl Fn(&Ascent<'a>, &mut Meter),
) -> u64 {
    let share = (meter.limit as f64 * split.prices) as u64;
    let iterations = (share / ascent.cost().max(1)).clamp(ITERATIONS.0, ITERATIONS.1);
    let narrow_from = (iterations as f64 * split.narrow_from) as u64;
    for iteration in 0..iterations {
        // the first evaluation is done even when the callback has already stopped: no proof without prices
        if meter.stopped && iteration > 0 {
            break;
        }
        let left = (iterations - iteration) % SPAN;
        if left == LOOK && iteration > narrow_from {
            ascent.look_at_all();
        } else if left > LOOK && iteration == narrow_from || (iteration > narrow_from && left == 0) {
            ascent.leave_out(HOPELESS);
        }
        ascent.step(rates.0 * libm::pow(rates.1 / rates.0, iteration as f64 / iterations as f64));
        if iteration as f64 > iterations as f64 * AVERAGE_FROM {
            ascent.blend();
            if iteration + 1 == iterations {
                ascent.try_average();
            }
        }
        meter.bound = meter.bound.min(ascent.bound);
        meter.spend(ascent.cost(), Stage::Price);
        if iteration == FIRST_PLAN_AFTER {
            first_plan(ascent, meter);
        }
    }
    iterations
}

/// The best plan that opening sessions by one of the shares gives.
fn best_rounding<'a>(
    empty: &Books<'a>,
    seating: &mut Seating,
    prices: &Duals,
    mean_held: &[f32],
) -> Option<Books<'a>> {
    let mut best: Option<Books> = None;
    for share in SHARES {
        let mut books = empty.clone();
        books.set_prices(&prices.limits);
        construct(&mut books, seating, prices, mean_held, share);
        if best.as_ref().is_none_or(|other| books.objective > other.objective) {
            best = Some(books);
        }
    }
    best
}

fn finish(problem: &Problem, options: &Options, model: &Model, duals: &Duals, mut meter: Meter) -> Solution {
    let prices = duals.to_prices(model);
    meter.bound = certificate::bound(problem, model, &prices);
    meter.say(Stage::Done);
    let mut plan = std::mem::take(&mut meter.best);
    plan.prices = Some(prices);
    let (unkept_touches, unkept_sessions) = pinning::unkept(&options.pins, &plan);
    Solution {
        plan,
        objective: meter.objective,
        bound: round_up(meter.bound),
        work_used: meter.done,
        stopped: meter.stopped,
        unkept_touches,
        unkept_sessions,
    }
}
