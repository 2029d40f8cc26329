//! Rows to customers. Every row below the header is imported, or skipped with a finding.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::columns::split;
use super::{amount, dates, Cell, Column, Field, Mapping, Sheet};
use crate::book::{
    Customer, Dimension, Evidence, Maturity, Note, Polarity, RiskLevel, Tag, TagMark, Vocabulary,
};
use crate::calendar::Birthday;
use crate::finding::{Finding, FindingCode, Severity};
use crate::notes::Tagger;
use crate::script::{clean, fold};

/// What came of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The customers, in the order of the rows.
    pub customers: Vec<Customer>,
    /// Rows below the header that are not blank; `customers.len() + skipped`.
    pub rows: usize,
    /// Rows that were left out, each with a finding.
    pub skipped: usize,
    /// Words of tag columns that the vocabulary did not know, as new tags.
    pub own_tags: Vec<Tag>,
    /// What was noticed, in the order of the rows.
    pub findings: Vec<Finding>,
}

/// What reading rows needs besides the sheet.
pub struct Reader<'a> {
    /// The tags that words are looked up in.
    pub vocabulary: &'a Vocabulary,
    /// Turns notes into tags.
    pub tagger: &'a Tagger,
    /// The day of the import: evidence is dated with it.
    pub today: NaiveDate,
}

/// Reads all rows; `on_row` is told how many of how many are done, every 500 rows.
pub fn customers(
    sheet: &Sheet,
    mapping: &Mapping,
    reader: &Reader,
    on_row: &mut dyn FnMut(usize, usize),
) -> Imported {
    let mut imported = Imported::default();
    report_columns(sheet, mapping, &mut imported.findings);
    if !mapping.has_key() {
        let finding = Finding::sheet(FindingCode::NoKeyColumn, Severity::Error, &sheet.name, "");
        imported.findings.push(finding);
    }
    let mut codes = BTreeSet::new();
    let first = mapping.header_row.map_or(0, |row| row + 1);
    for (idx, cells) in sheet.rows.iter().enumerate().skip(first) {
        if idx % 500 == 0 {
            on_row(idx, sheet.rows.len());
        }
        if cells.iter().all(Cell::is_blank) {
            continue;
        }
        imported.rows += 1;
        let row = Row { sheet: &sheet.name, number: idx as u32 + 1, cells, mapping, reader };
        match row.customer(&mut imported.own_tags, &mut imported.findings) {
            Ok(customer) if !customer.code.is_empty() && !codes.insert(customer.code.clone()) => {
                imported.skipped += 1;
                let severity = Severity::Error;
                let header = header_of(mapping, Field::Code);
                let code = FindingCode::DuplicateCode;
                imported.findings.push(Finding::cell(
                    code,
                    severity,
                    &sheet.name,
                    row.number,
                    header,
                    &customer.code,
                ));
            }
            Ok(customer) => imported.customers.push(customer),
            Err(code) => {
                imported.skipped += 1;
                imported.findings.push(Finding::row(code, Severity::Error, &sheet.name, row.number));
            }
        }
    }
    imported
}

fn header_of(mapping: &Mapping, field: Field) -> &str {
    mapping.columns.iter().find(|column| column.field == field).map_or("", |column| &column.header)
}

fn report_columns(sheet: &Sheet, mapping: &Mapping, findings: &mut Vec<Finding>) {
    for column in &mapping.columns {
        let code = match column.field {
            Field::Sensitive => FindingCode::SensitiveColumn,
            Field::IdNumber => FindingCode::IdNumberReduced,
            _ => continue,
        };
        findings.push(Finding::column(code, Severity::Note, &sheet.name, &column.header));
    }
}

/// One row while it is read.
struct Row<'a> {
    sheet: &'a str,
    number: u32,
    cells: &'a [Cell],
    mapping: &'a Mapping,
    reader: &'a Reader<'a>,
}

