//! Undo and redo: the branch as it was before each of the last edits.

use super::{Branch, Edit};

/// Edits that can be undone.
const STEPS: usize = 200;

/// A branch with its past and its undone future.
#[derive(Clone, Debug)]
pub struct History {
    now: Branch,
    past: Vec<Branch>,
    future: Vec<Branch>,
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

    /// Applies an edit as one step.
    pub fn apply(&mut self, edit: Edit) {
        self.past.push(self.now.clone());
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

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Takes the last undone step again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, after));
        true
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_are_exact() {
        let mut history = History::new(Branch::empty());
        for step in 0..120 {
            history.apply(Edit::Rename(step.to_string()));
        }
        let last = history.now().clone();
        for _ in 0..120 {
            assert!(history.undo());
        }
        assert_eq!(*history.now(), Branch::empty());
        assert!(!history.undo());
        while history.redo() {}
        assert_eq!(*history.now(), last);
    }

    #[test]
    fn a_new_edit_ends_the_undone_future() {
        let mut history = History::new(Branch::empty());
        history.apply(Edit::Rename("a".into()));
        history.undo();
        history.apply(Edit::Rename("b".into()));
        assert!(!history.can_redo() && history.now().name == "b");
    }
}
