//! One customer's best set of days: dynamic programme over days, touches and touches of the month.
//!
//! The customer half of the bound: every day has one best value (prices taken off), any two chosen days keep the
//! gap, no month exceeds its cap, fatigue grows with the number of touches, the first touch earns the cover points.
//! That an activity repeats is priced by the caller. Days without value are left out: they pay only as the single
//! touch of a customer, for the cover points.

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
    fatigue: [f64; MAX_TOUCHES + 2],
    /// Items of the best schedule of the last run.
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
        let (mut top, mut link) = (0.0, NONE);
        if !self.order.is_empty() {
            (top, link) = self.run(model, customer, cover);
        }
        let alone = self.single.0 + cover - model.fatigue(customer, 1) as f64;
        if self.single.1 != NONE && alone > top {
            self.chosen.push(self.single.1);
            return alone;
        }
        while link != NONE {
            let (at, before) = self.links[link as usize];
            self.chosen.push(self.order[at as usize].2);
            link = before;
        }
        top
    }

    fn run(&mut self, model: &Model, customer: usize, cover: f64) -> (f64, u32) {
        let gap = i64::from(model.who[customer].gap_days);
        let free = &model.free_touches[customer * model.periods..(customer + 1) * model.periods];
        let all: usize = free.iter().map(|&touches| usize::from(touches)).sum();
        let mut most = all.min(self.order.len()).min(MAX_TOUCHES);
        // with n touches each is worth more than the n-th one's fatigue, or the schedule is better without it
        let pays = |touches: usize| {
            let least = model.fatigue(customer, touches) as f64;
            self.order.iter().filter(|day| day.1 > least).count() >= touches
        };
        while most > 1 && !pays(most) {
            most -= 1;
        }
        let wide = usize::from(free.iter().copied().max().unwrap_or(0)).min(most) + 1;
        let states = (most + 1) * wide;
        for touch in 1..=most {
            self.fatigue[touch] = model.fatigue(customer, touch) as f64;
        }
        let empty = (f64::NEG_INFINITY, NONE);
        self.links.clear();
        self.table.clear();
        self.table.resize(states * self.order.len(), empty);
        let period_of = |day: u16| model.problem.period[usize::from(day) / 7];
        let (mut reach, mut before) = (0usize, usize::MAX);
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
            while reach < at && i64::from(self.order[reach].0) + gap <= i64::from(day) {
                reach += 1;
            }
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
        (top, top_link)
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
