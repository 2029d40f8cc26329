//! Seats: who would gain most from a free seat, what has to give way for it, and re-planning one customer.
//!
//! The small steps of construction and search. All of them keep a customer's own rules (gap, cap, repeats) and the
//! least attendance of other sessions; money and minutes are the books' matter.

use super::books::Books;
use super::model::{Item, NONE};
use super::own_choice::OwnChoice;
use super::weakest::Weakest;

/// What a touch is worth to the plan and the up to two touches that give way to it ([`NONE`] for none).
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Change of [`Books::worth`].
    pub gain: i64,
    /// The touch.
    pub item: u32,
    /// What has to go.
    pub displaced: [u32; 2],
}

/// Those who might change places: so many of the most gaining, so many of the least losing.
const CHANGE_AMONG: usize = 6;

/// Reusable lists.
#[derive(Default)]
pub struct Seating {
    own: OwnChoice,
    fits: Vec<Fit>,
    before: Vec<u32>,
    locked: Vec<u32>,
    weakest: Weakest,
    /// Units of work done so far.
    pub work: u64,
}

fn conflicting(books: &Books, one: &Item, displaced: &mut [u32; 2]) -> Option<usize> {
    let gap = i64::from(books.model.who[one.customer as usize].gap_days);
    let mut count = 0;
    for &other in &books.touches[one.customer as usize] {
        let two = &books.model.items[other as usize];
        if two.pair == one.pair {
            return None;
        }
        if (i64::from(two.day) - i64::from(one.day)).abs() < gap {
            if count == 2 || !books.removable(other) {
                return None;
            }
            displaced[count] = other;
            count += 1;
        }
    }
    Some(count)
}

/// How a touch fits into its customer's schedule now; `None` where it does not.
pub fn fit(books: &Books, item: u32) -> Option<Fit> {
    let model = books.model;
    let one = &model.items[item as usize];
    let customer = one.customer as usize;
    let list = &books.touches[customer];
    let mut displaced = [NONE; 2];
    let mut gone = 0;
    let mut gain = i64::from(one.gain) - books.touch_price(item);
    if list.is_empty() {
        gain += i64::from(model.who[customer].cover_points);
    } else {
        gone = conflicting(books, one, &mut displaced)?;
        let in_month = |other: &&u32| {
            model.items[**other as usize].period == one.period && !displaced[..gone].contains(*other)
        };
        let free = model.free(customer, usize::from(one.period));
        if list.iter().filter(in_month).count() >= free {
            let least =
                |other: &u32| i64::from(model.items[*other as usize].gain) - books.touch_price(*other);
            let weakest = list
                .iter()
                .filter(in_month)
                .copied()
                .filter(|&other| books.removable(other))
                .min_by_key(|other| (least(other), *other))?;
            if gone == 2 {
                return None;
            }
            displaced[gone] = weakest;
            gone += 1;
        }
        for &other in &displaced[..gone] {
            gain -= i64::from(model.items[other as usize].gain) - books.touch_price(other);
        }
    }
    for touches in (list.len() + 1 - gone)..list.len() {
        gain += model.fatigue(customer, touches + 1);
    }
    if gone == 0 {
        gain -= model.fatigue(customer, list.len() + 1);
    }
    if books.forbidden[item as usize] || (gone == 0 && !books.affordable(item)) {
        return None;
    }
    Some(Fit { gain, item, displaced })
}

impl Seating {
    /// Takes a fit, if it is still possible; whether it was.
    pub fn take(&mut self, books: &mut Books, fit: &Fit) -> bool {
        let mark = books.mark();
        for &other in fit.displaced.iter().filter(|&&other| other != NONE) {
            if !books.removable(other) {
                books.undo_to(mark);
                return false;
            }
            books.remove(other);
        }
        if !books.affordable(fit.item) {
            books.undo_to(mark);
            return false;
        }
        books.add(fit.item);
        true
    }

    /// Seats people in a slot's free seats as long as it pays, and up to `need` of them even if it does not.
    pub fn fill(&mut self, books: &mut Books, slot: usize, need: i64) {
        let model = books.model;
        let free = books.held[slot] * model.slot_activity(slot).max_heads - books.seated[slot].len() as i64;
        if free <= 0 {
            return;
        }
        let seats = model.slots[slot].seats;
        self.work += u64::from(seats.1 - seats.0) * 3;
        let mut fits = std::mem::take(&mut self.fits);
        fits.clear();
        fits.extend(
            books
                .paying_seats(slot, need > 0)
                .filter_map(|item| fit(books, item))
                .filter(|one| one.gain > 0 || need > 0),
        );
        fits.sort_unstable_by(|a, b| b.gain.cmp(&a.gain).then(a.item.cmp(&b.item)));
        let mut taken = 0;
        for one in &fits {
            if taken >= free || (one.gain <= 0 && taken >= need) {
                break;
            }
            if self.take(books, one) {
                taken += 1;
            }
        }
        self.fits = fits;
    }

