//! The places of the page and their addresses: `#/circles/12`, because `file://` has no paths.

use crate::book::CustomerId;
use crate::circles::CircleId;

/// A picture of all circles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Near circles near each other.
    Map,
    /// Who is in which of them together.
    Overlaps,
    /// Circles against the old groups.
    Groups,
}

/// A place of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Today.
    Home,
    /// Import of a list.
    Import,
    /// Tags to be confirmed.
    Review,
    /// The customers.
    Book,
    /// One customer.
    Person(CustomerId),
    /// Visit briefs of chosen people.
    Briefs,
    /// The tags and their words.
    Vocabulary,
    /// The circles.
    Circles,
    /// The circles as a picture.
    Pictures(Picture),
    /// One circle.
    Circle(CircleId),
    /// Questions, resources, worth of care.
    Care,
    /// What can be done, to be edited.
    Playbook,
    /// The quarter's plan.
    Plan,
    /// One event of the plan, by its number.
    Event(u32),
    /// Taking it away.
    Export,
    /// Opening a backup.
    Restore,
    /// What is kept where.
    Privacy,
    /// An address that leads nowhere.
    Unknown,
}

impl Route {
    /// The place of an address.
    pub fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
        match (parts.next().unwrap_or_default(), parts.next()) {
            ("", None) => Self::Home,
            ("import", None) => Self::Import,
            ("review", None) => Self::Review,
            ("book", None) => Self::Book,
            ("book", id) => number(id).map_or(Self::Unknown, |id| Self::Person(CustomerId(id))),
            ("briefs", None) => Self::Briefs,
            ("vocabulary", None) => Self::Vocabulary,
            ("circles", None) => Self::Circles,
            ("circles", Some("map")) => Self::Pictures(Picture::Map),
            ("circles", Some("overlaps")) => Self::Pictures(Picture::Overlaps),
            ("circles", Some("groups")) => Self::Pictures(Picture::Groups),
            ("circles", id) => number(id).map_or(Self::Unknown, |id| Self::Circle(CircleId(id))),
            ("care", None) => Self::Care,
            ("playbook", None) => Self::Playbook,
            ("plan", None) => Self::Plan,
            ("plan", number_of) => number(number_of).map_or(Self::Unknown, Self::Event),
            ("export", None) => Self::Export,
            ("restore", None) => Self::Restore,
            ("privacy", None) => Self::Privacy,
            _ => Self::Unknown,
        }
    }

    /// The address of a place.
    pub fn hash(self) -> String {
        match self {
            Self::Home | Self::Unknown => "#/".to_owned(),
            Self::Import => "#/import".to_owned(),
            Self::Review => "#/review".to_owned(),
            Self::Book => "#/book".to_owned(),
            Self::Person(id) => format!("#/book/{}", id.0),
            Self::Briefs => "#/briefs".to_owned(),
            Self::Vocabulary => "#/vocabulary".to_owned(),
            Self::Circles => "#/circles".to_owned(),
            Self::Pictures(Picture::Map) => "#/circles/map".to_owned(),
            Self::Pictures(Picture::Overlaps) => "#/circles/overlaps".to_owned(),
            Self::Pictures(Picture::Groups) => "#/circles/groups".to_owned(),
            Self::Circle(id) => format!("#/circles/{}", id.0),
            Self::Care => "#/care".to_owned(),
            Self::Playbook => "#/playbook".to_owned(),
            Self::Plan => "#/plan".to_owned(),
            Self::Event(number) => format!("#/plan/{number}"),
            Self::Export => "#/export".to_owned(),
            Self::Restore => "#/restore".to_owned(),
            Self::Privacy => "#/privacy".to_owned(),
        }
    }

    /// The page that shows it: the circles and their pictures are one.
    pub fn page(self) -> Self {
        match self {
            Self::Pictures(_) => Self::Circles,
            other => other,
        }
    }

    /// The entry of the menu it belongs to.
    pub fn section(self) -> Self {
        match self {
            Self::Person(_) | Self::Import | Self::Review | Self::Briefs | Self::Vocabulary => Self::Book,
            Self::Circle(_) | Self::Pictures(_) => Self::Circles,
            Self::Restore => Self::Export,
            Self::Playbook => Self::Care,
            Self::Event(_) => Self::Plan,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_that_leads_back() {
        let places = [
            Route::Home,
            Route::Import,
            Route::Review,
            Route::Book,
            Route::Person(CustomerId(7)),
            Route::Briefs,
            Route::Vocabulary,
            Route::Circles,
            Route::Pictures(Picture::Map),
            Route::Pictures(Picture::Overlaps),
            Route::Pictures(Picture::Groups),
            Route::Circle(CircleId(3)),
            Route::Care,
            Route::Playbook,
            Route::Plan,
            Route::Event(4),
            Route::Export,
            Route::Restore,
            Route::Privacy,
        ];
        for place in places {
            assert_eq!(Route::of(&place.hash()), place);
        }
        assert_eq!(Route::of(""), Route::Home);
        assert_eq!(Route::of("#/book/x"), Route::Unknown);
    }
}
