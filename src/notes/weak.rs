//! Short or ambiguous surfaces (茶, 电话, 周末): they count only beside a liking, a habit or a ban.
//!
//! What is said in general (晚上, 网点) or done by the bank is left out; the polarity is decided elsewhere.

use super::cue;
use super::matcher::{Hit, Note};
use super::negation::uncovered;
use crate::book::Dimension;

/// Whether an attitude stands right beside a weak hit; `from` and `to` bound the words that may speak about it.
pub fn is_meant(note: &Note, hit: &Hit, dimension: Dimension, from: usize, to: usize) -> bool {
    let interest = dimension == Dimension::Interest;
    let before = note.cues_in(from, hit.start, cue::ATTITUDE).any(|cue| {
        let gap = hit.start - cue.end;
        let verb = interest && cue.is(cue::ACTIVITY) && gap == 0 && cue.end - cue.start == 1;
        let attitude = cue.is(cue::LIKE | cue::DISLIKE | cue::NEG | cue::DOUBLE) && !cue.is(cue::FAKE);
        let single = cue.end - cue.start == 1;
        let like_ok = !cue.is(cue::LIKE) || !single || gap <= 1;
        let ban = matches!(note.chars[cue.start], '别' | '勿');
        let near = uncovered(note, cue.end, hit.start) <= if ban { 4 } else { 1 };
        verb || attitude && like_ok && near || !interest && cue.is(cue::PREFERENCE) && gap <= 1
    });
    let after = note.cues_in(hit.end, to, cue::ATTITUDE).any(|cue| {
        let gap = uncovered(note, hit.end, cue.start);
        let single = cue.end - cue.start == 1;
        let attitude = cue.is(cue::LIKE | cue::DISLIKE | cue::REFUSED) && !cue.is(cue::FAKE);
        let ban = cue.is(cue::NEG) && matches!(note.chars[cue.start], '别' | '勿' | '少' | '免');
        let closes = !cue.is(cue::DISLIKE) || cue.is(cue::LIKE) || to - cue.end <= 1;
        attitude && closes && gap <= if single { 0 } else { 2 }
            || ban && gap <= 2
            || !interest && cue.is(cue::PREFERENCE) && gap <= 2 && !single
    });
    before || after
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn a_bare_channel_is_no_preference() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        assert!(tagger.mentions("上周电话联系过").is_empty());
        assert_eq!(tagger.mentions("电话少打").len(), 1);
    }
}
