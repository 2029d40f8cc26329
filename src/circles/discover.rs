//! From a book to the circles a manager is shown: found, ranked, covering, with names that stay from run to run.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::by_hand::{self, LeftOut, Rule};
use super::ranking::{cover, jaccard, name_nearest, told_by_group, Bounds, Merit, NotShown};
use super::{find, Found, Known, Options, Records, RecordsBuilder, Temperament};
use crate::book::{freshness, Book, Customer, CustomerId, Dimension, Freshness, Vocabulary};
use crate::order::Order;

/// Most plain lists that are shown.
const LISTS: usize = 20;
/// From this Jaccard on a circle found now is the one of the last run.
const SAME_CIRCLE: f64 = 0.4;
/// Circles out of sight that are remembered.
const REMEMBERED: usize = 60;

/// A circle's number, kept from run to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CircleId(pub u32);

/// How a circle stands to the last run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Standing {
    New,
    Same,
    Grown,
    Faded,
}

impl Standing {
    /// By a tenth more or less than before.
    pub(super) fn between(before: usize, after: usize) -> Self {
        match after * 10 {
            now if now > before * 11 => Self::Grown,
            now if now < before * 9 => Self::Faded,
            _ => Self::Same,
        }
    }
}

/// A traditional group inside a circle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupShare {
    /// Name of the group.
    pub group: String,
    /// Members of the circle in it; a customer in several groups counts in each.
    pub members: usize,
    /// Share of the whole book in this group, 0 to 1.
    pub usual_share: f64,
}

/// A circle as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    /// Number that stays.
    pub id: CircleId,
    /// A name given by hand.
    pub name: Option<String>,
    /// Ids of one to three tags.
    pub tags: Vec<String>,
    /// Quiet or lively, or `Unknown` for both.
    pub temperament: Temperament,
    /// How many of the tags a member carries at least.
    pub at_least: usize,
    /// Whether people without a recorded temperament belong.
    pub admits_unknown: bool,
    /// The rule in single combinations, where "at least so many" does not say it; else empty.
    #[serde(default)]
    pub ways: Vec<Rule>,
    /// Members, rising.
    pub members: Vec<CustomerId>,
    /// People who carry as many of the tags as the rule asks for, at least two, and how many would by chance.
    pub observed: f64,
    /// See `observed`.
    pub expected: f64,
    /// Expected F1 of the rule.
    pub cohesion: f64,
    /// Why it stands where it stands; `None` for one that was not sought: made by hand, or kept though not found again.
    #[serde(default)]
    pub merit: Option<Merit>,
    /// The old groups in it, largest first.
    pub mix: Vec<GroupShare>,
    /// Members known as quiet and as lively.
    pub quiet: usize,
    /// See `quiet`.
    pub lively: usize,
    /// Against the last run.
    pub standing: Standing,
    /// Kept over the next searches, found again or not.
    #[serde(default)]
    pub pinned: bool,
    /// The rules of a circle made by hand, any of which suffices; empty for one that was found.
    #[serde(default)]
    pub by_hand: Vec<Rule>,
    /// People left out by hand.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

impl Circle {
    /// Whether another circle is found by the same tags and temperament.
    pub(super) fn has_rule_of(&self, other: &Self) -> bool {
        self.tags == other.tags && self.temperament == other.temperament
    }

    /// A plain list of one tag, kept apart from circles proper.
    pub fn is_list(&self) -> bool {
        self.tags.len() == 1 && self.temperament == Temperament::Unknown && !self.is_by_hand()
    }

    /// True when the customer is a member.
    pub fn has(&self, id: CustomerId) -> bool {
        self.members.binary_search(&id).is_ok()
    }
}

/// All circles of a branch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CircleSet {
    /// Circles proper first, best first; then the plain lists.
    pub circles: Vec<Circle>,
    /// The next free id.
    pub next_id: u32,
    /// Customers in at least one circle proper.
    pub reached: usize,
    /// Customers who may be in circles and carry at least one tag.
    pub eligible: usize,
    /// How much of circle membership the old groups explain, 0 (nothing) to 1 (all): mean Cramér's V.
    pub explained_by_groups: f64,
    /// Rules of circles that a manager does not want to see, or has joined or split.
    #[serde(default)]
    pub set_aside: Vec<Rule>,
    /// How many circles of what size are shown.
    #[serde(default)]
    pub bounds: Bounds,
    /// What was found by the last search and is not shown.
    #[serde(default)]
    pub not_shown: NotShown,
    /// Circles that were shown before and are not now, without their members, the latest first: found again, each is itself.
    #[serde(default)]
    pub out_of_sight: Vec<Circle>,
}

