//! What to avoid with a person, and what proves it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Approach, Format, Involves};
use crate::book::{Customer, Outcome, Polarity};

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
}

/// Largest event that a quiet person is invited to (sample value).
pub const CROWD_LIMIT: i64 = 12;

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

/// All that is to be avoided with a person, one entry for each kind, the gravest first.
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
    found.sort_by_key(|avoid| avoid.kind);
    found
}

/// The avoid that forbids an approach to a person; `None` when nothing does.
///
/// Besides the avoids proper: a tag of the approach that the person shuns, and an approach that displeased before.
pub(super) fn forbids(customer: &Customer, avoids: &[Avoid], approach: &Approach) -> Option<Avoid> {
    let hit = avoids.iter().find(|avoid| match avoid.kind {
        AvoidKind::Contact => true,
        AvoidKind::Crowd => approach.format == Format::Group && approach.max_heads > CROWD_LIMIT,
        kind => approach.involves.iter().any(|involved| kind_of(*involved) == kind),
    });
    if let Some(avoid) = hit {
        return Some(avoid.clone());
    }
    if let Some(mark) = approach
        .tags
        .iter()
        .filter_map(|tag| customer.mark(tag))
        .find(|mark| mark.polarity == Polarity::Avoid)
    {
        let cause = AvoidCause::Tag { tag: mark.tag.clone(), polarity: Polarity::Avoid };
        return Some(Avoid { kind: kind_of_approach(approach), cause, proof: customer.proof(mark) });
    }
    let bad = customer.interactions.iter().rev().find(|past| past.approach == approach.id)?;
    (bad.outcome == Outcome::Displeased).then(|| Avoid {
        kind: kind_of_approach(approach),
        cause: AvoidCause::Reaction { approach: approach.id.clone(), date: bad.date },
        proof: (!bad.remark.is_empty()).then(|| bad.remark.clone()),
    })
}

fn kind_of(involved: Involves) -> AvoidKind {
    match involved {
        Involves::Visit => AvoidKind::Visit,
        Involves::Call => AvoidKind::Call,
        Involves::Pitch => AvoidKind::Pitch,
        Involves::Alcohol => AvoidKind::Alcohol,
        Involves::Cards => AvoidKind::Cards,
        Involves::Gift => AvoidKind::Gift,
        Involves::Evening => AvoidKind::Evening,
        Involves::Outdoor => AvoidKind::Outdoor,
        Involves::Food => AvoidKind::Food,
        Involves::Stage => AvoidKind::Stage,
    }
}

fn kind_of_approach(approach: &Approach) -> AvoidKind {
    approach.involves.first().map_or(AvoidKind::Pitch, |involved| kind_of(*involved))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Evidence, Note, TagMark};
    use crate::care::Playbook;

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
        let avoid = forbids(&official, &avoids(&official), evening).unwrap();
        assert_eq!((avoid.kind, avoid.cause), (AvoidKind::Cards, AvoidCause::Office));
    }

    #[test]
    fn no_contact_forbids_everything() {
        let refusing = Customer { do_not_contact: true, ..Customer::default() };
        let found = avoids(&refusing);
        assert!(Playbook::built_in()
            .approaches
            .iter()
            .all(|approach| forbids(&refusing, &found, approach).is_some()));
    }
}
