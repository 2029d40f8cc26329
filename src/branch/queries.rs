//! Conditions that are kept by name with the branch.

use std::sync::Arc;

use super::Branch;
use crate::book::SavedQuery;

/// Keeps a query under its name, in place of the one that had it; without a name nothing is kept.
pub(super) fn keep(branch: &mut Branch, mut kept: SavedQuery) {
    kept.name = kept.name.trim().to_owned();
    if kept.name.is_empty() {
        return;
    }
    let queries = Arc::make_mut(&mut branch.queries);
    match queries.iter_mut().find(|old| old.name == kept.name) {
        Some(old) => *old = kept,
        None => queries.push(kept),
    }
}

/// Gives a query another name, unless that is empty or taken.
pub(super) fn rename(branch: &mut Branch, from: &str, to: &str) {
    let to = to.trim();
    if to.is_empty() || branch.queries.iter().any(|kept| kept.name == to) {
        return;
    }
    if let Some(kept) = Arc::make_mut(&mut branch.queries).iter_mut().find(|kept| kept.name == from) {
        kept.name = to.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Query;
    use crate::branch::{Edit, History};

    #[test]
    fn names_are_unique_and_every_step_can_be_taken_back() {
        let mut history = History::new(Branch::empty());
        let kept = |name: &str| Edit::KeepQuery(SavedQuery { name: name.into(), query: Query::default() });
        history.apply(kept(" 掼蛋 "));
        history.apply(kept("掼蛋"));
        history.apply(kept("  "));
        history.apply(kept("老客户"));
        let names = |history: &History| -> Vec<String> {
            history.now().queries.iter().map(|kept| kept.name.clone()).collect()
        };
        assert_eq!(names(&history), ["掼蛋", "老客户"]);
        let rename = |from: &str, to: &str| Edit::RenameQuery { from: from.into(), to: to.into() };
        history.apply(rename("掼蛋", "老客户"));
        assert_eq!(names(&history), ["掼蛋", "老客户"]);
        history.apply(rename("掼蛋", "牌友"));
        history.apply(Edit::DropQuery("老客户".into()));
        assert_eq!(names(&history), ["牌友"]);
        history.undo();
        history.undo();
        assert_eq!(names(&history), ["掼蛋", "老客户"]);
    }
}
