//! The part of `encoding_rs` that the readers of lists use, with the browser's decoders in the page.
//!
//! Names and meanings are those of `encoding_rs` 0.8, so that the crates that were written for it compile unchanged;
//! `tests/browser/run.mjs` holds both against each other (the same book from a GBK list natively and in the page).

#[cfg(not(target_arch = "wasm32"))]
pub use real::*;

#[cfg(target_arch = "wasm32")]
mod names;
#[cfg(target_arch = "wasm32")]
mod stream;

#[cfg(target_arch = "wasm32")]
mod whole;

#[cfg(target_arch = "wasm32")]
pub use names::*;
#[cfg(target_arch = "wasm32")]
pub use stream::{Decoder, DecoderResult};
