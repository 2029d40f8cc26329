//! A made-up branch from a seed: people, groups, trades and notes in varied hands, with circles that cross the groups.
//!
//! Nobody in it is real: names are drawn from lists, phone numbers from a range that is not given out.

mod names;
mod traits;

use chrono::{Datelike, Days, NaiveDate};
use std::sync::Arc;

use crate::book::{Book, Customer, Evidence, Maturity, Note, RiskLevel, TagMark};
use crate::branch::Branch;
use crate::calendar::{lunar_of, Birthday};
use crate::plan::quarter::PlanSettings;
use crate::rng::Rng;

use names::{GIVEN, SURNAMES};
use traits::{Trait, AVOIDS, CIRCLES, FILLERS, TRAITS};

/// What the made-up branch is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// The same seed gives the same branch.
    pub seed: u64,
    /// Number of customers.
    pub customers: u32,
    /// The day on which the notes were last read: birthdays and maturities are placed around it.
    pub today: NaiveDate,
}

impl DemoOptions {
    /// The sample branch of the start page, seen from the day the product was founded.
    pub fn usual() -> Self {
        Self {
            seed: 20_261_123,
            customers: 800,
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
        }
    }
}

/// Groups with their share of the branch in per cent, and the ages in them.
const GROUPS: &[(&str, u32, u32, u32)] = &[
    ("代发工资", 30, 24, 55),
    ("个体工商户", 22, 28, 60),
    ("老年客户", 22, 60, 82),
    ("第三方存管", 14, 28, 65),
    ("普通储蓄", 8, 22, 70),
    ("私人银行", 4, 32, 70),
];
const TIERS: &[(&str, i64)] = &[("大众", 0), ("金卡", 5), ("白金", 30), ("钻石", 200), ("私行", 600)];
/// Below so many people a branch is small.
const SMALL: u32 = 160;
/// A manager looks after some two hundred people: a larger branch has more of them, up to all of these.
const MANAGERS: &[&str] = &[
    "王芳", "李强", "周敏", "陈浩", "赵琳", "孙涛", "吴静", "郑凯", "冯雪", "蒋勇", "沈洁", "韩磊", "杨帆",
    "朱丹", "秦峰", "许倩", "何斌", "吕燕", "施伟", "曹颖",
];

/// The made-up branch.
pub fn branch(options: &DemoOptions) -> Branch {
    let mut rng = Rng::new(options.seed);
    let mut book = Book::default();
    for number in 0..options.customers {
        book.add(customer(&mut rng, options, number));
    }
    let settings = PlanSettings::sample(book.customers.len());
    Branch {
        name: "城东支行".to_owned(), made_up: true, book: Arc::new(book), settings, ..Branch::empty()
    }
}

fn customer(rng: &mut Rng, options: &DemoOptions, number: u32) -> Customer {
    let weights: Vec<u32> = GROUPS.iter().map(|group| group.1).collect();
    let (group, _, youngest, oldest) = GROUPS[rng.weighted(&weights)];
    let age = youngest + rng.below(oldest - youngest + 1);
    let female = rng.chance(52);
    let assets_wan = assets_wan(rng, group);
    let mut groups = vec![group.to_owned()];
    if age >= 60 && group != "老年客户" {
        groups.push("老年客户".to_owned());
    } else if rng.chance(15) {
        groups.push("第三方存管".to_owned());
        groups.dedup();
    }
    let tier = TIERS.iter().rev().find(|(_, from)| assets_wan >= *from).map_or("", |(name, _)| name);
    let mut customer = Customer {
        code: format!("C{:06}", 100_000 + number * 7 % 900_000),
        name: name(rng, female),
        female: Some(female),
        birthday: Some(birthday(rng, options.today, age)),
        groups,
        tier: tier.to_owned(),
        risk: rng.chance(80).then(|| RiskLevel(1 + rng.weighted(&[20, 35, 25, 14, 6]) as u8)),
        manager: MANAGERS[rng.below(managers(options.customers)) as usize].to_owned(),
        phone: format!("1990000{:04}", rng.below(10_000)),
        assets_fen: Some(assets_wan * 1_000_000 + i64::from(rng.below(1_000_000))),
        last_contact: rng.chance(70).then(|| options.today - Days::new(u64::from(rng.below(200)))),
        do_not_contact: rng.chance(1),
        no_profiling: rng.chance(1),
        ..Customer::default()
    };
    if rng.chance(18) {
        let date = options.today + Days::new(u64::from(rng.below(120)));
        let amount_fen = Some((assets_wan.max(1) * 30 + i64::from(rng.below(40))) * 10_000);
        customer.maturities.push(Maturity { date, amount_fen });
    }
    write_note(rng, options, &mut customer, age as i32);
    customer
}

/// How many managers a branch of this size has.
fn managers(customers: u32) -> u32 {
    (customers / 200).clamp(4, MANAGERS.len() as u32)
}

fn assets_wan(rng: &mut Rng, group: &str) -> i64 {
    let top = match group {
        "私人银行" => return 600 + i64::from(rng.below(1400)),
        "老年客户" => 120,
        "个体工商户" => 80,
        _ => 40,
    };
    // Few have much: the product of two uniform draws.
    i64::from(rng.below(top + 1) * rng.below(101) / 100) * if rng.chance(6) { 4 } else { 1 }
}

