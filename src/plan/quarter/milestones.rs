//! What is to be done for an event, and by when.

use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

use super::{Event, QuarterPlan};
use crate::calendar::OwnDays;
use crate::care::{Approach, ApproachKind, Format, Playbook, Venue};
use crate::order::Order;

/// Days before the event on which guests are reminded, and after it on which they are thanked (sample values).
const REMIND_DAYS: u64 = 2;
const THANK_DAYS: u64 = 1;

/// A thing to do for an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Step {
    Venue,
    Speaker,
    Invitations,
    Reminder,
    Event,
    Thanks,
}

/// A step with its day; never on a day on which nobody works, except the event itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What.
    pub step: Step,
    /// By when.
    pub date: NaiveDate,
}

/// The steps of an event, by date.
pub fn milestones(approach: &Approach, event: &Event, days: &OwnDays) -> Vec<Milestone> {
    let notice = approach.notice_days.max(0) as u64;
    let on = |step, date: NaiveDate| Milestone { step, date: work_day(days, date) };
    let mut steps = Vec::new();
    // An event always has a place: where it is none of the branch's, somebody else's is booked.
    if approach.venue != Venue::None || approach.format == Format::Group {
        steps.push(on(Step::Venue, event.notice_by));
    }
    let expert = matches!(approach.kind, ApproachKind::Resource | ApproachKind::Professional);
    if approach.speaker || expert {
        // A teacher, a doctor, an expert: to be asked as soon as there is a room.
        steps.push(on(Step::Speaker, event.notice_by + Days::new(2)));
    }
    // Invitations go out when half of the time to prepare is left; around a holiday both may fall back to the same day.
    let reminder = on(Step::Reminder, event.date - Days::new(REMIND_DAYS));
    let half = event.date - Days::new((notice / 2).max(REMIND_DAYS + 1));
    steps.push(on(Step::Invitations, half.min(reminder.date - Days::new(1))));
    steps.push(reminder);
    steps.push(Milestone { step: Step::Event, date: event.date });
    let thanks = event.date + Days::new(THANK_DAYS);
    let open = (0..15).map(|ahead| thanks + Days::new(ahead)).find(|day| days.is_work_day(*day));
    steps.push(Milestone { step: Step::Thanks, date: open.unwrap_or(thanks) });
    steps.order_by_key(|milestone| (milestone.date, milestone.step));
    steps
}

/// The day of the first step: what is to be prepared begins by then.
pub fn begin_by(approach: &Approach, event: &Event, days: &OwnDays) -> NaiveDate {
    milestones(approach, event, days).first().map_or(event.notice_by, |step| step.date)
}

/// What is to be done for events, by day: the step and the event's place in the plan's list.
pub type Preparations = BTreeMap<NaiveDate, Vec<(Step, usize)>>;

/// The steps of all events but the events themselves.
pub fn preparations(plan: &QuarterPlan, playbook: &Playbook) -> Preparations {
    let mut by_day = Preparations::new();
    for (at, event) in plan.events.iter().enumerate() {
        let Some(approach) = playbook.get(&event.approach) else { continue };
        let steps = milestones(approach, event, &plan.settings.days);
        for step in steps.into_iter().filter(|step| step.step != Step::Event) {
            by_day.entry(step.date).or_default().push((step.step, at));
        }
    }
    by_day
}

/// The day itself, or the last work day before it.
fn work_day(days: &OwnDays, date: NaiveDate) -> NaiveDate {
    (0..15).map(|back| date - Days::new(back)).find(|day| days.is_work_day(*day)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circles::CircleId;

    #[test]
    fn steps_come_in_order_on_work_days_and_around_holidays() {
        let playbook = Playbook::built_in();
        for approach in &playbook.approaches {
            for day in 0..91 {
                let date = NaiveDate::from_ymd_opt(2026, 9, 7).unwrap() + Days::new(day);
                let event = Event {
                    number: 1,
                    approach: approach.id.clone(),
                    circle: CircleId(1),
                    date,
                    sessions: 1,
                    attendees: Vec::new(),
                    cost_yuan: 0,
                    crew_mins: 0,
                    notice_by: date - Days::new(approach.notice_days.max(0) as u64),
                };
                let steps = milestones(approach, &event, &OwnDays::default());
                assert!(steps.is_sorted_by_key(|step| step.date));
                for step in &steps {
                    assert!(
                        step.step == Step::Event || OwnDays::default().is_work_day(step.date),
                        "{step:?}"
                    );
                }
                let of = |wanted| steps.iter().find(|step| step.step == wanted).map(|step| step.date);
                assert!(of(Step::Invitations) < of(Step::Reminder) && of(Step::Reminder) < of(Step::Event));
                assert!(of(Step::Event) < of(Step::Thanks));
                assert_eq!(
                    Some(begin_by(approach, &event, &OwnDays::default())),
                    steps.first().map(|step| step.date)
                );
            }
        }
    }
}
