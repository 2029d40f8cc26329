//! What a change of the playbook would do, before it is kept.

use crate::book::{Book, CustomerId};
use crate::calendar::Quarter;
use crate::care::{fits, for_facts, Approach, Facts, Limits, Playbook, PlaybookChanges};

/// Recommendations of a person that count as "first choices".
const FIRST: usize = 4;

/// Whom an approach catches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caught {
    /// People whom it fits.
    pub fitting: usize,
    /// People whom it would fit, but who are to be spared it.
    pub spared: usize,
}

/// Counts whom an approach catches in a book.
pub fn caught(book: &Book, approach: &Approach, quarter: Quarter, limits: &Limits) -> Caught {
    let mut caught = Caught::default();
    for customer in &book.customers {
        match fits(&Facts::of(customer, quarter), approach, limits) {
            Some(Ok(_)) => caught.fitting += 1,
            Some(Err(_)) => caught.spared += 1,
            None => {}
        }
    }
    caught
}

/// What a change does to the first choices of all people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaybookEffect {
    /// People who get the approach among their first choices, and did not before.
    pub gain: Vec<CustomerId>,
    /// People who lose it.
    pub lose: Vec<CustomerId>,
    /// People whose first choices change in any way.
    pub touched: usize,
}

/// Compares the recommendations before and after an approach is kept as `changed`.
pub fn effect_of(
    book: &Book,
    changes: &PlaybookChanges,
    changed: &Approach,
    quarter: Quarter,
) -> PlaybookEffect {
    let mut after = changes.clone();
    after.keep(changed.clone());
    let (before, after) = (Playbook::with(changes), Playbook::with(&after));
    let mut effect = PlaybookEffect::default();
    for customer in &book.customers {
        let facts = Facts::of(customer, quarter);
        let first = |playbook: &Playbook| -> Vec<String> {
            let (found, _) = for_facts(&facts, playbook);
            found.into_iter().take(FIRST).map(|found| found.approach).collect()
        };
        let (old, new) = (first(&before), first(&after));
        match (old.contains(&changed.id), new.contains(&changed.id)) {
            (false, true) => effect.gain.push(customer.id),
            (true, false) => effect.lose.push(customer.id),
            _ => {}
        }
        effect.touched += usize::from(old != new);
    }
    effect
}
