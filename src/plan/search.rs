//! Improves a plan by large neighbourhoods around sessions, at prices that follow what is left over.
//!
//! A move opens, shuts or swaps sessions on credit, pays back what it overdrew (`repair.rs`) and re-plans everyone
//! it touched; it stays if points plus the worth of leftovers rise, or fall by less than the temperature allows
//! (Shaw's large neighbourhood search, 1998, with the acceptance of simulated annealing). Between rounds a
//! thermostat lowers the price of whatever is left over, so that the search spends it.

use super::books::{Books, LimitPrices};
use super::repair::repair;
use super::rng::SplitMix64;
use super::seating::Seating;
use super::solution::Stage;
use super::work::Meter;

/// Rounds between which prices are adjusted.
const ROUNDS: u64 = 60;

/// The search with its lists.
pub struct Search<'b, 'a> {
    books: &'b mut Books<'a>,
    seating: &'b mut Seating,
    rng: SplitMix64,
    hot: Vec<usize>,
    held: Vec<usize>,
    own_customers: Vec<Vec<u32>>,
    freed: Vec<usize>,
    /// Temperature at the start, in points.
    pub temperature: f64,
}

/// What a plan is made of, to come back to it.
struct Snapshot {
    objective: i64,
    touches: Vec<Vec<u32>>,
    held: Vec<i64>,
}

impl<'b, 'a> Search<'b, 'a> {
    /// A search over the plan in the books.
    pub fn new(books: &'b mut Books<'a>, seating: &'b mut Seating, mean_held: &[f32], seed: u64) -> Self {
        let mut own_customers = vec![Vec::new(); books.model.problem.managers.len()];
        for (index, customer) in books.model.problem.customers.iter().enumerate() {
            own_customers[customer.manager].push(index as u32);
        }
        let hot = (0..mean_held.len()).filter(|&slot| mean_held[slot] > 0.01).collect();
        let (held, freed) = (Vec::new(), Vec::new());
        let rng = SplitMix64::new(seed);
        Search { books, seating, rng, hot, held, own_customers, freed, temperature: 1_000.0 }
    }

    /// Works until `until` units are spent; the books end with the best plan found.
    pub fn run(&mut self, prices: &LimitPrices, meter: &mut Meter, until: u64) {
        let (start, mut warm) = (meter.done, prices.clone());
        self.books.set_prices(&warm);
        self.polish(meter);
        let mut best = self.snapshot();
        let span = until.saturating_sub(start);
        for round in 0..ROUNDS {
            if !meter.go_on(until) {
                break;
            }
            self.adjust(&mut warm, prices);
            self.books.set_prices(&warm);
            self.polish(meter);
            let heat = self.temperature * (1.0 - (round + 1) as f64 / ROUNDS as f64);
            let round_end = start + span * (round + 1) / ROUNDS;
            while meter.go_on(round_end) {
                for _ in 0..8 {
                    self.step(heat);
                }
                meter.spend(std::mem::take(&mut self.seating.work), Stage::Search);
            }
            if self.books.objective > best.objective {
                best = self.snapshot();
                meter.offer(self.books);
            }
        }
        if best.objective > self.books.objective {
            self.restore(&best);
        }
        for share in [0.6, 0.3, 0.1, 0.0] {
            self.books.set_prices(&scaled(&warm, share));
            self.polish(meter);
        }
        meter.offer(self.books);
    }

    fn polish(&mut self, meter: &mut Meter) {
        for customer in 0..self.books.touches.len() {
            self.seating.replan(self.books, customer);
        }
        for slot in 0..self.books.held.len() {
            if self.books.held[slot] > 0 {
                self.seating.fill(self.books, slot, 0);
            }
        }
        self.books.commit();
        meter.spend(std::mem::take(&mut self.seating.work), Stage::Search);
    }

    /// Lowers the price of what is left over, lets the others recover.
    fn adjust(&mut self, warm: &mut LimitPrices, prices: &LimitPrices) {
        let (left, limits) = (&self.books.left, &self.books.model.limits);
        let turn = |price: &mut f64, full: f64, spare: bool, down: f64, up: f64| {
            *price = if spare { *price * down } else { (*price * up).min(full * 1.1) };
        };
        let spare = left.total_yuan as f64 > 0.004 * limits.total_yuan as f64;
        turn(&mut warm.total, prices.total, spare, 0.96, 1.01);
        for (price, &full) in warm.period.iter_mut().zip(&prices.period) {
            turn(price, full, spare, 0.96, 1.01);
        }
        for (at, price) in warm.manager.iter_mut().enumerate() {
            let spare = left.manager_mins[at] as f64 > 0.04 * limits.manager_mins[at].max(1) as f64;
            turn(price, prices.manager[at], spare, 0.92, 1.02);
        }
    }

