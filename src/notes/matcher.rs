//! Finds all surfaces in a note and keeps the hits that count.
//!
//! Keeps: the longest hit, hits outside blocks, ASCII words with letter boundaries, two-part phrases with a short gap.
//! Leaves alone: whether a hit is meant, whose it is and with which polarity.

use yangke_surfaces::Surfaces;

use super::clause::{self, Clause};
use super::cue::{self, Cue};
use super::lexicon::{fold_char, Kind, Lexicon, Meaning, EVERY};
use crate::book::Dimension;
use crate::order::Order;

/// A surface of a tag in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Number of the tag.
    pub tag: u16,
    /// What the surface says.
    pub kind: Kind,
    /// Its clause.
    pub clause: usize,
}

/// A note with everything found in it.
pub struct Note {
    /// Folded characters.
    pub chars: Vec<char>,
    /// Clauses in order.
    pub clauses: Vec<Clause>,
    /// Hits that count, in order.
    pub hits: Vec<Hit>,
    /// Cues that count, in order.
    pub cues: Vec<Cue>,
    /// Longer strings in which tags do not count.
    pub blocks: Vec<(usize, usize)>,
}

impl Note {
    /// Whether the characters from `from` to `to` contain `word`.
    pub fn has(&self, from: usize, to: usize, word: &str) -> bool {
        self.find(from, to, word).is_some()
    }

    /// Where `word` begins between `from` and `to`.
    pub fn find(&self, from: usize, to: usize, word: &str) -> Option<usize> {
        let to = to.min(self.chars.len());
        (from..to).find(|at| self.at(*at, word).is_some_and(|end| end <= to))
    }

