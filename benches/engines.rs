//! The engines on made-up branches: circles at 1,000 and 10,000 people, a quick plan and an import at 800.

#![allow(missing_docs, reason = "the macros of criterion make functions without docs")]

use chrono::NaiveDate;
use criterion::{criterion_group, criterion_main, Criterion};
use yangke::book::Vocabulary;
use yangke::calendar::Quarter;
use yangke::care::Playbook;
use yangke::circles::{discover, CircleSet};
use yangke::demo::{branch, DemoOptions};
use yangke::notes::Tagger;
use yangke::plan::quarter::{plan_quarter, Effort, Ground};
use yangke::plan::Flow;

fn engines(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::with(&[]);
    for customers in [1_000, 10_000] {
        let sample = branch(&DemoOptions { customers, ..DemoOptions::usual() });
        criterion.bench_function(&format!("circles, {customers} people"), |bencher| {
            bencher.iter(|| discover(&sample.book, &vocabulary, &CircleSet::default()));
        });
    }
    let sample = branch(&DemoOptions::usual());
    let circles = discover(&sample.book, &vocabulary, &CircleSet::default());
    let playbook = Playbook::built_in();
    let quarter = Quarter::after(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
    let ground = Ground {
        book: &sample.book,
        circles: &circles,
        playbook: &playbook,
        settings: &sample.settings,
        quarter,
    };
    criterion.bench_function("a quick plan, 800 people", |bencher| {
        bencher.iter(|| plan_quarter(&ground, Effort::Quick, &mut |_| Flow::Continue));
    });
    let notes: Vec<&str> = sample
        .book
        .customers
        .iter()
        .flat_map(|customer| customer.notes.iter().map(|note| note.text.as_str()))
        .collect();
    let tagger = Tagger::new(&vocabulary);
    criterion.bench_function(&format!("tags of {} notes", notes.len()), |bencher| {
        bencher.iter(|| notes.iter().map(|note| tagger.mentions(note).len()).sum::<usize>());
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = engines }
criterion_main!(benches);
