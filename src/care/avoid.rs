//! What to avoid with a person, and what proves it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::guard::{self, Rule};
use super::{Approach, Facts, Format, Involves, Limits};
use crate::book::{Customer, Outcome, Polarity};
use crate::order::Order;

/// Something that must not be done with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum AvoidKind {
    /// Any contact at all.
    Contact,
    /// Events with more than `CROWD_LIMIT` people.
    Crowd,
    Visit,
    Call,
    /// Talk of products.
    Pitch,
    Alcohol,
    Cards,
    Gift,
    Evening,
    Outdoor,
    Food,
    Stage,
    /// A subject that is not to be brought up.
    Subject,
    Weekend,
    /// Stopped by the suitability guard: nobody can override it.
    Unsuitable,
    /// Not for these people, by the playbook.
    NotFor,
}

impl AvoidKind {
    /// The code under which an override is kept.
    pub fn code(self) -> String {
        format!("{self:?}")
    }
}

/// Largest event that a quiet person is invited to (sample value).
pub const CROWD_LIMIT: i64 = 12;
/// Age from which long walks and late evenings are spared (sample value).
const FRAIL_AGE: i32 = 75;

/// Why it is to be avoided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AvoidCause {
    /// A tag, liked (`per.quiet`) or shunned (`int.guandan`).
    Tag {
        /// Id of the tag.
        tag: String,
        /// Whether it is liked or shunned.
        polarity: Polarity,
    },
    /// A public official: no cards, no gifts.
    Office,
    /// The person asked for no contact.
    Refused,
    /// An approach that displeased before.
    Reaction {
        /// Id of the approach.
        approach: String,
        /// When.
        date: NaiveDate,
    },
    /// At this age it is too much.
    Age {
        /// Years.
        years: i32,
    },
    /// A rule of the guard.
    Guard(Rule),
    /// A group or tier that the playbook leaves out.
    LeftOut {
        /// Its name.
        group: String,
    },
}

/// One thing to avoid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avoid {
    /// What.
    pub kind: AvoidKind,
    /// Why.
    pub cause: AvoidCause,
    /// The words that prove it, where there are words.
    pub proof: Option<String>,
}

impl Avoid {
    /// Whether somebody may override it with a reason: never a refusal of contact, an office or the guard.
    pub fn can_be_overridden(&self) -> bool {
        !matches!(self.cause, AvoidCause::Refused | AvoidCause::Office | AvoidCause::Guard(_))
    }

    /// The reason by which somebody has overridden it for this customer.
    pub fn overridden<'a>(&self, customer: &'a Customer) -> Option<&'a str> {
        let code = self.kind.code();
        let kept = customer.overrides.iter().rev().find(|kept| kept.avoid == code)?;
        self.can_be_overridden().then_some(kept.reason.as_str())
    }
}

/// Tags that forbid something: (tag, polarity that forbids, what).
const BY_TAG: &[(&str, Polarity, AvoidKind)] = &[
    ("per.quiet", Polarity::Like, AvoidKind::Crowd),
    ("per.lively", Polarity::Avoid, AvoidKind::Crowd),
    ("pref.smallgroup", Polarity::Like, AvoidKind::Crowd),
    ("per.quiet", Polarity::Like, AvoidKind::Pitch),
    ("pref.nopitch", Polarity::Like, AvoidKind::Pitch),
    ("pref.lowcontact", Polarity::Like, AvoidKind::Call),
    ("pref.lowcontact", Polarity::Like, AvoidKind::Visit),
    ("pref.lowcontact", Polarity::Like, AvoidKind::Pitch),
    ("pref.phone", Polarity::Avoid, AvoidKind::Call),
    ("pref.visit", Polarity::Avoid, AvoidKind::Visit),
    ("pref.evening", Polarity::Avoid, AvoidKind::Evening),
    ("pref.weekend", Polarity::Avoid, AvoidKind::Weekend),
    ("pref.gift", Polarity::Avoid, AvoidKind::Gift),
    ("pref.mobility", Polarity::Like, AvoidKind::Outdoor),
    ("int.hiking", Polarity::Avoid, AvoidKind::Outdoor),
    ("pref.diet", Polarity::Like, AvoidKind::Food),
    ("per.showy", Polarity::Avoid, AvoidKind::Stage),
    ("per.quiet", Polarity::Like, AvoidKind::Stage),
    ("int.liquor", Polarity::Avoid, AvoidKind::Alcohol),
    ("int.wine", Polarity::Avoid, AvoidKind::Alcohol),
    ("int.guandan", Polarity::Avoid, AvoidKind::Cards),
    ("int.cards", Polarity::Avoid, AvoidKind::Cards),
];

