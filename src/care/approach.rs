//! One approach: what is done, for whom it is and whom it must not reach, what it costs, what it brings. Data alone.
//!
//! All money and time are sample values until a branch sets its own.

use serde::{Deserialize, Serialize};

use crate::calendar::Festival;

/// What kind of care an approach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ApproachKind {
    Traditional,
    Modern,
    Quiet,
    Resource,
    Professional,
}

/// For one person or for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Format {
    Single,
    Group,
}

/// Where a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Venue {
    None,
    Hall,
    Room,
    Outdoor,
}

/// How a touch reaches the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Channel {
    Event,
    Visit,
    Call,
    Wechat,
    Courier,
    Online,
}

/// What an approach brings with it that somebody may want to avoid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Involves {
    Visit,
    Call,
    Pitch,
    Alcohol,
    Cards,
    Gift,
    Evening,
    Outdoor,
    Food,
    Stage,
}

/// A date or a state that makes an approach due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Occasion {
    Birthday,
    LunarBirthday,
    Maturity,
    School,
    /// A question of the customer that nobody has answered.
    Question,
    Holiday(Festival),
}

/// Staff minutes of an approach: of the event crew for a session, of the own manager for a single touch (sample values).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMins {
    /// Preparing.
    pub before: i64,
    /// The touch itself.
    pub during: i64,
    /// Thanks and notes.
    pub after: i64,
}

impl StaffMins {
    /// All together.
    pub fn total(self) -> i64 {
        self.before + self.during + self.after
    }
}

/// A role on stage, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Whom an approach must not reach: any of these suffices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Never {
    /// Tags that are liked or held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Traditional groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// The bank's tiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
}

impl Never {
    fn is_nobody(&self) -> bool {
        *self == Self::default()
    }
}

/// A rule to mind when an approach is carried out; `text` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Compliance {
    NoStakes,
    AfterHours,
    NoOfficials,
    OfferSubstitute,
    GiftLimit,
    NoDepositTie,
    Suitability,
    NoYieldPromise,
    MinorsData,
    BothConsent,
    HealthData,
    PhotoConsent,
    OutdoorSafety,
    Alcohol,
    FoodSafety,
    MessageCap,
}

/// How well the expected effect is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Belief {
    Low,
    Fair,
    High,
}

/// Name and one sentence in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Name of the approach.
    pub name: String,
    /// What is done, in a sentence.
    pub how: String,
    /// An invitation or greeting a customer can be sent; `{name}` is the form of address.
    pub text: String,
}

/// One approach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    /// Stable id.
    pub id: String,
    /// What kind of care it is.
    pub kind: ApproachKind,
    /// For one or for many.
    pub format: Format,
    /// Chinese words.
    pub zh: Words,
    /// English words.
    pub en: Words,
    /// Tags that make it fit; each one liked adds to the fit. With `groups` also empty: fits everybody a little.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Traditional groups that make it fit where no tag does: weaker than any tag.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Only for these tiers, in the bank's own words; empty: for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
    /// Dates that make it due.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occasions: Vec<Occasion>,
    /// Only in the week before a statutory holiday.
    #[serde(default, skip_serializing_if = "is_false")]
    pub before_holiday: bool,
    /// Season: months, 1 to 12, in which it makes sense; empty: all year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<u32>,
    /// Fits quiet people in particular.
    #[serde(default, skip_serializing_if = "is_false")]
    pub for_quiet: bool,
    /// Fits lively people in particular.
    #[serde(default, skip_serializing_if = "is_false")]
    pub for_lively: bool,
    /// Youngest age it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_age: Option<i32>,
    /// Oldest age it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<i32>,
    /// Whom it must not reach.
    #[serde(default, skip_serializing_if = "Never::is_nobody")]
    pub never: Never,
    /// What it brings that somebody may want to avoid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub involves: Vec<Involves>,
    /// Highest risk rating, 1 to 5, of the products that it speaks of; `None` when it speaks of none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_risk: Option<u8>,
    /// How it reaches the customer.
    pub channel: Channel,
    /// Where.
    pub venue: Venue,
    /// Usual day of the week, 0 = Monday.
    #[serde(default)]
    pub weekday: i64,
    /// Fewest heads of a session.
    #[serde(default)]
    pub min_heads: i64,
    /// Heads at which a session is at its best.
    #[serde(default)]
    pub best_heads: i64,
    /// Most heads of a session.
    #[serde(default)]
    pub max_heads: i64,
    /// Seats come in multiples of this (four to a 掼蛋 table).
    #[serde(default = "one")]
    pub seats: i64,
    /// Somebody has to be asked to teach, judge or speak.
    #[serde(default, skip_serializing_if = "is_false")]
    pub speaker: bool,
    /// Roles on stage, for people who like to shine.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Money a session (sample value).
    #[serde(default)]
    pub session_yuan: i64,
    /// Money a head (sample value).
    #[serde(default)]
    pub head_yuan: i64,
    /// Staff minutes: the crew's a session, or the own manager's a single touch (sample value).
    pub staff: StaffMins,
    /// Own manager's minutes for each guest of a session (sample value).
    #[serde(default)]
    pub guest_mins: i64,
    /// Days of notice it needs (sample value).
    #[serde(default)]
    pub notice_days: i64,
    /// Expected effect, 1 to 10 (sample value).
    pub effect: i64,
    /// How well that is known.
    pub belief: Belief,
    /// Approaches to offer instead where this one is not wanted, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<String>,
    /// Rules to mind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compliance: Vec<Compliance>,
    /// Where it comes from: `A1` to `A13` are the claims of the brief, `sample` is our own, `branch` the branch's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

impl Approach {
    /// Minutes of the event crew for one session.
    pub fn crew_mins(&self) -> i64 {
        match self.format {
            Format::Group => self.staff.total(),
            Format::Single => 0,
        }
    }

    /// Minutes of the own manager for one customer.
    pub fn own_mins(&self) -> i64 {
        match self.format {
            Format::Group => self.guest_mins,
            Format::Single => self.staff.total(),
        }
    }

    /// Whether people come together in groups there, not at tables.
    pub fn in_groups(&self) -> bool {
        matches!(self.venue, Venue::None | Venue::Outdoor)
    }

    /// What one touch is worth in money: its own cost and its share of a session at its best (sample values).
    pub fn worth_yuan(&self) -> i64 {
        match self.format {
            Format::Group => self.head_yuan + self.session_yuan / self.best_heads.max(1),
            Format::Single => self.head_yuan,
        }
    }
}

fn one() -> i64 {
    1
}

fn is_false(flag: &bool) -> bool {
    !*flag
}
