//! Who sits at which table: people of different old groups together, those who must not meet apart.

use crate::book::{Apart, Customer, CustomerId};
use crate::order::Order;

/// Seats at a table where the approach names no number.
const ROUND_TABLE: usize = 8;
/// What it costs to seat two at one table: who must not meet outweighs any number of acquaintances.
const APART: usize = 10_000;

/// The tables of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Seats at each table.
    pub at: usize,
    /// The people at each.
    pub tables: Vec<Vec<CustomerId>>,
    /// Pairs at one table who must not meet: more of them than tables could part.
    pub unparted: Vec<(CustomerId, CustomerId)>,
}

/// Seats people. `multiple` is the number that a table of the approach needs (four for cards), 1 where any number will do:
/// then tables are of about equal size. Whoever sits at one of the `kept` tables stays there where there is room, unless two
/// who must not meet would be left at one table.
pub fn seats(people: &[&Customer], multiple: usize, apart: &[Apart], kept: &[Vec<CustomerId>]) -> Seats {
    let at = if multiple > 1 { multiple } else { ROUND_TABLE };
    let count = people.len().div_ceil(at);
    let mut room = rooms(people.len(), at, count, multiple > 1);
    let mut tables: Vec<Vec<&Customer>> = vec![Vec::new(); count];
    for (table, ids) in tables.iter_mut().zip(kept) {
        table.extend(ids.iter().filter_map(|id| people.iter().copied().find(|one| one.id == *id)).take(at));
    }
    // By hand a table may have more than its equal share: then another has fewer.
    settle(&mut room, &tables);
    let must_part = |a: &Customer, b: &Customer| apart.iter().any(|pair| pair.is(a.id, b.id));
    let strain = |a: &Customer, b: &Customer| {
        let shared = a.groups.iter().filter(|group| b.groups.contains(group)).count();
        shared + if must_part(a, b) { APART } else { 0 }
    };
    // Those with most people to keep away from choose first.
    let mut order: Vec<&Customer> = people.to_vec();
    order.order_by_key(|one| {
        let pairs = people.iter().filter(|other| must_part(one, other)).count();
        (usize::MAX - pairs, one.id)
    });
    let seated: Vec<CustomerId> = tables.iter().flatten().map(|one| one.id).collect();
    for one in order.into_iter().filter(|one| !seated.contains(&one.id)) {
        let cost = |table: &[&Customer]| table.iter().map(|other| strain(one, other)).sum::<usize>();
        let best =
            (0..count).filter(|table| room[*table] > 0).min_by_key(|table| (cost(&tables[*table]), *table));
        if let Some(best) = best {
            room[best] -= 1;
            tables[best].push(one);
        }
    }
    if seated.is_empty() {
        improve(&mut tables, &strain);
    } else {
        improve(&mut tables, &|a, b| usize::from(must_part(a, b)));
    }
    let mut unparted = Vec::new();
    for table in &tables {
        for (idx, a) in table.iter().enumerate() {
            unparted.extend(table[idx + 1..].iter().filter(|b| must_part(a, b)).map(|b| (a.id, b.id)));
        }
    }
    let tables = tables.into_iter().map(|table| table.iter().map(|one| one.id).collect()).collect();
    Seats { at, tables, unparted }
}

/// Seats at each table: whole tables first, or about equal ones.
fn rooms(people: usize, at: usize, count: usize, whole: bool) -> Vec<usize> {
    (0..count)
        .map(|table| {
            if whole {
                at.min(people - table * at)
            } else {
                people / count + usize::from(table < people % count)
            }
        })
        .collect()
}

/// What is left free at each table once people sit there; the sum of what is free is the number of those who still stand.
fn settle(room: &mut [usize], tables: &[Vec<&Customer>]) {
    let mut over = 0;
    for (room, table) in room.iter_mut().zip(tables) {
        over += table.len().saturating_sub(*room);
        *room = room.saturating_sub(table.len());
    }
    while over > 0 {
        // From the table with most chairs free.
        let Some(most) = (0..room.len()).max_by_key(|table| (room[*table], usize::MAX - table)) else {
            return;
        };
        room[most] = room[most].saturating_sub(1);
        over -= 1;
    }
}

/// The tables after a guest has sat down at another one: in the place of somebody there, who takes his, or on a free chair.
/// Empty tables do not stay.
pub fn move_guest(
    seats: &Seats,
    guest: CustomerId,
    to: usize,
    instead_of: Option<CustomerId>,
) -> Vec<Vec<CustomerId>> {
    let mut tables = seats.tables.clone();
    match instead_of {
        Some(other) => {
            for id in tables.iter_mut().flatten() {
                *id = match *id {
                    id if id == guest => other,
                    id if id == other => guest,
                    id => id,
                };
            }
        }
        None if tables.get(to).is_some_and(|table| table.len() < seats.at && !table.contains(&guest)) => {
            tables.iter_mut().for_each(|table| table.retain(|id| *id != guest));
            tables[to].push(guest);
        }
        None => {}
    }
    tables.retain(|table| !table.is_empty());
    tables
}

