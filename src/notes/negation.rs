//! Attitude words before and after a topic in its clause.
//!
//! Before: the last word that governs the topic decides; a negation reaches only over a few characters that no
//! attitude word covers (不 almost none, 别 over a whole phrase). After: a refusal must close its clause, since
//! otherwise it has an object of its own (茶不错 / 茶不喝 / 喝茶不抽烟).

use super::cue::{self, Cue};
use super::matcher::Note;

/// What the words around a topic say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Nothing.
    Silent,
    /// Liked, wanted, affirmed.
    Like(Cue),
    /// Refused, disliked, given up.
    Avoid(Cue),
    /// Not to be noted: never tried, no time, not known.
    Untold,
}

/// Characters between two places that no attitude word covers.
pub fn uncovered(note: &Note, from: usize, to: usize) -> usize {
    let covered: usize = note
        .cues
        .iter()
        .filter(|cue| {
            cue.is(cue::LIKE | cue::WANT | cue::ACTIVITY | cue::PREFERENCE)
                && cue.start >= from
                && cue.end <= to
        })
        .filter(|cue| cue.is(cue::ATTITUDE))
        .map(|cue| cue.end - cue.start)
        .sum();
    to.saturating_sub(from).saturating_sub(covered + strangers(note, from, to))
}

/// Characters of words for us and for anybody (不喜欢我们登门): who does it says nothing about the attitude.
fn strangers(note: &Note, from: usize, to: usize) -> usize {
    let words = ["我们", "咱们", "你们", "人家", "别人", "外人", "有人", "银行"];
    words.iter().filter(|word| note.has(from, to, word)).map(|word| word.chars().count()).sum()
}

/// The first character of a cue.
pub fn head(note: &Note, cue: &Cue) -> char {
    note.chars.get(cue.start).copied().unwrap_or(' ')
}

/// Whether the cue is exactly one of these words.
pub fn is_word(note: &Note, cue: &Cue, words: &[&str]) -> bool {
    words.iter().any(|word| note.at(cue.start, word) == Some(cue.end))
}

/// Before its topic a refusal such as 别推 or 不买 negates like any other.
fn is_negation(note: &Note, cue: &Cue) -> bool {
    let refused =
        cue.is(cue::REFUSED) && matches!(head(note, cue), '别' | '勿' | '莫' | '甭' | '休' | '少' | '不');
    (cue.is(cue::NEG | cue::DISLIKE) || refused) && !cue.is(cue::LIKE | cue::WANT | cue::DOUBLE | cue::FAKE)
}

/// How far a negation reaches over characters that are not attitude words.
fn reach(note: &Note, cue: &Cue) -> usize {
    match (cue.end - cue.start, head(note, cue)) {
        (1, '别' | '勿' | '莫' | '甭') => 7,
        (1, '嫌' | '烦' | '怕' | '恨') => 4,
        (1, '不' | '少') => 2,
        (1, '没' | '未') => 3,
        (1, _) => 1,
        (_, '别' | '勿' | '请' | '切' | '千' | '最' | '尽') => 7,
        _ if is_word(note, cue, &["不让", "不许", "不准", "不要", "不会"]) => 6,
        _ => 5,
    }
}

