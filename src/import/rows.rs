//! Rows to customers. Every row below the header is imported, or skipped with a finding.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::cells::{flag, group_of_flag, is_female, name, phone, risk, unit_yuan, whole_number};
use super::columns::split;
use super::reduce::identity;
use super::{amount, dates, Cell, Column, Double, Field, Mapping, Sheet};
use crate::book::{
    Customer, CustomerId, Dimension, Evidence, Maturity, Note, Polarity, Register, Tag, TagMark, Vocabulary,
};
use crate::calendar::Birthday;
use crate::finding::{Finding, FindingCode, Severity};
use crate::notes::Tagger;
use crate::script::{clean, fold, kept};

/// Most characters of a tag that a list brings along.
const LONGEST_TAG: usize = 12;

/// What came of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The customers, in the order of the rows, numbered as they would be in an empty book: there they go in as they are.
    pub customers: Vec<Arc<Customer>>,
    /// Rows below the header that are not blank; `customers.len() + skipped`.
    pub rows: usize,
    /// Rows that are no customer of their own, each with a finding.
    pub skipped: usize,
    /// Rows about somebody whom an earlier row was about: nothing of them is thrown away.
    pub doubles: Vec<Double>,
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
    /// Of people only the customer number, the masked name and the day of birth come in.
    pub code_names: bool,
}

/// Reads all rows; `on_row` is told how many of how many are done, every 500 rows.
pub fn customers(
    sheet: &Sheet,
    mapping: &Mapping,
    reader: &Reader,
    on_row: &mut dyn FnMut(usize, usize),
) -> Imported {
    let mut imported = Imported::default();
    report_sheet(sheet, mapping, reader, &mut imported.findings);
    let mut met = Register::default();
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
        let limit = imported.customers.len() >= super::MAX_ROWS;
        let read = if limit {
            Err(FindingCode::TooManyRows)
        } else {
            row.customer(&mut imported.own_tags, &mut imported.findings)
        };
        match read {
            Ok(mut customer) => match met.meet(&customer, imported.customers.len()) {
                Some(first) => {
                    imported.skipped += 1;
                    let code = FindingCode::DuplicateCode;
                    let header =
                        header_of(mapping, if customer.code.is_empty() { Field::Name } else { Field::Code });
                    let value = if customer.code.is_empty() { &customer.name } else { &customer.code };
                    let (severity, number) = (Severity::Warning, row.number);
                    imported.findings.push(Finding::cell(code, severity, &sheet.name, number, header, value));
                    imported.doubles.push(Double { row: number, first, customer });
                }
                None => {
                    customer.id = CustomerId(imported.customers.len() as u32);
                    imported.customers.push(Arc::new(customer));
                }
            },
            Err(code) => {
                imported.skipped += 1;
                let about_nobody = matches!(
                    code,
                    FindingCode::TotalRow | FindingCode::FooterRow | FindingCode::RepeatedHeader
                );
                let severity = if about_nobody { Severity::Note } else { Severity::Error };
                imported.findings.push(Finding::row(code, severity, &sheet.name, row.number));
            }
        }
    }
    imported
}

fn header_of(mapping: &Mapping, field: Field) -> &str {
    mapping.columns.iter().find(|column| column.field == field).map_or("", |column| &column.header)
}

