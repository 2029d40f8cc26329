//! Decides each hit: noted or not, liked or avoided, and by which words.
//!
//! The phenomena live in their own files; here they are asked in order. Topics that are merely listed (麻将、扑克)
//! share one attitude; the words between two topics belong to the nearer one.

use super::cue;
use super::lexicon::Kind;
use super::matcher::{Hit, Note};
use super::negation::{self, is_word, Stance};
use super::{carry, contrast, double, time, weak};
use crate::book::Dimension;

/// Topics that share one attitude, with the words that may speak about them.
#[derive(Clone, Debug)]
pub struct Group {
    /// Numbers of the hits.
    pub hits: Vec<usize>,
    /// First character of the topics.
    pub start: usize,
    /// One past their last.
    pub end: usize,
    /// First character of the words before that may speak about them.
    pub from: usize,
    /// One past the last character of the words after.
    pub to: usize,
}

/// The groups of a note, clause by clause.
///
/// `is_loss` tells the tag whose phrases (亏怕了) also speak about the product before them.
pub fn groups(
    note: &Note,
    dimension_of: &dyn Fn(u16) -> Dimension,
    is_loss: &dyn Fn(u16) -> bool,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, clause) in note.clauses.iter().enumerate() {
        let first = groups.len();
        for (at, hit) in note.hits.iter().enumerate().filter(|(_, hit)| hit.clause == number) {
            if let Some(last) = groups[first..].last_mut() {
                let kin = !is_loss(hit.tag)
                    && last.hits.iter().all(|i| kin(dimension_of(note.hits[*i].tag), dimension_of(hit.tag)));
                if hit.start < last.end || kin && is_list(note, last.end, hit.start) {
                    last.hits.push(at);
                    last.end = last.end.max(hit.end);
                    continue;
                }
            }
            groups.push(Group {
                hits: vec![at],
                start: hit.start,
                end: hit.end,
                from: clause.start,
                to: clause.end,
            });
        }
        for next in first + 1..groups.len() {
            let border = border(note, groups[next - 1].end, groups[next].start);
            let loss = groups[next].hits.iter().all(|at| is_loss(note.hits[*at].tag));
            groups[next - 1].to = if loss { groups[next].end } else { border };
            groups[next].from = border;
        }
    }
    groups
}

fn kin(a: Dimension, b: Dimension) -> bool {
    let things = |d| matches!(d, Dimension::Interest | Dimension::Product);
    a == b || things(a) && things(b)
}

fn is_list(note: &Note, from: usize, to: usize) -> bool {
    to <= from + 2 && note.chars[from..to].iter().all(|c| "、和跟与及或以还有也都加兼".contains(*c))
}

/// Where the words after one topic end and the words before the next begin.
fn border(note: &Note, from: usize, to: usize) -> usize {
    let words: Vec<cue::Cue> = note
        .cues_in(from, to, cue::ATTITUDE | cue::CONTRAST)
        .filter(|cue| !cue.is(cue::FAKE))
        .copied()
        .collect();
    let mut border = to;
    for word in words.iter().rev() {
        let refusal = word.is(cue::REFUSED | cue::REACTION) && !word.is(cue::CONTRAST);
        let own = refusal && word.start <= from + 1 && border > word.end.max(from) && border < to;
        if own || border.saturating_sub(word.end) > 3 {
            break;
        }
        border = word.start;
    }
    border.clamp(from, to)
}

/// What the words of its clause say about a hit.
pub fn stance(note: &Note, group: &Group, hit: &Hit, dimension: Dimension, id: &str) -> Stance {
    let clause = note.clauses[hit.clause];
    if hit.kind == Kind::Deny {
        return Stance::Avoid(cue::Cue { start: hit.start, end: hit.end, kinds: cue::NEG });
    }
    if hit.kind == Kind::Weak && !weak::is_meant(note, hit, dimension, group.from, group.to) {
        return Stance::Untold;
    }
    if contrast::only_measure(note, clause.start, group.start, group.end, clause.end) {
        return Stance::Untold;
    }
    let next = note.clauses.get(hit.clause + 1).map_or(clause.end, |next| next.end);
    let near = clause.end.max(next.min(clause.end + 8));
    if let Some((start, end)) = double::excluded(note, clause.start, group.start, group.end, near) {
        return Stance::Avoid(cue::Cue { start, end, kinds: cue::NEG });
    }
    if let Some((start, end)) = double::affirmed(note, clause.start, group.start, group.end, near) {
        return Stance::Like(cue::Cue { start, end, kinds: cue::DOUBLE });
    }
    if matches!(id, "pref.weekend" | "pref.evening") {
        if let Some((start, end)) = time::is_taken(note, hit.end, group.to) {
            return Stance::Avoid(cue::Cue { start, end, kinds: cue::NO_TIME });
        }
    }
    match dimension {
        Dimension::Personality => of_trait(note, group, hit),
        Dimension::Product if id == "prod.conservative" || id == "prod.aggressive" => {
            of_trait(note, group, hit)
        }
        Dimension::Occupation => of_job(note, group),
        Dimension::Need => of_need(note, group, hit),
        Dimension::Preference if matches!(hit.kind, Kind::State | Kind::Joined) => of_habit(note, group, hit),
        _ => of_thing(note, group, dimension),
    }
}

