//! Pinyin of names: initials for search (`zjg` finds 张建国) and full syllables for sorting.

use crate::order::Order;
use pinyin::ToPinyin;

/// Surnames whose usual reading the pinyin table gets wrong.
const SURNAMES: &[(&str, &str)] = &[
    ("单", "shan"),
    ("曾", "zeng"),
    ("仇", "qiu"),
    ("解", "xie"),
    ("区", "ou"),
    ("查", "zha"),
    ("盖", "ge"),
    ("朴", "piao"),
    ("翟", "zhai"),
    ("乐", "yue"),
    ("尹", "yin"),
    ("万俟", "moqi"),
    ("尉迟", "yuchi"),
    ("长孙", "zhangsun"),
    ("澹台", "tantai"),
];

/// Characters of names that are read in more than one way, with the first letters of their other readings. The library's
/// own table of them is as large as a sixth of the page and mostly of characters that no name has.
const OTHER_LETTERS: &[(char, &str)] = &[
    ('重', "zc"),
    ('乐', "ly"),
    ('行', "xh"),
    ('朝', "cz"),
    ('长', "cz"),
    ('盛', "sc"),
    ('晟', "sc"),
    ('藏', "zc"),
    ('参', "cs"),
    ('茜', "qx"),
    ('娜', "n"),
    ('柏', "b"),
    ('贾', "jg"),
    ('召', "zs"),
    ('车', "cj"),
    ('石', "sd"),
    ('奇', "qj"),
    ('适', "sk"),
    ('覃', "qt"),
    ('隗', "wk"),
    ('宓', "mf"),
    ('尉', "wy"),
    ('褚', "cz"),
    ('颉', "jx"),
    ('强', "qj"),
    ('传', "cz"),
    ('调', "dt"),
    ('便', "bp"),
    ('屏', "pb"),
    ('沈', "sc"),
    ('溪', "xq"),
    ('省', "sx"),
    ('解', "jx"),
    ('仇', "cq"),
    ('区', "qo"),
    ('查', "zc"),
    ('朴', "p"),
    ('翟', "zd"),
    ('单', "sd"),
    ('曾', "zc"),
    ('折', "zs"),
    ('种', "zc"),
    ('夏', "x"),
    ('期', "qj"),
    ('其', "qj"),
    ('系', "xj"),
    ('校', "xj"),
    ('信', "xs"),
    ('祭', "jz"),
    ('厦', "sx"),
    ('洗', "x"),
    ('尺', "c"),
    ('术', "sz"),
    ('弹', "dt"),
    ('提', "td"),
    ('识', "sz"),
    ('降', "jx"),
    ('角', "j"),
    ('卡', "k"),
    ('莘', "sx"),
    ('繁', "fp"),
    ('万', "wm"),
    ('峪', "y"),
    ('若', "r"),
];

/// All initials a name can be typed by, e.g. `zjg`; a second reading of the surname gives a second entry.
pub fn initials(name: &str) -> Vec<String> {
    let mut heads: Vec<String> = vec![String::new()];
    for (idx, c) in name.chars().enumerate() {
        let mut letters: Vec<char> = Vec::new();
        if idx == 0 {
            letters.extend(surname(name).and_then(|reading| reading.chars().next()));
        }
        match c.to_pinyin() {
            Some(reading) => letters.extend(reading.plain().chars().next()),
            None => letters.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
        let others = OTHER_LETTERS.iter().find(|(other, _)| *other == c);
        letters.extend(others.iter().flat_map(|(_, letters)| letters.chars()));
        letters.order();
        letters.dedup();
        if letters.is_empty() {
            continue;
        }
        // A name has few readings; the cap keeps a crafted one from growing without bound.
        heads = heads
            .iter()
            .flat_map(|head| letters.iter().map(move |letter| format!("{head}{letter}")))
            .take(16)
            .collect();
    }
    heads
}

/// What a name can be typed as in full, from each of its syllables on: `zhangjianguo`, `jianguo`, `guo`; `ü` is typed as `v`.
pub fn spellings(name: &str) -> Vec<String> {
    let syllables: Vec<String> =
        name.chars().filter_map(|c| c.to_pinyin().map(|reading| reading.plain().replace('ü', "v"))).collect();
    let mut found: Vec<String> = (0..syllables.len()).map(|from| syllables[from..].concat()).collect();
    // A surname that is read in its own way can be typed in that way too.
    let own = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname));
    if let Some((surname, reading)) = own {
        let given = syllables.get(surname.chars().count()..).unwrap_or(&[]).concat();
        found.push(format!("{reading}{given}"));
    }
    found
}

/// A key that sorts names by pinyin; characters without a reading keep their own order behind.
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    let mut rest = name;
    if let Some((surname, reading)) = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname)) {
        key.push_str(reading);
        key.push(' ');
        rest = &name[surname.len()..];
    }
    for c in rest.chars() {
        match c.to_pinyin() {
            Some(reading) => key.push_str(reading.plain()),
            None => key.push(c),
        }
        key.push(' ');
    }
    key
}

fn surname(name: &str) -> Option<&'static str> {
    SURNAMES.iter().find(|(surname, _)| name.starts_with(surname)).map(|(_, reading)| *reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_by_initials() {
        assert!(initials("张建国").contains(&"zjg".to_owned()));
        assert!(initials("单雄信").contains(&"sxx".to_owned()));
        assert!(initials("Anna 李").contains(&"annal".to_owned()));
    }

    #[test]
    fn a_name_is_spelt_from_each_syllable_on() {
        assert_eq!(spellings("张建国"), ["zhangjianguo", "jianguo", "guo"]);
        assert!(spellings("单雄信").contains(&"shanxiongxin".to_owned()));
        assert_eq!(spellings("吕梅"), ["lvmei", "mei"]);
        assert!(spellings("Anna").is_empty());
    }

    #[test]
    fn sorts_by_reading() {
        let mut names = vec!["张三", "曾五", "李四", "白一"];
        names.order_by_key(|name| sort_key(name));
        assert_eq!(names, ["白一", "李四", "曾五", "张三"]);
    }
}
