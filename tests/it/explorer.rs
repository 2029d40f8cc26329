//! The explorer's pictures and comparisons, on the sample branch.

use yangke::book::{Book, Evidence, Polarity, TagMark, Vocabulary};
use yangke::circles::{discover, Circle, CircleId, CircleSet, Rule, SplitBy};
use yangke::demo::{self, DemoOptions};
use yangke::view::explorer::{
    circle_map, cross_table, near_misses, overlaps, splits, Ask, Census, Difference, Feature,
};
use yangke::view::{questions, Missing};

/// The sample branch, with one more circle in front: people of one old group who like 掼蛋.
fn book_with_circle() -> (Book, CircleSet) {
    let book = (*demo::branch(&DemoOptions { customers: 500, ..DemoOptions::usual() }).book).clone();
    let mut set = discover(&book, &Vocabulary::with(&[]), &CircleSet::default());
    let rule = Rule {
        tags: vec!["int.guandan".into()],
        at_least: 1,
        group: Some("老年客户".into()),
        ..Rule::default()
    };
    set.add_by_hand(&book, "", vec![rule]);
    (book, set)
}

fn like(tag: &str) -> TagMark {
    let noted_on = chrono::NaiveDate::default();
    TagMark { tag: tag.to_owned(), polarity: Polarity::Like, evidence: Evidence::Hand, noted_on, doubt: 0 }
}

#[test]
fn what_all_members_share_stands_first_and_the_rule_is_left_out() {
    let (book, set) = book_with_circle();
    let found = Census::of(&book).differences(&book, &set.circles[0], 5);
    assert_eq!(found[0].feature, Feature::Group("老年客户".into()));
    assert!(found[0].inside > 0.99 && found[0].outside < 0.5 && found[0].z > 3.3);
    let rule = |found: &Difference| matches!(&found.feature, Feature::Likes(tag) if tag == "int.guandan");
    assert!(!found.iter().any(rule));
}

#[test]
fn everybody_in_the_picture_is_counted_once_in_the_right_place() {
    let (book, set) = book_with_circle();
    let found = overlaps(set.circles.iter());
    let shown: Vec<_> = found.sets.iter().filter_map(|(id, _)| set.get(*id)).collect();
    // Whether drawn or not.
    let all = set.circles.iter().filter(|circle| !circle.is_list());
    let all: std::collections::BTreeSet<_> = all.flat_map(|circle| &circle.members).collect();
    assert_eq!(found.in_one + found.in_several, all.len());
    let largest = &found.combinations[0];
    let in_exactly = |id| (0..shown.len()).all(|idx| shown[idx].has(id) == largest.sets.contains(&idx));
    assert_eq!(book.customers.iter().filter(|customer| in_exactly(customer.id)).count(), largest.people);
}

#[test]
fn shares_are_of_members_and_of_the_book() {
    let (book, set) = book_with_circle();
    let groups = book.groups();
    let rows = cross_table(set.circles.iter(), &groups, book.customers.len());
    let old = groups.iter().position(|(name, _)| name == "老年客户").unwrap();
    assert!(rows[0].inside[old] > 0.99 && rows[0].usual[old] < 0.5);
}

#[test]
fn the_answer_that_is_asked_for_brings_him_in() {
    let (book, set) = book_with_circle();
    let mut asked = 0;
    for customer in &book.customers {
        for near in near_misses(customer, &set, 9) {
            let circle = set.get(near.circle).unwrap();
            assert!(!circle.has(customer.id));
            if let Ask::Tags(tags) = &near.ask {
                let mut answered = (**customer).clone();
                answered.set_tag(like(&tags[0]));
                assert!(circle.rules().iter().any(|rule| rule.admits(&answered)));
                asked += 1;
            }
        }
    }
    assert!(asked > 0);
}

#[test]
fn halves_are_as_large_as_the_split_makes_them() {
    let (book, set) = book_with_circle();
    let mut suggested = 0;
    for circle in &set.circles {
        for split in splits(&book, &Vocabulary::with(&[]), circle) {
            let (mut after, second) = (set.clone(), CircleId(set.next_id));
            after.split(&book, circle.id, &split.by);
            assert_eq!(after.get(circle.id).map(|half| half.members.len()), Some(split.first));
            assert_eq!(after.get(second).map(|half| half.members.len()), Some(split.second));
            suggested += 1;
        }
    }
    assert!(suggested > 0);
}

#[test]
fn discs_stand_apart_inside_the_map() {
    let (book, set) = book_with_circle();
    let map = circle_map(&book, set.circles.iter());
    assert_eq!(map.len(), set.circles.iter().filter(|circle| !circle.is_list()).count());
    for (idx, a) in map.iter().enumerate() {
        assert!(a.x >= a.radius - 1e-9 && a.x + a.radius <= 1.0 + 1e-9 && a.y + a.radius <= 1.0 + 1e-9);
        for b in &map[idx + 1..] {
            let apart = libm::hypot(a.x - b.x, a.y - b.y);
            assert!(apart > (a.radius + b.radius) * 0.95, "{a:?} {b:?}");
        }
    }
}

#[test]
fn each_manager_gets_questions_that_decide_about_his_own_customers() {
    let (book, set) = book_with_circle();
    let found = questions(&book, &set, None, chrono::NaiveDate::default(), 3);
    assert!(!found.is_empty() && found.iter().all(|(_, list)| !list.is_empty() && list.len() <= 3));
    for (manager, list) in &found {
        for question in list {
            assert_eq!(
                book.get(question.customer).map(|customer| customer.manager.as_str()),
                Some(manager.as_str())
            );
            if let Missing::Circle(near) = &question.missing {
                assert!(!set.get(near.circle).unwrap().has(question.customer));
            }
        }
    }
}

#[test]
fn quiet_and_lively_people_in_one_circle_are_to_be_split_whatever_is_unknown_of_the_others() {
    let (book, set) = book_with_circle();
    let with = |quiet, lively| {
        let circle = Circle { quiet, lively, ..set.circles[0].clone() };
        splits(&book, &Vocabulary::with(&[]), &circle).iter().any(|split| split.by == SplitBy::Temperament)
    };
    assert!(with(6, 8), "the temperament of most is not on record");
    assert!(!with(4, 8), "too few for a circle of their own");
    assert!(!with(6, 30), "hardly mixed");
}
