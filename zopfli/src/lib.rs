//! What `zip` wants to know of `zopfli`, without the compressor: whoever writes to it gets an error.

use std::io::{Error, ErrorKind, Result, Write};
use std::num::NonZeroU64;

/// How hard to try.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Rounds.
    pub iteration_count: NonZeroU64,
}

impl Default for Options {
    fn default() -> Self {
        Self { iteration_count: NonZeroU64::MIN }
    }
}

/// Kind of block.
#[derive(Clone, Copy, Debug, Default)]
pub struct BlockType;

/// Holds what it would write to.
#[derive(Debug)]
pub struct DeflateEncoder<W: Write>(W);

impl<W: Write> DeflateEncoder<W> {
    /// An encoder in front of `sink`.
    pub fn new(_: Options, _: BlockType, sink: W) -> Self {
        Self(sink)
    }

    /// What it would write to.
    pub fn get_ref(&self) -> &W {
        &self.0
    }

    /// What it would write to.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.0
    }

    /// Never succeeds.
    pub fn finish(self) -> Result<W> {
        Err(Error::from(ErrorKind::Unsupported))
    }
}

impl<W: Write> Write for DeflateEncoder<W> {
    fn write(&mut self, _: &[u8]) -> Result<usize> {
        Err(Error::from(ErrorKind::Unsupported))
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
