//! Words: the codes of the core as sentences, in Chinese and English.
//!
//! Fixed words are structs (`words`), filled in `zh` and `en`: a missing one does not compile. Sentences with
//! parameters are functions by what they speak of; each matches on every variant in both languages.

mod approach_words;
mod book_words;
mod care;
mod care_words;
mod circle;
mod edit_words;
mod en;
mod event_words;
mod file;
mod format;
mod guide;
mod keeping;
mod message;
mod page_guide;
mod plan;
mod quarter_words;
mod query;
mod ranking;
mod typed;
mod why;
mod words;
mod zh;

pub use approach_words::{approach_words, belief, channel, involved, ApproachWords};
pub use book_words::{book_tool_words, BookToolWords};
pub use care::{
    approach, approach_name, avoid, avoid_briefly, avoid_cause, avoid_kind, avoid_line, compliance,
    guard_instead, guard_rule, kind_name, match_reason, occasion, playbook_error, reason, seat_group, unmet,
};
pub use care_words::{care_words, CareWords};
pub use circle::{
    ask_tags, ask_temperament, circle_name, circle_rule, group_share, members_line, quiet_and_lively, split,
    tables, why_not_chance,
};
pub use edit_words::{edit_words, EditWords};
pub use event_words::{event_words, EventWords};
pub use file::{field, finding, import_error, place, row, way_out};
pub use format::{
    birthday, counted, date, day, day_of_week, grouped, listed, month, months, more_of, percent, risk,
    short_day, wan, weekday, yuan, yuan_of_fen, Counted,
};
pub use guide::{glossary, guide, guide_words, GuideWords, Topic};
pub use keeping::{deed, keeping, KeepingWords};
pub use message::{fill, form_of_address, group_wording, message_kind, tone, wording, Slots, GROUP_KINDS};
pub use page_guide::{page_guide, Behind};
pub use plan::{
    blocker, conflict, day_mark, festival, free_limits, hours, least_way_out, limit, not_placed, price,
    price_tells, proof, relief, step, week, week_closed,
};
pub use quarter_words::{quarter_words, QuarterWords};
pub use query::{condition, dimension, lack, nature, query, sense};
pub use ranking::{apart, not_shown, rank_question, rank_reasons, ranking_words, RankingWords};
pub use typed::typed_error;
pub use why::{why, Figure};
pub use words::*;

use serde::{Deserialize, Serialize};

use crate::book::Vocabulary;

/// The language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The code for the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// One of two sentences.
    fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// All fixed words of a language.
pub fn words(lang: Lang) -> &'static AllWords {
    lang.pick(&zh::WORDS, &en::WORDS)
}

/// The name of a tag; an id that the vocabulary does not know is shown as it is.
pub fn tag(lang: Lang, vocabulary: &Vocabulary, id: &str) -> String {
    vocabulary.get(id).map_or_else(|| id.to_owned(), |tag| lang.pick(&tag.zh, &tag.en).clone())
}
