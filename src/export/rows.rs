//! The plan as rows, one for each event and each touch, by date: the common ground of all files.

use chrono::NaiveDate;

use super::Parcel;
use crate::book::{Customer, CustomerId};
use crate::order::Order;
use crate::text;

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum RowKind {
    Event,
    MustDo,
    Touch,
}

/// One line of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    /// Day.
    pub date: NaiveDate,
    /// Kind of line.
    pub kind: RowKind,
    /// Number of the event; 0 for touches.
    pub number: u32,
    /// Name of the approach.
    pub what: String,
    /// The circle's name, or the customer's.
    pub who: String,
    /// Customer number; empty for events.
    pub code: String,
    /// How many people.
    pub heads: usize,
    /// Money.
    pub cost_yuan: i64,
    /// Client manager; empty for events.
    pub manager: String,
    /// Why.
    pub reason: String,
}

/// All lines of the plan, by date.
pub fn plan_rows(parcel: &Parcel) -> Vec<PlanRow> {
    let lang = parcel.lang;
    let mut rows: Vec<PlanRow> = parcel
        .plan
        .events
        .iter()
        .map(|event| {
            let circle = parcel.branch.circles.get(event.circle);
            PlanRow {
                date: event.date,
                kind: RowKind::Event,
                number: event.number,
                what: parcel.approach_name(&event.approach),
                who: circle
                    .map(|circle| text::circle_name(lang, &parcel.vocabulary, circle))
                    .unwrap_or_default(),
                code: String::new(),
                heads: event.attendees.len(),
                cost_yuan: event.cost_yuan,
                manager: String::new(),
                reason: circle
                    .map(|circle| text::circle_rule(lang, &parcel.vocabulary, circle))
                    .unwrap_or_default(),
            }
        })
        .collect();
    for touch in &parcel.plan.touches {
        let Some(customer) = parcel.branch.book.get(touch.customer) else { continue };
        let reasons: Vec<String> =
            touch.reasons.iter().map(|reason| text::reason(lang, &parcel.vocabulary, reason)).collect();
        rows.push(PlanRow {
            date: touch.date,
            kind: if touch.occasion.is_some() { RowKind::MustDo } else { RowKind::Touch },
            number: 0,
            what: parcel.approach_name(&touch.approach),
            who: parcel.name(customer),
            code: customer.code.clone(),
            heads: 1,
            cost_yuan: touch.cost_yuan,
            manager: customer.manager.clone(),
            reason: reasons.join(if lang == text::Lang::Zh { "\u{ff1b}" } else { "; " }),
        });
    }
    rows.order_by(|a, b| (a.date, a.kind, a.number, &a.code).cmp(&(b.date, b.kind, b.number, &b.code)));
    rows
}

/// Everybody who is touched: the event's number or 0, the day, the approach's name and the customer; guests of events
/// first, then by date.
pub fn participant_rows<'a>(parcel: &'a Parcel) -> Vec<(u32, NaiveDate, String, &'a Customer)> {
    let customer = |id: &CustomerId| parcel.branch.book.get(*id);
    let events = parcel.plan.events.iter().flat_map(|event| {
        let of = move |found| (event.number, event.date, parcel.approach_name(&event.approach), found);
        event.attendees.iter().filter_map(customer).map(of)
    });
    let touches = parcel.plan.touches.iter().filter_map(|touch| {
        Some((0, touch.date, parcel.approach_name(&touch.approach), customer(&touch.customer)?))
    });
    let mut rows: Vec<_> = events.chain(touches).collect();
    rows.order_by_key(|row| (row.0 == 0, row.1, row.0, row.3.id));
    rows
}