impl Row<'_> {
    fn customer(
        &self,
        own_tags: &mut Vec<Tag>,
        findings: &mut Vec<Finding>,
    ) -> Result<Customer, FindingCode> {
        let first = self.cells.iter().find(|cell| !cell.is_blank()).map(|cell| fold(&cell.as_text()));
        let is_total = |text: &String| {
            ["合计", "总计", "小计", "共计", "total"].iter().any(|word| text.starts_with(word))
        };
        if first.as_ref().is_some_and(is_total) {
            return Err(FindingCode::TotalRow);
        }
        let mut customer = Customer::default();
        for (idx, column) in self.mapping.columns.iter().enumerate() {
            let cell = self.cells.get(idx).unwrap_or(&Cell::Empty);
            if cell.is_blank() {
                continue;
            }
            if let Err(code) = self.put(&mut customer, column, cell, own_tags, findings) {
                findings.push(self.finding(code, Severity::Warning, column, cell));
            }
        }
        if customer.name.is_empty() && customer.code.is_empty() {
            return Err(FindingCode::RowWithoutCustomer);
        }
        Ok(customer)
    }

    fn finding(&self, code: FindingCode, severity: Severity, column: &Column, cell: &Cell) -> Finding {
        let value = if column.field == Field::IdNumber { String::new() } else { cell.as_text() };
        Finding::cell(code, severity, self.sheet, self.number, &column.header, &value)
    }

    /// Puts one cell into the customer. An error leaves the fact empty.
    fn put(
        &self,
        customer: &mut Customer,
        column: &Column,
        cell: &Cell,
        own_tags: &mut Vec<Tag>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), FindingCode> {
        let text = cell.as_text();
        match column.field {
            Field::Ignore | Field::Sensitive => {}
            Field::Code => customer.code = whole_number(cell).ok_or(FindingCode::CodeDigitsLost)?,
            Field::Name => customer.name = text,
            Field::Gender => customer.female = Some(is_female(&text).ok_or(FindingCode::FlagUnreadable)?),
            Field::Age => {
                let age = text
                    .trim_end_matches(['岁', '周'])
                    .parse::<f64>()
                    .ok()
                    .filter(|age| (0.0..=120.0).contains(age));
                customer.listed_age = Some(age.ok_or(FindingCode::AmountUnreadable)? as u8);
            }
            Field::Birthday | Field::LunarBirthday => {
                let birthday = dates::birthday(cell, column.field == Field::LunarBirthday);
                self.put_birthday(customer, birthday.ok_or(FindingCode::DateUnreadable)?)?;
                if birthday.is_some_and(|birthday| birthday.year.is_none()) {
                    findings.push(self.finding(FindingCode::BirthYearMissing, Severity::Note, column, cell));
                }
            }
            Field::IdNumber => {
                let (birthday, female) = id_number(&text).ok_or(FindingCode::DateUnreadable)?;
                if customer.birthday.is_none() {
                    self.put_birthday(customer, birthday)?;
                }
                customer.female = customer.female.or(Some(female));
            }
            Field::Phone => customer.phone = phone(cell)?,
            Field::Groups => {
                for group in split(&text) {
                    add_once(&mut customer.groups, group);
                }
            }
            Field::GroupFlag => {
                if flag(cell).ok_or(FindingCode::FlagUnreadable)? {
                    add_once(&mut customer.groups, &group_of_flag(&column.header));
                }
            }
            Field::Tier => customer.tier = text,
            Field::Assets => {
                let assets = amount::fen(cell, unit_yuan(&column.header));
                customer.assets_fen = assets.map_err(|()| FindingCode::AmountUnreadable)?;
            }
            Field::Risk => customer.risk = Some(risk(&text).ok_or(FindingCode::RiskUnreadable)?),
            Field::RiskUntil => {
                customer.risk_until = Some(dates::date(cell).ok_or(FindingCode::DateUnreadable)?);
            }
            Field::Manager => customer.manager = text,
            Field::Occupation => {
                if let Some(tag) =
                    self.reader.vocabulary.named(&text).filter(|tag| tag.dimension == Dimension::Occupation)
                {
                    self.mark(customer, &tag.id, Polarity::Like, column, &text);
                }
                customer.occupation = text;
            }
            Field::Maturity => {
                let date = dates::date(cell).ok_or(FindingCode::DateUnreadable)?;
                customer.maturities.push(Maturity { date, amount_fen: None });
            }
            Field::MaturityAmount => {
                let amount_fen = amount::fen(cell, unit_yuan(&column.header));
                let amount_fen = amount_fen.map_err(|()| FindingCode::AmountUnreadable)?;
                if let Some(maturity) = customer.maturities.last_mut() {
                    maturity.amount_fen = amount_fen;
                }
            }
            Field::SchoolEntry => {
                for year in split(&text) {
                    let year =
                        year.trim_end_matches('年').parse().ok().filter(|year| (2000..2060).contains(year));
                    customer.school_entry_years.push(year.ok_or(FindingCode::DateUnreadable)?);
                }
            }
            Field::Personality => self.put_words(customer, column, &text, Polarity::Like, own_tags),
            Field::Tags => self.put_words(customer, column, &text, Polarity::Like, own_tags),
            Field::Avoids => self.put_words(customer, column, &text, Polarity::Avoid, own_tags),
            Field::Note => self.put_note(customer, text),
            Field::LastContact => {
                customer.last_contact = Some(dates::date(cell).ok_or(FindingCode::DateUnreadable)?)
            }
            Field::DoNotContact => customer.do_not_contact = flag(cell).ok_or(FindingCode::FlagUnreadable)?,
            Field::Consent => customer.do_not_contact |= !flag(cell).ok_or(FindingCode::FlagUnreadable)?,
            Field::NoProfiling => customer.no_profiling = flag(cell).ok_or(FindingCode::FlagUnreadable)?,
        }
        Ok(())
    }

    fn put_birthday(&self, customer: &mut Customer, birthday: Birthday) -> Result<(), FindingCode> {
        let years = 1900..=chrono::Datelike::year(&self.reader.today);
        if birthday.year.is_some_and(|year| !years.contains(&year)) {
            return Err(FindingCode::BirthOutOfRange);
        }
        customer.birthday = Some(birthday);
        Ok(())
    }

    fn put_words(
        &self,
        customer: &mut Customer,
        column: &Column,
        text: &str,
        polarity: Polarity,
        own: &mut Vec<Tag>,
    ) {
        for word in split(text) {
            // 不喜欢热闹, 怕吵: a tag column may hold a phrase; the notes' rules know how to read one.
            match self.reader.vocabulary.named(word) {
                Some(tag) => self.mark(customer, &tag.id, polarity, column, word),
                None if column.field == Field::Personality && fold(word) == "中性" => {}
                None => {
                    let mentions = self.reader.tagger.mentions(word);
                    for mention in &mentions {
                        self.mark(customer, &mention.tag, mention.polarity, column, word);
                    }
                    if mentions.is_empty() && word.chars().count() <= 12 {
                        let id = own_tag(own, word);
                        self.mark(customer, &id, polarity, column, word);
                    }
                }
            }
        }
    }

    fn mark(&self, customer: &mut Customer, tag: &str, polarity: Polarity, column: &Column, word: &str) {
        let evidence = Evidence::Cell { column: column.header.clone(), value: word.to_owned() };
        customer.set_tag(TagMark {
            tag: tag.to_owned(),
            polarity,
            evidence,
            noted_on: self.reader.today,
            doubt: 0,
        });
    }

    fn put_note(&self, customer: &mut Customer, text: String) {
        let note_idx = customer.notes.len();
        let mentions = self.reader.tagger.mentions(&text);
        customer.notes.push(Note { text, written_on: self.reader.today });
        for mention in mentions {
            let evidence = Evidence::Note { note_idx, start: mention.start, end: mention.end };
            let noted_on = self.reader.today;
            let (tag, polarity, doubt) = (mention.tag, mention.polarity, mention.doubt);
            customer.set_tag(TagMark { tag, polarity, evidence, noted_on, doubt });
        }
    }
}

