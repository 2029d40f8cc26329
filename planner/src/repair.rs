//! Pays back what a move has overdrawn: drops the touches that lose least per minute or yuan.
//!
//! First every overdrawn manager's week, then the money. The customers who lose something are handed back so that
//! the move can re-plan them.

use super::books::Books;
use yangke_ground::rng::Rng;

/// Touches looked at per round when money is short.
const MONEY_SAMPLE: usize = 100;
/// Rounds after which a move is given up.
const MONEY_ROUNDS: usize = 12;

/// Brings minutes and money back within their limits; false if that fails.
pub fn repair(
    books: &mut Books,
    weeks: &[usize],
    rng: &mut Rng,
    freed: &mut Vec<usize>,
    work: &mut u64,
) -> bool {
    for &week in weeks {
        if !books.week_ok(week) && !repair_week(books, week, freed, work) {
            return false;
        }
    }
    for _ in 0..MONEY_ROUNDS {
        if books.money_ok() {
            return true;
        }
        repair_money(books, rng, freed, work);
    }
    books.money_ok()
}

fn repair_week(books: &mut Books, week: usize, freed: &mut Vec<usize>, work: &mut u64) -> bool {
    let model = books.model;
    let mut touches: Vec<(i64, u32)> = Vec::new();
    for &item in &books.in_week[week] {
        let mins = model.activity(&model.items[item as usize]).own_mins;
        if mins > 0 && books.removable(item) {
            touches.push((books.loss(item) * 16 / mins, item));
        }
    }
    *work += books.in_week[week].len() as u64 * 2;
    touches.sort_unstable();
    for (_, item) in touches {
        if books.week_ok(week) {
            break;
        }
        if books.removable(item) {
            freed.push(model.items[item as usize].customer as usize);
            books.remove(item);
        }
    }
    books.week_ok(week)
}

fn repair_money(books: &mut Books, rng: &mut Rng, freed: &mut Vec<usize>, work: &mut u64) {
    let model = books.model;
    let short = |period: usize| books.left.period_yuan[period] < model.limits.period_yuan[period].min(0);
    let any_short = (0..model.periods).any(short);
    let mut touches: Vec<(i64, u32)> = Vec::new();
    for _ in 0..MONEY_SAMPLE.min(4 * books.touches.len()) {
        let list = &books.touches[rng.index(books.touches.len())];
        for &item in list {
            let one = &model.items[item as usize];
            let yuan = model.activity(one).head_yuan;
            if yuan > 0 && (!any_short || short(usize::from(one.period))) && books.removable(item) {
                touches.push((books.loss(item) * 16 / yuan, item));
            }
        }
    }
    *work += MONEY_SAMPLE as u64 * 3;
    touches.sort_unstable();
    touches.dedup();
    let most = (touches.len() / 4).max(3);
    for (_, item) in touches.into_iter().take(most) {
        if books.money_ok() {
            break;
        }
        if books.removable(item) {
            freed.push(model.items[item as usize].customer as usize);
            books.remove(item);
        }
    }
}
