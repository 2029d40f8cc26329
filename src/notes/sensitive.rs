//! What should be reworded before a note is saved: illness, religion, a child's name, whereabouts.
//!
//! Only points at the words; what to write instead is for the page.

use serde::{Deserialize, Serialize};

use super::clause::is_mark;
use super::cue;
use super::lexicon::{fold_char, Lexicon};
use crate::book::Vocabulary;
use crate::order::Order;

/// What kind of sensitive content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SensitiveKind {
    /// An illness or treatment.
    Illness,
    /// Faith.
    Religion,
    /// A child by name or school.
    Child,
    /// When nobody is at home, where somebody lives or goes, or with whom.
    Whereabouts,
}

/// Sensitive words in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sensitive {
    /// What kind.
    pub kind: SensitiveKind,
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

const KINDS: &[(cue::Kinds, SensitiveKind)] = &[
    (cue::HEALTH, SensitiveKind::Illness),
    (cue::RELIGION, SensitiveKind::Religion),
    (cue::CHILD, SensitiveKind::Child),
    (cue::WHEREABOUTS, SensitiveKind::Whereabouts),
];

/// Words of the sensitive classes, made once.
pub struct SensitiveWords {
    words: Vec<(Vec<char>, SensitiveKind)>,
    phrases: Vec<(Vec<char>, Vec<char>, SensitiveKind)>,
}

impl SensitiveWords {
    /// From a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words: Vec<(Vec<char>, SensitiveKind)> = Vec::new();
        for (word, meaning) in &lexicon.surfaces {
            let kind = KINDS.iter().find(|(bit, _)| meaning.cues & bit != 0);
            words.extend(kind.map(|(_, kind)| (word.chars().collect(), *kind)));
        }
        words.order();
        let phrases = lexicon.open_phrases.iter().filter_map(|(head, tail, bit)| {
            let (_, kind) = KINDS.iter().find(|(known, _)| known == bit)?;
            Some((head.chars().collect(), tail.chars().collect(), *kind))
        });
        Self { words, phrases: phrases.collect() }
    }

    /// The sensitive words of a note, in order, without overlaps.
    pub fn find(&self, note: &str) -> Vec<Sensitive> {
        let chars: Vec<char> = note.chars().map(fold_char).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let word = self.words_at(&chars, at).max_by_key(|hit| hit.end);
            let phrase = self
                .phrases
                .iter()
                .filter_map(|phrase| phrase_at(&chars, at, phrase))
                .max_by_key(|hit| hit.end);
            let hit = word.into_iter().chain(phrase).max_by_key(|hit| hit.end);
            at = hit.map_or(at + 1, |hit| hit.end);
            found.extend(hit);
        }
        found
    }

    fn words_at<'a>(&'a self, chars: &'a [char], at: usize) -> impl Iterator<Item = Sensitive> + 'a {
        let first = chars[at];
        let from = self.words.partition_point(|(word, _)| word.first().is_some_and(|c| *c < first));
        let same = self.words[from..].iter().take_while(move |(word, _)| word.first() == Some(&first));
        same.filter(move |(word, _)| chars[at..].starts_with(word)).map(move |(word, kind)| Sensitive {
            kind: *kind,
            start: at,
            end: at + word.len(),
        })
    }
}

/// A two-part phrase; with an open end it takes up to four characters that are no mark.
fn phrase_at(chars: &[char], at: usize, phrase: &(Vec<char>, Vec<char>, SensitiveKind)) -> Option<Sensitive> {
    let (head, tail, kind) = phrase;
    if head.is_empty() || !chars[at..].starts_with(head) {
        return None;
    }
    let from = at + head.len();
    let gap = chars[from..].iter().take(4).take_while(|c| !is_mark(**c)).count();
    let end = if tail.is_empty() {
        (gap > 0).then_some(from + gap)?
    } else {
        let begin = (from..=from + gap).find(|begin| chars[*begin..].starts_with(tail))?;
        begin + tail.len()
    };
    Some(Sensitive { kind: *kind, start: at, end })
}

/// The sensitive words of one note; for many notes make `SensitiveWords` once.
pub fn sensitive(note: &str) -> Vec<Sensitive> {
    SensitiveWords::new(&Lexicon::new(&Vocabulary::with(&[]))).find(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illness_faith_child_and_whereabouts_are_flagged() {
        let kinds = |note: &str| sensitive(note).into_iter().map(|hit| hit.kind).collect::<Vec<_>>();
        assert_eq!(kinds("查出糖尿病,信佛"), [SensitiveKind::Illness, SensitiveKind::Religion]);
        assert_eq!(kinds("孙子叫小宝,一个人在家"), [SensitiveKind::Child, SensitiveKind::Whereabouts]);
        assert!(kinds("爱喝普洱").is_empty());
    }

    #[test]
    fn spans_are_characters() {
        assert_eq!(sensitive("他信佛"), [Sensitive { kind: SensitiveKind::Religion, start: 1, end: 3 }]);
    }
}