impl CircleSet {
    /// The circle with this id.
    pub fn get(&self, id: CircleId) -> Option<&Circle> {
        self.circles.iter().find(|circle| circle.id == id)
    }

    /// The circles that a customer belongs to.
    pub fn of(&self, id: CustomerId) -> impl Iterator<Item = &Circle> {
        self.circles.iter().filter(move |circle| circle.has(id))
    }
}

/// Finds the circles of a book. People who refuse profiling are left out; `last` lends ids and names.
pub fn discover(book: &Book, vocabulary: &Vocabulary, last: &CircleSet) -> CircleSet {
    let table = Table::of(book, vocabulary);
    let found = find(&table.records, &Options::usual(), &table.known(last));
    let mut circles: Vec<Circle> = found.iter().map(|found| table.circle(book, found)).collect();
    if table.has_stale {
        for circle in &mut circles {
            circle.refill(book);
            if let Some(merit) = &mut circle.merit {
                merit.members = circle.members.len();
                merit.told_by_group = told_by_group(merit.members, &circle.mix, book.customers.len());
            }
        }
    }
    circles.retain(|circle| circle.members.len() >= Options::usual().least_members);
    circles.retain(|circle| !last.set_aside.iter().any(|rule| rule.defines(circle)));
    let kept = by_hand::kept(book, last, &circles);
    let (lists, proper): (Vec<Circle>, Vec<Circle>) = circles.into_iter().partition(Circle::is_list);
    let pinned = |circle: &Circle| {
        last.circles.iter().any(|old| old.pinned && !old.is_by_hand() && old.has_rule_of(circle))
    };
    let (mut shown, not_shown) = cover(proper, &kept, last.bounds.sound(), pinned);
    let explained_by_groups = explained_by_groups(&shown, book);
    shown.extend(best_lists(lists));
    let mut set = CircleSet {
        circles: shown,
        next_id: last.next_id,
        reached: 0,
        eligible: table.customers.len(),
        explained_by_groups,
        set_aside: last.set_aside.clone(),
        bounds: last.bounds,
        not_shown,
        out_of_sight: Vec::new(),
    };
    keep_identity(&mut set, last, &kept);
    for circle in set.circles.iter_mut().filter(|circle| !circle.left_out.is_empty()) {
        circle.members = circle.without_left_out();
        circle.describe(book);
    }
    set.circles.splice(0..0, kept);
    name_nearest(&mut set.circles);
    set.recount();
    set
}

/// A book as records, with the way back.
struct Table {
    records: Records,
    /// Records and their tags that are ageing, rising by record.
    ageing: Vec<(u32, u16)>,
    customers: Vec<CustomerId>,
    groups: Vec<(String, usize)>,
    /// Some tags were too old to count as evidence.
    has_stale: bool,
}

impl Table {
    fn of(book: &Book, vocabulary: &Vocabulary) -> Self {
        let dimensions =
            [Dimension::Interest, Dimension::Need, Dimension::Personality, Dimension::Occupation];
        let counts = |tag: &str| {
            !matches!(tag, "per.quiet" | "per.lively")
                && vocabulary.get(tag).is_none_or(|tag| dimensions.contains(&tag.dimension))
        };
        let mut tags: Vec<String> =
            book.tags().into_iter().map(|(tag, _)| tag).filter(|tag| counts(tag)).collect();
        tags.order();
        let mut index: BTreeMap<&str, u16> = BTreeMap::new();
        index.extend(tags.iter().enumerate().map(|(idx, tag)| (tag.as_str(), idx as u16)));
        let groups = book.groups();
        let mut group_of: BTreeMap<&str, u16> = BTreeMap::new();
        group_of
            .extend(groups.iter().enumerate().map(|(idx, (name, _))| (name.as_str(), (idx as u16).min(63))));
        let today = book.last_learnt().unwrap_or_default();
        let mut builder = RecordsBuilder::new(tags.clone());
        let mut customers = Vec::new();
        let mut ageing = Vec::new();
        let mut has_stale = false;
        for customer in book.customers.iter().filter(|customer| !customer.no_profiling) {
            // What was noted long ago is no evidence for a circle; whoever carries it still belongs by the rule.
            let mut likes: Vec<u16> = Vec::new();
            for tag in customer.likes() {
                let age = age(vocabulary, customer, tag, today);
                has_stale |= age == Freshness::Stale;
                let Some(at) = index.get(tag).filter(|_| age != Freshness::Stale) else { continue };
                likes.push(*at);
                if age == Freshness::Ageing {
                    ageing.push((customers.len() as u32, *at));
                }
            }
            if likes.is_empty() {
                continue;
            }
            let bits = customer
                .groups
                .iter()
                .filter_map(|group| group_of.get(group.as_str()))
                .fold(0, |bits, at| bits | 1 << at);
            builder.push(&likes, bits, temperament_of(customer));
            customers.push(customer.id);
        }
        Self { records: builder.finish(), ageing, customers, groups, has_stale }
    }

