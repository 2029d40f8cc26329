//! The problem a quarter's plan solves: customers, activities and the limits of a branch.
//!
//! Plain data with the names of the field and units in the names; serde reads and writes exactly the instance
//! files of the measuring stick, unknown fields are skipped. Nothing is computed here beyond small lookups;
//! whether the data make sense is `problem_check.rs`, what the engine derives from them is `model.rs`.

use serde::{Deserialize, Serialize};

/// Everything that is given before planning starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Name of the instance, copied into the plan.
    pub name: String,
    /// Number of weeks of the horizon.
    pub weeks: usize,
    /// Month (period) of every week, counted from 0 and never falling.
    pub period: Vec<usize>,
    /// Managers with their hours.
    pub managers: Vec<ManagerHours>,
    /// Customers; a customer's index is its number everywhere.
    pub customers: Vec<Customer>,
    /// Activities; an activity's index is its number everywhere.
    pub activities: Vec<Activity>,
    /// Venues with their slots.
    pub venues: Vec<Venue>,
    /// Event crew's minutes per week.
    #[serde(rename = "crew")]
    pub crew_mins: Vec<i64>,
    /// Money per month, must-dos included.
    #[serde(rename = "budget_period")]
    pub budget_period_yuan: Vec<i64>,
    /// Money of the whole quarter, must-dos included.
    #[serde(rename = "budget_total")]
    pub budget_total_yuan: i64,
    /// `(touches, points)`: every touch beyond `touches` costs `points` per unit of weight.
    pub fatigue: Vec<(i64, i64)>,
    /// `(numerator, denominator)`: what a repeat of the same activity is worth of a first one.
    pub repeat_decay: (i64, i64),
    /// Points for the first touch of a customer without must-dos.
    pub cover_base: i64,
    /// The same, per unit of weight.
    pub cover_per_weight: i64,
}

/// One customer manager's time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ManagerHours {
    /// Minutes per week; 0 on leave.
    #[serde(rename = "minutes")]
    pub week_mins: Vec<i64>,
}

/// A place that can hold a number of sessions a week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// Sessions per week.
    pub slots: Vec<i64>,
}

/// One customer with wishes and limits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Index of the own manager.
    pub manager: usize,
    /// How much this customer counts.
    pub weight: i64,
    /// Fewest days between two touches, must-dos included.
    #[serde(rename = "gap")]
    pub gap_days: i64,
    /// Most touches per month, must-dos included.
    #[serde(rename = "cap")]
    pub month_cap: i64,
    /// Largest event (by its `max_heads`) the customer is willing to attend.
    #[serde(rename = "crowd")]
    pub crowd_heads: i64,
    /// Weeks without any contact.
    #[serde(rename = "blocked")]
    pub blocked_weeks: Vec<usize>,
    /// Fixed dates such as birthdays.
    #[serde(rename = "must")]
    pub must_dos: Vec<MustDo>,
    /// Activities that suit, from the playbook.
    #[serde(rename = "cand")]
    pub candidates: Vec<Candidate>,
}

/// A fixed date with its cost; in JSON `[day, name, yuan, minutes]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "(i64, String, i64, i64)", into = "(i64, String, i64, i64)")]
pub struct MustDo {
    /// Day of the horizon, counted from 0.
    pub day: i64,
    /// What it is.
    pub name: String,
    /// Money it takes.
    pub cost_yuan: i64,
    /// Own manager's minutes it takes.
    pub mins: i64,
}

impl From<(i64, String, i64, i64)> for MustDo {
    fn from((day, name, cost_yuan, mins): (i64, String, i64, i64)) -> Self {
        MustDo { day, name, cost_yuan, mins }
    }
}

impl From<MustDo> for (i64, String, i64, i64) {
    fn from(must: MustDo) -> Self {
        (must.day, must.name, must.cost_yuan, must.mins)
    }
}

/// An activity that suits a customer; in JSON `[activity, affinity]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(usize, i64)", into = "(usize, i64)")]
pub struct Candidate {
    /// Index of the activity.
    pub activity: usize,
    /// How well it suits, per cent.
    pub affinity_pct: i64,
}

impl From<(usize, i64)> for Candidate {
    fn from((activity, affinity_pct): (usize, i64)) -> Self {
        Candidate { activity, affinity_pct }
    }
}

