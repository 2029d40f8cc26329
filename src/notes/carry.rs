//! A clause without a topic of its own that speaks about the topic before it: 保险,免谈; 朋友都炒股,就他不碰.
//!
//! Only words that need no object, or close their clause, are carried; 喜欢钓鱼,不抽烟 says nothing about fishing.

use super::cue::{self, Cue};
use super::matcher::Note;
use super::negation::{is_word, trailing_negation, uncovered, Stance};

/// Strong refusals that may stand after a longer reason (查出高血压后不碰了).
fn is_strong(note: &Note, cue: &Cue, to: usize) -> bool {
    let text: String = note.chars[cue.start..cue.end].iter().collect();
    note.chars.get(to - 1) == Some(&'了')
        || [
            "再也",
            "再没",
            "打死",
            "从不",
            "绝不",
            "免",
            "碰",
            "沾",
            "戒",
            "一概",
            "拒",
            "金盆",
            "改",
            "洗手",
            "没兴趣",
            "反感",
            "摇头",
            "摆手",
            "翻脸",
            "扭头",
            "拉黑",
            "犯困",
        ]
        .iter()
        .any(|word| text.contains(word))
}

/// What clause `number`, which has no topic, says about the topic before it.
pub fn refusal(note: &Note, number: usize, need: bool, job: bool) -> Stance {
    let clause = note.clauses[number];
    let (from, to) = (clause.start, clause.end);
    let mut stance = Stance::Silent;
    if ["别的", "其他", "其它", "其余", "催", "提醒", "记得"].iter().any(|other| note.has(from, to, other))
    {
        return stance;
    }
    for cue in note.cues_in(from, to, cue::ATTITUDE) {
        let rest = to - cue.end;
        let lead = lead(note, from, cue.start);
        let before = cue.start.checked_sub(1).and_then(|at| note.chars.get(at)).copied().unwrap_or(' ');
        if cue.start > from && (before == '的' || cue.is(cue::GIVEN_UP) && "别不没未".contains(before)) {
            continue;
        }
        // 喜欢徒步,中文一般: so-so has a subject of its own.
        if lead > 0 && is_word(note, cue, &["一般", "一般般", "马马虎虎", "不行", "不好", "外行"])
        {
            continue;
        }
        let strong = is_strong(note, cue, to);
        if lead > if strong { 9 } else { 4 } || cue.is(cue::FAKE) && !cue.is(cue::REFUSED) {
            continue;
        }
        if cue.is(cue::DOUBLE) {
            stance = Stance::Like(*cue);
            continue;
        }
        let solved = need && cue.is(cue::SOLVED) && !unsolved(note, cue);
        let closed = cue.is(cue::GIVEN_UP) && (!cue.is(cue::SOLVED) || need);
        let refused = cue.is(cue::REFUSED | cue::REACTION) || cue.is(cue::DISLIKE) && cue.end - cue.start > 1;
        let other = !job
            && !need
            && (refused && rest <= 1
                || is_again(note, cue, to)
                || cue.is(cue::NEG) && trailing_negation(note, cue, to));
        let loud = cue.end - cue.start > 1 || cue.is(cue::DISLIKE);
        let ended = !need && !job && cue.is(cue::NEG) && strong && trailing_negation(note, cue, to);
        let given_up = closed && rest <= 3 && loud && !need;
        if solved || given_up || ended || other && loud && (cue.end - cue.start > 1 || strong) {
            stance = Stance::Avoid(*cue);
        } else if cue.is(cue::WANT) && matches!(stance, Stance::Avoid(old) if cue.start > old.end) {
            stance = Stance::Like(*cue);
        }
    }
    stance
}

/// 不想再缴, 不肯再加: a refusal to go on.
fn is_again(note: &Note, cue: &Cue, to: usize) -> bool {
    cue.is(cue::NEG | cue::DISLIKE) && to - cue.end <= 3 && note.at(cue.end, "再").is_some()
}

/// 还没有着落, 没找到.
pub fn unsolved(note: &Note, cue: &Cue) -> bool {
    cue.start > 0 && matches!(note.chars[cue.start - 1], '没' | '未' | '难' | '不' | '想')
}

/// Characters before a cue that are neither time, person nor attitude.
fn lead(note: &Note, from: usize, to: usize) -> usize {
    let known: usize = note.cues_in(from, to, cue::PERSON | cue::TIME).map(|cue| cue.end - cue.start).sum();
    uncovered(note, from, to).saturating_sub(known)
}

/// What a clause says in which the customer answers to others' habits (就他不碰, 她嫌疼, 他也爱).
pub fn answer(note: &Note, number: usize) -> Stance {
    let clause = note.clauses[number];
    let mut stance = Stance::Silent;
    if let Some(cue) =
        note.cues_in(clause.start, clause.end, cue::FORBID).find(|cue| clause.end - cue.end <= 1)
    {
        return Stance::Avoid(*cue);
    }
    for cue in note.cues_in(clause.start, clause.end, cue::ATTITUDE) {
        if cue.is(cue::FAKE) || lead(note, clause.start, cue.start) > 3 {
            continue;
        }
        let object = clause.end - cue.end > 4;
        if (cue.is(cue::DISLIKE | cue::REFUSED)
            || cue.is(cue::NEG) && trailing_negation(note, cue, clause.end))
            && !object
        {
            return Stance::Avoid(*cue);
        }
        if cue.is(cue::LIKE) && note.has(clause.start, cue.start, "也") {
            stance = Stance::Like(*cue);
        }
    }
    stance
}

#[cfg(test)]
mod tests {
    use crate::book::{Polarity, Vocabulary};
    use crate::notes::Tagger;

    #[test]
    fn a_clause_without_topic_speaks_about_the_one_before() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        for note in ["密室逃脱玩过一次吓到了,再也不去", "朋友都玩剧本杀,就他不碰"] {
            let read = tagger.mentions(note);
            assert_eq!((read[0].tag.as_str(), read[0].polarity), ("int.jubensha", Polarity::Avoid), "{note}");
        }
        assert_eq!(tagger.mentions("喜欢钓鱼,不抽烟")[0].polarity, Polarity::Like);
    }
}
