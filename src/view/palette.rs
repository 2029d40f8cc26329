//! What the palette offers for what was typed: people, circles, places; and with more words behind a person, a note.

use crate::book::{find, Book, CustomerId, Filter, SearchIndex};
use crate::circles::CircleId;
use crate::script::fold;

/// Most lines of a kind.
const PEOPLE: usize = 8;
const OTHERS: usize = 5;

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A place or an action, by its place in the list of them.
    Action(usize),
    /// A circle.
    Circle(CircleId),
    /// A customer.
    Person(CustomerId),
    /// A note for a customer.
    Note(CustomerId, String),
}

/// The lines for what was typed. With nothing typed the first `always` actions are offered; `actions` are the texts by which
/// they are found, as are circles by theirs.
///
/// "zjg 喜欢打掼蛋" is a note for whoever `zjg` finds: the first word seeks the person, the rest is the note.
pub fn offers(
    typed: &str,
    (actions, always): (&[String], usize),
    circles: &[(CircleId, String)],
    book: &Book,
    index: &SearchIndex,
) -> Vec<Offer> {
    let typed = typed.trim();
    if typed.is_empty() {
        return (0..always.min(actions.len())).map(Offer::Action).collect();
    }
    let people = |words: &str| people_named(book, index, words);
    let wanted = fold(typed);
    let named = |name: &str| fold(name).contains(&wanted);
    let known = circles.iter().filter(|(_, name)| named(name)).take(OTHERS);
    let mut offers: Vec<Offer> = known.map(|(id, _)| Offer::Circle(*id)).collect();
    offers.extend(people(typed).into_iter().map(Offer::Person));
    if let Some((who, note)) = typed.split_once(char::is_whitespace) {
        offers.extend(people(who).into_iter().map(|id| Offer::Note(id, note.trim().to_owned())));
    }
    let fitting = (0..actions.len()).filter(|at| named(&actions[*at])).take(OTHERS);
    offers.extend(fitting.map(Offer::Action));
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
        let actions = ["导出 Export".to_owned(), "季度计划 Plan".to_owned(), "掼蛋赛".to_owned()];
        let found = |typed: &str| offers(typed, (&actions, 2), &[], &book, &index);
        assert_eq!(found("zjg"), [Offer::Person(id)]);
        assert_eq!(found("zjg 喜欢打掼蛋"), [Offer::Note(id, "喜欢打掼蛋".into())]);
        assert_eq!(found("计划"), [Offer::Action(1)]);
        assert_eq!((found("export"), found("掼蛋")), (vec![Offer::Action(0)], vec![Offer::Action(2)]));
        assert_eq!(found("").len(), 2);
    }
}