impl From<Candidate> for (usize, i64) {
    fn from(candidate: Candidate) -> Self {
        (candidate.activity, candidate.affinity_pct)
    }
}

/// Whether an activity is done with one customer or held for many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActivityKind {
    /// With one customer: a visit, a call, a parcel.
    #[default]
    Individual,
    /// A session with a least and a most number of attendees.
    Group,
}

/// Something that can be done with customers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// For messages.
    pub name: String,
    /// Individual or group.
    pub kind: ActivityKind,
    /// Fewest attendees of one session.
    #[serde(rename = "min")]
    pub min_heads: i64,
    /// Most attendees of one session.
    #[serde(rename = "max")]
    pub max_heads: i64,
    /// Money per session.
    #[serde(rename = "fixed")]
    pub session_yuan: i64,
    /// Money per attendee or touch.
    #[serde(rename = "head")]
    pub head_yuan: i64,
    /// Event crew's minutes per session.
    #[serde(rename = "crew")]
    pub crew_mins: i64,
    /// Manager who hosts every session.
    #[serde(rename = "host", with = "minus_one")]
    pub host_manager: Option<usize>,
    /// That manager's minutes per session.
    #[serde(rename = "host_min")]
    pub host_mins: i64,
    /// Minutes of the attendee's own manager (invitation or visit).
    #[serde(rename = "minutes")]
    pub own_mins: i64,
    /// Venue every session takes a slot of.
    #[serde(with = "minus_one")]
    pub venue: Option<usize>,
    /// Strength of the activity, 1 to 10.
    pub effect: i64,
    /// Day of the week, 0 to 6.
    pub weekday: i64,
    /// Weeks in which it may happen, ascending.
    pub weeks: Vec<usize>,
    /// Most sessions in one week.
    #[serde(rename = "smax")]
    pub week_sessions: i64,
    /// Most sessions in the quarter.
    #[serde(rename = "qmax")]
    pub quarter_sessions: i64,
    /// Most touches of one customer by this activity.
    #[serde(rename = "repeat")]
    pub max_repeat: i64,
}

impl Activity {
    /// True for sessions with attendees.
    pub fn is_group(&self) -> bool {
        self.kind == ActivityKind::Group
    }

    /// Day of the horizon when it happens in `week`.
    pub fn day(&self, week: usize) -> i64 {
        7 * week as i64 + self.weekday
    }
}

impl Customer {
    /// Points for reaching this customer at all; 0 when a must-do does that anyway.
    pub fn cover_points(&self, problem: &Problem) -> i64 {
        if self.must_dos.is_empty() {
            problem.cover_base + problem.cover_per_weight * self.weight
        } else {
            0
        }
    }

    /// Must-dos that fall into `period`.
    pub fn must_dos_in(&self, problem: &Problem, period: usize) -> i64 {
        self.must_dos.iter().filter(|must| problem.period_of_day(must.day) == Some(period)).count() as i64
    }
}

impl Problem {
    /// Number of months.
    pub fn periods(&self) -> usize {
        self.period.iter().max().map_or(0, |last| last + 1)
    }

    /// Month of a day of the horizon.
    pub fn period_of_day(&self, day: i64) -> Option<usize> {
        usize::try_from(day / 7).ok().and_then(|week| self.period.get(week).copied())
    }

    /// Points of a first touch: weight x affinity x effect.
    pub fn gain(&self, customer: &Customer, candidate: Candidate) -> i64 {
        customer.weight * candidate.affinity_pct * self.activities[candidate.activity].effect
    }

    /// What a repeat of a touch worth `gain` is worth.
    pub fn repeat_gain(&self, gain: i64) -> i64 {
        gain * self.repeat_decay.0 / self.repeat_decay.1
    }

    /// Points that `touches` contacts cost a customer of this weight.
    pub fn fatigue_points(&self, weight: i64, touches: i64) -> i64 {
        self.fatigue.iter().map(|&(free, points)| points * weight * (touches - free).max(0)).sum()
    }
}

/// `-1` in the files means none.
mod minus_one {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &Option<usize>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(value.map_or(-1, |index| index as i64))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
        Ok(usize::try_from(i64::deserialize(from)?).ok())
    }
}
