//! Lines of the audit log, kept in the store beside the book.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SAVER;
use crate::shell::clock;
use crate::ui::state::App;
use crate::vault::Deed;

/// Notes what was done, and keeps it.
pub fn note(app: App, deed: Deed, count: usize) {
    app.keeping.audit.update(|audit| audit.add(clock::stamp(), deed, count));
    let Some(store) = SAVER.with_borrow(|saver| saver.store.clone()) else { return };
    let audit = app.keeping.audit.get_untracked();
    spawn_local(async move {
        // A line that was not kept is missing in the log; the book matters more.
        let _kept = store.keep_audit(&audit).await;
    });
}
