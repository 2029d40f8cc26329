//! The plan as a document that a word processor opens: for the file, and for whoever has to approve it.
//!
//! WordprocessingML (ECMA-376, part 1) with the few parts that a reader needs. The zip library is the one that writes the
//! workbook; the markup is small enough to be written here.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

use super::{ExportError, Parcel};
use crate::calendar::WEEKS;
use crate::plan::quarter::milestones;
use crate::text::{self, words};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei"/><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style></w:styles>"#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#;
const FOOT: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr></w:body></w:document>"#;

/// The bytes of the document.
///
/// # Errors
/// [`ExportError::Workbook`] when the file could not be packed.
pub fn document(parcel: &Parcel) -> Result<Vec<u8>, ExportError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", &footer(parcel)),
        ("word/document.xml", &body(parcel)),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).map_err(|_| ExportError::Workbook)?;
        zip.write_all(content.as_bytes()).map_err(|_| ExportError::Workbook)?;
    }
    let packed = zip.finish().map_err(|_| ExportError::Workbook)?;
    Ok(packed.into_inner())
}

/// What stands below every page: whose plan it is, whether its people are made up, and the page's number.
fn footer(parcel: &Parcel) -> String {
    let all = words(parcel.lang);
    let mark = if parcel.branch.made_up { all.app.made_up } else { "" };
    let said = run(format!("{} {}  {mark}  ", parcel.branch.name, all.plan.title).as_str(), false);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{said}<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#
    )
}

fn body(parcel: &Parcel) -> String {
    let (lang, plan) = (parcel.lang, parcel.plan);
    let all = words(lang);
    let sheet = &all.sheet;
    let mut page = Page(HEAD.to_owned());
    page.line("Title", &format!("{} {}", parcel.branch.name, all.plan.title));
    let last = plan.quarter.date(7 * WEEKS as u32 - 1);
    page.line("", &format!("{} – {}", text::date(lang, plan.quarter.start), text::date(lang, last)));
    page.line("", &format!("{} {}", sheet.made_on, text::date(lang, parcel.today)));
    if parcel.branch.made_up {
        page.line("", sheet.made_up_note);
    }
    page.line("", if parcel.full_names { sheet.full_note } else { sheet.masked_note });
    page.line("", sheet.sample_note);
    page.line("Heading1", all.plan.proof);
    page.line("", &text::proof(lang, plan));
    let spent = text::yuan(lang, plan.spent_yuan());
    page.table(&[
        vec![
            all.plan.reached.into(),
            all.plan.events.into(),
            all.plan.must_dos.into(),
            all.plan.touches.into(),
            all.plan.spent.into(),
        ],
        vec![
            format!("{} / {}", plan.reached(), parcel.branch.book.customers.len()),
            plan.events.len().to_string(),
            plan.must_dos().to_string(),
            plan.one_to_ones().to_string(),
            format!("{spent} / {}", text::yuan(lang, plan.settings.budget_yuan)),
        ],
    ]);
    for conflict in &plan.conflicts {
        page.line("", &text::conflict(lang, conflict, plan));
    }
    page.line("Heading1", all.plan.budget);
    let mut rows = vec![vec![sheet.month.to_owned(), sheet.spent.to_owned(), sheet.available.to_owned()]];
    rows.extend(plan.months.iter().enumerate().map(|(at, month)| {
        let name = text::months(lang, plan.months_of(at));
        vec![name, text::grouped(month.spent_yuan), text::grouped(month.budget_yuan)]
    }));
    rows.push(vec![
        all.app.all.to_owned(),
        text::grouped(plan.spent_yuan()),
        text::grouped(plan.settings.budget_yuan),
    ]);
    page.table(&rows);
    page.line("", text::quarter_words(lang).months_note);
    page.line("Heading1", all.plan.events);
    for event in &plan.events {
        let circle = parcel.branch.circles.get(event.circle);
        let circle =
            circle.map(|found| text::circle_name(lang, &parcel.vocabulary, found)).unwrap_or_default();
        let name = parcel.approach_name(&event.approach);
        page.line("Heading2", &format!("{} {name} · {circle}", text::date(lang, event.date)));
        let heads = text::counted(lang, event.attendees.len(), text::Counted::People);
        page.line("", &format!("{heads} · {}", text::yuan(lang, event.cost_yuan)));
        if let Some(approach) = parcel.playbook.get(&event.approach) {
            let steps: Vec<String> = milestones(approach, event, &plan.settings.days)
                .iter()
                .map(|step| format!("{} {}", text::step(lang, step.step), text::date(lang, step.date)))
                .collect();
            page.line("", &steps.join(" → "));
        }
        let mut rows = vec![vec![sheet.name.to_owned(), sheet.code.to_owned(), sheet.manager.to_owned()]];
        rows.extend(
            event
                .attendees
                .iter()
                .filter_map(|id| parcel.branch.book.get(*id))
                .map(|guest| vec![parcel.name(guest), guest.code.clone(), guest.manager.clone()]),
        );
        page.table(&rows);
    }
    for (title, given) in [(all.plan.must_dos, true), (all.plan.touches, false)] {
        page.line("Heading1", title);
        page.table(&by_approach(parcel, given));
    }
    page.line("Heading1", all.plan.not_placed);
    let heads = [sheet.name, sheet.code, sheet.manager, sheet.reason];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for (id, why) in &plan.not_placed {
        if let Some(customer) = parcel.branch.book.get(*id) {
            rows.push(vec![
                parcel.name(customer),
                customer.code.clone(),
                customer.manager.clone(),
                text::not_placed(lang, why),
            ]);
        }
    }
    page.table(&rows);
    page.0.push_str(FOOT);
    page.0
}

