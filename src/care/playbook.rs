//! The playbook: the approaches that ship with the product (`playbook.json`) and what a branch makes of them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::approach::{Approach, Format};
use super::guard;

/// Limits that hold for all approaches (sample values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Largest event that somebody who dislikes crowds is invited to.
    pub crowd_heads: i64,
    /// Dearest gift to a public official, in yuan.
    pub official_gift_yuan: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { crowd_heads: super::CROWD_LIMIT, official_gift_yuan: 0 }
    }
}

/// All approaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// Limits that hold for all of them.
    #[serde(default)]
    pub limits: Limits,
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
    /// Words that a rule of the guard stops.
    #[error("the guard stops the words of {0}")]
    Guard(String, guard::Rule),
}

/// What a branch has made of the playbook that ships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaybookChanges {
    /// Approaches that were changed or added, by id.
    pub changed: Vec<Approach>,
    /// Ids of approaches that are switched off.
    pub off: Vec<String>,
    /// Limits of the branch.
    pub limits: Limits,
}

impl PlaybookChanges {
    /// The changes that turn the playbook that ships into another one: what is missing there is switched off.
    pub fn towards(wanted: &Playbook) -> Self {
        let shipped = Playbook::built_in();
        let changed = wanted.approaches.iter().filter(|approach| shipped.get(&approach.id) != Some(approach));
        let off = shipped.approaches.iter().filter(|approach| wanted.get(&approach.id).is_none());
        Self {
            changed: changed.cloned().collect(),
            off: off.map(|approach| approach.id.clone()).collect(),
            limits: wanted.limits,
        }
    }

    /// Keeps a changed or new approach; one that is as it ships is no change.
    pub fn keep(&mut self, approach: Approach) {
        self.changed.retain(|old| old.id != approach.id);
        if Playbook::built_in().get(&approach.id) != Some(&approach) {
            self.changed.push(approach);
        }
    }

    /// Takes an approach back to how it ships; one of the branch's own goes.
    pub fn restore(&mut self, id: &str) {
        self.changed.retain(|old| old.id != id);
        self.off.retain(|off| off != id);
    }

    /// Switches an approach off or on.
    pub fn switch(&mut self, id: &str, on: bool) {
        self.off.retain(|off| off != id);
        if !on {
            self.off.push(id.to_owned());
        }
    }
}

impl Approach {
    /// Whether its numbers can be, and no rule of the guard speaks against its words.
    pub fn check(&self) -> Result<(), PlaybookError> {
        let staff = self.staff;
        let amounts = [
            self.session_yuan,
            self.head_yuan,
            self.guest_mins,
            self.notice_days,
            staff.before,
            staff.during,
            staff.after,
        ];
        let heads = self.format == Format::Single
            || (self.min_heads >= 2
                && self.min_heads <= self.max_heads
                && (self.best_heads == 0 || (self.min_heads..=self.max_heads).contains(&self.best_heads)));
        let sound = amounts.iter().all(|amount| (0..=10_000_000).contains(amount))
            && (1..=10).contains(&self.effect)
            && (0..7).contains(&self.weekday)
            && self.months.iter().all(|month| (1..=12).contains(month))
            && self.product_risk.is_none_or(|risk| (1..=5).contains(&risk))
            && self.seats >= 1
            && heads
            && !self.id.is_empty();
        if !sound {
            return Err(PlaybookError::Numbers(self.id.clone()));
        }
        let said = [&self.zh, &self.en].into_iter().flat_map(|words| [&words.how, &words.text]);
        match said.flat_map(|text| guard::check_text(text)).next() {
            Some(finding) => Err(PlaybookError::Guard(self.id.clone(), finding.rule)),
            None => Ok(()),
        }
    }
}

impl Playbook {
    /// The playbook that ships with the product.
    pub fn built_in() -> Self {
        // The file is part of the program and read by a test; it is read once, however many pages ask for it.
        static BUILT_IN: LazyLock<Playbook> =
            LazyLock::new(|| Playbook::read(include_str!("playbook.json")).unwrap_or_default());
        BUILT_IN.clone()
    }

    /// Reads and checks a playbook.
    pub fn read(json: &str) -> Result<Self, PlaybookError> {
        let playbook: Self = serde_json::from_str(json).map_err(|_| PlaybookError::Form)?;
        for (idx, approach) in playbook.approaches.iter().enumerate() {
            if playbook.approaches[..idx].iter().any(|other| other.id == approach.id) {
                return Err(PlaybookError::Twice(approach.id.clone()));
            }
            approach.check()?;
        }
        Ok(playbook)
    }

    /// The playbook that ships, with a branch's changes laid over it.
    pub fn with(changes: &PlaybookChanges) -> Self {
        let mut playbook = Self::built_in();
        playbook.limits = changes.limits;
        for changed in &changes.changed {
            match playbook.approaches.iter_mut().find(|approach| approach.id == changed.id) {
                Some(approach) => *approach = changed.clone(),
                None => playbook.approaches.push(changed.clone()),
            }
        }
        playbook.approaches.retain(|approach| !changes.off.contains(&approach.id));
        playbook
    }

    /// The playbook as a file.
    pub fn write(&self) -> String {
        // Plain data with text keys: writing it as JSON cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The approach with this id.
    pub fn get(&self, id: &str) -> Option<&Approach> {
        self.approaches.iter().find(|approach| approach.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ApproachKind;
    use super::*;
    use crate::book::Vocabulary;

    #[test]
    fn the_built_in_playbook_is_sound_and_speaks_the_vocabulary() {
        let playbook = Playbook::read(include_str!("playbook.json")).unwrap();
        assert!(playbook.approaches.len() >= 45);
        let vocabulary = Vocabulary::with(&[]);
        for approach in &playbook.approaches {
            for tag in approach.tags.iter().chain(&approach.never.tags) {
                assert!(vocabulary.get(tag).is_some(), "{}: {tag}", approach.id);
            }
            for instead in &approach.instead {
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

    #[test]
    fn words_that_tie_a_gift_to_a_deposit_are_refused() {
        let mut approach = Playbook::built_in().approaches[0].clone();
        approach.zh.text = "{name}您好，存款满五万送食用油一桶".into();
        assert_eq!(approach.check(), Err(PlaybookError::Guard(approach.id.clone(), guard::Rule::TiedGift)));
    }

    #[test]
    fn changes_lie_over_what_ships_and_can_be_taken_back() {
        let mut changes = PlaybookChanges::default();
        let mut dearer = Playbook::built_in().get("photo_class").unwrap().clone();
        dearer.session_yuan = 900;
        changes.keep(dearer.clone());
        changes.switch("hike", false);
        let playbook = Playbook::with(&changes);
        assert_eq!(playbook.get("photo_class"), Some(&dearer));
        assert_eq!(playbook.get("hike"), None);
        assert_eq!(PlaybookChanges::towards(&playbook), changes);
        assert_eq!(Playbook::read(&playbook.write()).as_ref(), Ok(&playbook));
        changes.restore("photo_class");
        changes.switch("hike", true);
        assert_eq!(Playbook::with(&changes), Playbook::built_in());
    }
}
