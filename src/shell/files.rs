//! Files in and out: reading what was chosen or dropped, and handing files to the browser.

use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file, in the browser's memory: the program's own never shrinks again.
#[derive(Clone, Debug)]
pub struct FileBytes(SendWrapper<js_sys::Uint8Array>);

impl FileBytes {
    /// The bytes of a text.
    pub fn of_text(text: &str) -> Self {
        Self(SendWrapper::new(js_sys::Uint8Array::from(text.as_bytes())))
    }

    /// As the worker is sent them.
    pub(super) fn array(&self) -> &JsValue {
        self.0.as_ref()
    }

    /// For the page itself.
    pub fn to_vec(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// Pieces one behind the other, in the browser's memory.
pub(super) fn joined(pieces: &[Vec<u8>]) -> js_sys::Uint8Array {
    let whole = js_sys::Uint8Array::new_with_length(pieces.iter().map(|piece| piece.len() as u32).sum());
    let mut at = 0;
    for piece in pieces {
        whole.set(&js_sys::Uint8Array::from(piece.as_slice()), at);
        at += piece.len() as u32;
    }
    whole
}

/// The bytes of a chosen file.
///
/// # Errors
/// The file cannot be read: it is gone, locked by another program, or was changed since it was chosen.
pub async fn read(file: &web_sys::File) -> Result<FileBytes, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(FileBytes(SendWrapper::new(js_sys::Uint8Array::new(&buffer))))
}

/// Hands bytes to the browser as a download.
pub fn download(bytes: &[u8], name: &str, kind: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}

/// Puts text on the clipboard.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.map(|_| ())
}
