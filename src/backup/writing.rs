//! The saved form of a branch, made piece by piece: all of a large book at once would hold the page up.

use std::sync::Arc;

use super::save;
use crate::book::Customer;
use crate::branch::Branch;

/// Customers in a piece.
const PIECE: usize = 64;
/// What stands before the customers. Inside of texts quotation marks are escaped, so it stands nowhere else before them.
const BEFORE: &str = "\"customers\":[";

/// A saved form on its way: an iterator over its pieces, which together are what [`save`] gives.
pub struct Writing {
    /// Everything but the customers, cut where they belong.
    rest: String,
    cut: usize,
    customers: Vec<Arc<Customer>>,
    next: usize,
    ended: bool,
}

impl Writing {
    /// The saved form of a branch as it is now.
    pub fn new(mut branch: Branch) -> Self {
        let customers = std::mem::take(&mut Arc::make_mut(&mut branch.book).customers);
        let rest = save(&branch);
        let cut = rest.find(BEFORE).map_or(rest.len(), |at| at + BEFORE.len());
        Self { rest, cut, customers, next: 0, ended: false }
    }
}

impl Iterator for Writing {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.ended {
            return None;
        }
        let mut piece = String::new();
        if self.next == 0 {
            piece.push_str(&self.rest[..self.cut]);
        }
        let end = (self.next + PIECE).min(self.customers.len());
        for at in self.next..end {
            if at > 0 {
                piece.push(',');
            }
            // A customer is plain data: writing it cannot fail.
            piece.push_str(&serde_json::to_string(&self.customers[at]).unwrap_or_default());
        }
        self.next = end;
        if end == self.customers.len() {
            piece.push_str(&self.rest[self.cut..]);
            self.ended = true;
        }
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;

    #[test]
    fn the_pieces_are_the_whole() {
        let mut branch = demo::branch(&demo::DemoOptions::usual());
        branch.name = "\"customers\":[ 城东支行".into();
        assert_eq!(Writing::new(branch.clone()).collect::<String>(), save(&branch));
        assert!(Writing::new(branch).count() > 10);
        let empty = Branch::empty();
        assert_eq!(Writing::new(empty.clone()).collect::<String>(), save(&empty));
    }
}
