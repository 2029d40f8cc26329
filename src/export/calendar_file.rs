//! The plan as an iCalendar file: events and must-dos as all-day entries with ids that stay from export to export; events
//! that were called off as cancelled ones, so that they leave the calendars they are already in.

use chrono::{Days, NaiveDate, TimeDelta};
use icalendar::{Alarm, Calendar, Component, Event as Entry, EventLike, EventStatus};
use std::collections::{BTreeMap, BTreeSet};

use super::{Parcel, RowKind};
use crate::order::Order;
use crate::plan::quarter::{milestones, Event, EventKey, Step};
use crate::text;

/// The text of the calendar: events with what is to be done for them, and must-dos. An id stays when a day changes, so
/// that taking the file in again moves an entry instead of doubling it.
pub fn calendar_file(parcel: &Parcel) -> String {
    let (lang, colon) = (parcel.lang, text::care_words(parcel.lang).colon);
    let stamp = parcel.now.and_utc();
    // A later export, if only by a second, has a larger number: the entry with the same id gives way to it.
    let sequence = u32::try_from(stamp.timestamp()).unwrap_or_default();
    let quarter = parcel.plan.quarter.start.format("%Y%m%d");
    let mut calendar = Calendar::new();
    let made_up = if parcel.branch.made_up { text::words(lang).sheet.made_up_note } else { "" };
    calendar.name(one_line(&format!("养客 {} {made_up}", parcel.branch.name)).trim());
    let mut add =
        |uid: String, date: NaiveDate, summary: String, description: &str, days_ahead: i64, is_off: bool| {
            let mut entry = Entry::new();
            let summary = one_line(&summary);
            // All-day entries begin at midnight: it reminds at nine in the morning.
            let mut alarm = Alarm::display(&summary, -TimeDelta::hours(24 * days_ahead - 9));
            alarm.uid(&format!("remind-{uid}")).timestamp(stamp);
            entry
                .uid(&uid)
                .timestamp(stamp)
                .sequence(sequence)
                .starts(date)
                .ends(date + Days::new(1))
                .summary(&summary);
            if !description.is_empty() {
                entry.description(&one_line(description));
            }
            if is_off {
                entry.status(EventStatus::Cancelled);
            } else {
                entry.alarm(alarm.done());
            }
            calendar.push(entry.done());
        };
    let wishes = &parcel.branch.wishes;
    let off: Vec<&EventKey> = wishes.cancelled.iter().filter(|key| !wishes.moved.contains(key)).collect();
    let weeks = weeks_by_kind(parcel, &off);
    let number_of = |approach: &str, circle: u32, week: usize| {
        let list = weeks.get(&(approach, circle));
        1 + list.and_then(|list| list.iter().position(|other| *other == week)).unwrap_or_default()
    };
    let mut held = BTreeSet::new();
    for event in &parcel.plan.events {
        let week = EventKey::of(event, parcel.plan.quarter).week;
        let number = number_of(&event.approach, event.circle.0, week);
        held.insert((event.approach.as_str(), event.circle.0, number));
        let uid = format!("{}-{}-{number}-{quarter}", event.approach, event.circle.0);
        let circle = parcel.branch.circles.get(event.circle);
        let who =
            circle.map(|circle| text::circle_name(lang, &parcel.vocabulary, circle)).unwrap_or_default();
        let why =
            circle.map(|circle| text::circle_rule(lang, &parcel.vocabulary, circle)).unwrap_or_default();
        let what = parcel.approach_name(&event.approach);
        let steps = parcel
            .playbook
            .get(&event.approach)
            .map(|found| milestones(found, event, &parcel.plan.settings.days));
        for step in steps.unwrap_or_default() {
            match step.step {
                Step::Event => {
                    let heads = text::counted(lang, event.attendees.len(), text::Counted::People);
                    let summary = format!("{what} {who} · {heads}");
                    add(format!("{uid}@yangke"), event.date, summary, &why, 1, false);
                }
                other => {
                    let summary = format!("{}{colon}{what} {who}", text::step(lang, other));
                    add(format!("{uid}-{}@yangke", step_id(other)), step.date, summary, "", 0, false);
                }
            }
        }
    }
    for key in off {
        let number = number_of(&key.approach, key.circle.0, key.week);
        if held.contains(&(key.approach.as_str(), key.circle.0, number)) {
            continue;
        }
        let uid = format!("{}-{}-{number}-{quarter}", key.approach, key.circle.0);
        let Some(approach) = parcel.playbook.get(&key.approach) else { continue };
        let date = parcel.plan.quarter.date(7 * key.week as u32 + approach.weekday as u32);
        let event = Event {
            number: 0,
            approach: key.approach.clone(),
            circle: key.circle,
            date,
            sessions: 0,
            attendees: Vec::new(),
            cost_yuan: 0,
            crew_mins: 0,
            notice_by: date - Days::new(approach.notice_days.max(0) as u64),
        };
        let what = parcel.approach_name(&key.approach);
        for step in milestones(approach, &event, &parcel.plan.settings.days) {
            let (id, summary) = match step.step {
                Step::Event => (format!("{uid}@yangke"), what.clone()),
                other => (
                    format!("{uid}-{}@yangke", step_id(other)),
                    format!("{}{colon}{what}", text::step(lang, other)),
                ),
            };
            add(id, step.date, summary, "", 0, true);
        }
    }
    for row in super::plan_rows(parcel).iter().filter(|row| row.kind == RowKind::MustDo) {
        let summary = format!("{} {}", row.what, row.who);
        let uid = format!("must-{}-{}@yangke", stable(row), row.date.format("%Y%m%d"));
        let about = [&row.manager, &row.code, &row.reason].map(String::as_str).join(" · ");
        add(uid, row.date, summary, &about, 0, false);
    }
    calendar.to_string()
}

/// Weeks of the events of one approach for one circle, held or called off, in order: the place in it is an event's number
/// among its kind, which it keeps when another is called off. What was moved is held elsewhere, and not called off.
fn weeks_by_kind<'a>(parcel: &'a Parcel, off: &[&'a EventKey]) -> BTreeMap<(&'a str, u32), Vec<usize>> {
    let mut weeks = BTreeMap::<(&str, u32), Vec<usize>>::new();
    for event in &parcel.plan.events {
        let week = EventKey::of(event, parcel.plan.quarter).week;
        weeks.entry((&event.approach, event.circle.0)).or_default().push(week);
    }
    for key in off {
        weeks.entry((&key.approach, key.circle.0)).or_default().push(key.week);
    }
    for list in weeks.values_mut() {
        list.order();
        list.dedup();
    }
    weeks
}

fn step_id(step: Step) -> &'static str {
    match step {
        Step::Venue => "venue",
        Step::Speaker => "speaker",
        Step::Invitations => "invitations",
        Step::Reminder => "reminder",
        Step::Event => "event",
        Step::Thanks => "thanks",
    }
}

/// A part of the id that stays: the customer number, or a hash of the name where there is none.
fn stable(row: &super::PlanRow) -> String {
    if !row.code.is_empty() && row.code.chars().all(|c| c.is_ascii_alphanumeric()) {
        return row.code.clone();
    }
    // FNV-1a, 64 bits: an id needs no secrecy, only steadiness.
    let hash = row.code.bytes().chain(row.who.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Line breaks and control characters become blanks: nobody can write a property of his own into the file.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !crate::script::is_invisible(*c) || c.is_control())
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
