//! Resource matching: who needs what, who can supply it, brought together fairly and with the consent of both sides.
//!
//! Needs are the `need.*` tags of customers. Supplies are what the branch has entered ([`Resource`]) and, as a question to
//! ask first, customers whose trade answers a need ([`TRADES`]). Seekers propose to suppliers in the order of their
//! liking, suppliers keep the most urgent up to their capacity: deferred acceptance (Gale and Shapley 1962, with
//! capacities as in the hospitals/residents problem). The outcome is stable: no seeker and supplier would both rather have
//! each other. Money plays no part: what somebody has deposited is never looked at.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::book::{Book, Customer, CustomerId, Polarity};
use crate::order::Order;

/// Trades that answer a need: (need, trade of the supplier).
const TRADES: &[(&str, &str)] = &[
    ("need.medical", "occ.doctor"),
    ("need.eldercare", "occ.doctor"),
    ("need.tutoring", "occ.teacher"),
    ("need.primary", "occ.teacher"),
    ("need.junior", "occ.teacher"),
    ("need.zhongkao", "occ.teacher"),
    ("need.gaokao", "occ.teacher"),
    ("need.tax", "occ.accountant"),
    ("need.livestream", "occ.media"),
    ("need.livestream", "occ.ecommerce"),
    ("need.smartphone", "occ.it"),
    ("need.kidjob", "need.hiring"),
    ("need.hiring", "need.kidjob"),
    ("need.business", "occ.trade"),
    ("need.business", "occ.manufacture"),
    ("need.industry", "occ.logistics"),
];

/// Something that answers a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Number inside the branch.
    pub number: u32,
    /// What it is, as the branch calls it.
    pub name: String,
    /// Id of the need that it answers.
    pub need: String,
    /// How many people it can serve in a quarter.
    pub capacity: u32,
    /// The customer who offers it; `None` for the bank's own.
    pub from: Option<CustomerId>,
}

/// Who has agreed to be brought together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who needs.
    pub seeker: CustomerId,
    /// Id of the need.
    pub need: String,
    /// Who supplies.
    pub supplier: Supplier,
    /// Day on which the seeker agreed.
    pub seeker_agreed: Option<NaiveDate>,
    /// Day on which the supplier agreed; the bank itself always does.
    pub supplier_agreed: Option<NaiveDate>,
}

impl Consent {
    /// Whether names may be shown to the other side.
    pub fn is_complete(&self) -> bool {
        let own = matches!(self.supplier, Supplier::Resource(_));
        self.seeker_agreed.is_some() && (self.supplier_agreed.is_some() || own)
    }
}

/// Where help comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Supplier {
    /// A resource of the bank itself, by number.
    Resource(u32),
    /// A resource that a customer offers: its number and the customer.
    Offer(u32, CustomerId),
    /// A customer whose trade answers the need: to be asked first.
    Trade(CustomerId),
}

impl Supplier {
    /// The customer behind it, if one is.
    pub fn customer(self) -> Option<CustomerId> {
        match self {
            Self::Resource(_) => None,
            Self::Offer(_, customer) | Self::Trade(customer) => Some(customer),
        }
    }
}

/// Why these two were brought together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchReason {
    /// The words by which the need is known.
    Need {
        /// Sentence or cell.
        proof: Option<String>,
        /// When it was noted: the one who has waited longest comes first.
        since: NaiveDate,
    },
    /// The bank has it.
    BankHasIt,
    /// The customer has offered it.
    Offered,
    /// The customer's trade answers it.
    Trade {
        /// Tag of the trade.
        tag: String,
        /// Sentence or cell.
        proof: Option<String>,
    },
    /// Both are cared for by the same client manager, who can introduce them.
    SameManager,
}

/// Two who could help each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Who needs.
    pub seeker: CustomerId,
    /// Id of the need.
    pub need: String,
    /// Who supplies.
    pub supplier: Supplier,
    /// Why.
    pub reasons: Vec<MatchReason>,
}

/// Why a need stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unmet {
    /// Nobody supplies it.
    NoSupplier,
    /// All who supply it serve others who have waited longer.
    AllTaken,
}

/// The outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matching {
    /// Who goes with whom, by seeker.
    pub matches: Vec<Match>,
    /// Needs that stay open.
    pub unmet: Vec<(CustomerId, String, Unmet)>,
}

struct Seeker<'a> {
    customer: &'a Customer,
    need: &'a str,
    since: NaiveDate,
}

/// The supplies for one need as the customers of one client manager like them, best first.
struct Menu {
    choices: Vec<usize>,
    /// All before are taken.
    first: usize,
}

struct Supply<'a> {
    supplier: Supplier,
    need: &'a str,
    customer: Option<&'a Customer>,
    trade: Option<&'a str>,
    /// How many it can still serve.
    left: usize,
}