    /// The end of `word` if it stands at `at`.
    pub fn at(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.chars.get(end) != Some(&c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Cues of these classes that lie between two characters.
    pub fn cues_in(&self, from: usize, to: usize, kinds: cue::Kinds) -> impl Iterator<Item = &Cue> {
        self.cues.iter().filter(move |cue| cue.is(kinds) && cue.start >= from && cue.end <= to)
    }
}

/// All surfaces with what they stand for.
pub struct Matcher {
    surfaces: Surfaces,
    meanings: Vec<Meaning>,
}

/// The index of a lexicon's surfaces: the one part of a matcher that takes long to make.
pub fn index(lexicon: &Lexicon) -> Surfaces {
    let words: Vec<&str> = lexicon.surfaces.keys().map(String::as_str).collect();
    Surfaces::new(&words)
}

impl Matcher {
    /// The surfaces of a lexicon, with their index.
    pub fn new(lexicon: &Lexicon, surfaces: Surfaces) -> Self {
        Self { surfaces, meanings: lexicon.surfaces.values().cloned().collect() }
    }

    /// Reads a note.
    pub fn read(&self, text: &str, dimensions: &[Dimension], tags: &[String]) -> Note {
        let chars: Vec<char> = text.chars().map(fold_char).collect();
        let folded: String = chars.iter().collect();
        let mut char_at = vec![0; folded.len() + 1];
        for (at, (byte, _)) in folded.char_indices().enumerate() {
            char_at[byte] = at;
        }
        char_at[folded.len()] = chars.len();
        let clauses = clause::split(&chars);
        let (mut hits, mut blocks, mut parts, mut cues) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for found in self.surfaces.find(&folded) {
            let (start, end) = (char_at[found.start], char_at[found.end]);
            if !on_boundary(&chars, start, end) {
                continue;
            }
            let meaning = &self.meanings[found.word as usize];
            if meaning.cues != 0 {
                cues.push(Cue { start, end, kinds: meaning.cues });
            }
            for (tag, kind) in &meaning.tags {
                let hit = Hit { start, end, tag: *tag, kind: *kind, clause: 0 };
                match kind {
                    Kind::Block => blocks.push(hit),
                    Kind::Head(_) | Kind::Tail(_) => parts.push(hit),
                    _ => hits.push(hit),
                }
            }
        }
        join_parts(&chars, &parts, &mut hits);
        let mut hits = longest(unblocked(hits, &blocks), dimensions, tags);
        let pitched = |hit: &Hit| is_pitch_of_a_thing(&chars, hit, &hits, dimensions, tags);
        let pitches: Vec<Hit> = hits.iter().filter(|hit| pitched(hit)).copied().collect();
        hits.retain(|hit| !pitches.contains(hit));
        for hit in &mut hits {
            hit.clause = clauses.iter().position(|clause| hit.start < clause.end).unwrap_or(0);
        }
        let losses = tags.iter().position(|tag| tag == "prod.conservative").map(|at| at as u16);
        cues.retain(|cue| !hits.iter().any(|hit| hides(hit, cue, losses)));
        for cue in cues.iter_mut().filter(|cue| cue.is(cue::DOUBLE)) {
            if let Some(hit) = hits.iter().find(|hit| cue.start < hit.start && hit.start < cue.end) {
                cue.end = hit.start;
            }
        }
        let blocks = blocks.iter().map(|block| (block.start, block.end)).collect();
        Note { cues: cue::resolve(&cues), chars, clauses, hits, blocks }
    }
}

/// 别老推|基金 bans the fund and not all pitching.
fn is_pitch_of_a_thing(
    chars: &[char],
    hit: &Hit,
    hits: &[Hit],
    dimensions: &[Dimension],
    tags: &[String],
) -> bool {
    let ban = matches!(chars[hit.start], '别' | '不' | '少' | '勿')
        && matches!(chars[hit.end - 1], '推' | '荐' | '绍' | '卖' | '销');
    let thing = |other: &Hit| {
        let kind = dimensions[other.tag as usize];
        (hit.end..=hit.end + 1).contains(&other.start)
            && matches!(kind, Dimension::Product | Dimension::Interest)
    };
    tags[hit.tag as usize] == "pref.nopitch" && ban && hits.iter().any(thing)
}

/// A cue inside a phrase belongs to the phrase; only a loss (亏怕了) also speaks about what was lost on.
fn hides(hit: &Hit, cue: &Cue, losses: Option<u16>) -> bool {
    let inside = hit.start <= cue.start && cue.end <= hit.end;
    // 不爱|热闹 is cut where the phrase 爱热闹 begins, so that 不 stands before it.
    let crosses = cue.start < hit.start && hit.start < cue.end && cue.end < hit.end;
    let attitude = cue.is(cue::ATTITUDE) && !cue.is(cue::DOUBLE);
    let solved = hit.kind == Kind::Joined && cue.is(cue::SOLVED);
    inside && !solved && hit.kind != Kind::Weak && !(Some(hit.tag) == losses && cue.is(cue::REFUSED))
        || crosses && attitude && hit.kind != Kind::Weak
}

/// `IT` is no hit inside `CREDIT`.
fn on_boundary(chars: &[char], start: usize, end: usize) -> bool {
    let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_ascii_alphabetic());
    let cut_left = letter(start) && start > 0 && letter(start - 1);
    let cut_right = end > 0 && letter(end - 1) && letter(end);
    !cut_left && !cut_right
}

/// Two-part phrases: at most four characters and no punctuation between the parts.
fn join_parts(chars: &[char], parts: &[Hit], hits: &mut Vec<Hit>) {
    for head in parts {
        let Kind::Head(phrase) = head.kind else { continue };
        for tail in parts.iter().filter(|tail| tail.kind == Kind::Tail(phrase)) {
            let near = tail.start >= head.end && tail.start - head.end <= 4;
            if near && !chars[head.end..tail.start].iter().any(|c| clause::is_mark(*c)) {
                hits.push(Hit { start: head.start, end: tail.end, kind: Kind::Joined, ..*head });
            }
        }
    }
}

fn unblocked(mut hits: Vec<Hit>, blocks: &[Hit]) -> Vec<Hit> {
    hits.retain(|hit| {
        !blocks.iter().any(|block| {
            let same = block.tag == hit.tag || block.tag == EVERY || hit.kind == Kind::Weak;
            same && block.start <= hit.start && hit.end <= block.end
        })
    });
    hits
}

/// Drops a hit inside a longer one, with the exceptions that the README of the lexicon names.
fn longest(hits: Vec<Hit>, dimensions: &[Dimension], tags: &[String]) -> Vec<Hit> {
    let is = |hit: &Hit, ids: &[&str]| ids.contains(&tags[hit.tag as usize].as_str());
    let swallows = |long: &Hit, short: &Hit| {
        let job_of = |hit: &Hit| dimensions[hit.tag as usize] == Dimension::Occupation;
        if short.kind == Kind::Joined && long.kind != Kind::Joined && long.tag != short.tag {
            let overlap = long.start < short.end && short.start < long.end;
            return overlap && job_of(long) && job_of(short) && long.kind != Kind::Weak;
        }
        let inside = long.start <= short.start && short.end <= long.end;
        // 书法班: whether the class or the art is meant is decided by the rules of scope.
        let art = dimensions[short.tag as usize] == Dimension::Interest && is(long, &["need.tutoring"]);
        if inside && art && long.end == short.end + 1 {
            return false;
        }
        if inside && long.kind == Kind::Joined && job_of(short) && !job_of(long) {
            return false;
        }
        if !inside || long.end - long.start <= short.end - short.start {
            return false;
        }
        if long.kind == Kind::Weak && short.kind != Kind::Weak && long.tag != short.tag {
            return false;
        }
        let job = dimensions[short.tag as usize] == Dimension::Occupation;
        if is(long, &["pref.weekend", "pref.evening"]) {
            return !job && !is(short, &["pref.phone", "pref.lowcontact"]);
        }
        !(long.kind == Kind::Deny && job)
    };
    let mut kept: Vec<Hit> =
        hits.iter().filter(|short| !hits.iter().any(|long| swallows(long, short))).copied().collect();
    kept.order_by_key(|hit| (hit.start, hit.end, hit.tag, hit.kind));
    kept.dedup_by_key(|hit| (hit.start, hit.end, hit.tag));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Vocabulary;

    fn hits(text: &str) -> Vec<String> {
        let lexicon = Lexicon::new(&Vocabulary::with(&[]));
        let note = Matcher::new(&lexicon, index(&lexicon)).read(text, &lexicon.dimensions, &lexicon.tags);
        note.hits.iter().map(|hit| lexicon.tags[hit.tag as usize].clone()).collect()
    }

    #[test]
    fn longest_and_blocks() {
        assert_eq!(hits("看中学区房"), ["need.housing"]);
        assert_eq!(hits("钓鱼台小区"), Vec::<String>::new());
        assert_eq!(hits("保险柜"), Vec::<String>::new());
        assert_eq!(hits("CREDIT"), Vec::<String>::new());
    }

    #[test]
    fn parts_join_over_a_short_gap() {
        assert!(hits("打听附近小学").contains(&"need.primary".to_owned()));
    }
}
