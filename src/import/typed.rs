//! What a person types into a form, read as the cells of a list are, with what is wrong with it.

use chrono::NaiveDate;

use super::{amount, dates, Cell};
use crate::calendar::Birthday;
use crate::script::clean;

/// What is wrong with something typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedError {
    /// Not a day with its year.
    Day,
    /// A month and a day are missing or are none.
    MonthDay,
    /// A year of birth that cannot be.
    BirthYear,
    /// A leap month is a matter of the lunar calendar.
    LeapOfSolar,
    /// Not a phone number.
    Phone,
    /// Not an amount.
    Amount,
    /// Not a school-entry year.
    SchoolYear,
    /// Not an age.
    Age,
    /// A customer needs a number or a name.
    Nobody,
    /// Somebody else has this customer number.
    CodeTaken,
}

fn cell(text: &str) -> Cell {
    Cell::Text(clean(text).into())
}

/// A day with its year, in any of the styles of lists; nothing typed is no day.
pub fn typed_day(text: &str) -> Result<Option<NaiveDate>, TypedError> {
    if clean(text).is_empty() {
        return Ok(None);
    }
    dates::date(&cell(text)).map(Some).ok_or(TypedError::Day)
}

/// An amount in fen: `12,000`, `1.2万`; nothing typed is no amount.
pub fn typed_fen(text: &str) -> Result<Option<i64>, TypedError> {
    if clean(text).is_empty() {
        return Ok(None);
    }
    amount::fen(&cell(text), 1.0).map_err(|()| TypedError::Amount)
}

/// A phone number as it is written, without what belongs to none.
pub fn typed_phone(text: &str) -> Result<String, TypedError> {
    let phone = clean(text);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let written = |c: char| c.is_ascii_digit() || "+-() #*转".contains(c);
    let sound = phone.is_empty() || ((5..=20).contains(&digits) && phone.chars().all(written));
    if sound {
        Ok(phone)
    } else {
        Err(TypedError::Phone)
    }
}

/// School-entry years, parted by the marks of lists.
pub fn typed_years(text: &str) -> Result<Vec<i32>, TypedError> {
    let mut years = Vec::new();
    for part in crate::book::tag_words(&text.replace(' ', "、")) {
        let year =
            part.trim_end_matches('年').parse::<i32>().ok().filter(|year| (1990..=2060).contains(year));
        let year = year.ok_or(TypedError::SchoolYear)?;
        if !years.contains(&year) {
            years.push(year);
        }
    }
    Ok(years)
}

/// An age; nothing typed is none.
pub fn typed_age(text: &str) -> Result<Option<u8>, TypedError> {
    let text = clean(text);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse::<u8>().ok().filter(|age| *age <= 120).map(Some).ok_or(TypedError::Age)
}

/// The parts of a birthday as a form has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedBirthday {
    /// Counted in the lunar calendar.
    pub lunar: bool,
    /// Year, may be empty.
    pub year: String,
    /// Month.
    pub month: String,
    /// Day.
    pub day: String,
    /// In a leap month.
    pub leap: bool,
}

impl TypedBirthday {
    /// A birthday as a form shows it.
    pub fn of(birthday: Option<Birthday>) -> Self {
        birthday.map_or_else(Self::default, |birthday| Self {
            lunar: birthday.lunar,
            year: birthday.year.map(|year| year.to_string()).unwrap_or_default(),
            month: birthday.month.to_string(),
            day: birthday.day.to_string(),
            leap: birthday.leap,
        })
    }

