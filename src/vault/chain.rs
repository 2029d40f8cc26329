//! The row of saves: which of the records that were found can be used, and whether they are all there were.
//!
//! A book is read from a base (a state or a fold) and the edits behind it, each carrying the hash of the one before.
//! Where the newest base is damaged, the one before it with its edits gives the same book. What reaches less far than
//! the head or the watermark says is never shown as if it were whole.

use std::collections::{BTreeMap, BTreeSet};

use super::mark::Mark;
use super::record::{unframe, Hash, Head, Kind, StoreId};

/// What a store holds, as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The store.
    pub store: StoreId,
    /// The last save, as the store remembers it.
    pub head: Option<Head>,
    /// Edits and states by number.
    pub records: BTreeMap<u64, Vec<u8>>,
    /// Folds by the number of the last save in them.
    pub folds: BTreeMap<u64, Vec<u8>>,
}

impl Found {
    /// True when nothing at all is there.
    pub fn is_empty(&self) -> bool {
        self.head.is_none() && self.records.is_empty() && self.folds.is_empty()
    }
}

/// A base and the edits behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The base: its kind and number; `None` when there is none that can be used.
    pub base: Option<(Kind, u64)>,
    /// Numbers of the edits behind it, in order.
    pub edits: Vec<u64>,
    /// Where it ends.
    pub end: Head,
    /// The hash at each of its places.
    pub hashes: BTreeMap<u64, Hash>,
    /// A newer base or a later record was there and could not be used.
    pub passed_over: bool,
}

/// What an opened store is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was ever kept here.
    New,
    /// Everything that was saved is there.
    Fine,
    /// Everything is there, though a part was damaged.
    Repaired,
    /// The last saves are missing.
    Short {
        /// How many.
        missing: u64,
    },
    /// Something was kept, and it is gone.
    Gone,
    /// What is there is not what was saved.
    Forged,
}

/// The line that reaches farthest without the records that were found to be broken.
pub fn line(found: &Found, broken: &BTreeSet<(Kind, u64)>) -> Line {
    let folds = found.folds.iter().map(|(seq, bytes)| (*seq, bytes, true));
    let states = found.records.iter().map(|(seq, bytes)| (*seq, bytes, false));
    let mut best = Line::default();
    let mut newest = (0, false);
    for (seq, bytes, is_fold) in folds.chain(states) {
        if is_fold {
            newest = newest.max((seq, true));
        }
        let Some((place, content)) = unframe(found.store, seq, bytes) else { continue };
        if (place.kind == Kind::Fold) != is_fold || place.kind == Kind::Edit {
            continue;
        }
        newest = newest.max((seq, is_fold));
        if broken.contains(&(place.kind, seq)) {
            continue;
        }
        let reached =
            run(found, broken, Line { base: Some((place.kind, seq)), ..at(place.head_behind(content)) });
        // Of two that reach as far, the newer base has fewer edits to replay.
        let better = (reached.end.seq, reached.base.map(|(_, seq)| seq), is_fold)
            > (best.end.seq, best.base.map(|(_, seq)| seq), false);
        if better || best.base.is_none() {
            best = reached;
        }
    }
    let last = found.records.keys().last().copied().unwrap_or(0).max(newest.0);
    let used = best.base.map_or(0, |(_, seq)| seq);
    best.passed_over = !broken.is_empty() || used < newest.0 || best.end.seq < last;
    best
}

fn at(end: Head) -> Line {
    Line { end, hashes: BTreeMap::from([(end.seq, end.hash)]), ..Line::default() }
}

/// Goes on along the edits while each is bound to the one before.
fn run(found: &Found, broken: &BTreeSet<(Kind, u64)>, mut line: Line) -> Line {
    while let Some(bytes) = found.records.get(&(line.end.seq + 1)) {
        let seq = line.end.seq + 1;
        let Some((place, content)) = unframe(found.store, seq, bytes) else { break };
        // A state is a base of its own: whoever gets here begins there instead.
        if place.kind != Kind::Edit || place.prev != line.end.hash || broken.contains(&(Kind::Edit, seq)) {
            break;
        }
        line.end = place.head_behind(content);
        line.edits.push(seq);
        line.hashes.insert(seq, line.end.hash);
    }
    line
}

/// What a line is worth beside the head and the watermark.
pub fn verdict(found: &Found, line: &Line, sealed: bool, mark: Option<&Mark>) -> Verdict {
    let mark = mark.filter(|mark| mark.seq > 0);
    if found.is_empty() {
        return if mark.is_some() { Verdict::Gone } else { Verdict::New };
    }
    let Some(mark) = mark else { return beside_head(found, line) };
    // Another store, or one that lost its lock, stands where ours was.
    if mark.store() != Some(found.store) || (mark.sealed && !sealed) {
        return Verdict::Forged;
    }
    if line.base.is_none() {
        return Verdict::Gone;
    }
    if mark.seq > line.end.seq {
        return Verdict::Short {
            missing: mark.seq.max(found.head.map_or(0, |head| head.seq)) - line.end.seq,
        };
    }
    match line.hashes.get(&mark.seq) {
        Some(hash) if Some(*hash) != mark.hash() => Verdict::Forged,
        _ => beside_head(found, line),
    }
}

fn beside_head(found: &Found, line: &Line) -> Verdict {
    if line.base.is_none() {
        return Verdict::Gone;
    }
    match found.head {
        Some(head) if head.seq > line.end.seq => Verdict::Short { missing: head.seq - line.end.seq },
        Some(head) if head == line.end && !line.passed_over => Verdict::Fine,
        Some(head) if head == line.end => Verdict::Repaired,
        Some(_) => Verdict::Forged,
        // Without a head nobody can say that this was all.
        None => Verdict::Short { missing: 1 },
    }
}
