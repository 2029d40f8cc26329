//! What another manager's branch brings besides the facts about its customers: who must not meet, what was agreed about
//! care, changed approaches, the circles that somebody has named or kept, conditions kept by name. What this branch has
//! decided itself stays.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::edit::know;
use super::{Branch, CareRecords};
use crate::book::{absorb, Apart, Customer, CustomerId};
use crate::care::matching::{Consent, Resource, Supplier};
use crate::circles::{Circle, CircleSet, LeftOut};

/// Numbers of the other side's people, with those that they have here.
type Known = BTreeMap<CustomerId, CustomerId>;

/// Joins another branch: `customers` are its people in their order, as they were settled.
pub(super) fn join(branch: &mut Branch, customers: Vec<Arc<Customer>>, other: &Branch) {
    let book = Arc::make_mut(&mut branch.book);
    let mut next = book.next_id;
    let here = |(theirs, settled): (&Arc<Customer>, &Arc<Customer>)| {
        let id = if book.get(settled.id).is_some() {
            settled.id
        } else {
            next += 1;
            CustomerId(next - 1)
        };
        (theirs.id, id)
    };
    let known: Known = other.book.customers.iter().zip(&customers).map(here).collect();
    absorb(book, customers);
    know(branch, other.own_tags.to_vec());
    super::tags::follow(branch);
    let book = Arc::make_mut(&mut branch.book);
    for apart in &other.book.apart {
        let (Some(a), Some(b)) = (known.get(&apart.a), known.get(&apart.b)) else { continue };
        if !book.apart.iter().any(|old| old.is(*a, *b)) {
            book.apart.push(Apart { a: *a, b: *b, reason: apart.reason.clone() });
        }
    }
    join_care(Arc::make_mut(&mut branch.care), &other.care, &known);
    for query in other.queries.iter() {
        if !branch.queries.iter().any(|old| old.name == query.name) {
            Arc::make_mut(&mut branch.queries).push(query.clone());
        }
    }
    join_circles(branch, &other.circles, &known);
}

fn join_care(ours: &mut CareRecords, theirs: &CareRecords, known: &Known) {
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    for resource in &theirs.resources {
        let from = resource.from.and_then(|id| known.get(&id).copied());
        if resource.from.is_some() && from.is_none() {
            continue;
        }
        let wanted = Resource { number: 0, from, ..resource.clone() };
        let is_same =
            |old: &&Resource| (&old.name, &old.need, old.from) == (&wanted.name, &wanted.need, from);
        let same = ours.resources.iter().find(is_same).map(|old| old.number);
        let number = same.unwrap_or_else(|| ours.keep_resource(wanted));
        numbers.insert(resource.number, number);
    }
    let supplier_here = |supplier: Supplier| {
        Some(match supplier {
            Supplier::Resource(number) => Supplier::Resource(*numbers.get(&number)?),
            Supplier::Offer(number, id) => Supplier::Offer(*numbers.get(&number)?, *known.get(&id)?),
            Supplier::Trade(id) => Supplier::Trade(*known.get(&id)?),
        })
    };
    for theirs in &theirs.consents {
        let (Some(seeker), Some(supplier)) = (known.get(&theirs.seeker), supplier_here(theirs.supplier))
        else {
            continue;
        };
        let is_same =
            |old: &&Consent| (old.seeker, &old.need, old.supplier) == (*seeker, &theirs.need, supplier);
        let ours_says = ours.consents.iter().find(is_same).cloned();
        let day = |ours: Option<Option<NaiveDate>>, theirs: Option<NaiveDate>| ours.flatten().or(theirs);
        ours.keep_consent(Consent {
            seeker: *seeker,
            need: theirs.need.clone(),
            supplier,
            seeker_agreed: day(ours_says.as_ref().map(|old| old.seeker_agreed), theirs.seeker_agreed),
            supplier_agreed: day(ours_says.as_ref().map(|old| old.supplier_agreed), theirs.supplier_agreed),
        });
    }
    let new_experts = theirs.experts.iter().filter(|expert| !ours.experts.contains(expert));
    let new_experts: Vec<_> = new_experts.cloned().collect();
    ours.experts.extend(new_experts);
    for template in &theirs.templates {
        if !ours.templates.iter().any(|old| template.replaces(old)) {
            ours.templates.push(template.clone());
        }
    }
    // An approach that both have changed stays as it is here.
    for approach in &theirs.playbook.changed {
        if !ours.playbook.changed.iter().any(|old| old.id == approach.id) {
            ours.playbook.keep(approach.clone());
        }
    }
}

