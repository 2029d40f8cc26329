//! Many words found in one pass over a text.
//!
//! A crate of its own because it is compiled for speed, as the planner is: it reads every note.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// Words by their number.
#[derive(Default)]
pub struct Surfaces {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Byte at which it begins.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The word's number.
    pub word: u32,
}

impl Surfaces {
    /// An automaton for words, numbered as they come. Nothing is found where there are none, or one comes twice.
    pub fn new(words: &[&str]) -> Self {
        let numbered = words.iter().zip(0..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build_with_values(numbered)
            .ok();
        Self { automaton }
    }

    /// As bytes, for [`Surfaces::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        self.automaton.as_ref().map(CharwiseDoubleArrayAhoCorasick::serialize).unwrap_or_default()
    }

    /// What [`Surfaces::to_bytes`] gave, checked again, in a small part of the time that making it takes.
    ///
    /// # Errors
    /// `None` where the bytes are no automaton.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (automaton, rest) = CharwiseDoubleArrayAhoCorasick::deserialize(bytes).ok()?;
        rest.is_empty().then_some(Self { automaton: Some(automaton) })
    }

    /// All words in a text, those inside others too: as they end, the longest first.
    pub fn find(&self, text: &str) -> Vec<Surface> {
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(text));
        found.map(|found| Surface { start: found.start(), end: found.end(), word: found.value() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Surface, Surfaces};

    #[test]
    fn words_are_told_as_they_end_the_longest_first() {
        let words = Surfaces::new(&["钓鱼", "爱钓鱼", "鱼竿"]);
        let found = words.find("他爱钓鱼，新鱼竿");
        let surface = |start, end, word| Surface { start, end, word };
        assert_eq!(found, [surface(3, 12, 1), surface(6, 12, 0), surface(18, 24, 2)]);
    }

    #[test]
    fn what_went_as_bytes_finds_the_same_and_broken_bytes_are_refused() {
        let words = Surfaces::new(&["钓鱼", "爱钓鱼", "鱼竿"]);
        let mut bytes = words.to_bytes();
        let text = "爱钓鱼的人买鱼竿";
        assert_eq!(Surfaces::from_bytes(&bytes).map(|again| again.find(text)), Some(words.find(text)));
        bytes.push(0);
        assert!(Surfaces::from_bytes(&bytes).is_none());
        assert!(Surfaces::from_bytes(&bytes[..20]).is_none());
    }

    #[test]
    fn without_words_nothing_is_found() {
        assert!(Surfaces::new(&[]).find("钓鱼").is_empty());
    }
}
