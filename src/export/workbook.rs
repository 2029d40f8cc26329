//! The plan as a workbook: overview, plan, participants, call sheet, budget, circles, not placed, and what it is.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{participant_rows, plan_rows, ExportError, Parcel, RowKind};
use crate::care::{avoids_on, Channel};
use crate::order::Order;
use crate::text::{self, words, SheetWords};

/// The bytes of the workbook.
pub fn workbook(parcel: &Parcel) -> Result<Vec<u8>, ExportError> {
    write(parcel).map_err(|_| ExportError::Workbook)
}

struct Styles {
    header: Format,
    text: Format,
    wrapped: Format,
    date: Format,
    number: Format,
}

/// Width, in characters, from which on a column holds sentences and breaks them.
const LONG: f64 = 30.0;

/// Height of a line and the largest of a row, in points.
pub(super) const LINE: u32 = 17;
const MOST_HEIGHT: u32 = 400;

/// A cell to write.
#[derive(PartialEq)]
enum Value {
    Text(String),
    Date(chrono::NaiveDate),
    Number(i64),
}

impl Value {
    /// Lines that it takes in a column so many digits wide.
    fn lines(&self, width: f64) -> u32 {
        match self {
            Self::Text(text) => lines(text, width),
            _ => 1,
        }
    }
}

/// Lines of a text in a column so many digits wide; a letter is narrower than a digit, a Han character two wide.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 0.9 } else { 2.1 }).sum::<f64>();
    text.lines().map(|line| (wide(line) / width).ceil().max(1.0) as u32).sum()
}

fn write(parcel: &Parcel) -> Result<Vec<u8>, XlsxError> {
    let words = &words(parcel.lang).sheet;
    let styles = Styles {
        header: Format::new()
            .set_bold()
            .set_background_color(0x00E8_EEF4)
            .set_border_bottom(FormatBorder::Thin)
            .set_text_wrap(),
        text: Format::new().set_num_format("@").set_align(FormatAlign::Top).set_indent(1),
        wrapped: Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap().set_indent(1),
        date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
        number: Format::new().set_num_format("#,##0").set_align(FormatAlign::Top),
    };
    let mut book = Workbook::new();
    // The day of the export, so that the same export gives the same bytes.
    let made = ExcelDateTime::parse_from_str(&parcel.today.format("%Y-%m-%d").to_string())?;
    book.set_properties(
        &DocProperties::new().set_title(parcel.branch.name.as_str()).set_creation_datetime(&made),
    );
    super::overview::overview(&mut book, parcel, &styles.header, &styles.number)?;
    sheet(&mut book, words.plan, &styles, &plan_sheet(words), &plan_values(parcel, words))?;
    super::calendar_sheet::calendar_sheet(&mut book, parcel, &styles.header, &styles.wrapped)?;
    sheet(&mut book, words.participants, &styles, &participant_sheet(words), &participant_values(parcel))?;
    let calls = call_values(parcel);
    let call_page = sheet(&mut book, words.calls, &styles, &call_sheet(parcel.lang), &calls)?;
    // Each manager's calls begin a sheet of paper: they are handed out.
    let is_other =
        |row: &usize| !calls[*row].first().is_some_and(|name| calls[row - 1].first() == Some(name));
    let breaks: Vec<u32> = (1..calls.len()).filter(is_other).map(|row| row as u32 + 1).collect();
    call_page.set_page_breaks(&breaks)?;
    sheet(
        &mut book,
        words.budget,
        &styles,
        &[(words.month, 28.0), (words.spent, 14.0), (words.available, 14.0)],
        &budget_values(parcel),
    )?
    .write_string(
        parcel.plan.months.len() as u32 + 3,
        0,
        text::quarter_words(parcel.lang).months_note,
    )?;
    sheet(&mut book, words.circles, &styles, &circle_sheet(words), &circle_values(parcel))?;
    let not_placed = [(words.code, 14.0), (words.name, 12.0), (words.manager, 12.0), (words.reason, 48.0)];
    sheet(&mut book, words.not_placed, &styles, &not_placed, &not_placed_values(parcel))?;
    about(&mut book, parcel, words, &styles)?;
    if parcel.branch.made_up {
        // Above each printed sheet; a single one of them may go its own way.
        for page in book.worksheets_mut() {
            page.set_header(format!("&C{}", words.made_up_note));
        }
    }
    book.save_to_buffer()
}

