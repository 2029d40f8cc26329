//! The ways in: the sample branch, and a file that was chosen or dropped.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::branch::Edit;
use crate::demo::{self, DemoOptions};
use crate::import::{ImportError, MAX_BYTES};
use crate::job::{Job, JobError};
use crate::route::Route;
use crate::shell::{clock, files};
use crate::ui::jobs;
use crate::ui::state::App;

/// Opens the sample branch, and goes on to circles and plan at once.
pub fn open_sample(app: App) {
    app.change_look(|look| look.sample = None);
    let options = DemoOptions { today: clock::today(), ..DemoOptions::usual() };
    app.dispatch(Edit::Open(Box::new(demo::branch(&options))));
    jobs::find_circles(app, true);
}

/// Opens the sample that was opened last once more, from its beginning.
pub fn start_over(app: App) {
    match app.look.with_untracked(|look| look.sample) {
        Some((people, seed)) => open_sample_of(app, people, seed),
        None => open_sample(app),
    }
}

/// Opens a sample branch of another size or another cast, made up beside the page.
pub fn open_sample_of(app: App, people: u32, seed: u64) {
    app.change_look(|look| look.sample = Some((people, seed)));
    jobs::make_up(app, Job::Sample { seed, people, today: clock::today() });
}

/// Reads the first of the dropped or chosen files.
pub fn take_file(app: App, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    app.go(Route::Import);
    // Refused before it takes memory.
    if file.size() > MAX_BYTES as f64 {
        app.import_error.set(Some(JobError::Import(ImportError::TooLarge)));
        return;
    }
    leptos::task::spawn_local(async move {
        match files::read(&file).await {
            Ok(bytes) => jobs::read_file(app, file.name(), bytes, None),
            Err(_) => app.import_error.set(Some(JobError::Unreadable)),
        }
    });
}

/// The bytes of a chosen file for the page itself; says so when it cannot be read.
pub async fn bytes_of(app: App, file: &web_sys::File) -> Option<Vec<u8>> {
    let bytes = files::read(file).await;
    if bytes.is_err() {
        app.say(app.words().import.unreadable, false);
    }
    Some(bytes.ok()?.to_vec())
}

/// The files of a file input.
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.files()?.get(0)
}
