//! One customer's best schedule within the current plan, exactly: a small depth-first search with a bound.
//!
//! Unlike `day_schedule.rs` it knows that a repeat is worth less and that an activity may be used up. Used by the
//! search to re-plan single customers at the current prices; after `NODE_LIMIT` nodes the best found stands.

use super::model::{Model, When, NONE};

const NODE_LIMIT: u32 = 200;

#[derive(Clone, Copy)]
struct Offer {
    value: i64,
    item: u32,
    day: u16,
    period: u8,
}

#[derive(Clone, Copy)]
struct Group {
    best: i64,
    repeat_loss: i64,
    first: u32,
    past: u32,
}

/// Reusable lists of the search.
#[derive(Default)]
pub struct OwnChoice {
    offers: Vec<Offer>,
    groups: Vec<Group>,
    /// Values still to come after a group, in falling order.
    rest: Vec<Vec<i64>>,
    days: Vec<u16>,
    used: Vec<usize>,
    stack: Vec<u32>,
    nodes: u32,
    gap: i64,
    most: usize,
    top: i64,
    last_pair: u32,
    /// Units of work of the last run.
    pub work: u64,
    /// Items of the best schedule of the last run, the locked ones aside.
    pub chosen: Vec<u32>,
}

impl OwnChoice {
    /// Starts a customer who keeps the touches `locked`.
    pub fn begin(&mut self, model: &Model, customer: usize, locked: &[u32]) {
        self.offers.clear();
        self.groups.clear();
        self.chosen.clear();
        self.stack.clear();
        self.top = 0;
        self.work = 0;
        self.last_pair = NONE;
        let free = &model.free_touches[customer * model.periods..(customer + 1) * model.periods];
        self.used.clear();
        self.used.extend(free.iter().map(|&touches| usize::from(touches)));
        self.most = self.used.iter().sum();
        self.gap = i64::from(model.who[customer].gap_days);
        self.days.clear();
        for &item in locked {
            let one = &model.items[item as usize];
            self.days.push(one.day);
            let left = &mut self.used[usize::from(one.period)];
            *left = left.saturating_sub(1);
        }
    }

    /// Offers an item of a customer's pair, worth `value` as a first touch; items of one pair come together.
    pub fn offer(
        &mut self,
        model: &Model,
        (customer, pair): (usize, u32),
        (item, when): (u32, &When),
        value: i64,
    ) {
        let alone = value - self.step(model, customer, self.days.len());
        let offer = Offer { value, item, day: when.day, period: when.period };
        if (value <= 0 && alone <= self.top) || !self.fits(offer) {
            return;
        }
        if alone > self.top {
            self.top = alone;
            self.chosen.clear();
            self.chosen.push(item);
        }
        if value <= 0 {
            return;
        }
        let at = self.offers.len() as u32;
        self.offers.push(offer);
        if self.last_pair == pair {
            if let Some(group) = self.groups.last_mut() {
                group.best = group.best.max(value);
                group.past = at + 1;
            }
        } else {
            self.last_pair = pair;
            let repeat_loss = i64::from(model.pairs[pair as usize].repeat_loss);
            self.groups.push(Group { best: value, repeat_loss, first: at, past: at + 1 });
        }
    }

    /// Worth of the best schedule of what was offered; `chosen` holds its items.
    pub fn solve(&mut self, model: &Model, customer: usize) -> i64 {
        if self.groups.is_empty() {
            return self.top;
        }
        for group in &self.groups {
            self.offers[group.first as usize..group.past as usize]
                .sort_unstable_by(|a, b| b.value.cmp(&a.value).then(a.item.cmp(&b.item)));
        }
        self.groups.sort_unstable_by(|a, b| b.best.cmp(&a.best).then(a.first.cmp(&b.first)));
        let count = self.groups.len();
        while self.rest.len() <= count {
            self.rest.push(Vec::new());
        }
        self.rest[count].clear();
        for at in (0..count).rev() {
            let mut list = std::mem::take(&mut self.rest[at]);
            list.clear();
            list.extend_from_slice(&self.rest[at + 1]);
            let group = self.groups[at];
            let repeat = if group.repeat_loss >= 0 { group.best - group.repeat_loss } else { 0 };
            for value in [group.best, repeat] {
                if value > 0 {
                    let to = list.partition_point(|&other| other > value);
                    list.insert(to, value);
                }
            }
            list.truncate(self.most);
            self.rest[at] = list;
        }
        self.nodes = NODE_LIMIT;
        self.descend(model, customer, 0, 0);
        self.work += u64::from(2 * (NODE_LIMIT - self.nodes));
        self.top
    }

    /// What the groups from `at` on can add at most.
    fn hope(&self, model: &Model, customer: usize, at: usize) -> i64 {
        let mut sum = 0;
        for (touches, &value) in (self.days.len()..self.most).zip(&self.rest[at]) {
            let worth = value - self.step(model, customer, touches);
            if worth <= 0 {
                break;
            }
            sum += worth;
        }
        sum
    }

    /// Cost of one more touch after `touches`: fatigue less the cover points of the first.
    fn step(&self, model: &Model, customer: usize, touches: usize) -> i64 {
        let cover = if touches == 0 { i64::from(model.who[customer].cover_points) } else { 0 };
        model.fatigue(customer, touches + 1) - cover
    }

    fn take(&mut self, offer: Offer) {
        self.days.push(offer.day);
        self.used[usize::from(offer.period)] -= 1;
        self.stack.push(offer.item);
    }

    fn give_back(&mut self, offer: Offer) {
        self.days.pop();
        self.used[usize::from(offer.period)] += 1;
        self.stack.pop();
    }

    fn fits(&self, offer: Offer) -> bool {
        let gap = self.gap;
        self.used[usize::from(offer.period)] > 0
            && self.days.iter().all(|&day| (i64::from(day) - i64::from(offer.day)).abs() >= gap)
    }

    fn descend(&mut self, model: &Model, customer: usize, at: usize, sum: i64) {
        if self.nodes == 0 {
            return;
        }
        self.nodes -= 1;
        if sum > self.top {
            self.top = sum;
            self.chosen.clear();
            self.chosen.extend_from_slice(&self.stack);
        }
        let touches = self.days.len();
        if at == self.groups.len() || touches >= self.most || sum + self.hope(model, customer, at) <= self.top
        {
            return;
        }
        let group = self.groups[at];
        let cost = self.step(model, customer, touches);
        for first in group.first..group.past {
            let offer = self.offers[first as usize];
            if !self.fits(offer) {
                continue;
            }
            self.take(offer);
            self.descend(model, customer, at + 1, sum + offer.value - cost);
            if group.repeat_loss >= 0 && touches + 2 <= self.most {
                let again = self.step(model, customer, touches + 1) + group.repeat_loss;
                for second in first + 1..group.past {
                    let other = self.offers[second as usize];
                    if other.value > again && self.fits(other) {
                        self.take(other);
                        self.descend(model, customer, at + 1, sum + offer.value - cost + other.value - again);
                        self.give_back(other);
                    }
                }
            }
            self.give_back(offer);
            if self.nodes == 0 {
                return;
            }
        }
        self.descend(model, customer, at + 1, sum);
    }
}
