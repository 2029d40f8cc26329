//! Whether the last backup is too old.

use chrono::NaiveDate;

use crate::vault::Mark;

/// Days after which a backup is old.
const DAYS: i64 = 7;
/// Saves after which it is.
const SAVES: u64 = 50;

/// Days since the last backup; `None` when there was none.
pub fn backup_days(mark: &Mark, today: NaiveDate) -> Option<i64> {
    let on: NaiveDate = mark.backup_on.parse().ok()?;
    Some((today - on).num_days())
}

/// Whether a new backup is due: after seven days or fifty saves since the last one, if there were any.
pub fn backup_is_old(mark: &Mark, today: NaiveDate) -> bool {
    let since = mark.since_backup();
    // The first saves of a new book (list, circles, plan) are not yet a reason to ask.
    since >= SAVES || (since > 8 && backup_days(mark, today).is_none_or(|days| days >= DAYS))
}
