//! The tags a branch speaks in: six dimensions, each tag with names in both languages and the words people write.

use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::script::{clean, fold};

/// What a tag is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Dimension {
    Personality,
    Interest,
    Need,
    Occupation,
    Preference,
    Product,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Stable id, e.g. `int.guandan`; user tags begin with `own.`.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// What it is about.
    pub dimension: Dimension,
    /// Words that people write for it.
    pub synonyms: Vec<String>,
}

impl Tag {
    /// A tag of the branch's own for a word that nobody knew.
    pub fn own(word: &str) -> Self {
        let name = clean(word);
        Self {
            id: format!("own.{}", fold(word)),
            zh: name.clone(),
            en: name,
            dimension: Dimension::Interest,
            synonyms: Vec::new(),
        }
    }
}

/// The vocabulary, with an index by id and by written word. A copy is a pointer.
#[derive(Clone, Debug)]
pub struct Vocabulary(Arc<Indexed>);

#[derive(Debug)]
struct Indexed {
    tags: Vec<Tag>,
    by_id: BTreeMap<String, usize>,
    by_word: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Source {
    tags: Vec<Tag>,
}

impl Vocabulary {
    /// The vocabulary that ships with the product, with the branch's own tags added.
    pub fn with(own: &[Tag]) -> Self {
        // Every page asks for it, many times: what ships is read and indexed once.
        static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| {
            // The file is part of the program and read by a test; an unreadable one leaves the branch's own tags.
            let built_in = serde_json::from_str::<Source>(include_str!("../notes/vocabulary.json"));
            Vocabulary::of(built_in.map(|source| source.tags).unwrap_or_default())
        });
        if own.is_empty() {
            return BUILT_IN.clone();
        }
        thread_local! {
            static LAST: RefCell<Option<Vocabulary>> = const { RefCell::new(None) };
        }
        LAST.with_borrow_mut(|last| match last {
            Some(last) if last.tags()[BUILT_IN.tags().len()..] == *own => last.clone(),
            _ => {
                let made = Self::of(BUILT_IN.tags().iter().chain(own).cloned().collect());
                last.insert(made).clone()
            }
        })
    }

    fn of(tags: Vec<Tag>) -> Self {
        let (mut by_id, mut by_word) = (BTreeMap::new(), BTreeMap::new());
        by_id.extend(tags.iter().enumerate().map(|(idx, tag)| (tag.id.clone(), idx)));
        for (idx, tag) in tags.iter().enumerate() {
            for word in tag.synonyms.iter().chain([&tag.zh, &tag.en, &tag.id]) {
                by_word.entry(fold(word)).or_insert(idx);
            }
        }
        Self(Arc::new(Indexed { tags, by_id, by_word }))
    }

    /// True when the other is a copy of this one.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// All tags, by dimension as they ship.
    pub fn tags(&self) -> &[Tag] {
        &self.0.tags
    }

    /// The tag with this id.
    pub fn get(&self, id: &str) -> Option<&Tag> {
        self.0.by_id.get(id).map(|idx| &self.0.tags[*idx])
    }

    /// The tag that a single written word names, if it names exactly one.
    pub fn named(&self, word: &str) -> Option<&Tag> {
        self.0.by_word.get(&fold(word)).map(|idx| &self.0.tags[*idx])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_is_whole() {
        let vocabulary = Vocabulary::with(&[]);
        assert_eq!(vocabulary.tags().len(), 109);
        assert_eq!(vocabulary.named("掼牌").map(|tag| tag.id.as_str()), Some("int.guandan"));
        assert_eq!(vocabulary.get("per.quiet").map(|tag| tag.dimension), Some(Dimension::Personality));
        assert!(vocabulary.tags().iter().all(|tag| !tag.zh.is_empty() && !tag.en.is_empty()));
    }

    #[test]
    fn own_tags_are_found_by_name() {
        let own = Tag {
            id: "own.1".into(),
            zh: "无人机".into(),
            en: "Drones".into(),
            dimension: Dimension::Interest,
            synonyms: vec!["飞无人机".into()],
        };
        let other = Tag { id: "own.2".into(), ..own.clone() };
        assert_eq!(Vocabulary::with(&[other]).named("drones").map(|tag| tag.id.as_str()), Some("own.2"));
        assert_eq!(Vocabulary::with(&[own]).named("drones").map(|tag| tag.id.as_str()), Some("own.1"));
    }
}
