//! A backup of any bytes: restored or refused; what is restored is saved and restored the same. Stored records likewise.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use yangke::backup::{parse, restore, save, text};
use yangke::vault::{chain, recovery, Found, Kind};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = parse(bytes) {
        // Chunks that were never sealed: whatever they hold is text of its own hash, or nothing.
        let _text = text(&file.sealed);
    }
    // A store of such records is worth something or nothing, and never a panic.
    let mut found = Found::default();
    for (seq, part) in bytes.chunks(64).enumerate() {
        found.records.insert(seq as u64, part.to_vec());
        found.folds.insert(seq as u64, part.to_vec());
    }
    let broken = BTreeSet::from([(Kind::Edit, 1)]);
    for line in [chain::line(&found, &BTreeSet::new()), chain::line(&found, &broken)] {
        let _verdict = chain::verdict(&found, &line, false, None);
    }
    if let Ok(typed) = std::str::from_utf8(bytes) {
        let _secret = recovery::secret(typed);
        if let Ok(branch) = restore(typed) {
            assert!(restore(&save(&branch)).is_ok_and(|again| again == branch));
        }
    }
});
