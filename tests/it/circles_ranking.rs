//! Which circles are shown, and why each stands where it stands.

use std::collections::BTreeSet;
use yangke::book::{Book, CustomerId, Vocabulary};
use yangke::circles::{discover, Bounds, Circle, CircleSet, LeftOut, Merit, Rule, Standing};
use yangke::demo::{self, DemoOptions};
use yangke::text::{self, Lang};

fn sample() -> Book {
    (*demo::branch(&DemoOptions { customers: 800, ..DemoOptions::usual() }).book).clone()
}

fn found(book: &Book, last: &CircleSet) -> CircleSet {
    discover(book, &Vocabulary::with(&[]), last)
}

fn proper(set: &CircleSet) -> Vec<&Circle> {
    set.circles.iter().filter(|circle| !circle.is_list()).collect()
}

fn shared(a: &Circle, b: &Circle) -> f64 {
    let both = a.members.iter().filter(|id| b.has(**id)).count();
    both as f64 / (a.members.len() + b.members.len() - both) as f64
}

#[test]
fn circles_stand_in_the_order_of_the_people_they_are_worth() {
    let set = found(&sample(), &CircleSet::default());
    let circles = proper(&set);
    assert!(circles.len() > 8);
    let worth: Vec<f64> = circles.iter().map(|circle| circle.merit.unwrap().worth()).collect();
    assert!(worth.windows(2).all(|pair| pair[0] >= pair[1] - 1e-9), "{worth:?}");
}

#[test]
fn what_a_place_is_explained_by_is_true() {
    let set = found(&sample(), &CircleSet::default());
    let circles = proper(&set);
    let mut before: BTreeSet<CustomerId> = BTreeSet::new();
    for (at, circle) in circles.iter().enumerate() {
        let merit = circle.merit.unwrap();
        let fresh = circle.members.iter().filter(|id| !before.contains(id)).count();
        assert_eq!((merit.members, merit.fresh), (circle.members.len(), fresh));
        before.extend(&circle.members);
        assert!((0.3..=1.0).contains(&merit.precision), "{merit:?}");
        assert!((0.0..1.0).contains(&merit.told_by_group));
        let others = circles.iter().enumerate().filter(|(other, _)| *other != at);
        let nearest = others.map(|(_, other)| shared(circle, other)).fold(0.0, f64::max);
        assert_eq!(merit.nearest.map_or(0.0, |(_, share)| share), nearest);
        for lang in [Lang::Zh, Lang::En] {
            let said = text::rank_reasons(lang, &Vocabulary::with(&[]), &set, circle);
            assert_eq!(said.len(), 5 + usize::from(merit.aged > 0));
        }
    }
}

#[test]
fn the_list_keeps_its_bounds_and_says_what_it_leaves_out() {
    let book = sample();
    let all = found(&book, &CircleSet::default());
    let mut sizes: Vec<usize> = proper(&all).iter().map(|circle| circle.members.len()).collect();
    yangke::order::Order::order(sizes.as_mut_slice());
    let (fewest, most) = (sizes[1] + 1, sizes[sizes.len() - 2] - 1);
    let mut last = all.clone();
    let kept = proper(&all).iter().find(|circle| circle.members.len() > most).unwrap().id;
    last.pin(kept, true);
    last.bound(Bounds { shown: 4, fewest, most: Some(most) });
    let set = found(&book, &last);
    assert_eq!(proper(&set).len(), 4);
    for circle in proper(&set) {
        assert!(circle.pinned || (fewest..=most).contains(&circle.members.len()));
    }
    assert!(proper(&set).iter().any(|circle| circle.id == kept), "what is kept is not bound");
    let left = set.not_shown;
    assert!(left.small >= 1 && left.large >= 1 && left.over >= 1, "{left:?}");
    let said = text::not_shown(Lang::Zh, left).unwrap();
    assert!(said.contains(&format!("{}个人数太少", left.small)), "{said}");
    // Numbers that cannot be are brought to the nearest that can.
    last.bound(Bounds { shown: 0, fewest: 0, most: Some(1) });
    assert_eq!(last.bounds, Bounds { shown: 1, fewest: Bounds::LEAST, most: Some(Bounds::LEAST) });
}

#[test]
fn what_was_noted_long_ago_weighs_less() {
    let mut book = sample();
    let today = book.last_learnt().unwrap();
    let before = found(&book, &CircleSet::default());
    let first = proper(&before)[0].clone();
    assert!(first.tags.iter().all(|tag| tag.starts_with("int.")), "interests age after two years");
    // Three years ago: ageing, and not yet stale.
    for id in &first.members {
        book.change(*id, |customer| {
            for mark in customer.tags.iter_mut().filter(|mark| first.tags.contains(&mark.tag)) {
                mark.noted_on = today - chrono::Duration::days(3 * 365);
            }
        });
    }
    let after = found(&book, &before);
    let now = after.get(first.id).unwrap();
    let (then, aged) = (first.merit.unwrap(), now.merit.unwrap());
    assert_eq!(now.members, first.members, "who belongs is the same");
    assert_eq!(aged.aged, now.members.len());
    let alike = Merit { fresh: then.fresh, ..aged };
    assert!((alike.worth() - 0.7 * Merit { aged: 0, ..then }.worth()).abs() < 1e-9, "{then:?} {aged:?}");
    assert_ne!(proper(&after)[0].id, first.id, "it has lost its place");
}

#[test]
fn circles_made_by_hand_come_first_and_say_so() {
    let book = sample();
    let mut set = found(&book, &CircleSet::default());
    let rule = Rule { tags: vec!["int.guandan".into()], at_least: 1, ..Rule::default() };
    set.add_by_hand(&book, "牌", vec![rule]);
    let again = found(&book, &set);
    let first = proper(&again)[0];
    assert!(first.is_by_hand() && first.merit.is_none());
    let said = text::rank_reasons(Lang::En, &Vocabulary::with(&[]), &again, first);
    assert_eq!(said, ["Circles made by hand come first."]);
}

#[test]
fn a_circle_that_the_bounds_let_go_and_call_back_is_the_same() {
    let book = sample();
    let mut all = found(&book, &CircleSet::default());
    let last = proper(&all).last().unwrap().id;
    let at = all.circles.iter().position(|circle| circle.id == last).unwrap();
    all.circles[at].name = Some("老朋友".into());
    let away = all.circles[at].members[0];
    all.leave_out(&book, last, LeftOut { customer: away, reason: "搬走了".into() });
    let bounded = |from: &CircleSet, shown| {
        found(&book, &CircleSet { bounds: Bounds { shown, ..from.bounds }, ..from.clone() })
    };
    let few = bounded(&all, 3);
    assert!(few.get(last).is_none() && few.out_of_sight.iter().any(|known| known.id == last));
    // Twice, for it is remembered over more than one search.
    let again = bounded(&bounded(&few, 3), all.bounds.shown);
    let old: BTreeSet<_> = proper(&all).iter().map(|circle| circle.id).collect();
    assert_eq!(proper(&again).iter().map(|circle| circle.id).collect::<BTreeSet<_>>(), old);
    assert!(proper(&again).iter().all(|circle| circle.standing == Standing::Same));
    let circle = again.get(last).unwrap();
    assert_eq!((circle.name.as_deref(), circle.has(away)), (Some("老朋友"), false));
    assert!(again.out_of_sight.is_empty());
}