    /// The found circles of the last run in the numbers of this one.
    fn known(&self, last: &CircleSet) -> Vec<Known> {
        let number = |tag: &String| self.records.tags.binary_search(tag).ok();
        let known = |circle: &Circle| {
            let tags: Option<Vec<usize>> = circle.tags.iter().map(number).collect();
            Some(Known { tags: tags?, temperament: circle.temperament })
        };
        last.circles.iter().filter(|circle| !circle.is_by_hand()).filter_map(known).collect()
    }

    fn circle(&self, book: &Book, found: &Found) -> Circle {
        let tags: Vec<String> = found.tags.iter().map(|tag| self.records.tags[*tag].clone()).collect();
        let members: Vec<&Customer> = found
            .members
            .iter()
            .filter_map(|at| book.get(self.customers[*at as usize]))
            // Whoever has said no to one of the tags does not belong, whatever else he carries.
            .filter(|customer| !tags.iter().any(|tag| customer.shuns(tag)))
            .collect();
        let ways = found.ways.iter().map(|way| Rule {
            tags: way.tags.iter().map(|tag| self.records.tags[*tag].clone()).collect(),
            at_least: way.tags.len(),
            temperament: found.temperament,
            admits_unknown: way.admits_unknown,
            ..Rule::default()
        });
        let mix = mix_of(&members, &self.groups, book.customers.len());
        let merit = Merit {
            precision: found.expected_precision,
            members: members.len(),
            fresh: members.len(),
            aged: 0,
            told_by_group: told_by_group(members.len(), &mix, book.customers.len()),
            nearest: None,
        };
        let mut circle = Circle {
            id: CircleId::default(),
            name: None,
            tags,
            temperament: found.temperament,
            at_least: found.at_least,
            admits_unknown: found.admits_unknown,
            ways: ways.collect(),
            observed: found.observed,
            expected: found.expected,
            cohesion: found.expected_f1,
            merit: None,
            mix,
            quiet: members.iter().filter(|customer| customer.is_quiet()).count(),
            lively: members.iter().filter(|customer| customer.is_lively()).count(),
            members: members.iter().map(|customer| customer.id).collect(),
            standing: Standing::New,
            pinned: false,
            by_hand: Vec::new(),
            left_out: Vec::new(),
        };
        let rules = circle.rules();
        let aged = found.members.iter().filter(|record| {
            let ageing = self.ageing_of(**record);
            let touched =
                found.tags.iter().any(|tag| ageing.iter().any(|(_, old)| usize::from(*old) == *tag));
            let customer = book.get(self.customers[**record as usize]).filter(|_| touched);
            // Not without the ageing ones by any of the rules.
            customer.is_some_and(|customer| {
                let fresh = |tag: &&String| {
                    customer.is(tag)
                        && !ageing.iter().any(|(_, old)| self.records.tags[usize::from(*old)] == **tag)
                };
                circle.has(customer.id)
                    && !rules.iter().any(|rule| rule.tags.iter().filter(fresh).count() >= rule.at_least)
            })
        });
        circle.merit = Some(Merit { aged: aged.count(), ..merit });
        circle
    }

    /// The ageing tags of a record.
    fn ageing_of(&self, record: u32) -> &[(u32, u16)] {
        let from = self.ageing.partition_point(|(other, _)| *other < record);
        let past = self.ageing[from..].iter().take_while(|(other, _)| *other == record).count();
        &self.ageing[from..from + past]
    }
}

/// How fresh a customer's tag is; one that he has not is fresh.
fn age(vocabulary: &Vocabulary, customer: &Customer, tag: &str, today: NaiveDate) -> Freshness {
    let dimension = vocabulary.get(tag).map_or(Dimension::Interest, |tag| tag.dimension);
    customer.mark(tag).map_or(Freshness::Fresh, |mark| freshness(dimension, mark.noted_on, today))
}

