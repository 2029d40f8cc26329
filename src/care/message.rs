//! Messages to customers as values: what a text is for, in which tone, and the branch's own wording. The sentences that
//! ship are in `text`.

use serde::{Deserialize, Serialize};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum MessageKind {
    Invitation,
    Card,
    Reminder,
    Thanks,
    FollowUp,
    /// Asks for consent before people are brought together.
    AskFirst,
    /// Says no with grace: no seat left, or not this time.
    Decline,
}

impl MessageKind {
    /// All of them, in the order in which they are needed.
    pub const ALL: [Self; 7] = [
        Self::Invitation,
        Self::Card,
        Self::Reminder,
        Self::Thanks,
        Self::FollowUp,
        Self::AskFirst,
        Self::Decline,
    ];
}

/// How a text sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Tone {
    Formal,
    Warm,
    Brief,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Formal, Self::Warm, Self::Brief];
}

/// A branch's own wording, in place of the one that ships. Slots: `{name}`, `{event}`, `{date}`, `{sender}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Id of the approach.
    pub approach: String,
    /// What it is for.
    pub kind: MessageKind,
    /// How it sounds.
    pub tone: Tone,
    /// In English; else in Chinese.
    pub english: bool,
    /// The text with its slots.
    pub text: String,
}

impl Template {
    /// Whether it stands for the same text as another.
    pub fn replaces(&self, other: &Self) -> bool {
        (&self.approach, self.kind, self.tone, self.english)
            == (&other.approach, other.kind, other.tone, other.english)
    }
}
