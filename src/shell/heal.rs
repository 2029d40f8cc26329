//! A cure for a fault of Chromium's store: after a crash the next start may go on writing behind a torn record, and the
//! start after that then deletes every database of the origin (leveldb issue 1287).
//!
//! Ten megabytes of chance in a scratch database make LevelDB begin a new log, and the torn one is never read again.
//! It takes about a tenth of a second, once a start, before the first save. Records stay below 64 kB, above which
//! Chromium would keep them outside of LevelDB.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::crypto;
use super::idb::{done, result};

const SCRATCH: &str = "yangke.heal";
const RECORDS: u32 = 320;
const TRANSACTIONS: u32 = 10;

/// Makes the store begin a new log. Whatever goes wrong here is no reason not to go on.
pub async fn heal() {
    let chromium = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .is_some_and(|agent| agent.contains("Chrome"));
    if chromium {
        let _healed = scratch().await;
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let _gone = factory.and_then(|factory| factory.delete_database(SCRATCH).ok());
    }
}

async fn scratch() -> Result<(), JsValue> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let request = factory.ok_or(JsValue::NULL)?.open_with_u32(SCRATCH, 1)?;
    let opening = request.clone();
    let create = Closure::once(move |_: web_sys::Event| {
        if let Ok(database) = opening.result() {
            let _made = database.unchecked_into::<web_sys::IdbDatabase>().create_object_store("s");
        }
    });
    request.set_onupgradeneeded(Some(create.as_ref().unchecked_ref()));
    let database: web_sys::IdbDatabase = result(&request).await?.unchecked_into();
    for _ in 0..TRANSACTIONS {
        let transaction =
            database.transaction_with_str_and_mode("s", web_sys::IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store("s")?;
        for key in 0..RECORDS / TRANSACTIONS {
            let chance = crypto::random::<30_000>().ok_or(JsValue::NULL)?;
            store.put_with_key(&js_sys::Uint8Array::from(&chance[..]), &JsValue::from_f64(f64::from(key)))?;
        }
        done(&transaction).await?;
    }
    database.close();
    Ok(())
}
