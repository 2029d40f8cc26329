//! Conditions that combine: all of these, at least one of those, none of the others.
//!
//! "Likes 掼蛋, not quiet, not contacted for 60 days" is three clauses. A query is plain data, so that it can be kept by
//! name with the branch.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{freshness, Book, Customer, Dimension, Freshness, Vocabulary};
use crate::calendar::Birthday;

/// How a person is by nature, as far as the tags tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nature {
    /// Quiet.
    Quiet,
    /// Lively.
    Lively,
    /// Nothing is known.
    Unknown,
}

/// A fact that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Lack {
    Phone,
    Birthday,
    Manager,
    Risk,
    Tags,
}

/// Something that is true of a person, or is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Likes a tag.
    Likes(String),
    /// Avoids a tag.
    Avoids(String),
    /// Is so by nature.
    Nature(Nature),
    /// Is in a traditional group.
    Group(String),
    /// Has the bank's tier.
    Tier(String),
    /// Is looked after by a manager.
    Manager(String),
    /// Nobody has been in touch for so many days, or ever.
    NotContacted(u32),
    /// Is between two ages, both included; an unknown age is in no band.
    Age {
        /// The youngest.
        from: u32,
        /// The oldest.
        to: u32,
    },
    /// Has the birthday today or in the next days.
    BirthdayWithin(u32),
    /// Has a product that matures.
    HasMaturity,
    /// Has a product that matures today or in the next days.
    MaturesWithin(u32),
    /// Wants no contact.
    DoNotContact,
    /// Refuses to be profiled.
    NoProfiling,
    /// Has a tag that is too old to be relied on.
    StaleTags,
    /// Waits for an answer.
    OpenQuestion,
    /// Lacks a fact.
    Lacks(Lack),
}

/// How a clause takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sense {
    /// Must be true.
    #[default]
    All,
    /// Of these at least one must be true.
    Any,
    /// Must not be true.
    None,
}

/// One line of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// How it takes part.
    pub sense: Sense,
    /// What it asks.
    pub condition: Condition,
}

/// Clauses together. Without any everybody passes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The clauses, in the order in which they were added.
    pub clauses: Vec<Clause>,
}

/// A query that is kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedQuery {
    /// The name; unique in the branch.
    pub name: String,
    /// What it asks.
    pub query: Query,
}

/// Lunar, leap, month, day.
type DayOfYear = (bool, bool, u32, u32);

/// What a query is asked against: the day and the vocabulary.
pub struct Scope {
    today: NaiveDate,
    vocabulary: Vocabulary,
    // A lunar date takes a hundred times as long as all else, and a book has at most some seven hundred birthdays.
    birthdays: RefCell<BTreeMap<DayOfYear, Option<i64>>>,
}

impl Scope {
    /// The day and the vocabulary.
    pub fn new(today: NaiveDate, vocabulary: Vocabulary) -> Self {
        Self { today, vocabulary, birthdays: RefCell::default() }
    }

    /// Days until a birthday is next kept, 0 on the day itself.
    fn days_to(&self, birthday: Birthday) -> Option<i64> {
        let key = (birthday.lunar, birthday.leap, birthday.month, birthday.day);
        *self.birthdays.borrow_mut().entry(key).or_insert_with(|| {
            // A lunar birthday moves by up to a month, so that more than a year may lie between two.
            let end = self.today + chrono::Days::new(400);
            let days = birthday.within(self.today, end).into_iter().map(|day| (day - self.today).num_days());
            days.min()
        })
    }
}

impl Condition {
    /// Whether it is true of a person.
    pub fn holds(&self, customer: &Customer, scope: &Scope) -> bool {
        let within = |days: i64, most: u32| (0..=i64::from(most)).contains(&days);
        match self {
            Self::Likes(tag) => customer.is(tag),
            Self::Avoids(tag) => customer.shuns(tag),
            Self::Nature(Nature::Quiet) => customer.is_quiet(),
            Self::Nature(Nature::Lively) => customer.is_lively(),
            Self::Nature(Nature::Unknown) => !customer.is_quiet() && !customer.is_lively(),
            Self::Group(group) => customer.groups.contains(group),
            Self::Tier(tier) => customer.tier == *tier,
            Self::Manager(manager) => customer.manager == *manager,
            Self::NotContacted(days) => {
                customer.touched_on().is_none_or(|day| (scope.today - day).num_days() >= i64::from(*days))
            }
            Self::Age { from, to } => customer
                .age_on(scope.today)
                .and_then(|age| u32::try_from(age).ok())
                .is_some_and(|age| (*from..=*to).contains(&age)),
            Self::BirthdayWithin(days) => customer
                .birthday
                .and_then(|birthday| scope.days_to(birthday))
                .is_some_and(|left| within(left, *days)),
            Self::HasMaturity => !customer.maturities.is_empty(),
            Self::MaturesWithin(days) => customer
                .maturities
                .iter()
                .any(|maturity| within((maturity.date - scope.today).num_days(), *days)),
            Self::DoNotContact => customer.do_not_contact,
            Self::NoProfiling => customer.no_profiling,
            Self::StaleTags => customer.tags.iter().any(|mark| {
                let dimension =
                    scope.vocabulary.get(&mark.tag).map_or(Dimension::Interest, |tag| tag.dimension);
                freshness(dimension, mark.noted_on, scope.today) == Freshness::Stale
            }),
            Self::OpenQuestion => customer.questions.iter().any(|question| question.is_open()),
            Self::Lacks(lack) => customer.lacks(*lack),
        }
    }

