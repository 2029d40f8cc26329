//! The problem as the engine works on it: every touch that could be made, flat and indexed.
//!
//! Made once per solve from a checked [`Problem`]. What can never happen (blocked weeks, crowds, must-dos too
//! close, sessions that cannot reach their least attendance) is left out here, exactly as the independent checker
//! leaves it out of its bound. Must-dos are taken off the limits; a limit they exceed is negative here.

use super::problem::{Activity, Customer, Problem};

/// Stands for "no slot", "no seat" or "no item".
pub const NONE: u32 = u32::MAX;

/// One possible touch.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Customer's index.
    pub customer: u32,
    /// Activity's index.
    pub activity: u32,
    /// Index of the customer's pair with the activity.
    pub pair: u32,
    /// Slot of a group activity, else [`NONE`].
    pub slot: u32,
    /// Seat in the slot-major list, else [`NONE`].
    pub seat: u32,
    /// Row of the price table without the manager: `activity * weeks + week`.
    pub row: u32,
    /// Points of a first touch.
    pub gain: i32,
    /// Day of the horizon.
    pub day: u16,
    /// Week of the horizon.
    pub week: u8,
    /// Month.
    pub period: u8,
}

/// When an item is, for scans that ask nothing else of it.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// Slot of a group activity, else [`NONE`].
    pub slot: u32,
    /// Day of the horizon.
    pub day: u16,
    /// Week of the horizon.
    pub week: u8,
    /// Month.
    pub period: u8,
}

/// A customer with one of the suiting activities.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// First item and the one past the last.
    pub items: (u32, u32),
    /// Activity's index.
    pub activity: u32,
    /// Points of a first touch.
    pub gain: i32,
    /// What a repeat loses against a first touch; -1 when it cannot be repeated.
    pub repeat_loss: i32,
    /// Most touches of this pair.
    pub max_repeat: i32,
    /// Group activity.
    pub group: bool,
}

/// What the search asks of a customer all the time, close together.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    /// Own manager.
    pub manager: u32,
    /// Points of the first touch.
    pub cover_points: i32,
    /// Weight.
    pub weight: i32,
    /// Fewest days between two touches.
    pub gap_days: i32,
}

/// What is asked of every seat of a slot, close together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seat {
    /// Points of the touch as the customer's first one.
    pub most: i32,
    /// The customer's own manager.
    pub manager: u32,
}

/// One group activity in one week.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Activity's index.
    pub activity: u32,
    /// Week of the horizon.
    pub week: u32,
    /// First seat and the one past the last: everyone who could come.
    pub seats: (u32, u32),
}

/// What is left of every limit when only must-dos are done.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Yuan of the quarter.
    pub total_yuan: i64,
    /// Yuan by month.
    pub period_yuan: Vec<i64>,
    /// Minutes by `manager * weeks + week`.
    pub manager_mins: Vec<i64>,
    /// Minutes by week.
    pub crew_mins: Vec<i64>,
    /// Slots by `venue * weeks + week`.
    pub venue_slots: Vec<i64>,
}

/// The whole problem, flat.
pub struct Model<'a> {
    /// Where it comes from.
    pub problem: &'a Problem,
    /// Weeks of the horizon.
    pub weeks: usize,
    /// Months of the horizon.
    pub periods: usize,
    /// All items, by customer, then activity, then week.
    pub items: Vec<Item>,
    /// When every item is.
    pub when: Vec<When>,
    /// All pairs, by customer.
    pub pairs: Vec<Pair>,
    /// Pairs of a customer: `first_pair[i]..first_pair[i + 1]`.
    pub first_pair: Vec<u32>,
    /// Items of a customer: `first_item[i]..first_item[i + 1]`.
    pub first_item: Vec<u32>,
    /// Touches still free by `customer * periods + period`.
    pub free_touches: Vec<u8>,
    /// All customers in brief.
    pub who: Vec<Who>,
    /// Fatigue points per unit of weight of the n-th touch.
    pub fatigue_step: Vec<i64>,
    /// All slots, by activity, then week.
    pub slots: Vec<Slot>,
    /// Slots of an activity: `first_slot[a]..first_slot[a + 1]`.
    pub first_slot: Vec<u32>,
    /// Item of every seat.
    pub seat_item: Vec<u32>,
    /// Every seat in brief.
    pub seats: Vec<Seat>,
    /// Limits left by the must-dos.
    pub limits: Limits,
}

