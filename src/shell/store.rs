//! The book in IndexedDB: records, folds and the little about them, each save one strict transaction.
//!
//! A save is done when its transaction has completed, not before: a request may succeed and the transaction still
//! be aborted when the disk is full. The head says which save is the last; a save that finds another head than it
//! knows was overtaken by another tab and is refused (compare and swap). What the bytes mean is `vault`'s.

use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbTransactionMode};

use super::files::joined;
pub use super::idb::StoreError;
use super::idb::{classify, done, result, strict};
use crate::vault::{hex, Audit, Batch, Envelope, Found, Head, StoreId};

const DATABASE: &str = "yangke.v1";
/// Form 1 kept plain text in `log` and `snapshot`; form 2 keeps records and folds.
const FORM: u32 = 2;
const META: &str = "meta";
const LOG: &str = "log";
const SNAPSHOT: &str = "snapshot";
const RECORDS: &str = "records";
const FOLDS: &str = "folds";
const ALL: [&str; 5] = [META, LOG, SNAPSHOT, RECORDS, FOLDS];
const HEAD: &str = "head";
const STORE: &str = "store";
const ENVELOPE: &str = "envelope";
const AUDIT: &str = "audit";

/// What form 1 kept: a snapshot and the edits since.
pub struct Old {
    /// The snapshot.
    pub snapshot: String,
    /// The edits after it.
    pub log: Vec<String>,
}

/// What was kept.
pub struct Kept {
    /// Records, folds and head.
    pub found: Found,
    /// The key under a passphrase, when the records are sealed.
    pub envelope: Option<Envelope>,
    /// What an older page has kept.
    pub old: Option<Old>,
    /// What was done with the data.
    pub audit: Audit,
}

/// How a new store begins.
pub struct Beginning {
    /// Its name.
    pub store: StoreId,
    /// The key under a passphrase, when the records are sealed.
    pub envelope: Option<Envelope>,
}

/// The open store.
#[derive(Clone)]
pub struct Store {
    database: IdbDatabase,
    /// The head as the store keeps it; whoever finds another was overtaken.
    head: Rc<RefCell<JsValue>>,
}

fn text_of(head: &Head) -> JsValue {
    format!("{} {}", head.seq, hex::text(&head.hash)).into()
}

fn head_of(text: &str) -> Option<Head> {
    let (seq, hash) = text.split_once(' ')?;
    Some(Head { seq: seq.parse().ok()?, hash: hex::exactly(hash)? })
}

fn names() -> Array {
    ALL.iter().map(|name| JsValue::from_str(name)).collect()
}

