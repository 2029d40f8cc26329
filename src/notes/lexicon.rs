//! The tables of the lexicon, read into surfaces, and the branch's own tags added to them.
//!
//! Leaves alone what a surface means in a note: that is for the matcher and the rules.

use std::collections::BTreeMap;

use super::cue::{self, Kinds};
use crate::book::{Dimension, Vocabulary};

const TABLES: &[&str] = &[
    include_str!("lexicon/personality.tsv"),
    include_str!("lexicon/interest.tsv"),
    include_str!("lexicon/need.tsv"),
    include_str!("lexicon/occupation.tsv"),
    include_str!("lexicon/preference.tsv"),
    include_str!("lexicon/product.tsv"),
];
const CUES: &str = include_str!("lexicon/cues.tsv");

/// What a surface says about its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The thing itself.
    Topic,
    /// A phrase that asserts the tag.
    State,
    /// A phrase that asserts the tag as avoided.
    Deny,
    /// Ambiguous: needs an attitude beside it.
    Weak,
    /// First part of a two-part phrase; the number names the phrase.
    Head(u16),
    /// Second part of it.
    Tail(u16),
    /// A two-part phrase put together; it yields to a whole word of another job.
    Joined,
    /// A longer string in which the tag does not count.
    Block,
}

/// The tag of a block that holds for all tags.
pub const EVERY: u16 = u16::MAX;

/// What one surface stands for.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Tags with kinds.
    pub tags: Vec<(u16, Kind)>,
    /// Classes of cues.
    pub cues: Kinds,
    /// Whether the vocabulary itself lists it: a word that people know how to write.
    pub standard: bool,
}

/// All surfaces with what they stand for.
pub struct Lexicon {
    /// Ids of the tags, by number.
    pub tags: Vec<String>,
    /// Their dimensions.
    pub dimensions: Vec<Dimension>,
    /// Folded surface to meaning.
    pub surfaces: BTreeMap<String, Meaning>,
    /// Two-part phrases of sensitive content: head, tail, class.
    pub open_phrases: Vec<(String, String, Kinds)>,
    /// Two-part phrases so far.
    phrases: u16,
    /// Pieces of the tables that have been read.
    read: usize,
}