    fn pick_slot(&mut self) -> usize {
        if self.rng.unit() < 0.7 && !self.hot.is_empty() {
            self.hot[self.rng.below(self.hot.len())]
        } else {
            self.rng.below(self.books.held.len())
        }
    }

    /// One move.
    fn step(&mut self, heat: f64) {
        if self.books.held.is_empty() {
            self.seating.work += 100;
            return;
        }
        self.freed.clear();
        self.books.commit();
        let before = self.books.worth();
        self.held.clear();
        self.held.extend((0..self.books.held.len()).filter(|&slot| self.books.held[slot] > 0));
        self.seating.work += self.books.held.len() as u64 / 4 + 20;
        self.books.on_credit = true;
        let kind = self.rng.below(5);
        match kind {
            0 => self.ruin(),
            _ if kind == 1 || self.held.is_empty() => {
                let slot = self.pick_slot();
                self.seating.try_open(self.books, slot);
            }
            2 | 3 => self.swap(kind == 2),
            _ => self.shut_some(),
        }
        self.books.on_credit = false;
        let weeks: Vec<usize> =
            (0..self.books.left.manager_mins.len()).filter(|&week| !self.books.week_ok(week)).collect();
        let (books, freed) = (&mut *self.books, &mut self.freed);
        if books.mark() == 0 || !repair(books, &weeks, &mut self.rng, freed, &mut self.seating.work) {
            books.undo_to(0);
            return;
        }
        freed.sort_unstable();
        freed.dedup();
        for at in 0..freed.len() {
            let other = at + self.rng.below(freed.len() - at);
            freed.swap(at, other);
            self.seating.replan(books, freed[at]);
        }
        let slack = if heat > 0.0 { heat * libm::log(self.rng.unit().max(1e-9)) } else { 0.5 };
        if (books.worth() - before) as f64 <= slack {
            books.undo_to(0);
        }
        books.commit();
    }

    /// Takes back the touches of some customers of one manager.
    fn ruin(&mut self) {
        let customers = &self.own_customers[self.rng.below(self.own_customers.len())];
        for _ in 0..12.min(customers.len()) {
            let customer = customers[self.rng.below(customers.len())] as usize;
            for item in self.books.touches[customer].clone() {
                if self.books.removable(item) {
                    self.books.remove(item);
                }
            }
            self.freed.push(customer);
        }
    }

    fn shut_one(&mut self) -> Option<usize> {
        let slot = self.held[self.rng.below(self.held.len())];
        let kept = self.books.kept_sessions[slot] > 0
            || self.books.seated[slot].iter().any(|&item| self.books.kept[item as usize]);
        if kept || self.books.held[slot] == 0 {
            return None;
        }
        self.seating.shut(self.books, slot, &mut self.freed);
        Some(slot)
    }

    /// Shuts a session and opens another one, of the same activity or any.
    fn swap(&mut self, same_activity: bool) {
        let Some(shut) = self.shut_one() else { return };
        let activity = self.books.model.slots[shut].activity as usize;
        let first = self.books.model.first_slot[activity] as usize;
        let count = self.books.model.first_slot[activity + 1] as usize - first;
        for _ in 0..3 {
            let slot = if same_activity { first + self.rng.below(count) } else { self.pick_slot() };
            if slot != shut && self.seating.try_open(self.books, slot) {
                break;
            }
        }
    }

    fn shut_some(&mut self) {
        for _ in 0..1 + self.rng.below(2) {
            self.shut_one();
        }
        for _ in 0..4 {
            let slot = self.pick_slot();
            self.seating.try_open(self.books, slot);
        }
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            objective: self.books.objective,
            touches: self.books.touches.clone(),
            held: self.books.held.clone(),
        }
    }

    fn restore(&mut self, to: &Snapshot) {
        for customer in 0..to.touches.len() {
            if self.books.touches[customer] != to.touches[customer] {
                for item in self.books.touches[customer].clone() {
                    self.books.remove(item);
                }
                for &item in &to.touches[customer] {
                    self.books.add(item);
                }
            }
        }
        for slot in 0..to.held.len() {
            while self.books.held[slot] > to.held[slot] {
                self.books.close(slot);
            }
            while self.books.held[slot] < to.held[slot] {
                self.books.open(slot);
            }
        }
        self.books.commit();
    }
}

fn scaled(prices: &LimitPrices, share: f64) -> LimitPrices {
    let all = |list: &[f64]| list.iter().map(|price| price * share).collect();
    LimitPrices {
        total: prices.total * share,
        period: all(&prices.period),
        manager: all(&prices.manager),
        crew: all(&prices.crew),
        venue: all(&prices.venue),
    }
}
