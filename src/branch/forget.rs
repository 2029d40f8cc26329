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
    let circles = Arc::make_mut(&mut branch.circles);
    for circle in &mut circles.circles {
        circle.members.retain(|member| *member != id);
        circle.left_out.retain(|left_out| left_out.customer != id);
    }
    for known in &mut circles.out_of_sight {
        known.left_out.retain(|left_out| left_out.customer != id);
    }
    let care = Arc::make_mut(&mut branch.care);
    care.resources.retain(|resource| resource.from != Some(id));
    care.consents.retain(|consent| consent.seeker != id && consent.supplier.customer() != Some(id));
    branch.wishes.forget(id);
    if let Some(plan) = &mut branch.plan {
        Arc::make_mut(plan).forget(id);
    }
    for scenario in Arc::make_mut(&mut branch.scenarios) {
        scenario.wishes.forget(id);
        Arc::make_mut(&mut scenario.plan).forget(id);
    }
}