    /// Gives a seat of a held slot to one of those who would gain most, and takes it from one of those who lose least;
    /// both are added to `freed`. `pick` draws a number below its argument.
    pub fn change_places(
        &mut self,
        books: &mut Books,
        slot: usize,
        freed: &mut Vec<usize>,
        mut pick: impl FnMut(usize) -> usize,
    ) {
        let model = books.model;
        let seats = model.slots[slot].seats;
        self.work += u64::from(seats.1 - seats.0) * 2;
        let mut fits = std::mem::take(&mut self.fits);
        fits.clear();
        fits.extend(books.paying_seats(slot, false).filter_map(|item| fit(books, item)));
        let mut losses: Vec<(i64, u32)> = Vec::new();
        for &item in books.seated[slot].iter().filter(|&&item| !books.kept[item as usize]) {
            losses.push((books.loss(item), item));
        }
        if !fits.is_empty() && !losses.is_empty() {
            let choice = pick(fits.len().min(CHANGE_AMONG));
            fits.select_nth_unstable_by(choice, |a, b| b.gain.cmp(&a.gain).then(a.item.cmp(&b.item)));
            let comer = fits[choice];
            let choice = pick(losses.len().min(CHANGE_AMONG));
            losses.select_nth_unstable(choice);
            let leaver = losses[choice].1;
            let mark = books.mark();
            books.remove(leaver);
            if self.take(books, &comer) {
                freed.extend([comer.item, leaver].map(|item| model.items[item as usize].customer as usize));
            } else {
                books.undo_to(mark);
            }
        }
        self.fits = fits;
    }

    /// Opens one more session if it pays on its own; whether it did.
    pub fn try_open(&mut self, books: &mut Books, slot: usize) -> bool {
        if !books.can_open(slot) {
            return false;
        }
        let (mark, before) = (books.mark(), books.worth());
        books.open(slot);
        let least = books.held[slot] * books.model.slot_activity(slot).min_heads;
        self.fill(books, slot, least - books.seated[slot].len() as i64);
        let full = books.seated[slot].len() as i64 >= least && (books.on_credit || books.money_ok());
        if full && books.worth() > before {
            return true;
        }
        books.undo_to(mark);
        false
    }

    /// Plans one customer's own schedule anew at the current prices; whether it changed for the better.
    pub fn replan(&mut self, books: &mut Books, customer: usize) -> bool {
        let (mark, before) = (books.mark(), books.worth());
        self.take_back(books, customer);
        self.choose(books, customer, |books, slot| books.seat_free(slot).then_some(0));
        let (chosen, before_again) = (&self.own.chosen, self.before.len() - self.locked.len());
        if chosen.len() == before_again && chosen.iter().all(|item| self.before.contains(item)) {
            books.undo_to(mark);
            return false;
        }
        for &item in &self.own.chosen {
            if books.affordable(item) {
                books.add(item);
            }
        }
        let after = &books.touches[customer];
        let same = after.len() == self.before.len() && self.before.iter().all(|item| after.contains(item));
        if same || books.worth() <= before {
            books.undo_to(mark);
            return false;
        }
        true
    }

    /// Plans one customer anew as if a seat in a full session cost what its weakest guest would lose; the guests who
    /// have to go are added to `freed`. The caller judges the result.
    pub fn push_in(&mut self, books: &mut Books, customer: usize, freed: &mut Vec<usize>) {
        let mut weakest = std::mem::take(&mut self.weakest);
        weakest.tick();
        self.take_back(books, customer);
        self.choose(books, customer, |books, slot| match books.seat_free(slot) {
            true => Some(0),
            false if books.held[slot] == 0 => None,
            false => weakest.of(books, slot).map(|(loss, _)| loss),
        });
        for &item in &self.own.chosen {
            if !books.affordable(item) {
                continue;
            }
            let slot = books.model.items[item as usize].slot;
            if slot != NONE && !books.seat_free(slot as usize) {
                let Some((_, guest)) = weakest.of(books, slot as usize) else { continue };
                freed.push(books.model.items[guest as usize].customer as usize);
                books.remove(guest);
            }
            books.add(item);
        }
        self.work += std::mem::take(&mut weakest.work);
        self.weakest = weakest;
    }

