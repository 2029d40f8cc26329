//! What never enters the book, or only in part: numbers of cards and identity cards, passwords, children.

use chrono::{Datelike, NaiveDate};

use crate::book::{Customer, Evidence, Vocabulary};
use crate::calendar::Birthday;
use crate::script::{half_width, mask_name};

/// Words behind which a secret stands.
const SECRETS: [&str; 7] = ["密码", "口令", "验证码", "动态码", "校验码", "password", "cvv"];

/// A text without the secrets in it, and whether there were any. Of a card number the last four digits stay.
pub(super) fn reduce(text: &str) -> (String, bool) {
    let chars: Vec<char> = text.chars().collect();
    let mut reduced = String::new();
    let (mut at, mut hit) = (0, false);
    while at < chars.len() {
        if let Some(len) = secret(&chars[at..]) {
            reduced.extend(&chars[at..at + len.0]);
            reduced.push_str("***");
            at += len.1;
            hit = true;
            continue;
        }
        let run = digits(&chars[at..]);
        match hidden_form(&run.0) {
            Some(short) => {
                reduced.push_str(&short);
                hit = true;
            }
            None => reduced.extend(&chars[at..at + run.1.max(1)]),
        }
        at += run.1.max(1);
    }
    (reduced, hit)
}

/// The lengths of a word that announces a secret with what joins it, and of the whole up to the secret's end.
fn secret(chars: &[char]) -> Option<(usize, usize)> {
    let word = SECRETS.iter().map(|word| word.chars().count()).zip(SECRETS).find(|(len, word)| {
        chars.len() > *len && word.chars().zip(chars).all(|(a, b)| a == b.to_ascii_lowercase())
    })?;
    let joined = |c: &&char| matches!(**c, ':' | '：' | '是' | '为' | '=' | ' ');
    let start = word.0 + chars[word.0..].iter().take_while(joined).count();
    let len = chars[start..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    (len >= 3).then_some((start, start + len))
}

/// The digits from here, over single blanks and hyphens, and how many characters they take.
fn digits(chars: &[char]) -> (String, usize) {
    let mut found = String::new();
    let mut len = 0;
    for (idx, c) in chars.iter().map(|c| half_width(*c)).enumerate() {
        if c.is_ascii_digit() || (found.len() == 17 && matches!(c, 'x' | 'X')) {
            found.push(c);
            len = idx + 1;
        } else if found.is_empty() || !matches!(c, ' ' | '-') || len < idx {
            break;
        }
    }
    (found, len)
}

/// How a number that must not enter is written, `None` for one that may.
fn hidden_form(digits: &str) -> Option<String> {
    if identity(digits).is_some() {
        return Some("***".to_owned());
    }
    let is_card =
        (15..=19).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && luhn(digits);
    is_card.then(|| format!("***{}", &digits[digits.len() - 4..]))
}

/// The check that every bank card number passes.
fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (idx, byte) in digits.bytes().rev().enumerate() {
        let digit = u32::from(byte - b'0');
        sum += if idx % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 };
    }
    sum % 10 == 0
}

/// Birth date and sex from an identity-card number of 18 digits, or of 15 as before 1999.
pub(super) fn identity(text: &str) -> Option<(Birthday, bool)> {
    let is_long = text.len() == 18;
    if !(is_long || text.len() == 15)
        || !text.bytes().take(text.len() - usize::from(is_long)).all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let last = text.as_bytes()[text.len() - 1];
    if !last.is_ascii_digit() && !last.eq_ignore_ascii_case(&b'x') {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let (year, at) = if is_long { (number(6, 10)?, 10) } else { (1900 + number(6, 8)?, 8) };
    let (month, day) = (number(at, at + 2)?, number(at + 2, at + 4)?);
    let (year, sex) = (year as i32, if is_long { number(16, 17)? } else { number(14, 15)? });
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2100).contains(&year))?;
    Some((Birthday::solar(Some(year), month, day), sex % 2 == 0))
}

