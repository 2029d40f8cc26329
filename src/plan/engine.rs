//! The order of the work: prices, a first plan, search, proof.
//!
//! Splits the work between the parts and keeps the best plan and the best prices; the parts know nothing of each
//! other's share. A first plan is made after a few iterations of the prices, so that stopping early leaves
//! something to show.

use super::books::Books;
use super::certificate;
use super::construct::construct;
use super::dual::Ascent;
use super::model::Model;
use super::pinning;
use super::problem::Problem;
use super::search::Search;
use super::seating::Seating;
use super::solution::{Flow, Options, Progress, Solution, Stage};
use super::start_prices::start_prices;
use super::work::{default_work, round_up, Meter};

/// Share of the work that goes into prices.
const PRICE_SHARE: f64 = 0.4;
/// Iterations before the first plan.
const FIRST_PLAN_AFTER: usize = 15;

/// Plans a checked problem.
pub(super) fn run(
    problem: &Problem,
    options: &Options,
    on_progress: &mut dyn FnMut(&Progress) -> Flow,
) -> Solution {
    let model = Model::new(problem);
    let limit = options.work.unwrap_or_else(|| default_work(model.items.len()));
    let mut meter = Meter::new(limit, &problem.name, on_progress);
    let mut seating = Seating::default();
    let mut empty = Books::new(&model);
    pinning::forbid(&mut empty, &options.pins);
    pinning::keep(&mut empty, &mut seating, &options.pins);
    meter.offer(&empty);
    meter.say(Stage::Prepare);

    let mut ascent = Ascent::new(&model, start_prices(&model));
    let mut best: Option<Books> = None;
    if let Some(plan) = &options.warm_start {
        let mut books = empty.clone();
        pinning::warm_start(&mut books, &mut seating, plan);
        meter.offer(&books);
        best = Some(books);
    }
    let price_work = (limit as f64 * PRICE_SHARE) as u64;
    let iterations = (price_work / ascent.cost().max(1)).clamp(20, 2_000) as usize;
    for iteration in 0..iterations {
        if meter.stopped {
            break;
        }
        ascent.step(0.5 * libm::pow(1.0 / 40.0, iteration as f64 / iterations as f64));
        meter.bound = meter.bound.min(ascent.bound);
        meter.spend(ascent.cost(), Stage::Price);
        if iteration == FIRST_PLAN_AFTER && best.is_none() {
            let mut books = empty.clone();
            books.set_prices(&ascent.best.limits);
            construct(&mut books, &mut seating, &ascent.best, &ascent.mean_held, 0.2);
            meter.offer(&books);
        }
    }
    for share in [0.2, 0.3, 0.45] {
        if meter.stopped {
            break;
        }
        let mut books = empty.clone();
        books.set_prices(&ascent.best.limits);
        construct(&mut books, &mut seating, &ascent.best, &ascent.mean_held, share);
        meter.offer(&books);
        if best.as_ref().is_none_or(|other| books.objective > other.objective) {
            best = Some(books);
        }
        meter.spend(std::mem::take(&mut seating.work), Stage::Construct);
    }
    if let Some(mut books) = best.filter(|_| !meter.stopped) {
        let mut search = Search::new(&mut books, &mut seating, &ascent.mean_held, options.seed);
        search.run(&ascent.best.limits, &mut meter, limit);
    }
    finish(problem, options, &model, &ascent, meter)
}

fn finish(
    problem: &Problem,
    options: &Options,
    model: &Model,
    ascent: &Ascent,
    mut meter: Meter,
) -> Solution {
    let prices = ascent.best.to_prices(model);
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