/// Matches the needs of a book with what there is. Who refuses contact or profiling is left out on both sides.
pub fn match_resources(book: &Book, resources: &[Resource]) -> Matching {
    let open: Vec<&Customer> = book
        .customers
        .iter()
        .map(AsRef::as_ref)
        .filter(|customer| !customer.do_not_contact && !customer.no_profiling)
        .collect();
    let mut supplies = supplies(book, &open, resources);
    let mut seekers: Vec<Seeker> = Vec::new();
    for customer in &open {
        let needs = customer
            .tags
            .iter()
            .filter(|mark| mark.polarity == Polarity::Like && mark.tag.starts_with("need."));
        seekers.extend(needs.map(|mark| Seeker { customer, need: &mark.tag, since: mark.noted_on }));
    }
    let mut menus: BTreeMap<(&str, &str), Menu> = BTreeMap::new();
    let mut order: Vec<usize> = (0..seekers.len()).collect();
    order.order_by_key(|at| (seekers[*at].since, seekers[*at].customer.id));
    let mut served: Vec<Result<usize, Unmet>> = vec![Err(Unmet::NoSupplier); seekers.len()];
    for at in order {
        let Seeker { customer, need, .. } = seekers[at];
        let menu = menus.entry((need, &customer.manager)).or_insert_with(|| menu(customer, need, &supplies));
        while menu.choices.get(menu.first).is_some_and(|choice| supplies[*choice].left == 0) {
            menu.first += 1;
        }
        let suit = |choice: &&usize| suits(book, customer, &supplies[**choice]);
        let mut rest = menu.choices[menu.first..].iter();
        served[at] = match rest.find(|choice| supplies[**choice].left > 0 && suit(choice)) {
            Some(choice) => {
                supplies[*choice].left -= 1;
                Ok(*choice)
            }
            None if menu.choices.iter().any(|choice| suit(&choice)) => Err(Unmet::AllTaken),
            None => Err(Unmet::NoSupplier),
        };
    }
    outcome(&seekers, &supplies, &served)
}

fn menu(seeker: &Customer, need: &str, supplies: &[Supply]) -> Menu {
    let mut choices: Vec<usize> = (0..supplies.len()).filter(|at| supplies[*at].need == need).collect();
    choices.order_by_key(|at| liking(seeker, &supplies[*at]));
    Menu { choices, first: 0 }
}

fn supplies<'a>(book: &'a Book, open: &[&'a Customer], resources: &'a [Resource]) -> Vec<Supply<'a>> {
    let entered = resources.iter().filter_map(|resource| {
        let customer = match resource.from {
            None => None,
            Some(id) => Some(book.get(id).filter(|customer| !customer.do_not_contact)?),
        };
        let supplier = resource
            .from
            .map_or(Supplier::Resource(resource.number), |id| Supplier::Offer(resource.number, id));
        let left = resource.capacity as usize;
        Some(Supply { supplier, need: &resource.need, customer, trade: None, left })
    });
    let mut all: Vec<Supply> = entered.collect();
    for customer in open {
        for (need, trade) in TRADES.iter().filter(|(_, trade)| customer.is(trade)) {
            // One favour at a time is asked of anybody.
            let supplier = Supplier::Trade(customer.id);
            let customer = Some(*customer);
            all.push(Supply { supplier, need, customer, trade: Some(trade), left: 1 });
        }
    }
    all
}

fn suits(book: &Book, seeker: &Customer, supply: &Supply) -> bool {
    supply.customer.is_none_or(|supplier| {
        supplier.id != seeker.id && !book.apart.iter().any(|apart| apart.is(seeker.id, supplier.id))
    })
}

/// Order of a seeker's liking, the smaller the better: what is certain before what must be asked for, a shared client
/// manager before a stranger.
fn liking(seeker: &Customer, supply: &Supply) -> (u8, bool, Supplier) {
    let certainty = match supply.supplier {
        Supplier::Resource(_) => 0,
        Supplier::Offer(..) => 1,
        Supplier::Trade(_) => 2,
    };
    let shared = supply.customer.is_some_and(|supplier| same_manager(seeker, supplier));
    (certainty, !shared, supply.supplier)
}

fn same_manager(a: &Customer, b: &Customer) -> bool {
    !a.manager.is_empty() && a.manager == b.manager
}

