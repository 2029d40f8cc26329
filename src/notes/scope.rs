//! Where a word stands for something else than its tag: a title, a workplace, a lawyer by trade, a child's hobby class.
//!
//! These follow part C of the annotation guideline; fixed strings belong into the lexicon as blocks instead.

use super::attribution;
use super::cue;
use super::matcher::{Hit, Note};

const HOBBIES: &[&str] = &[
    "书法",
    "画",
    "美术",
    "舞",
    "琴",
    "古筝",
    "围棋",
    "象棋",
    "球",
    "跆拳道",
    "游泳",
    "轮滑",
    "击剑",
    "马术",
    "乐高",
];

/// Whether the hit does not mean its tag here; the note also holds an online trade (`sells_online`) or a kitchen (`cooks`).
pub fn is_something_else(note: &Note, hit: &Hit, id: &str, sells_online: bool, cooks: bool) -> bool {
    if id.starts_with("occ.") && (is_sought(note, hit) || is_next_door(note, hit) || is_friends(note, hit))
        || id.starts_with("int.") && is_place(note, hit)
        || is_asked_for_another(note, hit)
    {
        return true;
    }
    match id {
        "occ.retail" => {
            let ware = matches!(note.chars[hit.start], '卖' | '开');
            sells_online && ware || cooks && is_any_shop(note, hit) || is_workplace(note, hit)
        }
        "occ.manufacture" => is_workplace(note, hit),
        "need.legal" => is_lawyer_by_trade(note, hit),
        _ if id.starts_with("int.") => is_childs_class(note, hit),
        "need.tutoring" => is_hobby_class(note, hit) || ends_in_title(note, hit),
        _ => id.starts_with("occ.") && attribution::is_title(note, hit.start, hit.end),
    }
}

/// 夫妻店,卖早餐: the shop is the kitchen.
fn is_any_shop(note: &Note, hit: &Hit) -> bool {
    ["夫妻店", "小店", "开店", "铺子", "档口", "开个店", "开了个店", "小门面", "摊位", "店老板", "开店的"]
        .iter()
        .any(|word| note.at(hit.start, word) == Some(hit.end))
}

/// 想招外贸业务员: a job that the customer wants to fill.
fn is_sought(note: &Note, hit: &Hit) -> bool {
    let from = hit.start.saturating_sub(6).max(note.clauses[hit.clause].start);
    ["招", "缺", "聘", "雇"].iter().any(|word| note.has(from, hit.start, word))
}

/// 做审计的朋友推荐来的: the trade of a friend.
fn is_friends(note: &Note, hit: &Hit) -> bool {
    let window = (hit.end + 4).min(note.chars.len());
    [
        "的朋友",
        "的同学",
        "的亲戚",
        "的邻居",
        "的熟人",
        "的老乡",
        "的战友",
        "的客户介绍",
        "朋友推荐",
        "朋友介绍",
    ]
    .iter()
    .any(|word| note.has(hit.end, window, word))
}

/// 换美元的事是替她哥问的: asked on behalf of somebody who is not of the household.
fn is_asked_for_another(note: &Note, hit: &Hit) -> bool {
    let clause = note.clauses[hit.clause];
    note.cues_in(hit.end, clause.end, cue::OTHER).any(|person| {
        let lead = person.start.checked_sub(1).and_then(|at| note.chars.get(at));
        lead.is_some_and(|c| matches!(c, '替' | '帮')) && note.has(person.end, clause.end, "问")
    })
}

/// 对面奶茶店介绍来的: somebody else's shop, where the clause begins with the place.
fn is_next_door(note: &Note, hit: &Hit) -> bool {
    let start = note.clauses[hit.clause].start;
    ["对面", "隔壁", "旁边"].iter().any(|word| note.at(start, word) == Some(hit.start))
}

/// 马拉松花园: the name of a place.
fn is_place(note: &Note, hit: &Hit) -> bool {
    [
        "馆门口",
        "馆旁",
        "馆碰",
        "馆对面",
        "馆隔壁",
        "摊边",
        "摊旁",
        "裤来",
        "服来",
        "花园",
        "小区",
        "大厦",
        "新村",
        "家园",
        "公寓",
        "街道",
        "大道",
        "广场对面",
        "商场",
    ]
    .iter()
    .any(|word| note.at(hit.end, word).is_some())
}

/// 在电子厂当会计: the factory is where somebody works, not what somebody owns.
fn is_workplace(note: &Note, hit: &Hit) -> bool {
    ["当", "上班", "打工", "里当", "里打工", "里上班", "做会计", "做财务", "搞"]
        .iter()
        .any(|word| note.at(hit.end, word).is_some())
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
    class && hobby && !(sought && has_child(note, hit))
}

/// The 书法 of 孙子的书法班.
fn is_childs_class(note: &Note, hit: &Hit) -> bool {
    let class = note.chars.get(hit.end).is_some_and(|c| matches!(c, '班' | '课'));
    class && has_child(note, hit)
}

/// Whether a member of the household is named in the clause or the one before it.
fn has_child(note: &Note, hit: &Hit) -> bool {
    let clause = note.clauses[hit.clause];
    let before =
        hit.clause.checked_sub(1).filter(|_| !clause.fresh).map_or(clause.start, |at| note.clauses[at].start);
    let kin = |cue: &cue::Cue| cue.is(cue::HOUSEHOLD) || cue.is(cue::JOINT) && cue.end - cue.start > 2;
    note.cues_in(before, clause.end, cue::PERSON).any(kin)
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
