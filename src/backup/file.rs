//! The backup file: a head in the clear that names nobody, and the branch behind it, packed, cut into chunks, sealed.
//!
//! `docs/backup-format.md` describes it for other programs, `tools/read-backup.mjs` is one. Each chunk is bound to the
//! head, to its number and to whether it is the last: a file that was cut, mixed or reordered does not open.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{pack, unpack, RestoreError};
use crate::vault::Envelope;

const MAGIC: &[u8; 4] = b"YKB1";
const HASH: usize = 32;
/// Bytes of packed text in a chunk.
const CHUNK: usize = 1 << 20;
/// Nonce and tag around each chunk.
const SEAL: usize = 12 + 16;
/// The largest head that is read.
const LARGEST_HEAD: usize = 1 << 16;

/// What a backup file says of itself without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHead {
    /// Form of the file.
    pub form: u32,
    /// Day and time it was made.
    pub made: String,
    /// Customers in it.
    pub customers: usize,
    /// Chunks behind the head.
    pub chunks: u32,
    /// The key under a passphrase.
    pub envelope: Envelope,
}

/// The content of a file, in chunks: hash of the text, then the packed text.
pub fn content(text: &str) -> Vec<Vec<u8>> {
    let mut bytes = Sha256::digest(text.as_bytes()).to_vec();
    bytes.extend(pack(text));
    bytes.chunks(CHUNK).map(<[u8]>::to_vec).collect()
}

/// The head as bytes; the chunks are bound to them.
pub fn head_bytes(head: &BackupHead) -> Vec<u8> {
    let json = serde_json::to_string(head).unwrap_or_default();
    let mut bytes = MAGIC.to_vec();
    bytes.extend((json.len() as u32).to_be_bytes());
    bytes.extend(json.as_bytes());
    bytes
}

/// The bytes that a chunk is bound to.
pub fn bound(head_bytes: &[u8], index: usize, chunks: u32) -> Vec<u8> {
    let mut bytes = b"yangke backup 1".to_vec();
    bytes.extend(Sha256::digest(head_bytes));
    bytes.extend((index as u32).to_be_bytes());
    bytes.push(u8::from(index + 1 == chunks as usize));
    bytes
}

/// The whole file.
pub fn assemble(head_bytes: &[u8], sealed: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = head_bytes.to_vec();
    for chunk in sealed {
        bytes.extend((chunk.len() as u32).to_be_bytes());
        bytes.extend(chunk);
    }
    bytes
}

/// Whether bytes begin like a backup file.
pub fn is_backup_file(bytes: &[u8]) -> bool {
    bytes.starts_with(b"YKB")
}

/// A file taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// What it says of itself.
    pub head: BackupHead,
    /// The head as bytes.
    pub head_bytes: Vec<u8>,
    /// The sealed chunks.
    pub sealed: Vec<Vec<u8>>,
}

/// Takes a file apart; nothing of it is trusted, and nothing larger than the file is allocated.
pub fn parse(bytes: &[u8]) -> Result<BackupFile, RestoreError> {
    let (magic, rest) = bytes.split_at_checked(4).ok_or(RestoreError::Damaged)?;
    if magic != MAGIC {
        let newer = magic.starts_with(b"YKB") && magic[3].is_ascii_digit();
        return Err(if newer { RestoreError::Newer } else { RestoreError::Damaged });
    }
    let (json, mut rest) = sized(rest, LARGEST_HEAD)?;
    let text = std::str::from_utf8(json).map_err(|_| RestoreError::Damaged)?;
    let head: BackupHead = serde_json::from_str(text).map_err(|_| RestoreError::Damaged)?;
    if head.form > 1 || head.envelope.form > 1 {
        return Err(RestoreError::Newer);
    }
    let head_bytes = bytes[..8 + json.len()].to_vec();
    let mut sealed = Vec::new();
    while !rest.is_empty() {
        let (chunk, behind) = sized(rest, CHUNK + SEAL)?;
        sealed.push(chunk.to_vec());
        rest = behind;
    }
    let whole = sealed.len() == head.chunks as usize && head.envelope.is_acceptable();
    whole.then_some(BackupFile { head, head_bytes, sealed }).ok_or(RestoreError::Damaged)
}

fn sized(bytes: &[u8], largest: usize) -> Result<(&[u8], &[u8]), RestoreError> {
    let (size, rest) = bytes.split_at_checked(4).ok_or(RestoreError::Damaged)?;
    let size = size.iter().fold(0usize, |size, byte| size << 8 | usize::from(*byte));
    if size > largest {
        return Err(RestoreError::Damaged);
    }
    rest.split_at_checked(size).ok_or(RestoreError::Damaged)
}

/// The text of opened chunks; `None` when it is not the text that was put in.
pub fn text(opened: &[Vec<u8>]) -> Option<String> {
    let bytes = opened.concat();
    let (hash, packed) = bytes.split_at_checked(HASH)?;
    unpack(packed).filter(|text| Sha256::digest(text.as_bytes()).as_slice() == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (BackupHead, Vec<u8>) {
        let text = (0..60_000).map(|n| format!("{} ", n * 7919 % 104_729)).collect::<String>();
        let chunks = content(&text);
        let envelope = Envelope::empty(&[1; 16], &[2; 16]);
        let head = BackupHead {
            form: 1,
            made: "2026-11-25 18:00".into(),
            customers: 3,
            chunks: chunks.len() as u32,
            envelope,
        };
        let bytes = assemble(&head_bytes(&head), &chunks);
        (head, bytes)
    }

    #[test]
    fn a_file_comes_apart_as_it_was_put_together() {
        let (head, bytes) = file();
        let parsed = parse(&bytes).unwrap();
        assert_eq!((&parsed.head, parsed.sealed.len()), (&head, head.chunks as usize));
        assert!(text(&parsed.sealed).unwrap().starts_with("0 7919 "));
    }

    #[test]
    fn what_was_cut_or_forged_is_refused() {
        let (_, bytes) = file();
        for cut in [0, 3, 7, 40, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(parse(&bytes[..cut]), Err(RestoreError::Damaged), "{cut}");
        }
        let mut newer = bytes.clone();
        newer[3] = b'2';
        assert_eq!(parse(&newer), Err(RestoreError::Newer));
        // A head that claims four gigabytes is refused before anything is allocated.
        let mut huge = bytes.clone();
        huge[4..8].fill(0xff);
        assert_eq!(parse(&huge), Err(RestoreError::Damaged));
        let mut weak = String::from_utf8_lossy(&bytes[8..500]).into_owned();
        assert!(weak.contains("\"m_kib\":65536"));
        weak = weak.replace("\"m_kib\":65536", "\"m_kib\":00008");
        let weak = [&bytes[..8], weak.as_bytes(), &bytes[500..]].concat();
        assert_eq!(parse(&weak).map(|_| ()), Err(RestoreError::Damaged));
        assert_eq!(text(&[b"too short".to_vec()]), None);
    }
}
