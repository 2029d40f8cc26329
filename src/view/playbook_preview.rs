//! What a change of the playbook would do, before it is kept: counted in portions, so that the page stays awake.

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
    /// People who were looked at.
    pub seen: usize,
}

impl Caught {
    /// Looks at the next `people` of a book; true when all were.
    pub fn count(
        &mut self,
        book: &Book,
        approach: &Approach,
        quarter: Quarter,
        limits: &Limits,
        people: usize,
    ) -> bool {
        for customer in book.customers.iter().skip(self.seen).take(people) {
            match fits(&Facts::of(customer, quarter), approach, limits) {
                Some(Ok(_)) => self.fitting += 1,
                Some(Err(_)) => self.spared += 1,
                None => {}
            }
        }
        self.seen = (self.seen + people).min(book.customers.len());
        self.seen == book.customers.len()
    }
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

/// The recommendations before and after an approach is kept as changed.
pub struct Comparison {
    before: Playbook,
    after: Playbook,
    changed: String,
    seen: usize,
    effect: PlaybookEffect,
}

impl Comparison {
    /// Nobody was looked at yet.
    pub fn new(changes: &PlaybookChanges, changed: &Approach) -> Self {
        let mut after = changes.clone();
        after.keep(changed.clone());
        Self {
            before: Playbook::with(changes),
            after: Playbook::with(&after),
            changed: changed.id.clone(),
            seen: 0,
            effect: PlaybookEffect::default(),
        }
    }

    /// Looks at the next `people` of a book; the effect when all were looked at.
    pub fn compare(&mut self, book: &Book, quarter: Quarter, people: usize) -> Option<PlaybookEffect> {
        for customer in book.customers.iter().skip(self.seen).take(people) {
            let facts = Facts::of(customer, quarter);
            let first = |playbook: &Playbook| -> Vec<String> {
                let (found, _) = for_facts(&facts, playbook);
                found.into_iter().take(FIRST).map(|found| found.approach).collect()
            };
            let (old, new) = (first(&self.before), first(&self.after));
            match (old.contains(&self.changed), new.contains(&self.changed)) {
                (false, true) => self.effect.gain.push(customer.id),
                (true, false) => self.effect.lose.push(customer.id),
                _ => {}
            }
            self.effect.touched += usize::from(old != new);
        }
        self.seen += people;
        (self.seen >= book.customers.len()).then(|| self.effect.clone())
    }
}
