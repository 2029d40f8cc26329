//! One evaluation of the relaxed problem at given prices: its value and the slopes of every price.
//!
//! Customers choose their best schedules, sessions their best seats, independently; what both want differently and
//! what exceeds the limits is the slope along which `dual.rs` moves the prices. Works in f32 on flat lists because
//! it is run hundreds of times; the value that is shown is recomputed by `certificate.rs`.

use super::books::LimitPrices;
use super::certificate::concave_steps;
use super::day_schedule::DaySchedule;
use super::dual::Duals;
use super::model::{Model, NONE};

/// Slopes of all prices: use minus limit, wanted minus offered.
pub struct Slopes {
    /// Along the prices of the limits.
    pub limits: LimitPrices,
    /// Along the seat prices: +1 wanted by the customer only, -1 offered by the session only.
    pub seat: Vec<f32>,
    /// Along the repeat prices.
    pub repeat: Vec<f32>,
    /// Sessions held by slot in this evaluation.
    pub held: Vec<f32>,
}

/// What the scan of a customer's items needs, close together: it is read hundreds of times.
#[derive(Clone, Copy)]
struct Scan {
    seat: u32,
    day: u16,
    week: u16,
}

/// A pair with the part of the scan that is not closed.
#[derive(Clone, Copy)]
struct Live {
    pair: u32,
    scan: (u32, u32),
}

/// Reusable lists of the evaluation.
pub struct Relaxation {
    /// Result of the last evaluation.
    pub slopes: Slopes,
    schedule: DaySchedule,
    scan: Vec<Scan>,
    /// Items of the scan.
    scan_item: Vec<u32>,
    live: Vec<Live>,
    /// Live pairs of a customer: `first_live[i]..first_live[i + 1]`.
    first_live: Vec<u32>,
    live_seats: usize,
    touch_price: Vec<f32>,
    /// Cheapest week by `manager * activities + activity`.
    cheapest: Vec<f32>,
    seats: Vec<(f32, u32)>,
    prices: Vec<f64>,
    steps: Vec<(f64, u32)>,
    /// Sessions by slot where they are decided; elsewhere the relaxation decides.
    pub decided: Vec<Option<i64>>,
    /// How often every item was chosen while `counting`.
    pub times_chosen: Vec<u32>,
    /// Whether what is chosen is counted.
    pub counting: bool,
}

impl Relaxation {
    /// Lists for a model.
    pub fn new(model: &Model) -> Relaxation {
        let rows = model.problem.managers.len() * model.problem.activities.len() * model.weeks;
        let mut relaxation = Relaxation {
            slopes: Slopes {
                limits: LimitPrices::default(),
                seat: vec![0.0; model.seat_item.len()],
                repeat: vec![0.0; model.pairs.len()],
                held: vec![0.0; model.slots.len()],
            },
            schedule: DaySchedule::new(model.weeks),
            scan: Vec::new(),
            scan_item: Vec::new(),
            live: Vec::new(),
            first_live: Vec::new(),
            live_seats: 0,
            touch_price: vec![0.0; rows],
            cheapest: vec![0.0; rows / model.weeks],
            seats: Vec::new(),
            prices: Vec::new(),
            steps: Vec::new(),
            decided: vec![None; model.slots.len()],
            times_chosen: vec![0; model.items.len()],
            counting: false,
        };
        relaxation.forget_closed(model);
        relaxation
    }

    /// Whether a slot is decided to stay shut.
    pub fn closed(&self, slot: usize) -> bool {
        self.decided[slot] == Some(0)
    }

    /// Lists what is not closed; to be called when `decided` has changed.
    pub fn forget_closed(&mut self, model: &Model) {
        self.scan.clear();
        self.scan_item.clear();
        self.live.clear();
        self.first_live.clear();
        self.slopes.repeat.fill(0.0);
        self.live_seats = 0;
        for customer in 0..model.who.len() {
            self.first_live.push(self.live.len() as u32);
            for pair in model.first_pair[customer]..model.first_pair[customer + 1] {
                let (first, items) = (self.scan.len() as u32, model.pairs[pair as usize].items);
                for item in items.0..items.1 {
                    let one = &model.items[item as usize];
                    if one.slot == NONE || !self.closed(one.slot as usize) {
                        self.live_seats += usize::from(one.slot != NONE);
                        self.scan.push(Scan { seat: one.seat, day: one.day, week: u16::from(one.week) });
                        self.scan_item.push(item);
                    }
                }
                if self.scan.len() as u32 > first {
                    self.live.push(Live { pair, scan: (first, self.scan.len() as u32) });
                }
            }
        }
        self.first_live.push(self.live.len() as u32);
    }

    /// Work units of one evaluation and the steps after it.
    pub fn cost(&self) -> u64 {
        (self.scan.len() + 2 * self.live_seats + 20 * (self.first_live.len() - 1)) as u64
    }

