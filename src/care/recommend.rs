//! Which approaches fit a person or a circle, ranked, each with its reasons.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::avoid::{against, forbids};
use super::{Approach, Avoid, AvoidKind, Facts, Format, Limits, Occasion, Playbook};
use crate::book::{Book, Customer, CustomerId, Outcome};
use crate::calendar::Quarter;
use crate::circles::{Circle, Temperament};
use crate::order::Order;

/// Why an approach is recommended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// A tag fits; the words that prove it.
    Tag {
        /// Id of the tag.
        tag: String,
        /// Sentence of the note or words of the cell.
        proof: Option<String>,
    },
    /// The person is quiet, and this is quiet care.
    Quiet,
    /// The person is lively, and here people can shine.
    Lively,
    /// An occasion in the quarter.
    Due {
        /// What.
        occasion: Occasion,
        /// When; for a school entry 1 September of the year.
        date: NaiveDate,
    },
    /// It pleased before.
    Pleased {
        /// When.
        date: NaiveDate,
    },
    /// He did not come when it was last tried.
    Absent {
        /// When.
        date: NaiveDate,
    },
    /// A traditional group of the customer: weaker than any tag.
    Group {
        /// Its name.
        group: String,
    },
    /// A question that has no answer yet.
    Asked {
        /// What was asked.
        question: String,
        /// By when an answer is owed.
        due: NaiveDate,
    },
    /// An avoid stands against it, and somebody has overridden it.
    Overridden {
        /// The avoid.
        kind: AvoidKind,
        /// The reason that was given.
        reason: String,
    },
    /// It suits everybody, and nothing more telling is known.
    General,
}

/// An approach for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Id of the approach.
    pub approach: String,
    /// How well it fits, 1 to 100.
    pub affinity_pct: i64,
    /// Why, the most telling first; never empty.
    pub reasons: Vec<Reason>,
}

/// Days ahead of an occasion from which on a contact counts as the one for it.
const DONE_AHEAD_DAYS: i64 = 14;

/// A date in the quarter that calls for a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueOccasion {
    /// What.
    pub occasion: Occasion,
    /// When.
    pub date: NaiveDate,
}

/// Care for a circle: what fits most of its members, and how many must not be reached by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CircleCare {
    /// Id of the approach.
    pub approach: String,
    /// Members whom it fits.
    pub fitting: usize,
    /// Members whom an avoid keeps out.
    pub kept_out: usize,
    /// Mean affinity over the fitting members.
    pub affinity_pct: i64,
    /// Tags of the circle that make it fit.
    pub tags: Vec<String>,
    /// The avoids among the members with how many of them, most common first.
    pub avoids: Vec<(AvoidKind, usize)>,
}

/// Birthdays and maturities of a customer from a day on, before another; none of somebody who wants no contact.
pub fn due_between<'a>(
    customer: &'a Customer,
    playbook: &'a Playbook,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = (CustomerId, DueOccasion)> + 'a {
    let wanted = !customer.do_not_contact;
    let open = move |due: &DueOccasion| !is_done(customer, playbook, due);
    dated(customer, from, to).filter(move |_| wanted).filter(open).map(|due| (customer.id, due))
}

/// Whether a contact for the occasion was recorded already, up to two weeks ahead of its day.
fn is_done(customer: &Customer, playbook: &Playbook, due: &DueOccasion) -> bool {
    let is_for_it =
        |id: &str| playbook.get(id).is_some_and(|approach| approach.occasions.contains(&due.occasion));
    let in_time = |date: NaiveDate| (due.date - date).num_days() <= DONE_AHEAD_DAYS;
    customer.interactions.iter().any(|past| in_time(past.date) && is_for_it(&past.approach))
}

/// Birthdays, then maturities, from a day on, before another.
fn dated(customer: &Customer, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = DueOccasion> + '_ {
    let lunar = customer.birthday.is_some_and(|birthday| birthday.lunar);
    let birthday = if lunar { Occasion::LunarBirthday } else { Occasion::Birthday };
    let birthdays = customer.birthday.into_iter().flat_map(move |of| of.within(from, to));
    let maturities = customer.maturities.iter().map(|maturity| maturity.date);
    let maturities = maturities.filter(move |date| (from..to).contains(date));
    let of = |occasion| move |date| DueOccasion { occasion, date };
    birthdays.map(of(birthday)).chain(maturities.map(of(Occasion::Maturity)))
}

