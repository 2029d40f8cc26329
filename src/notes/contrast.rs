//! Comparison: of the thing that only serves as a measure nothing is noted (比起红酒更爱白酒, 红酒不如白酒).
//!
//! Contrast between clauses (但, 却, 只) needs no rule here: such words end the reach of a negation before them.

use super::matcher::Note;

const OPENERS: &[&str] = &["比起", "相比", "与其", "比"];
const CLOSERS: &[&str] = &["更", "宁", "不如", "还是", "强", "好"];

/// Whether the topic between `start` and `end` is only the measure of a comparison.
pub fn only_measure(note: &Note, from: usize, start: usize, end: usize, limit: usize) -> bool {
    let near = start.saturating_sub(3).max(from);
    let opened = OPENERS.iter().any(|open| {
        note.find(near, start, open)
            .is_some_and(|at| at + open.chars().count() + 1 >= start && !joined(note, at))
    });
    let opened = opened && CLOSERS.iter().any(|close| note.has(end, limit, close));
    opened || note.at(end, "不如").is_some()
}

/// 比 inside a word such as 比赛 or 对比 opens nothing.
fn joined(note: &Note, at: usize) -> bool {
    matches!(note.chars.get(at + 1), Some('赛' | '较' | '如'))
        || at > 0 && matches!(note.chars[at - 1], '对' | '攀')
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn the_measure_is_not_noted() {
        let read = Tagger::new(&Vocabulary::with(&[])).mentions("比起红酒更爱白酒");
        assert_eq!(read.iter().map(|mention| mention.tag.as_str()).collect::<Vec<_>>(), ["int.liquor"]);
    }
}
