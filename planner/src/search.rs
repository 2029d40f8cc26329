//! Improves a plan by large neighbourhoods, at prices that follow what is left over.
//!
//! Moves (`moves.rs`) stay if points plus the worth of leftovers rise, or fall by less than the temperature allows
//! (large neighbourhood search of Shaw, 1998, with the acceptance of simulated annealing). Between rounds a
//! thermostat lowers the price of whatever is left over, so that the search spends it; a few per cent of the
//! managers' minutes stay free on purpose, without them no session can be exchanged. The last rounds lower all prices
//! and pack the weeks tightly.

use super::books::{Books, LimitPrices};
use super::moves::Moves;
use super::seating::Seating;
use super::solution::Stage;
use super::work::Meter;

/// Rounds between which prices are adjusted: fewest and most.
const ROUNDS: (u64, u64) = (12, 60);
/// Work of a round per possible touch: re-planning everyone once a round must not eat up the moves.
const ROUND_WORK: u64 = 12;
/// Points by which a move may make the plan worse, on average, in the first round.
const TEMPERATURE: f64 = 400.0;
/// Share of the money, and of a manager's minutes, that may be left over without their price falling.
const FREE_MONEY: f64 = 0.004;
const FREE_MINUTES: f64 = 0.04;
/// Moves between two looks at the meter.
const MOVES_PER_LOOK: usize = 8;
/// Customers re-planned between two reports.
const CUSTOMERS_PER_REPORT: usize = 256;

/// What a plan is made of, to come back to it.
struct Snapshot {
    objective: i64,
    touches: Vec<Vec<u32>>,
    held: Vec<i64>,
}

/// Works on the plan in the books until `until` units are spent; the books end with the best plan found.
pub fn search(
    books: &mut Books,
    seating: &mut Seating,
    moves: &mut Moves,
    prices: &LimitPrices,
    meter: &mut Meter,
    until: u64,
) {
    let (start, mut warm) = (meter.done, prices.clone());
    books.set_prices(&warm);
    polish(books, seating, meter);
    meter.offer(books);
    let mut best = snapshot(books);
    let span = until.saturating_sub(start);
    let rounds = (span / (ROUND_WORK * books.model.items.len() as u64).max(1)).clamp(ROUNDS.0, ROUNDS.1);
    // the last tenth packs the weeks
    let settled_after = rounds - rounds.div_ceil(10);
    for round in 0..rounds {
        if !meter.go_on(until) {
            break;
        }
        moves.settled = round >= settled_after;
        if moves.settled {
            let late = (round + 1 - settled_after) as f64 / (rounds - settled_after) as f64;
            books.set_prices(&scaled(&warm, 1.0 - 0.8 * late));
        } else {
            adjust(books, &mut warm, prices);
            books.set_prices(&warm);
        }
        polish(books, seating, meter);
        moves.heat = TEMPERATURE * (rounds - round - 1) as f64 / rounds as f64;
        let round_end = start + span * (round + 1) / rounds;
        while meter.go_on(round_end) {
            for _ in 0..MOVES_PER_LOOK {
                moves.step(books, seating);
            }
            meter.spend(std::mem::take(&mut seating.work), Stage::Search);
        }
        if books.objective > best.objective {
            best = snapshot(books);
            meter.offer(books);
        }
    }
    if best.objective > books.objective {
        restore(books, &best);
    }
    fill_up(books, seating, &warm, meter);
}

/// Spends what is left over: plans everyone at lower and lower prices.
pub fn fill_up(books: &mut Books, seating: &mut Seating, prices: &LimitPrices, meter: &mut Meter) {
    for share in [0.6, 0.3, 0.1, 0.0] {
        books.set_prices(&scaled(prices, share));
        polish(books, seating, meter);
    }
    meter.offer(books);
}

/// Re-plans every customer and fills every session once.
fn polish(books: &mut Books, seating: &mut Seating, meter: &mut Meter) {
    for customer in 0..books.touches.len() {
        seating.replan(books, customer);
        if customer % CUSTOMERS_PER_REPORT == 0 {
            meter.spend(std::mem::take(&mut seating.work), Stage::Search);
        }
    }
    for slot in 0..books.held.len() {
        if books.held[slot] > 0 {
            seating.fill(books, slot, 0);
        }
    }
    books.commit();
    meter.spend(std::mem::take(&mut seating.work), Stage::Search);
}

/// Lowers the price of what is left over, the faster the more it is, and lets the others recover.
fn adjust(books: &Books, warm: &mut LimitPrices, prices: &LimitPrices) {
    let (left, limits) = (&books.left, &books.model.limits);
    let turn = |price: &mut f64, full: f64, left: i64, given: i64, free: f64| {
        let share = left as f64 / given.max(1) as f64;
        *price = if share > free {
            *price * (1.0 - (2.0 * share).clamp(0.03, 0.12))
        } else {
            (*price * 1.01).min(full * 1.1)
        };
    };
    let (total, given) = (left.total_yuan, limits.total_yuan);
    turn(&mut warm.total, prices.total, total, given, FREE_MONEY);
    for (price, &full) in warm.period.iter_mut().zip(&prices.period) {
        turn(price, full, total, given, FREE_MONEY);
    }
    for (at, price) in warm.manager.iter_mut().enumerate() {
        turn(price, prices.manager[at], left.manager_mins[at], limits.manager_mins[at], FREE_MINUTES);
    }
}

fn scaled(prices: &LimitPrices, share: f64) -> LimitPrices {
    let mut list = prices.clone();
    list.all_mut().for_each(|price| *price *= share);
    list
}

fn snapshot(books: &Books) -> Snapshot {
    Snapshot { objective: books.objective, touches: books.touches.clone(), held: books.held.clone() }
}

fn restore(books: &mut Books, to: &Snapshot) {
    for customer in 0..to.touches.len() {
        if books.touches[customer] != to.touches[customer] {
            for item in books.touches[customer].clone() {
                books.remove(item);
            }
            for &item in &to.touches[customer] {
                books.add(item);
            }
        }
    }
    for slot in 0..to.held.len() {
        while books.held[slot] > to.held[slot] {
            books.close(slot);
        }
        while books.held[slot] < to.held[slot] {
            books.open(slot);
        }
    }
    books.commit();
}
