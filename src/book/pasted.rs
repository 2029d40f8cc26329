//! A column out of a spreadsheet, pasted: one person a line, by customer number or name, with tags behind.
//!
//! Nobody is guessed: who could be several people, or is written almost right, is doubtful and waits for a choice.

use std::collections::BTreeMap;

use super::{Book, CustomerId};
use crate::script::{clean, fold};

/// Who a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly one person.
    One(CustomerId),
    /// One of these, or none: people of the same name, or a number whose leading zeros a spreadsheet took away.
    Doubtful(Vec<CustomerId>),
    /// Nobody in the book.
    Nobody,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedLine {
    /// The person as it was written.
    pub who: String,
    /// The words of the second column.
    pub words: Vec<String>,
    /// Who that is.
    pub found: Found,
}

/// Reads what was pasted. Empty lines say nothing; the rest keep their order.
pub fn read_pasted(book: &Book, text: &str) -> Vec<PastedLine> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let register = Names::of(book);
    let line = |line: &str| {
        let (who, words) = register.split(line)?;
        Some(PastedLine { found: register.find(&who), words: tag_words(&words), who })
    };
    text.lines().filter_map(line).collect()
}

/// The words of a cell, parted by the marks that lists use.
pub fn tag_words(cell: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let parts = cell.split(['、', ';', '\u{ff1b}', ',', '\u{ff0c}', '/', '|', '\t', '\n']);
    for word in parts.map(clean).filter(|word| !word.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

struct Names {
    exact: BTreeMap<String, Vec<CustomerId>>,
    without_zeros: BTreeMap<String, Vec<CustomerId>>,
}

impl Names {
    fn of(book: &Book) -> Self {
        let (mut exact, mut without_zeros) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for customer in &book.customers {
            let code = fold(&customer.code);
            let bare = code.trim_start_matches('0').to_owned();
            for key in [code, fold(&customer.name)].into_iter().filter(|key| !key.is_empty()) {
                exact.entry(key).or_default().push(customer.id);
            }
            if !bare.is_empty() {
                without_zeros.entry(bare).or_default().push(customer.id);
            }
        }
        Self { exact, without_zeros }
    }

    /// A line as person and rest. A blank parts them only where the whole line is nobody: names have blanks too.
    fn split(&self, line: &str) -> Option<(String, String)> {
        let line = clean(line);
        let whole = || (line.clone(), String::new());
        if line.is_empty() {
            return None;
        }
        let tab = line.split_once('\t');
        let parted = tab.or_else(|| line.split_once([',', ';', ':', '\u{ff1a}']));
        let parted =
            parted.or_else(|| line.split_once(' ').filter(|_| !self.exact.contains_key(&fold(&line))));
        let (who, words) = parted.map_or_else(whole, |(who, words)| (clean(who), clean(words)));
        (!who.is_empty()).then_some((who, words))
    }

    fn find(&self, who: &str) -> Found {
        let key = fold(who);
        match self.exact.get(&key).map(Vec::as_slice) {
            Some([one]) => Found::One(*one),
            Some(several) => Found::Doubtful(several.to_vec()),
            None => {
                let near = self.without_zeros.get(key.trim_start_matches('0'));
                near.map_or(Found::Nobody, |near| Found::Doubtful(near.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Customer;
    use crate::rng::Rng;

    fn book() -> Book {
        let mut book = Book::default();
        for (code, name) in
            [("000123", "张建国"), ("C9", "李丽"), ("C10", "李丽"), ("", "Anna Lee"), ("77", "")]
        {
            book.add(Customer { code: code.into(), name: name.into(), ..Customer::default() });
        }
        book
    }

    #[test]
    fn people_are_found_doubtful_or_not_there() {
        let lines = read_pasted(
            &book(),
            "000123\t掼蛋、钓鱼\r\n123\t掼蛋\n\n李丽\tA|B\nｃ９, 品茶;红酒\nAnna Lee\nAnna Lee\t旅游/露营\n王五 掼蛋\n张建国 掼蛋",
        );
        let id = |n| Found::One(CustomerId(n));
        let read: Vec<_> =
            lines.iter().map(|line| (line.who.as_str(), line.words.join("+"), line.found.clone())).collect();
        assert_eq!(
            read,
            [
                ("000123", "掼蛋+钓鱼".to_owned(), id(0)),
                ("123", "掼蛋".to_owned(), Found::Doubtful(vec![CustomerId(0)])),
                ("李丽", "A+B".to_owned(), Found::Doubtful(vec![CustomerId(1), CustomerId(2)])),
                ("c9", "品茶+红酒".to_owned(), id(1)),
                ("Anna Lee", String::new(), id(3)),
                ("Anna Lee", "旅游+露营".to_owned(), id(3)),
                ("王五", "掼蛋".to_owned(), Found::Nobody),
                ("张建国", "掼蛋".to_owned(), id(0)),
            ]
        );
    }

    #[test]
    fn whatever_is_pasted_is_read_and_finds_only_people_of_the_book() {
        let pieces =
            ["张建国", "123", "0", "\t", "\n", "、", ",", " ", "李丽", "\u{200b}", "\"", "=", "😀", "\r"];
        let book = book();
        let mut rng = Rng::new(5);
        for _ in 0..500 {
            let text: String =
                (0..rng.below(20)).map(|_| pieces[rng.below(pieces.len() as u32) as usize]).collect();
            for line in read_pasted(&book, &text) {
                assert!(!line.who.is_empty() && line.words.iter().all(|word| !word.is_empty()));
                let ids = match line.found {
                    Found::One(id) => vec![id],
                    Found::Doubtful(ids) => ids,
                    Found::Nobody => Vec::new(),
                };
                assert!(ids.iter().all(|id| book.get(*id).is_some()));
            }
        }
    }
}
