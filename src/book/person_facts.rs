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

    #[test]
    fn facts_laid_on_again_change_nothing() {
        let branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        for customer in &branch.book.customers {
            let mut same = (**customer).clone();
            PersonFacts::of(customer).lay_on(&mut same);
            assert_eq!(same, **customer);
        }
        // A form that came from nobody empties the facts and leaves the rest.
        let first = &branch.book.customers[1];
        let mut emptied = (**first).clone();
        PersonFacts::default().lay_on(&mut emptied);
        assert_eq!((emptied.id, &emptied.tags, &emptied.notes), (first.id, &first.tags, &first.notes));
        assert!(emptied.name.is_empty() && emptied.birthday.is_none() && emptied.manager.is_empty());
    }
}
