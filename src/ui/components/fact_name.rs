//! Names of the facts that an import or a merge changes.

use crate::book::Fact;
use crate::ui::state::App;

/// The name of a fact.
pub fn fact_name(app: App, fact: Fact) -> &'static str {
    let (words, person) = (&app.words().import, &app.words().person);
    match fact {
        Fact::Name => app.words().book.name,
        Fact::Phone => person.phone,
        Fact::Groups => person.groups,
        Fact::Tier => person.tier,
        Fact::Manager => person.manager,
        Fact::Occupation => person.occupation,
        Fact::Assets => person.assets,
        Fact::Birthday => person.birthday,
        Fact::Risk => person.risk,
        Fact::Maturities => person.maturities,
        Fact::LastContact => app.words().book.last_contact,
        Fact::Refusals => words.refusals,
        Fact::Tags => words.tags_count,
        Fact::Notes => words.notes_count,
    }
}
