//! A branch as the engine sees it: customers, activities, limits.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::super::{Activity, ActivityKind, Candidate, Customer, ManagerHours, MustDo, Problem, Venue};
use super::must_dos::{must_dos, Called};
use super::{Ground, PlanSettings, PlanWishes};
use crate::book;
use crate::calendar::{DayKind, Festival, OwnDays, Quarter, WEEKS};
use crate::care::{self, Approach, AvoidKind, Format};
use crate::circles::CircleId;
use crate::order::Order;

/// Most activities that a customer is a candidate of: the engine's work grows with them, and the seventeenth best
/// is never the one that is chosen.
const MOST_CANDIDATES: usize = 16;
/// Most circles and group approaches for each that the planner weighs.
const MOST_CIRCLES: usize = 24;
const APPROACHES_A_CIRCLE: usize = 2;
/// Largest event that somebody without a dislike of crowds is invited to.
const ANY_CROWD: i64 = 10_000;

/// What an activity of the problem stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Id of the approach.
    pub approach: String,
    /// The circle, for group activities.
    pub circle: Option<CircleId>,
}

/// The problem with the way back.
pub struct Frame {
    /// What the engine solves.
    pub problem: Problem,
    /// What each activity stands for.
    pub meanings: Vec<Meaning>,
    /// Names of the managers, by index.
    pub managers: Vec<String>,
    /// Must-dos of each customer, in the order of `Customer::must_dos`.
    pub must_dos: Vec<Vec<Called>>,
    /// For each customer the first avoid that kept something away.
    pub kept_away: Vec<Option<AvoidKind>>,
}

impl Frame {
    /// Builds the problem of a branch.
    pub fn of(ground: &Ground) -> Self {
        let managers: Vec<String> = ground.book.managers().into_iter().map(|(name, _)| name).collect();
        let weeks = work_days(ground.quarter, &ground.settings.days);
        let period = periods(ground.quarter);
        let (activities, meanings) = activities(ground);
        let mut frame = Self {
            problem: Problem {
                name: "quarter".to_owned(),
                weeks: WEEKS,
                period: period.clone(),
                managers: managers
                    .iter()
                    .map(|name| ManagerHours {
                        week_mins: manager_weeks(ground.settings, ground.wishes, ground.quarter, name),
                    })
                    .collect(),
                customers: Vec::new(),
                activities,
                venues: [
                    ground.settings.hall_slots,
                    ground.settings.room_slots,
                    ground.settings.outdoor_slots,
                ]
                .map(|slots| Venue {
                    slots: weeks.iter().map(|days| if *days == 0 { 0 } else { slots }).collect(),
                })
                .to_vec(),
                crew_mins: share(&weeks, ground.settings.crew_week_mins),
                budget_period_yuan: month_budgets(ground.settings.budget_yuan, &period),
                budget_total_yuan: ground.settings.budget_yuan,
                fatigue: vec![(2, 60), (4, 150)],
                repeat_decay: (1, 2),
                cover_base: 1500,
                cover_per_weight: 60,
            },
            meanings,
            managers,
            must_dos: Vec::new(),
            kept_away: Vec::new(),
        };
        for customer in &ground.book.customers {
            frame.add(ground, customer);
        }
        frame.keep_apart(ground);
        frame
    }

    /// Of two who must not meet, the one who counts less (the later one among equals) gives way wherever both could
    /// be invited: sessions of one activity may be joined, so that another week alone would be no promise.
    fn keep_apart(&mut self, ground: &Ground) {
        for pair in &ground.book.apart {
            let places = (ground.book.position(pair.a), ground.book.position(pair.b));
            let (Some(a), Some(b)) = places else { continue };
            let (first, second) = (a.min(b), a.max(b));
            let weight = |at: usize| self.problem.customers[at].weight;
            let (stays, gives_way) =
                if weight(second) > weight(first) { (second, first) } else { (first, second) };
            let shared: Vec<usize> = self.problem.customers[stays]
                .candidates
                .iter()
                .map(|candidate| candidate.activity)
                .filter(|activity| self.problem.activities[*activity].is_group())
                .collect();
            self.problem.customers[gives_way]
                .candidates
                .retain(|candidate| !shared.contains(&candidate.activity));
        }
    }

