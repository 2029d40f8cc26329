//! Notes to tags: what a client manager wrote about one customer, as tags with polarity and the words that prove it.
//!
//! A readable rule system over the lexicon in `notes/lexicon/`: the matcher finds words, one file per phenomenon says
//! what they mean, and here the readings of a note are put together, one for each tag. Everything runs locally, in the
//! page as natively, and always with the same result.

mod attribution;
mod carry;
mod clause;
mod contrast;
mod cue;
mod double;
mod doubt;
mod lexicon;
mod matcher;
mod negation;
mod polarity;
mod scope;
mod sensitive;
mod time;
mod typo;
mod unknown;
mod weak;

use serde::{Deserialize, Serialize};

use crate::book::{Dimension, Polarity, Vocabulary};
use crate::order::Order;
use attribution::{Owner, Turn};
use lexicon::{Kind, Lexicon};
use matcher::{Hit, Matcher, Note};
use negation::Stance;
use polarity::Group;
use sensitive::SensitiveWords;
pub use sensitive::{sensitive, Sensitive, SensitiveKind};
use typo::Typos;
pub use yangke_surfaces::Surfaces;

/// A tag found in a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Id in the vocabulary.
    pub tag: String,
    /// Like or avoid.
    pub polarity: Polarity,
    /// First character of the words that prove it.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The words that decided the polarity, if there were any.
    pub cue: Option<(usize, usize)>,
    /// How doubtful the reading is, 0 to 9: what is shown first to somebody who reviews.
    pub doubt: u8,
}

/// Turns notes into tags; made once for a vocabulary.
pub struct Tagger {
    tags: Vec<String>,
    dimensions: Vec<Dimension>,
    matcher: Matcher,
    typos: Typos,
    sensitive: SensitiveWords,
}

/// What was decided about one hit.
#[derive(Clone, Copy)]
struct Reading {
    hit: usize,
    stance: Stance,
    owner: Turn,
}

/// The index of the words that a tagger for a vocabulary finds: nearly all of the time that making one takes.
pub fn index(vocabulary: &Vocabulary) -> Surfaces {
    matcher::index(&Lexicon::new(vocabulary))
}

/// A tagger on its way, for a page that has to stay awake meanwhile.
pub struct Preparing {
    vocabulary: Vocabulary,
    index: Option<Surfaces>,
    lexicon: Lexicon,
    matcher: Option<Matcher>,
    typos: Option<Typos>,
    next: Piece,
}

/// What is to be made next of a tagger.
enum Piece {
    Words,
    Matcher,
    Typos,
    Rest,
}

impl Preparing {
    /// Begins a tagger for a vocabulary; its words' `index` is made on the way if there is none yet.
    pub fn new(vocabulary: Vocabulary, index: Option<Surfaces>) -> Self {
        let lexicon = Lexicon::begin(&vocabulary);
        Self { vocabulary, index, lexicon, matcher: None, typos: None, next: Piece::Words }
    }

    /// Does the next piece, a hundredth of a second or two; the tagger after the last, and then no more.
    pub fn go_on(&mut self) -> Option<Tagger> {
        match self.next {
            Piece::Words if self.lexicon.go_on(&self.vocabulary) => self.next = Piece::Matcher,
            Piece::Words => {}
            Piece::Matcher => {
                let index = self.index.take().unwrap_or_else(|| matcher::index(&self.lexicon));
                self.matcher = Some(Matcher::new(&self.lexicon, index));
                self.next = Piece::Typos;
            }
            Piece::Typos => {
                self.typos = Some(Typos::new(&self.lexicon));
                self.next = Piece::Rest;
            }
            Piece::Rest => {
                let sensitive = SensitiveWords::new(&self.lexicon);
                return Some(Tagger {
                    tags: std::mem::take(&mut self.lexicon.tags),
                    dimensions: std::mem::take(&mut self.lexicon.dimensions),
                    matcher: self.matcher.take()?,
                    typos: self.typos.take()?,
                    sensitive,
                });
            }
        }
        None
    }
}

