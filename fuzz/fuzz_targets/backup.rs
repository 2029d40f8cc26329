//! A backup of any text: restored or refused; what is restored is saved and restored the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yangke::backup::{restore, save};

fuzz_target!(|saved: &str| {
    if let Ok(branch) = restore(saved) {
        assert!(restore(&save(&branch)).is_ok_and(|again| again == branch));
    }
});
