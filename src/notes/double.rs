//! Double negation around a topic: 不打麻将手就痒, 非金条不买, 不是钓鱼就是打牌, 除了国债什么都不买.
//!
//! Words that are affirmative as they stand (离不开, 没少打) are cues of their own and not looked for here.

use super::matcher::Note;

/// What stands before the topic and, somewhere after it in the clause or the next, what closes the figure.
const FIGURES: &[(&str, &str)] = &[
    ("不", "不行"),
    ("不", "不可"),
    ("不", "不舒服"),
    ("不", "难受"),
    ("不", "手痒"),
    ("不", "就痒"),
    ("不", "发痒"),
    ("不", "睡不着"),
    ("不", "浑身"),
    ("不", "心里"),
    ("不", "坐不住"),
    ("不", "没精神"),
    ("不", "像丢了"),
    ("不", "少了点"),
    ("没", "不行"),
    ("没", "活不"),
    ("没", "睡不着"),
    ("没有", "不行"),
    ("没", "吃不下"),
    ("离了", "不行"),
    ("无", "不欢"),
    ("非", "不"),
    ("不让", "跟谁急"),
    ("不给", "跟谁急"),
    ("不是", "就是"),
    ("一天不", "就"),
    ("一日不", "就"),
    ("三天不", "就"),
];

/// Where the figure begins if the topic between `start` and `end` stands in one; `limit` ends the text looked at.
pub fn affirmed(note: &Note, from: usize, start: usize, end: usize, limit: usize) -> Option<(usize, usize)> {
    let near = start.saturating_sub(4).max(from);
    let figure = FIGURES.iter().find_map(|(open, close)| {
        let at = note.find(near, start, open)?;
        note.has(end, limit, close).then_some((at, at + open.chars().count()))
    });
    figure.or_else(|| exception(note, from, start))
}

/// 除了保险都行: what is left out of "everything will do". `limit` ends the text looked at.
pub fn excluded(note: &Note, from: usize, start: usize, end: usize, limit: usize) -> Option<(usize, usize)> {
    let welcome = [
        "都行",
        "都可以",
        "都好",
        "都成",
        "都能",
        "都爱",
        "都喜欢",
        "都愿意",
        "都接受",
        "都吃",
        "都喝",
        "都玩",
        "都来",
        "都参加",
        "来者不拒",
    ];
    let close = welcome.iter().find_map(|word| note.find(end, limit, word))?;
    let outside = ["以外", "之外"].iter().find_map(|word| Some((end, note.at(end, word)?)));
    outside.filter(|(_, after)| *after <= close).or_else(|| exception(note, from, start))
}

/// 除了X: whatever is refused afterwards, X is not.
fn exception(note: &Note, from: usize, start: usize) -> Option<(usize, usize)> {
    let near = start.saturating_sub(4).max(from);
    ["除了", "除"]
        .iter()
        .find_map(|open| note.find(near, start, open).map(|at| (at, at + open.chars().count())))
}

#[cfg(test)]
mod tests {
    use crate::book::{Polarity, Vocabulary};
    use crate::notes::Tagger;

    #[test]
    fn two_negations_affirm() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        for note in ["不打麻将手就痒", "不是麻将就是钓鱼", "没有一天不打麻将", "除了麻将都没兴趣"]
        {
            let read = tagger.mentions(note);
            assert_eq!((read[0].tag.as_str(), read[0].polarity), ("int.mahjong", Polarity::Like), "{note}");
        }
    }

    #[test]
    fn what_is_left_out_of_everything_is_avoided() {
        let tagger = Tagger::new(&Vocabulary::with(&[]));
        for note in ["除了保险别的都行", "保险以外都可以"] {
            let read = tagger.mentions(note);
            assert_eq!(
                (read[0].tag.as_str(), read[0].polarity),
                ("prod.insurance", Polarity::Avoid),
                "{note}"
            );
        }
    }
}
