//! One save as bytes: what it is, behind which other it stands, and its content, plain or sealed.
//!
//! The cipher is bound to the place (store, kind, number, hash of the save before), so that a record that was swapped,
//! replayed or carried over from another store cannot be opened at its new place.

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];
/// Names a store; a new one for each book that is begun.
pub type StoreId = [u8; 16];

const FORM: u8 = 1;
const FRAME: usize = 2 + 32;

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One edit.
    Edit,
    /// The whole branch after a change that is larger than an edit.
    State,
    /// The whole branch as the edits so far made it: outside the row, so that it can be lost without harm.
    Fold,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Edit => b'e',
            Self::State => b's',
            Self::Fold => b'f',
        }
    }

    fn of(code: u8) -> Option<Self> {
        [Self::Edit, Self::State, Self::Fold].into_iter().find(|kind| kind.code() == code)
    }
}

/// The last save: its number and its hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Number of the save; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The store.
    pub store: StoreId,
    /// What the record holds.
    pub kind: Kind,
    /// Its number.
    pub seq: u64,
    /// Hash of the record before; of a fold: of the record that it includes last.
    pub prev: Hash,
}

impl Place {
    /// The place behind a head.
    pub fn after(store: StoreId, head: &Head, kind: Kind) -> Self {
        let seq = if kind == Kind::Fold { head.seq } else { head.seq + 1 };
        Self { store, kind, seq, prev: head.hash }
    }

    /// The bytes that the cipher is bound to.
    pub fn bound(&self) -> Vec<u8> {
        let mut bytes = b"yangke record 1".to_vec();
        bytes.extend(self.store);
        bytes.push(self.kind.code());
        bytes.extend(self.seq.to_be_bytes());
        bytes.extend(self.prev);
        bytes
    }

    /// The bytes that stand before the content where it is stored.
    pub fn frame(&self, hash: &Hash) -> Vec<u8> {
        let mut bytes = vec![FORM, self.kind.code()];
        bytes.extend(self.prev);
        if self.kind == Kind::Fold {
            // No later record vouches for a fold: it carries its own hash.
            bytes.extend(hash);
        }
        bytes
    }

    /// The record's hash.
    pub fn hash(&self, content: &[u8]) -> Hash {
        let mut hashing = self.hashing();
        hashing.add(content);
        hashing.done()
    }

    /// The record's hash, for content that goes by piece by piece: all of a large branch would hold the page up.
    pub fn hashing(&self) -> Hashing {
        Hashing(Sha256::new().chain_update(self.bound()))
    }

    /// The head once this record is saved.
    pub fn head(&self, hash: Hash) -> Head {
        match self.kind {
            Kind::Fold => Head { seq: self.seq, hash: self.prev },
            Kind::Edit | Kind::State => Head { seq: self.seq, hash },
        }
    }

    /// The head once this record with its content is saved.
    pub fn head_behind(&self, content: &[u8]) -> Head {
        // A fold moves no head, and hashing it would take its time.
        self.head(if self.kind == Kind::Fold { self.prev } else { self.hash(content) })
    }
}

/// A record's hash on its way.
pub struct Hashing(Sha256);

impl Hashing {
    /// The next piece of the content.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of all of it.
    pub fn done(self) -> Hash {
        self.0.finalize().into()
    }
}

/// Takes stored bytes apart; `None` when they are no record, or a fold that was changed.
pub fn unframe(store: StoreId, seq: u64, bytes: &[u8]) -> Option<(Place, &[u8])> {
    let (head, content) = bytes.split_at_checked(FRAME)?;
    let kind = Kind::of(head[1]).filter(|_| head[0] == FORM)?;
    let prev = head[2..].try_into().ok()?;
    let place = Place { store, kind, seq, prev };
    if kind != Kind::Fold {
        return Some((place, content));
    }
    let (hash, content) = content.split_at_checked(32)?;
    (place.hash(content) == hash).then_some((place, content))
}