impl Lexicon {
    /// The shipped tables for the tags of this vocabulary, with the vocabulary's own words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self::begin(vocabulary);
        while !lexicon.go_on(vocabulary) {}
        lexicon
    }

    /// Without any words yet.
    pub fn begin(vocabulary: &Vocabulary) -> Self {
        Self {
            tags: vocabulary.tags().iter().map(|tag| tag.id.clone()).collect(),
            dimensions: vocabulary.tags().iter().map(|tag| tag.dimension).collect(),
            surfaces: BTreeMap::new(),
            open_phrases: Vec::new(),
            phrases: 0,
            read: 0,
        }
    }

    /// Reads the next table, and at last the vocabulary's own words and the cues; whether that was all.
    pub fn go_on(&mut self, vocabulary: &Vocabulary) -> bool {
        let Some(table) = TABLES.get(self.read) else {
            self.add_own_words(vocabulary);
            self.read_cues();
            return true;
        };
        self.read += 1;
        for line in table.lines() {
            self.read_line(line);
        }
        false
    }

    fn read_line(&mut self, line: &str) {
        let mut fields = line.split('\t');
        let (Some(id), Some(kind), Some(words)) = (fields.next(), fields.next(), fields.next()) else {
            return;
        };
        let tag = match self.tags.iter().position(|known| known == id) {
            Some(at) => at as u16,
            None if id == "*" => EVERY,
            None => return,
        };
        for word in words.split('|').map(str::trim).filter(|word| !word.is_empty()) {
            if let Some((head, tail)) = word.split_once('…') {
                match (head.is_empty(), tail.is_empty()) {
                    (true, false) => self.add(tail, tag, Kind::State),
                    (false, true) => self.add(head, tag, Kind::State),
                    _ => {
                        self.add(head, tag, Kind::Head(self.phrases));
                        self.add(tail, tag, Kind::Tail(self.phrases));
                        self.phrases += 1;
                    }
                }
                continue;
            }
            let kind = match kind {
                "topic" => Kind::Topic,
                "deny" => Kind::Deny,
                "weak" => Kind::Weak,
                "block" => Kind::Block,
                _ => Kind::State,
            };
            self.add(word, tag, kind);
        }
    }

    fn add(&mut self, word: &str, tag: u16, kind: Kind) {
        let meaning = self.surfaces.entry(fold(word)).or_default();
        if !meaning.tags.contains(&(tag, kind)) {
            meaning.tags.push((tag, kind));
        }
    }

    /// A colleague's own tag or synonym works at once; a word that the tables already know keeps its kind.
    fn add_own_words(&mut self, vocabulary: &Vocabulary) {
        for (at, tag) in vocabulary.tags().iter().enumerate() {
            let own = tag.id.starts_with("own.");
            let kind = match tag.dimension {
                Dimension::Interest | Dimension::Product => Kind::Topic,
                _ => Kind::State,
            };
            let name = own.then_some(&tag.zh).into_iter().chain(own.then_some(&tag.en));
            for word in tag.synonyms.iter().chain(name).filter(|word| !word.trim().is_empty()) {
                self.surfaces.entry(fold(word.trim())).or_default().standard = true;
                if own {
                    // The branch's own tag takes the word from the shipped one.
                    if let Some(meaning) = self.surfaces.get_mut(&fold(word.trim())) {
                        meaning.tags.retain(|(of, kind)| *kind == Kind::Block || *of >= at as u16);
                    }
                }
                let known = self.surfaces.get(&fold(word.trim()));
                let same = |(of, kind): &(u16, Kind)| {
                    *of == at as u16 && !matches!(kind, Kind::Head(_) | Kind::Tail(_) | Kind::Block)
                };
                if !known.is_some_and(|known| known.tags.iter().any(same)) {
                    self.add(word.trim(), at as u16, kind);
                }
            }
        }
    }

    fn read_cues(&mut self) {
        for line in CUES.lines() {
            let Some((name, words)) = line.split_once('\t') else { continue };
            let Some(kind) = cue::named(name) else { continue };
            for word in words.split('|').filter(|word| !word.is_empty()) {
                if let Some((head, tail)) = word.split_once('…') {
                    if kind & (cue::HEALTH | cue::RELIGION | cue::CHILD | cue::WHEREABOUTS) != 0 {
                        self.open_phrases.push((fold(head), fold(tail), kind));
                    }
                    continue;
                }
                // One character is a person only where it can hardly be anything else (仔 is also 仔细).
                let single = word.chars().count() == 1;
                if single && kind & cue::PERSON & !cue::ADDRESS != 0 && !"爸妈爹娘娃陪".contains(word) {
                    continue;
                }
                self.surfaces.entry(fold(word)).or_default().cues |= kind;
            }
        }
    }
}

/// Characters as they are compared: half width, small letters, one for one so that positions stay.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => fold_char(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => c,
    }
}

/// A whole text folded.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let lexicon = Lexicon::new(&Vocabulary::with(&[]));
        assert!(lexicon.surfaces.len() > 10_000, "{}", lexicon.surfaces.len());
        let guandan = lexicon.tags.iter().position(|tag| tag == "int.guandan").unwrap() as u16;
        assert_eq!(lexicon.surfaces["惯蛋"].tags, vec![(guandan, Kind::Topic)]);
        assert_eq!(fold("ＡＢｃ，茶"), "abc,茶");
    }

    #[test]
    fn every_line_of_the_cues_has_a_known_class() {
        for line in CUES.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.split_once('\t').and_then(|(name, _)| cue::named(name)).is_some(), "{line}");
        }
    }
}
