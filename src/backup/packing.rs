//! Text made small and large again; what would become too large is refused before it fills the memory.

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::Compression;
use std::io::{Read, Write};

/// The largest saved branch that is read.
const LARGEST: u64 = 256 << 20;

/// The text as raw deflate.
pub fn pack(text: &str) -> Vec<u8> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory cannot fail.
    let _written = writer.write_all(text.as_bytes());
    writer.finish().unwrap_or_default()
}

/// The text of raw deflate; `None` when it is none, or too large.
pub fn unpack(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let read = DeflateDecoder::new(bytes).take(LARGEST + 1).read_to_string(&mut text).ok()?;
    (read as u64 <= LARGEST).then_some(text)
}
