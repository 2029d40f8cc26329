//! What was decided by hand about the evening itself: who sits where, who takes which role. The plan does not depend on it.

use serde::{Deserialize, Serialize};

use super::{EventKey, PlanWishes, TouchKey};
use crate::book::CustomerId;

/// Tables that stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seating {
    /// The event.
    pub event: EventKey,
    /// The people at each table; whoever is no guest any more has left his chair.
    pub tables: Vec<Vec<CustomerId>>,
}

/// A role on stage that was given by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoleGiven {
    /// The event.
    pub event: EventKey,
    /// The Chinese name of the role, as the playbook has it.
    pub role: String,
    /// To whom; `None` for nobody.
    pub customer: Option<CustomerId>,
}

impl PlanWishes {
    /// The tables of an event that stay; none when they are laid by themselves.
    pub fn tables_of(&self, event: &EventKey) -> &[Vec<CustomerId>] {
        self.seating.iter().find(|seating| seating.event == *event).map_or(&[], |seating| &seating.tables)
    }

    /// Keeps the tables of an event.
    pub fn keep_tables(&mut self, event: &EventKey, tables: Vec<Vec<CustomerId>>) {
        self.lay_anew(event);
        self.seating.push(Seating { event: event.clone(), tables });
    }

    /// Lets the tables of an event be laid by themselves.
    pub fn lay_anew(&mut self, event: &EventKey) {
        self.seating.retain(|seating| seating.event != *event);
    }

    /// One guest goes and another takes his chair; everybody else stays where the tables have him.
    pub fn swap_chair(
        &mut self,
        event: &EventKey,
        tables: &[Vec<CustomerId>],
        out: CustomerId,
        into: CustomerId,
    ) {
        let change = |id: &CustomerId| if *id == out { into } else { *id };
        self.keep_tables(event, tables.iter().map(|table| table.iter().map(change).collect()).collect());
        self.swap(&TouchKey::seat(out, event), &TouchKey::seat(into, event));
    }

    /// Gives a role on stage to a guest, or to nobody.
    pub fn give_role(&mut self, event: &EventKey, role: &str, customer: Option<CustomerId>) {
        self.cast_anew(event, role);
        self.roles.push(RoleGiven { event: event.clone(), role: role.to_owned(), customer });
    }

    /// Lets a role be given by itself.
    pub fn cast_anew(&mut self, event: &EventKey, role: &str) {
        self.roles.retain(|given| given.event != *event || given.role != role);
    }

    /// Takes what was decided about the evening of an event to another week, or drops it.
    pub(super) fn move_evening(&mut self, event: &EventKey, week: Option<usize>) {
        let there = week.map(|week| EventKey { week, ..event.clone() });
        let seating = self.tables_of(event).to_vec();
        self.lay_anew(event);
        let given = std::mem::take(&mut self.roles).into_iter();
        let (roles, others): (Vec<RoleGiven>, Vec<RoleGiven>) =
            given.partition(|given| given.event == *event);
        self.roles = others;
        let Some(there) = there else { return };
        if !seating.is_empty() {
            self.keep_tables(&there, seating);
        }
        self.roles.extend(roles.into_iter().map(|given| RoleGiven { event: there.clone(), ..given }));
    }

    /// Takes a person out of tables and roles.
    pub(super) fn forget_on_site(&mut self, id: CustomerId) {
        for table in self.seating.iter_mut().flat_map(|seating| &mut seating.tables) {
            table.retain(|guest| *guest != id);
        }
        self.roles.retain(|given| given.customer != Some(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circles::CircleId;

    fn key(week: usize) -> EventKey {
        EventKey { approach: "guandan".into(), circle: CircleId(3), week }
    }

    #[test]
    fn chairs_and_roles_move_with_the_event_and_go_with_it() {
        let ids = |ids: &[u32]| ids.iter().map(|id| CustomerId(*id)).collect::<Vec<_>>();
        let mut wishes = PlanWishes::default();
        wishes.swap_chair(&key(2), &[ids(&[1, 2]), ids(&[3, 4])], CustomerId(3), CustomerId(9));
        wishes.give_role(&key(2), "裁判", Some(CustomerId(1)));
        wishes.give_role(&key(2), "裁判", Some(CustomerId(2)));
        assert_eq!(wishes.tables_of(&key(2)), [ids(&[1, 2]), ids(&[9, 4])]);
        wishes.shift(&key(2), 5);
        assert_eq!(wishes.tables_of(&key(5)), [ids(&[1, 2]), ids(&[9, 4])]);
        assert!(wishes.tables_of(&key(2)).is_empty());
        assert_eq!(
            wishes.roles,
            [RoleGiven { event: key(5), role: "裁判".into(), customer: Some(CustomerId(2)) }]
        );
        wishes.forget(CustomerId(2));
        assert_eq!(
            (wishes.tables_of(&key(5)), wishes.roles.len()),
            ([ids(&[1]), ids(&[9, 4])].as_slice(), 0)
        );
        wishes.give_role(&key(5), "裁判", None);
        wishes.cancel(&key(5));
        assert!(wishes.seating.is_empty() && wishes.roles.is_empty());
    }
}