/// What is to be said of the sheet as a whole: titles, what it hides, what is left out or reduced.
fn report_sheet(sheet: &Sheet, mapping: &Mapping, reader: &Reader, findings: &mut Vec<Finding>) {
    let note = Severity::Note;
    if sheet.hidden.sheet {
        findings.push(Finding::sheet(FindingCode::HiddenSheet, note, &sheet.name, ""));
    }
    if !mapping.has_key() {
        findings.push(Finding::sheet(FindingCode::NoKeyColumn, Severity::Error, &sheet.name, ""));
    }
    let header = mapping.header_row.map_or(0, |row| row + 1 - mapping.header_lines.clamp(1, row + 1));
    for (idx, cells) in sheet.rows.iter().take(header).enumerate() {
        // The upper line of joined headers stands above them like a title, but is none.
        let is_title =
            |cell: &&Cell| !cell.is_blank() && super::columns::by_header(&cell.as_text()).is_none();
        if let Some(title) = cells.iter().find(|cell| !cell.is_blank()).filter(is_title) {
            let finding = Finding::row(FindingCode::TitleRow, note, &sheet.name, idx as u32 + 1);
            findings.push(Finding { value: title.as_text().chars().take(40).collect(), ..finding });
        }
    }
    if !sheet.hidden.rows.is_empty() {
        let rows: Vec<String> = sheet.hidden.rows.iter().take(12).map(|row| (row + 1).to_string()).collect();
        findings.push(Finding::sheet(FindingCode::HiddenRows, note, &sheet.name, &rows.join(" ")));
    }
    for (idx, column) in mapping.columns.iter().enumerate() {
        let is_read = !matches!(column.field, Field::Ignore | Field::Sensitive);
        if is_read && sheet.hidden.columns.contains(&(idx as u32)) {
            findings.push(Finding::column(FindingCode::HiddenColumn, note, &sheet.name, &column.header));
        }
        let code = match column.field {
            Field::Sensitive => FindingCode::SensitiveColumn,
            Field::IdNumber => FindingCode::IdNumberReduced,
            Field::Child => FindingCode::ChildReduced,
            Field::Phone | Field::Age if reader.code_names => FindingCode::LeftOutByCodes,
            Field::Name
            | Field::Birthday
            | Field::LunarBirthday
            | Field::Note
            | Field::Occupation
            | Field::Record
                if reader.code_names =>
            {
                FindingCode::LeftOutByCodes
            }
            // A running number is missed by nobody.
            Field::Ignore
                if !column.samples.is_empty() && super::columns::by_header(&column.header).is_none() =>
            {
                FindingCode::ColumnLeftOut
            }
            _ => continue,
        };
        findings.push(Finding::column(code, note, &sheet.name, &column.header));
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
        let mut customer = Customer::default();
        // What this program itself has handed out comes first; the cells beside it may have been changed since.
        let columns = || self.mapping.columns.iter().zip(self.cells);
        let parts = columns().filter(|(column, _)| column.field == Field::Record).map(|(_, cell)| cell);
        let kept = if self.reader.code_names { None } else { super::record::read(parts) };
        if let Some(code) = self.is_about_nobody().filter(|_| kept.is_none()) {
            return Err(code);
        }
        if let Some(kept) = &kept {
            customer = kept.clone();
            self.know_own(kept, own_tags);
        }
        for (column, cell) in columns() {
            let written =
                kept.as_ref().map(|kept| super::record::written(kept, column.field, self.reader.vocabulary));
            if let Some(written) = &written {
                let same = match column.field {
                    Field::Tags | Field::Avoids => fold(written) == fold(&cell.as_text()),
                    Field::Record => true,
                    _ => clean(written) == cell.as_text(),
                };
                if same {
                    continue;
                }
                super::record::empty(&mut customer, column.field);
            }
            if cell.is_blank() {
                continue;
            }
            let mut cell = self.reduced(column, cell, findings);
            // Of a longer cell only what was added is a further note.
            if let (Field::Note, Some(before)) = (column.field, written.filter(|before| !before.is_empty())) {
                let before = clean(&before);
                if cell.as_text().starts_with(&before) {
                    let added: String = cell.as_written().chars().skip(before.chars().count()).collect();
                    cell = Cell::Text(added.trim().into());
                }
            }
            let cell = &cell;
            if let Err(code) = self.put(&mut customer, column, cell, own_tags, findings) {
                findings.push(self.finding(code, Severity::Warning, column, cell));
            }
        }
        if self.reader.code_names {
            super::reduce::to_code_name(&mut customer, self.reader.vocabulary);
        }
        if customer.name.is_empty() && customer.code.is_empty()
            || self.reader.code_names && customer.code.is_empty()
        {
            return Err(FindingCode::RowWithoutCustomer);
        }
        Ok(customer)
    }

    /// Tags of somebody's own that come in with a record have to be known here as well.
    fn know_own(&self, kept: &Customer, own_tags: &mut Vec<Tag>) {
        for mark in &kept.tags {
            let id = &mark.tag;
            let Some(folded) = id.strip_prefix("own.").filter(|_| self.reader.vocabulary.get(id).is_none())
            else {
                continue;
            };
            // The cell beside the record has the word as it is written.
            let cells = self.mapping.columns.iter().zip(self.cells);
            let texts = cells.filter(|(column, _)| matches!(column.field, Field::Tags | Field::Avoids));
            let texts: Vec<String> = texts.map(|(_, cell)| cell.as_text()).collect();
            let word = texts.iter().flat_map(|text| split(text)).find(|word| fold(word) == fold(folded));
            keep_own(own_tags, id.clone(), word.unwrap_or(folded));
        }
    }

    /// Totals, what is printed below a list, and headers that are printed again are no customers.
    fn is_about_nobody(&self) -> Option<FindingCode> {
        let mut filled = self.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| fold(&cell.as_text()));
        let first = filled.next()?;
        let (others, len) = (filled.count(), first.chars().count());
        let totals = ["合计", "总计", "小计", "共计", "总户数", "汇总", "total", "subtotal", "grandtotal"];
        let counts = first.starts_with('共')
            && first.contains(|c: char| c.is_ascii_digit())
            && first.ends_with(['户', '人', '条', '笔']);
        if counts || len <= 12 && totals.iter().any(|word| first.starts_with(word) || first.ends_with(word)) {
            return Some(FindingCode::TotalRow);
        }
        let made = [
            "制表",
            "打印",
            "数据来源",
            "数据日期",
            "审核",
            "复核",
            "导出",
            "统计口径",
            "填表",
            "单位:",
            "注:",
            "说明:",
            "备注:",
            "第",
        ];
        let page = !first.starts_with('第') || first.contains('页');
        if others < 4 && page && made.iter().any(|word| first.starts_with(word)) {
            return Some(FindingCode::FooterRow);
        }
        let same = self.mapping.columns.iter().zip(self.cells).filter(|(column, cell)| {
            !cell.is_blank()
                && (column.header.ends_with(&cell.as_text()) && cell.as_text().chars().count() > 1)
        });
        (others > 0 && same.count() > others.div_ceil(2)).then_some(FindingCode::RepeatedHeader)
    }

    /// The cell without numbers and secrets that must not enter. Columns that are reduced or read as a whole are left alone.
    fn reduced(&self, column: &Column, cell: &Cell, findings: &mut Vec<Finding>) -> Cell {
        if matches!(
            column.field,
            Field::IdNumber | Field::Child | Field::Sensitive | Field::Ignore | Field::Record
        ) {
            return cell.clone();
        }
        let (text, hit) = match cell {
            // A number alone in its cell is a card or identity number by its length; customer numbers may be as long.
            Cell::Text(text) if text.len() > 6 && column.field != Field::Code => {
                super::reduce::reduce(&kept(text))
            }
            _ => return cell.clone(),
        };
        if hit {
            findings.push(self.finding(FindingCode::NumberReduced, Severity::Note, column, &Cell::Empty));
            return Cell::Text(text.into());
        }
        cell.clone()
    }

    fn finding(&self, code: FindingCode, severity: Severity, column: &Column, cell: &Cell) -> Finding {
        let hidden = matches!(column.field, Field::IdNumber | Field::Child | Field::Record);
        let value = if hidden { String::new() } else { super::reduce::reduce(&cell.as_text()).0 };
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
        let is_read = !matches!(column.field, Field::Ignore | Field::Sensitive | Field::Record);
        if is_read
            && ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"]
                .contains(&text.as_str())
        {
            return Err(FindingCode::CellError);
        }
        match column.field {
            Field::Ignore | Field::Sensitive | Field::Record => {}
            Field::Code => {
                let code = whole_number(cell).ok_or(FindingCode::CodeDigitsLost)?;
                // Some systems number customers by their identity cards: the number must not enter by that door either.
                match identity(&code).filter(|_| code.len() == 18) {
                    Some((birthday, female)) => {
                        customer.birthday = customer.birthday.or(Some(birthday));
                        customer.female = customer.female.or(Some(female));
                        findings.push(self.finding(
                            FindingCode::NumberReduced,
                            Severity::Warning,
                            column,
                            &Cell::Empty,
                        ));
                    }
                    None => customer.code = code,
                }
            }
            Field::Name => customer.name = name(text),
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
                let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
                let (birthday, female) = identity(&bare).ok_or(FindingCode::DateUnreadable)?;
                if customer.birthday.is_none() {
                    self.put_birthday(customer, birthday)?;
                }
                // As a number the last digits are lost, and the sex with them.
                if matches!(cell, Cell::Text(_)) {
                    customer.female = customer.female.or(Some(female));
                }
            }
            Field::Phone => {
                let mut numbers =
                    text.split(['/', '、', ';', ',', '|']).map(str::trim).filter(|part| !part.is_empty());
                match (phone(cell), numbers.clone().count()) {
                    (Ok(number), _) => customer.phone = number,
                    // Of several the first is called, the others are noted.
                    (Err(_), 2..) => {
                        let read = |part: &str| phone(&Cell::Text(part.into()));
                        customer.phone = read(numbers.next().unwrap_or_default())?;
                        let others: Vec<&str> = numbers.collect();
                        self.put_note(customer, format!("{}: {}", column.header, others.join(" / ")));
                    }
                    (Err(code), _) => return Err(code),
                }
            }
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
                if let Cell::Text(text) = cell {
                    for one in
                        text.split(['、', ';', '\u{ff1b}', '\n']).map(str::trim).filter(|one| !one.is_empty())
                    {
                        let date = dates::date(&Cell::Text(one.into())).ok_or(FindingCode::DateUnreadable)?;
                        let amount = one.split_once(' ').filter(|(_, amount)| amount.ends_with('元'));
                        let amount = amount.map(|(_, amount)| amount::fen(&Cell::Text(amount.into()), 1.0));
                        let amount_fen =
                            amount.transpose().map_err(|()| FindingCode::AmountUnreadable)?.flatten();
                        customer.maturities.push(Maturity { date, amount_fen });
                    }
                } else {
                    let date = dates::date(cell).ok_or(FindingCode::DateUnreadable)?;
                    customer.maturities.push(Maturity { date, amount_fen: None });
                }
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
            Field::Child => {
                for year in super::reduce::school_entries(&text, self.reader.today) {
                    if !customer.school_entry_years.contains(&year) {
                        customer.school_entry_years.push(year);
                    }
                }
            }
            Field::Personality => self.put_words(customer, column, &text, Polarity::Like, own_tags),
            Field::Tags => self.put_words(customer, column, &text, Polarity::Like, own_tags),
            Field::Avoids => self.put_words(customer, column, &text, Polarity::Avoid, own_tags),
            Field::Note => {
                // People's own words stay as they are. A column that is no note by itself says what it is about.
                let text = cell.as_written();
                let own = super::columns::by_header(&column.header) == Some(Field::Note);
                self.put_note(customer, if own { text } else { format!("{}: {text}", column.header) });
            }
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
                    // A sentence makes no tag of its own; it is kept as a note.
                    match (mentions.is_empty(), word.chars().count() <= LONGEST_TAG) {
                        (true, true) => {
                            let id = own_tag(own, word);
                            self.mark(customer, &id, polarity, column, word);
                        }
                        (true, false) => self.put_note(customer, format!("{}: {word}", column.header)),
                        (false, _) => {}
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
    let id = format!("own.{}", fold(word));
    keep_own(own, id.clone(), word);
    id
}

fn keep_own(own: &mut Vec<Tag>, id: String, word: &str) {
    if !own.iter().any(|tag| tag.id == id) {
        own.push(Tag { id, ..Tag::own(word) });
    }
}

fn add_once(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|old| old == value) {
        list.push(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(csv: &str) -> Imported {
        let vocabulary = Vocabulary::with(&[]);
        let sheet = &super::super::read(csv.as_bytes(), None).unwrap().sheets[0];
        let mapping = super::super::guess(sheet, &vocabulary);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let reader =
            Reader { vocabulary: &vocabulary, tagger: &Tagger::new(&vocabulary), today, code_names: false };
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
    fn of_two_phones_the_first_is_called_and_the_other_noted() {
        let imported = read("姓名,手机\n张三,13800000000／0571-88886666\n李四,不详/没有\n");
        let customer = &imported.customers[0];
        assert_eq!(customer.phone, "13800000000");
        assert_eq!(customer.notes[0].text, "手机: 0571-88886666");
        assert_eq!(imported.customers[1].phone, "");
        assert!(imported.findings.iter().any(|finding| finding.code == FindingCode::PhoneUnreadable));
    }

    #[test]
    fn notes_stay_as_they_were_written() {
        let written = "喜欢打掼蛋，爱钓鱼；女儿（大班）：明年上学！";
        let imported = read(&format!(
            "姓名,备注\n张三,　{written}\n李四,证件１１０１０５１９４９１２３１００２Ｘ，爱钓鱼\n"
        ));
        let customer = &imported.customers[0];
        assert_eq!(customer.notes[0].text, written);
        assert!(customer.is("int.guandan") && customer.is("int.fishing"));
        assert_eq!(
            customer.proof(customer.mark("int.fishing").unwrap()).as_deref(),
            Some("喜欢打掼蛋，爱钓鱼")
        );
        let text = &imported.customers[1].notes[0].text;
        assert!(!text.contains("１９４９") && !text.contains("1949") && text.ends_with("，爱钓鱼"), "{text}");
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
}
