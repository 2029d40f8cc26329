//! The closed classes: words that say how a note is meant, not what it is about.
//!
//! A surface may belong to several classes (停了 is a refusal and a habit given up), so a class is one bit.
//! What the classes do is decided by the files named for their phenomenon; here they only get their names.

use crate::order::Order;

/// A set of classes.
pub type Kinds = u64;

macro_rules! kinds {
    ($($name:ident = $bit:expr, $text:expr;)*) => {
        $(#[doc = $text] pub const $name: Kinds = 1 << $bit;)*
        /// The class of a name in `cues.tsv`.
        pub fn named(name: &str) -> Option<Kinds> {
            match name { $($text => Some($name),)* _ => None }
        }
    };
}

kinds! {
    LIKE = 0, "like";
    WANT = 1, "want";
    ACTIVITY = 2, "activity";
    DISLIKE = 3, "dislike";
    NEG = 4, "negation_before";
    REFUSED = 5, "negation_after";
    GIVEN_UP = 6, "given_up";
    SOLVED = 7, "solved";
    DOUBLE = 8, "double_negation_ok";
    FAKE = 9, "fake_negation";
    REACTION = 10, "reaction_negative";
    PREFERENCE = 11, "preference";
    PAST = 12, "past";
    NOW = 13, "now";
    OTHER = 14, "family_other";
    HOUSEHOLD = 15, "family_household";
    BACK = 16, "back_to_customer";
    JOINT = 17, "joint";
    ADDRESS = 18, "address";
    BAN = 19, "third_party_ban";
    UNKNOWN = 20, "unknown_question";
    CONTRAST = 21, "contrast";
    BANK = 22, "bank_action";
    NO_TIME = 23, "no_time";
    SPEECH = 24, "speech";
    FORBID = 25, "forbid";
    HEALTH = 26, "sensitive_health";
    RELIGION = 27, "sensitive_religion";
    CHILD = 28, "sensitive_child_name";
    WHEREABOUTS = 29, "sensitive_whereabouts";
}

/// Classes that speak about attitude; one word of them is read at each place, the longest.
pub const ATTITUDE: Kinds = LIKE
    | WANT
    | ACTIVITY
    | DISLIKE
    | NEG
    | REFUSED
    | GIVEN_UP
    | SOLVED
    | DOUBLE
    | FAKE
    | REACTION
    | PREFERENCE;
/// Classes that speak about persons.
pub const PERSON: Kinds = OTHER | HOUSEHOLD | BACK | JOINT | ADDRESS | BAN;
/// Classes that speak about time.
pub const TIME: Kinds = PAST | NOW;

/// Layers that are read on their own: a word of one never hides a word of another (她不 is a person, 不 a negation).
pub const LAYERS: &[Kinds] = &[ATTITUDE, PERSON, TIME, UNKNOWN, CONTRAST, BANK, NO_TIME, SPEECH, FORBID];

/// A word of a closed class in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Its classes within one layer.
    pub kinds: Kinds,
}

impl Cue {
    /// Whether the word is in one of these classes.
    pub fn is(&self, kinds: Kinds) -> bool {
        self.kinds & kinds != 0
    }
}

/// In every layer the leftmost, then longest word, so that 不太喜欢 is one word and not three.
pub fn resolve(found: &[Cue]) -> Vec<Cue> {
    let mut kept = Vec::new();
    for layer in LAYERS {
        let mut words: Vec<Cue> = found
            .iter()
            .filter(|cue| cue.is(*layer))
            .map(|cue| Cue { kinds: cue.kinds & layer, ..*cue })
            .collect();
        words.order_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
        let mut free = 0;
        for word in words {
            if word.start >= free {
                free = word.end;
                kept.push(word);
            }
        }
    }
    kept.order_by_key(|cue| (cue.start, cue.end, cue.kinds));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_of_a_layer_wins() {
        let cue = |start, end, kinds| Cue { start, end, kinds };
        let read = resolve(&[cue(0, 1, NEG), cue(0, 3, DISLIKE), cue(1, 3, LIKE), cue(0, 2, BACK)]);
        assert_eq!(read, vec![cue(0, 2, BACK), cue(0, 3, DISLIKE)]);
    }
}
