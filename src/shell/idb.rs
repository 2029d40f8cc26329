//! IndexedDB's requests and transactions as futures, and its errors as ours.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransaction};

/// Why the store did not do as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives no store, or has taken it away.
    Unavailable,
    /// The disk or the quota is full.
    Full,
    /// Another tab has written since.
    Overtaken,
    /// A newer version of the page has written here.
    Newer,
}

/// The error of a request or transaction.
pub fn classify(error: &JsValue) -> StoreError {
    let name = js_sys::Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    match name.as_str() {
        // The three names that engines give a full disk.
        "QuotaExceededError" | "QUOTA_EXCEEDED_ERR" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
        "VersionError" => StoreError::Newer,
        _ => StoreError::Unavailable,
    }
}

/// The result of a request.
pub async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let waiting = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(waiting).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Waits for `complete`; `abort` and `error` are failures with the transaction's own reason.
pub async fn done(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let waiting = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(waiting).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(JsValue::NULL, JsValue::from)),
    }
}

/// A transaction that is complete only when it is on the disk. The binding for `durability` is not stable yet, so that
/// the method is called by name.
pub fn strict(database: &IdbDatabase, names: &js_sys::Array) -> Result<IdbTransaction, JsValue> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let method: js_sys::Function =
        js_sys::Reflect::get(database.as_ref(), &"transaction".into())?.dyn_into()?;
    method.call3(database.as_ref(), names, &"readwrite".into(), &options).map(JsCast::unchecked_into)
}