/// Exchanges two people of different tables as long as that makes the seating better.
fn improve(tables: &mut [Vec<&Customer>], strain: &dyn Fn(&Customer, &Customer) -> usize) {
    let cost = |table: &[&Customer], seat: usize, one: &Customer| -> usize {
        let others = table.iter().enumerate().filter(|(other, _)| *other != seat);
        others.map(|(_, other)| strain(one, other)).sum()
    };
    let mut better = true;
    while better {
        better = false;
        for first in 0..tables.len() {
            for second in first + 1..tables.len() {
                for a in 0..tables[first].len() {
                    for b in 0..tables[second].len() {
                        let (one, other) = (tables[first][a], tables[second][b]);
                        let now = cost(&tables[first], a, one) + cost(&tables[second], b, other);
                        let then = cost(&tables[first], a, other) + cost(&tables[second], b, one);
                        if then < now {
                            tables[first][a] = other;
                            tables[second][b] = one;
                            better = true;
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn people(count: u32, seed: u64) -> Vec<Customer> {
        let mut rng = Rng::new(seed);
        let one = |id| Customer {
            id: CustomerId(id),
            groups: vec![format!("g{}", rng.below(3))],
            ..Customer::default()
        };
        (0..count).map(one).collect()
    }

    fn apart(a: u32, b: u32) -> Apart {
        Apart { a: CustomerId(a), b: CustomerId(b), reason: String::new() }
    }

    #[test]
    fn everybody_sits_once_and_card_tables_are_whole() {
        for count in [0, 1, 4, 7, 8, 17, 40] {
            let people = people(count, u64::from(count));
            let refs: Vec<&Customer> = people.iter().collect();
            for multiple in [1, 4, 6] {
                let seats = seats(&refs, multiple, &[], &[]);
                let mut all: Vec<CustomerId> = seats.tables.concat();
                all.order();
                assert_eq!(all, people.iter().map(|one| one.id).collect::<Vec<_>>());
                if multiple > 1 {
                    let short = seats.tables.iter().filter(|table| table.len() < multiple).count();
                    assert!(short <= 1, "only the last table may have seats free");
                }
            }
        }
    }

    #[test]
    fn who_must_not_meet_never_sits_together_where_tables_can_part_them() {
        let people = people(12, 5);
        let refs: Vec<&Customer> = people.iter().collect();
        let pairs = [apart(0, 1), apart(0, 2), apart(1, 2), apart(3, 4)];
        assert!(seats(&refs, 4, &pairs, &[]).unparted.is_empty());
        // Four who shun one another do not go on three tables: it is said which pair is left.
        let four = [apart(0, 1), apart(0, 2), apart(0, 3), apart(1, 2), apart(1, 3), apart(2, 3)];
        assert_eq!(seats(&refs, 4, &four, &[]).unparted.len(), 1);
    }

    #[test]
    fn old_groups_are_mixed() {
        let mut people = people(8, 1);
        for (idx, one) in people.iter_mut().enumerate() {
            one.groups = vec![if idx < 4 { "a" } else { "b" }.to_owned()];
        }
        let refs: Vec<&Customer> = people.iter().collect();
        for table in seats(&refs, 4, &[], &[]).tables {
            assert_eq!(table.iter().filter(|id| id.0 < 4).count(), 2);
        }
    }

    #[test]
    fn kept_tables_stay_and_only_the_free_chair_is_taken() {
        let mut people = people(13, 3);
        let newcomer = people.pop().unwrap();
        for multiple in [1, 4] {
            let refs: Vec<&Customer> = people.iter().collect();
            let before = seats(&refs, multiple, &[], &[]);
            // One leaves and another comes: his chair is taken, nobody else moves.
            let gone = before.tables[1][0];
            let mut now: Vec<&Customer> = refs.iter().copied().filter(|one| one.id != gone).collect();
            now.push(&newcomer);
            let after = seats(&now, multiple, &[], &before.tables);
            for (old, new) in before.tables.iter().zip(&after.tables) {
                let stays = |id: &&CustomerId| **id != gone;
                assert!(old.iter().filter(stays).all(|id| new.contains(id)), "{old:?} {new:?}");
                assert_eq!(old.len(), new.len());
            }
            // One leaves and nobody comes: everybody still has a chair.
            now.pop();
            let fewer = seats(&now, multiple, &[], &before.tables);
            assert_eq!(fewer.tables.concat().len(), 11);
        }
    }

    #[test]
    fn a_guest_sits_down_where_he_is_put_and_stays_there() {
        let people = people(10, 4);
        let refs: Vec<&Customer> = people.iter().collect();
        let before = seats(&refs, 1, &[], &[]);
        assert_eq!(before.tables.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
        let guest = before.tables[0][0];
        let put = move_guest(&before, guest, 1, None);
        assert_eq!(put.iter().map(Vec::len).collect::<Vec<_>>(), [4, 6]);
        assert_eq!(seats(&refs, 1, &[], &put).tables, put, "by hand tables may be uneven");
        let other = before.tables[1][2];
        let exchanged = move_guest(&before, guest, 1, Some(other));
        assert_eq!((exchanged[0][0], exchanged[1][2]), (other, guest));
        assert_eq!(seats(&refs, 1, &[], &exchanged).tables, exchanged);
        // Two who must not meet are parted even so.
        let pair = [apart(put[1][0].0, put[1][5].0)];
        let parted = seats(&refs, 1, &pair, &put);
        assert!(parted.unparted.is_empty());
        // A full table takes nobody more.
        let cards = seats(&refs, 4, &[], &[]);
        let from = cards.tables[2][0];
        assert_eq!(move_guest(&cards, from, 0, None), cards.tables);
    }
}