/// All that is to be avoided with a person: one entry for each kind, and for each subject one; the gravest first.
///
/// What depends on the day is left to the approach: age is taken from `today`.
pub fn avoids_on(customer: &Customer, today: NaiveDate) -> Vec<Avoid> {
    let mut found = avoids(customer);
    if let Some(years) = customer.age_on(today).filter(|years| *years >= FRAIL_AGE) {
        for kind in [AvoidKind::Evening, AvoidKind::Outdoor] {
            // A liking that was written down says more than the year of birth.
            let likes = kind == AvoidKind::Outdoor
                && ["int.hiking", "int.running", "int.taichi"].iter().any(|tag| customer.is(tag));
            if !likes && !found.iter().any(|old| old.kind == kind) {
                found.push(Avoid { kind, cause: AvoidCause::Age { years }, proof: None });
            }
        }
    }
    found.order_by_key(|avoid| avoid.kind);
    found
}

/// The avoids that hold whatever the day.
pub fn avoids(customer: &Customer) -> Vec<Avoid> {
    let mut found: Vec<Avoid> = Vec::new();
    let mut add = |kind: AvoidKind, cause: AvoidCause, proof: Option<String>| {
        if !found.iter().any(|old| old.kind == kind) {
            found.push(Avoid { kind, cause, proof });
        }
    };
    if customer.do_not_contact {
        add(AvoidKind::Contact, AvoidCause::Refused, None);
    }
    if let Some(mark) = customer.mark("occ.civil").filter(|mark| mark.polarity == Polarity::Like) {
        for kind in [AvoidKind::Cards, AvoidKind::Gift] {
            add(kind, AvoidCause::Office, customer.proof(mark));
        }
    }
    for (tag, polarity, kind) in BY_TAG {
        if let Some(mark) = customer.mark(tag).filter(|mark| mark.polarity == *polarity) {
            let cause = AvoidCause::Tag { tag: (*tag).to_owned(), polarity: *polarity };
            add(*kind, cause, customer.proof(mark));
        }
    }
    // Products that somebody does not want to hear of, his own words or his family's.
    for mark in
        customer.tags.iter().filter(|mark| mark.polarity == Polarity::Avoid && mark.tag.starts_with("prod."))
    {
        let cause = AvoidCause::Tag { tag: mark.tag.clone(), polarity: Polarity::Avoid };
        found.push(Avoid { kind: AvoidKind::Subject, cause, proof: customer.proof(mark) });
    }
    found.order_by_key(|avoid| avoid.kind);
    found
}

/// The avoid that forbids an approach to a person; `None` when nothing does. An override lifts what may be lifted.
pub(super) fn forbids(facts: &Facts, approach: &Approach, limits: &Limits) -> Option<Avoid> {
    against(facts, approach, limits).find(|avoid| avoid.overridden(facts.customer).is_none())
}

/// All that speaks against an approach to a person, overridden or not: besides the avoids proper the guard, whom the
/// approach must not reach, a tag of the approach that the person shuns, and an approach that displeased before.
pub(super) fn against<'a>(
    facts: &'a Facts,
    approach: &'a Approach,
    limits: &'a Limits,
) -> impl Iterator<Item = Avoid> + 'a {
    let customer = facts.customer;
    let unsuitable = guard::stops(customer, approach, facts.quarter.start, facts.age);
    let unsuitable = unsuitable.map(|rule| Avoid {
        kind: AvoidKind::Unsuitable,
        cause: AvoidCause::Guard(rule),
        proof: None,
    });
    let brings = move |avoid: &&Avoid| match avoid.kind {
        AvoidKind::Contact => true,
        AvoidKind::Crowd => approach.format == Format::Group && approach.max_heads > limits.crowd_heads,
        AvoidKind::Weekend => approach.format == Format::Group && approach.weekday >= 5,
        // Officials may be given what lies within the limit.
        AvoidKind::Gift if avoid.cause == AvoidCause::Office => {
            approach.involves.contains(&Involves::Gift) && approach.head_yuan > limits.official_gift_yuan
        }
        kind => approach.involves.iter().any(|involved| AvoidKind::from(*involved) == kind),
    };
    unsuitable
        .into_iter()
        .chain(facts.avoids.iter().filter(brings).cloned())
        .chain(left_out(customer, approach))
        .chain(shunned(customer, approach))
        .chain(displeased(customer, approach))
}

/// Whom the playbook leaves out.
fn left_out(customer: &Customer, approach: &Approach) -> Option<Avoid> {
    let never = &approach.never;
    if let Some(mark) = never.tags.iter().find_map(|tag| customer.mark(tag).filter(|_| customer.is(tag))) {
        let cause = AvoidCause::Tag { tag: mark.tag.clone(), polarity: Polarity::Like };
        return Some(Avoid { kind: AvoidKind::NotFor, cause, proof: customer.proof(mark) });
    }
    let group = never.groups.iter().find(|group| customer.groups.contains(group));
    let tier = never.tiers.iter().find(|tier| **tier == customer.tier);
    let group = group.or(tier)?.clone();
    Some(Avoid { kind: AvoidKind::NotFor, cause: AvoidCause::LeftOut { group }, proof: None })
}

/// A tag of the approach that the person shuns.
fn shunned(customer: &Customer, approach: &Approach) -> Option<Avoid> {
    let mark = approach.tags.iter().find_map(|tag| customer.mark(tag).filter(|_| customer.shuns(tag)))?;
    let cause = AvoidCause::Tag { tag: mark.tag.clone(), polarity: Polarity::Avoid };
    Some(Avoid { kind: AvoidKind::Subject, cause, proof: customer.proof(mark) })
}

