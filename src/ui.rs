//! The page: state, dispatch, frame, pages, components. Pages read the branch through `view` and never each other.

mod backups;
mod components;
mod frame;
mod help;
mod indexing;
mod jobs;
mod keeping;
mod opening;
mod pages;
mod palette;
mod reading;
mod saving;
mod state;
mod tour;
mod trail;

use leptos::prelude::*;

/// Mounts the page.
pub fn mount() {
    crate::shell::evidence::begin();
    crate::shell::page::clear_boot();
    mount_to_body(frame::Frame);
}
