//! The plan under construction with its running books: who is where, what is left of every limit, what it scores.
//!
//! All moves of the search go through `add`, `remove`, `open` and `close`; every step is written down, so a move
//! that does not pay is undone exactly. Values are whole points: besides the objective the books carry the worth of
//! everything left over at the current prices, and the search climbs the sum of both. Limits may be overdrawn
//! within a move (`on_credit`), never after it.

use super::model::{Limits, Model, Seat, NONE};
use super::problem::Activity;

/// Prices of one unit of every limit, as the dual ascent found them.
#[derive(Clone, Debug, Default)]
pub struct LimitPrices {
    /// Points per yuan of the quarter.
    pub total: f64,
    /// Points per yuan, extra, by month.
    pub period: Vec<f64>,
    /// Points per minute by `manager * weeks + week`.
    pub manager: Vec<f64>,
    /// Points per crew minute by week.
    pub crew: Vec<f64>,
    /// Points per slot by `venue * weeks + week`.
    pub venue: Vec<f64>,
}

impl LimitPrices {
    /// All prices: quarter, months, managers, crew, venues.
    pub fn all(&self) -> impl Iterator<Item = &f64> {
        let money = std::iter::once(&self.total).chain(&self.period);
        money.chain(&self.manager).chain(&self.crew).chain(&self.venue)
    }

    /// All prices, to change them.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        let money = std::iter::once(&mut self.total).chain(&mut self.period);
        money.chain(&mut self.manager).chain(&mut self.crew).chain(&mut self.venue)
    }

    /// Points of the limits one session takes.
    pub fn session_cost(&self, model: &Model, slot: usize) -> f64 {
        let (week, activity) = (model.slots[slot].week as usize, model.slot_activity(slot));
        activity.session_yuan as f64 * (self.total + self.period[model.problem.period[week]])
            + activity.crew_mins as f64 * self.crew[week]
            + activity
                .host_manager
                .map_or(0.0, |host| activity.host_mins as f64 * self.manager[host * model.weeks + week])
            + activity.venue.map_or(0.0, |venue| self.venue[venue * model.weeks + week])
    }

    /// Points of the limits one touch takes.
    pub fn touch_cost(&self, model: &Model, manager: usize, activity: usize, week: usize) -> f64 {
        let kind = &model.problem.activities[activity];
        kind.head_yuan as f64 * (self.total + self.period[model.problem.period[week]])
            + kind.own_mins as f64 * self.manager[manager * model.weeks + week]
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Add(u32),
    Remove(u32),
    Open(u32),
    Close(u32),
}

/// A plan with all its sums.
#[derive(Clone)]
pub struct Books<'a> {
    /// The flat problem.
    pub model: &'a Model<'a>,
    /// Items of every customer.
    pub touches: Vec<Vec<u32>>,
    /// Items seated in every slot.
    pub seated: Vec<Vec<u32>>,
    /// Items of every `manager * weeks + week`, by the customer's own manager.
    pub in_week: Vec<Vec<u32>>,
    /// Sessions of every slot.
    pub held: Vec<i64>,
    /// What is left of the limits.
    pub left: Limits,
    /// Sessions left in the quarter by activity.
    pub quota: Vec<i64>,
    /// Points of the plan.
    pub objective: i64,
    /// Points of everything left over, at the current prices, up to a constant.
    pub leftover_points: i64,
    /// Whether a move may overdraw money and minutes until it is repaired.
    pub on_credit: bool,
    /// Items that must stay.
    pub kept: Vec<bool>,
    /// Items that must not be.
    pub forbidden: Vec<bool>,
    /// Sessions that must stay, by slot.
    pub kept_sessions: Vec<i64>,
    /// Slots that must not be used.
    pub forbidden_slot: Vec<bool>,
    /// Counts up whenever a session opens or closes.
    pub sessions_version: u64,
    /// Seats of every slot that nobody has.
    free_seats: Vec<i32>,
    /// Guests of every slot that its sessions could do without.
    spare_guests: Vec<i32>,
    points: Vec<i64>,
    touch_price: Vec<i64>,
    session_price: Vec<i64>,
    /// Lowest price of any week by `manager * activities + activity`.
    cheapest: Vec<i64>,
    log: Vec<Step>,
}

