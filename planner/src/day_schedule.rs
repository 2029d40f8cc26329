//! One customer's best set of days: dynamic programme over days and touches, and touches of the month where they matter.
//!
//! The customer half of the bound: every day has one best value (prices taken off), any two chosen days keep the
//! gap, no month exceeds its cap, fatigue grows with the number of touches, the first touch earns the cover points.
//! That an activity repeats is priced by the caller. Days without value are left out: they pay only as the single
//! touch of a customer, for the cover points.
//!
//! The best schedule without the months' caps nearly always keeps them, and then it is the best one with them; only
//! where it does not are the touches of the month counted, which takes several times as long.

use super::model::{Model, MAX_TOUCHES, NONE};

/// Reusable tables of the programme.
pub struct DaySchedule {
    /// Best value and its item by day.
    best: Vec<(f64, u32)>,
    /// Days with a positive value, as bits.
    days: Vec<u64>,
    /// Largest value that is not positive, and its item.
    single: (f64, u32),
    /// Per day considered and state (touches, touches of the month): value and last link.
    table: Vec<(f64, u32)>,
    /// Considered days: day, value, item.
    order: Vec<(u16, f64, u32)>,
    /// Chains of touches: index into `order` and the link before.
    links: Vec<(u32, u32)>,
    /// Per considered day the number of days at least the gap before it.
    reach: Vec<u32>,
    /// Per number of touches and considered day: the best that ends on or before it, and its last day.
    level: Vec<(f64, u32)>,
    fatigue: [f64; MAX_TOUCHES + 2],
    /// Items of the best schedule of the last run; while it is sought, its days as indices into `order`.
    pub chosen: Vec<u32>,
}

impl DaySchedule {
    /// Tables for a horizon of that many weeks.
    pub fn new(weeks: usize) -> Self {
        let days = 7 * weeks;
        DaySchedule {
            best: vec![(0.0, NONE); days],
            days: vec![0; days.div_ceil(64)],
            single: (f64::NEG_INFINITY, NONE),
            table: Vec::new(),
            order: Vec::new(),
            links: Vec::new(),
            reach: Vec::new(),
            level: Vec::new(),
            fatigue: [0.0; MAX_TOUCHES + 2],
            chosen: Vec::new(),
        }
    }

    /// Forgets the last customer.
    pub fn clear(&mut self) {
        self.days.fill(0);
        self.single = (f64::NEG_INFINITY, NONE);
        self.chosen.clear();
    }

    /// Offers an item on a day.
    #[inline]
    pub fn offer(&mut self, day: u16, value: f64, item: u32) {
        if value > 0.0 {
            let (word, bit) = (usize::from(day >> 6), 1u64 << (day & 63));
            let entry = &mut self.best[usize::from(day)];
            if self.days[word] & bit == 0 {
                self.days[word] |= bit;
                *entry = (value, item);
            } else if value > entry.0 {
                *entry = (value, item);
            }
        } else if value > self.single.0 {
            self.single = (value, item);
        }
    }

    /// Value of the best schedule of what was offered; `chosen` holds its items.
    pub fn solve(&mut self, model: &Model, customer: usize) -> f64 {
        let cover = f64::from(model.who[customer].cover_points);
        let free = &model.free_touches[customer * model.periods..(customer + 1) * model.periods];
        self.order.clear();
        for (word, &bits) in self.days.iter().enumerate() {
            let mut rest = bits;
            while rest != 0 {
                let day = word as u16 * 64 + rest.trailing_zeros() as u16;
                rest &= rest - 1;
                let (value, item) = self.best[usize::from(day)];
                self.order.push((day, value, item));
            }
        }
        let mut top = 0.0;
        let all: usize = free.iter().map(|&touches| usize::from(touches)).sum();
        let most = all.min(self.order.len()).min(MAX_TOUCHES);
        if most > 0 {
            top = self.without_caps(model, customer, cover, most);
            if !self.keeps_caps(model, free) {
                let most = self.most(model, customer, most);
                top = self.with_caps(model, customer, cover, most);
            }
        }
        let alone = self.single.0 + cover - model.fatigue(customer, 1) as f64;
        if self.single.1 != NONE && alone > top {
            self.chosen.clear();
            self.chosen.push(self.single.1);
            return alone;
        }
        for at in &mut self.chosen {
            *at = self.order[*at as usize].2;
        }
        top
    }