    fn add(&mut self, ground: &Ground, customer: &book::Customer) {
        let facts = care::Facts::of(customer, ground.quarter);
        let must_dos = must_dos(ground, &facts);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut kept_away = None;
        // Why something fits is asked again of what is placed: ten thousand people's reasons at once would fill the memory.
        let mut fit_of: BTreeMap<&str, Option<Result<i64, AvoidKind>>> = BTreeMap::new();
        for (idx, meaning) in self.meanings.iter().enumerate() {
            let in_circle = meaning
                .circle
                .is_none_or(|id| ground.circles.get(id).is_some_and(|circle| circle.has(customer.id)));
            if !in_circle {
                continue;
            }
            let Some(approach) = ground.playbook.get(&meaning.approach) else { continue };
            let fit = fit_of.entry(meaning.approach.as_str()).or_insert_with(|| {
                let fit = care::fits(&facts, approach, &ground.playbook.limits)?;
                Some(fit.map(|found| found.affinity_pct).map_err(|avoid| avoid.kind))
            });
            match *fit {
                Some(Ok(affinity_pct)) => candidates.push(Candidate { activity: idx, affinity_pct }),
                Some(Err(kind)) => kept_away = kept_away.or(Some(kind)),
                None => {}
            }
        }
        let worth = |candidate: &Candidate| {
            candidate.affinity_pct * self.problem.activities[candidate.activity].effect
        };
        candidates.order_by_key(|candidate| (-worth(candidate), candidate.activity));
        candidates.truncate(MOST_CANDIDATES);
        candidates.order_by_key(|candidate| candidate.activity);
        let quiet = customer.is_quiet();
        let crowd_shy = facts
            .avoids
            .iter()
            .any(|avoid| avoid.kind == care::AvoidKind::Crowd && avoid.overridden(customer).is_none());
        self.problem.customers.push(Customer {
            manager: self.managers.iter().position(|name| *name == customer.manager).unwrap_or(0),
            weight: weight(customer),
            // Quiet people are left in peace longer: care of equal worth, not of equal number.
            gap_days: if quiet { ground.settings.gap_days.max(21) } else { ground.settings.gap_days },
            month_cap: if quiet { ground.settings.month_cap.min(1) } else { ground.settings.month_cap },
            crowd_heads: if crowd_shy { ground.playbook.limits.crowd_heads } else { ANY_CROWD },
            blocked_weeks: Vec::new(),
            must_dos: must_dos
                .iter()
                .map(|(date, occasion, recommendation)| {
                    let approach = ground.playbook.get(&recommendation.approach);
                    MustDo {
                        day: i64::from(ground.quarter.day_of(*date).unwrap_or(0)),
                        name: format!("{occasion:?}"),
                        cost_yuan: approach.map_or(0, |approach| approach.head_yuan),
                        mins: approach.map_or(0, Approach::own_mins),
                    }
                })
                .collect(),
            candidates,
        });
        self.must_dos.push(must_dos);
        self.kept_away.push(kept_away);
    }
}

/// Single approaches for everybody, and for each circle its best group approaches.
fn activities(ground: &Ground) -> (Vec<Activity>, Vec<Meaning>) {
    let (mut activities, mut meanings) = (Vec::new(), Vec::new());
    let singles = ground.playbook.approaches.iter().filter(|approach| approach.format == Format::Single);
    // What only a date calls for is a must-do, not a choice.
    for approach in singles.filter(|approach| approach.occasions.is_empty()) {
        activities.push(activity(approach, ground));
        meanings.push(Meaning { approach: approach.id.clone(), circle: None });
    }
    for circle in ground.circles.circles.iter().take(MOST_CIRCLES) {
        let care = care::for_circle(circle, ground.book, ground.playbook, ground.quarter);
        let groups = care.iter().filter_map(|care| ground.playbook.get(&care.approach));
        let groups = groups.filter(|approach| approach.format == Format::Group).take(APPROACHES_A_CIRCLE);
        for approach in groups {
            activities.push(activity(approach, ground));
            meanings.push(Meaning { approach: approach.id.clone(), circle: Some(circle.id) });
        }
    }
    (activities, meanings)
}

/// Kinds of places that the branch has, in the order of the problem's venues.
pub(super) const PLACES: [care::Venue; 3] = [care::Venue::Hall, care::Venue::Room, care::Venue::Outdoor];

/// Why an approach cannot be in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// It is for other months.
    Season,
    /// Its day is a holiday, or nobody works in that week.
    Holiday,
    /// It is for the week before a holiday.
    NoFestival,
    /// There is no time to prepare: so many days are needed, and preparing begins at the quarter's start at the earliest.
    Notice(i64),
}

