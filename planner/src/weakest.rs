//! Who would lose least by giving up a seat in a full session, remembered for a while.
//!
//! Looking at everyone in every full session for each customer who would like to come would cost more than the move
//! itself; what was true some moves ago is good enough to choose by, for the move is judged by what it really brings.

use super::books::Books;
use super::model::NONE;

/// Moves for which an answer is believed while its guest is still there.
const BELIEVED: u32 = 100;

#[derive(Clone, Copy)]
struct Guest {
    loss: i64,
    item: u32,
    seen: u32,
}

/// The weakest guest of every slot.
#[derive(Default)]
pub struct Weakest {
    guests: Vec<Guest>,
    moves: u32,
    /// Units of work done so far.
    pub work: u64,
}

impl Weakest {
    /// Counts one more move.
    pub fn tick(&mut self) {
        self.moves += 1;
    }

    /// Loss and item of the guest of a held slot who would lose least; `None` where nobody may go.
    pub fn of(&mut self, books: &Books, slot: usize) -> Option<(i64, u32)> {
        self.guests.resize(books.held.len(), Guest { loss: 0, item: NONE, seen: 0 });
        let known = self.guests[slot];
        let seated = &books.seated[slot];
        if known.item != NONE && self.moves - known.seen < BELIEVED && seated.contains(&known.item) {
            return Some((known.loss, known.item));
        }
        self.work += seated.len() as u64 * 2;
        let may_go = seated.iter().filter(|&&item| !books.kept[item as usize]);
        let (loss, item) = may_go.map(|&item| (books.loss(item), item)).min()?;
        self.guests[slot] = Guest { loss, item, seen: self.moves };
        Some((loss, item))
    }
}