    /// The tag it speaks of.
    pub fn tag_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Likes(tag) | Self::Avoids(tag) => Some(tag),
            _ => None,
        }
    }
}

impl Customer {
    /// The last contact, whether the list knew of it or it was recorded here.
    pub fn touched_on(&self) -> Option<NaiveDate> {
        self.interactions.iter().map(|interaction| interaction.date).max().max(self.last_contact)
    }

    /// Whether a fact is missing.
    pub fn lacks(&self, lack: Lack) -> bool {
        match lack {
            Lack::Phone => self.phone.is_empty(),
            Lack::Birthday => self.birthday.is_none(),
            Lack::Manager => self.manager.is_empty(),
            Lack::Risk => self.risk.is_none(),
            Lack::Tags => self.tags.is_empty(),
        }
    }
}

impl Query {
    /// Whether a person passes: every "all", no "none", and of the "any" at least one where there are any.
    pub fn passes(&self, customer: &Customer, scope: &Scope) -> bool {
        let (mut asked, mut met) = (false, false);
        for clause in &self.clauses {
            let holds = || clause.condition.holds(customer, scope);
            match clause.sense {
                Sense::All if !holds() => return false,
                Sense::None if holds() => return false,
                Sense::Any => {
                    asked = true;
                    met = met || holds();
                }
                _ => {}
            }
        }
        met || !asked
    }

