//! What care needs to know of a person in a quarter, looked up once for all approaches.

use chrono::Datelike;

use super::{avoids_on, occasions, Avoid, DueOccasion};
use crate::book::Customer;
use crate::calendar::Quarter;

/// A customer with what holds of him for the whole quarter.
pub struct Facts<'a> {
    /// The customer.
    pub customer: &'a Customer,
    /// The quarter.
    pub quarter: Quarter,
    /// All that is to be avoided with him, the gravest first.
    pub avoids: Vec<Avoid>,
    /// His dates in the quarter, by date.
    pub due: Vec<DueOccasion>,
    /// Age in full years on the first day, when it is known.
    pub(super) age: Option<i32>,
    /// The months that the quarter's weeks fall into: bit 1 is January.
    months: u16,
}

impl<'a> Facts<'a> {
    /// The facts of a customer in a quarter.
    pub fn of(customer: &'a Customer, quarter: Quarter) -> Self {
        Self {
            customer,
            quarter,
            avoids: avoids_on(customer, quarter.start),
            due: occasions(customer, quarter),
            age: customer.age_on(quarter.start),
            months: (0..13).fold(0, |months, week| months | 1 << quarter.date(7 * week + 3).month()),
        }
    }

    /// Whether one of the months (1 to 12) is in the quarter; no month at all stands for the whole year.
    pub(super) fn is_in_season(&self, months: &[u32]) -> bool {
        months.is_empty() || months.iter().any(|month| self.months & (1 << month) != 0)
    }
}
