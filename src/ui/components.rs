//! The small set of parts that every page is built from.

mod backup_door;
pub mod book;
pub mod care;
mod chips;
pub mod explorer;
mod fact_name;
pub mod intake;
mod keeping_bar;
mod kept_places;
mod mix_bar;
mod not_found;
mod note_editor;
mod notices;
mod person_keeping;
mod printing;
mod protect;
pub mod quarter;
mod speed;
mod update_bar;
mod virtual_list;

pub use backup_door::{backup_age, BackupDoors};
pub use chips::{AvoidChip, TagChip};
pub use fact_name::fact_name;
pub use keeping_bar::KeepingBar;
pub use kept_places::KeptPlaces;
pub use mix_bar::MixBar;
pub use not_found::NotFound;
pub use note_editor::NoteEditor;
pub use notices::{Empty, ProgressPanel, ToastBar};
pub use person_keeping::PersonKeeping;
pub use printing::{mask_paper, print, PrintNames, PurposeChoice};
pub use protect::{KeepTrouble, Protect, Secret};
pub use speed::SpeedCard;
pub use update_bar::UpdateBar;
pub use virtual_list::VirtualList;
