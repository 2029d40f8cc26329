//! Text made small and large again; what would become too large is refused before it fills the memory.

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::Compression;
use std::io::{Read, Write};

/// The largest saved branch that is read.
const LARGEST: u64 = 256 << 20;

/// The text as raw deflate.
pub fn pack(text: &str) -> Vec<u8> {
    let mut packing = Packing::default();
    packing.add(text);
    packing.done()
}

/// Text on its way into raw deflate, piece by piece.
pub struct Packing(DeflateEncoder<Vec<u8>>);

impl Default for Packing {
    fn default() -> Self {
        Self(DeflateEncoder::new(Vec::new(), Compression::new(6)))
    }
}

impl Packing {
    /// The next piece. Returns how many bytes have come out so far.
    pub fn add(&mut self, text: &str) -> usize {
        // Writing to memory cannot fail.
        let _written = self.0.write_all(text.as_bytes());
        self.0.get_ref().len()
    }

    /// All of it.
    pub fn done(self) -> Vec<u8> {
        self.0.finish().unwrap_or_default()
    }
}

/// The text of raw deflate; `None` when it is none, or too large.
pub fn unpack(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let read = DeflateDecoder::new(bytes).take(LARGEST + 1).read_to_string(&mut text).ok()?;
    (read as u64 <= LARGEST).then_some(text)
}
