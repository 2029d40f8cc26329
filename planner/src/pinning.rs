//! Puts what the user has decided, and what a former plan still offers, into the books before planning starts.
//!
//! Pins first (they may not be displaced later), then the warm start's sessions and touches where they still fit.
//! A pin that cannot be honoured is reported, never forced: the plan stays feasible.

use super::books::Books;
use super::model::NONE;
use super::seating::Seating;
use super::solution::{Pins, Plan, Session, Touch};

/// Marks everything that must not be.
pub fn forbid(books: &mut Books, pins: &Pins) {
    let model = books.model;
    for touch in &pins.forbid_touches {
        if let Some(item) = model.item_of(touch.customer, touch.activity, touch.week) {
            books.forbidden[item as usize] = true;
        }
    }
    for &(activity, week) in &pins.forbid_sessions {
        if let Some(slot) = model.slot_of(activity, week) {
            books.forbidden_slot[slot] = true;
        }
    }
}

/// Adds a touch if nothing has to give way for it; whether it was added.
fn add_free(books: &mut Books, item: u32) -> bool {
    let model = books.model;
    let one = &model.items[item as usize];
    let customer = one.customer as usize;
    let list = &books.touches[customer];
    let others = || list.iter().map(|&other| &model.items[other as usize]);
    let gap = i64::from(model.who[customer].gap_days);
    let fits = (one.slot == NONE || books.seat_free(one.slot as usize))
        && !books.forbidden[item as usize]
        && others().all(|other| (i64::from(other.day) - i64::from(one.day)).abs() >= gap.max(1))
        && others().filter(|other| other.period == one.period).count()
            < model.free(customer, usize::from(one.period))
        && (others().filter(|other| other.pair == one.pair).count() as i64) < model.activity(one).max_repeat
        && books.affordable(item);
    if fits {
        books.add(item);
    }
    fits
}

fn open_up_to(books: &mut Books, session: &Session) -> Option<usize> {
    let slot = books.model.slot_of(session.activity, session.week)?;
    while books.held[slot] < session.count && books.can_open(slot) {
        books.open(slot);
    }
    Some(slot)
}

/// Places the pins that can be placed. A session that is pinned, or has a pinned guest, is filled with its guests of the
/// former plan first: others would be invited in their place.
pub fn keep(books: &mut Books, seating: &mut Seating, pins: &Pins, former: Option<&Plan>) {
    let model = books.model;
    for session in &pins.keep_sessions {
        if let Some(slot) = open_up_to(books, session) {
            books.kept_sessions[slot] = books.held[slot].min(session.count);
        }
    }
    for touch in &pins.keep_touches {
        let Some(item) = model.item_of(touch.customer, touch.activity, touch.week) else { continue };
        let slot = model.items[item as usize].slot as usize;
        if slot < books.held.len() && books.held[slot] == 0 && books.can_open(slot) {
            books.open(slot);
        }
        if add_free(books, item) {
            books.kept[item as usize] = true;
        }
    }
    for touch in former.iter().flat_map(|plan| &plan.touches) {
        let Some(item) = model.item_of(touch.customer, touch.activity, touch.week) else { continue };
        let slot = model.items[item as usize].slot as usize;
        if books.held.get(slot).is_some_and(|held| *held > 0) {
            add_free(books, item);
        }
    }
    for slot in 0..books.held.len() {
        let least = books.held[slot] * model.slot_activity(slot).min_heads;
        let short = least - books.seated[slot].len() as i64;
        if short > 0 {
            seating.fill(books, slot, short);
        }
        if (books.seated[slot].len() as i64) < least {
            for &item in &books.seated[slot] {
                books.kept[item as usize] = false;
            }
            books.kept_sessions[slot] = 0;
            seating.shut(books, slot, &mut Vec::new());
        }
    }
    books.commit();
}

/// Takes over what still fits of a former plan.
pub fn warm_start(books: &mut Books, seating: &mut Seating, plan: &Plan) {
    for session in &plan.sessions {
        open_up_to(books, session);
    }
    for touch in &plan.touches {
        if let Some(item) = books.model.item_of(touch.customer, touch.activity, touch.week) {
            add_free(books, item);
        }
    }
    let all: Vec<usize> = (0..books.held.len()).filter(|&slot| books.held[slot] > 0).collect();
    super::construct::drop_small_sessions(books, seating, &all);
    books.commit();
}

/// Makes everything in the books stay.
pub fn keep_all(books: &mut Books) {
    for list in &books.touches {
        for &item in list {
            books.kept[item as usize] = true;
        }
    }
    books.kept_sessions.clone_from(&books.held);
}

/// Pins that are not in the plan.
pub fn unkept(pins: &Pins, plan: &Plan) -> (Vec<Touch>, Vec<Session>) {
    let touches = pins.keep_touches.iter().filter(|touch| !plan.touches.contains(touch)).copied();
    let sessions = pins.keep_sessions.iter().filter(|pin| {
        !plan
            .sessions
            .iter()
            .any(|one| one.activity == pin.activity && one.week == pin.week && one.count >= pin.count)
    });
    (touches.collect(), sessions.copied().collect())
}
