//! The first sheet of the workbook: the figures of the quarter, money by month and hours by manager, each with a chart.

use rust_xlsxwriter::{Chart, ChartType, Format, Workbook, Worksheet, XlsxError};

use super::Parcel;
use crate::text::{self, words};

/// Column of the charts, right of the figures.
const CHARTS: u16 = 4;

pub(super) fn overview(
    book: &mut Workbook,
    parcel: &Parcel,
    header: &Format,
    number: &Format,
) -> Result<(), XlsxError> {
    let lang = parcel.lang;
    let (all, quarter, plan) = (words(lang), text::quarter_words(lang), parcel.plan);
    let sheet = book.add_worksheet().set_name(quarter.overview)?;
    let tenths = Format::new().set_num_format("#,##0.0");
    sheet.set_column_width(0, 26)?.set_column_width(1, 16)?.set_column_width(2, 16)?;
    sheet.write_string_with_format(0, 0, all.plan.title, header)?;
    sheet.write_string(0, 1, text::proof(lang, plan))?;
    let figures: [(&str, i64); 6] = [
        (all.plan.reached, plan.reached() as i64),
        (all.plan.events, plan.events.len() as i64),
        (all.plan.must_dos, plan.must_dos() as i64),
        (all.plan.touches, plan.one_to_ones() as i64),
        (all.plan.not_placed, plan.not_placed.len() as i64),
        (all.sheet.spent, plan.spent_yuan()),
    ];
    let mut row = 1;
    for (name, value) in figures {
        sheet.write_string(row, 0, name)?;
        sheet.write_number_with_format(row, 1, value as f64, number)?;
        row += 1;
    }
    let money = plan.months.iter().enumerate().map(|(at, sum)| {
        (text::months(lang, plan.months_of(at)), sum.spent_yuan as f64, Some(sum.budget_yuan as f64))
    });
    let money = Block {
        title: quarter.per_month,
        heads: [all.sheet.month, all.sheet.spent, all.sheet.available],
        kind: ChartType::Column,
        rows: money.collect(),
    };
    // To a tenth, so that they add up to what the page says.
    let in_hours = |weeks: &[i64]| (weeks.iter().sum::<i64>() as f64 / 6.0).round() / 10.0;
    let hours = plan.manager_mins.iter().map(|(name, weeks)| (name.clone(), in_hours(weeks), None));
    let hours = Block {
        title: quarter.per_manager,
        heads: [all.sheet.manager, quarter.hours_unit, ""],
        kind: ChartType::Bar,
        rows: hours.collect(),
    };
    let mut chart_row = 1;
    row += 1;
    for (block, number) in [(money, number), (hours, &tenths)] {
        row = block.write(sheet, (quarter.overview, row, chart_row), header, number)?;
        chart_row += 16;
    }
    sheet.write_string(row, 0, quarter.months_note)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 1);
    Ok(())
}

/// Figures with their chart: name, value, and a second value to hold it against.
struct Block<'a> {
    title: &'a str,
    heads: [&'a str; 3],
    kind: ChartType,
    rows: Vec<(String, f64, Option<f64>)>,
}

impl Block<'_> {
    /// Writes from a row on, the chart at a row of its own; gives the next free row.
    fn write(
        &self,
        sheet: &mut Worksheet,
        (name, row, chart_row): (&str, u32, u32),
        header: &Format,
        number: &Format,
    ) -> Result<u32, XlsxError> {
        for (column, head) in self.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
            sheet.write_string_with_format(row, column as u16, *head, header)?;
        }
        for (at, (label, value, against)) in self.rows.iter().enumerate() {
            let row = row + 1 + at as u32;
            sheet.write_string(row, 0, label)?;
            sheet.write_number_with_format(row, 1, *value, number)?;
            if let Some(against) = against {
                sheet.write_number_with_format(row, 2, *against, number)?;
            }
        }
        let (first, last) = (row + 1, row + self.rows.len().max(1) as u32);
        let mut chart = Chart::new(self.kind);
        chart.title().set_name(self.title);
        // Bars are compared by their length: they begin at nothing.
        chart.x_axis().set_min(0);
        chart.y_axis().set_min(0);
        for column in 1..=if self.heads[2].is_empty() { 1 } else { 2 } {
            chart
                .add_series()
                .set_name((name, row, column))
                .set_categories((name, first, 0, last, 0))
                .set_values((name, first, column, last, column));
        }
        sheet.insert_chart(chart_row, CHARTS, &chart)?;
        Ok(last + 2)
    }
}
