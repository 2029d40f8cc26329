//! Taking it away: workbook, table, calendar, print, backup; and back from a backup.

use leptos::prelude::*;

use crate::backup;
use crate::export::{
    book_file_name, book_table, book_workbook, calendar_file, document, table_file, workbook, ExportError,
    Parcel,
};
use crate::route::Route;
use crate::shell::{clock, files};
use crate::text::{self, Lang};
use crate::ui::components::{print, BackupDoors, PurposeChoice};
use crate::ui::saving;
use crate::ui::state::App;
use crate::vault::Deed;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const CSV: &str = "text/csv;charset=utf-8";

#[derive(Clone, Copy)]
enum Kind {
    Workbook,
    Table,
    Calendar,
    Document,
    Book,
    BookTable,
}

impl Kind {
    fn is_book(self) -> bool {
        matches!(self, Self::Book | Self::BookTable)
    }
}

/// The page.
#[component]
pub fn Export(app: App) -> impl IntoView {
    let words = app.words();
    let quarter = text::quarter_words(app.lang());
    let has_plan = move || app.branch(|branch| branch.plan.is_some());
    let nobody = move || app.branch(|branch| branch.is_empty());
    // Asked for anew at every visit: names leave the house for a purpose, not by habit.
    let purpose = RwSignal::new(None::<Deed>);
    let unsaid = move || app.full_names.get() && purpose.get().is_none();
    let door = move |id: &'static str, title: &'static str, hint: &'static str, kind: Kind| {
        let closed = move || unsaid() || if kind.is_book() { nobody() } else { !has_plan() };
        view! {
            <button class="door" id=id disabled=closed on:click=move |_| hand_out(app, kind, purpose.get_untracked())>
                <strong>{title}</strong><span>{hint}</span>
            </button>
        }
    };
    let on_paper = move |_| {
        let full_for = purpose.get_untracked().filter(|_| app.full_names.get_untracked());
        let people = app.branch_now(|branch| branch.book.customers.len());
        app.go(Route::Plan);
        // After the plan has been drawn.
        set_timeout(move || print(app, full_for, people), std::time::Duration::from_millis(300));
    };
    view! {
        <h1 class="page-title">{words.export.title}</h1>
        <p class="lead">{words.export.lead}</p>
        <Show when=move || !has_plan()><p class="notice">{words.export.need_plan}</p></Show>
        <label class="check">
            <input type="checkbox" id="full-names" prop:checked=move || app.full_names.get() on:change=move |event| app.full_names.set(event_target_checked(&event)) />
            <span>{words.export.full_names}</span>
        </label>
        <Show when=move || app.full_names.get()>
            <PurposeChoice app purpose />
        </Show>
        <div class="doors">
            {door("export-xlsx", words.export.workbook, words.export.workbook_hint, Kind::Workbook)}
            {door("export-csv", words.export.csv, words.export.csv_hint, Kind::Table)}
            {door("export-ics", words.export.ics, words.export.ics_hint, Kind::Calendar)}
            {door("export-docx", quarter.document, quarter.document_hint, Kind::Document)}
            {door("export-book", words.export.book, words.export.book_hint, Kind::Book)}
            {door("export-book-csv", words.export.book_csv, words.export.book_hint, Kind::BookTable)}
            <button class="door" id="export-print" disabled=move || unsaid() || !has_plan() on:click=on_paper>
                <strong>{words.export.print}</strong><span>{words.export.print_hint}</span>
            </button>
            <Show
                when=move || app.branch(|branch| branch.made_up || branch.is_empty())
                fallback=move || view! { <BackupDoors app /> }
            >
                <button class="door" id="export-backup" on:click=move |_| hand_out_backup(app)>
                    <strong>{words.export.backup}</strong><span>{words.export.backup_hint}</span>
                </button>
            </Show>
            <a class="door" id="to-restore" href=Route::Restore.hash()><strong>{words.export.restore}</strong><span>{words.export.restore_hint}</span></a>
        </div>
    }
}

fn hand_out(app: App, kind: Kind, purpose: Option<Deed>) {
    let (lang, full) = (app.look.get_untracked().lang, app.full_names.get_untracked());
    let handed = app.branch_now(|branch| -> Result<(), ExportError> {
        let today = clock::today();
        let words = app.words_now();
        let (bytes, name, mime) = match kind {
            Kind::Book => (
                book_workbook(branch, lang, full)?,
                book_file_name(branch, lang, words.book.title, today, "xlsx"),
                XLSX,
            ),
            Kind::BookTable => (
                book_table(branch, lang, full),
                book_file_name(branch, lang, words.book.title, today, "csv"),
                CSV,
            ),
            of_plan => {
                let parcel = Parcel::of(branch, lang, full, today, clock::now())?;
                let name = |extension| parcel.file_name(words.plan.title, extension);
                match of_plan {
                    Kind::Workbook => (workbook(&parcel)?, name("xlsx"), XLSX),
                    Kind::Document => (document(&parcel)?, name("docx"), DOCX),
                    Kind::Calendar => {
                        (calendar_file(&parcel).into_bytes(), name("ics"), "text/calendar;charset=utf-8")
                    }
                    _ => (table_file(&parcel), name("csv"), CSV),
                }
            }
        };
        files::download(&bytes, &name, mime).map_err(|_| ExportError::Workbook)
    });
    if handed.is_ok() {
        let count = app.branch_now(|branch| branch.book.customers.len());
        saving::note(app, purpose.filter(|_| full).unwrap_or(Deed::ExportedMasked), count);
        app.say(app.words_now().export.done, false);
    }
}

/// The sample branch as it is: nobody real is in it.
fn hand_out_backup(app: App) {
    let saved = app.branch_now(backup::save);
    let name = match app.look.get_untracked().lang {
        Lang::Zh => format!("养客_备份_{}.json", clock::today()),
        Lang::En => format!("yangke_backup_{}.json", clock::today()),
    };
    // What is handed out is read back first: a backup that cannot be restored is none.
    if backup::restore(&saved).is_ok() && files::download(saved.as_bytes(), &name, "application/json").is_ok()
    {
        app.say(app.words_now().export.done, false);
    }
}
