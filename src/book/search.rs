//! Finding people: by name, pinyin or its initials, number, phone, words of notes; by group, tag and manager; by conditions that
//! combine; and the order in which they are shown.

use std::sync::{Arc, OnceLock};

use super::{Book, Customer, Query, Scope};
use crate::order::Order;
use crate::script::{fold, initials, sort_key, spellings};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrange {
    /// As they came into the book.
    #[default]
    AsTheyCame,
    /// By the reading of the name.
    Name,
    /// Who has waited longest for a contact comes first.
    Waiting,
    /// By manager, and by name within.
    Manager,
}

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
    /// Conditions that combine.
    pub query: Query,
    /// The order of what is found.
    pub arrange: Arrange,
}

impl Filter {
    /// Whether it leaves anybody out.
    pub fn is_open(&self) -> bool {
        *self == Self { arrange: self.arrange, ..Self::default() }
    }
}

/// The text by which each customer is found, made once per book.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    people: Vec<Arc<Customer>>,
    keys: Vec<Arc<str>>,
    /// Place of each customer in the order of the names; worked out when it is first asked for.
    by_name: OnceLock<Vec<u32>>,
}

impl SearchIndex {
    /// Indexes the book in its order.
    pub fn of(book: &Book) -> Self {
        Self::default().renewed(book)
    }

    /// The index for the book as it is now; of people who are the same as before nothing is worked out again.
    pub fn renewed(&self, book: &Book) -> Self {
        let mut indexing = Indexing::new(self, book);
        indexing.go_on(book.customers.len());
        indexing.done()
    }

    /// The text by which somebody at a place in the book is found, where the index is not older than the book.
    fn key(&self, at: usize, customer: &Arc<Customer>) -> Option<&Arc<str>> {
        let known = self.people.get(at).is_some_and(|known| Arc::ptr_eq(known, customer));
        known.then(|| &self.keys[at])
    }

    fn by_name(&self) -> &[u32] {
        self.by_name.get_or_init(|| {
            let names: Vec<String> = self.people.iter().map(|customer| sort_key(&customer.name)).collect();
            let mut order: Vec<u32> = (0..names.len() as u32).collect();
            // Who has no name comes last.
            order.order_by(|a, b| {
                let (a, b) = (&names[*a as usize], &names[*b as usize]);
                a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
            });
            let mut ranks = vec![0; order.len()];
            for (rank, at) in order.into_iter().enumerate() {
                ranks[at as usize] = rank as u32;
            }
            ranks
        })
    }
}

/// An index on its way: all of a large book at once would hold the page up.
pub struct Indexing {
    old: SearchIndex,
    /// Where the old index is.
    at: usize,
    people: Vec<Arc<Customer>>,
    keys: Vec<Arc<str>>,
}

impl Indexing {
    /// Begins the index for a book; of people who are the same as in `old` nothing is worked out again.
    pub fn new(old: &SearchIndex, book: &Book) -> Self {
        let keys = Vec::with_capacity(book.customers.len());
        Self { old: old.clone(), at: 0, people: book.customers.clone(), keys }
    }

    /// Takes up so many people; true when everybody is.
    pub fn go_on(&mut self, people: usize) -> bool {
        let end = (self.keys.len() + people).min(self.people.len());
        for at in self.keys.len()..end {
            let customer = &self.people[at];
            // Both are in the order of the ids.
            while self.old.people.get(self.at).is_some_and(|old| old.id < customer.id) {
                self.at += 1;
            }
            let known = self.old.key(self.at, customer).cloned();
            self.keys.push(known.unwrap_or_else(|| key(customer).into()));
        }
        end == self.people.len()
    }

    /// The index, once everybody was taken up.
    pub fn done(self) -> SearchIndex {
        SearchIndex { people: self.people, keys: self.keys, by_name: OnceLock::new() }
    }
}

/// Positions in `book.customers` of those who pass words, group, tag and manager, in the book's order.
pub fn find(book: &Book, index: &SearchIndex, filter: &Filter) -> Vec<usize> {
    // A word of Latin letters may be the beginning of a name as it is spelt.
    let word = |word: &str| {
        let word = fold(word);
        let spelt = word.chars().all(|c| c.is_ascii_alphabetic()).then(|| format!("{SPELT}{word}"));
        (word, spelt)
    };
    let words: Vec<(String, Option<String>)> = filter.words.split_whitespace().map(word).collect();
    let says = |key: &str| {
        let (spellings, text) = key.split_once(SAID).unwrap_or(("", key));
        let says = |(word, spelt): &(String, Option<String>)| {
            text.contains(word.as_str())
                || spelt.as_ref().is_some_and(|spelt| spellings.contains(spelt.as_str()))
        };
        words.iter().all(says)
    };
    book.customers
        .iter()
        .enumerate()
        .filter(|(_, customer)| {
            filter.group.as_ref().is_none_or(|group| customer.groups.contains(group))
                && filter.tag.as_ref().is_none_or(|tag| customer.is(tag))
                && filter.manager.as_ref().is_none_or(|manager| customer.manager == *manager)
        })
        .filter(|(idx, customer)| {
            words.is_empty()
                || index.key(*idx, customer).map_or_else(|| says(&key(customer)), |key| says(key))
        })
        .map(|(idx, _)| idx)
        .collect()
}

