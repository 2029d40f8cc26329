//! Homophone typos by pinyin: 官蛋 is read as 掼蛋 where no real word stands.
//!
//! Guards: same length and reading, at least one character kept, nothing else recognised at that place, and for two
//! characters an attitude or activity word right beside. Tones are ignored; Latin and longer phrases are left alone.

use pinyin::ToPinyin;

use super::cue;
use super::lexicon::{Kind, Lexicon};
use super::matcher::{Hit, Note};
use crate::book::Dimension;
use crate::order::Order;

struct Reading {
    key: u64,
    word: Vec<char>,
    tag: u16,
}

/// Words by their reading.
pub struct Typos {
    readings: Vec<Reading>,
    known: Vec<u64>,
}

/// The reading of one character as a number; 0 for what has none.
fn syllable(c: char) -> u64 {
    if !crate::script::is_han(c) {
        return 0;
    }
    let Some(reading) = c.to_pinyin() else { return 0 };
    reading.plain().bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte))
}

fn mix(syllables: &[u64]) -> u64 {
    syllables.iter().fold(0, |sum: u64, part| sum.wrapping_mul(0x0100_0000_01b3).wrapping_add(*part))
}

fn spelled(word: &[char]) -> u64 {
    word.iter().fold(1, |sum: u64, c| sum.wrapping_mul(0x0011_0003).wrapping_add(*c as u64))
}

impl Typos {
    /// Readings of the topics of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let (mut readings, mut known) = (Vec::new(), Vec::new());
        for (word, meaning) in &lexicon.surfaces {
            let chars: Vec<char> = word.chars().collect();
            if !(2..=4).contains(&chars.len()) {
                continue;
            }
            known.push(spelled(&chars));
            for (tag, kind) in &meaning.tags {
                let dimension = lexicon.dimensions.get(*tag as usize).copied();
                if !meaning.standard
                    || *kind != Kind::Topic
                    || !matches!(dimension, Some(Dimension::Interest | Dimension::Product))
                {
                    continue;
                }
                let syllables: Vec<u64> = chars.iter().map(|c| syllable(*c)).collect();
                if !syllables.contains(&0) {
                    readings.push(Reading { key: mix(&syllables), word: chars.clone(), tag: *tag });
                }
            }
        }
        readings.order_by(|a, b| (a.key, a.tag, &a.word).cmp(&(b.key, b.tag, &b.word)));
        known.order();
        Self { readings, known }
    }

    /// Hits read from typos, where the note has no hit yet.
    pub fn hits(&self, note: &Note) -> Vec<Hit> {
        let mut hits = Vec::new();
        let syllables: Vec<u64> = note.chars.iter().map(|c| syllable(*c)).collect();
        for (number, clause) in note.clauses.iter().enumerate() {
            let mut at = clause.start;
            while at < clause.end {
                let found =
                    [4, 3, 2].iter().find_map(|len| self.read(note, &syllables, number, at, at + len));
                at = found.map_or(at + 1, |hit| hit.end);
                hits.extend(found);
            }
        }
        hits
    }

    fn read(&self, note: &Note, syllables: &[u64], clause: usize, start: usize, end: usize) -> Option<Hit> {
        if end > note.clauses[clause].end || syllables[start..end].contains(&0) {
            return None;
        }
        let taken = |hit: &Hit| hit.start < end && start < hit.end;
        let blocked = note.blocks.iter().any(|(from, to)| *from < end && start < *to);
        if blocked || note.hits.iter().any(taken) {
            return None;
        }
        let key = mix(&syllables[start..end]);
        let from = self.readings.partition_point(|reading| reading.key < key);
        let written = &note.chars[start..end];
        let candidates = self.readings[from..].iter().take_while(|reading| reading.key == key);
        let reading = candidates.into_iter().find(|reading| {
            let kept = reading.word.iter().zip(written).filter(|(a, b)| a == b).count();
            reading.word.len() == end - start && kept >= 1 && kept < end - start
        })?;
        if self.known.binary_search(&spelled(written)).is_ok() || !guarded(note, start, end) {
            return None;
        }
        Some(Hit { start, end, tag: reading.tag, kind: Kind::Topic, clause })
    }
}

/// A two-character typo needs an attitude or activity word beside it that does not share its characters.
fn guarded(note: &Note, start: usize, end: usize) -> bool {
    let words = cue::LIKE | cue::WANT | cue::ACTIVITY | cue::DISLIKE | cue::NEG | cue::REFUSED;
    let refused =
        |cue: &cue::Cue| cue.start == end && cue.is(cue::REFUSED | cue::DISLIKE) && cue.end - cue.start > 1;
    let beside = note.cues.iter().any(|cue| cue.is(words) && cue.end == start || refused(cue));
    let inside = note.cues.iter().any(|cue| cue.end - cue.start > 1 && cue.start < end && start < cue.end);
    !inside && (end - start > 2 || beside)
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn a_homophone_is_read_and_a_real_word_is_not() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        assert_eq!(tagger.mentions("喜欢打官蛋")[0].tag, "int.guandan");
        assert!(tagger.mentions("喜欢几斤几两地算").is_empty());
    }
}
