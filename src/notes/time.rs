//! Then and now: a habit or job that another of its kind has replaced is over; past alone says nothing about now.
//!
//! Leaves alone refusals in words (戒了, 不打了): those are read as attitude.

use super::cue;
use super::matcher::{Hit, Note};
use crate::book::Dimension;

/// Words that say that the new took the place of the old.
const REPLACED: &[&str] =
    &["改", "转行", "转做", "换成", "现在只", "如今只", "转投", "改行", "被裁", "下岗", "辞职后", "离职后"];

/// Whether a hit speaks of the past and a later one of its dimension about now. `is_live` tells which hits are liked.
pub fn is_replaced(
    note: &Note,
    hit: &Hit,
    dimension_of: &dyn Fn(u16) -> Dimension,
    id_of: &dyn Fn(u16) -> String,
    is_live: &dyn Fn(&Hit) -> bool,
) -> bool {
    let dimension = dimension_of(hit.tag);
    if !matches!(dimension, Dimension::Interest | Dimension::Product | Dimension::Occupation) {
        return false;
    }
    let clause = note.clauses[hit.clause];
    let past = note.cues_in(clause.start, clause.end, cue::PAST).any(|cue| cue.start <= hit.end);
    let still = ["还", "仍", "也"];
    note.hits.iter().filter(|later| later.start >= hit.end && later.tag != hit.tag && is_live(later)).any(
        |later| {
            let job = dimension == Dimension::Occupation;
            let timeless = job && matches!(id_of(later.tag).as_str(), "occ.retired" | "occ.homemaker");
            if dimension_of(later.tag) != dimension || timeless || id_of(hit.tag) == "occ.retired" {
                return false;
            }
            let there = note.clauses[later.clause];
            let from = there.start.max(hit.end);
            let now = note.cues_in(from, later.start, cue::NOW).any(|cue| {
                matches!(note.chars[cue.start], '现' | '如' | '目' | '今' | '改' | '后' | '而' | '眼' | '去')
            });
            let replaced = REPLACED.iter().any(|word| note.has(from, later.start, word));
            let kept = still.iter().any(|word| note.has(from, later.start, word));
            !kept && (past && (now || replaced) || replaced && later.clause != hit.clause)
        },
    )
}

/// 去年已经上了一年级, 已经买好了房: a stage or need that lies behind.
pub fn is_behind(note: &Note, hit: &Hit) -> bool {
    let clause = note.clauses[hit.clause];
    let from = hit.start.saturating_sub(6).max(clause.start);
    let already = ["已经", "已", "早就", "早已", "都已"].iter().any(|word| note.has(from, hit.start, word));
    let done = ["上了", "读了", "买了", "换了", "找了", "办了", "请了", "签了", "上完", "报了"]
        .iter()
        .any(|word| note.has(from, (hit.start + 2).min(clause.end), word));
    already && done
}

/// 周末要看店走不开: what fills the time so that the customer is not free then.
pub fn is_taken(note: &Note, from: usize, to: usize) -> Option<(usize, usize)> {
    let duties = [
        "走不开",
        "没空",
        "没时间",
        "上班",
        "值班",
        "加班",
        "看店",
        "出摊",
        "要陪",
        "要带",
        "要接",
        "抽不出",
        "最忙",
        "排满",
        "陪读",
        "约不了",
        "约不到",
        "要补课",
        "关机",
    ];
    let at = duties.iter().find_map(|word| Some((note.find(from, to, word)?, word.chars().count())));
    at.filter(|(start, _)| *start == from || !"不没无".contains(note.chars[*start - 1]))
        .map(|(start, len)| (start, start + len))
}

#[cfg(test)]
mod tests {
    use crate::book::{Polarity, Vocabulary};
    use crate::notes::Tagger;

    #[test]
    fn a_replaced_job_is_over_and_a_past_habit_alone_is_not() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        let read = tagger.mentions("以前开饭店,现在跑网约车");
        assert_eq!(read.iter().map(|m| m.polarity).collect::<Vec<_>>(), [Polarity::Avoid, Polarity::Like]);
        assert_eq!(tagger.mentions("年轻时爱写毛笔字")[0].polarity, Polarity::Like);
    }
}
