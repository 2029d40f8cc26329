//! How doubtful a reading is: what may have been read wrongly is shown first to somebody who reviews.
//!
//! A sum of small weights, not a probability: it only sorts.

use super::attribution::Owner;
use super::cue;
use super::lexicon::Kind;
use super::matcher::{Hit, Note};
use super::negation::Stance;
use crate::book::Dimension;

/// The doubt about a hit with its stance, 0 to 9.
pub fn of(note: &Note, hit: &Hit, dimension: Dimension, stance: &Stance, owner: Owner) -> u8 {
    let clause = note.clauses[hit.clause];
    let mut doubt = 0;
    // Plain presence of a thing: nobody said that it is liked.
    if *stance == Stance::Silent && matches!(hit.kind, Kind::Topic | Kind::Weak) {
        doubt += 1;
    }
    if let Stance::Like(cue) | Stance::Avoid(cue) = stance {
        // The word that decided stands in another clause, or far off.
        if cue.end <= clause.start || cue.start >= clause.end {
            doubt += 2;
        }
        if cue.is(cue::PAST | cue::FORBID) {
            doubt += 1;
        }
    }
    if matches!(stance, Stance::Avoid(_)) && hit.kind != Kind::Deny {
        doubt += 1;
    }
    // Others are spoken of: whose is it?
    let others = note.cues.iter().any(|cue| cue.is(cue::OTHER | cue::HOUSEHOLD));
    if others && dimension != Dimension::Need {
        doubt += 2;
    }
    if owner != Owner::Customer {
        doubt += 1;
    }
    if note.cues.iter().any(|cue| cue.is(cue::UNKNOWN)) {
        doubt += 2;
    }
    // A typo was read as a word.
    if hit.kind == Kind::Topic && hit.end - hit.start <= 1 {
        doubt += 1;
    }
    doubt.min(9)
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn what_is_said_plainly_is_less_doubtful_than_what_others_do() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        let doubt = |note: &str| tagger.mentions(note)[0].doubt;
        assert!(doubt("喜欢打掼蛋") < doubt("掼蛋"));
        assert!(doubt("掼蛋") < doubt("朋友都打麻将，她也爱打"));
    }
}
