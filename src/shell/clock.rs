//! The clock of the machine: the only place that has one.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use wasm_bindgen::JsCast;

/// Today in the machine's own time zone.
pub fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
        .unwrap_or_default()
}

/// This moment (UTC), to the second.
pub fn now() -> NaiveDateTime {
    DateTime::from_timestamp((js_sys::Date::now() / 1000.0) as i64, 0).unwrap_or_default().naive_utc()
}

/// Hours and minutes now, as 14:05.
pub fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// Day and time now, as 2026-11-25 14:05.
pub fn stamp() -> String {
    format!("{} {}", today(), time_of_day())
}

/// Seconds since some beginning: for measuring how long ago something was.
pub fn seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Milliseconds since the program began, finer than a clock on the wall; in the page as in the worker.
pub fn milliseconds() -> f64 {
    let performance = js_sys::Reflect::get(&js_sys::global(), &"performance".into());
    let performance: Option<web_sys::Performance> = performance.ok().and_then(|found| found.dyn_into().ok());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}
