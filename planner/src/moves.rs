//! The moves of the search: around sessions, around their seats, and around customers of one manager.
//!
//! A move changes sessions or takes touches back, on credit; what it overdraws is paid back (`repair.rs`), everyone
//! it touched is re-planned in random order, and the result stays or is undone exactly. Sessions that the relaxed
//! problem ever held are tried more often than others. Kept sessions and touches are left alone.

use super::books::Books;
use super::model::Model;
use super::repair::repair;
use super::seating::Seating;
use yangke_ground::rng::Rng;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    /// Take back the touches of some customers of one manager.
    Ruin,
    /// Take back touches of one manager's week, and of some who might come in.
    RuinWeek,
    /// Open a session.
    Open,
    /// Shut a session, open another one of the same activity.
    Shift,
    /// Shut one or two sessions and open others.
    Exchange,
    /// Give a seat to somebody else.
    Seat,
    /// Plan somebody anew as if a seat in a full session cost what its weakest guest would lose.
    PushIn,
}

/// Share of moves in which somebody takes a seat from somebody else; full sessions change in no other way.
const SEAT_SHARE: f64 = 0.4;
/// Share of moves in which somebody pushes into full sessions.
const PUSH_SHARE: f64 = 0.1;
/// How often the other moves are tried while sessions are being chosen, and when the weeks are being packed.
const CHOOSING: [Move; 10] = [
    Move::Ruin,
    Move::Ruin,
    Move::Ruin,
    Move::RuinWeek,
    Move::Open,
    Move::Open,
    Move::Open,
    Move::Shift,
    Move::Shift,
    Move::Exchange,
];
const PACKING: [Move; 4] = [Move::Ruin, Move::RuinWeek, Move::RuinWeek, Move::Open];
/// Customers whose touches one move takes back.
const RUINED: usize = 12;
/// Share of slots picked among those the relaxed problem held at times.
const HOT_SHARE: f64 = 0.7;

/// The moves with their lists and their random numbers.
pub struct Moves {
    /// Points by which a move may make things worse, on average.
    pub heat: f64,
    /// Whether weeks are packed instead of sessions chosen.
    pub settled: bool,
    rng: Rng,
    hot: Vec<usize>,
    held: Vec<usize>,
    /// Version of the sessions that `held` lists.
    held_at: Option<u64>,
    short: Vec<usize>,
    own_customers: Vec<Vec<u32>>,
    freed: Vec<usize>,
}

impl Moves {
    /// Moves for a model; `mean_held` says how often the relaxed problem held every slot.
    pub fn new(model: &Model, mean_held: &[f32], seed: u64) -> Moves {
        let mut own_customers = vec![Vec::new(); model.problem.managers.len()];
        for (index, customer) in model.problem.customers.iter().enumerate() {
            own_customers[customer.manager].push(index as u32);
        }
        own_customers.retain(|list| !list.is_empty());
        Moves {
            heat: 0.0,
            settled: false,
            rng: Rng::new(seed),
            hot: (0..mean_held.len()).filter(|&slot| mean_held[slot] > 0.01).collect(),
            held: Vec::new(),
            held_at: None,
            short: Vec::new(),
            own_customers,
            freed: Vec::new(),
        }
    }

    /// Tries one move.
    pub fn step(&mut self, books: &mut Books, seating: &mut Seating) {
        seating.work += books.held.len() as u64 / 4 + 20;
        if self.own_customers.is_empty() {
            return;
        }
        self.freed.clear();
        books.commit();
        let before = books.worth();
        if self.held_at != Some(books.sessions_version) {
            self.held_at = Some(books.sessions_version);
            self.held.clear();
            self.held.extend((0..books.held.len()).filter(|&slot| books.held[slot] > 0));
        }
        let list: &[Move] = if self.settled { &PACKING } else { &CHOOSING };
        let draw = self.rng.unit();
        let mut chosen = if draw < PUSH_SHARE {
            Move::PushIn
        } else if draw < PUSH_SHARE + SEAT_SHARE {
            Move::Seat
        } else {
            list[self.rng.index(list.len())]
        };
        if books.held.is_empty() {
            chosen = Move::Ruin;
        } else if self.held.is_empty() && chosen != Move::Ruin {
            chosen = Move::Open;
        }
        books.on_credit = true;
        match chosen {
            Move::Ruin => self.ruin(books),
            Move::RuinWeek => self.ruin_week(books),
            Move::Open => {
                let slot = self.pick_slot(books);
                seating.try_open(books, slot);
            }
            Move::Shift => self.shift(books, seating),
            Move::Exchange => self.exchange(books, seating),
            Move::Seat => self.seat(books, seating),
            Move::PushIn => {
                let customer = self.rng.index(books.touches.len());
                seating.push_in(books, customer, &mut self.freed);
                self.freed.push(customer);
            }
        }
        books.on_credit = false;
        if books.mark() > 0 && !self.settle(books, seating, before) {
            books.undo_to(0);
        }
        books.commit();
    }