impl Store {
    /// Opens the store.
    pub async fn open() -> Result<Self, StoreError> {
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or(StoreError::Unavailable)?;
        let request: IdbOpenDbRequest =
            factory.open_with_u32(DATABASE, FORM).map_err(|_| StoreError::Unavailable)?;
        let opening = request.clone();
        let create = Closure::once(move |_: web_sys::Event| {
            if let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) {
                let there = database.object_store_names();
                for name in ALL.iter().filter(|name| !there.contains(name)) {
                    let _made = database.create_object_store(name);
                }
            }
        });
        request.set_onupgradeneeded(Some(create.as_ref().unchecked_ref()));
        let opened = result(&request).await.map_err(|error| classify(&error))?;
        drop(create);
        let database: IdbDatabase = opened.unchecked_into();
        // A newer page that wants to upgrade must not wait for this one.
        let closing = database.clone();
        let give_way = Closure::<dyn FnMut(web_sys::Event)>::new(move |_: web_sys::Event| closing.close());
        database.set_onversionchange(Some(give_way.as_ref().unchecked_ref()));
        give_way.forget();
        Ok(Self { database, head: Rc::new(RefCell::new(JsValue::UNDEFINED)) })
    }

    /// Reads all that is kept.
    pub async fn read(&self) -> Result<Kept, StoreError> {
        let (kept, head) = self.try_read().await.map_err(|error| classify(&error))?;
        self.head.replace(head);
        Ok(kept)
    }

    /// Reads all that is kept; the next save still goes behind the head that was known before.
    pub async fn peek(&self) -> Result<Kept, StoreError> {
        self.try_read().await.map(|(kept, _)| kept).map_err(|error| classify(&error))
    }

    async fn try_read(&self) -> Result<(Kept, JsValue), JsValue> {
        let transaction = self.database.transaction_with_str_sequence(&names())?;
        // All requests are made at once: a transaction left idle would close itself.
        let meta = transaction.object_store(META)?;
        let (head, store, envelope, audit) = (
            meta.get(&HEAD.into())?,
            meta.get(&STORE.into())?,
            meta.get(&ENVELOPE.into())?,
            meta.get(&AUDIT.into())?,
        );
        let all = |name: &str| -> Result<_, JsValue> {
            let store = transaction.object_store(name)?;
            Ok((store.get_all_keys()?, store.get_all()?))
        };
        let (records, folds) = (all(RECORDS)?, all(FOLDS)?);
        let log = transaction.object_store(LOG)?.get_all()?;
        let snapshot = transaction.object_store(SNAPSHOT)?.get(&HEAD.into())?;
        done(&transaction).await?;
        let by_number = |(keys, values): &(web_sys::IdbRequest, web_sys::IdbRequest)| -> Result<_, JsValue> {
            let (keys, values) = (Array::from(&keys.result()?), Array::from(&values.result()?));
            let mut found: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
            found.extend(keys.iter().zip(values.iter()).filter_map(|(key, value)| {
                Some((key.as_f64()? as u64, value.dyn_into::<Uint8Array>().ok()?.to_vec()))
            }));
            Ok(found)
        };
        let text = |request: &web_sys::IdbRequest| -> Result<Option<String>, JsValue> {
            Ok(request.result()?.as_string())
        };
        let found = Found {
            store: text(&store)?.and_then(|text| hex::exactly(&text)).unwrap_or_default(),
            head: text(&head)?.and_then(|text| head_of(&text)),
            records: by_number(&records)?,
            folds: by_number(&folds)?,
        };
        let log = Array::from(&log.result()?).iter().filter_map(|entry| entry.as_string()).collect();
        let kept = Kept {
            found,
            envelope: text(&envelope)?.and_then(|json| serde_json::from_str(&json).ok()),
            old: text(&snapshot)?.map(|snapshot| Old { snapshot, log }),
            audit: text(&audit)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
        };
        Ok((kept, head.result()?))
    }

    /// Carries out a save; returns after the transaction has completed. With a `beginning` all that was kept before
    /// goes in the same transaction.
    pub async fn write(&self, batch: Batch, beginning: Option<Beginning>) -> Result<(), StoreError> {
        let next = text_of(&batch.head);
        let outcome = self.swap(next.clone(), move |stores| put(stores, &batch, beginning)).await;
        if outcome.is_ok() {
            self.head.replace(next);
        }
        outcome
    }

    /// Puts another envelope in place, or the audit log.
    pub async fn keep_envelope(&self, envelope: &Envelope) -> Result<(), StoreError> {
        self.keep(ENVELOPE, serde_json::to_string(envelope).unwrap_or_default()).await
    }

    /// Keeps the audit log.
    pub async fn keep_audit(&self, audit: &Audit) -> Result<(), StoreError> {
        self.keep(AUDIT, serde_json::to_string(audit).unwrap_or_default()).await
    }

    async fn keep(&self, name: &'static str, json: String) -> Result<(), StoreError> {
        let put = || {
            let transaction = strict(&self.database, &Array::of1(&META.into()))?;
            transaction.object_store(META)?.put_with_key(&json.into(), &name.into())?;
            Ok::<_, JsValue>(transaction)
        };
        let transaction = put().map_err(|error| classify(&error))?;
        done(&transaction).await.map_err(|error| classify(&error))
    }

    /// One strict transaction: if the head is the one we know, writes and moves it on.
    async fn swap(
        &self,
        next: JsValue,
        change: impl FnOnce(&[IdbObjectStore]) -> Result<(), JsValue> + 'static,
    ) -> Result<(), StoreError> {
        let overtaken = Rc::new(Cell::new(false));
        match self.try_swap(next, change, overtaken.clone()).await {
            Ok(()) => Ok(()),
            Err(_) if overtaken.get() => Err(StoreError::Overtaken),
            Err(error) => Err(classify(&error)),
        }
    }

    async fn try_swap(
        &self,
        next: JsValue,
        change: impl FnOnce(&[IdbObjectStore]) -> Result<(), JsValue> + 'static,
        overtaken: Rc<Cell<bool>>,
    ) -> Result<(), JsValue> {
        let transaction = strict(&self.database, &names())?;
        let stores = ALL.iter().map(|name| transaction.object_store(name)).collect::<Result<Vec<_>, _>>()?;
        let head = stores[0].get(&HEAD.into())?;
        let (known, found, inner) = (self.head.borrow().clone(), head.clone(), transaction.clone());
        let on_head = Closure::once(move |_: web_sys::Event| {
            let written = if found.result().is_ok_and(|now| now == known) {
                change(&stores).and_then(|()| stores[0].put_with_key(&next, &HEAD.into()).map(|_| ()))
            } else {
                overtaken.set(true);
                Err(JsValue::NULL)
            };
            if written.is_err() {
                let _aborted = inner.abort();
            }
        });
        head.set_onsuccess(Some(on_head.as_ref().unchecked_ref()));
        let outcome = done(&transaction).await;
        drop(on_head);
        outcome
    }

    /// Deletes everything that is kept.
    pub async fn wipe(&self) -> Result<(), StoreError> {
        let clear = || {
            let transaction = self
                .database
                .transaction_with_str_sequence_and_mode(&names(), IdbTransactionMode::Readwrite)?;
            for name in ALL {
                transaction.object_store(name)?.clear()?;
            }
            Ok::<_, JsValue>(transaction)
        };
        let transaction = clear().map_err(|error| classify(&error))?;
        done(&transaction).await.map_err(|error| classify(&error))?;
        self.head.replace(JsValue::UNDEFINED);
        Ok(())
    }
}

/// The writes of a save, inside its transaction.
fn put(stores: &[IdbObjectStore], batch: &Batch, beginning: Option<Beginning>) -> Result<(), JsValue> {
    let [meta, log, snapshot, records, folds] = stores else { return Err(JsValue::NULL) };
    if let Some(Beginning { store, envelope }) = beginning {
        for old in [log, snapshot, records, folds] {
            old.clear()?;
        }
        meta.put_with_key(&hex::text(&store).into(), &STORE.into())?;
        match envelope {
            Some(envelope) => {
                let json = serde_json::to_string(&envelope).unwrap_or_default();
                meta.put_with_key(&json.into(), &ENVELOPE.into())?;
            }
            None => {
                meta.delete(&ENVELOPE.into())?;
            }
        }
    }
    let number = |seq: u64| JsValue::from_f64(seq as f64);
    if batch.keep_from > 0 {
        for store in [records, folds] {
            store.delete(&IdbKeyRange::upper_bound_with_open(&number(batch.keep_from), true)?.into())?;
        }
    }
    for (store, record) in [(records, &batch.record), (folds, &batch.fold)] {
        if let Some((seq, pieces)) = record {
            store.put_with_key(&joined(pieces), &number(*seq))?;
        }
    }
    Ok(())
}