    /// The birthday, if any is typed; a year without month and day is none.
    pub fn read(&self, today: NaiveDate) -> Result<Option<Birthday>, TypedError> {
        let number = |text: &str| clean(text).parse::<u32>().ok();
        let [year, month, day] = [&self.year, &self.month, &self.day].map(|text| clean(text));
        if year.is_empty() && month.is_empty() && day.is_empty() {
            return Ok(None);
        }
        let (month, day) = number(&month).zip(number(&day)).ok_or(TypedError::MonthDay)?;
        let year = match year.as_str() {
            "" => None,
            year => {
                let this = chrono::Datelike::year(&today);
                let year = year.parse::<i32>().ok().filter(|year| (1900..=this).contains(year));
                Some(year.ok_or(TypedError::BirthYear)?)
            }
        };
        if !self.lunar && self.leap {
            return Err(TypedError::LeapOfSolar);
        }
        // 29 February passes without a year, and in a leap year.
        let sound = if self.lunar {
            (1..=12).contains(&month) && (1..=30).contains(&day)
        } else {
            NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day).is_some()
        };
        let born = NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day);
        if !self.lunar && born.is_some_and(|born| born > today) {
            return Err(TypedError::BirthYear);
        }
        let birthday = Birthday { year, month, day, lunar: self.lunar, leap: self.leap };
        if sound {
            Ok(Some(birthday))
        } else {
            Err(TypedError::MonthDay)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn reads_what_people_type() {
        assert_eq!(typed_day("2027/3/7"), Ok(NaiveDate::from_ymd_opt(2027, 3, 7)));
        assert_eq!(typed_day(" "), Ok(None));
        assert_eq!(typed_day("3月7日"), Err(TypedError::Day));
        assert_eq!(typed_fen("1.2万"), Ok(Some(1_200_000)));
        assert_eq!(typed_fen("一些"), Err(TypedError::Amount));
        assert_eq!(typed_phone("０512-6688 1234转8"), Ok("0512-6688 1234转8".into()));
        assert_eq!(typed_phone("不详"), Err(TypedError::Phone));
        assert_eq!(typed_phone("1234"), Err(TypedError::Phone));
        assert_eq!(typed_phone(""), Ok(String::new()));
        assert_eq!(typed_years("2027年、2031 2027"), Ok(vec![2027, 2031]));
        assert_eq!(typed_years("27"), Err(TypedError::SchoolYear));
        assert_eq!(typed_age("61"), Ok(Some(61)));
        assert_eq!(typed_age("611"), Err(TypedError::Age));
    }

    #[test]
    fn a_birthday_is_solar_or_lunar_with_or_without_a_year() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let typed = |lunar, year: &str, month: &str, day: &str, leap| {
            TypedBirthday { lunar, year: year.into(), month: month.into(), day: day.into(), leap }.read(today)
        };
        assert_eq!(typed(false, "", "2", "29", false), Ok(Some(Birthday::solar(None, 2, 29))));
        assert_eq!(typed(false, "1981", "2", "29", false), Err(TypedError::MonthDay));
        assert_eq!(typed(false, "", "3", "1", true), Err(TypedError::LeapOfSolar));
        assert_eq!(typed(false, "2026", "12", "1", false), Err(TypedError::BirthYear));
        assert_eq!(typed(false, "1880", "12", "1", false), Err(TypedError::BirthYear));
        assert_eq!(typed(false, "1980", "", "", false), Err(TypedError::MonthDay));
        assert_eq!(typed(false, "", "", "", false), Ok(None));
        let leap = Birthday { year: Some(1979), month: 6, day: 30, lunar: true, leap: true };
        assert_eq!(typed(true, "1979", "6", "30", true), Ok(Some(leap)));
        assert_eq!(typed(true, "", "6", "31", false), Err(TypedError::MonthDay));
        assert_eq!(TypedBirthday::of(Some(leap)).read(today), Ok(Some(leap)));
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused() {
        let pieces =
            ["1", "0", "9", "-", "/", ".", ",", "万", "年", "、", " ", "农", "a", "\u{ff15}", "😀", "("];
        let mut rng = Rng::new(3);
        for _ in 0..2_000 {
            let mut text = || -> String {
                (0..rng.below(9)).map(|_| pieces[rng.below(pieces.len() as u32) as usize]).collect()
            };
            let (a, b, c) = (text(), text(), text());
            let _read = (typed_day(&a), typed_fen(&a), typed_phone(&a), typed_years(&a), typed_age(&a));
            let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
            for lunar in [false, true] {
                let typed =
                    TypedBirthday { lunar, year: a.clone(), month: b.clone(), day: c.clone(), leap: lunar };
                if let Ok(Some(read)) = typed.read(today) {
                    assert_eq!(TypedBirthday::of(Some(read)).read(today), Ok(Some(read)));
                }
            }
        }
    }
}
