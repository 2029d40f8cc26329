//! A note of any text: spans lie inside it, and a tag comes at most once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yangke::book::Vocabulary;
use yangke::notes::Tagger;

thread_local! {
    static TAGGER: Tagger = Tagger::new(&Vocabulary::with(&[]));
}

fuzz_target!(|note: &str| {
    let length = note.chars().count();
    let mentions = TAGGER.with(|tagger| tagger.mentions(note));
    for (idx, mention) in mentions.iter().enumerate() {
        assert!(mention.start < mention.end && mention.end <= length);
        assert!(!mentions[..idx].iter().any(|other| other.tag == mention.tag));
    }
});