fn own_tag(own: &mut Vec<Tag>, word: &str) -> String {
    let word = clean(word);
    let id = format!("own.{}", fold(&word));
    if !own.iter().any(|tag| tag.id == id) {
        let dimension = Dimension::Interest;
        own.push(Tag { id: id.clone(), zh: word.clone(), en: word, dimension, synonyms: Vec::new() });
    }
    id
}

fn add_once(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|old| old == value) {
        list.push(value.to_owned());
    }
}

/// A number kept as digits: a cell beyond fifteen digits, or in scientific notation, has lost some.
fn whole_number(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Number(number) if number.abs() >= 1e15 || number.fract() != 0.0 => None,
        other => {
            let text = other.as_text();
            let text = text.trim_start_matches('\'').to_owned();
            (!is_scientific(&text)).then_some(text)
        }
    }
}

fn is_scientific(text: &str) -> bool {
    let upper = text.to_uppercase();
    upper.contains("E+") && upper.starts_with(|c: char| c.is_ascii_digit())
}

fn phone(cell: &Cell) -> Result<String, FindingCode> {
    let text = cell.as_text();
    if is_scientific(&text) {
        return Err(FindingCode::PhoneDigitsLost);
    }
    let bare: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\'' | '(' | ')')).collect();
    let bare = bare.strip_prefix("+86").unwrap_or(&bare).trim_end_matches(".0").to_owned();
    let digits =
        bare.len() >= 7 && bare.len() <= 13 && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*');
    if digits {
        Ok(bare)
    } else {
        Err(FindingCode::PhoneUnreadable)
    }
}

fn flag(cell: &Cell) -> Option<bool> {
    match fold(&cell.as_text()).as_str() {
        "是" | "y" | "yes" | "1" | "t" | "true" | "有" | "√" | "✓" => Some(true),
        "否" | "n" | "no" | "0" | "f" | "false" | "无" | "×" | "-" => Some(false),
        _ => None,
    }
}

