//! Names of the facts that an import or a merge changes.

use crate::book::Fact;
use crate::import::Field;
use crate::text;
use crate::ui::state::App;

/// The name of a fact.
pub fn fact_name(app: App, fact: Fact) -> &'static str {
    let field = match fact {
        Fact::Code => Field::Code,
        Fact::Name => Field::Name,
        Fact::Gender => Field::Gender,
        Fact::Birthday => Field::Birthday,
        Fact::Age => Field::Age,
        Fact::Phone => Field::Phone,
        Fact::Groups => Field::Groups,
        Fact::Tier => Field::Tier,
        Fact::Assets => Field::Assets,
        Fact::Risk => Field::Risk,
        Fact::RiskUntil => Field::RiskUntil,
        Fact::Manager => Field::Manager,
        Fact::Occupation => Field::Occupation,
        Fact::LastContact => Field::LastContact,
        Fact::Maturities => Field::Maturity,
        Fact::SchoolEntry => Field::SchoolEntry,
        Fact::DoNotContact => Field::DoNotContact,
        Fact::NoProfiling => Field::NoProfiling,
        Fact::Tags => Field::Tags,
        Fact::Notes => Field::Note,
    };
    text::field(app.lang(), field)
}
