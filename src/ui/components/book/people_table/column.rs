//! The columns of the table: what is edited in them, and how it is written back.

use crate::book::{Customer, PersonFacts};
use crate::import::typed_phone;

/// A column, from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Tick,
    Name,
    Groups,
    Tier,
    Tags,
    Avoids,
    Phone,
    Manager,
}

/// All, from the left.
pub const COLUMNS: [Column; 8] = [
    Column::Tick,
    Column::Name,
    Column::Groups,
    Column::Tier,
    Column::Tags,
    Column::Avoids,
    Column::Phone,
    Column::Manager,
];

impl Column {
    /// The column at a place; beyond the last the last.
    pub fn at(at: usize) -> Self {
        COLUMNS[at.min(COLUMNS.len() - 1)]
    }

    /// Whether its cells are edited in place.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Groups | Self::Tier | Self::Phone | Self::Manager)
    }

    /// The class of its cells.
    pub fn class(self) -> &'static str {
        match self {
            Self::Tick => "cell-tick",
            Self::Name => "cell-name",
            Self::Groups => "cell-groups cell-edit",
            Self::Tier => "cell-tier cell-edit",
            Self::Tags => "cell-chips",
            Self::Avoids => "cell-chips cell-avoid",
            Self::Phone => "cell-phone cell-edit",
            Self::Manager => "cell-manager cell-edit",
        }
    }

    /// The list of what is offered while it is edited.
    pub fn offers(self) -> &'static str {
        match self {
            Self::Groups => "known-groups",
            Self::Tier => "known-tiers",
            Self::Manager => "known-managers",
            _ => "",
        }
    }

    /// What is edited, of a customer.
    pub fn read(self, customer: &Customer) -> String {
        match self {
            Self::Groups => customer.groups.join("、"),
            Self::Tier => customer.tier.clone(),
            Self::Phone => customer.phone.clone(),
            Self::Manager => customer.manager.clone(),
            _ => String::new(),
        }
    }

    /// The facts with what was typed into the cell; `None` when it cannot be.
    pub fn write(self, customer: &Customer, typed: &str) -> Option<PersonFacts> {
        let PersonFacts(mut facts) = PersonFacts::of(customer);
        match self {
            Self::Groups => facts.groups = crate::book::tag_words(typed),
            Self::Tier => facts.tier = crate::script::clean(typed),
            Self::Phone => facts.phone = typed_phone(typed).ok()?,
            Self::Manager => facts.manager = crate::script::clean(typed),
            _ => {}
        }
        Some(PersonFacts(facts))
    }
}