/// The years in which children enter school, from whatever a cell says of them: years as they stand, birth dates by the rule
/// of six years before September.
pub(super) fn school_entries(text: &str, today: NaiveDate) -> Vec<i32> {
    let mut years = Vec::new();
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let mut idx = 0;
    while idx < numbers.len() {
        let part = |ahead: usize| numbers.get(idx + ahead).and_then(|part| part.parse::<u32>().ok());
        let packed = part(0).filter(|_| numbers[idx].len() == 8);
        let born = match packed {
            Some(packed) => {
                NaiveDate::from_ymd_opt((packed / 10_000) as i32, packed / 100 % 100, packed % 100)
            }
            None if numbers[idx].len() == 4 => part(1)
                .zip(part(2))
                .and_then(|(month, day)| NaiveDate::from_ymd_opt(part(0)? as i32, month, day)),
            None => None,
        };
        match born {
            Some(born) if born <= today && born.year() > 1990 => {
                years.push(born.year() + if born.month() < 9 { 6 } else { 7 });
                idx += if packed.is_some() { 1 } else { 3 };
            }
            _ => {
                let year = part(0).map(|year| year as i32).filter(|year| (2000..2060).contains(year));
                years.extend(
                    year.filter(|_| text.contains("入学") || text.contains("小学") || text.trim().len() == 4),
                );
                idx += 1;
            }
        }
    }
    years
}

/// Leaves of a person the customer number, the masked name, the day of birth without its year, and what names nobody.
///
/// Free words of any kind may hold a name, so they go: notes, occupations in words of one's own, tags that the vocabulary
/// does not know, and the words that prove the others.
pub(super) fn to_code_name(customer: &mut Customer, vocabulary: &Vocabulary) {
    let name = std::mem::take(&mut customer.name);
    let phone = std::mem::take(&mut customer.phone);
    let says = |text: &str| {
        let long = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 7);
        (name.chars().count() > 1 && text.contains(&name))
            || (!phone.is_empty() && text.contains(&phone))
            || long(text)
    };
    let is_phone = customer.code.len() == 11 && customer.code.starts_with('1');
    if is_phone || customer.code == phone || customer.code == name {
        customer.code.clear();
    }
    customer.name = match name.chars().count() {
        0 => String::new(),
        1 => "*".to_owned(),
        _ => mask_name(&name),
    };
    if let Some(birthday) = &mut customer.birthday {
        birthday.year = None;
    }
    customer.listed_age = None;
    customer.notes.clear();
    if vocabulary.named(&customer.occupation).is_none() {
        customer.occupation.clear();
    }
    customer.groups.retain(|group| !says(group));
    for text in [&mut customer.tier, &mut customer.manager] {
        if says(text) {
            text.clear();
        }
    }
    customer.tags.retain(|mark| !mark.tag.starts_with("own."));
    for mark in &mut customer.tags {
        mark.evidence = Evidence::Hand;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_inside_of_texts_are_taken_out() {
        for (text, expected) in [
            ("身份证11010519491231002X,爱钓鱼", "身份证***,爱钓鱼"),
            ("卡号6222 0212 3456 7890 128爱喝茶", "卡号***0128爱喝茶"),
            ("登录密码:abc123,来过", "登录密码:***,来过"),
            ("电话13812345678", "电话13812345678"),
            ("客户号6222021234567890123", "客户号6222021234567890123"),
            ("忘记密码了", "忘记密码了"),
        ] {
            let (reduced, hit) = reduce(text);
            assert_eq!((reduced.as_str(), hit), (expected, text != expected), "{text}");
        }
    }

    #[test]
    fn of_children_the_year_stays() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(school_entries("小明 2021-03-05", today), [2027]);
        assert_eq!(school_entries("20210915;2019年1月2日", today), [2028, 2025]);
        assert_eq!(school_entries("女儿2027年入学", today), [2027]);
        assert_eq!(school_entries("王小明", today), [] as [i32; 0]);
    }
}
