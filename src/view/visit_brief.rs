//! What to know before meeting somebody, on half a page: what was, what comes, one way to begin, what to avoid, what he
//! still waits for.

use chrono::{Datelike, Days, NaiveDate};

use crate::book::{Customer, Interaction, OpenQuestion};
use crate::calendar::Quarter;
use crate::care::{avoids_on, for_person, occasions, Avoid, DueOccasion, Occasion, Playbook, Recommendation};
use crate::order::Order;

/// Contacts that are remembered.
const CONTACTS: usize = 3;

/// The brief of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitBrief {
    /// The last contacts, the newest first.
    pub contacts: Vec<Interaction>,
    /// The next date that is a natural occasion.
    pub next: Option<DueOccasion>,
    /// What suits best, to begin with.
    pub opener: Option<Recommendation>,
    /// What to avoid and was not overridden, the gravest first.
    pub avoids: Vec<Avoid>,
    /// Questions without an answer, the most urgent first.
    pub questions: Vec<OpenQuestion>,
}

/// The brief for a meeting today.
pub fn visit_brief(customer: &Customer, playbook: &Playbook, today: NaiveDate) -> VisitBrief {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let weeks = Quarter { start: monday };
    let mut contacts = customer.interactions.clone();
    contacts.order_by(|a, b| b.date.cmp(&a.date));
    contacts.truncate(CONTACTS);
    let mut questions: Vec<OpenQuestion> =
        customer.questions.iter().filter(|question| question.is_open()).cloned().collect();
    questions.order_by_key(|question| question.due);
    let natural = |due: &DueOccasion| due.date >= today && due.occasion != Occasion::Question;
    VisitBrief {
        contacts,
        next: occasions(customer, weeks).into_iter().find(natural),
        opener: for_person(customer, playbook, weeks).0.into_iter().next(),
        avoids: avoids_on(customer, today)
            .into_iter()
            .filter(|avoid| avoid.overridden(customer).is_none())
            .collect(),
        questions,
    }
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
        let brief = visit_brief(&customer, &Playbook::built_in(), day(11, 26));
        let dates: Vec<NaiveDate> = brief.contacts.iter().map(|contact| contact.date).collect();
        assert_eq!(dates, [day(9, 9), day(6, 1), day(3, 1)]);
        assert_eq!(brief.next.map(|due| (due.occasion, due.date)), Some((Occasion::Birthday, day(12, 3))));
        assert_eq!(brief.questions.iter().map(|question| question.number).collect::<Vec<_>>(), [2, 1]);
        assert!(brief.opener.is_some_and(|opener| !opener.reasons.is_empty()));
        let after = visit_brief(&customer, &Playbook::built_in(), day(12, 4));
        assert_eq!(after.next, None, "the birthday is over");
    }
}
