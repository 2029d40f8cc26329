//! What to know before meeting somebody, on half a page: what was, what comes, one way to begin, what to avoid, what he
//! still waits for.

use chrono::{Datelike, Days, NaiveDate};

use crate::book::{Customer, Interaction, OpenQuestion};
use crate::calendar::Quarter;
use crate::care::{
    avoids_on, for_person, occasions, Avoid, DueOccasion, Format, Occasion, Playbook, Reason, Recommendation,
};
use crate::order::Order;
use crate::plan::quarter::QuarterPlan;

/// Contacts that are remembered, and those of the plan that are told.
const CONTACTS: usize = 3;

/// A contact that the plan has with somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedContact {
    /// Day.
    pub date: NaiveDate,
    /// Id of the approach.
    pub approach: String,
    /// Why; empty for the seats of events.
    pub reasons: Vec<Reason>,
}

/// The brief of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitBrief {
    /// The last contacts, the newest first.
    pub contacts: Vec<Interaction>,
    /// What the plan has with the person from today on, the next first.
    pub planned: Vec<PlannedContact>,
    /// The next date that is a natural occasion.
    pub next: Option<DueOccasion>,
    /// What suits best between the two alone, to begin with.
    pub opener: Option<Recommendation>,
    /// What to avoid and was not overridden, the gravest first; what one sentence of a note says stands together.
    pub avoids: Vec<(Vec<Avoid>, Option<String>)>,
    /// Questions without an answer, the most urgent first.
    pub questions: Vec<OpenQuestion>,
}

/// The brief for a meeting today.
pub fn visit_brief(
    customer: &Customer,
    playbook: &Playbook,
    plan: Option<&QuarterPlan>,
    today: NaiveDate,
) -> VisitBrief {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let weeks = Quarter { start: monday };
    let mut contacts = customer.interactions.clone();
    contacts.order_by(|a, b| b.date.cmp(&a.date));
    contacts.truncate(CONTACTS);
    let mut questions: Vec<OpenQuestion> =
        customer.questions.iter().filter(|question| question.is_open()).cloned().collect();
    questions.order_by_key(|question| question.due);
    let natural = |due: &DueOccasion| due.date >= today && due.occasion != Occasion::Question;
    let is_single = |found: &Recommendation| {
        playbook.get(&found.approach).is_some_and(|approach| approach.format == Format::Single)
    };
    let mut avoids: Vec<(Vec<Avoid>, Option<String>)> = Vec::new();
    for avoid in avoids_on(customer, today) {
        if avoid.overridden(customer).is_some() {
            continue;
        }
        match avoids.iter_mut().find(|(_, proof)| proof.is_some() && *proof == avoid.proof) {
            Some((kinds, _)) => kinds.push(avoid),
            None => {
                let proof = avoid.proof.clone();
                avoids.push((vec![avoid], proof));
            }
        }
    }
    VisitBrief {
        planned: plan.map_or_else(Vec::new, |plan| planned(customer, plan, today)),
        contacts,
        next: occasions(customer, weeks).into_iter().find(natural),
        opener: for_person(customer, playbook, weeks).0.into_iter().find(is_single),
        avoids,
        questions,
    }
}

/// The next contacts of a plan with somebody, events among them.
fn planned(customer: &Customer, plan: &QuarterPlan, today: NaiveDate) -> Vec<PlannedContact> {
    let touches = plan.touches.iter().filter(|touch| touch.customer == customer.id);
    let touches = touches.map(|touch| PlannedContact {
        date: touch.date,
        approach: touch.approach.clone(),
        reasons: touch.reasons.clone(),
    });
    let events = plan.events.iter().filter(|event| event.attendees.contains(&customer.id));
    let events = events.map(|event| PlannedContact {
        date: event.date,
        approach: event.approach.clone(),
        reasons: Vec::new(),
    });
    let mut all: Vec<_> = touches.chain(events).filter(|contact| contact.date >= today).collect();
    all.order_by_key(|contact| contact.date);
    all.truncate(CONTACTS);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Outcome;
    use crate::calendar::Birthday;

    #[test]
    fn a_brief_has_the_newest_contacts_the_next_occasion_and_the_most_urgent_question_first() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let contact = |date| Interaction {
            date,
            approach: "birthday_call".into(),
            outcome: Outcome::Pleased,
            remark: String::new(),
        };
        let question = |number, due, answered| OpenQuestion {
            number,
            text: String::new(),
            asked_on: day(11, 1),
            owner: String::new(),
            due,
            answered,
        };
        let customer = Customer {
            birthday: Some(Birthday::solar(None, 12, 3)),
            interactions: [day(3, 1), day(9, 9), day(6, 1), day(1, 1)].map(contact).to_vec(),
            questions: vec![
                question(1, day(12, 9), None),
                question(2, day(11, 30), None),
                question(3, day(11, 2), Some((day(11, 3), String::new()))),
            ],
            ..Customer::default()
        };
        let brief = visit_brief(&customer, &Playbook::built_in(), None, day(11, 26));
        let dates: Vec<NaiveDate> = brief.contacts.iter().map(|contact| contact.date).collect();
        assert_eq!(dates, [day(9, 9), day(6, 1), day(3, 1)]);
        assert_eq!(brief.next.map(|due| (due.occasion, due.date)), Some((Occasion::Birthday, day(12, 3))));
        assert_eq!(brief.questions.iter().map(|question| question.number).collect::<Vec<_>>(), [2, 1]);
        assert!(brief.opener.is_some_and(|opener| !opener.reasons.is_empty()));
        let after = visit_brief(&customer, &Playbook::built_in(), None, day(12, 4));
        assert_eq!(after.next, None, "the birthday is over");
    }
}