/// Positions in `book.customers` of those who pass everything the filter asks, in its order.
pub fn select(book: &Book, index: &SearchIndex, filter: &Filter, scope: &Scope) -> Vec<usize> {
    let mut rows = find(book, index, filter);
    if !filter.query.clauses.is_empty() {
        rows.retain(|at| filter.query.passes(&book.customers[*at], scope));
    }
    let name = |at: &usize| index.by_name().get(*at).copied();
    match filter.arrange {
        Arrange::AsTheyCame => {}
        Arrange::Name => rows.order_by_key(name),
        Arrange::Waiting => rows.order_by_key(|at| book.customers[*at].touched_on()),
        Arrange::Manager => {
            rows.order_by_key(name);
            let readings: std::collections::BTreeMap<String, String> = book
                .managers()
                .into_iter()
                .map(|(manager, _)| (manager.clone(), format!("{} {manager}", sort_key(&manager))))
                .collect();
            rows.order_by(|a, b| {
                let of = |at: &usize| readings.get(&book.customers[*at].manager);
                of(a).cmp(&of(b))
            });
        }
    }
    rows
}

/// What stands before each spelling of a name in a key, and between the spellings and all else.
const SPELT: char = '\u{1}';
const SAID: char = '\u{2}';

fn key(customer: &Customer) -> String {
    let mut key = String::new();
    for spelling in spellings(&customer.name) {
        key.push(SPELT);
        key.push_str(&spelling);
    }
    key.push(SAID);
    key.push_str(&fold(&customer.name));
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
    use crate::book::{Clause, Condition, Lack, Sense, Vocabulary};

    fn named(name: &str, manager: &str) -> Customer {
        Customer { name: name.into(), manager: manager.into(), ..Customer::default() }
    }

    #[test]
    fn finds_by_initials_phone_tail_and_group() {
        let mut book = Book::default();
        let phone = "13812345678".to_owned();
        book.add(Customer { phone, groups: vec!["老年客户".into()], ..named("张建国", "") });
        book.add(named("李丽", ""));
        let index = SearchIndex::of(&book);
        let words = |words: &str| find(&book, &index, &Filter { words: words.into(), ..Filter::default() });
        assert_eq!(words("zjg"), [0]);
        assert_eq!((words("jianguo"), words("zhangjian"), words("li 李")), (vec![0], vec![0], vec![1]));
        assert!(words("angjian").is_empty(), "not from within a syllable");
        assert_eq!(words("5678"), [0]);
        assert_eq!(words(""), [0, 1]);
        let group = Filter { group: Some("老年客户".into()), ..Filter::default() };
        assert_eq!(find(&book, &index, &group), [0]);
    }

    #[test]
    fn sorts_by_reading_by_waiting_and_by_manager_and_combines_with_conditions() {
        let mut book = Book::default();
        let contacted = |day| Some(chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
        book.add(Customer { last_contact: contacted(9), ..named("张三", "王芳") });
        book.add(Customer { last_contact: contacted(2), ..named("曾五", "李强") });
        book.add(Customer { phone: "1".into(), ..named("白一", "王芳") });
        book.add(named("", "李强"));
        let index = SearchIndex::of(&book);
        let scope = Scope::new(contacted(26).unwrap(), Vocabulary::with(&[]));
        let by = |arrange, query| {
            let filter = Filter { arrange, query, ..Filter::default() };
            select(&book, &index, &filter, &scope)
        };
        assert_eq!(by(Arrange::Name, Query::default()), [2, 1, 0, 3]);
        assert_eq!(by(Arrange::Waiting, Query::default()), [2, 3, 1, 0], "never comes before long ago");
        assert_eq!(by(Arrange::Manager, Query::default()), [1, 3, 2, 0]);
        let clause = Clause { sense: Sense::None, condition: Condition::Lacks(Lack::Phone) };
        assert_eq!(by(Arrange::AsTheyCame, Query { clauses: vec![clause] }), [2]);
    }

    #[test]
    fn a_renewed_index_knows_what_has_changed() {
        let mut book = Book::default();
        let id = book.add(named("张建国", ""));
        book.add(named("李丽", ""));
        let index = SearchIndex::of(&book);
        book.change(id, |customer| customer.name = "王建国".into());
        let index = index.renewed(&book);
        let words = |words: &str| find(&book, &index, &Filter { words: words.into(), ..Filter::default() });
        assert_eq!((words("wjg"), words("zjg"), words("ll")), (vec![0], vec![], vec![1]));
        // Somebody is gone, somebody is new; the index that is behind finds the same as the one that is not.
        book.customers.remove(0);
        book.add(named("赵敏", ""));
        for index in [&index, &index.renewed(&book)] {
            let words =
                |words: &str| find(&book, index, &Filter { words: words.into(), ..Filter::default() });
            assert_eq!((words("wjg"), words("ll"), words("zm")), (vec![], vec![0], vec![1]));
        }
    }
}
