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

impl Dimension {
    /// All of them, in the order of the vocabulary.
    pub const ALL: [Self; 6] =
        [Self::Personality, Self::Interest, Self::Need, Self::Occupation, Self::Preference, Self::Product];

    /// The word for it in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Personality => "personality",
            Self::Interest => "interest",
            Self::Need => "need",
            Self::Occupation => "occupation",
            Self::Preference => "preference",
            Self::Product => "product",
        }
    }
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
    /// Switched off: known where somebody has it, but neither offered nor read from notes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
    /// The tag that it was merged into: whoever writes its words means that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Tag {
    /// Whether it belongs to the branch; the others ship with the product.
    pub fn is_own(&self) -> bool {
        self.id.starts_with("own.")
    }

    /// A tag of the branch's own for a word that nobody knew.
    pub fn own(word: &str) -> Self {
        let name = clean(word);
        Self {
            id: format!("own.{}", fold(word)),
            zh: name.clone(),
            en: name,
            dimension: Dimension::Interest,
            synonyms: Vec::new(),
            off: false,
            into: None,
        }
    }
}

/// The vocabulary, with an index by id and by written word. A copy is a pointer.
#[derive(Clone, Debug)]
pub struct Vocabulary(Arc<Indexed>);

#[derive(Debug)]
struct Indexed {
    /// What was laid over the tags that ship.
    own: Vec<Tag>,
    /// The tags in use.
    tags: Vec<Tag>,
    /// Those that are switched off.
    off: Vec<Tag>,
    /// Tags that were merged, with those they went into.
    merged: BTreeMap<String, String>,
    by_id: BTreeMap<String, usize>,
    by_word: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Source {
    tags: Vec<Tag>,
}

impl Vocabulary {
    /// The vocabulary that ships with the product, with the branch's own tags added and its changes laid over.
    pub fn with(own: &[Tag]) -> Self {
        // Every page asks for it, many times: what ships is read and indexed once.
        static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(|| {
            // The file is part of the program and read by a test; an unreadable one leaves the branch's own tags.
            let built_in = serde_json::from_str::<Source>(include_str!("../notes/vocabulary.json"));
            Vocabulary::of(built_in.map(|source| source.tags).unwrap_or_default(), Vec::new())
        });
        if own.is_empty() {
            return BUILT_IN.clone();
        }
        thread_local! {
            static LAST: RefCell<Option<Vocabulary>> = const { RefCell::new(None) };
        }
        LAST.with_borrow_mut(|last| match last {
            Some(last) if last.0.own == own => last.clone(),
            _ => {
                let made = Self::of(laid_over(BUILT_IN.tags(), own), own.to_vec());
                last.insert(made).clone()
            }
        })
    }

    fn of(all: Vec<Tag>, own: Vec<Tag>) -> Self {
        let merged: BTreeMap<String, String> =
            all.iter().filter_map(|tag| Some((tag.id.clone(), tag.into.clone()?))).collect();
        let mut tags: Vec<Tag> = all.iter().filter(|tag| !tag.off && tag.into.is_none()).cloned().collect();
        let off: Vec<Tag> = all.iter().filter(|tag| tag.off && tag.into.is_none()).cloned().collect();
        // The words of a merged tag are words of the one it went into, so that notes are read right at once.
        for tag in all.iter().filter(|tag| tag.into.is_some()) {
            let end = end_of(&merged, &tag.id);
            if let Some(target) = tags.iter_mut().find(|other| other.id == end) {
                for word in tag.synonyms.iter().chain([&tag.zh, &tag.en]) {
                    if !word.is_empty() && !target.synonyms.contains(word) {
                        target.synonyms.push(word.clone());
                    }
                }
            }
        }
        let (mut by_id, mut by_word) = (BTreeMap::new(), BTreeMap::new());
        for (idx, tag) in tags.iter().enumerate() {
            by_id.insert(tag.id.clone(), idx);
            for word in tag.synonyms.iter().chain([&tag.zh, &tag.en, &tag.id]) {
                by_word.entry(fold(word)).or_insert(idx);
            }
        }
        Self(Arc::new(Indexed { own, tags, off, merged, by_id, by_word }))
    }

    /// True when the other is a copy of this one.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// All tags in use, by dimension as they ship.
    pub fn tags(&self) -> &[Tag] {
        &self.0.tags
    }

