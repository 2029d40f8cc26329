//! The plan as an iCalendar file: events and must-dos as all-day entries with ids that stay from export to export.

use chrono::{Days, NaiveDate, NaiveTime};
use icalendar::{Calendar, Component, Event as Entry, EventLike};

use super::{Parcel, RowKind};
use crate::text::words;

/// The text of the calendar.
pub fn calendar_file(parcel: &Parcel) -> String {
    let words = &words(parcel.lang).sheet;
    let stamp = parcel.today.and_time(NaiveTime::MIN).and_utc();
    let mut calendar = Calendar::new();
    calendar.name(&one_line(&format!("养客 {}", parcel.branch.name)));
    let mut add = |uid: String, date: NaiveDate, summary: String, description: String| {
        let mut entry = Entry::new();
        entry
            .uid(&uid)
            .timestamp(stamp)
            .starts(date)
            .ends(date + Days::new(1))
            .summary(&one_line(&summary))
            .description(&one_line(&description));
        calendar.push(entry.done());
    };
    for row in super::plan_rows(parcel) {
        let date = row.date.format("%Y%m%d");
        match row.kind {
            RowKind::Event => {
                let event = parcel.plan.events.iter().find(|event| event.number == row.number);
                let (approach, circle) =
                    event.map_or(("", 0), |event| (event.approach.as_str(), event.circle.0));
                let summary = format!("{} {} ({})", row.what, row.who, row.heads);
                add(format!("{approach}-{circle}-{date}@yangke"), row.date, summary, row.reason.clone());
                if let Some(event) = event {
                    let summary = format!("{}: {} {}", words.prepare_by, row.what, row.who);
                    add(
                        format!("{approach}-{circle}-{date}-prepare@yangke"),
                        event.notice_by,
                        summary,
                        String::new(),
                    );
                }
            }
            RowKind::MustDo => {
                let summary = format!("{} {}", row.what, row.who);
                add(format!("must-{}-{date}@yangke", stable(&row)), row.date, summary, row.reason.clone());
            }
            RowKind::Touch => {}
        }
    }
    calendar.to_string()
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
