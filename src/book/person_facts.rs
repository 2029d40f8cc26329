//! The facts of a person as one value: what a form shows and gives back.

use serde::{Deserialize, Serialize};

use super::Customer;

/// Everything about a person that is neither tag nor note nor history. It is a customer of whom only the facts are
/// filled in: a form of its own would be written and read by code of its own, in a page that is sent around.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonFacts(pub Customer);

impl PersonFacts {
    /// The facts of a person.
    pub fn of(customer: &Customer) -> Self {
        let mut facts = customer.clone();
        facts.tags.clear();
        facts.verdicts.clear();
        facts.notes.clear();
        facts.interactions.clear();
        facts.questions.clear();
        facts.overrides.clear();
        Self(facts)
    }

    /// Lays the facts on a person; number, tags, notes and history stay.
    pub fn lay_on(self, customer: &mut Customer) {
        let old = std::mem::take(customer);
        *customer = Customer {
            id: old.id,
            tags: old.tags,
            verdicts: old.verdicts,
            notes: old.notes,
            interactions: old.interactions,
            questions: old.questions,
            overrides: old.overrides,
            ..self.0
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{CustomerId, Evidence, Note, Polarity, TagMark};
    use crate::calendar::Birthday;
    use chrono::NaiveDate;

    #[test]
    fn facts_laid_on_again_change_nothing() {
        let note = Note { text: "爱喝茶".into(), written_on: NaiveDate::default() };
        let mark = TagMark {
            tag: "int.tea".into(),
            polarity: Polarity::Like,
            evidence: Evidence::Hand,
            noted_on: NaiveDate::default(),
            doubt: 0,
        };
        let person = Customer {
            id: CustomerId(7),
            code: "1".into(),
            name: "张三".into(),
            manager: "王芳".into(),
            birthday: Some(Birthday::solar(None, 3, 1)),
            groups: vec!["老年客户".into()],
            school_entry_years: vec![2027],
            no_profiling: true,
            notes: vec![note],
            tags: vec![mark],
            ..Customer::default()
        };
        let mut same = person.clone();
        PersonFacts::of(&person).lay_on(&mut same);
        assert_eq!(same, person);
        // A form that came from nobody empties the facts and leaves the rest.
        let mut emptied = person.clone();
        PersonFacts::default().lay_on(&mut emptied);
        let rest = Customer { id: person.id, tags: person.tags, notes: person.notes, ..Customer::default() };
        assert_eq!(emptied, rest);
    }
}