    /// Value of the relaxed problem at these prices (an upper bound up to f32 rounding).
    pub fn evaluate(&mut self, model: &Model, duals: &Duals) -> f64 {
        let value = self.limits(model, duals);
        value + self.sessions(model, duals) + self.customers(model, duals)
    }

    fn limits(&mut self, model: &Model, duals: &Duals) -> f64 {
        let (limits, prices) = (&model.limits, &duals.limits);
        let minus = |list: &[i64]| list.iter().map(|&left| -(left as f64)).collect();
        self.slopes.limits = LimitPrices {
            total: -(limits.total_yuan as f64),
            period: minus(&limits.period_yuan),
            manager: minus(&limits.manager_mins),
            crew: minus(&limits.crew_mins),
            venue: minus(&limits.venue_slots),
        };
        let sum =
            |list: &[f64], slopes: &[f64]| -> f64 { list.iter().zip(slopes).map(|(a, b)| -a * b).sum() };
        let slopes = &self.slopes.limits;
        prices.total * limits.total_yuan as f64
            + sum(&prices.period, &slopes.period)
            + sum(&prices.manager, &slopes.manager)
            + sum(&prices.crew, &slopes.crew)
            + sum(&prices.venue, &slopes.venue)
    }

    fn sessions(&mut self, model: &Model, duals: &Duals) -> f64 {
        self.slopes.seat.fill(0.0);
        self.slopes.held.fill(0.0);
        let mut value = 0.0;
        for at in 0..self.decided.len() {
            if let Some(count @ 1..) = self.decided[at] {
                self.slopes.held[at] = count as f32;
                value -= count as f64 * duals.limits.session_cost(model, at);
            }
        }
        for (index, activity) in model.problem.activities.iter().enumerate() {
            self.steps.clear();
            let own = model.first_slot[index] as usize..model.first_slot[index + 1] as usize;
            let taken: i64 = self.decided[own].iter().flatten().sum();
            for at in model.first_slot[index]..model.first_slot[index + 1] {
                if self.decided[at as usize].is_some() {
                    continue;
                }
                let cost = duals.limits.session_cost(model, at as usize);
                let slot = &model.slots[at as usize];
                let seats = &duals.seat[slot.seats.0 as usize..slot.seats.1 as usize];
                if activity.week_sessions == 1 {
                    let profit = self.single_income(seats, activity.min_heads, activity.max_heads) - cost;
                    if profit > 0.0 {
                        self.steps.push((profit, at));
                    }
                } else {
                    self.prices.clear();
                    self.prices.extend(seats.iter().map(|&price| f64::from(price)));
                    self.prices.sort_unstable_by(|a, b| b.total_cmp(a));
                    let (low, high, most) = (activity.min_heads, activity.max_heads, activity.week_sessions);
                    let income = super::certificate::incomes(&self.prices, low, high, most, cost);
                    let steps = &mut self.steps;
                    concave_steps(&income, |step| steps.push((step, at)));
                }
            }
            self.steps.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            self.steps.truncate((activity.quarter_sessions - taken).max(0) as usize);
            for step in 0..self.steps.len() {
                value += self.steps[step].0;
                self.slopes.held[self.steps[step].1 as usize] += 1.0;
            }
            for at in model.first_slot[index] as usize..model.first_slot[index + 1] as usize {
                if self.slopes.held[at] > 0.0 {
                    let income = self.hold(model, duals, at);
                    if self.decided[at].is_some() {
                        value += income;
                    }
                }
            }
        }
        value
    }

    /// Income of one session from its best seats, without sorting them all.
    fn single_income(&mut self, seats: &[f32], min_heads: i64, max_heads: i64) -> f64 {
        let (low, high) = (min_heads as usize, max_heads as usize);
        self.seats.clear();
        self.seats.extend(seats.iter().filter(|&&price| price > 0.0).map(|&price| (price, 0)));
        if self.seats.len() < low {
            if seats.len() < low {
                return f64::NEG_INFINITY;
            }
            self.seats.clear();
            self.seats.extend(seats.iter().map(|&price| (price, 0)));
            if self.seats.len() > low && low > 0 {
                self.seats.select_nth_unstable_by(low - 1, |a, b| b.0.total_cmp(&a.0));
            }
            self.seats.truncate(low);
        } else if self.seats.len() > high && high > 0 {
            self.seats.select_nth_unstable_by(high - 1, |a, b| b.0.total_cmp(&a.0));
            self.seats.truncate(high);
        }
        self.seats.iter().map(|seat| f64::from(seat.0)).sum()
    }