    /// Pays back, re-plans and judges; whether the move stays.
    fn settle(&mut self, books: &mut Books, seating: &mut Seating, before: i64) -> bool {
        self.short.clear();
        self.short.extend((0..books.left.manager_mins.len()).filter(|&week| !books.week_ok(week)));
        if !repair(books, &self.short, &mut self.rng, &mut self.freed, &mut seating.work) {
            return false;
        }
        self.freed.sort_unstable();
        self.freed.dedup();
        for at in 0..self.freed.len() {
            let other = at + self.rng.index(self.freed.len() - at);
            self.freed.swap(at, other);
            seating.replan(books, self.freed[at]);
        }
        let least = if self.heat > 0.0 { self.heat * libm::log(self.rng.unit().max(1e-9)) } else { 0.5 };
        (books.worth() - before) as f64 > least
    }

    fn take_back(&mut self, books: &mut Books, customer: usize) {
        for item in books.touches[customer].clone() {
            if books.removable(item) {
                books.remove(item);
            }
        }
        self.freed.push(customer);
    }

    fn ruin(&mut self, books: &mut Books) {
        let manager = self.rng.index(self.own_customers.len());
        let count = self.own_customers[manager].len();
        for _ in 0..RUINED.min(count) {
            let customer = self.own_customers[manager][self.rng.index(count)] as usize;
            self.take_back(books, customer);
        }
    }

    fn ruin_week(&mut self, books: &mut Books) {
        let manager = self.rng.index(self.own_customers.len());
        let customers = &self.own_customers[manager];
        let own = books.model.problem.customers[customers[0] as usize].manager;
        let week = own * books.model.weeks + self.rng.index(books.model.weeks);
        let mut chosen = [0; 10];
        for (at, customer) in chosen.iter_mut().enumerate() {
            let inside = &books.in_week[week];
            *customer = if at < 5 && !inside.is_empty() {
                books.model.items[inside[self.rng.index(inside.len())] as usize].customer
            } else {
                customers[self.rng.index(customers.len())]
            };
        }
        for customer in chosen {
            self.take_back(books, customer as usize);
        }
    }

    fn pick_slot(&mut self, books: &Books) -> usize {
        if self.rng.unit() < HOT_SHARE && !self.hot.is_empty() {
            self.hot[self.rng.index(self.hot.len())]
        } else {
            self.rng.index(books.held.len())
        }
    }

    /// Shuts a random session unless it is kept.
    fn shut_one(&mut self, books: &mut Books, seating: &mut Seating) -> Option<usize> {
        let slot = self.held[self.rng.index(self.held.len())];
        let kept =
            books.kept_sessions[slot] > 0 || books.seated[slot].iter().any(|&item| books.kept[item as usize]);
        if kept || books.held[slot] == 0 {
            return None;
        }
        seating.shut(books, slot, &mut self.freed);
        Some(slot)
    }

    fn shift(&mut self, books: &mut Books, seating: &mut Seating) {
        let Some(shut) = self.shut_one(books, seating) else { return };
        let activity = books.model.slots[shut].activity as usize;
        let first = books.model.first_slot[activity] as usize;
        let count = books.model.first_slot[activity + 1] as usize - first;
        for _ in 0..3 {
            let slot = first + self.rng.index(count);
            if slot != shut && seating.try_open(books, slot) {
                break;
            }
        }
    }

    fn seat(&mut self, books: &mut Books, seating: &mut Seating) {
        let slot = self.held[self.rng.index(self.held.len())];
        let rng = &mut self.rng;
        seating.change_places(books, slot, &mut self.freed, |below| rng.index(below));
    }

    fn exchange(&mut self, books: &mut Books, seating: &mut Seating) {
        for _ in 0..1 + self.rng.index(2) {
            self.shut_one(books, seating);
        }
        for _ in 0..4 {
            let slot = self.pick_slot(books);
            seating.try_open(books, slot);
        }
    }
}