fn outcome(seekers: &[Seeker], supplies: &[Supply], served: &[Result<usize, Unmet>]) -> Matching {
    let mut matching = Matching::default();
    for (seeker, served) in seekers.iter().zip(served) {
        let (id, need) = (seeker.customer.id, seeker.need.to_owned());
        let supply = match served {
            Ok(supply) => &supplies[*supply],
            Err(why) => {
                matching.unmet.push((id, need, *why));
                continue;
            }
        };
        let proof_of =
            |customer: &Customer, tag: &str| customer.mark(tag).and_then(|mark| customer.proof(mark));
        let mut reasons =
            vec![MatchReason::Need { proof: proof_of(seeker.customer, seeker.need), since: seeker.since }];
        reasons.push(match (supply.supplier, supply.customer, supply.trade) {
            (Supplier::Trade(_), Some(supplier), Some(trade)) => {
                MatchReason::Trade { tag: trade.to_owned(), proof: proof_of(supplier, trade) }
            }
            (Supplier::Offer(..), ..) => MatchReason::Offered,
            _ => MatchReason::BankHasIt,
        });
        if supply.customer.is_some_and(|supplier| same_manager(seeker.customer, supplier)) {
            reasons.push(MatchReason::SameManager);
        }
        matching.matches.push(Match { seeker: id, need, supplier: supply.supplier, reasons });
    }
    matching
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Evidence, TagMark};

    fn book(people: &[(&str, &str, u32)]) -> Book {
        let mut book = Book::default();
        for (tag, manager, day) in people {
            let mut customer = Customer { manager: (*manager).into(), ..Customer::default() };
            customer.set_tag(TagMark {
                tag: (*tag).into(),
                polarity: Polarity::Like,
                evidence: Evidence::Hand,
                noted_on: NaiveDate::from_ymd_opt(2026, 3, *day).unwrap(),
                doubt: 0,
            });
            book.add(customer);
        }
        book
    }

    fn talk(capacity: u32) -> Resource {
        Resource {
            number: 1, name: "三所小学老师".into(), need: "need.primary".into(), capacity, from: None
        }
    }

    #[test]
    fn the_longest_waiting_come_first_and_the_rest_is_told_why() {
        let book = book(&[("need.primary", "a", 9), ("need.primary", "a", 2), ("need.housing", "a", 1)]);
        let found = match_resources(&book, &[talk(1)]);
        assert_eq!(found.matches.len(), 1);
        assert_eq!(found.matches[0].seeker, book.customers[1].id);
        let why: Vec<Unmet> = found.unmet.iter().map(|(_, _, why)| *why).collect();
        assert_eq!(why, [Unmet::AllTaken, Unmet::NoSupplier]);
    }

    #[test]
    fn a_colleague_s_customer_is_asked_before_a_stranger() {
        let book = book(&[("need.tax", "a", 1), ("occ.accountant", "b", 1), ("occ.accountant", "a", 1)]);
        let found = match_resources(&book, &[]);
        assert_eq!(found.matches[0].supplier, Supplier::Trade(book.customers[2].id));
        assert!(found.matches[0].reasons.contains(&MatchReason::SameManager));
    }

    #[test]
    fn deposits_buy_nothing() {
        let mut poor = book(&[("need.primary", "a", 2), ("need.primary", "a", 9)]);
        let plain = match_resources(&poor, &[talk(1)]);
        poor.change(poor.customers[1].id, |customer| customer.assets_fen = Some(9_000_000_000));
        assert_eq!(match_resources(&poor, &[talk(1)]), plain);
    }

    #[test]
    fn who_refuses_is_left_out_and_pairs_apart_do_not_meet() {
        let mut book = book(&[("need.tax", "a", 1), ("occ.accountant", "a", 1)]);
        let (a, b) = (book.customers[0].id, book.customers[1].id);
        book.change(b, |customer| customer.no_profiling = true);
        assert!(match_resources(&book, &[]).matches.is_empty());
        book.change(b, |customer| customer.no_profiling = false);
        book.apart.push(crate::book::Apart { a, b, reason: String::new() });
        assert!(match_resources(&book, &[]).matches.is_empty());
    }

    #[test]
    fn the_outcome_is_stable_on_many_books() {
        let mut rng = crate::rng::Rng::new(7);
        for _ in 0..50 {
            let kinds =
                ["need.tax", "occ.accountant", "need.medical", "occ.doctor", "need.kidjob", "need.hiring"];
            let people: Vec<(&str, &str, u32)> = (0..40)
                .map(|_| {
                    let manager = ["a", "b", "c"][rng.below(3) as usize];
                    (kinds[rng.below(6) as usize], manager, 1 + rng.below(28))
                })
                .collect();
            let book = book(&people);
            let found = match_resources(&book, &[]);
            let open: Vec<&Customer> = book.customers.iter().map(AsRef::as_ref).collect();
            let supplies = supplies(&book, &open, &[]);
            let since = |id: CustomerId| (book.get(id).unwrap().tags[0].noted_on, id);
            let of_seeker = |id: CustomerId| found.matches.iter().find(|found| found.seeker == id);
            let of_supply = |supply: &Supply| {
                found
                    .matches
                    .iter()
                    .find(|found| found.supplier == supply.supplier && found.need == supply.need)
            };
            // No pair would both rather have each other.
            for seeker in &book.customers {
                let need = &seeker.tags[0].tag;
                for supply in supplies.iter().filter(|supply| supply.need == need) {
                    let has = of_seeker(seeker.id).map(|found| {
                        supplies
                            .iter()
                            .find(|supply| supply.supplier == found.supplier && supply.need == found.need)
                            .unwrap()
                    });
                    let rather = has.is_none_or(|has| liking(seeker, supply) < liking(seeker, has));
                    let welcome =
                        of_supply(supply).is_none_or(|rival| since(seeker.id) < since(rival.seeker));
                    let itself = supply.supplier.customer() == Some(seeker.id);
                    assert!(itself || !(rather && welcome), "{:?} and {:?}", seeker.id, supply.supplier);
                }
            }
        }
    }
}
