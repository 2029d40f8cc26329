//! What kind of change an edit is: by this undo says what it takes back.

use super::{Branch, Edit};
use crate::plan::quarter::PlanWishes;

/// Kinds of changes, as somebody would name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// A branch was opened.
    Opened,
    /// A list or another manager's branch came in.
    List,
    /// Circles were found.
    Circles,
    /// A plan was made.
    Plan,
    /// Decisions about the plan, of several kinds.
    Wishes,
    /// An event was pinned, moved or called off, or brought back.
    Events,
    /// A guest or a single contact was kept or kept away.
    Guests,
    /// A manager's hours.
    Hours,
    /// Who sits where.
    Seats,
    /// Who takes a role on stage.
    Roles,
    /// Limits of the plan.
    Settings,
    /// Kept plans.
    Scenarios,
    /// A person was deleted.
    Forgotten,
    /// The name of the branch.
    Name,
    /// A circle was changed by hand.
    Circle,
    /// Tags of people.
    Tags,
    /// A note.
    Note,
    /// Who must not meet.
    Apart,
    /// A contact.
    Contact,
    /// The playbook.
    Playbook,
    /// Wording.
    Wording,
    /// Resources.
    Resources,
    /// Who agreed to be brought together.
    Consent,
    /// Who answers questions.
    Experts,
    /// A question.
    Question,
    /// An avoid.
    Avoid,
    /// Facts of people.
    Facts,
    /// The vocabulary.
    Vocabulary,
    /// Kept conditions.
    Conditions,
    /// What somebody refuses.
    Refusals,
}

impl EditKind {
    /// Whether the change is told by itself, with what a computation makes of it.
    pub fn is_told_by_its_work(self) -> bool {
        matches!(
            self,
            Self::Opened
                | Self::Circles
                | Self::Plan
                | Self::Wishes
                | Self::Events
                | Self::Guests
                | Self::Hours
                | Self::Seats
                | Self::Roles
                | Self::Settings
        )
    }
}

/// What differs between decisions. What an event takes along (its seats, its guests) is a part of what happens to it.
fn decided(before: &PlanWishes, after: &PlanWishes) -> EditKind {
    let hours = before.hours != after.hours;
    let events =
        (&before.pinned, &before.cancelled, &before.moved) != (&after.pinned, &after.cancelled, &after.moved);
    let guests = (&before.held, &before.refused) != (&after.held, &after.refused);
    match (hours, events, guests) {
        (true, false, false) => EditKind::Hours,
        (true, ..) => EditKind::Wishes,
        (false, true, _) => EditKind::Events,
        (false, false, true) => EditKind::Guests,
        _ if before.roles != after.roles => EditKind::Roles,
        _ => EditKind::Seats,
    }
}

impl Edit {
    /// The kind, for a branch as it is before.
    pub fn kind(&self, before: &Branch) -> EditKind {
        match self {
            Self::Open(_) => EditKind::Opened,
            Self::Import { .. } | Self::Merge { .. } | Self::Join { .. } => EditKind::List,
            Self::KeepCircles(_) | Self::BringCirclesBack | Self::BoundCircles(_) => EditKind::Circles,
            Self::KeepPlan(_) => EditKind::Plan,
            Self::SetWishes(wishes) => decided(&before.wishes, wishes),
            Self::SetSettings(_) => EditKind::Settings,
            Self::KeepScenario { .. } | Self::UseScenario(_) | Self::DropScenario(_) => EditKind::Scenarios,
            Self::Forget(_) => EditKind::Forgotten,
            Self::Rename(_) => EditKind::Name,
            Self::NameCircle { .. }
            | Self::MakeCircle { .. }
            | Self::JoinCircles { .. }
            | Self::SplitCircle { .. }
            | Self::PinCircle { .. }
            | Self::SetCircleAside(_)
            | Self::LeaveOut { .. }
            | Self::TakeBack { .. } => EditKind::Circle,
            Self::SetTag { .. }
            | Self::RemoveTag { .. }
            | Self::Judge { .. }
            | Self::AcceptAll { .. }
            | Self::TagEach { .. } => EditKind::Tags,
            Self::AddNote { .. } => EditKind::Note,
            Self::KeepApart(_) | Self::LetMeet(..) => EditKind::Apart,
            Self::Record { .. } => EditKind::Contact,
            Self::KeepApproach(_)
            | Self::RestoreApproach(_)
            | Self::SwitchApproach { .. }
            | Self::SetLimits(_)
            | Self::TakePlaybook(_) => EditKind::Playbook,
            Self::KeepTemplate(_) => EditKind::Wording,
            Self::KeepResource(_) | Self::RemoveResource(_) => EditKind::Resources,
            Self::KeepConsent(_) => EditKind::Consent,
            Self::SetExperts(_) => EditKind::Experts,
            Self::Ask { .. } => EditKind::Question,
            Self::OverrideAvoid { .. } => EditKind::Avoid,
            Self::Bulk { .. } | Self::SetFacts { .. } => EditKind::Facts,
            Self::KeepTag(_) | Self::MergeTags { .. } | Self::TakeTags(_) => EditKind::Vocabulary,
            Self::KeepQuery(_) | Self::RenameQuery { .. } | Self::DropQuery(_) => EditKind::Conditions,
            Self::SetRefusals { .. } => EditKind::Refusals,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::CustomerId;
    use crate::circles::CircleId;
    use crate::plan::quarter::{EventKey, TouchKey};

    #[test]
    fn a_decision_is_named_by_what_it_changes() {
        let event = EventKey { approach: "guandan".into(), circle: CircleId(3), week: 2 };
        let guest = CustomerId(7);
        let kind = |change: &dyn Fn(&mut PlanWishes)| {
            let mut wishes = PlanWishes::default();
            change(&mut wishes);
            Edit::SetWishes(wishes).kind(&Branch::empty())
        };
        assert_eq!(kind(&|wishes| wishes.toggle_pin(&event)), EditKind::Events);
        assert_eq!(kind(&|wishes| wishes.shift(&event, 5)), EditKind::Events);
        assert_eq!(kind(&|wishes| wishes.hold(&TouchKey::seat(guest, &event))), EditKind::Guests);
        // Whoever comes in takes a chair along: it is the guest that matters.
        let swap = |wishes: &mut PlanWishes| wishes.swap_chair(&event, &[vec![guest]], guest, CustomerId(8));
        assert_eq!(kind(&swap), EditKind::Guests);
        assert_eq!(kind(&|wishes| wishes.keep_tables(&event, vec![vec![guest]])), EditKind::Seats);
        assert_eq!(kind(&|wishes| wishes.give_role(&event, "裁判", Some(guest))), EditKind::Roles);
        let away = |wishes: &mut PlanWishes| wishes.set_hours("王丽", 3, Some(0));
        assert_eq!(kind(&away), EditKind::Hours);
        let both = |wishes: &mut PlanWishes| {
            away(wishes);
            wishes.cancel(&event);
        };
        assert_eq!(kind(&both), EditKind::Wishes);
    }
}
