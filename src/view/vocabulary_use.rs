//! The vocabulary as its editor shows it: each tag with the number of people who like it and who avoid it.

use std::collections::BTreeMap;

use crate::book::{Book, Dimension, Polarity, Tag, Vocabulary};
use crate::order::Order;
use crate::script::fold;

/// A tag with how often it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// The tag.
    pub tag: Tag,
    /// People who like it.
    pub likes: usize,
    /// People who avoid it.
    pub avoids: usize,
}

/// The tags that a search finds, by dimension and within it the most used first; those switched off come last.
pub fn vocabulary_use(
    book: &Book,
    vocabulary: &Vocabulary,
    words: &str,
    dimension: Option<Dimension>,
) -> Vec<TagUse> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for mark in book.customers.iter().flat_map(|customer| &customer.tags) {
        let count = counts.entry(mark.tag.as_str()).or_default();
        *(if mark.polarity == Polarity::Like { &mut count.0 } else { &mut count.1 }) += 1;
    }
    let wanted = fold(words);
    let fits = |tag: &&Tag| {
        let mut names = tag.synonyms.iter().chain([&tag.zh, &tag.en]);
        dimension.is_none_or(|dimension| tag.dimension == dimension)
            && (wanted.is_empty() || names.any(|name| fold(name).contains(&wanted)))
    };
    let all = vocabulary.tags().iter().chain(vocabulary.off());
    let mut found: Vec<TagUse> = all
        .filter(fits)
        .map(|tag| {
            let (likes, avoids) = counts.get(tag.id.as_str()).copied().unwrap_or_default();
            TagUse { tag: tag.clone(), likes, avoids }
        })
        .collect();
    found.order_by_key(|line| (line.tag.off, line.tag.dimension, usize::MAX - line.likes - line.avoids));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Customer, Evidence, TagMark};

    #[test]
    fn uses_are_counted_and_words_are_searched() {
        let mut book = Book::default();
        for polarity in [Polarity::Like, Polarity::Like, Polarity::Avoid] {
            let noted_on = chrono::NaiveDate::default();
            let mark =
                TagMark { tag: "int.tea".into(), polarity, evidence: Evidence::Hand, noted_on, doubt: 0 };
            book.add(Customer { tags: vec![mark], ..Customer::default() });
        }
        let vocabulary = Vocabulary::with(&[]);
        let all = vocabulary_use(&book, &vocabulary, "", Some(Dimension::Interest));
        assert_eq!((all[0].tag.id.as_str(), all[0].likes, all[0].avoids), ("int.tea", 2, 1));
        let found = vocabulary_use(&book, &vocabulary, "掼牌", None);
        assert_eq!(found.iter().map(|line| line.tag.id.as_str()).collect::<Vec<_>>(), ["int.guandan"]);
    }
}