    /// Most touches that can pay; sets their fatigue.
    fn most(&mut self, model: &Model, customer: usize, all: usize) -> usize {
        let mut most = all;
        for touch in 1..=most {
            self.fatigue[touch] = model.fatigue(customer, touch) as f64;
        }
        // with n touches each is worth more than the n-th one's fatigue, or the schedule is better without it
        let pays = |touches: usize| {
            let least = self.fatigue[touches];
            self.order.iter().filter(|day| day.1 > least).count() >= touches
        };
        while most > 1 && !pays(most) {
            most -= 1;
        }
        most
    }

    /// The best schedule that keeps the gap, whatever the months have; `chosen` gets its days, last one first.
    ///
    /// What n days that keep a gap are worth at best is concave in n (days that exclude each other are consecutive, so
    /// that the linear programme of the choice is whole), and fatigue grows: once a touch more does not pay, none does.
    fn without_caps(&mut self, model: &Model, customer: usize, cover: f64, most: usize) -> f64 {
        let (days, gap) = (self.order.len(), model.who[customer].gap_days);
        self.reach.clear();
        self.level.clear();
        let (mut reach, mut best) = (0, (f64::NEG_INFINITY, NONE));
        let first = cover - model.fatigue(customer, 1) as f64;
        for (at, &(day, value, _)) in self.order.iter().enumerate() {
            while reach < at && i32::from(self.order[reach].0) + gap <= i32::from(day) {
                reach += 1;
            }
            self.reach.push(reach as u32);
            let value = value + first;
            if value > best.0 {
                best = (value, at as u32);
            }
            self.level.push(best);
        }
        let (mut top, mut touches) = (best.0, 1);
        while touches < most {
            let tired = model.fatigue(customer, touches + 1) as f64;
            let mut best = (f64::NEG_INFINITY, NONE);
            let before = (touches - 1) * days;
            self.level.resize(before + 2 * days, best);
            let (last, level) = self.level[before..].split_at_mut(days);
            let reaches = self.reach.iter().zip(&self.order);
            for (at, (cell, (&reach, day))) in level.iter_mut().zip(reaches).enumerate() {
                if reach > 0 {
                    let value = last[reach as usize - 1].0 + (day.1 - tired);
                    if value > best.0 {
                        best = (value, at as u32);
                    }
                }
                *cell = best;
            }
            if best.0 <= top {
                break;
            }
            (top, touches) = (best.0, touches + 1);
        }
        if top <= 0.0 {
            return 0.0;
        }
        let mut end = days;
        for touch in (0..touches).rev() {
            let at = self.level[touch * days + end - 1].1;
            self.chosen.push(at);
            end = self.reach[at as usize] as usize;
        }
        top
    }

    /// Whether `chosen`, days in falling order, leaves every month within its cap.
    fn keeps_caps(&self, model: &Model, free: &[u8]) -> bool {
        let period_of = |at: u32| model.problem.period[usize::from(self.order[at as usize].0) / 7];
        let mut left = 0;
        let mut period = usize::MAX;
        for &at in &self.chosen {
            if period_of(at) != period {
                period = period_of(at);
                left = free[period];
            }
            if left == 0 {
                return false;
            }
            left -= 1;
        }
        true
    }

    /// The best schedule that keeps the gap and every month's cap; to be called after `without_caps`.
    fn with_caps(&mut self, model: &Model, customer: usize, cover: f64, most: usize) -> f64 {
        let free = &model.free_touches[customer * model.periods..(customer + 1) * model.periods];
        let wide = usize::from(free.iter().copied().max().unwrap_or(0)).min(most) + 1;
        let states = (most + 1) * wide;
        let empty = (f64::NEG_INFINITY, NONE);
        self.links.clear();
        self.table.clear();
        self.table.resize(states * self.order.len(), empty);
        let period_of = |day: u16| model.problem.period[usize::from(day) / 7];
        let mut before = usize::MAX;
        let (mut top, mut top_link) = (0.0, NONE);
        for at in 0..self.order.len() {
            let (day, value, _) = self.order[at];
            let period = period_of(day);
            if at > 0 {
                let (done, rest) = self.table.split_at_mut(at * states);
                let last = &done[(at - 1) * states..];
                if before == period {
                    rest[..states].copy_from_slice(last);
                } else {
                    for touches in 0..=most {
                        for &cell in &last[touches * wide..(touches + 1) * wide] {
                            if cell.0 > rest[touches * wide].0 {
                                rest[touches * wide] = cell;
                            }
                        }
                    }
                }
            }
            before = period;
            let reach = self.reach[at] as usize;
            let cap = usize::from(free[period]).min(wide - 1);
            if cap == 0 {
                continue;
            }
            let first = value + cover - self.fatigue[1];
            self.improve(at, at * states + wide + 1, first, NONE, (&mut top, &mut top_link));
            if reach == 0 {
                continue;
            }
            let from = (reach - 1) * states;
            let same = period_of(self.order[reach - 1].0) == period;
            for touches in 1..most {
                let worth = value - self.fatigue[touches + 1];
                if worth <= 0.0 {
                    break;
                }
                for used in 0..wide {
                    let (sum, link) = self.table[from + touches * wide + used];
                    let month = if same { used + 1 } else { 1 };
                    if link != NONE && month <= cap {
                        let to = at * states + (touches + 1) * wide + month;
                        self.improve(at, to, sum + worth, link, (&mut top, &mut top_link));
                    }
                }
            }
        }
        self.chosen.clear();
        while top_link != NONE {
            let (at, before) = self.links[top_link as usize];
            self.chosen.push(at);
            top_link = before;
        }
        top
    }

