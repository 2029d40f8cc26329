//! Who is who: finds a person by customer number, else by name, end of the phone number and birthday together.

use std::collections::BTreeMap;

use super::Customer;
use crate::script::fold;

/// Everybody met so far, with the position of each.
#[derive(Default)]
pub struct Register {
    by_code: BTreeMap<String, usize>,
    by_person: BTreeMap<String, (usize, bool)>,
}

impl Register {
    /// Everybody in a row of customers.
    pub(super) fn of<'a>(customers: impl Iterator<Item = &'a Customer>) -> Self {
        let mut register = Self::default();
        for (idx, customer) in customers.enumerate() {
            register.add(customer, idx);
        }
        register
    }

    /// Adds somebody; of several who cannot be told apart the first counts.
    pub fn add(&mut self, customer: &Customer, at: usize) {
        self.put(customer, person(customer), at);
    }

    fn put(&mut self, customer: &Customer, person: Option<String>, at: usize) {
        let has_code = !customer.code.is_empty();
        if has_code {
            self.by_code.entry(customer.code.clone()).or_insert(at);
        }
        if let Some(person) = person {
            self.by_person.entry(person).or_insert((at, has_code));
        }
    }

    /// The position of the same person; who was not met before is added at `at`.
    pub fn meet(&mut self, customer: &Customer, at: usize) -> Option<usize> {
        let person = person(customer);
        let found = self.found(customer, person.as_deref());
        if found.is_none() {
            self.put(customer, person, at);
        }
        found
    }

    /// The position of the same person. Two customer numbers are two people, whatever else is the same.
    pub fn find(&self, customer: &Customer) -> Option<usize> {
        self.found(customer, person(customer).as_deref())
    }

    fn found(&self, customer: &Customer, person: Option<&str>) -> Option<usize> {
        if !customer.code.is_empty() {
            if let Some(at) = self.by_code.get(&customer.code) {
                return Some(*at);
            }
        }
        let (at, has_code) = self.by_person.get(person?)?;
        (!has_code || customer.code.is_empty()).then_some(*at)
    }
}

/// Name, end of the phone number and birthday.
fn person(customer: &Customer) -> Option<String> {
    if customer.name.is_empty() {
        return None;
    }
    let mut person = fold(&customer.name);
    person.push(':');
    person.extend(customer.phone.chars().rev().take(4));
    // Each of the three in a place of its own; an unknown birthday is none.
    if let Some(birthday) = customer.birthday {
        person.push(':');
        person.push(char::from(b'a' + birthday.month.min(25) as u8));
        person.push(char::from(b'0' + birthday.day.min(60) as u8));
        person.push(if birthday.lunar { 'l' } else { 's' });
    }
    Some(person)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customer(code: &str, name: &str, phone: &str) -> Customer {
        Customer { code: code.into(), name: name.into(), phone: phone.into(), ..Customer::default() }
    }

    #[test]
    fn numbers_tell_people_apart_and_names_join_them() {
        let people = [customer("1", "张三", "13812345678"), customer("", "李四", "13912345678")];
        let register = Register::of(people.iter());
        assert_eq!(register.find(&customer("1", "王五", "")), Some(0));
        assert_eq!(register.find(&customer("2", "张三", "13812345678")), None);
        assert_eq!(register.find(&customer("", "张 三", "5678")), Some(0));
        assert_eq!(register.find(&customer("3", "李四", "13912345678")), Some(1));
        assert_eq!(register.find(&customer("", "李四", "13900000000")), None);
    }
}
