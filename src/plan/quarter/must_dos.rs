//! The touches that a customer's own dates call for, each on a day of its own.

use chrono::{Days, NaiveDate};

use super::Ground;
use crate::calendar::OwnDays;
use crate::care::{self, Approach, Occasion, Recommendation};
use crate::order::Order;

/// Day, occasion and way of a touch that a date calls for.
pub(super) type Called = (NaiveDate, Occasion, Recommendation);

/// The touches that dates call for: at most one a day and customer, by an approach that nothing forbids.
pub(super) fn must_dos(ground: &Ground, facts: &care::Facts) -> Vec<Called> {
    let mut chosen: Vec<Called> = Vec::new();
    // What has its day comes first: the others find one beside it.
    let mut days: Vec<(&care::DueOccasion, NaiveDate)> = facts
        .due
        .iter()
        .filter(|due| !matches!(due.occasion, Occasion::School | Occasion::Holiday(_)))
        .map(|due| (due, usual_day(ground, due)))
        .filter(|(_, day)| ground.quarter.day_of(*day).is_some())
        .collect();
    // Two deposits that end together are one contact.
    days.order_by_key(|(due, day)| (can_be_before(due.occasion), due.occasion, *day));
    days.dedup_by_key(|(due, day)| (due.occasion, *day));
    for (due, usual) in days {
        let Some(day) = free_day(ground, due.occasion, usual, &chosen) else { continue };
        let of_occasion =
            ground.playbook.approaches.iter().filter(|approach| approach.occasions.contains(&due.occasion));
        let instead = of_occasion
            .clone()
            .flat_map(|approach| approach.instead.iter().filter_map(|id| ground.playbook.get(id)));
        // A quiet person's birthday is kept by parcel; for the others the usual way comes first.
        let mut ways: Vec<&Approach> = of_occasion.chain(instead).collect();
        ways.order_by_key(|approach| approach.for_quiet != facts.customer.is_quiet());
        let way =
            ways.into_iter().find_map(|approach| care::fits(facts, approach, &ground.playbook.limits)?.ok());
        if let Some(mut recommendation) = way {
            let reason = care::Reason::Due { occasion: due.occasion, date: due.date };
            if due.occasion != Occasion::Question && !recommendation.reasons.contains(&reason) {
                recommendation.reasons.insert(0, reason);
            }
            chosen.push((day, due.occasion, recommendation));
        }
    }
    chosen.order_by_key(|(day, ..)| *day);
    chosen
}

/// Whether a date may be kept before it comes: a deposit's end and a question may, a birthday may not.
fn can_be_before(occasion: Occasion) -> bool {
    matches!(occasion, Occasion::Maturity | Occasion::Question)
}

/// The day itself, or the last work day before it for what can be before; what is overdue, on the quarter's first day.
fn usual_day(ground: &Ground, due: &care::DueOccasion) -> NaiveDate {
    if can_be_before(due.occasion) {
        work_day_before(due.date, &ground.settings.days).max(ground.quarter.start)
    } else {
        due.date
    }
}

/// The usual day, or for what can be before, the next earlier work day on which nothing else of the customer is (later
/// ones at the quarter's start, where none is earlier).
fn free_day(ground: &Ground, occasion: Occasion, usual: NaiveDate, chosen: &[Called]) -> Option<NaiveDate> {
    let is_free = |day: &NaiveDate| !chosen.iter().any(|(taken, ..)| taken == day);
    if is_free(&usual) || !can_be_before(occasion) {
        return Some(usual).filter(is_free);
    }
    let start = ground.quarter.start;
    let earlier = (1..15).map(|back| usual - Days::new(back)).take_while(|day| *day >= start);
    let later = (1..15).map(|ahead| start + Days::new(ahead));
    let mut work_days = earlier.chain(later).filter(|day| ground.settings.days.is_work_day(*day));
    work_days.find(is_free)
}

/// The last work day up to a day: a holiday with its weekends is never longer than two weeks.
fn work_day_before(day: NaiveDate, own: &OwnDays) -> NaiveDate {
    (0..15).map(|back| day - Days::new(back)).find(|day| own.is_work_day(*day)).unwrap_or(day)
}
