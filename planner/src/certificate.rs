//! The bound that a set of prices proves, by weak duality.
//!
//! `prices * limits + best sessions at the seat prices + best schedule of every customer at the prices` is at least
//! the optimum for any prices (Lagrangian relaxation with the seats split between customer and session; see Guignard
//! and Kim, "Lagrangean decomposition", 1987). Works from the plan's prices alone, in f64, and follows the
//! independent checker term by term; nothing of the ascent that found the prices is trusted.

use super::day_schedule::DaySchedule;
use super::model::{Model, NONE};
use super::problem::Problem;
use super::solution::Prices;
use yangke_ground::order::Order;

/// Prices with every entry that the problem has, none negative except seats.
struct Sound {
    total: f64,
    period: Vec<f64>,
    manager: Vec<Vec<f64>>,
    crew: Vec<f64>,
    venue: Vec<Vec<f64>>,
    seat: Vec<f64>,
    repeat: Vec<f64>,
}

fn positive(value: Option<&f64>) -> f64 {
    value.copied().unwrap_or(0.0).max(0.0)
}

impl Sound {
    fn new(problem: &Problem, model: &Model, prices: &Prices) -> Sound {
        let rows = |table: &[Vec<f64>], count: usize| -> Vec<Vec<f64>> {
            let row = |index: usize| {
                (0..model.weeks)
                    .map(|week| positive(table.get(index).and_then(|row| row.get(week))))
                    .collect()
            };
            (0..count).map(row).collect()
        };
        let mut seat = vec![0.0; model.seat_item.len()];
        for &(customer, activity, week, price) in &prices.seats {
            if let Some(item) = model.item_of(customer, activity, week) {
                let at = model.items[item as usize].seat;
                if at != NONE {
                    seat[at as usize] += price;
                }
            }
        }
        let mut repeat = vec![0.0; model.pairs.len()];
        for &(customer, activity, price) in &prices.repeats {
            if let Some(pair) = model.pair_of(customer, activity) {
                repeat[pair] = price.max(0.0);
            }
        }
        Sound {
            total: prices.total_per_yuan.max(0.0),
            period: (0..model.periods).map(|at| positive(prices.period_per_yuan.get(at))).collect(),
            manager: rows(&prices.manager_per_min, problem.managers.len()),
            crew: (0..model.weeks).map(|week| positive(prices.crew_per_min.get(week))).collect(),
            venue: rows(&prices.venue_per_slot, problem.venues.len()),
            seat,
            repeat,
        }
    }
}

/// The bound in points, unrounded.
pub fn bound(problem: &Problem, model: &Model, prices: &Prices) -> f64 {
    let sound = Sound::new(problem, model, prices);
    let limits = &model.limits;
    let mut sum = sound.total * limits.total_yuan as f64;
    for (price, &left) in sound.period.iter().zip(&limits.period_yuan) {
        sum += price * left as f64;
    }
    for (price, &left) in sound.manager.iter().flatten().zip(&limits.manager_mins) {
        sum += price * left as f64;
    }
    for (price, &left) in sound.crew.iter().zip(&limits.crew_mins) {
        sum += price * left as f64;
    }
    for (price, &left) in sound.venue.iter().flatten().zip(&limits.venue_slots) {
        sum += price * left as f64;
    }
    sum + sessions(problem, model, &sound) + customers(problem, model, &sound)
}

/// Best sessions at the seat prices, activity by activity.
fn sessions(problem: &Problem, model: &Model, sound: &Sound) -> f64 {
    let mut sum = 0.0;
    let (mut seats, mut steps) = (Vec::new(), Vec::new());
    for (index, activity) in problem.activities.iter().enumerate() {
        steps.clear();
        for slot in &model.slots[model.first_slot[index] as usize..model.first_slot[index + 1] as usize] {
            let week = slot.week as usize;
            let cost = activity.session_yuan as f64 * (sound.total + sound.period[problem.period[week]])
                + activity.crew_mins as f64 * sound.crew[week]
                + activity
                    .host_manager
                    .map_or(0.0, |host| activity.host_mins as f64 * sound.manager[host][week])
                + activity.venue.map_or(0.0, |venue| sound.venue[venue][week]);
            seats.clear();
            seats.extend_from_slice(&sound.seat[slot.seats.0 as usize..slot.seats.1 as usize]);
            seats.order_by(|a: &f64, b| b.total_cmp(a));
            let income =
                incomes(&seats, activity.min_heads, activity.max_heads, activity.week_sessions, cost);
            concave_steps(&income, |step| steps.push(step));
        }
        steps.order_by(|a: &f64, b| b.total_cmp(a));
        sum += steps.iter().take(activity.quarter_sessions as usize).sum::<f64>();
    }
    sum
}

/// Profit of 1, 2, .. sessions in one week from seat prices in falling order.
pub fn incomes(seats: &[f64], min_heads: i64, max_heads: i64, most: i64, cost: f64) -> Vec<f64> {
    let mut list = Vec::new();
    for held in 1..=most {
        let (low, high) = ((held * min_heads) as usize, (held * max_heads) as usize);
        if seats.len() < low {
            break;
        }
        let sure: f64 = seats[..low].iter().sum();
        let more: f64 = seats[low..high.min(seats.len())].iter().filter(|&&price| price > 0.0).sum();
        list.push(sure + more - held as f64 * cost);
    }
    list
}

/// Steps of the upper concave envelope of `0, income[0], income[1], ..` as long as they rise: "at most so many in
/// the quarter" may then take the best steps of all weeks.
pub fn concave_steps(income: &[f64], mut step: impl FnMut(f64)) {
    let (mut at, mut level) = (0, 0.0);
    while at < income.len() {
        let (mut end, mut slope) = (at, f64::NEG_INFINITY);
        for (to, &value) in income.iter().enumerate().skip(at) {
            let rise = (value - level) / (to + 1 - at) as f64;
            if rise > slope {
                (end, slope) = (to, rise);
            }
        }
        if slope <= 0.0 {
            break;
        }
        (at..=end).for_each(|_| step(slope));
        (at, level) = (end + 1, income[end]);
    }
}

fn customers(problem: &Problem, model: &Model, sound: &Sound) -> f64 {
    let mut sum = 0.0;
    let mut schedule = DaySchedule::new(model.weeks);
    for (index, customer) in problem.customers.iter().enumerate() {
        schedule.clear();
        for at in model.first_pair[index]..model.first_pair[index + 1] {
            let (pair, price) = (&model.pairs[at as usize], sound.repeat[at as usize]);
            sum += price;
            if pair.repeat_loss >= 0 {
                sum += (price - f64::from(pair.repeat_loss)).max(0.0) * f64::from(pair.max_repeat - 1);
            }
            for index in pair.items.0..pair.items.1 {
                let item = &model.items[index as usize];
                let (activity, week) = (model.activity(item), usize::from(item.week));
                let mut paid = activity.head_yuan as f64
                    * (sound.total + sound.period[usize::from(item.period)])
                    + activity.own_mins as f64 * sound.manager[customer.manager][week];
                if item.seat != NONE {
                    paid += sound.seat[item.seat as usize];
                }
                schedule.offer(item.day, f64::from(item.gain) - paid - price, index);
            }
        }
        sum += schedule.solve(model, index);
    }
    sum
}
