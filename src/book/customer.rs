//! One customer: facts, tags with their evidence, notes, and what happened.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Birthday;

/// A customer's number inside this book; never reused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CustomerId(pub u32);

/// Whether a tag is something to seek or to avoid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Polarity {
    /// Holds, likes, wants, needs.
    #[serde(rename = "+")]
    Like,
    /// Refused, disliked, given up.
    #[serde(rename = "-")]
    Avoid,
}

impl Polarity {
    /// The opposite.
    pub fn other(self) -> Self {
        match self {
            Self::Like => Self::Avoid,
            Self::Avoid => Self::Like,
        }
    }
}

/// Investor level: 0 is "lowest C1", 1 to 5 are C1 to C5. Labels are in `text`, for a bare C code is ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RiskLevel(pub u8);

/// What proves a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// Words of a note: index into `Customer::notes` and the span in characters.
    Note {
        /// Index of the note.
        note_idx: usize,
        /// First character of the words.
        start: usize,
        /// One past the last character.
        end: usize,
    },
    /// A cell of an imported list: the header of the column and the cell's text.
    Cell {
        /// Header as written.
        column: String,
        /// The words of the cell.
        value: String,
    },
    /// Somebody set it by hand in the page.
    Hand,
}

/// A tag on a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagMark {
    /// Id in the vocabulary, e.g. `int.guandan`.
    pub tag: String,
    /// Like or avoid.
    pub polarity: Polarity,
    /// What proves it.
    pub evidence: Evidence,
    /// When it was learnt.
    pub noted_on: NaiveDate,
    /// How doubtful the reading of a note is: 0 when somebody has confirmed it or nothing speaks against it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub doubt: u8,
}

fn is_zero(number: &u8) -> bool {
    *number == 0
}

/// What a person said of a tag that was read from a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    /// It is right.
    Accepted,
    /// It is the other way round.
    Flipped,
    /// It is not in the note.
    Dropped,
}

/// A judgement, kept as evidence: what was dropped is not read from the same note again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Id of the tag.
    pub tag: String,
    /// What was said.
    pub judgement: Judgement,
    /// The sentence that it was read from.
    pub sentence: String,
    /// When.
    pub on: NaiveDate,
}

/// A product that matures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maturity {
    /// Day of maturity.
    pub date: NaiveDate,
    /// Amount in fen, if known.
    pub amount_fen: Option<i64>,
}

/// A free note by a client manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The text as it was written.
    pub text: String,
    /// When.
    pub written_on: NaiveDate,
}

/// How a touch went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Came, or was glad.
    Pleased,
    /// Neither nor.
    Neutral,
    /// Did not come.
    Absent,
    /// Was annoyed.
    Displeased,
}

/// A touch that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// When.
    pub date: NaiveDate,
    /// Approach of the playbook.
    pub approach: String,
    /// How it went.
    pub outcome: Outcome,
    /// In the customer's words.
    pub remark: String,
}

/// Something the customer asked; it stays open until it is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Number inside the customer's file.
    pub number: u32,
    /// What was asked.
    pub text: String,
    /// When.
    pub asked_on: NaiveDate,
    /// Who finds the answer: a colleague or an expert.
    pub owner: String,
    /// By when.
    pub due: NaiveDate,
    /// When it was answered, and how; `None` while it is open.
    pub answered: Option<(NaiveDate, String)>,
}

impl OpenQuestion {
    /// Still without an answer.
    pub fn is_open(&self) -> bool {
        self.answered.is_none()
    }

    /// Without an answer after its due date.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due < today
    }
}

/// An avoid that somebody has overridden for a customer: kept, shown and printed with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Code of the avoid, as `care` writes it.
    pub avoid: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: NaiveDate,
}

