//! The whole way without a browser: a customer list in, the exported files out, as the page makes them.
//!
//!     cargo run --release --example journey -- LIST 2026-11-23 OUT_DIR 2026-11-23T09:00:00
//!
//! Writes `plan.xlsx`, `plan.csv` and `plan.ics` in Chinese with full names, the last stamped with the moment (UTC); the browser tests hold the page's own
//! files against them, byte for byte.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use yangke::branch::{Branch, Edit};
use yangke::calendar::Quarter;
use yangke::export::{calendar_file, table_file, workbook, Parcel};
use yangke::job::{self, Job, JobDone};
use yangke::plan::quarter::Effort;
use yangke::text::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, today, out, now] = &arguments[..] else {
        return Err("usage: journey LIST YYYY-MM-DD OUT_DIR MOMENT".into());
    };
    let today = today.parse()?;
    let run = |job: Job, bytes: &[u8]| {
        job::run(job, bytes, &|| 0.0, &mut |_| {}).map_err(|error| format!("{error:?}"))
    };
    let bytes = std::fs::read(list)?;
    let JobDone::Read { sheets, mappings, .. } = run(Job::Read { encoding: None }, &bytes)? else {
        return Err("not read".into());
    };
    let sheet = job::likely_sheet(&sheets, &mappings);
    let mapping = mappings[sheet].clone();
    let job =
        Job::Customers { encoding: None, sheet, mapping, own_tags: Vec::new(), today, code_names: false };
    let JobDone::Customers(imported) = run(job, &bytes)? else { return Err("not imported".into()) };
    let mut branch = Branch::empty();
    let stem = Path::new(list).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    branch.apply(Edit::Import {
        customers: imported.settled(&[]),
        own_tags: imported.own_tags,
        name: yangke::import::branch_name(stem).to_owned(),
    });
    let job = Job::Circles {
        book: branch.book.clone(),
        own_tags: branch.own_tags.clone(),
        last: branch.circles.clone(),
    };
    let JobDone::Circles(circles) = run(job, &[])? else { return Err("no circles".into()) };
    branch.apply(Edit::KeepCircles(Arc::new(circles)));
    let job = Job::Plan {
        playbook: Box::new(branch.playbook()),
        book: branch.book.clone(),
        circles: branch.circles.clone(),
        settings: branch.settings.clone(),
        quarter: Quarter::after(today),
        effort: Effort::Quick,
        wishes: Box::new(branch.wishes.clone()),
        last: None,
    };
    let JobDone::Plan(plan) = run(job, &[])? else { return Err("no plan".into()) };
    branch.apply(Edit::KeepPlan(Arc::new(*plan)));
    let parcel = Parcel::of(&branch, Lang::Zh, true, today, now.parse()?)?;
    std::fs::create_dir_all(out)?;
    std::fs::write(Path::new(out).join("plan.xlsx"), workbook(&parcel)?)?;
    std::fs::write(Path::new(out).join("plan.csv"), table_file(&parcel))?;
    std::fs::write(Path::new(out).join("plan.ics"), calendar_file(&parcel))?;
    Ok(())
}
