//! Undo and redo: the branch as it was before each of the last edits.

use super::{Branch, Edit, EditKind};

/// Edits that can be undone.
const STEPS: usize = 200;

/// A branch with its past and its undone future.
#[derive(Clone, Debug)]
pub struct History {
    now: Branch,
    past: Vec<(EditKind, Branch)>,
    future: Vec<(EditKind, Branch)>,
}

impl History {
    /// A history that begins here.
    pub fn new(branch: Branch) -> Self {
        Self { now: branch, past: Vec::new(), future: Vec::new() }
    }

    /// The branch as it is.
    pub fn now(&self) -> &Branch {
        &self.now
    }

    /// Applies an edit as one step. Where there was nobody yet, opening a branch is no step: nothing is lost by it, and
    /// nobody wants back to where nobody was.
    pub fn apply(&mut self, edit: Edit) {
        if !(matches!(edit, Edit::Open(_)) && self.now.is_empty()) {
            self.past.push((edit.kind(&self.now), self.now.clone()));
        }
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.now.apply(edit);
    }

    /// Applies an edit as a part of the last step: what a computation made of it. One undo takes both back.
    pub fn join(&mut self, edit: Edit) {
        self.future.clear();
        self.now.apply(edit);
    }

    /// How many steps can be undone.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Takes the last step back and says what it was; `None` when there is none.
    pub fn undo(&mut self) -> Option<EditKind> {
        let (kind, before) = self.past.pop()?;
        self.future.push((kind, std::mem::replace(&mut self.now, before)));
        Some(kind)
    }

    /// Takes the last undone step again and says what it was; `None` when there is none.
    pub fn redo(&mut self) -> Option<EditKind> {
        let (kind, after) = self.future.pop()?;
        self.past.push((kind, std::mem::replace(&mut self.now, after)));
        Some(kind)
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<EditKind> {
        self.past.last().map(|(kind, _)| *kind)
    }

    /// What would be done again.
    pub fn redoable(&self) -> Option<EditKind> {
        self.future.last().map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Customer;
    use std::sync::Arc;

    #[test]
    fn undo_and_redo_are_exact() {
        let mut history = History::new(Branch::empty());
        for step in 0..120 {
            history.apply(Edit::Rename(step.to_string()));
        }
        let last = history.now().clone();
        for _ in 0..120 {
            assert_eq!(history.undo(), Some(EditKind::Name));
        }
        assert_eq!(*history.now(), Branch::empty());
        assert_eq!(history.undo(), None);
        while history.redo() == Some(EditKind::Name) {}
        assert_eq!(*history.now(), last);
    }

    #[test]
    fn the_first_branch_is_where_undo_ends() {
        let mut sample = Branch::empty();
        Arc::make_mut(&mut sample.book).add(Customer::default());
        let mut history = History::new(Branch::empty());
        history.apply(Edit::Open(Box::new(sample.clone())));
        assert_eq!(history.undo(), None);
        // One that takes the place of another is a step.
        history.apply(Edit::Open(Box::new(Branch { name: "b".into(), ..sample.clone() })));
        assert_eq!((history.undo(), history.now()), (Some(EditKind::Opened), &sample));
    }

    #[test]
    fn a_new_edit_ends_the_undone_future() {
        let mut history = History::new(Branch::empty());
        history.apply(Edit::Rename("a".into()));
        history.undo();
        history.apply(Edit::Rename("b".into()));
        assert!(history.redoable().is_none() && history.now().name == "b");
    }
}