/// The approach displeased when it was last tried.
fn displeased(customer: &Customer, approach: &Approach) -> Option<Avoid> {
    let last = customer.interactions.iter().rev().find(|past| past.approach == approach.id)?;
    (last.outcome == Outcome::Displeased).then(|| Avoid {
        kind: kind_of_approach(approach),
        cause: AvoidCause::Reaction { approach: approach.id.clone(), date: last.date },
        proof: (!last.remark.is_empty()).then(|| last.remark.clone()),
    })
}

impl From<Involves> for AvoidKind {
    fn from(involved: Involves) -> Self {
        match involved {
            Involves::Visit => Self::Visit,
            Involves::Call => Self::Call,
            Involves::Pitch => Self::Pitch,
            Involves::Alcohol => Self::Alcohol,
            Involves::Cards => Self::Cards,
            Involves::Gift => Self::Gift,
            Involves::Evening => Self::Evening,
            Involves::Outdoor => Self::Outdoor,
            Involves::Food => Self::Food,
            Involves::Stage => Self::Stage,
        }
    }
}

fn kind_of_approach(approach: &Approach) -> AvoidKind {
    approach.involves.first().map_or(AvoidKind::Subject, |involved| (*involved).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Evidence, Note, TagMark};
    use crate::calendar::Quarter;
    use crate::care::Playbook;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();

    fn customer(marks: &[(&str, Polarity)]) -> Customer {
        let written_on = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut customer = Customer {
            notes: vec![Note { text: "不爱热闹;公务员".into(), written_on }],
            ..Customer::default()
        };
        for (tag, polarity) in marks {
            let evidence = Evidence::Note { note_idx: 0, start: 0, end: 2 };
            customer.set_tag(TagMark {
                tag: (*tag).into(),
                polarity: *polarity,
                evidence,
                noted_on: written_on,
                doubt: 0,
            });
        }
        customer
    }

    fn forbidden(customer: &Customer, approach: &Approach, playbook: &Playbook) -> Option<Avoid> {
        let facts = Facts::of(customer, Quarter { start: DAY });
        forbids(&facts, approach, &playbook.limits)
    }

    #[test]
    fn quiet_people_are_spared_crowds_and_pitches_with_proof() {
        let quiet = customer(&[("per.quiet", Polarity::Like)]);
        let kinds: Vec<_> = avoids(&quiet).iter().map(|avoid| avoid.kind).collect();
        assert_eq!(kinds, [AvoidKind::Crowd, AvoidKind::Pitch, AvoidKind::Stage]);
        assert_eq!(avoids(&quiet)[0].proof.as_deref(), Some("不爱热闹"));
    }

    #[test]
    fn an_official_who_loves_cards_gets_none_from_the_bank() {
        let official = customer(&[("occ.civil", Polarity::Like), ("int.guandan", Polarity::Like)]);
        let playbook = Playbook::built_in();
        let evening = playbook.get("guandan_evening").unwrap();
        let avoid = forbidden(&official, evening, &playbook).unwrap();
        assert_eq!((avoid.kind, avoid.cause), (AvoidKind::Cards, AvoidCause::Office));
    }

    #[test]
    fn no_contact_forbids_everything() {
        let refusing = Customer { do_not_contact: true, ..Customer::default() };
        let playbook = Playbook::built_in();
        assert!(playbook
            .approaches
            .iter()
            .all(|approach| forbidden(&refusing, approach, &playbook).is_some()));
    }

    #[test]
    fn an_override_lifts_a_taste_but_neither_office_nor_guard() {
        let playbook = Playbook::built_in();
        let photo = playbook.get("photo_class").unwrap();
        let mut quiet = customer(&[("per.quiet", Polarity::Like), ("int.photo", Polarity::Like)]);
        assert!(forbidden(&quiet, photo, &playbook).is_some());
        quiet.overrides.push(crate::book::Override {
            avoid: AvoidKind::Crowd.code(),
            reason: "本人要来".into(),
            on: DAY,
        });
        assert_eq!(forbidden(&quiet, photo, &playbook), None);
        let mut official = customer(&[("occ.civil", Polarity::Like)]);
        let evening = playbook.get("guandan_evening").unwrap();
        official.overrides.push(crate::book::Override {
            avoid: AvoidKind::Cards.code(),
            reason: "x".into(),
            on: DAY,
        });
        assert!(forbidden(&official, evening, &playbook).is_some());
    }

    #[test]
    fn the_very_old_are_spared_hikes_unless_they_love_them() {
        let mut old = Customer { listed_age: Some(78), ..Customer::default() };
        assert!(avoids_on(&old, DAY).iter().any(|avoid| avoid.kind == AvoidKind::Outdoor));
        old.set_tag(TagMark {
            tag: "int.hiking".into(),
            polarity: Polarity::Like,
            evidence: Evidence::Hand,
            noted_on: DAY,
            doubt: 0,
        });
        assert!(avoids_on(&old, DAY).iter().all(|avoid| avoid.kind != AvoidKind::Outdoor));
    }
}
