//! One file a page.

mod book;
mod briefs;
mod care;
mod circle;
mod circles;
mod event;
mod export;
mod home;
mod import;
mod person;
mod plan;
mod playbook;
mod privacy;
mod recovery;
mod restore;
mod review;
mod unlock;
mod vocabulary;

pub use book::Book;
pub use briefs::Briefs;
pub use care::Care;
pub use circle::CirclePage;
pub use circles::Circles;
pub use event::EventPage;
pub use export::Export;
pub use home::Home;
pub use import::Import;
pub use person::Person;
pub use plan::Plan;
pub use playbook::Playbook;
pub use privacy::Privacy;
pub use recovery::RecoveryPage;
pub use restore::Restore;
pub use review::Review;
pub use unlock::Unlock;
pub use vocabulary::VocabularyPage;