    /// Books the sessions held in a slot and the seats they offer; returns what the seats bring.
    fn hold(&mut self, model: &Model, duals: &Duals, at: usize) -> f64 {
        let (slot, activity) = (&model.slots[at], model.slot_activity(at));
        let (week, held) = (slot.week as usize, f64::from(self.slopes.held[at]));
        let slopes = &mut self.slopes.limits;
        slopes.total += held * activity.session_yuan as f64;
        slopes.period[model.problem.period[week]] += held * activity.session_yuan as f64;
        slopes.crew[week] += held * activity.crew_mins as f64;
        if let Some(host) = activity.host_manager {
            slopes.manager[host * model.weeks + week] += held * activity.host_mins as f64;
        }
        if let Some(venue) = activity.venue {
            slopes.venue[venue * model.weeks + week] += held;
        }
        let seats = slot.seats.0..slot.seats.1;
        self.seats.clear();
        self.seats.extend(seats.map(|seat| (duals.seat[seat as usize], seat)));
        let by_price = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let (low, high) =
            ((held as i64 * activity.min_heads) as usize, (held as i64 * activity.max_heads) as usize);
        if self.seats.len() > high && high > 0 {
            self.seats.select_nth_unstable_by(high - 1, by_price);
            self.seats.truncate(high);
        }
        let most_wanted = self.seats.iter().filter(|seat| seat.0 > 0.0).count() < low;
        if most_wanted {
            self.seats.sort_unstable_by(by_price);
            self.seats.truncate(low);
        }
        let mut income = 0.0;
        for &(price, seat) in self.seats.iter().filter(|seat| most_wanted || seat.0 > 0.0) {
            self.slopes.seat[seat as usize] -= 1.0;
            income += f64::from(price);
        }
        income
    }

    fn customers(&mut self, model: &Model, duals: &Duals) -> f64 {
        let (problem, weeks) = (model.problem, model.weeks);
        let wide = problem.activities.len() * weeks;
        let mut at = 0;
        for manager in 0..problem.managers.len() {
            for activity in 0..problem.activities.len() {
                let mut cheapest = f32::INFINITY;
                for week in 0..weeks {
                    let price = duals.limits.touch_cost(model, manager, activity, week) as f32;
                    cheapest = cheapest.min(price);
                    self.touch_price[at] = price;
                    at += 1;
                }
                self.cheapest[manager * problem.activities.len() + activity] = cheapest;
            }
        }
        let mut value = 0.0;
        for (index, customer) in problem.customers.iter().enumerate() {
            self.schedule.clear();
            let row = &self.touch_price[customer.manager * wide..(customer.manager + 1) * wide];
            let cheapest = &self.cheapest[customer.manager * problem.activities.len()..];
            // below this not even the cover points of a first touch pay; above it only the best one counts
            let mut least = -(model.who[index].cover_points as f32);
            for live in &self.live[self.first_live[index] as usize..self.first_live[index + 1] as usize] {
                let at = live.pair as usize;
                let (pair, price) = (&model.pairs[at], duals.repeat[at]);
                value += f64::from(price);
                self.slopes.repeat[at] = -1.0;
                if pair.repeat_loss >= 0 && price > pair.repeat_loss as f32 {
                    let more = (pair.max_repeat - 1) as f32;
                    value += f64::from((price - pair.repeat_loss as f32) * more);
                    self.slopes.repeat[at] -= more;
                }
                let worth = pair.gain as f32 - price;
                let by_week = &row[pair.activity as usize * weeks..][..weeks];
                let first = live.scan.0 as usize;
                let scan = &self.scan[first..live.scan.1 as usize];
                if pair.group {
                    for (offset, item) in scan.iter().enumerate() {
                        let rest = worth - by_week[usize::from(item.week)] - duals.seat[item.seat as usize];
                        if rest > least {
                            self.schedule.offer(item.day, f64::from(rest), (first + offset) as u32);
                            least = if rest < 0.0 { rest } else { 0.0 };
                        }
                    }
                } else if worth - cheapest[pair.activity as usize] > least {
                    for (offset, item) in scan.iter().enumerate() {
                        let rest = worth - by_week[usize::from(item.week)];
                        if rest > least {
                            self.schedule.offer(item.day, f64::from(rest), (first + offset) as u32);
                            least = if rest < 0.0 { rest } else { 0.0 };
                        }
                    }
                }
            }
            value += self.schedule.solve(model, index);
            let own = self.first_live[index] as usize..self.first_live[index + 1] as usize;
            for &chosen in &self.schedule.chosen {
                // what the scan has just read is near; the items are not
                let (one, owner) = (self.scan[chosen as usize], customer.manager * weeks);
                let live = &self.live[own.clone()];
                let at = live.partition_point(|live| live.scan.1 <= chosen);
                let (pair, week) = (live[at].pair as usize, usize::from(one.week));
                let activity = &problem.activities[model.pairs[pair].activity as usize];
                let slopes = &mut self.slopes;
                slopes.limits.total += activity.head_yuan as f64;
                slopes.limits.period[problem.period[week]] += activity.head_yuan as f64;
                slopes.limits.manager[owner + week] += activity.own_mins as f64;
                slopes.repeat[pair] += 1.0;
                if one.seat != NONE {
                    slopes.seat[one.seat as usize] += 1.0;
                }
                if self.counting {
                    self.times_chosen[self.scan_item[chosen as usize] as usize] += 1;
                }
            }
        }
        value
    }
}
