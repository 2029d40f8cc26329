//! What can be wrong with a plan, one variant per rule, with the indices a page needs to point at it.
//!
//! Made by the files under `constraint/`; wording for the user is the page's task.

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // field names are those of `Problem`; `used` and `limit` carry the unit of the variant
pub enum Violation {
    /// The problem itself is malformed; `check_problem` says where.
    MalformedProblem,
    /// A touch or session points to something that does not exist.
    UnknownTouch { customer: usize, activity: usize, week: usize },
    /// The same touch twice.
    DoubleTouch { customer: usize, activity: usize, week: usize },
    /// The activity does not suit the customer.
    NotCandidate { customer: usize, activity: usize },
    /// A session of something that has none, outside its weeks, of negative number or of unknown activity.
    BadSession { activity: usize, week: usize, count: i64 },
    /// Attendees outside `limit_low..=limit_high` for the sessions held.
    SessionSize { activity: usize, week: usize, heads: i64, limit_low: i64, limit_high: i64 },
    /// More sessions in one week than allowed.
    WeekSessions { activity: usize, week: usize, used: i64, limit: i64 },
    /// More sessions in the quarter than allowed.
    QuarterSessions { activity: usize, used: i64, limit: i64 },
    /// One activity too often for one customer.
    Repeat { customer: usize, activity: usize, used: i64, limit: i64 },
    /// Two contacts too close (days).
    Gap { customer: usize, day: i64, other_day: i64, limit_days: i64 },
    /// Too many contacts in one month.
    MonthlyCap { customer: usize, period: usize, used: i64, limit: i64 },
    /// Money of one month.
    PeriodBudget { period: usize, used_yuan: i64, limit_yuan: i64 },
    /// Money of the quarter.
    TotalBudget { used_yuan: i64, limit_yuan: i64 },
    /// A manager's week.
    ManagerHours { manager: usize, week: usize, used_mins: i64, limit_mins: i64 },
    /// The crew's week.
    CrewHours { week: usize, used_mins: i64, limit_mins: i64 },
    /// A venue's week.
    VenueSlots { venue: usize, week: usize, used: i64, limit: i64 },
    /// The event is larger than the customer likes.
    Crowd { customer: usize, activity: usize, week: usize },
    /// A week the customer has blocked.
    BlockedWeek { customer: usize, activity: usize, week: usize },
    /// A week in which the activity does not take place.
    ClosedWeek { customer: usize, activity: usize, week: usize },
}
