//! The suitability guard: what may not be recommended, planned or said, whoever asks for it. It has no off switch.
//!
//! Products are checked against the person ([`check_product`]), words against what no text may promise or tie
//! together ([`check_text`]). Sources: the rules on investor suitability in force since 2026-02-01 (levels C1 to C5
//! hold R1 to the same number, lowest C1 holds R1; of two ratings the higher counts; special duty for the old with
//! products of high risk; no sale without a valid assessment), and the ban on gifts or resources tied to deposits.

mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Approach, Involves};
use crate::book::Customer;

pub use words::{check_text, TextFinding};

/// Age from which products of high risk ask for the special duty of care.
pub const DUTY_AGE: i32 = 65;
/// Rating from which a product is of high risk.
pub const HIGH_RISK: u8 = 4;
/// Age at which people become of full age.
const FULL_AGE: i32 = 18;

/// A rule of the guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// The product's risk is above the person's level.
    RiskAboveLevel,
    /// The person has no risk assessment.
    NoAssessment,
    /// The assessment has run out.
    AssessmentExpired,
    /// At this age a product of high risk asks for special duty: nobody may be led to it.
    SeniorDuty,
    /// Under 18.
    Minor,
    /// A gift tied to a deposit or a purchase.
    TiedGift,
    /// A promise of yield or safety.
    YieldPromise,
    /// A resource of the bank priced in deposits.
    PricedResource,
    /// Play for money.
    Stakes,
}

/// What the guard says of a product for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The rules that speak against it, the gravest first; empty when it suits.
    pub rules: Vec<Rule>,
    /// The product's rating: the higher of those given.
    pub product_risk: u8,
    /// Highest rating that this person may hold; `None`: no product with a rating at all.
    pub highest_allowed: Option<u8>,
}

impl Verdict {
    /// Whether the product may be offered.
    pub fn suits(&self) -> bool {
        self.rules.is_empty()
    }
}

/// The highest product rating that a person may hold on a day; `None` without a valid assessment or under age.
pub fn highest_allowed(customer: &Customer, today: NaiveDate) -> Option<u8> {
    let expired = customer.risk_until.is_some_and(|until| until < today);
    let minor = customer.age_on(today).is_some_and(|age| age < FULL_AGE);
    // Level 0 is "lowest C1", which holds R1 alone, as C1 does.
    customer.risk.filter(|_| !expired && !minor).map(|level| level.0.clamp(1, 5))
}

/// Checks a product with one or more ratings, 1 to 5, for a person. Without a rating nothing is checked but the age.
pub fn check_product(customer: &Customer, ratings: &[u8], today: NaiveDate) -> Verdict {
    let product_risk = ratings.iter().copied().max().unwrap_or(0);
    let rules = broken(customer, product_risk, today, customer.age_on(today));
    Verdict { rules, product_risk, highest_allowed: highest_allowed(customer, today) }
}

/// The rules that a product of this rating breaks for a person of this age.
fn broken(customer: &Customer, product_risk: u8, today: NaiveDate, age: Option<i32>) -> Vec<Rule> {
    let mut rules = Vec::new();
    if age.is_some_and(|age| age < FULL_AGE) {
        rules.push(Rule::Minor);
    }
    if product_risk > 0 {
        match customer.risk {
            None => rules.push(Rule::NoAssessment),
            Some(_) if customer.risk_until.is_some_and(|until| until < today) => {
                rules.push(Rule::AssessmentExpired);
            }
            Some(level) if product_risk > level.0.clamp(1, 5) => rules.push(Rule::RiskAboveLevel),
            Some(_) => {}
        }
    }
    if product_risk >= HIGH_RISK && age.is_some_and(|age| age >= DUTY_AGE) {
        rules.push(Rule::SeniorDuty);
    }
    rules
}

/// The rule that stops an approach for a person of this age; `None` when none does.
pub(super) fn stops(
    customer: &Customer,
    approach: &Approach,
    today: NaiveDate,
    age: Option<i32>,
) -> Option<Rule> {
    let for_adults = approach.involves.iter().any(|what| matches!(what, Involves::Pitch | Involves::Alcohol));
    if for_adults && age.is_some_and(|age| age < FULL_AGE) {
        return Some(Rule::Minor);
    }
    broken(customer, approach.product_risk?, today, age).first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::RiskLevel;
    use crate::calendar::Birthday;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn person(level: Option<u8>, born: i32) -> Customer {
        Customer {
            risk: level.map(RiskLevel),
            birthday: Some(Birthday::solar(Some(born), 1, 1)),
            ..Customer::default()
        }
    }

    #[test]
    fn each_level_holds_up_to_its_number_and_lowest_c1_only_r1() {
        let today = day(2026, 11, 25);
        for level in 0..=5u8 {
            for risk in 1..=5u8 {
                let verdict = check_product(&person(Some(level), 1980), &[risk], today);
                assert_eq!(verdict.suits(), risk <= level.max(1), "C{level} R{risk}");
            }
        }
    }

    #[test]
    fn of_two_ratings_the_higher_counts() {
        let verdict = check_product(&person(Some(3), 1980), &[2, 4], day(2026, 11, 25));
        assert_eq!((verdict.rules, verdict.product_risk), (vec![Rule::RiskAboveLevel], 4));
    }

    #[test]
    fn an_expired_assessment_allows_nothing_and_none_too() {
        let today = day(2026, 11, 25);
        let mut expired = person(Some(5), 1980);
        expired.risk_until = Some(day(2026, 11, 24));
        assert_eq!(check_product(&expired, &[1], today).rules, [Rule::AssessmentExpired]);
        expired.risk_until = Some(today);
        assert!(check_product(&expired, &[1], today).suits());
        assert_eq!(check_product(&person(None, 1980), &[1], today).rules, [Rule::NoAssessment]);
    }

    #[test]
    fn the_old_and_minors_are_protected() {
        let today = day(2026, 11, 25);
        assert_eq!(check_product(&person(Some(5), 1961), &[4], today).rules, [Rule::SeniorDuty]);
        assert!(check_product(&person(Some(5), 1961), &[3], today).suits());
        assert_eq!(check_product(&person(Some(5), 2010), &[1], today).rules, [Rule::Minor]);
        assert_eq!(highest_allowed(&person(Some(5), 2010), today), None);
    }
}
