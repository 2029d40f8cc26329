//! A pasted column as tags: who gets which, once the doubtful lines have been settled.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use crate::book::{CustomerId, Evidence, Found, PastedLine, Polarity, Tag, TagMark, Vocabulary};

/// What pasting would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastePlan {
    /// The tags with the people who get them; the last line about the same tag counts.
    pub marks: Vec<(CustomerId, TagMark)>,
    /// Words that the vocabulary does not know: they become tags.
    pub own_tags: Vec<Tag>,
    /// People who get something.
    pub people: usize,
    /// Lines that find nobody.
    pub nobody: usize,
    /// Lines that wait for a choice.
    pub doubtful: usize,
    /// Lines that find somebody, but name no tag.
    pub without_tag: usize,
}

/// How a column is to be understood.
pub struct PasteRules<'a> {
    /// Names of tags.
    pub vocabulary: &'a Vocabulary,
    /// Liked, or to be avoided.
    pub polarity: Polarity,
    /// The tags of lines without any.
    pub fallback: &'a [String],
    /// What the column is called in the evidence.
    pub column: &'a str,
    /// The day.
    pub today: NaiveDate,
}

/// Works out what pasting would do; `chosen` settles doubtful lines by their place.
pub fn paste_plan(
    lines: &[PastedLine],
    chosen: &BTreeMap<usize, CustomerId>,
    rules: &PasteRules,
) -> PastePlan {
    let mut plan = PastePlan::default();
    let mut marks: BTreeMap<(CustomerId, String), TagMark> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let who = match &line.found {
            Found::One(id) => *id,
            Found::Doubtful(ids) => match chosen.get(&at).filter(|id| ids.contains(id)) {
                Some(id) => *id,
                None => {
                    plan.doubtful += 1;
                    continue;
                }
            },
            Found::Nobody => {
                plan.nobody += 1;
                continue;
            }
        };
        let words = if line.words.is_empty() { rules.fallback } else { &line.words };
        plan.without_tag += usize::from(words.is_empty());
        for word in words {
            let known = rules.vocabulary.named(word).map(|tag| tag.id.clone());
            let tag = known.unwrap_or_else(|| {
                let own = Tag::own(word);
                let id = own.id.clone();
                if !plan.own_tags.iter().any(|old| old.id == id) {
                    plan.own_tags.push(own);
                }
                id
            });
            let value = if line.words.is_empty() { line.who.clone() } else { line.words.join("、") };
            let evidence = Evidence::Cell { column: rules.column.to_owned(), value };
            let (polarity, noted_on) = (rules.polarity, rules.today);
            marks.insert((who, tag.clone()), TagMark { tag, polarity, evidence, noted_on, doubt: 0 });
        }
    }
    plan.marks = marks.into_iter().map(|((who, _), mark)| (who, mark)).collect();
    let mut people: Vec<CustomerId> = plan.marks.iter().map(|(who, _)| *who).collect();
    people.dedup();
    plan.people = people.len();
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{read_pasted, Book, Customer};

    #[test]
    fn only_settled_lines_bring_tags_and_new_words_are_said() {
        let mut book = Book::default();
        for (code, name) in [("1", "张三"), ("2", "李四"), ("3", "李四")] {
            book.add(Customer { code: code.into(), name: name.into(), ..Customer::default() });
        }
        let lines = read_pasted(&book, "张三\t掼牌、玩魔方\n李四\t品茶\n王五\t品茶\n1");
        let vocabulary = Vocabulary::with(&[]);
        let fallback = vec!["红酒".to_owned()];
        let rules = PasteRules {
            vocabulary: &vocabulary,
            polarity: Polarity::Avoid,
            fallback: &fallback,
            column: "粘贴",
            today: NaiveDate::default(),
        };
        let plan = paste_plan(&lines, &BTreeMap::new(), &rules);
        let given = |plan: &PastePlan| -> Vec<(u32, String)> {
            plan.marks.iter().map(|(who, mark)| (who.0, mark.tag.clone())).collect()
        };
        let of_first: Vec<(u32, String)> =
            ["int.guandan", "int.wine", "own.玩魔方"].map(|tag| (0, tag.to_owned())).into();
        assert_eq!(given(&plan), of_first);
        assert_eq!((plan.people, plan.nobody, plan.doubtful, plan.own_tags.len()), (1, 1, 1, 1));
        assert!(plan.marks.iter().all(|(_, mark)| mark.polarity == Polarity::Avoid));
        // Somebody who is not among those in doubt is no choice.
        assert_eq!(paste_plan(&lines, &BTreeMap::from([(1, CustomerId(0))]), &rules), plan);
        let settled = paste_plan(&lines, &BTreeMap::from([(1, CustomerId(2))]), &rules);
        assert_eq!((settled.people, settled.doubtful), (2, 0));
        assert!(given(&settled).contains(&(2, "int.tea".to_owned())));
        let none = PasteRules { fallback: &[], ..rules };
        assert_eq!(paste_plan(&lines, &BTreeMap::new(), &none).without_tag, 1);
    }
}
