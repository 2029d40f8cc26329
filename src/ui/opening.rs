//! The ways in: the sample branch, and a file that was chosen or dropped.

use wasm_bindgen::JsCast;

use crate::branch::Edit;
use crate::demo::{self, DemoOptions};
use crate::job::Job;
use crate::route::Route;
use crate::shell::{clock, files};
use crate::ui::jobs;
use crate::ui::state::App;

/// Opens the sample branch, and goes on to circles and plan at once.
pub fn open_sample(app: App) {
    let options = DemoOptions { today: clock::today(), ..DemoOptions::usual() };
    app.dispatch(Edit::Open(Box::new(demo::branch(&options))));
    jobs::find_circles(app, true);
}

/// Opens a sample branch of another size or another cast, made up beside the page.
pub fn open_sample_of(app: App, people: u32, seed: u64) {
    jobs::make_up(app, &Job::Sample { seed, people, today: clock::today() });
}

/// Reads the first of the dropped or chosen files.
pub fn take_file(app: App, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    app.go(Route::Import);
    leptos::task::spawn_local(async move {
        if let Ok(bytes) = files::read(&file).await {
            jobs::read_file(app, file.name(), bytes, None);
        }
    });
}

/// The files of a file input.
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.files()?.get(0)
}