fn is_female(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "女" | "f" | "female" | "女士" | "女性" => Some(true),
        "男" | "m" | "male" | "先生" | "男性" => Some(false),
        _ => None,
    }
}

/// 是否代发工资客户 → 代发工资.
fn group_of_flag(header: &str) -> String {
    let bare = fold(header);
    bare.trim_start_matches("是否")
        .trim_start_matches("签约")
        .trim_end_matches("客户")
        .trim_end_matches('户')
        .to_owned()
}

/// What one unit of a column is worth in yuan.
fn unit_yuan(header: &str) -> f64 {
    if header.contains("亿") {
        1e8
    } else if header.contains('万') {
        1e4
    } else {
        1.0
    }
}

/// C1 … C5 with or without words around, 最低 for the lowest C1, or the usual names.
fn risk(text: &str) -> Option<RiskLevel> {
    let text = fold(text);
    if text.contains("最低") {
        return Some(RiskLevel(0));
    }
    let named = [
        ("保守", 1),
        ("谨慎", 1),
        ("稳健", 2),
        ("平衡", 3),
        ("成长", 4),
        ("积极", 4),
        ("进取", 5),
        ("激进", 5),
    ];
    let after_c = text.split('c').nth(1).and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(10));
    after_c
        .or_else(|| text.parse().ok())
        .or_else(|| named.iter().find(|(name, _)| text.contains(name)).map(|(_, level)| *level))
        .filter(|level| (1..=5).contains(level))
        .map(|level| RiskLevel(level as u8))
}

/// Birth date and sex from an identity-card number of 18 digits.
fn id_number(text: &str) -> Option<(Birthday, bool)> {
    if text.len() != 18 || !text.bytes().take(17).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let (year, month, day) = (number(6, 10)? as i32, number(10, 12)?, number(12, 14)?);
    NaiveDate::from_ymd_opt(year, month, day)?;
    Some((Birthday::solar(Some(year), month, day), number(16, 17)? % 2 == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str) -> Imported {
        let vocabulary = Vocabulary::with(&[]);
        let sheet = &super::super::read_pasted(csv).unwrap().sheets[0];
        let mapping = super::super::guess(sheet, &vocabulary);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let reader = Reader { vocabulary: &vocabulary, tagger: &Tagger::new(&vocabulary), today };
        customers(sheet, &mapping, &reader, &mut |_, _| {})
    }

    #[test]
    fn imported_and_skipped_are_all_rows() {
        let imported = read(
            "客户号,客户姓名,手机\n1,张三,13812345678\n1,李四,\n,,13912345678\n合计,2,\n2,王五,1.38E+10\n",
        );
        assert_eq!((imported.rows, imported.skipped, imported.customers.len()), (5, 3, 2));
        let codes: Vec<_> = imported.findings.iter().map(|f| (f.code, f.place.row)).collect();
        let expected = [
            (FindingCode::DuplicateCode, Some(3)),
            (FindingCode::RowWithoutCustomer, Some(4)),
            (FindingCode::TotalRow, Some(5)),
            (FindingCode::PhoneDigitsLost, Some(6)),
        ];
        assert_eq!(codes, expected);
    }

    #[test]
    fn identity_numbers_never_enter() {
        let imported = read("姓名,身份证号\n张三,11010519491231002X\n");
        let customer = &imported.customers[0];
        assert_eq!(customer.birthday, Some(Birthday::solar(Some(1949), 12, 31)));
        assert_eq!(customer.female, Some(true));
        assert!(!serde_json::to_string(&imported).unwrap().contains("1101051949"));
    }

    #[test]
    fn groups_come_from_cells_and_flags() {
        let imported = read("姓名,客群,是否代发工资客户,是否第三方存管\n张三,老年客户;个体工商户,是,N\n");
        assert_eq!(imported.customers[0].groups, ["老年客户", "个体工商户", "代发工资"]);
    }

    #[test]
    fn unknown_words_become_own_tags() {
        let imported = read("姓名,兴趣爱好\n张三,掼蛋、玩魔方\n");
        assert!(imported.customers[0].is("int.guandan") && imported.customers[0].is("own.玩魔方"));
        assert_eq!(imported.own_tags[0].zh, "玩魔方");
    }

    #[test]
    fn risk_levels_in_every_wording() {
        let levels = ["C3", "C4(积极型)", "稳健型", "2", "C1最低风险承受能力", "C7"].map(risk);
        let level = |n| Some(RiskLevel(n));
        assert_eq!(levels, [level(3), level(4), level(2), level(2), level(0), None]);
    }
}