fn name(rng: &mut Rng, female: bool) -> String {
    let mut name = String::new();
    let surnames: Vec<char> = SURNAMES.chars().collect();
    // Common surnames stand first: the square of a uniform draw prefers them.
    let at = rng.below(surnames.len() as u32) * rng.below(1000) / 1000;
    name.push(surnames[at as usize]);
    let given: Vec<char> = GIVEN[usize::from(female)].chars().collect();
    for _ in 0..if rng.chance(82) { 2 } else { 1 } {
        name.extend(rng.pick(&given));
    }
    name
}

fn birthday(rng: &mut Rng, today: NaiveDate, age: u32) -> Birthday {
    let born = today - Days::new(u64::from(age) * 365 + u64::from(age) / 4 + u64::from(rng.below(364)));
    let solar = Birthday::solar(Some(born.year()), born.month(), born.day());
    // Older people keep the lunar birthday.
    if age < 50 || !rng.chance(40) {
        return solar;
    }
    lunar_of(born).map_or(solar, |(year, day)| Birthday {
        year: Some(year),
        month: day.month,
        day: day.day,
        lunar: true,
        leap: day.leap,
    })
}

/// Draws what the customer is like, and writes it down as a client manager would; the record loses some of it.
fn write_note(rng: &mut Rng, options: &DemoOptions, customer: &mut Customer, age: i32) {
    let suits = |found: &Trait| found.min_age <= age && age <= found.max_age;
    let mut chosen: Vec<&Trait> = Vec::new();
    let mut take = |tag: &str, rng: &mut Rng| {
        let found = TRAITS.iter().find(|found| found.tag == tag).filter(|found| suits(found));
        if let Some(found) = found.filter(|found| !chosen.iter().any(|old| old.tag == found.tag)) {
            // One in six likings is never written down.
            if rng.chance(84) {
                chosen.push(found);
            }
        }
    };
    // A small branch has few circles, each with people enough to meet.
    let few = (options.customers / 20).max(3) as usize;
    let planted = if options.customers < SMALL { &CIRCLES[..few.min(CIRCLES.len())] } else { CIRCLES };
    let more = (CIRCLES.len() / planted.len()) as u32;
    for circle in planted {
        if rng.chance(more * circle.percent) {
            for tag in circle.tags {
                take(tag, rng);
            }
        }
    }
    for _ in 0..rng.below(3) {
        if let Some(found) = rng.pick(TRAITS) {
            take(found.tag, rng);
        }
    }
    let mut note = NoteWriter::default();
    if rng.chance(25) {
        note.say(rng.pick(FILLERS).copied().unwrap_or_default());
    }
    for found in &chosen {
        let words = rng.pick(found.words).copied().unwrap_or_default();
        note.tag(rng, words, found.tag, true);
    }
    if rng.chance(22) {
        if let Some((tag, words)) =
            rng.pick(AVOIDS).filter(|(tag, _)| !chosen.iter().any(|found| found.tag == *tag))
        {
            note.tag(rng, words, tag, false);
        }
    }
    if chosen.iter().any(|found| found.tag == "need.primary") {
        customer.school_entry_years.push(options.today.year() + 1);
    }
    note.finish(customer, options.today - Days::new(u64::from(rng.below(300))));
}

/// A note while it is written: the marks know the characters that prove them.
#[derive(Default)]
struct NoteWriter {
    text: String,
    chars: usize,
    marks: Vec<(String, bool, usize, usize)>,
}

impl NoteWriter {
    fn say(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.push("；");
        }
        self.push(words);
    }

    fn tag(&mut self, rng: &mut Rng, words: &str, tag: &str, liked: bool) {
        if !self.text.is_empty() {
            self.push(if rng.chance(70) { "，" } else { "；" });
        }
        let start = self.chars;
        self.push(words);
        self.marks.push((tag.to_owned(), liked, start, self.chars));
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.chars += words.chars().count();
    }

    fn finish(self, customer: &mut Customer, written_on: NaiveDate) {
        if self.text.is_empty() {
            return;
        }
        customer.notes.push(Note { text: self.text, written_on });
        for (tag, liked, start, end) in self.marks {
            let polarity = if liked { crate::book::Polarity::Like } else { crate::book::Polarity::Avoid };
            let evidence = Evidence::Note { note_idx: 0, start, end };
            customer.set_tag(TagMark { tag, polarity, evidence, noted_on: written_on, doubt: 0 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_branch() {
        assert_eq!(branch(&DemoOptions::usual()), branch(&DemoOptions::usual()));
        let other = DemoOptions { seed: 2, ..DemoOptions::usual() };
        assert_ne!(branch(&other).book, branch(&DemoOptions::usual()).book);
    }

    #[test]
    fn every_tag_of_the_branch_is_in_the_vocabulary_and_proven_by_words() {
        let branch = branch(&DemoOptions::usual());
        let vocabulary = branch.vocabulary();
        for customer in &branch.book.customers {
            for mark in &customer.tags {
                assert!(vocabulary.get(&mark.tag).is_some(), "{}", mark.tag);
                assert!(customer.proof(mark).is_some_and(|proof| !proof.is_empty()));
            }
        }
    }

    #[test]
    fn codes_are_unique() {
        let branch = branch(&DemoOptions { customers: 10_000, ..DemoOptions::usual() });
        let codes: std::collections::BTreeSet<_> =
            branch.book.customers.iter().map(|customer| &customer.code).collect();
        assert_eq!(codes.len(), 10_000);
    }
}
