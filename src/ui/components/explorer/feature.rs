//! What people have or have not, in words.

use crate::book::Vocabulary;
use crate::text::{self, Lang};
use crate::view::explorer::Feature;

/// The name of a feature.
pub fn feature_name(lang: Lang, vocabulary: &Vocabulary, feature: &Feature) -> String {
    let words = &text::words(lang).explorer;
    match feature {
        Feature::Likes(tag) => text::tag(lang, vocabulary, tag),
        Feature::Avoids(tag) => format!("{} {}", words.avoids, text::tag(lang, vocabulary, tag)),
        Feature::Group(name) | Feature::Tier(name) => name.clone(),
        Feature::Woman => words.women.to_owned(),
    }
}