/// Joins the circles that the other side has named, kept or made by hand; the words that they speak of are known here.
fn join_circles(branch: &mut Branch, other: &CircleSet, known: &Known) {
    let (circles, book) = (Arc::make_mut(&mut branch.circles), &branch.book);
    let wanted = |circle: &&Circle| circle.name.is_some() || circle.pinned || circle.is_by_hand();
    for theirs in other.circles.iter().filter(wanted) {
        let name = theirs.name.as_deref().unwrap_or_default();
        let mine = circles.circles.iter_mut().find(|mine| mine.rules() == theirs.rules());
        let id = match mine {
            Some(mine) => {
                mine.pinned |= theirs.pinned;
                mine.name = mine.name.take().or_else(|| theirs.name.clone());
                mine.id
            }
            None => circles.add_by_hand(book, name, theirs.rules()),
        };
        for left in &theirs.left_out {
            let Some(customer) = known.get(&left.customer) else { continue };
            circles.leave_out(book, id, LeftOut { customer: *customer, reason: left.reason.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{reconcile, Query, SavedQuery};
    use crate::branch::{Edit, Expert, History};
    use crate::care::Playbook;
    use crate::circles::Rule;
    use std::collections::BTreeSet;

    fn named(names: &[&str]) -> Branch {
        let mut branch = Branch::empty();
        for name in names {
            Arc::make_mut(&mut branch.book).add(Customer {
                code: (*name).into(),
                name: (*name).into(),
                ..Customer::default()
            });
        }
        branch
    }

    #[test]
    fn what_the_other_side_has_decided_comes_along_under_the_numbers_of_this_side() {
        let mut ours = named(&["丁", "甲", "乙"]);
        let mut theirs = named(&["甲", "丙", "乙"]);
        let [jia, bing, yi] = [0, 1, 2].map(|at: usize| theirs.book.customers[at].id);
        Arc::make_mut(&mut theirs.book).apart.push(Apart { a: jia, b: bing, reason: "官司".into() });
        let day = NaiveDate::from_ymd_opt(2026, 11, 2);
        let resource = |name: &str, from| Resource {
            number: 0,
            name: name.into(),
            need: "need.tax".into(),
            capacity: 3,
            from,
        };
        Arc::make_mut(&mut ours.care).keep_resource(resource("本行税务沙龙", None));
        let care = Arc::make_mut(&mut theirs.care);
        let offer = care.keep_resource(resource("丙的事务所", Some(bing)));
        care.keep_resource(resource("本行税务沙龙", None));
        care.keep_consent(Consent {
            seeker: yi,
            need: "need.tax".into(),
            supplier: Supplier::Offer(offer, bing),
            seeker_agreed: day,
            supplier_agreed: None,
        });
        let mut walk = Playbook::built_in().approaches[0].clone();
        walk.id = "own.walk".into();
        care.playbook.keep(walk);
        care.experts.push(Expert { name: "老周".into(), field: "税".into() });
        Arc::make_mut(&mut theirs.queries)
            .push(SavedQuery { name: "久未联系".into(), query: Query::default() });
        let rule =
            Rule { tags: vec!["int.guandan".into(), "int.tea".into()], at_least: 2, ..Rule::default() };
        let circles = Arc::make_mut(&mut theirs.circles);
        let circle = circles.add_by_hand(&theirs.book, "老牌友", vec![rule]);
        circles.leave_out(&theirs.book, circle, LeftOut { customer: bing, reason: "退出了".into() });

        let settled = reconcile(&ours.book, &theirs.book).settle(&ours.book, &theirs.book, &BTreeSet::new());
        let mut history = History::new(ours);
        history.apply(Edit::Join { customers: settled, other: Box::new(theirs.clone()) });
        let joined = history.now().clone();
        let of = |name: &str| joined.book.customers.iter().find(|found| found.name == name).unwrap().id;
        assert_eq!(joined.book.customers.len(), 4);
        assert!(joined.book.apart.iter().any(|apart| apart.is(of("甲"), of("丙"))));
        let care = &joined.care;
        assert_eq!(care.resources.len(), 2, "the same offer of the bank is one");
        let offer = care.resources.iter().find(|resource| resource.name == "丙的事务所").unwrap();
        assert_eq!(offer.from, Some(of("丙")));
        assert_eq!(care.consents[0].seeker, of("乙"));
        assert_eq!(care.consents[0].supplier, Supplier::Offer(offer.number, of("丙")));
        assert_eq!((care.consents[0].seeker_agreed, care.experts.len()), (day, 1));
        assert!(joined.playbook().get("own.walk").is_some());
        assert_eq!(joined.queries.len(), 1);
        let circle = &joined.circles.circles[0];
        assert_eq!(circle.name.as_deref(), Some("老牌友"));
        assert_eq!(circle.left_out[0].customer, of("丙"));
        // Once more changes nothing.
        let again =
            reconcile(&joined.book, &theirs.book).settle(&joined.book, &theirs.book, &BTreeSet::new());
        history.apply(Edit::Join { customers: again, other: Box::new(theirs) });
        assert_eq!(*history.now(), joined);
    }
}