/// How often each single approach is planned, on given days or on chosen ones: the list by name is the workbook's.
fn by_approach(parcel: &Parcel, given: bool) -> Vec<Vec<String>> {
    let (lang, all) = (parcel.lang, words(parcel.lang));
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for touch in parcel.plan.touches.iter().filter(|touch| touch.occasion.is_some() == given) {
        *counts.entry(parcel.approach_name(&touch.approach)).or_default() += 1;
    }
    let sum: usize = counts.values().sum();
    let mut rows = vec![vec![all.sheet.what.to_owned(), text::quarter_words(lang).contacts_count.to_owned()]];
    rows.extend(counts.into_iter().map(|(what, count)| vec![what, text::grouped(count as i64)]));
    if sum > 0 {
        rows.push(vec![all.app.all.to_owned(), text::grouped(sum as i64)]);
    }
    rows
}

/// Markup while it is written.
struct Page(String);

impl Page {
    fn line(&mut self, style: &str, text: &str) {
        let style = if style.is_empty() {
            String::new()
        } else {
            format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#)
        };
        self.0.push_str(&format!("<w:p>{style}{}</w:p>", run(text, false)));
    }

    /// A table; the first row is its head and comes again on every sheet. Nothing where there is no second row.
    fn table(&mut self, rows: &[Vec<String>]) {
        if rows.len() < 2 {
            return;
        }
        let edge = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:color="BBBBBB"/>"#);
        let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
        self.0.push_str(&format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"#
        ));
        for (at, row) in rows.iter().enumerate() {
            let head = if at == 0 { "<w:tblHeader/>" } else { "" };
            self.0.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
            for cell in row {
                self.0.push_str(&format!("<w:tc><w:p>{}</w:p></w:tc>", run(cell, at == 0)));
            }
            self.0.push_str("</w:tr>");
        }
        self.0.push_str("</w:tbl><w:p/>");
    }
}

fn run(text: &str, bold: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() && !crate::script::is_invisible(*c)) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            other => safe.push(other),
        }
    }
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(r#"<w:r>{bold}<w:t xml:space="preserve">{safe}</w:t></w:r>"#)
}
