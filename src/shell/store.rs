//! The book in IndexedDB: a snapshot, and the edits since, each written in one strict transaction.
//!
//! A save is done when its transaction has completed, not before: a request may succeed and the transaction still
//! be aborted when the disk is full. The head says which edit is the last; a save that finds another head than it
//! knows was overtaken by another tab and is refused (compare and swap).

use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

const DATABASE: &str = "yangke.v1";
const META: &str = "meta";
const LOG: &str = "log";
const SNAPSHOT: &str = "snapshot";
const HEAD: &str = "head";

/// Why the store did not do as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives no store, or has taken it away.
    Unavailable,
    /// The disk or the quota is full.
    Full,
    /// Another tab has written since.
    Overtaken,
}

/// What was kept: the snapshot and the edits since, in order.
pub struct Kept {
    /// The last snapshot; `None` in a new store.
    pub snapshot: Option<String>,
    /// The edits after it.
    pub log: Vec<String>,
}

/// The open store.
#[derive(Clone)]
pub struct Store {
    database: IdbDatabase,
    /// Number of the last edit that is saved.
    head: Rc<Cell<f64>>,
}

impl Store {
    /// Opens the store and reads what it keeps.
    pub async fn open() -> Result<(Self, Kept), StoreError> {
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok().flatten())
            .ok_or(StoreError::Unavailable)?;
        let request: IdbOpenDbRequest =
            factory.open_with_u32(DATABASE, 1).map_err(|_| StoreError::Unavailable)?;
        let opening = request.clone();
        let create = Closure::once(move |_: web_sys::Event| {
            if let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) {
                for name in [META, LOG, SNAPSHOT] {
                    let _made = database.create_object_store(name);
                }
            }
        });
        request.set_onupgradeneeded(Some(create.as_ref().unchecked_ref()));
        let database: IdbDatabase =
            result(&request).await.map_err(|_| StoreError::Unavailable)?.unchecked_into();
        drop(create);
        // A newer page that wants to upgrade must not wait for this one.
        let closing = database.clone();
        let give_way = Closure::<dyn FnMut(web_sys::Event)>::new(move |_: web_sys::Event| closing.close());
        database.set_onversionchange(Some(give_way.as_ref().unchecked_ref()));
        give_way.forget();
        let store = Self { database, head: Rc::new(Cell::new(0.0)) };
        let kept = store.read().await.map_err(|_| StoreError::Unavailable)?;
        Ok((store, kept))
    }

    async fn read(&self) -> Result<Kept, JsValue> {
        let names = js_sys::Array::of3(&META.into(), &LOG.into(), &SNAPSHOT.into());
        let transaction = self.database.transaction_with_str_sequence(&names)?;
        // All requests are made at once: a transaction left idle would close itself.
        let head = transaction.object_store(META)?.get(&HEAD.into())?;
        let log = transaction.object_store(LOG)?.get_all()?;
        let snapshot = transaction.object_store(SNAPSHOT)?.get(&HEAD.into())?;
        done(&transaction).await?;
        self.head.set(head.result()?.as_f64().unwrap_or(0.0));
        let log = js_sys::Array::from(&log.result()?).iter().filter_map(|entry| entry.as_string()).collect();
        Ok(Kept { snapshot: snapshot.result()?.as_string(), log })
    }

    /// Saves one edit; returns after the transaction has completed.
    pub async fn append(&self, edit: String) -> Result<(), StoreError> {
        self.write(move |log, _, next| {
            log.put_with_key(&JsValue::from_str(&edit), &JsValue::from_f64(next)).map(|_| ())
        })
        .await
    }

    /// Saves a snapshot in place of all edits so far.
    pub async fn replace(&self, snapshot: String) -> Result<(), StoreError> {
        self.write(move |log, snapshots, next| {
            let so_far: JsValue = IdbKeyRange::upper_bound(&JsValue::from_f64(next))?.into();
            log.delete(&so_far)?;
            snapshots.put_with_key(&JsValue::from_str(&snapshot), &HEAD.into()).map(|_| ())
        })
        .await
    }

    /// One strict transaction: if the head is the one we know, writes and moves it on by one.
    async fn write(
        &self,
        change: impl FnOnce(&IdbObjectStore, &IdbObjectStore, f64) -> Result<(), JsValue> + 'static,
    ) -> Result<(), StoreError> {
        let overtaken = Rc::new(Cell::new(false));
        let outcome = self.try_write(change, overtaken.clone()).await;
        match outcome {
            Ok(()) => {
                self.head.set(self.head.get() + 1.0);
                Ok(())
            }
            Err(_) if overtaken.get() => Err(StoreError::Overtaken),
            Err(error) => Err(classify(&error)),
        }
    }

    async fn try_write(
        &self,
        change: impl FnOnce(&IdbObjectStore, &IdbObjectStore, f64) -> Result<(), JsValue> + 'static,
        overtaken: Rc<Cell<bool>>,
    ) -> Result<(), JsValue> {
        let names = js_sys::Array::of3(&META.into(), &LOG.into(), &SNAPSHOT.into());
        let transaction = self.strict(&names)?;
        let meta = transaction.object_store(META)?;
        let (log, snapshots) = (transaction.object_store(LOG)?, transaction.object_store(SNAPSHOT)?);
        let head = meta.get(&HEAD.into())?;
        let (known, found, inner) = (self.head.get(), head.clone(), transaction.clone());
        let on_head = Closure::once(move |_: web_sys::Event| {
            let now = found.result().ok().and_then(|head| head.as_f64()).unwrap_or(0.0);
            let written = if now == known {
                let next = JsValue::from_f64(known + 1.0);
                change(&log, &snapshots, known + 1.0)
                    .and_then(|()| meta.put_with_key(&next, &HEAD.into()).map(|_| ()))
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

    /// A transaction that is complete only when it is on the disk. The binding for `durability` is not stable yet,
    /// so the method is called by name.
    fn strict(&self, names: &js_sys::Array) -> Result<IdbTransaction, JsValue> {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let method: js_sys::Function =
            js_sys::Reflect::get(&self.database, &"transaction".into())?.dyn_into()?;
        method.call3(&self.database, names, &"readwrite".into(), &options).map(JsCast::unchecked_into)
    }

    /// Deletes everything that is kept.
    pub async fn wipe(&self) -> Result<(), StoreError> {
        let names = js_sys::Array::of3(&META.into(), &LOG.into(), &SNAPSHOT.into());
        let clear = || -> Result<IdbTransaction, JsValue> {
            let transaction = self
                .database
                .transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?;
            for name in [META, LOG, SNAPSHOT] {
                transaction.object_store(name)?.clear()?;
            }
            Ok(transaction)
        };
        let transaction = clear().map_err(|error| classify(&error))?;
        done(&transaction).await.map_err(|error| classify(&error))?;
        self.head.set(0.0);
        Ok(())
    }
}

fn classify(error: &JsValue) -> StoreError {
    let name = js_sys::Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    // The three names that engines give a full disk.
    if ["QuotaExceededError", "QUOTA_EXCEEDED_ERR", "NS_ERROR_DOM_QUOTA_REACHED"].contains(&name.as_str()) {
        StoreError::Full
    } else {
        StoreError::Unavailable
    }
}

/// The result of a request.
async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let waiting = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(waiting).await?;
    request.result()
}

/// Waits for `complete`; `abort` and `error` are failures with the transaction's own reason.
async fn done(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let waiting = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(waiting).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(JsValue::NULL, JsValue::from)),
    }
}
