//! Where a word stands for something else than its tag: a title, a workplace, a lawyer by trade, a child's hobby class.
//!
//! These follow part C of the annotation guideline; fixed strings belong into the lexicon as blocks instead.

use super::attribution;
use super::cue;
use super::matcher::{Hit, Note};

const HOBBIES: &[&str] = &[
    "书法", "画", "美术", "舞", "琴", "古筝", "围棋", "象棋", "球", "跆拳道", "游泳", "轮滑", "击剑", "马术", "乐高",
];

/// Whether the hit does not mean its tag here; `sells_online` says that the note also holds an online trade.
pub fn is_something_else(note: &Note, hit: &Hit, id: &str, sells_online: bool) -> bool {
    match id {
        "occ.retail" => sells_online && matches!(note.chars[hit.start], '卖' | '开') || is_workplace(note, hit),
        "occ.manufacture" => is_workplace(note, hit),
        "need.legal" => is_lawyer_by_trade(note, hit),
        "need.tutoring" => is_hobby_class(note, hit) || ends_in_title(note, hit),
        _ => id.starts_with("occ.") && attribution::is_title(note, hit.start, hit.end),
    }
}

/// 在电子厂当会计: the factory is where somebody works, not what somebody owns.
fn is_workplace(note: &Note, hit: &Hit) -> bool {
    ["当", "上班", "打工", "里当", "里打工", "里上班", "做会计", "做财务", "搞"].iter().any(|word| note.at(hit.end, word).is_some())
}

/// 律师 alone is a job; sought or asked for it is a need.
fn is_lawyer_by_trade(note: &Note, hit: &Hit) -> bool {
    let clause = note.clauses[hit.clause];
    let sought = note.cues_in(clause.start, clause.end, cue::WANT).next().is_some()
        || ["找", "请", "问", "缺", "靠谱"].iter().any(|word| note.has(clause.start, clause.end, word));
    note.at(hit.start, "律师") == Some(hit.end) && !sought
}

/// A child's own hobby class is nobody's tag; looking for one is a need.
fn is_hobby_class(note: &Note, hit: &Hit) -> bool {
    let class = matches!(note.chars[hit.end - 1], '班' | '课');
    let hobby = HOBBIES.iter().any(|word| note.has(hit.start, hit.end, word));
    let clause = note.clauses[hit.clause];
    let sought = note.cues_in(clause.start, clause.end, cue::WANT).next().is_some()
        || ["找", "报", "问", "哪"].iter().any(|word| note.has(clause.start, clause.end, word));
    class && hobby && !sought
}

/// 找李老师学的书法 names a person.
fn ends_in_title(note: &Note, hit: &Hit) -> bool {
    hit.end >= hit.start + 3 && attribution::is_title(note, hit.end - 2, hit.end)
}

#[cfg(test)]
mod tests {
    use crate::book::Vocabulary;
    use crate::notes::Tagger;

    #[test]
    fn a_lawyer_has_no_legal_need() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        assert!(tagger.mentions("律师,忙得见不着人").iter().all(|mention| mention.tag != "need.legal"));
        assert!(tagger.mentions("想找个律师").iter().any(|mention| mention.tag == "need.legal"));
    }
}