/// Why an approach cannot be in a week of a quarter; `None` where it can.
pub fn closed(approach: &Approach, quarter: Quarter, own: &OwnDays, week: usize) -> Option<Closed> {
    let day = 7 * week as i64 + approach.weekday;
    let date = quarter.date(day as u32);
    let notice = if approach.format == Format::Group { approach.notice_days } else { 0 };
    let days = (0..7).map(|day| quarter.date(7 * week as u32 + day));
    if !approach.months.is_empty() && !approach.months.contains(&date.month()) {
        Some(Closed::Season)
    } else if matches!(own.kind(date), DayKind::Holiday(_) | DayKind::Closed)
        || !days.into_iter().any(|day| own.is_work_day(day))
    {
        Some(Closed::Holiday)
    } else if approach.before_holiday && holiday_after(date, own).is_none() {
        Some(Closed::NoFestival)
    } else {
        (day < notice).then_some(Closed::Notice(notice))
    }
}

/// The weeks of a quarter in which an approach can be: in season, on no holiday, with time to prepare.
pub fn open_weeks(approach: &Approach, quarter: Quarter, own: &OwnDays) -> Vec<usize> {
    (0..WEEKS).filter(|week| closed(approach, quarter, own, *week).is_none()).collect()
}

/// The holiday that begins within a week after a day.
pub(super) fn holiday_after(date: NaiveDate, own: &OwnDays) -> Option<(NaiveDate, Festival)> {
    (1..=7).map(|ahead| date + Days::new(ahead)).find_map(|day| match own.kind(day) {
        DayKind::Holiday(festival) => Some((day, festival)),
        _ => None,
    })
}

fn activity(approach: &Approach, ground: &Ground) -> Activity {
    let group = approach.format == Format::Group;
    Activity {
        name: approach.id.clone(),
        kind: if group { ActivityKind::Group } else { ActivityKind::Individual },
        min_heads: if group { approach.min_heads } else { 0 },
        max_heads: if group { approach.max_heads } else { 0 },
        session_yuan: approach.session_yuan,
        head_yuan: approach.head_yuan,
        crew_mins: approach.crew_mins(),
        host_manager: None,
        host_mins: 0,
        own_mins: approach.own_mins(),
        venue: PLACES.iter().position(|place| *place == approach.venue),
        effect: approach.effect,
        weekday: approach.weekday,
        weeks: open_weeks(approach, ground.quarter, &ground.settings.days),
        week_sessions: 1,
        quarter_sessions: if group { 2 } else { 0 },
        max_repeat: 1,
    }
}

/// How much a customer counts, 10 to 50: by assets, a doubling for each step, so that nobody counts nothing.
fn weight(customer: &book::Customer) -> i64 {
    let wan = customer.assets_fen.unwrap_or(0).max(0) / 1_000_000;
    let steps = 64 - (wan.max(1) as u64).leading_zeros() as i64;
    (10 + 4 * (steps - 1)).clamp(10, 50)
}

/// Work days of each week, 0 to 5 (shifted Saturdays and Sundays count).
fn work_days(quarter: Quarter, own: &OwnDays) -> Vec<i64> {
    (0..WEEKS as u32)
        .map(|week| {
            let days = (0..7).map(|day| quarter.date(7 * week + day));
            days.filter(|date| own.is_work_day(*date)).count().min(5) as i64
        })
        .collect()
}

/// Minutes of a manager in each week: the usual ones by work days, or what was set for him.
pub fn manager_weeks(settings: &PlanSettings, wishes: &PlanWishes, quarter: Quarter, name: &str) -> Vec<i64> {
    let usual = share(&work_days(quarter, &settings.days), settings.manager_week_mins);
    let own = |(week, mins)| wishes.hours_of(name, week).unwrap_or(mins);
    usual.into_iter().enumerate().map(own).collect()
}

fn share(weeks: &[i64], week_mins: i64) -> Vec<i64> {
    weeks.iter().map(|days| week_mins * days / 5).collect()
}

/// The month of each week: that of its Thursday, numbered from 0; a quarter that touches four months joins the
/// short first one to the second.
pub fn periods(quarter: Quarter) -> Vec<usize> {
    let month = |week: u32| {
        let thursday = quarter.date(7 * week + 3);
        thursday.year() * 12 + thursday.month0() as i32
    };
    let last = month(WEEKS as u32 - 1);
    (0..WEEKS as u32).map(|week| (2 - (last - month(week))).max(0) as usize).collect()
}

/// The budget by month: its share of weeks, with a quarter of slack, so that a month may be fuller than another.
fn month_budgets(total: i64, period: &[usize]) -> Vec<i64> {
    let months = period.last().map_or(0, |last| last + 1);
    (0..months)
        .map(|month| {
            let weeks = period.iter().filter(|of| **of == month).count() as i64;
            total * weeks * 5 / (4 * WEEKS as i64)
        })
        .collect()
}