/// A customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Customer {
    /// Number inside the book.
    pub id: CustomerId,
    /// The bank's customer number; empty when the list had none.
    pub code: String,
    /// Name.
    pub name: String,
    /// `Some(true)` for a woman.
    pub female: Option<bool>,
    /// Birthday, solar or lunar, the year optional.
    pub birthday: Option<Birthday>,
    /// Age as the list gave it, used when the year of birth is unknown.
    pub listed_age: Option<u8>,
    /// Traditional customer groups; several are common.
    pub groups: Vec<String>,
    /// The bank's name for the customer's tier.
    pub tier: String,
    /// Investor level.
    pub risk: Option<RiskLevel>,
    /// Last day on which the assessment of the investor level is valid, if known.
    pub risk_until: Option<NaiveDate>,
    /// Client manager.
    pub manager: String,
    /// Phone number.
    pub phone: String,
    /// Occupation as written.
    pub occupation: String,
    /// Assets under management, in fen.
    pub assets_fen: Option<i64>,
    /// Products that mature.
    pub maturities: Vec<Maturity>,
    /// Years in which a child of the household starts school.
    pub school_entry_years: Vec<i32>,
    /// Tags with evidence, at most one mark per tag.
    pub tags: Vec<TagMark>,
    /// What people said of tags that were read from notes, oldest first.
    pub verdicts: Vec<Verdict>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Touches that happened, oldest first.
    pub interactions: Vec<Interaction>,
    /// What the customer asked, oldest first.
    pub questions: Vec<OpenQuestion>,
    /// Avoids that somebody has overridden, with the reason.
    pub overrides: Vec<Override>,
    /// Last contact that the list knows of.
    pub last_contact: Option<NaiveDate>,
    /// Wants no contact at all.
    pub do_not_contact: bool,
    /// Refuses to be profiled: never in a circle.
    pub no_profiling: bool,
}

impl Customer {
    /// Ids of the tags that are liked.
    pub fn likes(&self) -> impl Iterator<Item = &str> {
        self.marks(Polarity::Like)
    }

    /// Ids of the tags to avoid.
    pub fn avoids(&self) -> impl Iterator<Item = &str> {
        self.marks(Polarity::Avoid)
    }

    fn marks(&self, polarity: Polarity) -> impl Iterator<Item = &str> {
        self.tags.iter().filter(move |mark| mark.polarity == polarity).map(|mark| mark.tag.as_str())
    }

    /// The mark for a tag.
    pub fn mark(&self, tag: &str) -> Option<&TagMark> {
        self.tags.iter().find(|mark| mark.tag == tag)
    }

    /// True when the tag is liked.
    pub fn is(&self, tag: &str) -> bool {
        self.mark(tag).is_some_and(|mark| mark.polarity == Polarity::Like)
    }

    /// True when the tag is to be avoided.
    pub fn shuns(&self, tag: &str) -> bool {
        self.mark(tag).is_some_and(|mark| mark.polarity == Polarity::Avoid)
    }

    /// Sets a tag. The latest word counts: an older mark for the same tag is replaced. What somebody has said is not
    /// in a note is not read from that note again.
    pub fn set_tag(&mut self, mark: TagMark) {
        if matches!(mark.evidence, Evidence::Note { .. }) && self.was_refused(&mark) {
            return;
        }
        match self.tags.iter_mut().find(|old| old.tag == mark.tag) {
            Some(old) if old.noted_on <= mark.noted_on => *old = mark,
            Some(_) => {}
            None => self.tags.push(mark),
        }
    }

    /// Whether somebody has said of the same sentence that this tag is not in it, or is the other way round.
    fn was_refused(&self, mark: &TagMark) -> bool {
        let sentence = self.proof(mark).unwrap_or_default();
        self.verdicts.iter().any(|verdict| {
            verdict.judgement != Judgement::Accepted
                && verdict.tag == mark.tag
                && verdict.sentence == sentence
        })
    }

    /// Keeps what a person said of a tag, and lets it take effect.
    pub fn judge(&mut self, tag: &str, judgement: Judgement, on: NaiveDate) {
        let Some(at) = self.tags.iter().position(|mark| mark.tag == tag) else { return };
        let sentence = self.proof(&self.tags[at]).unwrap_or_default();
        self.verdicts.push(Verdict { tag: tag.to_owned(), judgement, sentence, on });
        match judgement {
            Judgement::Accepted => self.tags[at].doubt = 0,
            Judgement::Flipped => {
                let mark = &mut self.tags[at];
                mark.polarity = mark.polarity.other();
                mark.doubt = 0;
            }
            Judgement::Dropped => {
                self.tags.remove(at);
            }
        }
    }

