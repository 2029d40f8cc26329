//! Keeping without a browser: a simulated store with a fault at every step, stored bytes that are damaged, and the
//! same cipher as the page's from a crate.

use std::collections::{BTreeMap, BTreeSet};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::Aes256Gcm;
use yangke::rng::Rng;
use yangke::vault::record::unframe;
use yangke::vault::{chain, Batch, Found, Head, Kind, Mark, Place, Verdict};

/// Seals like the page: nonce first, bound to the place. Without a key the content stays as it is.
struct Cipher(Option<Aes256Gcm>);

impl Cipher {
    fn new(sealed: bool, rng: &mut Rng) -> Self {
        let key: Vec<u8> = (0..32).map(|_| rng.below(256) as u8).collect();
        Self(sealed.then(|| Aes256Gcm::new_from_slice(&key).unwrap()))
    }

    fn seal(&self, place: &Place, content: &[u8], rng: &mut Rng) -> Vec<u8> {
        let Some(cipher) = &self.0 else { return content.to_vec() };
        let nonce: [u8; 12] = std::array::from_fn(|_| rng.below(256) as u8);
        let sealed = cipher.encrypt(&nonce.into(), Payload { msg: content, aad: &place.bound() }).unwrap();
        [&nonce[..], &sealed].concat()
    }

    fn open(&self, place: &Place, content: &[u8]) -> Option<Vec<u8>> {
        let Some(cipher) = &self.0 else { return Some(content.to_vec()) };
        let (nonce, sealed) = content.split_at_checked(12)?;
        let nonce: [u8; 12] = nonce.try_into().ok()?;
        cipher.decrypt(&nonce.into(), Payload { msg: sealed, aad: &place.bound() }).ok()
    }
}

/// The page's side of keeping: what it believes is saved. A book is a row of numbers here.
struct Keeper {
    found: Found,
    cipher: Cipher,
    book: Vec<u32>,
    head: Head,
    base: u64,
    mark: Mark,
    /// The longest row that was shown as saved.
    saved: Vec<u32>,
}

fn written(book: &[u32]) -> String {
    format!("{book:?}")
}

fn read_back(text: &[u8]) -> Option<Vec<u32>> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix('[')?.strip_suffix(']')?;
    text.split(", ").filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

/// What opening gives, by the same steps as `ui::saving::opening`.
fn open(found: &Found, cipher: &Cipher, mark: Option<&Mark>) -> (Verdict, Vec<u32>, chain::Line) {
    let mut broken = BTreeSet::new();
    let content = |kind, seq: &u64| {
        let bytes = if kind == Kind::Fold { found.folds.get(seq)? } else { found.records.get(seq)? };
        let (place, content) = unframe(found.store, *seq, bytes)?;
        cipher.open(&place, content)
    };
    'again: loop {
        let line = chain::line(found, &broken);
        let mut book = Vec::new();
        if let Some((kind, seq)) = line.base {
            match content(kind, &seq).and_then(|text| read_back(&text)) {
                Some(read) => book = read,
                None => {
                    broken.insert((kind, seq));
                    continue;
                }
            }
            for seq in &line.edits {
                match content(Kind::Edit, seq).and_then(|text| String::from_utf8(text).ok()?.parse().ok()) {
                    Some(number) => book.push(number),
                    None => {
                        broken.insert((Kind::Edit, *seq));
                        continue 'again;
                    }
                }
            }
        }
        return (chain::verdict(found, &line, cipher.0.is_some(), mark), book, line);
    }
}

impl Keeper {
    fn new(sealed: bool, rng: &mut Rng) -> Self {
        let store = std::array::from_fn(|_| rng.below(256) as u8);
        let mut keeper = Self {
            found: Found { store, ..Found::default() },
            cipher: Cipher::new(sealed, rng),
            book: Vec::new(),
            head: Head::default(),
            base: 0,
            mark: Mark::default(),
            saved: Vec::new(),
        };
        keeper.save(Kind::State, rng, Fault::None);
        keeper
    }