fn sheet<'a>(
    book: &'a mut Workbook,
    name: &str,
    styles: &Styles,
    columns: &[(&str, f64)],
    rows: &[Vec<Value>],
) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet: &mut Worksheet = book.add_worksheet().set_name(name)?;
    for (column, (header, width)) in columns.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *header, &styles.header)?;
        sheet.set_column_width(column as u16, *width)?;
    }
    for (row, values) in rows.iter().enumerate() {
        let row = row as u32 + 1;
        let broken = columns.iter().zip(values).filter(|((_, width), _)| *width >= LONG);
        let lines = broken.map(|((_, width), value)| value.lines(*width)).max().unwrap_or(1);
        if lines > 1 {
            // Not every program gives rows the height of what is in them.
            sheet.set_row_height(row, (LINE * lines).min(MOST_HEIGHT))?;
        }
        for (column, value) in values.iter().enumerate() {
            let column = column as u16;
            match value {
                Value::Text(text) => {
                    // A cell holds at most 32,767 characters.
                    let text: String =
                        text.chars().filter(|c| !crate::script::is_invisible(*c)).take(32_000).collect();
                    let is_long = columns.get(usize::from(column)).is_some_and(|(_, width)| *width >= LONG);
                    let style = if is_long { &styles.wrapped } else { &styles.text };
                    sheet.write_string_with_format(row, column, text, style)?
                }
                Value::Date(date) => sheet.write_datetime_with_format(
                    row,
                    column,
                    &ExcelDateTime::parse_from_str(&date.format("%Y-%m-%d").to_string())?,
                    &styles.date,
                )?,
                Value::Number(number) => {
                    sheet.write_number_with_format(row, column, *number as f64, &styles.number)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, rows.len() as u32, columns.len() as u16 - 1)?;
    sheet.set_paper_size(9).set_landscape().set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

fn plan_sheet(words: &SheetWords) -> [(&'static str, f64); 10] {
    [
        (words.date, 12.0),
        (words.weekday, 8.0),
        (words.kind, 10.0),
        (words.number, 7.0),
        (words.what, 18.0),
        (words.who, 30.0),
        (words.heads, 7.0),
        (words.cost, 11.0),
        (words.manager, 12.0),
        (words.reason, 48.0),
    ]
}

fn plan_values(parcel: &Parcel, words: &SheetWords) -> Vec<Vec<Value>> {
    plan_rows(parcel)
        .into_iter()
        .map(|row| {
            let kind = match row.kind {
                RowKind::Event => words.event_kind,
                RowKind::MustDo => words.must_kind,
                RowKind::Touch => words.touch_kind,
            };
            vec![
                Value::Date(row.date),
                Value::Text(text::weekday(parcel.lang, row.date).to_owned()),
                Value::Text(kind.to_owned()),
                if row.number > 0 {
                    Value::Number(i64::from(row.number))
                } else {
                    Value::Text(String::new())
                },
                Value::Text(row.what),
                Value::Text(row.who),
                Value::Number(row.heads as i64),
                Value::Number(row.cost_yuan),
                Value::Text(row.manager),
                Value::Text(row.reason),
            ]
        })
        .collect()
}

fn participant_sheet(words: &SheetWords) -> [(&'static str, f64); 8] {
    [
        (words.number, 7.0),
        (words.date, 12.0),
        (words.what, 18.0),
        (words.code, 14.0),
        (words.name, 12.0),
        (words.phone, 16.0),
        (words.manager, 12.0),
        (words.avoid, 40.0),
    ]
}

fn participant_values(parcel: &Parcel) -> Vec<Vec<Value>> {
    participant_rows(parcel)
        .into_iter()
        .map(|(number, date, what, customer)| {
            let kinds: Vec<String> = avoids_on(customer, date)
                .iter()
                .map(|avoid| {
                    text::avoid_line(
                        parcel.lang,
                        &parcel.vocabulary,
                        avoid,
                        customer,
                        &parcel.playbook.limits,
                    )
                })
                .collect();
            vec![
                if number > 0 { Value::Number(i64::from(number)) } else { Value::Text(String::new()) },
                Value::Date(date),
                Value::Text(what),
                Value::Text(customer.code.clone()),
                Value::Text(parcel.name(customer)),
                Value::Text(parcel.phone(customer)),
                Value::Text(customer.manager.clone()),
                Value::Text(text::listed(parcel.lang, &kinds)),
            ]
        })
        .collect()
}

fn call_sheet(lang: text::Lang) -> [(&'static str, f64); 8] {
    let words = &words(lang).sheet;
    [
        (words.manager, 12.0),
        (words.date, 12.0),
        (words.name, 12.0),
        (words.code, 14.0),
        (words.phone, 16.0),
        (words.what, 18.0),
        (words.reason, 48.0),
        (text::quarter_words(lang).outcome, 20.0),
    ]
}

/// Calls and visits by manager and date, with room for what came of them; whoever must not be called is not among them.
fn call_values(parcel: &Parcel) -> Vec<Vec<Value>> {
    let spoken = |id: &str| {
        parcel.playbook.get(id).is_some_and(|found| matches!(found.channel, Channel::Call | Channel::Visit))
    };
    let mut rows: Vec<_> = parcel
        .plan
        .touches
        .iter()
        .filter(|touch| spoken(&touch.approach))
        .filter_map(|touch| Some((parcel.branch.book.get(touch.customer)?, touch)))
        .collect();
    rows.order_by(|a, b| (&a.0.manager, a.1.date, a.0.id).cmp(&(&b.0.manager, b.1.date, b.0.id)));
    rows.into_iter()
        .map(|(customer, touch)| {
            let reason =
                touch.reasons.first().map(|reason| text::reason(parcel.lang, &parcel.vocabulary, reason));
            vec![
                Value::Text(customer.manager.clone()),
                Value::Date(touch.date),
                Value::Text(parcel.name(customer)),
                Value::Text(customer.code.clone()),
                Value::Text(parcel.phone(customer)),
                Value::Text(parcel.approach_name(&touch.approach)),
                Value::Text(reason.unwrap_or_default()),
                Value::Text(String::new()),
            ]
        })
        .collect()
}

fn budget_values(parcel: &Parcel) -> Vec<Vec<Value>> {
    let plan = parcel.plan;
    let mut rows: Vec<Vec<Value>> = plan
        .months
        .iter()
        .enumerate()
        .map(|(idx, month)| {
            vec![
                Value::Text(text::months(parcel.lang, plan.months_of(idx))),
                Value::Number(month.spent_yuan),
                Value::Number(month.budget_yuan),
            ]
        })
        .collect();
    let total = words(parcel.lang).app.all.to_owned();
    rows.push(vec![
        Value::Text(total),
        Value::Number(plan.spent_yuan()),
        Value::Number(plan.settings.budget_yuan),
    ]);
    rows
}

fn circle_sheet(words: &SheetWords) -> [(&'static str, f64); 4] {
    [(words.circle, 30.0), (words.rule, 48.0), (words.members, 10.0), (words.reason, 60.0)]
}

fn circle_values(parcel: &Parcel) -> Vec<Vec<Value>> {
    parcel
        .branch
        .circles
        .circles
        .iter()
        .map(|circle| {
            vec![
                Value::Text(text::circle_name(parcel.lang, &parcel.vocabulary, circle)),
                Value::Text(text::circle_rule(parcel.lang, &parcel.vocabulary, circle)),
                Value::Number(circle.members.len() as i64),
                Value::Text(text::why_not_chance(parcel.lang, circle)),
            ]
        })
        .collect()
}

fn not_placed_values(parcel: &Parcel) -> Vec<Vec<Value>> {
    parcel
        .plan
        .not_placed
        .iter()
        .filter_map(|(id, why)| Some((parcel.branch.book.get(*id)?, why)))
        .map(|(customer, why)| {
            vec![
                Value::Text(customer.code.clone()),
                Value::Text(parcel.name(customer)),
                Value::Text(customer.manager.clone()),
                Value::Text(text::not_placed(parcel.lang, why)),
            ]
        })
        .collect()
}

fn about(book: &mut Workbook, parcel: &Parcel, words: &SheetWords, styles: &Styles) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(words.about)?;
    sheet.set_column_width(0, 80)?;
    let mut lines = vec![
        format!("养客 Yangke  {}", parcel.branch.name),
        format!("{} {}", words.made_on, text::date(parcel.lang, parcel.today)),
        text::proof(parcel.lang, parcel.plan),
        (if parcel.full_names { words.full_note } else { words.masked_note }).to_owned(),
        words.sample_note.to_owned(),
    ];
    if parcel.branch.made_up {
        lines.insert(1, words.made_up_note.to_owned());
    }
    for (row, line) in lines.iter().enumerate() {
        sheet.write_string_with_format(row as u32, 0, line, &styles.wrapped)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
