//! Prices by dual ascent: the bound comes down while the prices learn what everything is worth.
//!
//! Every iteration solves the relaxed problem (`relax.rs`) and moves the prices along the slopes with steps in the
//! manner of Adam (Kingma and Ba, 2015): mean slope over its root mean square, times a scale per family of prices,
//! times a rate that falls geometrically. A plain subgradient or volume step stalls 7 % above on these problems. The
//! best prices seen are kept; the last of them swing around where they would settle, so that their average is better
//! than each of them (averaging of Polyak and Juditsky, 1992). The search takes over prices and the average number of
//! sessions per slot.

use super::books::LimitPrices;
use super::model::Model;
use super::relax::Relaxation;
use super::solution::Prices;

const MEAN_KEEP: f64 = 0.8;
const SQUARE_KEEP: f64 = 0.95;
/// Weight of the newest evaluation in the average number of sessions, unless somebody sets another one.
const HELD_BLEND: f32 = 0.05;
/// Weight of the newest prices in their average.
const PRICE_BLEND: f64 = 0.2;

/// Prices of everything.
#[derive(Clone, Debug, Default)]
pub struct Duals {
    /// Of the limits.
    pub limits: LimitPrices,
    /// Of the seats, slot-major: what the customer pays the session.
    pub seat: Vec<f32>,
    /// Of repeats, by pair.
    pub repeat: Vec<f32>,
}

impl Duals {
    /// Prices of a former plan, as far as they still mean something.
    pub fn from_prices(model: &Model, prices: &Prices) -> Duals {
        let at = |list: &[f64], index: usize| list.get(index).copied().unwrap_or(0.0).clamp(0.0, 1e9);
        let rows = |table: &[Vec<f64>], count: usize| -> Vec<f64> {
            let price =
                |index: usize| table.get(index / model.weeks).map_or(0.0, |row| at(row, index % model.weeks));
            (0..count).map(price).collect()
        };
        let limits = LimitPrices {
            total: prices.total_per_yuan.clamp(0.0, 1e9),
            period: (0..model.periods).map(|index| at(&prices.period_per_yuan, index)).collect(),
            manager: rows(&prices.manager_per_min, model.limits.manager_mins.len()),
            crew: (0..model.weeks).map(|week| at(&prices.crew_per_min, week)).collect(),
            venue: rows(&prices.venue_per_slot, model.limits.venue_slots.len()),
        };
        let mut duals =
            Duals { limits, seat: vec![0.0; model.seat_item.len()], repeat: vec![0.0; model.pairs.len()] };
        for &(customer, activity, week, price) in &prices.seats {
            if let Some(item) = model.item_of(customer, activity, week) {
                if let Some(seat) = duals.seat.get_mut(model.items[item as usize].seat as usize) {
                    *seat = price.clamp(-1e9, 1e9) as f32;
                }
            }
        }
        for &(customer, activity, price) in &prices.repeats {
            if let Some(pair) = model.pair_of(customer, activity) {
                duals.repeat[pair] = price.clamp(0.0, 1e9) as f32;
            }
        }
        duals
    }

    /// As they are stored with a plan: seat and repeat prices in whole points, which costs the bound next to
    /// nothing and keeps the files small.
    pub fn to_prices(&self, model: &Model) -> Prices {
        let rows = |list: &[f64]| list.chunks(model.weeks).map(<[f64]>::to_vec).collect();
        let mut seats = Vec::new();
        for (seat, &item) in model.seat_item.iter().enumerate() {
            let (one, price) = (&model.items[item as usize], f64::from(self.seat[seat]).round());
            if price != 0.0 {
                let (customer, activity) = (one.customer as usize, one.activity as usize);
                seats.push((customer, activity, usize::from(one.week), price));
            }
        }
        seats.sort_unstable_by_key(|seat| (seat.0, seat.1, seat.2));
        let mut repeats = Vec::new();
        for (pair, &price) in model.pairs.iter().zip(&self.repeat) {
            let (one, price) = (&model.items[pair.items.0 as usize], f64::from(price).round());
            if price > 0.0 {
                repeats.push((one.customer as usize, one.activity as usize, price));
            }
        }
        Prices {
            total_per_yuan: self.limits.total,
            period_per_yuan: self.limits.period.clone(),
            manager_per_min: rows(&self.limits.manager),
            crew_per_min: self.limits.crew.clone(),
            venue_per_slot: rows(&self.limits.venue),
            seats,
            repeats,
        }
    }
}

/// Mean slope and mean square of one price.
#[derive(Clone, Copy, Default)]
struct Memory {
    mean: f64,
    square: f64,
}