/// What the words from `from` up to the topic at `to` say about it.
pub fn before(note: &Note, from: usize, to: usize) -> Stance {
    let mut stance = Stance::Silent;
    for cue in note.cues_in(from, to, cue::ATTITUDE | cue::CONTRAST) {
        if cue.is(cue::CONTRAST) {
            if matches!(stance, Stance::Avoid(last) if last.end <= cue.start)
                && !is_word(note, cue, &["比起", "不如"])
            {
                stance = Stance::Silent;
            }
        } else if cue.is(cue::DOUBLE) {
            stance = Stance::Like(*cue);
        } else if cue.is(cue::FAKE) {
            continue;
        } else if is_negation(note, cue) {
            stance = Stance::Avoid(*cue);
        } else if cue.is(cue::LIKE | cue::WANT) {
            let kept = matches!(stance, Stance::Avoid(last) if cue.start - last.end.min(cue.start) <= 2);
            if !kept {
                stance = Stance::Like(*cue);
            }
        }
    }
    let Stance::Avoid(cue) = stance else { return stance };
    // 怕贷款批不下来: who fears to miss it wants it.
    let window = (to + 8).min(note.chars.len());
    if head(note, &cue) == '怕'
        && ["批不", "不下来", "办不", "不到", "不上", "断"].iter().any(|miss| note.has(to, window, miss))
    {
        return Stance::Like(cue);
    }
    // 嫌贷款利率比隔壁高: a complaint about the price.
    let compared = ["比隔壁", "比别家", "比别人家", "比他行", "比人家", "比同业"];
    if head(note, &cue) == '嫌'
        && compared.iter().any(|word| note.has(to, (to + 8).min(note.chars.len()), word))
    {
        return Stance::Silent;
    }
    if uncovered(note, cue.end, to) > reach(note, &cue) {
        return Stance::Silent;
    }
    let again = cue.start > from && matches!(note.chars[cue.start - 1], '再' | '也' | '就');
    if !again && matches!(head(note, &cue), '没' | '未') && cue.is(cue::NEG) && !cue.is(cue::DISLIKE)
        || is_word(note, &cue, &["从没", "从来没", "几乎没", "基本没"])
    {
        return never_tried(note, cue, to);
    }
    stance
}

/// 没跳过 only says that it did not happen; 没有留学打算 refuses.
fn never_tried(note: &Note, cue: Cue, to: usize) -> Stance {
    let plans = ["打算", "想法", "意向", "意愿", "计划", "需求", "兴趣", "需要", "想"];
    let window = (to + 6).min(note.chars.len());
    let refused = plans.iter().any(|plan| note.has(cue.end, window, plan));
    if refused {
        Stance::Avoid(cue)
    } else {
        Stance::Untold
    }
}

/// What the words from the topic's end up to `to` say about it. `closed` words (关了, 卖了) count where `given_up` says so.
pub fn after(note: &Note, from: usize, to: usize, given_up: bool) -> Stance {
    let mut stance = no_interest(note, from, to);
    for cue in note.cues_in(from, to, cue::ATTITUDE | cue::CONTRAST) {
        if matches!(head(note, cue), '没' | '未')
            && cue.is(cue::NEG)
            && note.chars[to - 1] == '过'
            && to - cue.end <= 3
        {
            return Stance::Untold;
        }
        if cue.is(cue::CONTRAST) {
            // 黄金却从来不沾: right behind the topic the contrast is about the topic itself.
            let own = cue.start <= from && is_word(note, cue, &["却", "倒", "可"]);
            if !own
                && is_word(
                    note,
                    cue,
                    &["但", "但是", "却", "可是", "不过", "然而", "其实", "而是", "宁可", "宁愿"],
                )
            {
                break;
            }
            continue;
        }
        if cue.is(cue::DOUBLE) {
            stance = Stance::Like(*cue);
        } else if refuses(note, cue, from, to, given_up) {
            stance = Stance::Avoid(*cue);
        } else if cue.is(cue::LIKE) && !matches!(stance, Stance::Avoid(_)) {
            let single = cue.end - cue.start == 1;
            if !single || cue.start == from {
                stance = Stance::Like(*cue);
            }
        }
    }
    stance
}

/// 一点兴趣都没有: the interest and what denies it stand apart.
fn no_interest(note: &Note, from: usize, to: usize) -> Stance {
    let found = ["兴趣", "意向", "意愿", "好感", "想法", "念头", "心思"]
        .iter()
        .find_map(|word| note.find(from, to, word))
        .and_then(|at| {
            let denial = ["没", "无", "不"].iter().find_map(|word| note.find(from, to, word))?;
            Some((at.min(denial), at.max(denial) + 1))
        });
    found.map_or(Stance::Silent, |(start, end)| Stance::Avoid(Cue { start, end, kinds: cue::DISLIKE }))
}