    /// Of some positions in the book how many meet each clause taken alone, and how many pass all together.
    pub fn count(&self, book: &Book, rows: &[usize], scope: &Scope) -> (Vec<usize>, usize) {
        let people = || rows.iter().filter_map(|at| book.customers.get(*at));
        let each = self
            .clauses
            .iter()
            .map(|clause| {
                people()
                    .filter(|customer| {
                        clause.condition.holds(customer, scope) != (clause.sense == Sense::None)
                    })
                    .count()
            })
            .collect();
        (each, people().filter(|customer| self.passes(customer, scope)).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Evidence, Maturity, Polarity, TagMark};
    use crate::rng::Rng;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn scope() -> Scope {
        Scope::new(day(2026, 11, 26), Vocabulary::with(&[]))
    }

    fn tagged(tag: &str, polarity: Polarity, noted_on: NaiveDate) -> Customer {
        let mark = TagMark { tag: tag.into(), polarity, evidence: Evidence::Hand, noted_on, doubt: 0 };
        Customer { tags: vec![mark], ..Customer::default() }
    }

    fn clause(sense: Sense, condition: Condition) -> Clause {
        Clause { sense, condition }
    }

    #[test]
    fn the_example_of_the_brief() {
        let query = Query {
            clauses: vec![
                clause(Sense::All, Condition::Likes("int.guandan".into())),
                clause(Sense::None, Condition::Nature(Nature::Quiet)),
                clause(Sense::All, Condition::NotContacted(60)),
            ],
        };
        let scope = scope();
        let mut player = tagged("int.guandan", Polarity::Like, day(2026, 1, 1));
        assert!(query.passes(&player, &scope), "never contacted");
        player.last_contact = Some(day(2026, 9, 28));
        assert!(!query.passes(&player, &scope), "59 days ago");
        player.last_contact = Some(day(2026, 9, 27));
        assert!(query.passes(&player, &scope), "60 days ago");
        player.tags.push(tagged("per.quiet", Polarity::Like, day(2026, 1, 1)).tags[0].clone());
        assert!(!query.passes(&player, &scope), "quiet");
        assert!(!query.passes(&tagged("int.guandan", Polarity::Avoid, day(2026, 1, 1)), &scope));
    }

    #[test]
    fn bands_and_days_hold_at_their_ends() {
        let scope = scope();
        let holds = |condition: Condition, customer: &Customer| condition.holds(customer, &scope);
        let born = Customer { birthday: Some(Birthday::solar(Some(1966), 11, 26)), ..Customer::default() };
        assert!(holds(Condition::BirthdayWithin(0), &born));
        assert!(holds(Condition::Age { from: 60, to: 60 }, &born));
        assert!(!holds(Condition::Age { from: 61, to: 99 }, &born));
        assert!(!holds(Condition::Age { from: 0, to: 200 }, &Customer::default()), "no age, no band");
        // 腊月三十 of the year before 2027-02-06 is 2027-02-05: 71 days ahead.
        let lunar = Birthday { year: None, month: 12, day: 30, lunar: true, leap: false };
        let eve = Customer { birthday: Some(lunar), ..Customer::default() };
        assert!(holds(Condition::BirthdayWithin(71), &eve) && !holds(Condition::BirthdayWithin(70), &eve));
        let yesterday = Customer { birthday: Some(Birthday::solar(None, 11, 25)), ..Customer::default() };
        assert!(!holds(Condition::BirthdayWithin(363), &yesterday));
        assert!(holds(Condition::BirthdayWithin(364), &yesterday));
        let maturing =
            |date| Customer { maturities: vec![Maturity { date, amount_fen: None }], ..Customer::default() };
        assert!(holds(Condition::MaturesWithin(4), &maturing(day(2026, 11, 30))));
        assert!(!holds(Condition::MaturesWithin(3), &maturing(day(2026, 11, 30))));
        assert!(!holds(Condition::MaturesWithin(9), &maturing(day(2026, 11, 25))), "it is over");
        assert!(holds(Condition::HasMaturity, &maturing(day(2026, 11, 25))));
        let old = tagged("need.housing", Polarity::Like, day(2024, 1, 1));
        assert!(holds(Condition::StaleTags, &old));
        assert!(!holds(Condition::StaleTags, &tagged("per.quiet", Polarity::Like, day(2024, 1, 1))));
    }

    #[test]
    fn any_asks_for_one_and_nothing_asks_for_nothing() {
        let scope = scope();
        let any = Query {
            clauses: vec![
                clause(Sense::Any, Condition::DoNotContact),
                clause(Sense::Any, Condition::Lacks(Lack::Phone)),
            ],
        };
        assert!(any.passes(&Customer::default(), &scope));
        let reachable = Customer { phone: "1".into(), ..Customer::default() };
        assert!(!any.passes(&reachable, &scope));
        assert!(Query::default().passes(&reachable, &scope));
    }

    /// Over random books and queries: what passes is what the three words say, and the counts agree with it.
    #[test]
    fn counts_are_what_a_look_at_everybody_gives() {
        let scope = scope();
        let mut rng = Rng::new(11);
        let conditions = [
            Condition::Group("甲".into()),
            Condition::Group("乙".into()),
            Condition::DoNotContact,
            Condition::Lacks(Lack::Phone),
            Condition::Age { from: 30, to: 60 },
        ];
        for _ in 0..60 {
            let mut book = Book::default();
            for _ in 0..40 {
                let group = if rng.chance(50) { "甲" } else { "乙" };
                book.add(Customer {
                    groups: if rng.chance(70) { vec![group.into()] } else { Vec::new() },
                    do_not_contact: rng.chance(30),
                    phone: if rng.chance(50) { "1".into() } else { String::new() },
                    listed_age: rng.chance(80).then(|| rng.below(100) as u8),
                    ..Customer::default()
                });
            }
            let clauses: Vec<Clause> = (0..rng.below(5))
                .map(|_| {
                    let sense = [Sense::All, Sense::Any, Sense::None][rng.below(3) as usize];
                    clause(sense, conditions[rng.below(5) as usize].clone())
                })
                .collect();
            let query = Query { clauses };
            let rows: Vec<usize> = (0..40).filter(|_| rng.chance(80)).collect();
            let (each, total) = query.count(&book, &rows, &scope);
            let of = |customer: &Customer, sense: Sense| -> Vec<bool> {
                let asked = query.clauses.iter().filter(|clause| clause.sense == sense);
                asked.map(|clause| clause.condition.holds(customer, &scope)).collect()
            };
            let naive = rows.iter().filter(|at| {
                let customer = &book.customers[**at];
                let any = of(customer, Sense::Any);
                of(customer, Sense::All).iter().all(|held| *held)
                    && of(customer, Sense::None).iter().all(|held| !held)
                    && (any.is_empty() || any.contains(&true))
            });
            assert_eq!(total, naive.count());
            let no_any = query.clauses.iter().all(|clause| clause.sense != Sense::Any);
            assert!(!no_any || each.iter().all(|count| *count >= total));
        }
    }

    #[test]
    fn a_kept_query_is_read_again() {
        let query = Query { clauses: vec![clause(Sense::Any, Condition::Age { from: 20, to: 35 })] };
        let kept = SavedQuery { name: "青年".into(), query };
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<SavedQuery>(&json).unwrap(), kept);
    }
}