/// Interests, products and bare preferences.
fn of_thing(note: &Note, group: &Group, dimension: Dimension) -> Stance {
    let after = negation::after(note, group.end, group.to, true);
    if matches!(after, Stance::Avoid(_) | Stance::Like(_)) {
        let before = negation::before(note, group.from, group.start);
        // 不喜欢打麻将但水平不错: a refusal before is not lifted by praise after.
        return if matches!((before, after), (Stance::Avoid(_), Stance::Like(_))) { before } else { after };
    }
    if after == Stance::Untold {
        return after;
    }
    let before = negation::before(note, group.from, group.start);
    if before == Stance::Silent && dimension != Dimension::Product {
        let near = group.start.saturating_sub(8).max(group.from);
        let lacks = |cue: &cue::Cue| matches!(note.chars[cue.start], '没' | '抽' | '无' | '顾' | '来' | '腾');
        let ahead =
            note.cues_in(near, group.start, cue::NO_TIME).any(|cue| group.start - cue.end <= 3 && lacks(cue));
        // 打球没空: lack of time right behind says as little.
        let behind = note
            .cues_in(group.end, group.to, cue::NO_TIME)
            .any(|cue| cue.start <= group.end + 2 && lacks(cue));
        if ahead || behind {
            return Stance::Untold;
        }
    }
    before
}

/// Traits and whole phrases: only a negation right before turns them.
fn of_trait(note: &Note, group: &Group, hit: &Hit) -> Stance {
    if hit.kind == Kind::Topic {
        return of_thing(note, group, Dimension::Personality);
    }
    let before = note.cues_in(group.from, hit.start, cue::ATTITUDE).last().copied();
    let Some(cue) = before else { return Stance::Silent };
    if cue.is(cue::DOUBLE) && hit.start - cue.end <= 2 {
        return Stance::Like(cue);
    }
    let negates = cue.is(cue::NEG | cue::DISLIKE)
        && !cue.is(cue::LIKE | cue::WANT | cue::FAKE)
        && matches!(
            negation::head(note, &cue),
            '不' | '并' | '没' | '谈' | '算' | '称' | '从' | '一' | '毫' | '很' | '别' | '未' | '哪'
        );
    let near = hit.start - cue.end <= usize::from(cue.end - cue.start > 1);
    if negates && near {
        Stance::Avoid(cue)
    } else {
        Stance::Silent
    }
}

/// Channels and times as whole phrases: a ban may also follow at once (双休就甭约).
fn of_habit(note: &Note, group: &Group, hit: &Hit) -> Stance {
    let stance = of_trait(note, group, hit);
    let ban = note.cues_in(hit.end, group.to, cue::NEG | cue::REFUSED).next();
    match (stance, ban) {
        (Stance::Silent, Some(cue))
            if cue.start <= hit.end + 1
                && group.to <= cue.end + 1
                && matches!(negation::head(note, cue), '别' | '甭' | '勿' | '莫' | '免') =>
        {
            Stance::Avoid(*cue)
        }
        _ => stance,
    }
}

/// Jobs: only what has been closed, left or is denied outright.
fn of_job(note: &Note, group: &Group) -> Stance {
    let closed = note.cues_in(group.end, group.to, cue::GIVEN_UP | cue::REFUSED).find(|cue| {
        let last = note.chars[cue.end - 1];
        let gone =
            cue.is(cue::GIVEN_UP) && !cue.is(cue::SOLVED | cue::LIKE) || last == '了' && cue.is(cue::REFUSED);
        let retired = matches!(negation::head(note, cue), '退' | '就')
            || is_word(note, cue, &["改了", "没了", "定了", "生疏"]);
        gone && !retired
            && !negation::is_partial(note, cue)
            && negation::uncovered(note, group.end, cue.start) <= 6
    });
    if let Some(cue) = closed {
        return Stance::Avoid(*cue);
    }
    let denied = note.cues_in(group.from, group.start, cue::NEG | cue::DISLIKE | cue::GIVEN_UP).last();
    // 辞了出纳 leaves the job, 辞了工全职带娃 takes one up.
    let left = |cue: &cue::Cue| {
        is_word(note, cue, &["辞了"]) && !matches!(note.chars.get(group.start), Some('全' | '专' | '在'))
    };
    match denied {
        Some(cue)
            if (is_word(note, cue, &["不是", "不再", "并非", "不"]) || left(cue))
                && negation::uncovered(note, cue.end, group.start) <= 1 =>
        {
            Stance::Avoid(*cue)
        }
        _ => Stance::Silent,
    }
}

/// Needs: refused (不打算), solved (找好了) or behind (已经上了).
fn of_need(note: &Note, group: &Group, hit: &Hit) -> Stance {
    let clause = note.clauses[hit.clause];
    let solved = note
        .cues_in(hit.start, group.to, cue::SOLVED)
        .find(|cue| !carry::unsolved(note, cue) && negation::uncovered(note, group.end, cue.start) <= 10);
    if let Some(cue) = solved {
        return Stance::Avoid(*cue);
    }
    if time::is_behind(note, hit) {
        return Stance::Avoid(cue::Cue { start: clause.start, end: hit.start, kinds: cue::NOW });
    }
    let before = negation::before(note, group.from, group.start);
    if let Stance::Avoid(cue) = before {
        let wish = is_word(note, &cue, &["不", "免"]) && cue.end == group.start
            || cue.end - cue.start > 1
                && matches!(
                    negation::head(note, &cue),
                    '不' | '没' | '无' | '别' | '勿' | '暂' | '放' | '取' | '坚' | '从' | '拒' | '谢'
                )
                && !is_word(
                    note,
                    &cue,
                    &["不会", "不懂", "没有", "不信", "不来", "不去", "不行", "不放心", "不能", "不得"],
                );
        return if wish { before } else { Stance::Silent };
    }
    if before == Stance::Untold {
        Stance::Silent
    } else {
        before
    }
}