    #[inline]
    fn improve(&mut self, at: usize, cell: usize, value: f64, before: u32, top: (&mut f64, &mut u32)) {
        if value > self.table[cell].0 {
            let link = self.links.len() as u32;
            self.links.push((at as u32, before));
            self.table[cell] = (value, link);
            if value > *top.0 {
                (*top.0, *top.1) = (value, link);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DaySchedule;
    use crate::fixture::call_problem;
    use crate::model::Model;
    use yangke_ground::order::Order;
    use yangke_ground::rng::Rng;

    /// Value of the best set of days by trying all.
    fn by_trying(model: &Model, days: &[(u16, f64)]) -> f64 {
        let value = |set: u32| {
            let chosen: Vec<(u16, f64)> =
                (0..days.len()).filter(|at| set >> at & 1 == 1).map(|at| days[at]).collect();
            let near = |pair: &[(u16, f64)]| i32::from(pair[1].0 - pair[0].0) < model.who[0].gap_days;
            let month = |day: u16| model.problem.period[usize::from(day) / 7];
            let full = |period: usize| {
                chosen.iter().filter(|day| month(day.0) == period).count()
                    > usize::from(model.free_touches[period])
            };
            if chosen.is_empty() || chosen.windows(2).any(near) || (0..model.periods).any(full) {
                return 0.0;
            }
            let tired: i64 = (1..=chosen.len()).map(|touch| model.fatigue(0, touch)).sum();
            chosen.iter().map(|day| day.1).sum::<f64>() + f64::from(model.who[0].cover_points) - tired as f64
        };
        (0..1u32 << days.len()).map(value).fold(0.0, f64::max)
    }

    #[test]
    fn the_schedule_is_the_best_of_all() {
        let mut rng = Rng::new(4);
        let mut capped = 0;
        for _ in 0..400 {
            let mut problem = call_problem(1);
            let customer = &mut problem.customers[0];
            (customer.gap_days, customer.month_cap) = (3 + i64::from(rng.below(12)), i64::from(rng.below(4)));
            problem.fatigue = vec![(1 + i64::from(rng.below(2)), 20), (3, 30)];
            let model = Model::new(&problem);
            let mut days: Vec<u16> = (0..10).map(|_| rng.below(56) as u16).collect();
            days.order_by(u16::cmp);
            days.dedup();
            // halves: sums are exact in any order
            let days: Vec<(u16, f64)> =
                days.into_iter().map(|day| (day, f64::from(1 + rng.below(4_000)) / 2.0)).collect();
            let mut schedule = DaySchedule::new(8);
            schedule.clear();
            days.iter().enumerate().for_each(|(item, day)| schedule.offer(day.0, day.1, item as u32));
            let best = schedule.solve(&model, 0);
            assert_eq!(best, by_trying(&model, &days), "{days:?}");
            let set = schedule.chosen.iter().map(|item| days[*item as usize]).collect::<Vec<_>>();
            if best > 0.0 {
                let mut chosen = set.clone();
                chosen.reverse();
                assert_eq!(best, by_trying(&model, &chosen), "the chosen days are worth what is said");
            }
            capped += usize::from(schedule.links.len() > 1);
        }
        assert!((40..360).contains(&capped), "{capped} of 400 had to count the months");
    }
}