    /// Keeps a question in place of the one with its number; number 0 asks for a new number.
    pub fn keep_question(&mut self, mut question: OpenQuestion) {
        if question.number == 0 {
            question.number = 1 + self.questions.iter().map(|old| old.number).max().unwrap_or(0);
        }
        match self.questions.iter_mut().find(|old| old.number == question.number) {
            Some(old) => *old = question,
            None => self.questions.push(question),
        }
    }

    /// Quiet by temperament: tagged so, or noted as shunning bustle.
    pub fn is_quiet(&self) -> bool {
        self.is("per.quiet") || self.shuns("per.lively")
    }

    /// Lively by temperament.
    pub fn is_lively(&self) -> bool {
        self.is("per.lively") && !self.is_quiet()
    }

    /// The name, or the customer number of somebody without one.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            &self.code
        } else {
            &self.name
        }
    }

    /// Age in full years, from the birthday or else as listed.
    pub fn age_on(&self, date: NaiveDate) -> Option<i32> {
        self.birthday.and_then(|birthday| birthday.age_on(date)).or(self.listed_age.map(i32::from))
    }

    /// The words that prove a mark: the sentence of the note, the cell, or `None` when set by hand.
    pub fn proof(&self, mark: &TagMark) -> Option<String> {
        match &mark.evidence {
            Evidence::Note { note_idx, start, end } => {
                self.notes.get(*note_idx).map(|note| sentence(&note.text, *start, *end))
            }
            Evidence::Cell { value, .. } => Some(value.clone()),
            Evidence::Hand => None,
        }
    }
}

/// The sentence of `text` around the characters `start..end`.
fn sentence(text: &str, start: usize, end: usize) -> String {
    let is_end = |c: char| matches!(c, '。' | ';' | '\u{ff1b}' | '!' | '\u{ff01}' | '?' | '\u{ff1f}' | '\n');
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let (start, end) = (byte(start), byte(end.max(start)));
    let from = text[..start].char_indices().rfind(|(_, c)| is_end(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let to = text[end..].find(is_end).map_or(text.len(), |at| end + at);
    text[from..to].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(tag: &str, polarity: Polarity, day: u32) -> TagMark {
        let noted_on = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        TagMark { tag: tag.into(), polarity, evidence: Evidence::Hand, noted_on, doubt: 0 }
    }

    #[test]
    fn what_was_dropped_is_not_read_from_the_same_note_again() {
        let note = |text: &str| Note { text: text.into(), written_on: NaiveDate::default() };
        let mut customer = Customer {
            notes: vec![note("在电视里看钓鱼"), note("又买了鱼竿")],
            ..Customer::default()
        };
        let read = |note_idx| TagMark {
            evidence: Evidence::Note { note_idx, start: 0, end: 2 },
            doubt: 3,
            ..mark("int.fishing", Polarity::Like, 1)
        };
        customer.set_tag(read(0));
        customer.judge("int.fishing", Judgement::Dropped, NaiveDate::default());
        customer.set_tag(read(0));
        assert!(customer.tags.is_empty() && customer.verdicts.len() == 1);
        customer.set_tag(read(1));
        customer.judge("int.fishing", Judgement::Flipped, NaiveDate::default());
        assert!(customer.shuns("int.fishing") && customer.tags[0].doubt == 0);
    }

    #[test]
    fn the_latest_word_counts() {
        let mut customer = Customer::default();
        customer.set_tag(mark("int.guandan", Polarity::Like, 2));
        customer.set_tag(mark("int.guandan", Polarity::Avoid, 1));
        assert!(customer.is("int.guandan"));
        customer.set_tag(mark("int.guandan", Polarity::Avoid, 3));
        assert!(customer.shuns("int.guandan") && customer.tags.len() == 1);
    }

    #[test]
    fn the_proof_is_the_sentence_of_the_note() {
        let text = "上周来办卡。喜欢打掼蛋,不爱热闹;女儿九月上小学";
        assert_eq!(sentence(text, 9, 11), "喜欢打掼蛋,不爱热闹");
        assert_eq!(sentence(text, 99, 100), "女儿九月上小学");
    }

    #[test]
    fn shunning_bustle_is_quiet() {
        let mut customer = Customer::default();
        customer.set_tag(mark("per.lively", Polarity::Avoid, 1));
        assert!(customer.is_quiet() && !customer.is_lively());
    }
}