impl<'a> Books<'a> {
    /// An empty plan.
    pub fn new(model: &'a Model<'a>) -> Books<'a> {
        let managers = model.problem.managers.len();
        Books {
            model,
            touches: vec![Vec::new(); model.problem.customers.len()],
            seated: vec![Vec::new(); model.slots.len()],
            in_week: vec![Vec::new(); managers * model.weeks],
            held: vec![0; model.slots.len()],
            left: model.limits.clone(),
            quota: model.problem.activities.iter().map(|activity| activity.quarter_sessions).collect(),
            objective: 0,
            leftover_points: 0,
            on_credit: false,
            kept: vec![false; model.items.len()],
            forbidden: vec![false; model.items.len()],
            kept_sessions: vec![0; model.slots.len()],
            forbidden_slot: vec![false; model.slots.len()],
            sessions_version: 0,
            free_seats: vec![0; model.slots.len()],
            spare_guests: vec![0; model.slots.len()],
            points: vec![0; model.problem.customers.len()],
            touch_price: vec![0; managers * model.problem.activities.len() * model.weeks],
            session_price: vec![0; model.slots.len()],
            cheapest: vec![0; managers * model.problem.activities.len()],
            log: Vec::new(),
        }
    }

    /// Prices everything anew; the worth of leftovers restarts at 0.
    pub fn set_prices(&mut self, prices: &LimitPrices) {
        let (model, mut at) = (self.model, 0);
        for manager in 0..model.problem.managers.len() {
            for activity in 0..model.problem.activities.len() {
                let row = manager * model.problem.activities.len() + activity;
                self.cheapest[row] = i64::MAX;
                for week in 0..model.weeks {
                    let price = prices.touch_cost(model, manager, activity, week) as i64;
                    self.touch_price[at] = price;
                    self.cheapest[row] = self.cheapest[row].min(price);
                    at += 1;
                }
            }
        }
        for slot in 0..model.slots.len() {
            self.session_price[slot] = prices.session_cost(model, slot) as i64;
        }
        self.leftover_points = 0;
    }

    /// What the search climbs: points plus the worth of leftovers.
    pub fn worth(&self) -> i64 {
        self.objective + self.leftover_points
    }

    /// Row of a manager in the price table.
    pub fn price_row(&self, customer: usize) -> &[i64] {
        let wide = self.model.problem.activities.len() * self.model.weeks;
        let manager = self.model.who[customer].manager as usize;
        &self.touch_price[manager * wide..(manager + 1) * wide]
    }

    /// Least points of the limits an activity takes of a customer in any week.
    pub fn cheapest(&self, customer: usize, activity: u32) -> i64 {
        let manager = self.model.who[customer].manager as usize;
        self.cheapest[manager * self.model.problem.activities.len() + activity as usize]
    }

    /// Points of the limits an item takes.
    pub fn touch_price(&self, item: u32) -> i64 {
        let one = &self.model.items[item as usize];
        self.price_row(one.customer as usize)[one.row as usize]
    }

    /// Items of a slot that could pay with an empty calendar, or all of them; most cannot.
    pub fn paying_seats(&self, slot: usize, all: bool) -> impl Iterator<Item = u32> + '_ {
        let (model, one) = (self.model, &self.model.slots[slot]);
        let wide = model.problem.activities.len() * model.weeks;
        let row = one.activity as usize * model.weeks + one.week as usize;
        let seats = one.seats.0 as usize..one.seats.1 as usize;
        let pays = move |seat: &Seat| {
            all || i64::from(seat.most) > self.touch_price[seat.manager as usize * wide + row]
        };
        let briefs = model.seats[seats.clone()].iter().zip(&model.seat_item[seats]);
        briefs.filter(move |(seat, _)| pays(seat)).map(|(_, &item)| item)
    }

    fn customer_points(&self, customer: usize) -> i64 {
        let list = &self.touches[customer];
        if list.is_empty() {
            return 0;
        }
        let mut points = i64::from(self.model.who[customer].cover_points);
        for (index, &item) in list.iter().enumerate() {
            let one = &self.model.items[item as usize];
            points += i64::from(one.gain) - self.model.fatigue(customer, index + 1);
            let repeat_loss = self.model.pairs[one.pair as usize].repeat_loss;
            if repeat_loss >= 0
                && list[..index].iter().any(|&other| self.model.items[other as usize].pair == one.pair)
            {
                points -= i64::from(repeat_loss);
            }
        }
        points
    }

    fn book_touch(&mut self, item: u32, sign: i64) {
        let one = self.model.items[item as usize];
        let (activity, customer) = (self.model.activity(&one), one.customer as usize);
        let week = self.manager_week(item);
        self.left.total_yuan -= sign * activity.head_yuan;
        self.left.period_yuan[usize::from(one.period)] -= sign * activity.head_yuan;
        self.left.manager_mins[week] -= sign * activity.own_mins;
        self.leftover_points -= sign * self.touch_price(item);
        if one.slot != NONE {
            self.free_seats[one.slot as usize] -= sign as i32;
            self.spare_guests[one.slot as usize] += sign as i32;
        }
        let lists = [Some(&mut self.touches[customer]), Some(&mut self.in_week[week]), {
            let slot = one.slot as usize;
            self.seated.get_mut(slot)
        }];
        for list in lists.into_iter().flatten() {
            if sign > 0 {
                list.push(item);
            // whoever goes came last, more often than not
            } else if let Some(at) = list.iter().rposition(|&other| other == item) {
                list.swap_remove(at);
            }
        }
        let points = self.customer_points(customer);
        self.objective += points - self.points[customer];
        self.points[customer] = points;
    }

    fn book_session(&mut self, slot: usize, sign: i64) {
        let (week, activity) = (self.model.slots[slot].week as usize, self.model.slot_activity(slot));
        self.held[slot] += sign;
        self.sessions_version += 1;
        self.free_seats[slot] += (sign * activity.max_heads) as i32;
        self.spare_guests[slot] -= (sign * activity.min_heads) as i32;
        self.quota[self.model.slots[slot].activity as usize] -= sign;
        self.left.total_yuan -= sign * activity.session_yuan;
        self.left.period_yuan[self.model.problem.period[week]] -= sign * activity.session_yuan;
        self.left.crew_mins[week] -= sign * activity.crew_mins;
        if let Some(host) = activity.host_manager {
            self.left.manager_mins[host * self.model.weeks + week] -= sign * activity.host_mins;
        }
        if let Some(venue) = activity.venue {
            self.left.venue_slots[venue * self.model.weeks + week] -= sign;
        }
        self.leftover_points -= sign * self.session_price[slot];
    }

    /// Adds a touch.
    pub fn add(&mut self, item: u32) {
        self.book_touch(item, 1);
        self.log.push(Step::Add(item));
    }

    /// Removes a touch.
    pub fn remove(&mut self, item: u32) {
        self.book_touch(item, -1);
        self.log.push(Step::Remove(item));
    }

    /// Opens one session.
    pub fn open(&mut self, slot: usize) {
        self.book_session(slot, 1);
        self.log.push(Step::Open(slot as u32));
    }

    /// Closes one session.
    pub fn close(&mut self, slot: usize) {
        self.book_session(slot, -1);
        self.log.push(Step::Close(slot as u32));
    }

    /// Mark to which [`Books::undo_to`] returns.
    pub fn mark(&self) -> usize {
        self.log.len()
    }

    /// Forgets how the plan came about.
    pub fn commit(&mut self) {
        self.log.clear();
    }

    /// Undoes every step after the mark.
    pub fn undo_to(&mut self, mark: usize) {
        while self.log.len() > mark {
            match self.log.pop() {
                Some(Step::Add(item)) => self.book_touch(item, -1),
                Some(Step::Remove(item)) => self.book_touch(item, 1),
                Some(Step::Open(slot)) => self.book_session(slot as usize, -1),
                Some(Step::Close(slot)) => self.book_session(slot as usize, 1),
                None => break,
            }
        }
    }

    /// `manager * weeks + week` of an item.
    pub fn manager_week(&self, item: u32) -> usize {
        let one = &self.model.items[item as usize];
        self.model.who[one.customer as usize].manager as usize * self.model.weeks + usize::from(one.week)
    }

    /// Whether money and minutes suffice for a touch (on credit: whether they ever could).
    pub fn affordable(&self, item: u32) -> bool {
        let one = &self.model.items[item as usize];
        self.affords(self.model.activity(one), self.manager_week(item), usize::from(one.period))
    }

    /// Whether money and minutes suffice for a touch in a manager's week and a month (on credit: whether they ever
    /// could).
    #[inline]
    pub fn affords(&self, activity: &Activity, manager_week: usize, period: usize) -> bool {
        let own = if self.on_credit { &self.model.limits.manager_mins } else { &self.left.manager_mins };
        (activity.own_mins == 0 || own[manager_week] >= activity.own_mins)
            && (activity.head_yuan == 0
                || self.on_credit
                || (self.left.total_yuan >= activity.head_yuan
                    && self.left.period_yuan[period] >= activity.head_yuan))
    }

    /// Whether one more session may be opened (on credit: money and host's minutes aside).
    pub fn can_open(&self, slot: usize) -> bool {
        let (week, activity) = (self.model.slots[slot].week as usize, self.model.slot_activity(slot));
        let own = if self.on_credit { &self.model.limits.manager_mins } else { &self.left.manager_mins };
        let period = self.model.problem.period[week];
        !self.forbidden_slot[slot]
            && self.held[slot] < activity.week_sessions
            && self.quota[self.model.slots[slot].activity as usize] > 0
            && (activity.crew_mins == 0 || self.left.crew_mins[week] >= activity.crew_mins)
            && activity.venue.is_none_or(|venue| self.left.venue_slots[venue * self.model.weeks + week] > 0)
            && activity.host_manager.is_none_or(|host| {
                activity.host_mins == 0 || own[host * self.model.weeks + week] >= activity.host_mins
            })
            && (activity.session_yuan == 0
                || self.on_credit
                || (self.left.total_yuan >= activity.session_yuan
                    && self.left.period_yuan[period] >= activity.session_yuan))
    }

    /// Whether a slot has a free seat.
    pub fn seat_free(&self, slot: usize) -> bool {
        self.free_seats[slot] > 0
    }

    /// Whether a touch may go without leaving its session too small.
    pub fn removable(&self, item: u32) -> bool {
        let slot = self.model.items[item as usize].slot;
        !self.kept[item as usize] && (slot == NONE || self.spare_guests[slot as usize] > 0)
    }

    /// Whether the money is not overdrawn; what must-dos alone overdraw does not count.
    pub fn money_ok(&self) -> bool {
        let ok = |left: i64, given: i64| left >= given.min(0);
        ok(self.left.total_yuan, self.model.limits.total_yuan)
            && self.left.period_yuan.iter().zip(&self.model.limits.period_yuan).all(|(&a, &b)| ok(a, b))
    }

    /// Whether a manager's week is not overdrawn; what must-dos alone overdraw does not count.
    pub fn week_ok(&self, manager_week: usize) -> bool {
        self.left.manager_mins[manager_week] >= self.model.limits.manager_mins[manager_week].min(0)
    }

    /// What removing a touch would cost in [`Books::worth`].
    pub fn loss(&self, item: u32) -> i64 {
        let one = &self.model.items[item as usize];
        let customer = one.customer as usize;
        let list = &self.touches[customer];
        let mut gain = i64::from(one.gain) - self.model.fatigue(customer, list.len());
        if list.len() == 1 {
            gain += i64::from(self.model.who[customer].cover_points);
        }
        let repeat_loss = self.model.pairs[one.pair as usize].repeat_loss;
        if repeat_loss >= 0
            && list.iter().any(|&other| other != item && self.model.items[other as usize].pair == one.pair)
        {
            gain -= i64::from(repeat_loss);
        }
        gain - self.touch_price(item)
    }
}
