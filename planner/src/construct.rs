//! A first plan from prices: hold the sessions the relaxed problem held most, seat those who pay most, re-plan all.
//!
//! Quick and feasible, 5 to 15 % below the bound; `search.rs` improves it.

use super::books::Books;
use super::dual::Duals;
use super::model::NONE;
use super::seating::{fit, Seating};
use yangke_ground::order::Order;

/// Adds sessions that the relaxed problem held at least `share` of the time, and everybody's schedule.
pub fn construct(books: &mut Books, seating: &mut Seating, duals: &Duals, mean_held: &[f32], share: f32) {
    let model = books.model;
    let mut order: Vec<usize> = (0..model.slots.len()).filter(|&slot| mean_held[slot] >= share).collect();
    order.order_by(|&a, &b| mean_held[b].total_cmp(&mean_held[a]).then(a.cmp(&b)));
    for &slot in &order {
        while books.can_open(slot) && (books.held[slot] as f32) < mean_held[slot].max(0.5) - 0.5 + 1e-3 {
            books.open(slot);
        }
        if books.held[slot] == 0 && books.can_open(slot) {
            books.open(slot);
        }
    }
    let held: Vec<usize> = order.iter().copied().filter(|&slot| books.held[slot] > 0).collect();
    for slot in held {
        let activity = model.slot_activity(slot);
        let (low, high) = (activity.min_heads * books.held[slot], activity.max_heads * books.held[slot]);
        let mut seats: Vec<u32> = (model.slots[slot].seats.0..model.slots[slot].seats.1).collect();
        let price = |seat: u32| duals.seat[seat as usize];
        seats.order_by(|&a, &b| price(b).total_cmp(&price(a)).then(a.cmp(&b)));
        for seat in seats {
            let heads = books.seated[slot].len() as i64;
            if heads >= high || (price(seat) <= 0.0 && heads >= low) {
                break;
            }
            let item = model.seat_item[seat as usize];
            if let Some(one) = fit(books, item).filter(|one| one.gain > 0 && one.displaced[0] == NONE) {
                seating.take(books, &one);
            }
        }
    }
    let mut customers: Vec<usize> = (0..books.touches.len()).collect();
    customers.order_by_key(|&customer| std::cmp::Reverse(model.problem.customers[customer].weight));
    for &customer in &customers {
        seating.replan(books, customer);
    }
    drop_small_sessions(books, seating, &order);
    books.commit();
}

/// Seats and plans by how often the relaxed problem chose each touch, around the sessions already open.
pub fn round_choices(books: &mut Books, seating: &mut Seating, times_chosen: &[u32]) {
    let model = books.model;
    let most = times_chosen.iter().copied().max().unwrap_or(0);
    let mut items: Vec<u32> =
        (0..times_chosen.len() as u32).filter(|&item| times_chosen[item as usize] * 5 > most).collect();
    items.order_by_key(|&item| (std::cmp::Reverse(times_chosen[item as usize]), item));
    for &item in &items {
        let slot = model.items[item as usize].slot;
        if slot == NONE || books.seat_free(slot as usize) {
            if let Some(one) = fit(books, item).filter(|one| one.displaced[0] == NONE) {
                seating.take(books, &one);
            }
        }
    }
    let held: Vec<usize> = (0..books.held.len()).filter(|&slot| books.held[slot] > 0).collect();
    drop_small_sessions(books, seating, &held);
    for customer in 0..books.touches.len() {
        seating.replan(books, customer);
    }
    books.commit();
}

/// Fills sessions that are too small, or gives them up.
pub fn drop_small_sessions(books: &mut Books, seating: &mut Seating, order: &[usize]) {
    let mut freed = Vec::new();
    for &slot in order {
        let least = books.model.slot_activity(slot).min_heads;
        let short = least * books.held[slot] - books.seated[slot].len() as i64;
        seating.fill(books, slot, short.max(0));
        while books.held[slot] > 1 && (books.seated[slot].len() as i64) < least * books.held[slot] {
            books.close(slot);
        }
        // closing one of two leaves too many for the other
        let most = books.model.slot_activity(slot).max_heads * books.held[slot];
        if (books.seated[slot].len() as i64) < least * books.held[slot]
            || books.seated[slot].len() as i64 > most
        {
            seating.shut(books, slot, &mut freed);
        }
    }
    freed.order();
    freed.dedup();
    for customer in freed {
        seating.replan(books, customer);
    }
}
