//! Finding people: by name, pinyin initials, number, phone, words of notes; by group, tag and manager.

use super::{Book, Customer};
use crate::script::{fold, initials};

/// What to look for; empty parts match everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Typed words: all must be found.
    pub words: String,
    /// Traditional group.
    pub group: Option<String>,
    /// A tag that must be liked.
    pub tag: Option<String>,
    /// Client manager.
    pub manager: Option<String>,
}

/// The text by which each customer is found, made once per book.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    keys: Vec<String>,
}

impl SearchIndex {
    /// Indexes the book in its order.
    pub fn of(book: &Book) -> Self {
        Self { keys: book.customers.iter().map(|customer| key(customer)).collect() }
    }
}

/// Positions in `book.customers` of those who pass the filter, in the book's order.
pub fn find(book: &Book, index: &SearchIndex, filter: &Filter) -> Vec<usize> {
    let words: Vec<String> = filter.words.split_whitespace().map(fold).collect();
    book.customers
        .iter()
        .enumerate()
        .filter(|(_, customer)| {
            filter.group.as_ref().is_none_or(|group| customer.groups.contains(group))
                && filter.tag.as_ref().is_none_or(|tag| customer.is(tag))
                && filter.manager.as_ref().is_none_or(|manager| customer.manager == *manager)
        })
        .filter(|(idx, _)| {
            let key = index.keys.get(*idx).map_or("", String::as_str);
            words.iter().all(|word| key.contains(word.as_str()))
        })
        .map(|(idx, _)| idx)
        .collect()
}

fn key(customer: &Customer) -> String {
    let mut key = fold(&customer.name);
    for spelling in initials(&customer.name) {
        key.push(' ');
        key.push_str(&spelling);
    }
    let notes = customer.notes.iter().map(|note| note.text.as_str());
    for text in [customer.code.as_str(), &customer.phone, &customer.occupation].into_iter().chain(notes) {
        key.push(' ');
        key.push_str(&fold(text));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_by_initials_phone_tail_and_group() {
        let mut book = Book::default();
        let phone = "13812345678".to_owned();
        book.add(Customer {
            name: "张建国".into(),
            phone,
            groups: vec!["老年客户".into()],
            ..Customer::default()
        });
        book.add(Customer { name: "李丽".into(), ..Customer::default() });
        let index = SearchIndex::of(&book);
        let words = |words: &str| find(&book, &index, &Filter { words: words.into(), ..Filter::default() });
        assert_eq!(words("zjg"), [0]);
        assert_eq!(words("5678"), [0]);
        assert_eq!(words(""), [0, 1]);
        let group = Filter { group: Some("老年客户".into()), ..Filter::default() };
        assert_eq!(find(&book, &index, &group), [0]);
    }
}
