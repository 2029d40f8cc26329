//! What is not known, only asked, or done by the bank: nothing is noted.
//!
//! A customer who asks (问有没有讲座, 打听怎么报税) has a need, so for needs and products an asking customer is exempt.

use super::cue;
use super::matcher::{Hit, Note};
use super::negation::is_word;
use crate::book::Dimension;

const SOFT: &[&str] =
    &["能不能", "有没有", "有无", "会不会", "要不要", "吗", "是不是", "要问问", "打听一下", "不了解"];
const OPEN: &[&str] = &[
    "没正面回答",
    "没明说",
    "没表态",
    "没回应",
    "含糊其辞",
    "支支吾吾",
    "顾左右而言他",
    "不清楚",
    "不知道",
    "不详",
    "不确定",
    "待问",
    "待确认",
    "待核实",
    "待了解",
    "没问",
    "还没问",
    "忘了问",
    "没来得及问",
    "没聊到",
    "还没聊到",
    "说不准",
    "不好说",
    "不太清楚",
    "待定",
    "待查",
    "没问到",
    "未知",
    "话头",
    "没接话",
    "没接茬",
];

/// Whether the clause of a hit, or the one after it, leaves the matter open.
pub fn is_open(note: &Note, hit: &Hit, dimension: Dimension) -> bool {
    let clause = note.clauses[hit.clause];
    let asks = ["问", "打听", "咨询", "想知道", "愁", "想找", "求", "托"]
        .iter()
        .any(|verb| note.has(clause.start, clause.end, verb))
        && !["问了", "问她", "问他", "问过他", "问过她", "待问", "没问", "再问", "回头问", "下次问"]
            .iter()
            .any(|verb| note.has(clause.start, clause.end, verb));
    let exempt = matches!(dimension, Dimension::Need | Dimension::Product);
    let here = note.cues_in(clause.start, clause.end, cue::UNKNOWN).any(|cue| {
        if exempt && asks && is_word(note, cue, SOFT) {
            return false;
        }
        let how =
            ["怎么", "咋", "如何", "哪", "找谁"].iter().any(|word| note.has(cue.end, cue.end + 4, word));
        !(how && dimension == Dimension::Need)
    });
    here || next_leaves_open(note, hit)
}

/// 问了下是否有留学打算,没正面回答: the next clause takes it back.
fn next_leaves_open(note: &Note, hit: &Hit) -> bool {
    let Some(next) = note.clauses.get(hit.clause + 1) else { return false };
    let own = note.hits.iter().any(|other| other.clause == hit.clause + 1);
    let open = |cue: &cue::Cue| is_word(note, cue, OPEN) && cue.start <= next.start + 3;
    !own && !next.fresh && note.cues_in(next.start, next.end, cue::UNKNOWN).any(open)
}

/// Whether the bank did or plans it (送了一盒茶叶, 建议用手机银行) and the customer's attitude is not told.
pub fn is_banks_own(note: &Note, hit: &Hit, dimension: Dimension) -> bool {
    if !matches!(dimension, Dimension::Interest | Dimension::Product | Dimension::Preference) {
        return false;
    }
    let clause = note.clauses[hit.clause];
    let told = note
        .cues_in(clause.start, clause.end, cue::LIKE | cue::DISLIKE | cue::REFUSED | cue::WANT | cue::NEG)
        .any(|cue| {
            !cue.is(cue::FAKE | cue::ACTIVITY) && cue.end - cue.start > 1
                || is_word(note, cue, &["爱", "别", "不"])
        });
    let done = note.cues_in(clause.start, hit.start, cue::BANK).next().is_some();
    done && !told
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn open_questions_give_nothing() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        for note in
            ["不知道喜不喜欢钓鱼", "有没有留学打算待问", "问了下是否有留学打算,没正面回答", "送了一盒茶叶"]
        {
            assert!(tagger.mentions(note).is_empty(), "{note}");
        }
    }
}
