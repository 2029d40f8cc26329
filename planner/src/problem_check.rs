//! Turns malformed data away before anything is computed from them.
//!
//! First step of every public function. After it, all indices are in range, all lists have the length of the
//! horizon and every product of the engine fits its integer type. Contradictory wishes are not malformed:
//! must-dos that exceed a budget pass and are listed by `must_do_conflicts`.

use super::problem::Problem;
use thiserror::Error;

/// Largest amount of money or minutes accepted for one entry.
const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Largest worth of one touch in points; up to here f32 counts exactly.
const MAX_GAIN: i64 = 1 << 24;
/// Longest horizon in weeks.
const MAX_WEEKS: usize = 53;

/// Why a problem cannot be planned.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProblemError {
    /// The horizon is empty, too long or has no month for a week.
    #[error("the horizon of {weeks} weeks does not fit its {periods} month entries")]
    Horizon {
        /// Weeks stated.
        weeks: usize,
        /// Entries of `period`.
        periods: usize,
    },
    /// A list does not have one entry per week or month.
    #[error("{what} {index} has {found} entries, {expected} expected")]
    Length {
        /// Which list.
        what: &'static str,
        /// Whose.
        index: usize,
        /// Its length.
        found: usize,
        /// The length it should have.
        expected: usize,
    },
    /// An entry points to something that does not exist.
    #[error("{what} of {index} points to {target}, which does not exist")]
    Index {
        /// Which entry.
        what: &'static str,
        /// Whose.
        index: usize,
        /// Where it points.
        target: i64,
    },
    /// A number is negative, too large or contradicts its partner.
    #[error("{what} of {index} is out of range: {value}")]
    Range {
        /// Which entry.
        what: &'static str,
        /// Whose.
        index: usize,
        /// Its value.
        value: i64,
    },
    /// An entry occurs twice.
    #[error("{what} of {index} lists {value} twice")]
    Twice {
        /// Which list.
        what: &'static str,
        /// Whose.
        index: usize,
        /// The value.
        value: usize,
    },
}

fn range(what: &'static str, index: usize, value: i64, low: i64, high: i64) -> Result<(), ProblemError> {
    if (low..=high).contains(&value) {
        Ok(())
    } else {
        Err(ProblemError::Range { what, index, value })
    }
}

fn length(what: &'static str, index: usize, found: usize, expected: usize) -> Result<(), ProblemError> {
    if found == expected {
        Ok(())
    } else {
        Err(ProblemError::Length { what, index, found, expected })
    }
}

fn target(what: &'static str, index: usize, target: usize, count: usize) -> Result<(), ProblemError> {
    if target < count {
        Ok(())
    } else {
        Err(ProblemError::Index { what, index, target: target as i64 })
    }
}

fn amounts(what: &'static str, index: usize, list: &[i64], expected: usize) -> Result<(), ProblemError> {
    length(what, index, list.len(), expected)?;
    list.iter().try_for_each(|&value| range(what, index, value, 0, MAX_AMOUNT))
}

/// Checks all data of a problem.
///
/// # Errors
/// The first entry found that is out of range, of the wrong length or points nowhere.
pub fn check(problem: &Problem) -> Result<(), ProblemError> {
    let weeks = problem.weeks;
    let steps = problem.period.windows(2).all(|pair| pair[1] == pair[0] || pair[1] == pair[0] + 1);
    if weeks == 0 || weeks > MAX_WEEKS || problem.period.len() != weeks || problem.period[0] != 0 || !steps {
        return Err(ProblemError::Horizon { weeks, periods: problem.period.len() });
    }
    amounts("monthly budget", 0, &problem.budget_period_yuan, problem.periods())?;
    range("budget", 0, problem.budget_total_yuan, 0, MAX_AMOUNT)?;
    amounts("crew minutes", 0, &problem.crew_mins, weeks)?;
    for (index, manager) in problem.managers.iter().enumerate() {
        amounts("minutes of manager", index, &manager.week_mins, weeks)?;
    }
    for (index, venue) in problem.venues.iter().enumerate() {
        amounts("slots of venue", index, &venue.slots, weeks)?;
    }
    for (index, &(free, points)) in problem.fatigue.iter().enumerate() {
        range("fatigue threshold", index, free, 0, 1_000)?;
        range("fatigue points", index, points, 0, 1_000_000)?;
    }
    let (numerator, denominator) = problem.repeat_decay;
    range("repeat decay", 0, denominator, 1, 1_000_000)?;
    range("repeat decay", 0, numerator, 0, denominator)?;
    range("cover points", 0, problem.cover_base, 0, MAX_GAIN)?;
    range("cover points per weight", 0, problem.cover_per_weight, 0, 1_000_000)?;
    check_activities(problem)?;
    check_customers(problem)
}

