//! Just enough XML for workbooks: tags, attributes and text, one after the other, straight from the bytes.
//!
//! Nothing is expanded but the five named marks and numbers, so a document can never grow by being read; a document type
//! ends the reading.

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// `<name …>`, or `<name …/>` when `closed`.
    Open { name: &'a [u8], rest: &'a [u8], closed: bool },
    /// `</name>`.
    Close(&'a [u8]),
    /// What stands between tags.
    Text(&'a [u8]),
}

/// The pieces of a document.
pub(super) struct Xml<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Everything up to `mark`, which is passed over.
    fn until(&mut self, mark: &[u8]) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?;
        let len = rest.windows(mark.len()).position(|window| window == mark)?;
        self.at += len + mark.len();
        Some(&rest[..len])
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            if *rest.first()? != b'<' {
                let len = rest.iter().position(|byte| *byte == b'<').unwrap_or(rest.len());
                self.at += len;
                return Some(Piece::Text(&rest[..len]));
            }
            match rest.get(1)? {
                b'?' => {
                    self.until(b"?>")?;
                }
                b'!' if rest.starts_with(b"<!--") => {
                    self.until(b"-->")?;
                }
                b'!' if rest.starts_with(b"<![CDATA[") => {
                    self.at += 9;
                    return self.until(b"]]>").map(Piece::Text);
                }
                b'!' => return None,
                b'/' => {
                    self.at += 2;
                    return self.until(b">").map(|name| Piece::Close(local(name.trim_ascii_end())));
                }
                _ => return self.open(rest),
            }
        }
    }
}

impl<'a> Xml<'a> {
    fn open(&mut self, rest: &'a [u8]) -> Option<Piece<'a>> {
        // A > inside of quotes is part of a value.
        let (mut quote, mut len) = (0, 1);
        loop {
            let byte = *rest.get(len)?;
            if quote == 0 {
                match byte {
                    b'>' => break,
                    b'"' | b'\'' => quote = byte,
                    _ => {}
                }
            } else if byte == quote {
                quote = 0;
            }
            len += 1;
        }
        self.at += len + 1;
        let tag = &rest[1..len];
        let closed = tag.ends_with(b"/");
        let tag = if closed { &tag[..tag.len() - 1] } else { tag };
        let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
        Some(Piece::Open { name: local(&tag[..end]), rest: &tag[end..], closed })
    }
}

/// A name without its prefix: `x:row` is `row`.
fn local(name: &[u8]) -> &[u8] {
    name.iter().position(|byte| *byte == b':').map_or(name, |at| &name[at + 1..])
}

/// The attributes of a tag, name without prefix and value as written.
pub(super) struct Attributes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let value = rest[equals + 1..].trim_ascii_start();
        let quote = *value.first()?;
        let len = value[1..].iter().position(|byte| *byte == quote)?;
        self.0 = &value[len + 2..];
        Some((local(rest[..equals].trim_ascii_end()), &value[1..=len]))
    }
}

/// The value of an attribute, unescaped.
pub(super) fn attribute(rest: &[u8], name: &str) -> Option<String> {
    Attributes(rest).find(|(found, _)| *found == name.as_bytes()).map(|(_, value)| {
        let mut text = String::new();
        unescape(value, &mut text);
        text
    })
}

/// True for an attribute that says yes.
pub(super) fn says_yes(rest: &[u8], name: &str) -> bool {
    attribute(rest, name).is_some_and(|value| value == "1" || value == "true")
}

/// Adds text to `into`, with its marks (`&amp;`, `&#x4e00;`) put in plain form.
pub(super) fn unescape(text: &[u8], into: &mut String) {
    let text = String::from_utf8_lossy(text);
    let mut rest = &*text;
    while let Some((before, behind)) = rest.split_once('&') {
        into.push_str(before);
        let mark = behind.split_once(';').and_then(|(mark, after)| Some((character(mark)?, after)));
        match mark {
            Some((c, after)) => {
                into.push(c);
                rest = after;
            }
            None => {
                into.push('&');
                rest = behind;
            }
        }
    }
    into.push_str(rest);
}

fn character(mark: &str) -> Option<char> {
    Some(match mark {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = mark.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_attributes_and_text() {
        let text =
            br#"<?xml version="1.0"?><!-- no --><x:a r="1>2" s='&lt;'>t&#x4e00;<b/></x:a><![CDATA[<c>]]>"#;
        let pieces: Vec<Piece> = Xml::new(text).collect();
        let Piece::Open { name, rest, closed: false } = pieces[0] else { panic!("{pieces:?}") };
        assert_eq!((name, attribute(rest, "s").as_deref()), (&b"a"[..], Some("<")));
        assert_eq!(attribute(rest, "r").as_deref(), Some("1>2"));
        let mut said = String::new();
        let Piece::Text(raw) = pieces[1] else { panic!("{pieces:?}") };
        unescape(raw, &mut said);
        assert_eq!(said, "t一");
        assert_eq!(pieces[3], Piece::Close(b"a"));
        assert_eq!(pieces[4], Piece::Text(b"<c>"));
    }

    #[test]
    fn what_is_cut_off_or_declares_a_type_just_ends() {
        for text in ["<a b=\"", "<!DOCTYPE x [<!ENTITY y \"z\">]><a/>", "</", "<", "<!--"] {
            assert_eq!(Xml::new(text.as_bytes()).next(), None, "{text}");
        }
    }
}
