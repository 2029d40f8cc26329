//! The browser's cipher and its entropy: AES-256-GCM through WebCrypto, with keys that the page cannot read back.
//!
//! WebCrypto is absent where the page is served over plain http; then nothing can be encrypted, and the page says so.

use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::files::joined;
use crate::vault::Pieces;

/// Bytes of the nonce before the sealed content.
const NONCE: usize = 12;
/// Bytes of a piece of what is large.
const PIECE: u32 = 1 << 18;

fn crypto() -> Option<web_sys::Crypto> {
    web_sys::window()?.crypto().ok()
}

fn subtle() -> Option<web_sys::SubtleCrypto> {
    let found = js_sys::Reflect::get(crypto()?.as_ref(), &"subtle".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

/// Whether this browser can encrypt.
pub fn is_available() -> bool {
    subtle().is_some()
}

/// Random bytes; `None` where the browser has no entropy.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Text in the one form that a passphrase has on every keyboard (NFKC), without blanks around it.
pub fn normalised(text: &str) -> String {
    let normal = js_sys::JsString::from(text.trim()).normalize("NFKC");
    String::from(normal)
}

/// A key inside the browser.
#[derive(Clone, Debug)]
pub struct Key(web_sys::CryptoKey);

impl Key {
    /// Hands 32 bytes over to the browser.
    pub async fn new(raw: &[u8]) -> Option<Self> {
        let usages: JsValue = Array::of2(&"encrypt".into(), &"decrypt".into()).into();
        let bytes: Object = Uint8Array::from(raw).into();
        let made = subtle()?.import_key_with_str("raw", &bytes, "AES-GCM", false, &usages).ok()?;
        Some(Self(JsFuture::from(made).await.ok()?.unchecked_into()))
    }

    /// Seals content and binds it to its place; nonce first.
    pub async fn seal(&self, bound: &[u8], content: &[u8]) -> Option<Vec<u8>> {
        self.seal_pieces(bound, vec![content.to_vec()]).await.map(|sealed| sealed.concat())
    }

    /// As [`Self::seal`], of content that is large.
    pub async fn seal_pieces(&self, bound: &[u8], content: Pieces) -> Option<Pieces> {
        let nonce = random::<NONCE>()?;
        let data: Object = joined(&content).into();
        drop(content);
        let sealed =
            subtle()?.encrypt_with_object_and_buffer_source(&with(&nonce, bound), &self.0, &data).ok()?;
        let sealed = Uint8Array::new(&JsFuture::from(sealed).await.ok()?);
        let cuts = (0..sealed.length()).step_by(PIECE as usize);
        let pieces = cuts.map(|from| sealed.subarray(from, (from + PIECE).min(sealed.length())).to_vec());
        Some(std::iter::once(nonce.to_vec()).chain(pieces).collect())
    }

    /// Opens what was sealed at the same place; `None` when it was not, or was changed since.
    pub async fn open(&self, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        let data: Object = Uint8Array::from(sealed).into();
        let opened =
            subtle()?.decrypt_with_object_and_buffer_source(&with(nonce, bound), &self.0, &data).ok()?;
        bytes(opened).await
    }
}

fn with(nonce: &[u8], bound: &[u8]) -> Object {
    let params = web_sys::AesGcmParams::new("AES-GCM", &Uint8Array::from(nonce));
    params.set_additional_data(&Uint8Array::from(bound));
    params.into()
}

async fn bytes(promise: Promise) -> Option<Vec<u8>> {
    Some(Uint8Array::new(&JsFuture::from(promise).await.ok()?).to_vec())
}