    /// Takes back what a customer may lose; `before` holds all the touches, `locked` those that stay.
    fn take_back(&mut self, books: &mut Books, customer: usize) {
        self.before.clear();
        self.before.extend_from_slice(&books.touches[customer]);
        self.locked.clear();
        for &item in &self.before {
            if books.removable(item) {
                books.remove(item);
            } else {
                self.locked.push(item);
            }
        }
    }

    /// Finds the best schedule around the locked touches; `seat` says what a seat in a slot costs besides the prices,
    /// if it is to be had.
    fn choose(&mut self, books: &Books, customer: usize, mut seat: impl FnMut(&Books, usize) -> Option<i64>) {
        let model = books.model;
        self.own.begin(model, customer, &self.locked);
        let cover = if self.locked.is_empty() { i64::from(model.who[customer].cover_points) } else { 0 };
        let row = books.price_row(customer);
        let weeks = model.who[customer].manager as usize * model.weeks;
        let pairs = model.first_pair[customer] as usize..model.first_pair[customer + 1] as usize;
        for (at, pair) in pairs.clone().zip(&model.pairs[pairs]) {
            if self.locked.iter().any(|&item| model.items[item as usize].pair == at as u32) {
                continue;
            }
            let gain = i64::from(pair.gain);
            if gain - books.cheapest(customer, pair.activity) + cover <= 0 {
                continue;
            }
            let activity = &model.problem.activities[pair.activity as usize];
            let row = &row[pair.activity as usize * model.weeks..][..model.weeks];
            let items = &model.when[pair.items.0 as usize..pair.items.1 as usize];
            for (index, when) in (pair.items.0..).zip(items) {
                let mut value = gain - row[usize::from(when.week)];
                if value + cover <= 0 {
                    continue;
                }
                if when.slot != NONE {
                    let Some(cost) = seat(books, when.slot as usize) else { continue };
                    value -= cost;
                }
                if value + cover > 0
                    && !books.forbidden[index as usize]
                    && books.affords(activity, weeks + usize::from(when.week), usize::from(when.period))
                {
                    self.own.offer(model, (customer, at as u32), (index, when), value);
                }
            }
        }
        self.own.solve(model, customer);
        let items = model.first_item[customer + 1] - model.first_item[customer];
        self.work += u64::from(items) + self.own.work + 20;
    }

    /// Sends everybody home and closes all sessions of a slot; the customers are added to `freed`.
    pub fn shut(&mut self, books: &mut Books, slot: usize, freed: &mut Vec<usize>) {
        while let Some(&item) = books.seated[slot].last() {
            freed.push(books.model.items[item as usize].customer as usize);
            books.remove(item);
        }
        while books.held[slot] > 0 {
            books.close(slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seating;
    use crate::books::{Books, LimitPrices};
    use crate::fixture::group_problem;
    use crate::model::Model;

    /// Three customers of rising weight, a session in the first week with the seats taken by the first two.
    fn with_full_session(check: impl FnOnce(&mut Books, &dyn Fn(usize) -> u32)) {
        let mut problem = group_problem(3, 1, 2);
        for (customer, weight) in problem.customers.iter_mut().zip([10, 20, 30]) {
            customer.weight = weight;
        }
        problem.activities[0].weeks = vec![0];
        let model = Model::new(&problem);
        let item = |customer: usize| model.item_of(customer, 0, 0).unwrap();
        let mut books = Books::new(&model);
        books.set_prices(&LimitPrices {
            period: vec![0.0; 2],
            manager: vec![0.0; 8],
            crew: vec![0.0; 8],
            venue: vec![0.0; 8],
            ..LimitPrices::default()
        });
        books.open(model.slot_of(0, 0).unwrap());
        books.add(item(0));
        books.add(item(1));
        check(&mut books, &item);
    }

    #[test]
    fn whoever_gains_more_pushes_the_weakest_guest_out() {
        with_full_session(|books, item| {
            let (mut seating, mut freed, before) = (Seating::default(), Vec::new(), books.worth());
            assert!(!seating.replan(books, 2), "without pushing there is no seat");
            seating.push_in(books, 2, &mut freed);
            assert_eq!((freed, books.seated[0].clone()), (vec![0], vec![item(1), item(2)]));
            assert!(books.worth() > before);
        });
    }

    #[test]
    fn nobody_is_pushed_out_by_a_lighter_one_or_against_a_promise() {
        with_full_session(|books, item| {
            let (mut seating, mut freed) = (Seating::default(), Vec::new());
            books.kept[item(0) as usize] = true;
            seating.push_in(books, 2, &mut freed);
            assert_eq!(freed, [1], "the kept guest stays, the other one goes");
            freed.clear();
            seating.push_in(books, 1, &mut freed);
            assert_eq!(freed, [0usize; 0]);
            assert_eq!(books.touches[2], [item(2)]);
        });
    }
}
