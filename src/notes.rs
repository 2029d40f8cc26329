//! Notes to tags: what a client manager wrote about one customer, as tags with polarity and the words that prove them.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use serde::{Deserialize, Serialize};

use crate::book::{Polarity, Vocabulary};

/// A tag found in a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Id in the vocabulary.
    pub tag: String,
    /// Like or avoid.
    pub polarity: Polarity,
    /// First character of the words that prove it.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// Turns notes into tags; made once for a vocabulary.
pub struct Tagger {
    words: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    tags: Vec<String>,
}

impl Tagger {
    /// A tagger for a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut patterns = std::collections::BTreeMap::new();
        let tags: Vec<String> = vocabulary.tags().iter().map(|tag| tag.id.clone()).collect();
        for (idx, tag) in vocabulary.tags().iter().enumerate() {
            for word in &tag.synonyms {
                patterns.entry(word.clone()).or_insert(idx as u32);
            }
        }
        let words = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .ok();
        Self { words, tags }
    }

    /// The tags of a note, in the order of their words.
    pub fn mentions(&self, note: &str) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        for hit in self.words.iter().flat_map(|words| words.leftmost_find_iter(note)) {
            let tag = &self.tags[hit.value() as usize];
            if mentions.iter().any(|mention| mention.tag == *tag) {
                continue;
            }
            let at = |byte: usize| note[..byte].chars().count();
            mentions.push(Mention { tag: tag.clone(), polarity: Polarity::Like, start: at(hit.start()), end: at(hit.end()) });
        }
        mentions
    }
}
