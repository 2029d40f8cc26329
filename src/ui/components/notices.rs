//! What the page says by itself: progress of long work, short notices, empty states.

use leptos::prelude::*;

use crate::ui::jobs;
use crate::ui::state::{App, Work};

/// Long work with its progress and a way to cancel it.
#[component]
pub fn ProgressPanel(app: App) -> impl IntoView {
    let name = move |work: Work| {
        let words = app.words();
        match work {
            Work::Reading => words.import.reading,
            Work::Rows => words.import.rows_going,
            Work::Circles => words.circles.finding,
            Work::Plan => words.plan.making,
            Work::MakingUp => words.home.open_sample,
            Work::Measuring => app.kept().speed_going,
        }
    };
    view! {
        <div class="progress-panel" role="status" aria-live="polite">
            {move || app.work.get().map(|(work, progress)| {
                let percent = (progress.all > 0).then(|| (100 * progress.done / progress.all).min(100));
                view! {
                    <div class="card working">
                        <span class="working-name">{name(work)}</span>
                        <progress max="100" value=percent aria-label=name(work)></progress>
                        <span class="working-figure">{percent.map(|percent| format!("{percent}%"))}</span>
                        <button class="button small" on:click=move |_| jobs::cancel(app)>{app.words().app.cancel}</button>
                    </div>
                }
            })}
        </div>
    }
}

/// A short notice at the foot of the page; it stays until it is closed or replaced.
#[component]
pub fn ToastBar(app: App) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || app.toast.get().map(|toast| view! {
                <div class="toast">
                    <span>{toast.text}</span>
                    {toast.undoes.map(|steps| view! {
                        <button class="quiet-button" on:click=move |_| app.undo_from(steps)>{app.words().app.undo}</button>
                    })}
                    {toast.redoes.then(|| view! {
                        <button class="quiet-button" on:click=move |_| app.redo()>{app.words().app.redo}</button>
                    })}
                    <button class="quiet-button" aria-label=app.words().app.close on:click=move |_| app.toast.set(None)>"×"</button>
                </div>
            })}
        </div>
    }
}

/// What stands where there is nothing yet, with the way on.
#[component]
pub fn Empty(title: &'static str, hint: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="empty">
            <h2>{title}</h2>
            <p>{hint}</p>
            <div class="actions">{children()}</div>
        </section>
    }
}
