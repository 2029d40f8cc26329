//! The parts of a zipped file, each unpacked on demand and within a budget.
//!
//! Only what a workbook needs: stored and deflated parts, found through the directory at the end of the file. Sizes that
//! the file states are never trusted with memory.

use flate2::{Decompress, FlushDecompress, Status};

use super::ImportError;

/// Most bytes that the parts of one file may unpack to.
const MAX_INFLATED: usize = 200 << 20;
/// Most parts of a file.
const MAX_PARTS: usize = 10_000;

/// A zipped file.
pub(super) struct ZipFile<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    left: usize,
}

struct Part {
    name: String,
    deflated: bool,
    packed: usize,
    size: usize,
    at: usize,
}

/// A little-endian number of `len` bytes.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(len)?)?;
    let value = field.iter().rev().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok()
}

/// Part names are compared without regard to case or kind of slash, as Excel does.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

impl<'a> ZipFile<'a> {
    /// Reads the directory; `None` when there is none, as in a file that was cut off.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let last = bytes.len().checked_sub(22)?;
        let end =
            (last.saturating_sub(1 << 16)..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
        let mut at = number(bytes, end + 16, 4)?;
        // Large files say where their directory is in a record of its own.
        if at == 0xffff_ffff {
            let record = number(bytes, end.checked_sub(12)?, 8)?;
            at = number(bytes, record.checked_add(48)?, 8)?;
        }
        let mut parts = Vec::new();
        while bytes.get(at..)?.starts_with(b"PK\x01\x02") && parts.len() < MAX_PARTS {
            let (name, extra) = (number(bytes, at + 28, 2)?, number(bytes, at + 30, 2)?);
            let written = bytes.get(at + 46..at + 46 + name)?;
            let mut fields =
                [number(bytes, at + 24, 4)?, number(bytes, at + 20, 4)?, number(bytes, at + 42, 4)?];
            long_fields(bytes.get(at + 46 + name..at + 46 + name + extra)?, &mut fields);
            let [size, packed, start] = fields;
            parts.push(Part {
                name: plain(&String::from_utf8_lossy(written)),
                deflated: number(bytes, at + 10, 2)? != 0,
                packed,
                size,
                at: start,
            });
            at += 46 + name + extra + number(bytes, at + 32, 2)?;
        }
        Some(Self { bytes, parts, left: MAX_INFLATED })
    }

    /// True when the file has such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        let name = plain(name);
        self.parts.iter().any(|part| part.name == name)
    }

    /// A part, unpacked; nothing when the file has none of that name.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, ImportError> {
        let name = plain(name);
        let Some(part) = self.parts.iter().find(|part| part.name == name) else { return Ok(Vec::new()) };
        if part.size > self.left {
            return Err(ImportError::Inflated);
        }
        let packed = packed(self.bytes, part).ok_or(ImportError::Damaged)?;
        let whole = if part.deflated { inflate(packed, self.left)? } else { packed.to_vec() };
        if whole.len() != part.size {
            return Err(ImportError::Damaged);
        }
        self.left -= whole.len();
        Ok(whole)
    }
}

/// Sizes beyond four bytes stand in an extra field, in this order, and only those that do not fit.
fn long_fields(mut extra: &[u8], fields: &mut [usize; 3]) {
    while let (Some(kind), Some(len)) = (number(extra, 0, 2), number(extra, 2, 2)) {
        if kind == 1 {
            let mut at = 4;
            for field in fields.iter_mut().filter(|field| **field == 0xffff_ffff) {
                *field = number(extra, at, 8).unwrap_or(usize::MAX);
                at += 8;
            }
        }
        extra = extra.get(4 + len..).unwrap_or_default();
    }
}

fn packed<'a>(bytes: &'a [u8], part: &Part) -> Option<&'a [u8]> {
    let start = part.at.checked_add(30)?;
    let start = start + number(bytes, part.at + 26, 2)? + number(bytes, part.at + 28, 2)?;
    bytes.get(start..start.checked_add(part.packed)?)
}

fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, ImportError> {
    let mut whole = Vec::with_capacity((packed.len() * 4).min(most));
    let mut machine = Decompress::new(false);
    loop {
        let (read, had) = (machine.total_in() as usize, whole.len());
        let status = machine.decompress_vec(&packed[read..], &mut whole, FlushDecompress::None);
        match status {
            Ok(_) if whole.len() > most => return Err(ImportError::Inflated),
            Ok(Status::StreamEnd) => return Ok(whole),
            // Room is made as it is needed: a part that claims much gets no more than it fills.
            Ok(_) if whole.len() == whole.capacity() => whole.reserve(whole.len().clamp(1 << 16, 16 << 20)),
            Ok(_) if whole.len() > had || machine.total_in() as usize > read => {}
            _ => return Err(ImportError::Damaged),
        }
    }
}