    /// Those that are switched off.
    pub fn off(&self) -> &[Tag] {
        &self.0.off
    }

    /// The tag with this id, in use or not; of a merged one the tag it went into.
    pub fn get(&self, id: &str) -> Option<&Tag> {
        let id = self.end(id);
        let used = self.0.by_id.get(id).map(|idx| &self.0.tags[*idx]);
        used.or_else(|| self.0.off.iter().find(|tag| tag.id == id))
    }

    /// The id under which a tag goes on: its own, or that of the tag it was merged into.
    pub fn end<'a>(&'a self, id: &'a str) -> &'a str {
        end_of(&self.0.merged, id)
    }

    /// The tag that a single written word names, if it names exactly one.
    pub fn named(&self, word: &str) -> Option<&Tag> {
        self.0.by_word.get(&fold(word)).map(|idx| &self.0.tags[*idx])
    }
}

/// Follows mergings to their end; a ring, which only a crafted file can hold, ends where it began.
fn end_of<'a>(merged: &'a BTreeMap<String, String>, id: &'a str) -> &'a str {
    let mut end = id;
    for _ in 0..merged.len() {
        match merged.get(end) {
            Some(next) => end = next,
            None => return end,
        }
    }
    if merged.contains_key(end) {
        id
    } else {
        end
    }
}

/// The tags that ship with those of the branch over them: one with a known id takes its place, the others come behind.
fn laid_over(built_in: &[Tag], own: &[Tag]) -> Vec<Tag> {
    let mut all = built_in.to_vec();
    for tag in own {
        match all.iter_mut().find(|known| known.id == tag.id) {
            Some(known) => *known = tag.clone(),
            None => all.push(tag.clone()),
        }
    }
    all
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
            ..Tag::own("")
        };
        let other = Tag { id: "own.2".into(), ..own.clone() };
        assert_eq!(Vocabulary::with(&[other]).named("drones").map(|tag| tag.id.as_str()), Some("own.2"));
        assert_eq!(Vocabulary::with(&[own]).named("drones").map(|tag| tag.id.as_str()), Some("own.1"));
    }

    #[test]
    fn changes_of_the_branch_lie_over_what_ships() {
        let built_in = Vocabulary::with(&[]);
        let shipped = |id: &str| built_in.get(id).unwrap().clone();
        let mut cards = shipped("int.guandan");
        cards.zh = "打掼蛋".into();
        cards.synonyms.push("甩两把".into());
        let off = Tag { off: true, ..shipped("int.golf") };
        let merged = Tag { into: Some("int.guandan".into()), ..Tag::own("双升") };
        let vocabulary = Vocabulary::with(&[cards, off, merged]);
        assert_eq!(vocabulary.tags().len(), built_in.tags().len() - 1);
        assert_eq!(vocabulary.tags()[10].zh, "打掼蛋", "it keeps its place");
        assert_eq!(vocabulary.named("甩两把").map(|tag| tag.id.as_str()), Some("int.guandan"));
        assert_eq!(vocabulary.named("双升").map(|tag| tag.id.as_str()), Some("int.guandan"));
        assert_eq!(vocabulary.get("own.双升").map(|tag| tag.id.as_str()), Some("int.guandan"));
        assert!(vocabulary.named("高尔夫").is_none() && vocabulary.get("int.golf").is_some());
    }

    #[test]
    fn a_ring_of_mergings_does_no_harm() {
        let ring = |word: &str, into: &str| Tag { into: Some(into.into()), ..Tag::own(word) };
        let vocabulary = Vocabulary::with(&[ring("a", "own.b"), ring("b", "own.a"), ring("c", "own.nobody")]);
        assert!(vocabulary.get("own.a").is_none() && vocabulary.get("own.c").is_none());
        assert_eq!(vocabulary.tags().len(), 109);
    }

    #[test]
    fn tags_kept_by_an_older_page_are_read() {
        let old = r#"{"id":"own.x","zh":"甲","en":"a","dimension":"interest","synonyms":[]}"#;
        let tag: Tag = serde_json::from_str(old).unwrap();
        assert!(!tag.off && tag.into.is_none());
        assert_eq!(serde_json::to_string(&tag).unwrap(), old);
    }
}