/// Birthdays, maturities and school entries of a customer that fall into the quarter, by date.
pub fn occasions(customer: &Customer, quarter: Quarter) -> Vec<DueOccasion> {
    let mut due: Vec<DueOccasion> = dated(customer, quarter.start, quarter.end()).collect();
    // Parents look for advice in the year before school begins.
    for year in &customer.school_entry_years {
        let entry = NaiveDate::from_ymd_opt(*year, 9, 1);
        if let Some(date) = entry.filter(|date| (0..365).contains(&(*date - quarter.start).num_days())) {
            due.push(DueOccasion { occasion: Occasion::School, date });
        }
    }
    for question in customer.questions.iter().filter(|question| question.is_open()) {
        due.push(DueOccasion { occasion: Occasion::Question, date: question.due });
    }
    due.order_by_key(|occasion| occasion.date);
    due
}

/// Whether an approach fits a person: the recommendation, or the avoid that keeps it away; `None` when it simply
/// does not fit.
pub fn fits(facts: &Facts, approach: &Approach, limits: &Limits) -> Option<Result<Recommendation, Avoid>> {
    let customer = facts.customer;
    let in_tier = approach.tiers.is_empty() || approach.tiers.contains(&customer.tier);
    if !facts.is_in_season(&approach.months) || !in_tier {
        return None;
    }
    // Who refuses profiling gets care by the calendar alone; what he wants to avoid still protects him.
    let profiled = !customer.no_profiling;
    let mut reasons: Vec<Reason> = approach
        .tags
        .iter()
        .filter(|tag| profiled && customer.is(tag))
        .map(|tag| Reason::Tag {
            tag: tag.clone(),
            proof: customer.mark(tag).and_then(|mark| customer.proof(mark)),
        })
        .collect();
    if !approach.occasions.is_empty() {
        reasons.extend(due_reasons(facts, approach));
    }
    if reasons.is_empty() {
        let group = approach.groups.iter().find(|group| customer.groups.contains(group));
        reasons.extend(group.map(|group| Reason::Group { group: group.clone() }));
    }
    let wants_reason =
        !approach.tags.is_empty() || !approach.occasions.is_empty() || !approach.groups.is_empty();
    if wants_reason && reasons.is_empty() {
        // What is about something that the person shuns is kept away, and said to be, even if nothing speaks for it.
        let is_shunned = approach.tags.iter().any(|tag| customer.shuns(tag));
        let avoid = is_shunned.then(|| forbids(facts, approach, limits)).flatten();
        return avoid.map(Err);
    }
    if profiled && approach.for_quiet && customer.is_quiet() {
        reasons.push(Reason::Quiet);
    }
    if profiled && approach.for_lively && customer.is_lively() {
        reasons.push(Reason::Lively);
    }
    let age = facts.age;
    let too_young = approach.min_age.is_some_and(|min| age.is_some_and(|age| age < min));
    let too_old = approach.max_age.is_some_and(|max| age.is_some_and(|age| age > max));
    // An age range asks for a known age unless a tag speaks for the approach anyway.
    let unknown_age = approach.min_age.or(approach.max_age).is_some() && age.is_none() && reasons.is_empty();
    if too_young || too_old || unknown_age {
        return None;
    }
    if let Some(avoid) = forbids(facts, approach, limits) {
        return Some(Err(avoid));
    }
    if !customer.overrides.is_empty() {
        // What would have stopped it without the override is said, and printed.
        if let Some(avoid) = against(facts, approach, limits).next() {
            let reason = avoid.overridden(customer).unwrap_or_default().to_owned();
            reasons.push(Reason::Overridden { kind: avoid.kind, reason });
        }
    }
    if let Some(past) = customer.interactions.iter().rev().find(|past| past.approach == approach.id) {
        match past.outcome {
            Outcome::Pleased => reasons.push(Reason::Pleased { date: past.date }),
            Outcome::Absent => reasons.push(Reason::Absent { date: past.date }),
            Outcome::Neutral | Outcome::Displeased => {}
        }
    }
    if reasons.is_empty() {
        reasons.push(Reason::General);
    }
    let affinity_pct = affinity(&reasons);
    Some(Ok(Recommendation { approach: approach.id.clone(), affinity_pct, reasons }))
}

/// Affinity in per cent from the reasons (sample values): a first reason says most.
fn affinity(reasons: &[Reason]) -> i64 {
    let points = |reason: &Reason| match reason {
        Reason::Tag { .. } => 30,
        Reason::Due { .. } => 30,
        Reason::Quiet | Reason::Lively => 25,
        Reason::Pleased { .. } => 20,
        Reason::Group { .. } => 10,
        Reason::Asked { .. } => 65,
        Reason::General | Reason::Absent { .. } | Reason::Overridden { .. } => 0,
    };
    let mut sorted: Vec<i64> = reasons.iter().map(points).collect();
    sorted.order_by(|a, b| b.cmp(a));
    let sum: i64 = sorted.iter().enumerate().map(|(idx, points)| points / (1 + idx as i64 / 2)).sum();
    let absent = reasons.iter().any(|reason| matches!(reason, Reason::Absent { .. }));
    (35 + sum).min(100) - if absent { 15 } else { 0 }
}

