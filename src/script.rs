//! Chinese text as it comes out of bank systems, made comparable.
//!
//! Full-width digits and letters, stray blanks and invisible characters are folded; meaning is left alone.

mod initials;

pub use initials::{initials, sort_key, spellings};

/// A text as it was written, without invisible characters and outer blanks: character by character what [`clean`] folds.
pub fn kept(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    seen.trim().to_owned()
}

/// Folds full-width ASCII to half-width, drops invisible characters, and trims blanks of every kind.
pub fn clean(text: &str) -> String {
    let folded: String = text.chars().filter(|c| !is_invisible(*c)).map(half_width).collect();
    folded.trim().to_owned()
}

/// True when nothing is left of a text by [`clean`].
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_invisible(c) || half_width(c).is_whitespace())
}

/// `clean`, without any blanks inside and in lower case: the form in which headers and tag words are compared.
pub fn fold(text: &str) -> String {
    clean(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// True for characters that show nothing, and for those that reorder what is shown.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Full-width ASCII and blanks in half width.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// True for a Han character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// A name with all but the surname hidden: 张建国 → 张**.
pub fn mask_name(name: &str) -> String {
    name.chars().enumerate().map(|(idx, c)| if idx == 0 { c } else { '*' }).collect()
}

/// A phone number with its middle hidden: 13812345678 → 138****5678.
pub fn mask_phone(phone: &str) -> String {
    let len = phone.chars().count();
    phone
        .chars()
        .enumerate()
        .map(|(idx, c)| if idx >= 3.min(len / 3) && idx + 4.min(len / 2) < len { '*' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_bank_systems_leave() {
        assert_eq!(clean("  12,000.5 \u{200b}"), "12,000.5");
        assert_eq!(fold(" 客户 姓名(全称)"), "客户姓名(全称)");
        let written = "\u{3000}爱钓鱼，\u{200b}女儿（大班）：１月\u{a0}";
        assert_eq!(kept(written), "爱钓鱼，女儿（大班）：１月");
        assert_eq!(kept(written).chars().count(), clean(written).chars().count());
    }

    #[test]
    fn masks_keep_the_ends() {
        assert_eq!(mask_name("张建国"), "张**");
        assert_eq!(mask_phone("13812345678"), "138****5678");
        assert_eq!(mask_phone(""), "");
    }
}