    /// One save with a fault; true when the page was told that it is complete.
    fn save(&mut self, kind: Kind, rng: &mut Rng, fault: Fault) -> bool {
        let text = match kind {
            Kind::Edit => self.book[self.book.len() - 1].to_string(),
            Kind::State | Kind::Fold => written(&self.book),
        };
        let place = Place::after(self.found.store, &self.head, kind);
        let content = self.cipher.seal(&place, text.as_bytes(), rng);
        let hash = place.hash(&content);
        // A large branch comes in pieces.
        let pieces = content.chunks(7).map(<[u8]>::to_vec).collect();
        let batch = Batch::save(&place, pieces, hash, self.base.min(place.seq));
        // Compare and swap: whoever does not know the head writes nothing.
        let known = self.found.head.unwrap_or_default() == self.head;
        match fault {
            Fault::None | Fault::AnswerLost if known => self.found.write(&batch),
            _ => return false,
        }
        if fault == Fault::AnswerLost {
            return false;
        }
        self.head = batch.head;
        if kind != Kind::Edit {
            self.base = batch.head.seq;
        }
        self.saved = self.book.clone();
        // localStorage lags: it takes some of the watermarks only.
        if rng.chance(70) {
            self.mark.move_to(&self.found.store, &self.head);
            self.mark.sealed = self.cipher.0.is_some();
        }
        true
    }

    /// After a failed save: the whole book under the head that is there now.
    fn retry(&mut self, rng: &mut Rng, fault: Fault) -> bool {
        self.head.seq = self.head.seq.max(self.found.head.unwrap_or_default().seq);
        self.head.hash = self.found.head.unwrap_or_default().hash;
        self.save(Kind::State, rng, fault)
    }

