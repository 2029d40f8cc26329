//! The branch's own vocabulary: tags that are added, changed, switched off, and merged with all that speaks of them.

use std::sync::Arc;

use super::Branch;
use crate::book::{Customer, Tag};

/// Keeps tags: one with a known id takes the place of the former. Without id or name nothing is kept.
pub(super) fn keep(branch: &mut Branch, tags: Vec<Tag>) {
    let own = Arc::make_mut(&mut branch.own_tags);
    for mut tag in tags.into_iter().filter(|tag| !tag.id.is_empty() && !tag.zh.is_empty()) {
        // Playbook and rules speak of the tags that ship: those are switched off, never merged away.
        if !tag.is_own() {
            tag.into = None;
        }
        match own.iter_mut().find(|old| old.id == tag.id) {
            Some(old) => *old = tag,
            None => own.push(tag),
        }
    }
    follow(branch);
}

/// Merges a tag of the branch's own into another one that is in use.
pub(super) fn merge(branch: &mut Branch, from: &str, into: &str) {
    let vocabulary = branch.vocabulary();
    let Some(target) = vocabulary.get(into).map(|tag| tag.id.clone()) else { return };
    let Some(gone) = vocabulary.get(from).filter(|tag| tag.is_own() && tag.id == from).cloned() else {
        return;
    };
    if target == from {
        return;
    }
    keep(branch, vec![Tag { into: Some(target), off: false, ..gone }]);
}

/// Lets everything that speaks of a merged tag speak of the one it went into.
pub(super) fn follow(branch: &mut Branch) {
    let vocabulary = branch.vocabulary();
    let gone: Vec<(String, String)> = branch
        .own_tags
        .iter()
        .filter(|tag| tag.into.is_some())
        .map(|tag| (tag.id.clone(), vocabulary.end(&tag.id).to_owned()))
        .filter(|(from, into)| from != into && vocabulary.get(into).is_some())
        .collect();
    for (from, into) in gone {
        rename(branch, &from, &into);
    }
}

fn rename(branch: &mut Branch, from: &str, into: &str) {
    let speaks = |customer: &Customer| {
        customer.mark(from).is_some() || customer.verdicts.iter().any(|verdict| verdict.tag == from)
    };
    if branch.book.customers.iter().any(|customer| speaks(customer)) {
        for customer in &mut Arc::make_mut(&mut branch.book).customers {
            if speaks(customer) {
                move_mark(Arc::make_mut(customer), from, into);
            }
        }
    }
    let change = |tag: &mut String| {
        if tag == from {
            into.clone_into(tag);
        }
    };
    let change_all = |tags: &mut Vec<String>| {
        if tags.iter().any(|tag| tag == from) {
            let has_both = tags.iter().any(|tag| tag == into);
            tags.retain(|tag| tag != from || !has_both);
            tags.iter_mut().for_each(change);
        }
    };
    let circles = Arc::make_mut(&mut branch.circles);
    for circle in &mut circles.circles {
        change_all(&mut circle.tags);
        circle.at_least = circle.at_least.min(circle.tags.len());
        for rule in circle.ways.iter_mut().chain(&mut circle.by_hand) {
            [&mut rule.tags, &mut rule.also, &mut rule.without].into_iter().for_each(change_all);
            rule.at_least = rule.at_least.min(rule.tags.len());
        }
    }
    for rule in &mut circles.set_aside {
        [&mut rule.tags, &mut rule.also, &mut rule.without].into_iter().for_each(change_all);
    }
    let care = Arc::make_mut(&mut branch.care);
    care.playbook.changed.iter_mut().for_each(|approach| change_all(&mut approach.tags));
    care.resources.iter_mut().for_each(|resource| change(&mut resource.need));
    care.consents.iter_mut().for_each(|consent| change(&mut consent.need));
    for kept in Arc::make_mut(&mut branch.queries) {
        kept.query.clauses.iter_mut().filter_map(|clause| clause.condition.tag_mut()).for_each(change);
    }
}

