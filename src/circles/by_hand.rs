//! What a manager does to circles: makes one, joins two, splits one, pins, leaves a person out with a reason.
//!
//! Everything is kept as rules, so that it still holds when the book has changed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::ranking::Bounds;
use super::{mix_of, Circle, CircleId, CircleSet, Standing, Temperament};
use crate::book::{Book, Customer, CustomerId};

/// Who belongs, as a manager reads it. Empty parts ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Tags of which a member likes at least `at_least`.
    pub tags: Vec<String>,
    /// See `tags`.
    pub at_least: usize,
    /// Quiet or lively; `Unknown` asks for neither.
    pub temperament: Temperament,
    /// Whether people without a recorded temperament belong.
    pub admits_unknown: bool,
    /// Tags that a member likes, all of them.
    pub also: Vec<String>,
    /// Tags that a member does not like.
    pub without: Vec<String>,
    /// Traditional group.
    pub group: Option<String>,
    /// Client manager.
    pub manager: Option<String>,
}

impl Rule {
    /// True when the customer belongs by this rule. Who refuses profiling, or has said no to a tag, never does.
    pub fn admits(&self, customer: &Customer) -> bool {
        !customer.no_profiling
            && !self.tags.iter().chain(&self.also).any(|tag| customer.shuns(tag))
            && self.held(customer) >= self.at_least
            && self.temperament_fits(customer)
            && self.also.iter().all(|tag| customer.is(tag))
            && !self.without.iter().any(|tag| customer.is(tag))
            && self.group.as_ref().is_none_or(|group| customer.groups.contains(group))
            && self.manager.as_ref().is_none_or(|manager| customer.manager == *manager)
    }

    /// How many of the tags the customer likes.
    pub fn held(&self, customer: &Customer) -> usize {
        self.tags.iter().filter(|tag| customer.is(tag)).count()
    }

    /// True when what is recorded of the temperament does not stand against the rule.
    pub fn temperament_fits(&self, customer: &Customer) -> bool {
        let recorded = super::temperament_of(customer);
        self.temperament == Temperament::Unknown
            || recorded == self.temperament
            || (recorded == Temperament::Unknown && self.admits_unknown)
    }

    /// The same circle: the tags and temperament that define it.
    pub(super) fn defines(&self, circle: &Circle) -> bool {
        self.tags == circle.tags && self.temperament == circle.temperament
    }
}

/// A person left out of a circle by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Who.
    pub customer: CustomerId,
    /// Why, in the manager's words.
    pub reason: String,
}

/// By what a circle is split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SplitBy {
    /// Quiet people here, lively ones there; who is neither stays with the quiet, where nobody is overrun.
    Temperament,
    /// Those who have this tag, and those who do not.
    Tag(String),
}

impl CircleSet {
    /// Adds a circle made by hand; it may be empty for now. Gives its number.
    pub fn add_by_hand(&mut self, book: &Book, name: &str, rules: Vec<Rule>) -> CircleId {
        let id = CircleId(self.next_id);
        self.next_id += 1;
        let circle = made_by_hand(book, id, name, rules);
        self.circles.insert(0, circle);
        self.recount();
        id
    }

    /// Joins `from` into `into`: whoever belongs to one of them belongs.
    pub fn join(&mut self, book: &Book, into: CircleId, from: CircleId) {
        let (Some(first), Some(second)) = (self.get(into).cloned(), self.get(from).cloned()) else { return };
        if into == from {
            return;
        }
        let rules: Vec<Rule> = first.rules().into_iter().chain(second.rules()).collect();
        self.set_aside(from);
        self.set_aside(into);
        let mut joined = made_by_hand(book, into, first.name.as_deref().unwrap_or_default(), rules);
        joined.left_out = first.left_out.into_iter().chain(second.left_out).collect();
        joined.refill(book);
        self.circles.insert(0, joined);
        self.recount();
    }

    /// Splits a circle in two, which take its place.
    pub fn split(&mut self, book: &Book, circle: CircleId, by: &SplitBy) {
        let Some(whole) = self.get(circle).cloned() else { return };
        let halves = [0, 1].map(|half| {
            let narrowed = whole.rules().into_iter().map(|mut rule| {
                match by {
                    SplitBy::Temperament => {
                        rule.temperament = [Temperament::Quiet, Temperament::Lively][half];
                        rule.admits_unknown = half == 0;
                    }
                    SplitBy::Tag(tag) => [&mut rule.also, &mut rule.without][half].push(tag.clone()),
                }
                rule
            });
            narrowed.collect::<Vec<Rule>>()
        });
        self.set_aside(circle);
        for (half, rules) in halves.into_iter().enumerate().rev() {
            let id = if half == 0 { circle } else { CircleId(self.next_id) };
            self.next_id += half as u32;
            let mut part = made_by_hand(book, id, "", rules);
            part.left_out.clone_from(&whole.left_out);
            part.refill(book);
            self.circles.insert(0, part);
        }
        self.recount();
    }

    /// Takes a circle off the list; it does not come back with the next search, until it is brought back.
    pub fn set_aside(&mut self, circle: CircleId) {
        let Some(at) = self.circles.iter().position(|other| other.id == circle) else { return };
        let gone = self.circles.remove(at);
        if !gone.is_by_hand() {
            let (tags, temperament) = (gone.tags, gone.temperament);
            self.set_aside.push(Rule { tags, temperament, ..Rule::default() });
        }
        self.recount();
    }

