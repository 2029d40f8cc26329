//! Bytes that come piece by piece, as the reader of workbooks hands them on.

use crate::names::Encoding;
use crate::whole;

/// How a step of decoding ended.
#[derive(Debug, PartialEq, Eq)]
pub enum DecoderResult {
    /// All bytes were taken.
    InputEmpty,
    /// The room for the text is used up.
    OutputFull,
    /// The bytes are no text of this encoding; how many, and how many after them were taken.
    Malformed(u8, u8),
}

/// A decoder for bytes that come piece by piece.
pub struct Decoder {
    encoding: &'static Encoding,
    browser: Option<web_sys::TextDecoder>,
    /// The bytes of a character that is not whole yet (UTF-8 and UTF-16; the browser keeps its own).
    begun: Vec<u8>,
    /// Text that found no room yet, from `given` on.
    text: String,
    given: usize,
    finished: bool,
}

impl Decoder {
    pub(crate) fn new(encoding: &'static Encoding) -> Self {
        let name = encoding.name();
        let browser = if name.starts_with("UTF-") { None } else { whole::decoder(name, true) };
        Self { encoding, browser, begun: Vec::new(), text: String::new(), given: 0, finished: false }
    }

    /// The encoding.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Bytes of UTF-8 that `bytes` bytes can become at most.
    pub fn max_utf8_buffer_length_without_replacement(&self, bytes: usize) -> Option<usize> {
        bytes.checked_mul(3)?.checked_add(8)
    }

    /// Decodes all of `src` onto the end of `dst`.
    pub fn decode_to_string_without_replacement(
        &mut self,
        src: &[u8],
        dst: &mut String,
        last: bool,
    ) -> (DecoderResult, usize) {
        if self.take(src, last).is_none() {
            return (DecoderResult::Malformed(1, 0), src.len());
        }
        dst.push_str(&self.text[self.given..]);
        self.text.clear();
        self.given = 0;
        (DecoderResult::InputEmpty, src.len())
    }

    /// Decodes `src` into `dst`: how it ended, bytes read, bytes written.
    pub fn decode_to_utf8_without_replacement(
        &mut self,
        src: &[u8],
        dst: &mut [u8],
        last: bool,
    ) -> (DecoderResult, usize, usize) {
        if self.take(src, last).is_none() {
            return (DecoderResult::Malformed(1, 0), src.len(), 0);
        }
        let waiting = &self.text[self.given..];
        let mut fits = waiting.len().min(dst.len());
        while !waiting.is_char_boundary(fits) {
            fits -= 1;
        }
        dst[..fits].copy_from_slice(&waiting.as_bytes()[..fits]);
        self.given += fits;
        if self.given < self.text.len() {
            return (DecoderResult::OutputFull, src.len(), fits);
        }
        self.text.clear();
        self.given = 0;
        (DecoderResult::InputEmpty, src.len(), fits)
    }

    /// Turns `src` into waiting text; `None` when it is malformed.
    fn take(&mut self, src: &[u8], last: bool) -> Option<()> {
        if self.finished || (src.is_empty() && !last) {
            return Some(());
        }
        self.finished = last;
        if let Some(browser) = &self.browser {
            let options = web_sys::TextDecodeOptions::new();
            options.set_stream(!last);
            self.text.push_str(&browser.decode_with_u8_array_and_options(src, &options).ok()?);
            return Some(());
        }
        self.begun.extend_from_slice(src);
        let whole = whole_characters(self.encoding.name(), &self.begun);
        let (text, damaged) = whole::decode(self.encoding.name(), &self.begun[..whole]);
        self.text.push_str(&text);
        self.begun.drain(..whole);
        (!damaged && !(last && !self.begun.is_empty())).then_some(())
    }
}

/// How many of the bytes are whole characters.
fn whole_characters(name: &str, bytes: &[u8]) -> usize {
    if name == "UTF-8" {
        return match std::str::from_utf8(bytes) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => bytes.len(),
        };
    }
    let pairs = bytes.len() & !1;
    let high = |at: usize| if name == "UTF-16LE" { bytes[at + 1] } else { bytes[at] };
    if pairs >= 2 && (0xd8..0xdc).contains(&high(pairs - 2)) {
        pairs - 2
    } else {
        pairs
    }
}
