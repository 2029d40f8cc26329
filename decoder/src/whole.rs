//! Bytes that are there as a whole.

use std::borrow::Cow;

/// The text of `bytes` without any regard to byte-order marks, and whether anything had to be replaced.
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
    match name {
        "UTF-8" => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(bytes), true),
        },
        "UTF-16LE" => utf16(bytes, u16::from_le_bytes),
        "UTF-16BE" => utf16(bytes, u16::from_be_bytes),
        _ => match browser(name, bytes, true) {
            Some(text) => (Cow::Owned(text), false),
            None => (Cow::Owned(browser(name, bytes, false).unwrap_or_default()), true),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'static, str>, bool) {
    let pairs = bytes.chunks_exact(2);
    let mut damaged = !pairs.remainder().is_empty();
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let mut text: String = char::decode_utf16(units)
        .map(|found| {
            found.unwrap_or_else(|_| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (Cow::Owned(text), damaged)
}

/// The browser's reading; `None` when it is `strict` and something is wrong, or when it does not know the encoding.
fn browser(name: &str, bytes: &[u8], strict: bool) -> Option<String> {
    let decoder = decoder(name, strict)?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// A decoder of the browser's; outside UTF it knows no byte-order marks.
pub fn decoder(name: &str, strict: bool) -> Option<web_sys::TextDecoder> {
    let options = web_sys::TextDecoderOptions::new();
    options.set_fatal(strict);
    web_sys::TextDecoder::new_with_label_and_options(name, &options).ok()
}
