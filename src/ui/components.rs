//! The small set of parts that every page is built from.

pub mod care;
mod chips;
pub mod explorer;
mod mix_bar;
mod not_found;
mod note_editor;
mod notices;
mod virtual_list;

pub use chips::{AvoidChip, TagChip};
pub use mix_bar::MixBar;
pub use not_found::NotFound;
pub use note_editor::NoteEditor;
pub use notices::{Empty, ProgressPanel, ToastBar};
pub use virtual_list::VirtualList;
