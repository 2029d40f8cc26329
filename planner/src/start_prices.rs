//! Prices the dual ascent starts from: what the last yuan and the last minute would buy.
//!
//! Every customer's three best touches are sorted by points per yuan (per minute); the density at which the budget
//! (the minutes) runs out, damped, is the first price. A poor start costs iterations, never correctness.

use super::books::LimitPrices;
use super::dual::Duals;
use super::model::Model;
use yangke_ground::order::Order;

/// Touches per customer that are looked at.
const BEST_TOUCHES: usize = 3;

/// First prices of everything.
pub fn start_prices(model: &Model) -> Duals {
    let problem = model.problem;
    let mut touches: Vec<(f64, f64, f64)> = Vec::new();
    let mut own: Vec<(f64, f64, f64)> = Vec::new();
    for customer in &problem.customers {
        own.clear();
        own.extend(customer.candidates.iter().map(|&candidate| {
            let activity = &problem.activities[candidate.activity];
            let share = if activity.is_group() {
                activity.session_yuan as f64 / activity.max_heads as f64
            } else {
                0.0
            };
            let gain = problem.gain(customer, candidate) as f64;
            (gain, activity.head_yuan as f64 + share, activity.own_mins as f64)
        }));
        own.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
        touches.extend(own.iter().take(BEST_TOUCHES));
    }
    let minutes: i64 = model.limits.manager_mins.iter().sum();
    let yuan_price = 0.7 * exhausting_density(&touches, |touch| touch.1, model.limits.total_yuan as f64);
    let min_price = 0.5 * exhausting_density(&touches, |touch| touch.2, minutes as f64);
    let limits = LimitPrices {
        total: yuan_price,
        period: vec![0.0; model.periods],
        manager: vec![min_price; model.limits.manager_mins.len()],
        crew: vec![0.0; model.weeks],
        venue: vec![0.0; model.limits.venue_slots.len()],
    };
    let mut seat = vec![0.0f32; model.seat_item.len()];
    for (index, slot) in model.slots.iter().enumerate() {
        let activity = model.slot_activity(index);
        let heads = (activity.max_heads as f64).min(f64::from(slot.seats.1 - slot.seats.0));
        let share = (activity.session_yuan as f64 * yuan_price + activity.host_mins as f64 * min_price)
            / heads.max(1.0);
        seat[slot.seats.0 as usize..slot.seats.1 as usize].fill(share as f32);
    }
    let mut duals = Duals { limits, seat, repeat: vec![0.0; model.pairs.len()] };
    start_repeat_prices(model, &mut duals);
    duals
}

/// Density of the touch with which `limit` runs out.
fn exhausting_density(
    touches: &[(f64, f64, f64)],
    take: impl Fn(&(f64, f64, f64)) -> f64,
    limit: f64,
) -> f64 {
    let mut list: Vec<(f64, f64)> =
        touches.iter().map(|touch| (touch.0 / take(touch).max(0.5), take(touch))).collect();
    list.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)));
    let mut used = 0.0;
    for (density, amount) in list {
        used += amount;
        if used > limit {
            return density;
        }
    }
    0.0
}

/// Half of what an activity is worth above the customer's marginal touch: otherwise the best activity would fill
/// all the customer's days.
fn start_repeat_prices(model: &Model, duals: &mut Duals) {
    let mut values: Vec<(f64, usize)> = Vec::new();
    for customer in 0..model.problem.customers.len() {
        values.clear();
        let manager = model.problem.customers[customer].manager;
        for at in model.first_pair[customer] as usize..model.first_pair[customer + 1] as usize {
            let pair = &model.pairs[at];
            let mut top = f64::NEG_INFINITY;
            for item in &model.items[pair.items.0 as usize..pair.items.1 as usize] {
                let paid =
                    duals.limits.touch_cost(model, manager, item.activity as usize, usize::from(item.week))
                        + duals.seat.get(item.seat as usize).map_or(0.0, |&price| f64::from(price));
                top = top.max(f64::from(item.gain) - paid);
            }
            values.push((top, at));
        }
        values.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let free: usize = (0..model.periods).map(|period| model.free(customer, period)).sum();
        let worthwhile = |(touches, value): (usize, &(f64, usize))| {
            touches < free && value.0 > model.fatigue(customer, touches + 1) as f64
        };
        let touches = values.iter().enumerate().take_while(|&one| worthwhile(one)).count();
        if touches == 0 {
            continue;
        }
        let tired = model.fatigue(customer, touches) as f64;
        let marginal = values.get(touches).map_or(tired, |next| next.0.max(tired).max(0.0));
        for &(value, at) in values.iter().filter(|value| value.0 > marginal) {
            duals.repeat[at] = ((value - marginal) * 0.5) as f32;
        }
    }
}
