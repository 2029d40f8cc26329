//! A small edit changes little: circles keep their numbers and most of their people.

use yangke::book::{Book, Evidence, Polarity, TagMark, Vocabulary};
use yangke::circles::{discover, Circle, CircleSet};
use yangke::demo;
use yangke::rng::Rng;

/// Takes a tag from, or gives one to, one in a hundred customers.
fn edited(book: &Book, seed: u64) -> Book {
    let mut rng = Rng::new(seed);
    let tags: Vec<String> = book.tags().into_iter().map(|(tag, _)| tag).collect();
    let mut book = book.clone();
    let ids: Vec<_> = book.customers.iter().map(|customer| customer.id).collect();
    for id in ids {
        if !rng.chance(1) {
            continue;
        }
        let (take, tag) = (rng.chance(50), tags[rng.below(tags.len() as u32) as usize].clone());
        book.change(id, |customer| {
            if take {
                customer.tags.pop();
            } else {
                let noted_on = chrono::NaiveDate::default();
                customer.set_tag(TagMark {
                    tag,
                    polarity: Polarity::Like,
                    evidence: Evidence::Hand,
                    noted_on,
                    doubt: 0,
                });
            }
        });
    }
    book
}

fn proper(set: &CircleSet) -> impl Iterator<Item = &Circle> {
    set.circles.iter().filter(|circle| !circle.is_list())
}

#[test]
fn one_edit_in_a_hundred_customers_leaves_nine_circles_in_ten_with_their_people() {
    let vocabulary = Vocabulary::with(&[]);
    for seed in 1..=12 {
        let options = demo::DemoOptions { seed, customers: 800, ..demo::DemoOptions::usual() };
        let book = demo::branch(&options).book;
        let before = discover(&book, &vocabulary, &CircleSet::default());
        let after = discover(&edited(&book, seed), &vocabulary, &before);
        let stayed = |circle: &&Circle| {
            after.get(circle.id).is_some_and(|now| {
                let both = circle.members.iter().filter(|id| now.has(**id)).count();
                both * 10 >= (circle.members.len() + now.members.len() - both) * 8
            })
        };
        let (kept, all) = (proper(&before).filter(stayed).count(), proper(&before).count());
        assert!(kept * 10 >= all * 9, "seed {seed}: {kept} of {all}");
    }
}

#[test]
fn what_is_pinned_or_named_stays_whatever_the_book_becomes() {
    let vocabulary = Vocabulary::with(&[]);
    let book = demo::branch(&demo::DemoOptions::usual()).book;
    let mut before = discover(&book, &vocabulary, &CircleSet::default());
    let ids: Vec<_> = proper(&before).map(|circle| circle.id).collect();
    for id in &ids {
        before.pin(*id, true);
    }
    // A book of which two people in three have left.
    let mut smaller = (*book).clone();
    smaller.customers.retain(|customer| customer.id.0 % 3 == 0);
    let after = discover(&smaller, &vocabulary, &before);
    for id in ids {
        let (then, now) = (before.get(id).unwrap(), after.get(id).unwrap());
        assert!(now.pinned && now.tags == then.tags);
    }
    let mut numbers: Vec<_> = after.circles.iter().map(|circle| circle.id).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), after.circles.len());
}
