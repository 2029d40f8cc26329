//! Everything that is kept about one person, as a file that a person and a program can read.

use std::sync::Arc;

use crate::backup;
use crate::book::CustomerId;
use crate::branch::Branch;

/// The file: the branch as it would be saved if it held this person only. `None` when there is nobody with this number.
pub fn person_file(branch: &Branch, id: CustomerId) -> Option<String> {
    branch.book.get(id)?;
    let mut only = branch.clone();
    let book = Arc::make_mut(&mut only.book);
    book.customers.retain(|customer| customer.id == id);
    // Of the other of a pair nothing but a number is told.
    book.apart.retain(|apart| apart.a == id || apart.b == id);
    for circle in &mut Arc::make_mut(&mut only.circles).circles {
        circle.members.retain(|member| *member == id);
        circle.left_out.retain(|left_out| left_out.customer == id);
    }
    Arc::make_mut(&mut only.circles)
        .circles
        .retain(|circle| !circle.members.is_empty() || !circle.left_out.is_empty());
    let care = Arc::make_mut(&mut only.care);
    care.resources.retain(|resource| resource.from == Some(id));
    care.consents.retain(|consent| consent.seeker == id || consent.supplier.customer() == Some(id));
    care.experts.clear();
    care.templates.clear();
    if let Some(plan) = &mut only.plan {
        let plan = Arc::make_mut(plan);
        for event in &mut plan.events {
            event.attendees.retain(|attendee| *attendee == id);
        }
        plan.events.retain(|event| !event.attendees.is_empty());
        plan.touches.retain(|touch| touch.customer == id);
        plan.not_placed.retain(|(customer, _)| *customer == id);
        plan.manager_mins.clear();
    }
    Some(backup::save(&only))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_the_person_and_nobody_else() {
        let branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        let (somebody, other) = (&branch.book.customers[3], &branch.book.customers[4]);
        let file = person_file(&branch, somebody.id).unwrap();
        assert!(file.contains(&somebody.name) && file.contains(&somebody.phone));
        assert!(!file.contains(&other.phone));
        assert_eq!(person_file(&branch, CustomerId(99_999)), None);
    }
}
