//! Deleting one person: from the book and from everything that points to it.
//!
//! What remains elsewhere (log, older states, emergency copy) is cleared by whoever saves; `ui::saving` does.

use std::sync::Arc;

use super::Branch;
use crate::book::CustomerId;

/// Takes a person out of book, circles, plan and decisions. The number is never given again.
pub(super) fn forget(branch: &mut Branch, id: CustomerId) {
    let book = Arc::make_mut(&mut branch.book);
    book.customers.retain(|customer| customer.id != id);
    book.apart.retain(|apart| apart.a != id && apart.b != id);
    for circle in &mut Arc::make_mut(&mut branch.circles).circles {
        circle.members.retain(|member| *member != id);
        circle.left_out.retain(|left_out| left_out.customer != id);
    }
    let care = Arc::make_mut(&mut branch.care);
    care.resources.retain(|resource| resource.from != Some(id));
    care.consents.retain(|consent| consent.seeker != id && consent.supplier.customer() != Some(id));
    if let Some(plan) = &mut branch.plan {
        let plan = Arc::make_mut(plan);
        for event in &mut plan.events {
            event.attendees.retain(|attendee| *attendee != id);
        }
        plan.touches.retain(|touch| touch.customer != id);
        plan.not_placed.retain(|(customer, _)| *customer != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::branch::Edit;

    #[test]
    fn nothing_of_a_person_is_left() {
        let mut branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        branch.circles =
            Arc::new(crate::circles::discover(&branch.book, &branch.vocabulary(), &branch.circles));
        let member = branch.circles.circles[0].members[0];
        let gone = branch.book.get(member).unwrap().clone();
        let apart =
            crate::book::Apart { a: member, b: branch.circles.circles[0].members[1], reason: "x".into() };
        branch.apply(Edit::KeepApart(apart));
        let before = branch.book.customers.len();
        branch.apply(Edit::Forget(member));
        let saved = crate::backup::save(&branch);
        assert_eq!(branch.book.customers.len(), before - 1);
        assert!(!saved.contains(&gone.phone) && !saved.contains(&gone.code));
        assert!(branch.circles.circles.iter().all(|circle| !circle.members.contains(&member)));
        assert!(branch.book.apart.is_empty());
        assert_eq!(branch.book.next_id as usize, before, "the number is not given again");
    }
}
