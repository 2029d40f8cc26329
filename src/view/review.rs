//! The queue of tags that were read from notes and that nobody has confirmed, most doubtful first.

use crate::book::{Book, CustomerId, Evidence, Polarity};
use crate::order::Order;

/// One tag to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// Whose.
    pub customer: CustomerId,
    /// Id of the tag.
    pub tag: String,
    /// As it was read.
    pub polarity: Polarity,
    /// How doubtful, 1 to 9.
    pub doubt: u8,
    /// The whole note, as the words before the evidence, the evidence, and the words after it.
    pub note: [String; 3],
}

/// How many tags wait.
pub fn review_count(book: &Book) -> usize {
    book.customers.iter().flat_map(|customer| &customer.tags).filter(|mark| mark.doubt > 0).count()
}

/// The `most` most doubtful tags; among equals in the order of the book.
pub fn review_queue(book: &Book, most: usize) -> Vec<ReviewLine> {
    let mut found: Vec<(u8, usize, usize)> = Vec::new();
    for (at, customer) in book.customers.iter().enumerate() {
        let doubtful = customer.tags.iter().enumerate().filter(|(_, mark)| mark.doubt > 0);
        found.extend(doubtful.map(|(idx, mark)| (mark.doubt, at, idx)));
    }
    found.order_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let line = |(doubt, at, idx): (u8, usize, usize)| {
        let customer = book.customers.get(at)?;
        let mark = customer.tags.get(idx)?;
        let Evidence::Note { note_idx, start, end } = &mark.evidence else { return None };
        let chars: Vec<char> = customer.notes.get(*note_idx)?.text.chars().collect();
        let (start, end) = ((*start).min(chars.len()), (*end).min(chars.len()));
        let part = |from: usize, to: usize| chars[from..to.max(from)].iter().collect::<String>();
        Some(ReviewLine {
            customer: customer.id,
            tag: mark.tag.clone(),
            polarity: mark.polarity,
            doubt,
            note: [part(0, start), part(start, end), part(end, chars.len())],
        })
    };
    found.into_iter().filter_map(line).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Customer, Note, TagMark};

    #[test]
    fn the_most_doubtful_comes_first_with_its_words_marked() {
        let mark = |tag: &str, start, end, doubt| TagMark {
            tag: tag.into(),
            polarity: Polarity::Like,
            evidence: Evidence::Note { note_idx: 0, start, end },
            noted_on: chrono::NaiveDate::default(),
            doubt,
        };
        let note =
            Note { text: "老公爱钓鱼,她爱掼蛋".into(), written_on: chrono::NaiveDate::default() };
        let tags =
            vec![mark("int.guandan", 8, 10, 1), mark("int.fishing", 3, 5, 4), mark("int.tea", 0, 1, 0)];
        let mut book = Book::default();
        book.add(Customer { tags, notes: vec![note], ..Customer::default() });
        let queue = review_queue(&book, 9);
        assert_eq!(
            queue.iter().map(|line| line.tag.as_str()).collect::<Vec<_>>(),
            ["int.fishing", "int.guandan"]
        );
        assert_eq!(queue[0].note, ["老公爱".to_owned(), "钓鱼".to_owned(), ",她爱掼蛋".to_owned()]);
        assert_eq!(review_count(&book), 2);
    }
}