/// The ascent with its memory.
pub struct Ascent<'a> {
    model: &'a Model<'a>,
    /// Current prices.
    pub now: Duals,
    /// Best prices seen while every session was undecided.
    pub best: Duals,
    /// Lowest value seen since the start or `restart`, up to f32 rounding.
    pub bound: f64,
    /// Average of the last prices, once it is asked for.
    average: Option<Duals>,
    /// Average number of sessions by slot.
    pub mean_held: Vec<f32>,
    /// The relaxed problem, with what is decided in it.
    pub relaxation: Relaxation,
    limit_memory: Vec<Memory>,
    limit_scale: Vec<f64>,
    seat_mean: Vec<f32>,
    seat_square: Vec<f32>,
    slot_scale: Vec<f32>,
    repeat_mean: Vec<f32>,
    repeat_square: Vec<f32>,
    /// Weight of the newest evaluation in `mean_held`.
    pub held_blend: f32,
    /// Whether slots are left out: the relaxed problem then bounds nothing.
    narrow: bool,
    /// Whether sessions are being decided: the relaxed problem then bounds the plans that hold just them.
    deciding: bool,
    iteration: i32,
}

impl<'a> Ascent<'a> {
    /// Starts at given prices.
    pub fn new(model: &'a Model<'a>, mut start: Duals) -> Ascent<'a> {
        let yuan = start.limits.total.max(20.0);
        let count = start.limits.manager.len().max(1) as f64;
        let minute = (start.limits.manager.iter().sum::<f64>() / count).max(20.0);
        let mut limit_scale = vec![0.15 * yuan];
        limit_scale.extend(vec![0.2 * yuan; start.limits.period.len()]);
        limit_scale.extend(vec![0.3 * minute; start.limits.manager.len()]);
        limit_scale.extend(vec![yuan; start.limits.crew.len()]);
        limit_scale.extend(vec![200.0 * yuan; start.limits.venue.len()]);
        // a limit that must-dos alone exceed stays without a price: no plan keeps it, and priced it would "prove" a
        // bound below plans that keep everything else
        let limits = &model.limits;
        let given = std::iter::once(&limits.total_yuan)
            .chain(&limits.period_yuan)
            .chain(&limits.manager_mins)
            .chain(&limits.crew_mins)
            .chain(&limits.venue_slots);
        for ((&left, scale), price) in given.zip(&mut limit_scale).zip(start.limits.all_mut()) {
            if left < 0 {
                (*scale, *price) = (0.0, 0.0);
            }
        }
        let slot_scale = model.slots.iter().enumerate().map(|(index, slot)| {
            let activity = model.slot_activity(index);
            let heads = (activity.max_heads as f64).min(f64::from(slot.seats.1 - slot.seats.0)).max(1.0);
            (0.8 * (activity.session_yuan as f64 * yuan / heads).max(50.0)) as f32
        });
        Ascent {
            slot_scale: slot_scale.collect(),
            relaxation: Relaxation::new(model),
            limit_memory: vec![Memory::default(); limit_scale.len()],
            limit_scale,
            seat_mean: vec![0.0; start.seat.len()],
            seat_square: vec![0.0; start.seat.len()],
            repeat_mean: vec![0.0; start.repeat.len()],
            repeat_square: vec![0.0; start.repeat.len()],
            mean_held: vec![0.0; model.slots.len()],
            best: start.clone(),
            now: start,
            bound: f64::INFINITY,
            iteration: 0,
            held_blend: HELD_BLEND,
            narrow: false,
            deciding: false,
            average: None,
            model,
        }
    }

    /// Goes on from other prices to decide sessions: all undecided as yet, nothing remembered of the way but the best
    /// prices, which do not change any more.
    pub fn restart(&mut self, from: &Duals, mean_held: &[f32]) {
        self.now.clone_from(from);
        self.mean_held.copy_from_slice(mean_held);
        self.limit_memory.fill(Memory::default());
        for list in
            [&mut self.seat_mean, &mut self.seat_square, &mut self.repeat_mean, &mut self.repeat_square]
        {
            list.fill(0.0);
        }
        self.iteration = 0;
        self.bound = f64::INFINITY;
        self.relaxation.counting = false;
        self.deciding = true;
        self.look_at_all();
    }

    /// Leaves out the slots that were held in less than `share` of the evaluations, until `look_at_all`. Prices go on
    /// learning from the others, several times quicker; neither bound nor best prices change.
    pub fn leave_out(&mut self, share: f32) {
        for (decided, held) in self.relaxation.decided.iter_mut().zip(&self.mean_held) {
            if *held < share {
                *decided = Some(0);
            }
        }
        self.narrow = true;
        self.relaxation.forget_closed(self.model);
    }

    /// Leaves no slot out and none decided.
    pub fn look_at_all(&mut self) {
        self.relaxation.decided.fill(None);
        self.narrow = false;
        self.relaxation.forget_closed(self.model);
    }

    /// Work units of one iteration.
    pub fn cost(&self) -> u64 {
        self.relaxation.cost()
    }

    /// Evaluates the prices, keeps them if they are the best, and moves on by `rate`.
    pub fn step(&mut self, rate: f64) {
        let value = self.relaxation.evaluate(self.model, &self.now);
        if !self.narrow && value < self.bound {
            self.bound = value;
            if !self.deciding {
                self.best.clone_from(&self.now);
            }
        }
        self.iteration += 1;
        // 1 - b^n grows to 1: early means are scaled up as they start from 0
        let warm_mean = 1.0 / (1.0 - libm::pow(MEAN_KEEP, f64::from(self.iteration)));
        let warm_square = 1.0 / (1.0 - libm::pow(SQUARE_KEEP, f64::from(self.iteration)));
        self.move_limits(rate, warm_mean, warm_square);
        self.move_seats(rate as f32, warm_mean as f32, warm_square as f32);
        self.move_repeats(rate as f32, warm_mean as f32, warm_square as f32);
        for (mean, &held) in self.mean_held.iter_mut().zip(&self.relaxation.slopes.held) {
            *mean += self.held_blend * (held - *mean);
        }
    }

    /// Takes the prices into their average.
    pub fn blend(&mut self) {
        let Some(average) = &mut self.average else {
            self.average = Some(self.now.clone());
            return;
        };
        for (mean, now) in average.limits.all_mut().zip(self.now.limits.all()) {
            *mean += PRICE_BLEND * (now - *mean);
        }
        let seats = average.seat.iter_mut().zip(&self.now.seat);
        for (mean, &now) in seats.chain(average.repeat.iter_mut().zip(&self.now.repeat)) {
            *mean += PRICE_BLEND as f32 * (now - *mean);
        }
    }

    /// Evaluates the average of the prices and keeps it if it is the best.
    pub fn try_average(&mut self) {
        let Some(average) = self.average.take().filter(|_| !self.narrow) else { return };
        let value = self.relaxation.evaluate(self.model, &average);
        if value < self.bound {
            (self.bound, self.best) = (value, average);
        }
    }

    fn move_limits(&mut self, rate: f64, warm_mean: f64, warm_square: f64) {
        let (now, slopes) = (&mut self.now.limits, &self.relaxation.slopes.limits);
        for (((price, &slope), memory), scale) in
            now.all_mut().zip(slopes.all()).zip(&mut self.limit_memory).zip(&self.limit_scale)
        {
            memory.mean = MEAN_KEEP * memory.mean + (1.0 - MEAN_KEEP) * slope;
            memory.square = SQUARE_KEEP * memory.square + (1.0 - SQUARE_KEEP) * slope * slope;
            let root = (memory.square * warm_square).sqrt() + 1e-9;
            *price = (*price + rate * scale * memory.mean * warm_mean / root).max(0.0);
        }
    }

    fn move_seats(&mut self, rate: f32, warm_mean: f32, warm_square: f32) {
        let (mean_keep, square_keep) = (MEAN_KEEP as f32, SQUARE_KEEP as f32);
        for (at, (slot, &scale)) in self.model.slots.iter().zip(&self.slot_scale).enumerate() {
            if self.relaxation.closed(at) {
                continue;
            }
            let step = rate * scale * warm_mean;
            let range = slot.seats.0 as usize..slot.seats.1 as usize;
            let memory = self.seat_mean[range.clone()].iter_mut().zip(&mut self.seat_square[range.clone()]);
            let slopes = &self.relaxation.slopes.seat[range.clone()];
            for ((price, &slope), (mean, square)) in self.now.seat[range].iter_mut().zip(slopes).zip(memory) {
                *mean = mean_keep * *mean + (1.0 - mean_keep) * slope;
                *square = square_keep * *square + (1.0 - square_keep) * slope * slope;
                *price += step * *mean / ((*square * warm_square).sqrt() + 0.05);
            }
        }
    }

    fn move_repeats(&mut self, rate: f32, warm_mean: f32, warm_square: f32) {
        /// Points by which a repeat price moves at rate 1.
        const SCALE: f32 = 2_000.0;
        let (mean_keep, square_keep) = (MEAN_KEEP as f32, SQUARE_KEEP as f32);
        let memory = self.repeat_mean.iter_mut().zip(&mut self.repeat_square);
        let slopes = &self.relaxation.slopes.repeat;
        for ((price, &slope), (mean, square)) in self.now.repeat.iter_mut().zip(slopes).zip(memory) {
            *mean = mean_keep * *mean + (1.0 - mean_keep) * slope;
            *square = square_keep * *square + (1.0 - square_keep) * slope * slope;
            let root = (*square * warm_square).sqrt() + 0.05;
            let next = *price + rate * SCALE * *mean * warm_mean / root;
            // `max` is a call in wasm
            *price = if next > 0.0 { next } else { 0.0 };
        }
    }
}
