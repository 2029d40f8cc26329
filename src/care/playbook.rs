//! The playbook: approaches as data, in `playbook.json`. All money and time in it are sample values that a branch edits.

use serde::{Deserialize, Serialize};

use crate::calendar::Festival;

/// What kind of care an approach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ApproachKind {
    Traditional,
    Modern,
    Quiet,
    Resource,
    Professional,
}

/// For one person or for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Format {
    Single,
    Group,
}

/// Where a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Venue {
    None,
    Hall,
    Room,
    Outdoor,
}

/// How a touch reaches the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Channel {
    Event,
    Visit,
    Call,
    Wechat,
    Courier,
    Online,
}

/// What an approach brings with it that somebody may want to avoid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Involves {
    Visit,
    Call,
    Pitch,
    Alcohol,
    Cards,
    Gift,
    Evening,
    Outdoor,
    Food,
    Stage,
}

/// A date or a state that makes an approach due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Occasion {
    Birthday,
    Maturity,
    School,
    Holiday(Festival),
}

/// How well the expected effect is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Belief {
    Low,
    Fair,
    High,
}

/// Name and one sentence in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Name of the approach.
    pub name: String,
    /// What is done, in a sentence.
    pub how: String,
    /// An invitation or greeting a customer can be sent; `{name}` is the form of address.
    pub text: String,
}

/// One approach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    /// Stable id.
    pub id: String,
    /// What kind of care it is.
    pub kind: ApproachKind,
    /// For one or for many.
    pub format: Format,
    /// Chinese words.
    pub zh: Words,
    /// English words.
    pub en: Words,
    /// Tags that make it fit; each one liked adds to the fit. Empty: fits everybody a little.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Dates that make it due.
    #[serde(default)]
    pub occasions: Vec<Occasion>,
    /// Only in the week before a statutory holiday.
    #[serde(default)]
    pub before_holiday: bool,
    /// Fits quiet people in particular.
    #[serde(default)]
    pub for_quiet: bool,
    /// Fits lively people in particular.
    #[serde(default)]
    pub for_lively: bool,
    /// Youngest age it is for.
    #[serde(default)]
    pub min_age: Option<i32>,
    /// Oldest age it is for.
    #[serde(default)]
    pub max_age: Option<i32>,
    /// What it brings that somebody may want to avoid.
    #[serde(default)]
    pub involves: Vec<Involves>,
    /// Fewest and most heads of a session; seats come in multiples of `seats` (four to a 掼蛋 table).
    #[serde(default)]
    pub min_heads: i64,
    /// See `min_heads`.
    #[serde(default)]
    pub max_heads: i64,
    /// See `min_heads`.
    #[serde(default = "one")]
    pub seats: i64,
    /// Money a session (sample value).
    #[serde(default)]
    pub session_yuan: i64,
    /// Money a head (sample value).
    #[serde(default)]
    pub head_yuan: i64,
    /// Event crew's minutes a session (sample value).
    #[serde(default)]
    pub crew_mins: i64,
    /// Own manager's minutes for each person (sample value).
    #[serde(default)]
    pub own_mins: i64,
    /// Days of notice it needs (sample value).
    #[serde(default)]
    pub notice_days: i64,
    /// Where.
    pub venue: Venue,
    /// How it reaches the customer.
    pub channel: Channel,
    /// Usual day of the week, 0 = Monday.
    #[serde(default)]
    pub weekday: i64,
    /// Expected effect, 1 to 10 (sample value).
    pub effect: i64,
    /// How well that is known.
    pub belief: Belief,
    /// Approach to offer instead where this one is not wanted.
    #[serde(default)]
    pub instead: Option<String>,
}

fn one() -> i64 {
    1
}

/// All approaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// The approaches, in the order of the file.
    pub approaches: Vec<Approach>,
}

/// Why a playbook was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaybookError {
    /// Not the playbook's form.
    #[error("not a playbook")]
    Form,
    /// An id stands twice.
    #[error("the id {0} stands twice")]
    Twice(String),
    /// Numbers that cannot be.
    #[error("the numbers of {0} cannot be")]
    Numbers(String),
}

impl Playbook {
    /// The playbook that ships with the product.
    pub fn built_in() -> Self {
        // The file is part of the program and read by a test.
        Self::read(include_str!("playbook.json")).unwrap_or_default()
    }

    /// Reads and checks a playbook.
    pub fn read(json: &str) -> Result<Self, PlaybookError> {
        let playbook: Self = serde_json::from_str(json).map_err(|_| PlaybookError::Form)?;
        for (idx, approach) in playbook.approaches.iter().enumerate() {
            if playbook.approaches[..idx].iter().any(|other| other.id == approach.id) {
                return Err(PlaybookError::Twice(approach.id.clone()));
            }
            let amounts = [
                approach.session_yuan,
                approach.head_yuan,
                approach.crew_mins,
                approach.own_mins,
                approach.notice_days,
            ];
            let heads = approach.format == Format::Single
                || (approach.min_heads >= 2 && approach.min_heads <= approach.max_heads);
            let sound = amounts.iter().all(|amount| (0..=10_000_000).contains(amount))
                && (1..=10).contains(&approach.effect)
                && (0..7).contains(&approach.weekday)
                && approach.seats >= 1
                && heads;
            if !sound {
                return Err(PlaybookError::Numbers(approach.id.clone()));
            }
        }
        Ok(playbook)
    }

    /// The approach with this id.
    pub fn get(&self, id: &str) -> Option<&Approach> {
        self.approaches.iter().find(|approach| approach.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Vocabulary;

    #[test]
    fn the_built_in_playbook_is_sound_and_speaks_the_vocabulary() {
        let playbook = Playbook::read(include_str!("playbook.json")).unwrap();
        let vocabulary = Vocabulary::with(&[]);
        for approach in &playbook.approaches {
            for tag in &approach.tags {
                assert!(vocabulary.get(tag).is_some(), "{}: {tag}", approach.id);
            }
            if let Some(instead) = &approach.instead {
                assert!(playbook.get(instead).is_some(), "{}: {instead}", approach.id);
            }
            for words in [&approach.zh, &approach.en] {
                assert!(
                    !words.name.is_empty() && !words.how.is_empty() && !words.text.is_empty(),
                    "{}",
                    approach.id
                );
            }
        }
        for kind in [
            ApproachKind::Traditional,
            ApproachKind::Modern,
            ApproachKind::Quiet,
            ApproachKind::Resource,
            ApproachKind::Professional,
        ] {
            assert!(playbook.approaches.iter().any(|approach| approach.kind == kind));
        }
    }

    #[test]
    fn an_unsound_playbook_is_refused() {
        assert_eq!(Playbook::read("[]"), Err(PlaybookError::Form));
        let mut twice = Playbook::built_in();
        twice.approaches.push(twice.approaches[0].clone());
        let json = serde_json::to_string(&twice).unwrap();
        assert_eq!(Playbook::read(&json), Err(PlaybookError::Twice(twice.approaches[0].id.clone())));
    }
}
