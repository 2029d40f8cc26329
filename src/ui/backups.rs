//! Backup files: made, read back before success is said, and opened again.

use leptos::prelude::*;

use super::keeping::KeepError;
use super::saving;
use super::state::App;
use crate::backup::{self, BackupFile, BackupHead, RestoreError};
use crate::branch::Branch;
use crate::shell::crypto::Key;
use crate::shell::{clock, files};
use crate::text::Lang;
use crate::vault::{recovery, Deed, Envelope, Slot};

/// Why no file came of it, or no branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The passphrase.
    Key(KeepError),
    /// The file.
    File(RestoreError),
}

/// A saved branch as a sealed file.
async fn seal(saved: &str, customers: usize, key: &Key, envelope: Envelope) -> Option<Vec<u8>> {
    let content = backup::content(saved);
    let chunks = content.len() as u32;
    let head = BackupHead { form: 1, made: clock::stamp(), customers, chunks, envelope };
    let head_bytes = backup::head_bytes(&head);
    let mut sealed = Vec::new();
    for (index, chunk) in content.iter().enumerate() {
        sealed.push(key.seal(&backup::bound(&head_bytes, index, chunks), chunk).await?);
    }
    Some(backup::assemble(&head_bytes, &sealed))
}

/// The saved branch in a sealed file.
async fn open(file: &BackupFile, key: &Key) -> Option<String> {
    let mut opened = Vec::new();
    for (index, chunk) in file.sealed.iter().enumerate() {
        opened.push(key.open(&backup::bound(&file.head_bytes, index, file.head.chunks), chunk).await?);
    }
    backup::text(&opened)
}

/// The branch in a sealed file, by passphrase or code.
pub async fn open_with(file: &BackupFile, typed: &str) -> Result<(Branch, Key), FileError> {
    let slot = if recovery::secret(typed).is_some() { Slot::Recovery } else { Slot::Passphrase };
    let key = saving::key_of(&file.head.envelope, typed, slot).await.map_err(FileError::Key)?;
    let saved = open(file, &key).await.ok_or(FileError::File(RestoreError::Damaged))?;
    Ok((backup::restore(&saved).map_err(FileError::File)?, key))
}

/// Hands a branch out as a sealed file. What is handed out is read back first: a backup that cannot be opened is none.
pub async fn hand_out(app: App, branch: Branch, key: Key, envelope: Envelope, deed: Deed) -> bool {
    let (saved, count) = (backup::save(&branch), branch.book.customers.len());
    let Some(bytes) = seal(&saved, count, &key, envelope).await else { return false };
    let back = match backup::parse(&bytes) {
        Ok(file) => open(&file, &key).await,
        Err(_) => None,
    };
    let lang = app.look.get_untracked().lang;
    let what = match (deed, lang) {
        (Deed::HandedOver, Lang::Zh) => "养客_交接",
        (Deed::HandedOver, Lang::En) => "yangke_handover",
        (_, Lang::Zh) => "养客_备份",
        (_, Lang::En) => "yangke_backup",
    };
    let name = format!("{what}_{}.ykb", clock::stamp().replace([':', ' '], "-"));
    let good = back.is_some_and(|back| back == saved)
        && files::download(&bytes, &name, "application/octet-stream").is_ok();
    if good {
        if deed == Deed::BackedUp {
            app.keeping.backed_up();
        }
        saving::note(app, deed, count);
        app.say(&format!("{} {count}", app.kept_now().backup_checked), false);
    }
    good
}