/// Most touches of one customer the engine counts.
pub const MAX_TOUCHES: usize = 60;

/// True when the rules of one customer alone allow `activity` in `week` (gap between touches and cap aside).
pub fn allowed(customer: &Customer, activity: &Activity, week: usize) -> bool {
    let day = activity.day(week);
    activity.weeks.contains(&week)
        && !customer.blocked_weeks.contains(&week)
        && !(activity.is_group() && activity.max_heads > customer.crowd_heads)
        && customer.must_dos.iter().all(|must| (day - must.day).abs() >= customer.gap_days)
}

impl<'a> Model<'a> {
    /// Flattens a checked problem.
    pub fn new(problem: &'a Problem) -> Model<'a> {
        let (weeks, periods) = (problem.weeks, problem.periods());
        let step = |touch: usize| {
            problem.fatigue.iter().filter(|limit| touch as i64 > limit.0).map(|limit| limit.1).sum()
        };
        let brief = |customer: &Customer| Who {
            manager: customer.manager as u32,
            cover_points: customer.cover_points(problem) as i32,
            weight: customer.weight as i32,
            gap_days: customer.gap_days as i32,
        };
        let mut model = Model {
            problem,
            weeks,
            periods,
            items: Vec::new(),
            when: Vec::new(),
            pairs: Vec::new(),
            first_pair: vec![0],
            first_item: vec![0],
            free_touches: Vec::with_capacity(problem.customers.len() * periods),
            who: problem.customers.iter().map(brief).collect(),
            fatigue_step: (0..=MAX_TOUCHES + 1).map(step).collect(),
            slots: Vec::new(),
            first_slot: vec![0],
            seat_item: Vec::new(),
            seats: Vec::new(),
            limits: limits_after_must_dos(problem),
        };
        for customer in &problem.customers {
            for period in 0..periods {
                let free = customer.month_cap - customer.must_dos_in(problem, period);
                model.free_touches.push(free.clamp(0, MAX_TOUCHES as i64) as u8);
            }
        }
        let slot_at = model.add_slots();
        model.add_items(&slot_at);
        model
    }

    /// Finds the weeks in which enough people could come; returns the slot by `activity * weeks + week`.
    fn add_slots(&mut self) -> Vec<u32> {
        let problem = self.problem;
        let mut eligible = vec![0i64; problem.activities.len() * self.weeks];
        for (index, customer) in problem.customers.iter().enumerate() {
            for candidate in &customer.candidates {
                let activity = &problem.activities[candidate.activity];
                if activity.is_group() {
                    for &week in &activity.weeks {
                        if self.free(index, problem.period[week]) > 0 && allowed(customer, activity, week) {
                            eligible[candidate.activity * self.weeks + week] += 1;
                        }
                    }
                }
            }
        }
        let mut slot_at = vec![NONE; eligible.len()];
        for (index, activity) in problem.activities.iter().enumerate() {
            for week in (0..self.weeks).filter(|week| activity.is_group() && activity.weeks.contains(week)) {
                let row = index * self.weeks + week;
                if eligible[row] >= activity.min_heads {
                    slot_at[row] = self.slots.len() as u32;
                    let first = self.slots.last().map_or(0, |slot| slot.seats.1);
                    let seats = (first, first + eligible[row] as u32);
                    self.slots.push(Slot { activity: index as u32, week: week as u32, seats });
                }
            }
            self.first_slot.push(self.slots.len() as u32);
        }
        slot_at
    }

    fn add_items(&mut self, slot_at: &[u32]) {
        let problem = self.problem;
        let mut next_seat: Vec<u32> = self.slots.iter().map(|slot| slot.seats.0).collect();
        self.seat_item = vec![NONE; self.slots.last().map_or(0, |slot| slot.seats.1 as usize)];
        self.seats = vec![Seat::default(); self.seat_item.len()];
        for (index, customer) in problem.customers.iter().enumerate() {
            for &candidate in &customer.candidates {
                let activity = &problem.activities[candidate.activity];
                let gain = problem.gain(customer, candidate);
                let first = self.items.len() as u32;
                for week in (0..self.weeks).filter(|&week| allowed(customer, activity, week)) {
                    let row = candidate.activity * self.weeks + week;
                    let period = problem.period[week];
                    let slot = slot_at[row];
                    if self.free(index, period) == 0 || (activity.is_group() && slot == NONE) {
                        continue;
                    }
                    let mut seat = NONE;
                    if slot != NONE {
                        seat = next_seat[slot as usize];
                        next_seat[slot as usize] += 1;
                        self.seat_item[seat as usize] = self.items.len() as u32;
                        let who = &self.who[index];
                        self.seats[seat as usize] =
                            Seat { most: gain as i32 + who.cover_points, manager: who.manager };
                    }
                    let (day, week) = (activity.day(week) as u16, week as u8);
                    self.when.push(When { slot, day, week, period: period as u8 });
                    self.items.push(Item {
                        customer: index as u32,
                        activity: candidate.activity as u32,
                        pair: self.pairs.len() as u32,
                        slot,
                        seat,
                        row: row as u32,
                        gain: gain as i32,
                        day,
                        week,
                        period: period as u8,
                    });
                }
                if self.items.len() as u32 > first {
                    let loss = gain - problem.repeat_gain(gain);
                    self.pairs.push(Pair {
                        items: (first, self.items.len() as u32),
                        activity: candidate.activity as u32,
                        gain: gain as i32,
                        repeat_loss: if activity.max_repeat > 1 { loss as i32 } else { -1 },
                        max_repeat: activity.max_repeat as i32,
                        group: activity.is_group(),
                    });
                }
            }
            self.first_pair.push(self.pairs.len() as u32);
            self.first_item.push(self.items.len() as u32);
        }
    }

    /// Touches a customer can still have in a month.
    pub fn free(&self, customer: usize, period: usize) -> usize {
        usize::from(self.free_touches[customer * self.periods + period])
    }

    /// Fatigue points of a customer's n-th touch.
    pub fn fatigue(&self, customer: usize, touch: usize) -> i64 {
        self.fatigue_step[touch.min(MAX_TOUCHES + 1)] * i64::from(self.who[customer].weight)
    }

    /// Activity of an item.
    pub fn activity(&self, item: &Item) -> &'a Activity {
        &self.problem.activities[item.activity as usize]
    }