    /// The page is gone; a new one opens the store.
    fn restart(&mut self) {
        let (verdict, book, line) = open(&self.found, &self.cipher, Some(&self.mark));
        assert!(matches!(verdict, Verdict::Fine), "{verdict:?}");
        assert!(book.starts_with(&self.saved), "{book:?} has lost some of {:?}", self.saved);
        self.head = line.end;
        self.base = line.base.map_or(0, |(_, seq)| seq);
        (self.saved, self.book) = (book.clone(), book);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// Refused before anything is written, or aborted after the request succeeded: the store is as it was.
    Aborted,
    /// Written, but the answer never came.
    AnswerLost,
}

#[test]
fn ten_thousand_random_sequences_with_faults_lose_no_saved_edit() {
    let mut faults = 0;
    for seed in 0..10_000 {
        let mut rng = Rng::new(seed);
        let mut keeper = Keeper::new(seed % 2 == 0, &mut rng);
        for step in 0..20 + rng.below(30) {
            keeper.book.push(step);
            let kind = if rng.chance(12) { Kind::State } else { Kind::Edit };
            let fault = match rng.below(10) {
                0 => Fault::Aborted,
                1 => Fault::AnswerLost,
                _ => Fault::None,
            };
            faults += usize::from(fault != Fault::None);
            let mut done = keeper.save(kind, &mut rng, fault);
            while !done {
                // The page may be killed before it can try again.
                if rng.chance(20) {
                    keeper.restart();
                    break;
                }
                let fault = if rng.chance(30) { Fault::Aborted } else { Fault::None };
                done = keeper.retry(&mut rng, fault);
            }
            if rng.chance(10) {
                keeper.save(Kind::Fold, &mut rng, Fault::None);
            }
            if rng.chance(8) {
                keeper.restart();
            }
        }
        keeper.restart();
    }
    assert!(faults > 50_000, "{faults}");
}

/// A store with folds, states and edits behind each other.
fn filled(sealed: bool, rng: &mut Rng) -> Keeper {
    let mut keeper = Keeper::new(sealed, rng);
    for step in 0..40 {
        keeper.book.push(step);
        keeper.save(if step == 13 { Kind::State } else { Kind::Edit }, rng, Fault::None);
        if step == 24 {
            keeper.save(Kind::Fold, rng, Fault::None);
        }
    }
    keeper.mark.move_to(&keeper.found.store, &keeper.head);
    keeper.mark.sealed = sealed;
    keeper
}

/// Eight kinds of damage, as disks, browsers and hostile pages do it.
fn damage(kind: usize, found: &mut Found, earlier: &Found, rng: &mut Rng) {
    let numbers: Vec<u64> = found.records.keys().copied().collect();
    let any = numbers[rng.below(numbers.len() as u32) as usize];
    match kind {
        // A bit flips in a record.
        0 => {
            let bytes = found.records.get_mut(&any).unwrap();
            let at = rng.below(bytes.len() as u32) as usize;
            bytes[at] ^= 1 << rng.below(8);
        }
        // A record is cut.
        1 => found.records.get_mut(&any).unwrap().truncate(20),
        // A record is missing.
        2 => drop(found.records.remove(&any)),
        // The last records are missing, the head still counts them.
        3 => found.records.retain(|seq, _| *seq < any),
        // The store was rolled back, head and all.
        4 => *found = earlier.clone(),
        // Everything is gone.
        5 => *found = Found::default(),
        // Two records change places.
        6 => {
            let (a, b) = (numbers[numbers.len() - 1], numbers[numbers.len() - 3]);
            let (first, second) = (found.records[&a].clone(), found.records[&b].clone());
            found.records.insert(a, second);
            found.records.insert(b, first);
        }
        // The newest base is damaged.
        _ => {
            if let Some((_, bytes)) = found.folds.iter_mut().next_back() {
                let last = bytes.len() - 1;
                bytes[last] ^= 0x55;
            }
        }
    }
}

#[test]
fn damaged_bytes_never_give_a_silent_partial_book() {
    let mut seen: BTreeMap<(usize, bool, String), usize> = BTreeMap::new();
    for sealed in [false, true] {
        for kind in 0..8 {
            for seed in 0..200 {
                let mut rng = Rng::new(1000 * kind as u64 + seed);
                let keeper = filled(sealed, &mut rng);
                let mut earlier = filled(sealed, &mut Rng::new(1000 * kind as u64 + seed)).found;
                // The same store, ten saves earlier.
                earlier.records.retain(|seq, _| *seq <= keeper.head.seq - 10);
                let (_, _, line) = open(&earlier, &keeper.cipher, None);
                earlier.head = Some(line.end);
                let mut found = keeper.found.clone();
                damage(kind, &mut found, &earlier, &mut rng);
                let (verdict, book, _) = open(&found, &keeper.cipher, Some(&keeper.mark));
                if matches!(verdict, Verdict::Fine | Verdict::Repaired) {
                    // Whole is whole: a plain fold with a flipped bit that still reads is the one exception, see below.
                    assert_eq!(book, keeper.book, "kind {kind}, sealed {sealed}, seed {seed}: {verdict:?}");
                } else {
                    assert_ne!(verdict, Verdict::New, "kind {kind}: an empty store never pretends to be new");
                }
                let said = format!("{verdict:?}").split(' ').next().unwrap().to_owned();
                *seen.entry((kind, sealed, said)).or_default() += 1;
            }
        }
    }
    for sealed in [false, true] {
        // The newest base alone is damaged: the one before gives the same book.
        assert_eq!(seen.get(&(7, sealed, "Repaired".into())), Some(&200), "{seen:?}");
        assert_eq!(seen.get(&(5, sealed, "Gone".into())), Some(&200), "{seen:?}");
    }
}

#[test]
fn a_record_opens_nowhere_but_at_its_place() {
    let mut rng = Rng::new(9);
    let cipher = Cipher::new(true, &mut rng);
    let place = Place { store: [1; 16], kind: Kind::Edit, seq: 5, prev: [2; 32] };
    let sealed = cipher.seal(&place, b"text", &mut rng);
    assert_eq!(cipher.open(&place, &sealed).as_deref(), Some(&b"text"[..]));
    let mut flipped = sealed.clone();
    flipped[14] ^= 1;
    assert_eq!(cipher.open(&place, &flipped), None);
    for other in [
        Place { store: [9; 16], ..place },
        Place { kind: Kind::State, ..place },
        Place { seq: 6, ..place },
        Place { prev: [3; 32], ..place },
    ] {
        assert_eq!(cipher.open(&other, &sealed), None);
    }
}

#[test]
fn a_store_that_lost_its_lock_is_not_taken_for_ours() {
    let mut rng = Rng::new(3);
    let ours = filled(true, &mut rng);
    let theirs = filled(false, &mut rng);
    let mut found = theirs.found.clone();
    let (verdict, _, _) = open(&found, &theirs.cipher, Some(&ours.mark));
    assert_eq!(verdict, Verdict::Forged);
    // Under our own name as well.
    found.store = ours.found.store;
    let (verdict, _, _) = open(&found, &theirs.cipher, Some(&ours.mark));
    assert_eq!(verdict, Verdict::Forged);
}

#[test]
fn every_plain_backup_that_was_ever_written_still_loads() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/backup");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        if path.extension().is_some_and(|extension| extension == "json") {
            let branch = yangke::backup::restore(std::str::from_utf8(&bytes).unwrap()).unwrap();
            assert_eq!(branch.book.customers.len(), 3);
            read += 1;
        } else if path.extension().is_some_and(|extension| extension == "ykb") {
            assert_eq!(open_sealed(&bytes, "春天我们一起去看海").book.customers.len(), 3);
            read += 1;
        }
    }
    assert!(read >= 2);
}