/// The occasions of the quarter that call for an approach.
fn due_reasons<'a>(facts: &'a Facts, approach: &'a Approach) -> impl Iterator<Item = Reason> + 'a {
    let of_approach = move |due: &DueOccasion| approach.occasions.contains(&due.occasion);
    let dated = facts.due.iter().filter(move |due| of_approach(due));
    let dated = dated.filter(|due| due.occasion != Occasion::Question);
    let asked = facts
        .customer
        .questions
        .iter()
        .filter(|question| question.is_open() && approach.occasions.contains(&Occasion::Question));
    dated
        .map(|due| Reason::Due { occasion: due.occasion, date: due.date })
        .chain(asked.map(|question| Reason::Asked { question: question.text.clone(), due: question.due }))
}

/// The best approaches for a person, and what was kept away by an avoid.
pub fn for_person(
    customer: &Customer,
    playbook: &Playbook,
    quarter: Quarter,
) -> (Vec<Recommendation>, Vec<(String, Avoid)>) {
    for_facts(&Facts::of(customer, quarter), playbook)
}

/// As [`for_person`], for facts that were looked up already.
pub fn for_facts(facts: &Facts, playbook: &Playbook) -> (Vec<Recommendation>, Vec<(String, Avoid)>) {
    let (mut fitting, mut kept_away) = (Vec::new(), Vec::new());
    for approach in &playbook.approaches {
        match fits(facts, approach, &playbook.limits) {
            Some(Ok(recommendation)) => {
                fitting.push((recommendation.affinity_pct * approach.effect, recommendation))
            }
            Some(Err(avoid)) => kept_away.push((approach.id.clone(), avoid)),
            None => {}
        }
    }
    fitting.order_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.approach.cmp(&b.1.approach)));
    (fitting.into_iter().map(|(_, recommendation)| recommendation).collect(), kept_away)
}

/// The approaches for a circle, best first: those that meet its tags, or its temperament where none does.
pub fn for_circle(circle: &Circle, book: &Book, playbook: &Playbook, quarter: Quarter) -> Vec<CircleCare> {
    let members = members(circle, book, quarter);
    let mut care: Vec<(i64, CircleCare)> = playbook
        .approaches
        .iter()
        .filter(|approach| approach.occasions.is_empty() || !approach.tags.is_empty())
        .filter_map(|approach| {
            let care = care_of(circle, approach, &members, &playbook.limits)?;
            let on_tag =
                !care.tags.is_empty() || (approach.for_quiet && circle.temperament == Temperament::Quiet);
            // Care that meets the circle's own interest comes before general care, whatever it would bring.
            let rank =
                care.affinity_pct * approach.effect * care.fitting as i64 * if on_tag { 10 } else { 1 };
            Some((rank, care))
        })
        .collect();
    care.order_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.approach.cmp(&b.1.approach)));
    care.into_iter().map(|(_, care)| care).take(5).collect()
}

/// How one approach suits a circle; `None` when it fits too few to be worth it.
pub fn circle_care(
    circle: &Circle,
    approach: &Approach,
    book: &Book,
    quarter: Quarter,
    limits: &Limits,
) -> Option<CircleCare> {
    care_of(circle, approach, &members(circle, book, quarter), limits)
}

/// The facts of a circle's members.
fn members<'a>(circle: &Circle, book: &'a Book, quarter: Quarter) -> Vec<Facts<'a>> {
    let known = circle.members.iter().filter_map(|id| book.get(*id));
    known.map(|customer| Facts::of(customer, quarter)).collect()
}

fn care_of(circle: &Circle, approach: &Approach, members: &[Facts], limits: &Limits) -> Option<CircleCare> {
    let (mut fitting, mut kept_out, mut sum) = (0, 0, 0);
    let mut kinds: std::collections::BTreeMap<AvoidKind, usize> = std::collections::BTreeMap::new();
    for facts in members {
        match fits(facts, approach, limits) {
            Some(Ok(recommendation)) => {
                fitting += 1;
                sum += recommendation.affinity_pct;
            }
            Some(Err(avoid)) => {
                kept_out += 1;
                *kinds.entry(avoid.kind).or_default() += 1;
            }
            None => {}
        }
    }
    let enough = match approach.format {
        Format::Group => fitting as i64 >= approach.min_heads,
        Format::Single => fitting * 2 >= members.len(),
    };
    if fitting == 0 || !enough {
        return None;
    }
    let mut avoids: Vec<(AvoidKind, usize)> = kinds.into_iter().collect();
    avoids.order_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let tags = circle.tags.iter().filter(|tag| approach.tags.contains(tag)).cloned().collect();
    Some(CircleCare {
        approach: approach.id.clone(),
        fitting,
        kept_out,
        affinity_pct: sum / fitting as i64,
        tags,
        avoids,
    })
}