    /// Lets the next search show again what was set aside.
    pub fn bring_back(&mut self) {
        self.set_aside.clear();
    }

    /// Keeps a circle over the next searches, or no longer.
    pub fn pin(&mut self, circle: CircleId, pinned: bool) {
        if let Some(circle) = self.get_mut(circle) {
            circle.pinned = pinned;
        }
    }

    /// Shows so many circles of such a size from the next search on.
    pub fn bound(&mut self, bounds: Bounds) {
        self.bounds = bounds.sound();
    }

    /// Leaves a person out, with the reason.
    pub fn leave_out(&mut self, book: &Book, circle: CircleId, left_out: LeftOut) {
        if let Some(circle) = self.get_mut(circle) {
            circle.left_out.retain(|other| other.customer != left_out.customer);
            circle.left_out.push(left_out);
            circle.members = circle.without_left_out();
            circle.describe(book);
        }
        self.recount();
    }

    /// Takes a person back who had been left out.
    pub fn take_back(&mut self, book: &Book, circle: CircleId, customer: CustomerId) {
        if let Some(circle) = self.get_mut(circle) {
            circle.left_out.retain(|other| other.customer != customer);
            circle.refill(book);
        }
        self.recount();
    }

    fn get_mut(&mut self, id: CircleId) -> Option<&mut Circle> {
        self.circles.iter_mut().find(|circle| circle.id == id)
    }

    pub(super) fn recount(&mut self) {
        let proper = self.circles.iter().filter(|circle| !circle.is_list());
        let reached: BTreeSet<CustomerId> =
            proper.flat_map(|circle| circle.members.iter().copied()).collect();
        self.reached = reached.len();
    }
}

impl Circle {
    /// The rules by which one belongs: any of them suffices.
    pub fn rules(&self) -> Vec<Rule> {
        if self.is_by_hand() {
            return self.by_hand.clone();
        }
        if !self.ways.is_empty() {
            return self.ways.clone();
        }
        vec![Rule {
            tags: self.tags.clone(),
            at_least: self.at_least,
            temperament: self.temperament,
            admits_unknown: self.admits_unknown,
            ..Rule::default()
        }]
    }

    /// Made, joined or split by hand.
    pub fn is_by_hand(&self) -> bool {
        !self.by_hand.is_empty()
    }

    /// Seeks the members anew by the rules.
    pub(super) fn refill(&mut self, book: &Book) {
        let rules = self.rules();
        let admitted =
            book.customers.iter().filter(|customer| rules.iter().any(|rule| rule.admits(customer)));
        self.members = admitted.map(|customer| customer.id).collect();
        self.members = self.without_left_out();
        self.describe(book);
    }

    pub(super) fn without_left_out(&self) -> Vec<CustomerId> {
        let out = |id: &CustomerId| self.left_out.iter().any(|left_out| left_out.customer == *id);
        self.members.iter().copied().filter(|id| !out(id)).collect()
    }

    /// Counts groups and temperaments anew.
    pub(super) fn describe(&mut self, book: &Book) {
        let members: Vec<&Customer> = self.members.iter().filter_map(|id| book.get(*id)).collect();
        self.mix = mix_of(&members, &book.groups(), book.customers.len());
        self.quiet = members.iter().filter(|customer| customer.is_quiet()).count();
        self.lively = members.iter().filter(|customer| customer.is_lively()).count();
    }
}

fn made_by_hand(book: &Book, id: CircleId, name: &str, rules: Vec<Rule>) -> Circle {
    let mut tags: Vec<String> = Vec::new();
    for tag in rules.iter().flat_map(|rule| rule.tags.iter().chain(&rule.also)) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    let first = rules.first().map_or(Temperament::Unknown, |rule| rule.temperament);
    let alike = rules.iter().all(|rule| rule.temperament == first);
    let mut circle = Circle {
        id,
        name: (!name.trim().is_empty()).then(|| name.trim().to_owned()),
        tags,
        temperament: if alike { first } else { Temperament::Unknown },
        at_least: rules.first().map_or(1, |rule| rule.at_least),
        admits_unknown: rules.iter().any(|rule| rule.admits_unknown),
        ways: Vec::new(),
        members: Vec::new(),
        observed: 0.0,
        expected: 0.0,
        cohesion: 0.0,
        merit: None,
        mix: Vec::new(),
        quiet: 0,
        lively: 0,
        standing: Standing::Same,
        pinned: false,
        by_hand: rules,
        left_out: Vec::new(),
    };
    circle.refill(book);
    circle
}

/// The circles of the last run that stay whatever is found: those made by hand, and pinned ones that were not
/// found again, sought anew by their rules.
pub(super) fn kept(book: &Book, last: &CircleSet, found: &[Circle]) -> Vec<Circle> {
    let found_again = |circle: &Circle| found.iter().any(|other| other.has_rule_of(circle));
    let stays = |circle: &&Circle| circle.is_by_hand() || (circle.pinned && !found_again(circle));
    let mut kept: Vec<Circle> = last.circles.iter().filter(stays).cloned().collect();
    for circle in &mut kept {
        let before = circle.members.len();
        circle.refill(book);
        circle.standing = Standing::between(before, circle.members.len());
        circle.merit = None;
        if !circle.is_by_hand() {
            circle.standing = Standing::Faded;
        }
    }
    kept
}
