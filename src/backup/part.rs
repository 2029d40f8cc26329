//! A branch with some of its customers only: what is handed over when a manager leaves.

use std::sync::Arc;

use crate::book::Book;
use crate::branch::Branch;

/// The customers of one manager with all that is kept about them, and nothing of the others: no circles, no plan.
pub fn part(branch: &Branch, manager: &str) -> Branch {
    let customers: Vec<_> =
        branch.book.customers.iter().filter(|customer| customer.manager == manager).cloned().collect();
    let mut book = Book { customers, next_id: branch.book.next_id, ..Book::default() };
    let both = |apart: &&crate::book::Apart| book.get(apart.a).is_some() && book.get(apart.b).is_some();
    book.apart = branch.book.apart.iter().filter(both).cloned().collect();
    Branch {
        name: branch.name.clone(),
        made_up: branch.made_up,
        own_tags: branch.own_tags.clone(),
        book: Arc::new(book),
        ..Branch::empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_holds_the_people_of_one_manager_and_nobody_else() {
        let branch = crate::demo::branch(&crate::demo::DemoOptions::usual());
        let (manager, count) = branch.book.managers()[0].clone();
        let part = part(&branch, &manager);
        assert_eq!(part.book.customers.len(), count);
        assert!(part.book.customers.iter().all(|customer| customer.manager == manager));
        assert!(part.plan.is_none() && part.circles.circles.is_empty());
    }
}