impl Tagger {
    /// A tagger for a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut preparing = Preparing::new(vocabulary.clone(), None);
        loop {
            if let Some(tagger) = preparing.go_on() {
                return tagger;
            }
        }
    }

    /// Sensitive words of a note, as the free function finds them but without reading the tables again.
    pub fn sensitive(&self, note: &str) -> Vec<Sensitive> {
        self.sensitive.find(note)
    }

    /// The tags of a note, in the order of their words.
    pub fn mentions(&self, note: &str) -> Vec<Mention> {
        let mut note = self.matcher.read(note, &self.dimensions, &self.tags);
        let typos = self.typos.hits(&note);
        if !typos.is_empty() {
            note.cues.retain(|cue| !typos.iter().any(|hit| hit.start <= cue.start && cue.end <= hit.end));
            note.hits.extend(typos);
            note.hits.order_by_key(|hit| (hit.start, hit.end, hit.tag));
        }
        if note.hits.is_empty() {
            return Vec::new();
        }
        let dimension_of = |tag: u16| self.dimensions[tag as usize];
        let turns = attribution::turns(&note, &dimension_of);
        let groups =
            polarity::groups(&note, &dimension_of, &|tag| self.tags[tag as usize] == "prod.conservative");
        let mut readings = self.decide(&note, &turns, &groups);
        self.carry(&note, &turns, &groups, &mut readings);
        self.replace(&note, &mut readings);
        self.limit_bans(&note, &mut readings);
        self.merge(&note, readings)
    }

    fn id(&self, hit: &Hit) -> &str {
        &self.tags[hit.tag as usize]
    }

    fn dimension(&self, hit: &Hit) -> Dimension {
        self.dimensions[hit.tag as usize]
    }

    /// What each hit says by the words of its own clause.
    fn decide(&self, note: &Note, turns: &[Turn], groups: &[Group]) -> Vec<Reading> {
        let mut readings = Vec::new();
        for group in groups {
            for number in &group.hits {
                let hit = &note.hits[*number];
                let dimension = self.dimension(hit);
                let owner = attribution::owner_at(turns, hit.start);
                let online = note.hits.iter().any(|other| self.id(other) == "occ.ecommerce");
                let cooks = note.hits.iter().any(|other| self.id(other) == "occ.catering");
                if scope::is_something_else(note, hit, self.id(hit), online, cooks) {
                    continue;
                }
                if unknown::is_open(note, hit, dimension) || unknown::is_banks_own(note, hit, dimension) {
                    continue;
                }
                let mut stance = polarity::stance(note, group, hit, dimension, self.id(hit));
                if let (Some((start, end)), Stance::Silent) = (owner.ban, stance) {
                    let thing = matches!(dimension, Dimension::Interest | Dimension::Product);
                    if thing && hit.start >= start {
                        stance = Stance::Avoid(cue::Cue { start, end, kinds: cue::FORBID });
                    }
                }
                readings.push(Reading { hit: *number, stance, owner });
            }
        }
        readings
    }

    /// Clauses without a topic speak about the topic before them.
    fn carry(&self, note: &Note, turns: &[Turn], groups: &[Group], readings: &mut [Reading]) {
        for number in 1..note.clauses.len() {
            // 膝盖磨损,停了: a weak body is the reason, not another topic.
            if note.hits.iter().any(|hit| hit.clause == number && self.id(hit) != "pref.mobility") {
                continue;
            }
            let asked =
                note.chars.get(note.clauses[number].start - 1).is_some_and(|c| matches!(c, '?' | '？'));
            if note.clauses[number].fresh && !asked {
                continue;
            }
            let trait_like = |hit: &Hit| {
                matches!(self.dimension(hit), Dimension::Personality | Dimension::Preference)
                    || matches!(self.id(hit), "prod.conservative" | "prod.aggressive")
            };
            let speaks = |group: &&Group| {
                note.hits[group.hits[0]].clause < number && !trait_like(&note.hits[group.hits[0]])
            };
            let Some(last) = groups.iter().rfind(speaks) else { continue };
            let back = number - note.hits[last.hits[0]].clause;
            if back > 2 {
                continue;
            }
            let speaker = attribution::owner_at(turns, note.clauses[number].end);
            for reading in readings.iter_mut().filter(|reading| last.hits.contains(&reading.hit)) {
                let dimension = self.dimension(&note.hits[reading.hit]);
                let foreign = reading.owner.owner != Owner::Customer && speaker.owner == Owner::Customer;
                let thing = matches!(dimension, Dimension::Interest | Dimension::Product);
                if foreign && thing && note.hits[reading.hit].kind != Kind::Deny {
                    let answer = carry::answer(note, number);
                    if answer != Stance::Silent {
                        *reading = Reading { stance: answer, owner: speaker, ..*reading };
                    }
                    continue;
                }
                let (need, job) = (dimension == Dimension::Need, dimension == Dimension::Occupation);
                if trait_like(&note.hits[reading.hit]) || foreign && !need {
                    continue;
                }
                if matches!(reading.stance, Stance::Like(cue) if cue.is(cue::DOUBLE)) {
                    continue;
                }
                match carry::refusal(note, number, need, job) {
                    Stance::Avoid(cue) if !matches!(reading.stance, Stance::Untold) => {
                        reading.stance = Stance::Avoid(cue)
                    }
                    Stance::Like(cue) if matches!(reading.stance, Stance::Avoid(_)) => {
                        reading.stance = Stance::Like(cue)
                    }
                    _ => {}
                }
            }
        }
    }

    /// Habits and jobs that others have replaced are over.
    fn replace(&self, note: &Note, readings: &mut [Reading]) {
        let live: Vec<bool> = note
            .hits
            .iter()
            .enumerate()
            .map(|(number, hit)| {
                readings.iter().any(|reading| {
                    reading.hit == number
                        && matches!(reading.stance, Stance::Silent | Stance::Like(_))
                        && attribution::counts(reading.owner.owner, self.dimension(hit), true)
                })
            })
            .collect();
        let is_live = |hit: &Hit| note.hits.iter().position(|other| other == hit).is_some_and(|at| live[at]);
        for reading in readings.iter_mut() {
            let hit = note.hits[reading.hit];
            if matches!(reading.stance, Stance::Avoid(_) | Stance::Untold) {
                continue;
            }
            let id_of = |tag: u16| self.tags[tag as usize].clone();
            if time::is_replaced(note, &hit, &|tag| self.dimensions[tag as usize], &id_of, &is_live) {
                let start = note.clauses[hit.clause].start;
                reading.stance = Stance::Avoid(cue::Cue { start, end: hit.start, kinds: cue::PAST });
            }
        }
    }

    /// A ban limited to a time bans the time, not the channel: 晚上别打电话.
    fn limit_bans(&self, note: &Note, readings: &mut Vec<Reading>) {
        let times: Vec<usize> = readings
            .iter()
            .filter(|reading| matches!(reading.stance, Stance::Avoid(_)))
            .map(|reading| &note.hits[reading.hit])
            .filter(|hit| matches!(self.id(hit), "pref.evening" | "pref.weekend"))
            .map(|hit| hit.clause)
            .collect();
        readings.retain(|reading| {
            let hit = &note.hits[reading.hit];
            let channel = matches!(self.id(hit), "pref.phone" | "pref.lowcontact" | "pref.visit");
            !(channel && times.contains(&hit.clause))
        });
    }

    /// One mention a tag: what is said in so many words beats plain presence, and of what is said the last.
    fn merge(&self, note: &Note, readings: Vec<Reading>) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut affirmed: Vec<u16> = Vec::new();
        for reading in readings {
            let hit = note.hits[reading.hit];
            let clause = note.clauses[hit.clause];
            let own_clause = reading.owner.at > clause.start || self.begins_with_person(note, clause.start);
            let (polarity, cue) = match reading.stance {
                Stance::Untold => continue,
                Stance::Silent => (Polarity::Like, None),
                Stance::Like(cue) => (Polarity::Like, Some((cue.start, cue.end))),
                Stance::Avoid(cue) => (Polarity::Avoid, Some((cue.start, cue.end))),
            };
            if !attribution::counts(reading.owner.owner, self.dimension(&hit), own_clause) {
                continue;
            }
            let doubt = doubt::of(note, &hit, self.dimension(&hit), &reading.stance, reading.owner.owner);
            let (tag, start, end) = (self.id(&hit).to_owned(), hit.start, hit.end);
            let new = Mention { tag, polarity, start, end, cue, doubt };
            let turned = note.cues_in(clause.start, clause.end, cue::CONTRAST).next().is_some();
            let settled = affirmed.contains(&hit.tag);
            if matches!(reading.stance, Stance::Like(cue) if cue.is(cue::DOUBLE)) {
                affirmed.push(hit.tag);
            }
            match mentions.iter_mut().find(|known| known.tag == new.tag) {
                Some(_) if settled => {}
                // Said twice, and differently: somebody should look.
                Some(known) if known.polarity != new.polarity && known.doubt < 4 => {
                    let keep = !(turned && hit.start > known.end || new.cue.is_some() || known.cue.is_none());
                    if !keep {
                        *known = new;
                    }
                    known.doubt = 4;
                }
                Some(known) if turned && hit.start > known.end => *known = new,
                Some(known) if new.cue.is_some() || known.cue.is_none() && polarity != known.polarity => {
                    *known = new
                }
                Some(_) => {}
                None => mentions.push(new),
            }
        }
        mentions.order_by(|a, b| (a.start, a.end, &a.tag).cmp(&(b.start, b.end, &b.tag)));
        mentions
    }

    fn begins_with_person(&self, note: &Note, at: usize) -> bool {
        note.cues
            .iter()
            .any(|cue| cue.is(cue::OTHER | cue::HOUSEHOLD) && cue.start >= at && cue.start <= at + 1)
    }
}
