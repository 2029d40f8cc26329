//! The quarter on one sheet: a row a week, a column a day, with events by name and how much else there is.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::workbook::{lines, LINE};
use super::Parcel;
use crate::calendar::WEEKS;
use crate::plan::quarter::{preparations, Preparations};
use crate::text::{self, words};

/// Width of a day, in characters.
const WIDTH: f64 = 20.0;

pub(super) fn calendar_sheet(
    book: &mut Workbook,
    parcel: &Parcel,
    header: &Format,
    wrapped: &Format,
) -> Result<(), XlsxError> {
    let (lang, plan) = (parcel.lang, parcel.plan);
    let sheet = book.add_worksheet().set_name(text::quarter_words(lang).calendar_sheet)?;
    for day in 0..7_u16 {
        let name = text::weekday(lang, plan.quarter.date(u32::from(day)));
        sheet.write_string_with_format(0, day, name, header)?;
        sheet.set_column_width(day, WIDTH)?;
    }
    let cell = wrapped.clone().set_border(FormatBorder::Thin).set_border_color(0x00BB_BBBB);
    let day_off = cell.clone().set_background_color(0x00F2_F2F2);
    let steps = preparations(plan, &parcel.playbook);
    for week in 0..WEEKS as u32 {
        let mut most = 1;
        for day in 0..7_u16 {
            let date = plan.quarter.date(7 * week + u32::from(day));
            let style = if plan.settings.days.is_work_day(date) { &cell } else { &day_off };
            let said = day_text(parcel, date, &steps);
            most = most.max(lines(&said, WIDTH));
            sheet.write_string_with_format(week + 1, day, said, style)?;
        }
        sheet.set_row_height(week + 1, (LINE * most).clamp(64, 400))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // As wide as the sheet of paper; a full quarter takes two, each with the names of the days.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// A day's date with its mark, its events, what is to be prepared, and the numbers of must-dos and of other touches.
fn day_text(parcel: &Parcel, date: chrono::NaiveDate, steps: &Preparations) -> String {
    let (lang, plan) = (parcel.lang, parcel.plan);
    let all = words(lang);
    let mark = text::day_mark(lang, plan.settings.days.kind(date));
    let mut lines = vec![format!("{} {mark}", text::date(lang, date)).trim_end().to_owned()];
    for event in plan.events.iter().filter(|event| event.date == date) {
        let heads = text::counted(lang, event.attendees.len(), text::Counted::People);
        lines.push(format!("★ {} · {heads}", parcel.approach_name(&event.approach)));
    }
    for (step, at) in steps.get(&date).into_iter().flatten() {
        let event = &plan.events[*at];
        lines.push(format!("○ {} · {}", text::step(lang, *step), parcel.approach_name(&event.approach)));
    }
    let from = plan.touches.partition_point(|touch| touch.date < date);
    let to = plan.touches.partition_point(|touch| touch.date <= date);
    let must_dos = plan.touches[from..to].iter().filter(|touch| touch.occasion.is_some()).count();
    for (name, count) in [(all.plan.must_dos, must_dos), (all.plan.touches, to - from - must_dos)] {
        if count > 0 {
            lines.push(format!("{name} {count}"));
        }
    }
    lines.join("\n")
}
