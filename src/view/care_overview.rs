//! What the care page shows: questions that wait, help that was matched, and the worth of care for quiet and lively people.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use crate::book::{Book, Customer, CustomerId, OpenQuestion};
use crate::branch::Branch;
use crate::care::matching::{Consent, Match};
use crate::care::Playbook;
use crate::order::Order;
use crate::plan::quarter::QuarterPlan;

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingQuestion {
    /// Who asked.
    pub customer: CustomerId,
    /// What.
    pub question: OpenQuestion,
    /// Its day has passed.
    pub overdue: bool,
}

/// All questions without an answer: the overdue ones first, then by due date.
pub fn waiting_questions(book: &Book, today: NaiveDate) -> Vec<WaitingQuestion> {
    let of = |customer: &Customer| {
        let (id, open) = (customer.id, customer.questions.iter().filter(|question| question.is_open()));
        open.map(|question| WaitingQuestion {
            customer: id,
            question: question.clone(),
            overdue: question.is_overdue(today),
        })
        .collect::<Vec<_>>()
    };
    let mut waiting: Vec<WaitingQuestion> = book.customers.iter().flat_map(|customer| of(customer)).collect();
    waiting.order_by_key(|waiting| (waiting.question.due, waiting.customer, waiting.question.number));
    waiting
}

/// The consent on record for a match.
pub fn consent_for(branch: &Branch, found: &Match) -> Consent {
    let known = branch.care.consents.iter().find(|consent| {
        (consent.seeker, &consent.need, consent.supplier) == (found.seeker, &found.need, found.supplier)
    });
    known.cloned().unwrap_or_else(|| Consent {
        seeker: found.seeker,
        need: found.need.clone(),
        supplier: found.supplier,
        seeker_agreed: None,
        supplier_agreed: None,
    })
}

/// What the plan does for people of one temperament.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CareWorth {
    /// People.
    pub heads: usize,
    /// Touches, seats at events included.
    pub touches: usize,
    /// Money for them, shares of sessions included.
    pub yuan: i64,
    /// Expected effect, in points of the playbook.
    pub effect: i64,
}

impl CareWorth {
    /// Effect a head, in hundredths of a point.
    pub fn effect_a_head(&self) -> i64 {
        100 * self.effect / (self.heads as i64).max(1)
    }

    /// Money a head, in yuan.
    pub fn yuan_a_head(&self) -> i64 {
        self.yuan / (self.heads as i64).max(1)
    }
}

/// Worth of care for quiet and for lively people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorthByTemperament {
    /// Quiet people.
    pub quiet: CareWorth,
    /// Lively people.
    pub lively: CareWorth,
}

impl WorthByTemperament {
    /// By how many per cent quiet people get less effect a head than lively ones; negative when they get more. `None` where
    /// one side has nobody, or the lively get nothing to compare with.
    pub fn gap_pct(&self) -> Option<i64> {
        let (quiet, lively) = (self.quiet.effect_a_head(), self.lively.effect_a_head());
        let comparable = self.quiet.heads > 0 && self.lively.heads > 0 && lively > 0;
        comparable.then(|| 100 * (lively - quiet) / lively)
    }
}

/// Compares what a plan does for quiet and for lively people.
pub fn worth_by_temperament(book: &Book, plan: &QuarterPlan, playbook: &Playbook) -> WorthByTemperament {
    let mut worth = WorthByTemperament::default();
    for customer in &book.customers {
        if let Some(side) = side(&mut worth, customer) {
            side.heads += 1;
        }
    }
    let effects: BTreeMap<&str, i64> =
        playbook.approaches.iter().map(|approach| (approach.id.as_str(), approach.effect)).collect();
    let effect = |approach: &str| effects.get(approach).copied().unwrap_or(0);
    let mut add = |id: CustomerId, approach: &str, yuan: i64| {
        if let Some(side) = book.get(id).and_then(|customer| side(&mut worth, customer)) {
            side.touches += 1;
            side.yuan += yuan;
            side.effect += effect(approach);
        }
    };
    for event in &plan.events {
        let share = event.cost_yuan / (event.attendees.len() as i64).max(1);
        for id in &event.attendees {
            add(*id, &event.approach, share);
        }
    }
    for touch in &plan.touches {
        add(touch.customer, &touch.approach, touch.cost_yuan);
    }
    worth
}

fn side<'a>(worth: &'a mut WorthByTemperament, customer: &Customer) -> Option<&'a mut CareWorth> {
    if customer.is_quiet() {
        Some(&mut worth.quiet)
    } else if customer.is_lively() {
        Some(&mut worth.lively)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overdue_come_first() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let mut book = Book::default();
        for due in [20, 5, 28] {
            let mut customer = Customer::default();
            customer.keep_question(OpenQuestion {
                number: 0,
                text: "提前赎回要不要手续费".into(),
                asked_on: day(1),
                owner: "刘洋".into(),
                due: day(due),
                answered: None,
            });
            book.add(customer);
        }
        let waiting = waiting_questions(&book, day(25));
        let dues: Vec<(NaiveDate, bool)> = waiting.iter().map(|w| (w.question.due, w.overdue)).collect();
        assert_eq!(dues, [(day(5), true), (day(20), true), (day(28), false)]);
    }
}