fn check_activities(problem: &Problem) -> Result<(), ProblemError> {
    for (index, activity) in problem.activities.iter().enumerate() {
        range(
            "fewest heads of activity",
            index,
            activity.min_heads,
            i64::from(activity.is_group()),
            100_000,
        )?;
        range("most heads of activity", index, activity.max_heads, activity.min_heads, 100_000)?;
        for (what, value) in [
            ("session money of activity", activity.session_yuan),
            ("head money of activity", activity.head_yuan),
            ("crew minutes of activity", activity.crew_mins),
            ("host minutes of activity", activity.host_mins),
            ("own minutes of activity", activity.own_mins),
        ] {
            range(what, index, value, 0, 1_000_000_000)?;
        }
        range("effect of activity", index, activity.effect, 0, 10_000)?;
        range("weekday of activity", index, activity.weekday, 0, 6)?;
        range("sessions a week of activity", index, activity.week_sessions, 0, 1_000)?;
        range("sessions a quarter of activity", index, activity.quarter_sessions, 0, 1_000)?;
        range("repeats of activity", index, activity.max_repeat, 1, 1_000)?;
        if let Some(host) = activity.host_manager {
            target("host of activity", index, host, problem.managers.len())?;
        }
        if let Some(venue) = activity.venue {
            target("venue of activity", index, venue, problem.venues.len())?;
        }
        let mut seen = vec![false; problem.weeks];
        for &week in &activity.weeks {
            target("week of activity", index, week, problem.weeks)?;
            if seen[week] {
                return Err(ProblemError::Twice { what: "weeks of activity", index, value: week });
            }
            seen[week] = true;
        }
    }
    Ok(())
}

fn check_customers(problem: &Problem) -> Result<(), ProblemError> {
    let mut seen_by = vec![usize::MAX; problem.activities.len()];
    for (index, customer) in problem.customers.iter().enumerate() {
        target("manager of customer", index, customer.manager, problem.managers.len())?;
        range("weight of customer", index, customer.weight, 0, 100_000)?;
        range("gap days of customer", index, customer.gap_days, 0, 1_000)?;
        range("monthly cap of customer", index, customer.month_cap, 0, 1_000)?;
        range("crowd of customer", index, customer.crowd_heads, 0, MAX_AMOUNT)?;
        range("cover points of customer", index, customer.cover_points(problem), 0, MAX_GAIN)?;
        range("fatigue of customer", index, problem.fatigue_points(customer.weight, 31), 0, 1 << 30)?;
        for &week in &customer.blocked_weeks {
            target("blocked week of customer", index, week, problem.weeks)?;
        }
        for must in &customer.must_dos {
            range("must-do day of customer", index, must.day, 0, 7 * problem.weeks as i64 - 1)?;
            range("must-do money of customer", index, must.cost_yuan, 0, 1_000_000_000)?;
            range("must-do minutes of customer", index, must.mins, 0, 1_000_000_000)?;
        }
        for &candidate in &customer.candidates {
            target("candidate of customer", index, candidate.activity, problem.activities.len())?;
            if seen_by[candidate.activity] == index {
                let what = "candidates of customer";
                return Err(ProblemError::Twice { what, index, value: candidate.activity });
            }
            seen_by[candidate.activity] = index;
            range("affinity of customer", index, candidate.affinity_pct, 0, 10_000)?;
            range("worth of a touch of customer", index, problem.gain(customer, candidate), 0, MAX_GAIN)?;
        }
    }
    Ok(())
}