/// The old groups among some customers, largest first; `groups` with their sizes in a book of `total` people.
pub(super) fn mix_of(members: &[&Customer], groups: &[(String, usize)], total: usize) -> Vec<GroupShare> {
    let mut mix: Vec<GroupShare> = groups
        .iter()
        .map(|(group, size)| GroupShare {
            group: group.clone(),
            members: members.iter().filter(|customer| customer.groups.contains(group)).count(),
            usual_share: *size as f64 / total.max(1) as f64,
        })
        .filter(|share| share.members > 0)
        .collect();
    mix.order_by(|a, b| b.members.cmp(&a.members).then_with(|| a.group.cmp(&b.group)));
    mix
}

pub(super) fn temperament_of(customer: &Customer) -> Temperament {
    if customer.is_quiet() {
        Temperament::Quiet
    } else if customer.is_lively() {
        Temperament::Lively
    } else {
        Temperament::Unknown
    }
}

/// The largest plain lists.
fn best_lists(mut lists: Vec<Circle>) -> Vec<Circle> {
    lists.order_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.tags.cmp(&b.tags)));
    lists.truncate(LISTS);
    lists
}

/// Mean over circles of Cramér's V between membership and having each old group, weighed by circle size.
fn explained_by_groups(circles: &[Circle], book: &Book) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for circle in circles {
        let size = circle.members.len();
        sum += told_by_group(size, &circle.mix, book.customers.len()) * size as f64;
        weight += size as f64;
    }
    if weight > 0.0 {
        sum / weight
    } else {
        0.0
    }
}

/// Gives circles the ids and names of those of the last run that they continue.
fn keep_identity(set: &mut CircleSet, last: &CircleSet, kept: &[Circle]) {
    let mut pairs = Vec::new();
    for (now, circle) in set.circles.iter().enumerate() {
        for (then, old) in last.circles.iter().enumerate() {
            if kept.iter().any(|circle| circle.id == old.id) {
                continue;
            }
            let alike = jaccard(&circle.members, &old.members);
            let same_tags = circle.tags.iter().filter(|tag| old.tags.contains(tag)).count();
            // The same rule is the same circle, however many people have come or gone.
            let same_rule = circle.has_rule_of(old);
            if same_rule || (alike >= SAME_CIRCLE && same_tags > 0) {
                pairs.push((alike + same_tags as f64 + if same_rule { 10.0 } else { 0.0 }, now, then));
            }
        }
    }
    pairs.order_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken, mut continued) = (BTreeSet::new(), BTreeSet::new());
    for (_, now, then) in pairs {
        if taken.contains(&then) || !continued.insert(now) {
            continue;
        }
        taken.insert(then);
        let (circle, old) = (&mut set.circles[now], &last.circles[then]);
        circle.id = old.id;
        circle.name.clone_from(&old.name);
        circle.pinned = old.pinned;
        circle.left_out.clone_from(&old.left_out);
        circle.standing = Standing::between(old.members.len() + old.left_out.len(), circle.members.len());
    }
    for (idx, circle) in set.circles.iter_mut().enumerate() {
        if !continued.contains(&idx) {
            // Bounds that let it go and call it back make no new circle of it.
            let known = last.out_of_sight.iter().find(|known| known.has_rule_of(circle));
            if let Some(known) = known {
                circle.id = known.id;
                circle.name.clone_from(&known.name);
                circle.left_out.clone_from(&known.left_out);
                circle.standing = Standing::Same;
                continue;
            }
            circle.id = CircleId(set.next_id);
            set.next_id += 1;
            // Where nothing was known before, "new" would tell nothing.
            if last.circles.is_empty() {
                circle.standing = Standing::Same;
            }
        }
    }
    set.out_of_sight = out_of_sight(set, last, kept);
}

/// What was shown or known before and is not shown now; a rule that the manager has put away is not among it.
fn out_of_sight(set: &CircleSet, last: &CircleSet, kept: &[Circle]) -> Vec<Circle> {
    let known = last.circles.iter().filter(|circle| !circle.is_by_hand()).chain(&last.out_of_sight);
    let shown = |id: CircleId| set.circles.iter().chain(kept).any(|circle| circle.id == id);
    let put_away = |circle: &Circle| set.set_aside.iter().any(|rule| rule.defines(circle));
    let gone = known.filter(|circle| !shown(circle.id) && !put_away(circle)).take(REMEMBERED);
    gone.map(|circle| Circle { members: Vec::new(), mix: Vec::new(), ..circle.clone() }).collect()
}