/// The mark goes over with its evidence; where there are two, the later word counts.
fn move_mark(customer: &mut Customer, from: &str, into: &str) {
    for verdict in customer.verdicts.iter_mut().filter(|verdict| verdict.tag == from) {
        into.clone_into(&mut verdict.tag);
    }
    let Some(at) = customer.tags.iter().position(|mark| mark.tag == from) else { return };
    let mut moved = customer.tags.remove(at);
    into.clone_into(&mut moved.tag);
    match customer.tags.iter_mut().find(|mark| mark.tag == into) {
        Some(old) if old.noted_on < moved.noted_on => *old = moved,
        Some(_) => {}
        None => customer.tags.insert(at, moved),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Clause, Condition, CustomerId, Evidence, Note, Polarity, Query, SavedQuery, Sense, TagMark,
    };
    use crate::branch::{Edit, History};
    use crate::circles::Rule;
    use chrono::NaiveDate;

    fn mark(tag: &str, polarity: Polarity, day: u32) -> TagMark {
        let noted_on = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let evidence = Evidence::Note { note_idx: 0, start: 0, end: 2 };
        TagMark { tag: tag.into(), polarity, evidence, noted_on, doubt: 0 }
    }

    fn history() -> History {
        let mut branch = Branch::empty();
        let note = Note { text: "双升高手".into(), written_on: NaiveDate::default() };
        let people = [
            vec![mark("own.双升", Polarity::Like, 1)],
            vec![mark("own.双升", Polarity::Avoid, 3), mark("int.cards", Polarity::Like, 2)],
            vec![mark("int.cards", Polarity::Like, 2), mark("own.双升", Polarity::Avoid, 1)],
        ];
        for tags in people {
            let notes = vec![note.clone()];
            Arc::make_mut(&mut branch.book).add(Customer { tags, notes, ..Customer::default() });
        }
        let mut history = History::new(branch);
        history.apply(Edit::KeepTag(Tag::own("双升")));
        let clause = Clause { sense: Sense::All, condition: Condition::Likes("own.双升".into()) };
        let query = Query { clauses: vec![clause] };
        history.apply(Edit::KeepQuery(SavedQuery { name: "牌友".into(), query }));
        let rule =
            Rule { tags: vec!["own.双升".into(), "int.cards".into()], at_least: 2, ..Rule::default() };
        history.apply(Edit::MakeCircle { name: "牌".into(), rules: vec![rule] });
        history
    }

    #[test]
    fn everything_follows_a_merged_tag_and_one_undo_takes_it_back() {
        let mut history = history();
        let before = history.now().clone();
        history.apply(Edit::MergeTags { from: "own.双升".into(), into: "int.cards".into() });
        let now = history.now();
        let of = |id| now.book.get(CustomerId(id)).unwrap();
        assert!(of(0).is("int.cards") && of(1).shuns("int.cards") && of(2).is("int.cards"));
        assert!((0..3).all(|id| of(id).tags.len() == 1));
        assert_eq!(of(0).proof(&of(0).tags[0]).as_deref(), Some("双升高手"), "the evidence goes along");
        assert_eq!(now.vocabulary().named("双升").map(|tag| tag.id.as_str()), Some("int.cards"));
        assert_eq!(now.queries[0].query.clauses[0].condition, Condition::Likes("int.cards".into()));
        let circle = &now.circles.circles[0];
        assert_eq!(
            (circle.by_hand[0].tags.clone(), circle.by_hand[0].at_least),
            (vec!["int.cards".into()], 1)
        );
        history.undo();
        assert_eq!(*history.now(), before);
    }

    #[test]
    fn what_ships_is_not_merged_away_and_an_import_follows_old_mergings() {
        let mut history = history();
        let before = history.now().clone();
        history.apply(Edit::MergeTags { from: "int.cards".into(), into: "own.双升".into() });
        assert_eq!(history.now().book, before.book);
        assert!(history.now().vocabulary().named("扑克牌").is_some());
        history.apply(Edit::MergeTags { from: "own.双升".into(), into: "int.cards".into() });
        let late = Customer {
            code: "9".into(),
            tags: vec![mark("own.双升", Polarity::Like, 9)],
            notes: history.now().book.customers[0].notes.clone(),
            ..Customer::default()
        };
        history.apply(Edit::Import {
            customers: vec![late.into()],
            own_tags: Vec::new(),
            name: String::new(),
        });
        assert!(history.now().book.customers[3].is("int.cards"));
    }

    #[test]
    fn a_renamed_tag_with_a_new_word_is_found_at_once_and_one_switched_off_no_more() {
        let mut history = history();
        let tea = history.now().vocabulary().get("int.tea").unwrap().clone();
        let changed = Tag { zh: "喝茶".into(), synonyms: vec!["功夫茶局".into()], ..tea.clone() };
        history.apply(Edit::KeepTag(changed));
        assert_eq!(history.now().vocabulary().named("功夫茶局").map(|tag| tag.zh.as_str()), Some("喝茶"));
        history.apply(Edit::KeepTag(Tag { off: true, ..tea }));
        assert!(history.now().vocabulary().named("功夫茶局").is_none());
        assert!(history.now().vocabulary().get("int.tea").is_some());
        history.apply(Edit::KeepTag(Tag { zh: String::new(), ..Tag::own("x") }));
        assert_eq!(history.now().own_tags.len(), 2);
    }
}
