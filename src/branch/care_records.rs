//! What a branch has decided about its care: changes of the playbook, wordings, resources, consents, experts.

use serde::{Deserialize, Serialize};

use crate::care::matching::{Consent, Resource};
use crate::care::{PlaybookChanges, Template};
use crate::order::Order;

/// Somebody who answers questions of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// Name as colleagues call the person.
    pub name: String,
    /// What the person knows.
    pub field: String,
}

/// Everything about care that a branch has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CareRecords {
    /// Changes of the playbook.
    pub playbook: PlaybookChanges,
    /// The branch's own wordings.
    pub templates: Vec<Template>,
    /// What the bank and its customers can offer.
    pub resources: Vec<Resource>,
    /// Who has agreed to be brought together.
    pub consents: Vec<Consent>,
    /// Who answers questions.
    pub experts: Vec<Expert>,
}

impl CareRecords {
    /// Keeps a wording in place of the former one; an empty text takes it back.
    pub(super) fn keep_template(&mut self, template: Template) {
        self.templates.retain(|old| !template.replaces(old));
        if !template.text.trim().is_empty() {
            self.templates.push(template);
        }
    }

    /// Keeps a resource; number 0 asks for a new number. The number is given back.
    pub(super) fn keep_resource(&mut self, mut resource: Resource) -> u32 {
        if resource.number == 0 {
            resource.number = 1 + self.resources.iter().map(|old| old.number).max().unwrap_or(0);
        }
        let number = resource.number;
        self.resources.retain(|old| old.number != number);
        self.resources.push(resource);
        self.resources.order_by_key(|resource| resource.number);
        number
    }

    /// Keeps what a side has said about being brought together.
    pub(super) fn keep_consent(&mut self, consent: Consent) {
        self.consents.retain(|old| {
            (old.seeker, &old.need, old.supplier) != (consent.seeker, &consent.need, consent.supplier)
        });
        self.consents.push(consent);
    }
}
