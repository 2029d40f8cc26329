//! How quick this machine is: the engines on a made-up branch, timed with the clock that the caller brings.
//!
//! What a bank asks before it hands out a page: does it run on our old machines? The same figures come out natively and
//! in the page's worker, so that they can be compared.

use serde::{Deserialize, Serialize};

use crate::book::Vocabulary;
use crate::calendar::Quarter;
use crate::care::{for_person, Playbook};
use crate::circles::{discover, CircleSet};
use crate::demo::{branch, DemoOptions};
use crate::notes::Tagger;
use crate::order::Order;

/// One engine's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Circles of everybody.
    Circles,
    /// Recommendations for everybody.
    Care,
    /// Tags of as many notes as there are people.
    Notes,
}

/// How long a work took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// What was done.
    pub work: Work,
    /// Milliseconds, the middle of three runs.
    pub ms: f64,
}

/// Times each work for `people` made-up customers; `clock_ms` gives milliseconds since any moment, `on_step` is told
/// after each run how many of how many are done.
pub fn measure(people: u32, clock_ms: &dyn Fn() -> f64, on_step: &mut dyn FnMut(u64, u64)) -> Vec<Timing> {
    let sample = branch(&DemoOptions { customers: people, ..DemoOptions::usual() });
    let (vocabulary, playbook) = (Vocabulary::with(&[]), Playbook::built_in());
    let quarter = Quarter::after(DemoOptions::usual().today);
    let tagger = Tagger::new(&vocabulary);
    let written: Vec<&str> = sample
        .book
        .customers
        .iter()
        .flat_map(|one| one.notes.iter().map(|note| note.text.as_str()))
        .collect();
    let notes: Vec<&str> = written.iter().copied().cycle().take(people as usize).collect();
    let works = [Work::Circles, Work::Care, Work::Notes];
    let mut done = 0;
    works
        .into_iter()
        .map(|work| {
            let mut runs: Vec<f64> = Vec::new();
            for _ in 0..RUNS {
                let begun = clock_ms();
                // The count keeps the work from being left out.
                let found: usize = match work {
                    Work::Circles => discover(&sample.book, &vocabulary, &CircleSet::default()).circles.len(),
                    Work::Care => {
                        let people = sample.book.customers.iter();
                        people.map(|one| for_person(one, &playbook, quarter).0.len()).sum()
                    }
                    Work::Notes => notes.iter().map(|note| tagger.mentions(note).len()).sum(),
                };
                runs.push(clock_ms() - begun + if found == usize::MAX { 1.0 } else { 0.0 });
                done += 1;
                on_step(done, (works.len() * RUNS) as u64);
            }
            Timing { work, ms: middle(runs) }
        })
        .collect()
}

/// Runs of each work.
const RUNS: usize = 3;

fn middle(mut runs: Vec<f64>) -> f64 {
    runs.order_by(f64::total_cmp);
    runs.get(RUNS / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn every_work_is_timed_by_the_callers_clock() {
        let now = Cell::new(0.0);
        let clock = || {
            now.set(now.get() + 5.0);
            now.get()
        };
        let mut steps = Vec::new();
        let timings = measure(80, &clock, &mut |done, all| steps.push((done, all)));
        assert_eq!(timings.iter().map(|timing| timing.ms).collect::<Vec<_>>(), [5.0; 3]);
        assert_eq!(steps.last(), Some(&(9, 9)));
    }
}
