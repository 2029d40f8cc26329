//! Changes by name: what was kept, taken back, done again.

use crate::branch::EditKind;
use crate::text::{care_words, edit_words, words, Lang};

/// The kind of a change.
pub fn edit_name(lang: Lang, kind: EditKind) -> &'static str {
    let words = edit_words(lang);
    match kind {
        EditKind::Opened => words.opened,
        EditKind::List => words.list,
        EditKind::Circles => words.circles,
        EditKind::Plan => words.plan,
        EditKind::Wishes => words.wishes,
        EditKind::Events => words.events,
        EditKind::Guests => words.guests,
        EditKind::Hours => words.hours,
        EditKind::Seats => words.seats,
        EditKind::Roles => words.roles,
        EditKind::Settings => words.settings,
        EditKind::Scenarios => words.scenarios,
        EditKind::Forgotten => words.forgotten,
        EditKind::Name => words.name,
        EditKind::Circle => words.circle,
        EditKind::Tags => words.tags,
        EditKind::Note => words.note,
        EditKind::Apart => words.apart,
        EditKind::Contact => words.contact,
        EditKind::Playbook => words.playbook,
        EditKind::Wording => words.wording,
        EditKind::Resources => words.resources,
        EditKind::Consent => words.consent,
        EditKind::Experts => words.experts,
        EditKind::Question => words.question,
        EditKind::Avoid => words.avoid,
        EditKind::Facts => words.facts,
        EditKind::Vocabulary => words.vocabulary,
        EditKind::Conditions => words.conditions,
        EditKind::Refusals => words.refusals,
    }
}

/// What was kept.
pub fn edit_kept(lang: Lang, kind: EditKind) -> String {
    named(lang, words(lang).app.kept, kind)
}

/// What undo has taken back.
pub fn edit_undone(lang: Lang, kind: EditKind) -> String {
    named(lang, words(lang).app.undone, kind)
}

/// What was done again.
pub fn edit_redone(lang: Lang, kind: EditKind) -> String {
    named(lang, words(lang).app.redone, kind)
}

fn named(lang: Lang, done: &str, kind: EditKind) -> String {
    format!("{done}{}{}", care_words(lang).colon, edit_name(lang, kind))
}
