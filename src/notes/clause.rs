//! Cuts a note into clauses: the reach of cues and subjects.
//!
//! Leaves alone the list comma (、), which joins things that share one attitude.

/// A stretch between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// First character.
    pub start: usize,
    /// One past the last character, the mark excluded.
    pub end: usize,
    /// Whether a sentence begins here: a family member as subject does not reach over it.
    pub fresh: bool,
}

/// Marks that end a sentence.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | ';' | '；' | '!' | '?' | '？' | '\n' | '\r')
}

/// Marks that end a clause; the note is folded, so only half-width forms and Chinese points occur.
pub fn is_mark(c: char) -> bool {
    ends_sentence(c)
        || matches!(c, ',' | '，' | ':' | '：' | '|' | '/' | '…' | '"' | '“' | '”' | '(' | ')' | '\t')
}

/// The clauses in order; never empty for a note with text.
pub fn split(chars: &[char]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let (mut start, mut fresh) = (0, true);
    for at in 0..=chars.len() {
        let mark = chars.get(at).is_none_or(|c| is_mark(*c) || (*c == ' ' && parts_words(chars, at)));
        if !mark {
            continue;
        }
        if at > start {
            clauses.push(Clause { start, end: at, fresh });
            fresh = false;
        }
        if chars.get(at).is_some_and(|c| ends_sentence(*c)) {
            fresh = true;
        }
        start = at + 1;
    }
    clauses
}

/// A blank parts clauses unless it stands between two Latin words.
fn parts_words(chars: &[char], at: usize) -> bool {
    let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    !(at > 0 && latin(chars.get(at - 1)) && latin(chars.get(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_blanks_part_clauses() {
        let chars: Vec<char> = "爱茶,不爱酒;all in 茶、酒 好".chars().collect();
        let got: Vec<(String, bool)> =
            split(&chars).iter().map(|c| (chars[c.start..c.end].iter().collect(), c.fresh)).collect();
        let want = [("爱茶", true), ("不爱酒", false), ("all in", true), ("茶、酒", false), ("好", false)];
        assert_eq!(got, want.map(|(text, fresh)| (text.to_owned(), fresh)));
    }
}