/// Whether a cue after the topic refuses it.
fn refuses(note: &Note, cue: &Cue, from: usize, to: usize, given_up: bool) -> bool {
    if cue.is(cue::FAKE) && !cue.is(cue::REFUSED) || uncovered(note, from, cue.start) > 8 {
        return false;
    }
    let rest = to - cue.end;
    let last = note.chars.get(cue.end - 1).copied().unwrap_or(' ');
    let first = head(note, cue);
    if cue.is(cue::REFUSED) || given_up && cue.is(cue::GIVEN_UP) {
        if is_partial(note, cue) {
            return false;
        }
        return rest <= 2 || last == '了' || matches!(first, '就' | '别' | '勿' | '扭');
    }
    if cue.is(cue::REACTION) {
        let moved = cue.start > from && matches!(note.chars[cue.start - 1], '就' | '直' | '老' | '总' | '都');
        return cue.end - cue.start > 1 && (rest <= 2 || moved) || moved && rest <= 1;
    }
    if cue.is(cue::DISLIKE) && !cue.is(cue::LIKE) {
        return rest <= 1;
    }
    cue.is(cue::NEG) && !cue.is(cue::FAKE) && trailing_negation(note, cue, to)
}

/// 换了三台, 停了一条: one or some of the things, not the thing itself.
pub fn is_partial(note: &Note, cue: &Cue) -> bool {
    let counted = note.chars.get(cue.end).is_some_and(|c| "一两二三四五六七八九十几好".contains(*c));
    let measure =
        note.chars.get(cue.end + 1).is_some_and(|c| "台部家个条辆本把支张套只副双间桌".contains(*c));
    let share =
        ["一半", "大半", "一部分", "一些", "部分"].iter().any(|word| note.at(cue.end, word).is_some());
    note.chars.get(cue.end - 1) == Some(&'了') && (counted && measure || share)
}

/// 基金少推, 白酒别上, 麻将不打了: a short negated verb that closes the clause.
pub fn trailing_negation(note: &Note, cue: &Cue, to: usize) -> bool {
    let rest = to - cue.end;
    // 批不下来, 学不到: a result that fails, not a refusal.
    let fails = ["下来", "上去", "起来", "到", "上", "出", "完", "动", "成", "着", "住", "起", "过来"];
    if head(note, cue) == '不'
        && cue.end == cue.start + 1
        && fails.iter().any(|word| note.at(cue.end, word).is_some())
    {
        return false;
    }
    // 死活不装, 一律不许开: an emphatic negation with its verb.
    if cue.end - cue.start > 1 && note.chars[cue.end - 1] == '不' && (1..=2).contains(&rest) {
        return true;
    }
    let done = note.chars.get(to - 1) == Some(&'了');
    match head(note, cue) {
        '别' | '勿' | '莫' | '甭' | '少' => rest <= 3,
        '不' | '再' | '从' | '绝' | '坚' | '早' | '都' if done => (1..=4).contains(&rest),
        '不' | '再' | '从' | '绝' | '坚' => {
            let frequency = ["常", "太", "大", "怎么", "咋"].iter().find_map(|word| note.at(cue.end, word));
            let verb_at = frequency.unwrap_or(cue.end);
            to <= verb_at + 2
                && note
                    .cues_in(verb_at, to, cue::ACTIVITY | cue::WANT | cue::LIKE)
                    .any(|verb| verb.start == verb_at)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::book::{Polarity, Vocabulary};
    use crate::notes::Tagger;

    fn read(note: &str) -> Vec<(String, Polarity)> {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        tagger.mentions(note).into_iter().map(|mention| (mention.tag, mention.polarity)).collect()
    }

    #[test]
    fn words_before_and_after_refuse() {
        for note in ["从不打麻将", "别老推麻将", "麻将不感兴趣", "麻将就免了", "一提麻将就摇头"]
        {
            assert_eq!(read(note), [("int.mahjong".to_owned(), Polarity::Avoid)], "{note}");
        }
    }

    #[test]
    fn never_tried_is_no_refusal() {
        assert_eq!(read("没跳过广场舞"), []);
    }
}
