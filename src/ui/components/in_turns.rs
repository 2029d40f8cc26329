//! Parts of a long page that are drawn one after another, so that the page hears and draws in between.

use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;

use crate::shell::portions::in_portions;

thread_local! {
    static AT_ONCE: Cell<bool> = const { Cell::new(false) };
}

/// Makes a change after which the page is drawn anew where it is, as with another language: all of its parts at once, for
/// a page that is short for a moment loses its place.
pub fn at_once(change: impl FnOnce()) {
    AT_ONCE.set(true);
    change();
    // What the change draws is drawn in microtasks, before this.
    set_timeout(|| AT_ONCE.set(false), Duration::ZERO);
}

/// `source` in as many signals as the page has parts: the first has its value at once, each further one in a task of its
/// own. `None` until its turn has come; afterwards what it had before stands until the new value comes.
pub fn in_turns<T: Clone + Send + Sync + 'static, const PARTS: usize>(
    source: impl Fn() -> T + 'static,
) -> [ReadSignal<Option<T>>; PARTS] {
    let signals = [(); PARTS].map(|()| signal(None::<T>));
    let writers = signals.map(|(_, write)| write);
    let drawn = if AT_ONCE.get() { PARTS } else { 1 };
    if PARTS > 0 {
        let value = untrack(&source);
        writers.iter().take(drawn).for_each(|writer| writer.set(Some(value.clone())));
    }
    let newest = StoredValue::new(0_usize);
    Effect::new(move |before: Option<()>| {
        let value = source();
        let mine = newest.with_value(|number| number + 1);
        newest.set_value(mine);
        // The first part, or each of them, has its first value already.
        let mut next = if before.is_none() { drawn } else { 0 };
        let portion = Box::new(move || {
            let overtaken = newest.try_get_value() != Some(mine);
            let Some(writer) = writers.get(next).filter(|_| !overtaken) else { return true };
            next += 1;
            // A page that was left has no signals any more.
            writer.try_set(Some(value.clone())).is_some() || next == writers.len()
        });
        if before.is_none() {
            set_timeout(move || in_portions(portion), Duration::ZERO);
        } else {
            in_portions(portion);
        }
    });
    signals.map(|(read, _)| read)
}