/// Opens a sealed backup as the page does, with the twin of its cipher.
fn open_sealed(bytes: &[u8], passphrase: &str) -> yangke::branch::Branch {
    use yangke::vault::{hex, Slot};
    let file = yangke::backup::parse(bytes).unwrap();
    let envelope = &file.head.envelope;
    let open = |key: &[u8], bound: &[u8], sealed: &[u8]| {
        let (nonce, sealed) = sealed.split_at(12);
        let nonce: [u8; 12] = nonce.try_into().unwrap();
        Aes256Gcm::new_from_slice(key)
            .unwrap()
            .decrypt(&nonce.into(), Payload { msg: sealed, aad: bound })
            .unwrap()
    };
    let kek = envelope.kdf.key(passphrase, &hex::bytes(&envelope.salt).unwrap()).unwrap();
    let slot = Slot::Passphrase;
    let key = open(&kek, &envelope.bound(slot), &envelope.sealed(slot).unwrap());
    let chunks = file.head.chunks;
    let opened: Vec<Vec<u8>> = file
        .sealed
        .iter()
        .enumerate()
        .map(|(index, chunk)| open(&key, &yangke::backup::bound(&file.head_bytes, index, chunks), chunk))
        .collect();
    yangke::backup::restore(&yangke::backup::text(&opened).unwrap()).unwrap()
}

#[test]
fn nothing_of_a_forgotten_person_is_left() {
    use yangke::branch::Edit;
    let mut branch = yangke::demo::branch(&yangke::demo::DemoOptions::usual());
    branch.circles =
        std::sync::Arc::new(yangke::circles::discover(&branch.book, &branch.vocabulary(), &branch.circles));
    let members = &branch.circles.circles[0].members;
    let (member, friend) = (members[0], members[1]);
    let gone = branch.book.get(member).unwrap().clone();
    branch.apply(Edit::KeepApart(yangke::book::Apart { a: member, b: friend, reason: "x".into() }));
    let before = branch.book.customers.len();
    branch.apply(Edit::Forget(member));
    let saved = yangke::backup::save(&branch);
    assert_eq!(branch.book.customers.len(), before - 1);
    assert!(!saved.contains(&gone.phone) && !saved.contains(&gone.code));
    assert!(branch.circles.circles.iter().all(|circle| !circle.members.contains(&member)));
    assert!(branch.book.apart.is_empty());
    assert_eq!(branch.book.next_id as usize, before, "the number is not given again");
}

#[test]
fn a_persons_file_holds_the_person_and_nobody_else() {
    let branch = yangke::demo::branch(&yangke::demo::DemoOptions::usual());
    let (somebody, other) = (&branch.book.customers[3], &branch.book.customers[4]);
    let file = yangke::view::person_file(&branch, somebody.id).unwrap();
    assert!(file.contains(&somebody.name) && file.contains(&somebody.phone));
    assert!(!file.contains(&other.phone));
    assert_eq!(yangke::view::person_file(&branch, yangke::book::CustomerId(99_999)), None);
}
