//! What the palette offers for what was typed: people, circles, places; and with more words behind a person, a note.

use crate::book::{find, Book, CustomerId, Filter, SearchIndex};
use crate::circles::CircleId;
use crate::script::fold;

/// Most lines of a kind.
const PEOPLE: usize = 8;
const OTHERS: usize = 5;

/// One line of the palette. `A` is a place or an action of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer<A> {
    /// A place or an action.
    Action(A),
    /// A circle.
    Circle(CircleId),
    /// A customer.
    Person(CustomerId),
    /// A note for a customer.
    Note(CustomerId, String),
}

/// The lines for what was typed. With nothing typed all actions are offered.
///
/// "zjg 喜欢打掼蛋" is a note for whoever `zjg` finds: the first word seeks the person, the rest is the note.
pub fn offers<A: Clone>(
    typed: &str,
    actions: &[(A, String)],
    circles: &[(CircleId, String)],
    book: &Book,
    index: &SearchIndex,
) -> Vec<Offer<A>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return actions.iter().map(|(action, _)| Offer::Action(action.clone())).collect();
    }
    let people = |words: &str| people_named(book, index, words);
    let wanted = fold(typed);
    let named = |name: &str| fold(name).contains(&wanted);
    let mut offers: Vec<Offer<A>> = Vec::new();
    offers.extend(people(typed).into_iter().map(Offer::Person));
    if let Some((who, note)) = typed.split_once(char::is_whitespace) {
        offers.extend(people(who).into_iter().map(|id| Offer::Note(id, note.trim().to_owned())));
    }
    let known = circles.iter().filter(|(_, name)| named(name)).take(OTHERS);
    offers.extend(known.map(|(id, _)| Offer::Circle(*id)));
    let fitting = actions.iter().filter(|(_, name)| named(name)).take(OTHERS);
    offers.extend(fitting.map(|(action, _)| Offer::Action(action.clone())));
    offers
}

/// The first people whom these words find.
pub fn people_named(book: &Book, index: &SearchIndex, words: &str) -> Vec<CustomerId> {
    let found = find(book, index, &Filter { words: words.to_owned(), ..Filter::default() });
    let ids = found.into_iter().filter_map(|at| book.customers.get(at)).map(|customer| customer.id);
    ids.take(PEOPLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Customer;

    #[test]
    fn initials_find_the_person_and_more_words_are_a_note() {
        let mut book = Book::default();
        let id = book.add(Customer { name: "张建国".into(), ..Customer::default() });
        book.add(Customer { name: "李丽".into(), ..Customer::default() });
        let index = SearchIndex::of(&book);
        let actions = [(1, "导出".to_owned()), (2, "季度计划".to_owned())];
        let found = |typed: &str| offers(typed, &actions, &[], &book, &index);
        assert_eq!(found("zjg"), [Offer::Person(id)]);
        assert_eq!(found("zjg 喜欢打掼蛋"), [Offer::Note(id, "喜欢打掼蛋".into())]);
        assert_eq!(found("计划"), [Offer::Action(2)]);
        assert_eq!(found("").len(), 2);
    }
}
