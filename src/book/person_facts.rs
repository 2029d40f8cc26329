//! The facts of a person as one value: what a form shows and gives back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Customer, Maturity, RiskLevel};
use crate::calendar::Birthday;

/// Everything about a person that is neither tag nor note nor history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are those of `Customer`")]
pub struct PersonFacts {
    pub code: String,
    pub name: String,
    pub female: Option<bool>,
    pub birthday: Option<Birthday>,
    pub listed_age: Option<u8>,
    pub groups: Vec<String>,
    pub tier: String,
    pub risk: Option<RiskLevel>,
    pub risk_until: Option<NaiveDate>,
    pub manager: String,
    pub phone: String,
    pub occupation: String,
    pub assets_fen: Option<i64>,
    pub maturities: Vec<Maturity>,
    pub school_entry_years: Vec<i32>,
    pub last_contact: Option<NaiveDate>,
    pub do_not_contact: bool,
    pub no_profiling: bool,
}

impl PersonFacts {
    /// The facts of a person.
    pub fn of(customer: &Customer) -> Self {
        let customer = customer.clone();
        Self {
            code: customer.code,
            name: customer.name,
            female: customer.female,
            birthday: customer.birthday,
            listed_age: customer.listed_age,
            groups: customer.groups,
            tier: customer.tier,
            risk: customer.risk,
            risk_until: customer.risk_until,
            manager: customer.manager,
            phone: customer.phone,
            occupation: customer.occupation,
            assets_fen: customer.assets_fen,
            maturities: customer.maturities,
            school_entry_years: customer.school_entry_years,
            last_contact: customer.last_contact,
            do_not_contact: customer.do_not_contact,
            no_profiling: customer.no_profiling,
        }
    }

    /// Lays the facts on a person; tags, notes and history stay.
    pub fn lay_on(self, customer: &mut Customer) {
        customer.code = self.code;
        customer.name = self.name;
        customer.female = self.female;
        customer.birthday = self.birthday;
        customer.listed_age = self.listed_age;
        customer.groups = self.groups;
        customer.tier = self.tier;
        customer.risk = self.risk;
        customer.risk_until = self.risk_until;
        customer.manager = self.manager;
        customer.phone = self.phone;
        customer.occupation = self.occupation;
        customer.assets_fen = self.assets_fen;
        customer.maturities = self.maturities;
        customer.school_entry_years = self.school_entry_years;
        customer.last_contact = self.last_contact;
        customer.do_not_contact = self.do_not_contact;
        customer.no_profiling = self.no_profiling;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_laid_on_again_change_nothing() {
        let branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        for customer in &branch.book.customers {
            let mut same = (**customer).clone();
            PersonFacts::of(customer).lay_on(&mut same);
            assert_eq!(same, **customer);
        }
        // A form that came from nobody empties the facts and leaves the rest.
        let mut emptied = (*branch.book.customers[0]).clone();
        PersonFacts::default().lay_on(&mut emptied);
        assert_eq!(PersonFacts::of(&emptied), PersonFacts::default());
        assert_eq!(emptied.tags, branch.book.customers[0].tags);
    }
}