    /// Activity of a slot.
    pub fn slot_activity(&self, slot: usize) -> &'a Activity {
        &self.problem.activities[self.slots[slot].activity as usize]
    }

    /// The item of a touch, if it is possible at all.
    pub fn item_of(&self, customer: usize, activity: usize, week: usize) -> Option<u32> {
        let first = *self.first_item.get(customer)?;
        let past = *self.first_item.get(customer + 1)?;
        (first..past).find(|&index| {
            let item = &self.items[index as usize];
            item.activity as usize == activity && usize::from(item.week) == week
        })
    }

    /// The pair of a customer with an activity, if any touch of it is possible.
    pub fn pair_of(&self, customer: usize, activity: usize) -> Option<usize> {
        let first = *self.first_pair.get(customer)? as usize;
        let past = *self.first_pair.get(customer + 1)? as usize;
        (first..past).find(|&pair| self.pairs[pair].activity as usize == activity)
    }

    /// The slot of a group activity's week, if it can be held at all.
    pub fn slot_of(&self, activity: usize, week: usize) -> Option<usize> {
        let first = *self.first_slot.get(activity)? as usize;
        let past = *self.first_slot.get(activity + 1)? as usize;
        (first..past).find(|&slot| self.slots[slot].week as usize == week)
    }
}

fn limits_after_must_dos(problem: &Problem) -> Limits {
    let weeks = problem.weeks;
    let mut limits = Limits {
        total_yuan: problem.budget_total_yuan,
        period_yuan: problem.budget_period_yuan.clone(),
        manager_mins: problem.managers.iter().flat_map(|manager| manager.week_mins.iter().copied()).collect(),
        crew_mins: problem.crew_mins.clone(),
        venue_slots: problem.venues.iter().flat_map(|venue| venue.slots.iter().copied()).collect(),
    };
    for customer in &problem.customers {
        for must in &customer.must_dos {
            let week = (must.day / 7) as usize;
            limits.total_yuan -= must.cost_yuan;
            limits.period_yuan[problem.period[week]] -= must.cost_yuan;
            limits.manager_mins[customer.manager * weeks + week] -= must.mins;
        }
    }
    limits
}
