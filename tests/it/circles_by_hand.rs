//! What a manager does to circles: joining, splitting, leaving out, setting aside.

use yangke::book::{Book, Vocabulary};
use yangke::circles::{discover, CircleId, CircleSet, LeftOut, SplitBy, Temperament};
use yangke::demo::{self, DemoOptions};

fn branch() -> (Book, CircleSet) {
    let branch = demo::branch(&DemoOptions { customers: 400, ..DemoOptions::usual() });
    let set = discover(&branch.book, &Vocabulary::with(&[]), &CircleSet::default());
    ((*branch.book).clone(), set)
}

#[test]
fn the_rules_of_a_found_circle_give_its_members() {
    let (book, set) = branch();
    for circle in &set.circles {
        let rules = circle.rules();
        let admitted =
            book.customers.iter().filter(|customer| rules.iter().any(|rule| rule.admits(customer)));
        assert_eq!(
            admitted.map(|customer| customer.id).collect::<Vec<_>>(),
            circle.members,
            "{:?}",
            circle.tags
        );
    }
}

#[test]
fn joined_circles_hold_everybody_of_both_and_stay_joined() {
    let (book, mut set) = branch();
    let (a, b) = (set.circles[0].clone(), set.circles[1].clone());
    set.join(&book, a.id, b.id);
    let joined = set.get(a.id).unwrap();
    assert!(a.members.iter().chain(&b.members).all(|id| joined.has(*id)) && set.get(b.id).is_none());
    let again = discover(&book, &Vocabulary::with(&[]), &set);
    assert_eq!(again.get(a.id).unwrap().members, joined.members);
    assert!(!again.circles.iter().any(|circle| circle.tags == b.tags && !circle.is_by_hand()));
}

#[test]
fn split_halves_share_nobody_and_miss_nobody() {
    let (book, mut set) = branch();
    let whole = set.circles.iter().find(|circle| circle.temperament == Temperament::Unknown).unwrap().clone();
    let next = CircleId(set.next_id);
    set.split(&book, whole.id, &SplitBy::Temperament);
    let (quiet, lively) = (set.get(whole.id).unwrap(), set.get(next).unwrap());
    let mut both = [quiet.members.clone(), lively.members.clone()].concat();
    both.sort_unstable();
    assert_eq!(both, whole.members);
    assert!(quiet.lively == 0 && lively.quiet == 0);
}

#[test]
fn who_was_left_out_stays_out_until_taken_back() {
    let (book, mut set) = branch();
    let (circle, who) = (set.circles[0].id, set.circles[0].members[0]);
    let before = set.get(circle).unwrap().members.clone();
    set.leave_out(&book, circle, LeftOut { customer: who, reason: "moved away".into() });
    let mut again = discover(&book, &Vocabulary::with(&[]), &set);
    assert!(!again.get(circle).unwrap().has(who));
    again.take_back(&book, circle, who);
    assert_eq!(again.get(circle).unwrap().members, before);
}

#[test]
fn a_circle_set_aside_returns_only_when_brought_back() {
    let (book, mut set) = branch();
    let gone = set.circles[0].clone();
    set.set_aside(gone.id);
    let again = discover(&book, &Vocabulary::with(&[]), &set);
    assert!(!again.circles.iter().any(|circle| circle.tags == gone.tags));
    set.bring_back();
    let again = discover(&book, &Vocabulary::with(&[]), &set);
    assert!(again.circles.iter().any(|circle| circle.tags == gone.tags));
}

#[test]
fn what_was_noted_long_ago_makes_no_circle_but_still_belongs_to_one() {
    let (mut book, set) = branch();
    let circle = set.circles.iter().find(|circle| circle.tags.len() > 1).unwrap().clone();
    // Half of the members said it long ago: the circle is found by the others, and holds both.
    let old = chrono::NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
    for id in circle.members.iter().step_by(2) {
        book.change(*id, |customer| customer.tags.iter_mut().for_each(|mark| mark.noted_on = old));
    }
    let again = discover(&book, &Vocabulary::with(&[]), &set);
    let kept = again.get(circle.id).unwrap();
    assert_eq!(kept.tags, circle.tags);
    assert!(circle
        .members
        .iter()
        .all(|id| kept.has(*id) == kept.rules().iter().any(|rule| rule.admits(book.get(*id).unwrap()))));
    // With everybody's word that old, nothing shows that the circle exists.
    for id in &circle.members {
        book.change(*id, |customer| customer.tags.iter_mut().for_each(|mark| mark.noted_on = old));
    }
    let none = discover(&book, &Vocabulary::with(&[]), &CircleSet::default());
    assert!(!none.circles.iter().any(|other| other.tags == circle.tags));
}
