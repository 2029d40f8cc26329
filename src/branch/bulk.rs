//! One change to many people, as one step.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Branch;
use crate::book::{Customer, CustomerId, Tag, TagMark};

/// What is changed for each of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BulkChange {
    /// Sets a tag. Who has it that way already keeps his own evidence.
    SetTag(TagMark),
    /// Takes a tag off.
    RemoveTag(String),
    /// Adds a traditional group.
    AddGroup(String),
    /// Takes a traditional group off.
    RemoveGroup(String),
    /// Gives them to a manager.
    SetManager(String),
}

impl BulkChange {
    /// Whether it changes anything about a person.
    pub fn concerns(&self, customer: &Customer) -> bool {
        match self {
            Self::SetTag(mark) => customer.mark(&mark.tag).is_none_or(|old| old.polarity != mark.polarity),
            Self::RemoveTag(tag) => customer.mark(tag).is_some(),
            Self::AddGroup(group) => !customer.groups.contains(group),
            Self::RemoveGroup(group) => customer.groups.contains(group),
            Self::SetManager(manager) => customer.manager != *manager,
        }
    }

    fn make(&self, customer: &mut Customer) {
        match self {
            Self::SetTag(mark) => {
                customer.tags.retain(|old| old.tag != mark.tag);
                customer.tags.push(mark.clone());
            }
            Self::RemoveTag(tag) => customer.tags.retain(|mark| mark.tag != *tag),
            Self::AddGroup(group) => customer.groups.push(group.clone()),
            Self::RemoveGroup(group) => customer.groups.retain(|old| old != group),
            Self::SetManager(manager) => customer.manager.clone_from(manager),
        }
    }
}

/// Changes everybody whom it concerns; the others are not even copied.
pub(super) fn change(branch: &mut Branch, customers: &[CustomerId], change: &BulkChange) {
    let book = Arc::make_mut(&mut branch.book);
    for id in customers {
        if let Some(at) = book.position(*id) {
            if change.concerns(&book.customers[at]) {
                change.make(Arc::make_mut(&mut book.customers[at]));
            }
        }
    }
}

/// Sets tags of many people, each their own, and learns the words that are new.
pub(super) fn tag_each(branch: &mut Branch, marks: Vec<(CustomerId, TagMark)>, own_tags: Vec<Tag>) {
    super::edit::know(branch, own_tags);
    for (customer, mark) in marks {
        change(branch, &[customer], &BulkChange::SetTag(mark));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Dimension, Evidence, Polarity};
    use crate::branch::{Edit, History};

    fn mark(tag: &str, polarity: Polarity, evidence: Evidence) -> TagMark {
        TagMark { tag: tag.into(), polarity, evidence, noted_on: chrono::NaiveDate::default(), doubt: 0 }
    }

    fn three() -> History {
        let mut branch = Branch::empty();
        for name in ["甲", "乙", "丙"] {
            Arc::make_mut(&mut branch.book).add(Customer { name: name.into(), ..Customer::default() });
        }
        History::new(branch)
    }

    #[test]
    fn one_step_changes_many_and_one_undo_takes_it_back() {
        let mut history = three();
        let proved = Evidence::Cell { column: "爱好".into(), value: "掼蛋".into() };
        let own = mark("int.guandan", Polarity::Like, proved);
        history.apply(Edit::SetTag { customer: CustomerId(0), mark: own.clone() });
        let before = history.now().clone();
        let everybody: Vec<CustomerId> = (0..9).map(CustomerId).collect();
        let bulk = |change| Edit::Bulk { customers: everybody.clone(), change };
        let by_hand = mark("int.guandan", Polarity::Like, Evidence::Hand);
        history.apply(bulk(BulkChange::SetTag(by_hand)));
        let book = &history.now().book;
        assert!(book.customers.iter().all(|customer| customer.is("int.guandan")));
        assert_eq!(book.customers[0].tags, [own], "what proved it stays");
        assert!(
            Arc::ptr_eq(&book.customers[0], &before.book.customers[0]),
            "who is not concerned is not copied"
        );
        history.undo();
        assert_eq!(*history.now(), before);
        history.redo();
        history.apply(bulk(BulkChange::SetTag(mark("int.guandan", Polarity::Avoid, Evidence::Hand))));
        assert!(history.now().book.customers.iter().all(|customer| customer.shuns("int.guandan")));
        history.apply(bulk(BulkChange::RemoveTag("int.guandan".into())));
        history.apply(bulk(BulkChange::AddGroup("老年客户".into())));
        history.apply(bulk(BulkChange::AddGroup("老年客户".into())));
        history.apply(bulk(BulkChange::SetManager("王芳".into())));
        let last = &history.now().book.customers[2];
        assert_eq!((last.tags.len(), last.groups.len(), last.manager.as_str()), (0, 1, "王芳"));
        history.apply(bulk(BulkChange::RemoveGroup("老年客户".into())));
        assert!(history.now().book.customers[2].groups.is_empty());
        for _ in 0..6 {
            history.undo();
        }
        assert_eq!(history.now().book.customers[1].tags.len(), 1);
    }

    #[test]
    fn pasted_tags_and_their_new_words_come_and_go_together() {
        let mut history = three();
        let before = history.now().clone();
        let own = Tag {
            id: "own.无人机".into(),
            zh: "无人机".into(),
            en: "无人机".into(),
            dimension: Dimension::Interest,
            synonyms: Vec::new(),
            ..Tag::own("")
        };
        let marks = vec![
            (CustomerId(0), mark("own.无人机", Polarity::Like, Evidence::Hand)),
            (CustomerId(2), mark("int.tea", Polarity::Like, Evidence::Hand)),
            (CustomerId(77), mark("int.tea", Polarity::Like, Evidence::Hand)),
        ];
        history.apply(Edit::TagEach { marks, own_tags: vec![own] });
        assert!(history.now().vocabulary().named("无人机").is_some());
        assert!(
            history.now().book.customers[0].is("own.无人机") && history.now().book.customers[2].is("int.tea")
        );
        history.undo();
        assert_eq!(*history.now(), before);
    }
}
