//! The engines on made-up branches: circles at 1,000 and 10,000 people, plans at 200 to 2,000, tags of all notes.

#![allow(missing_docs, reason = "the macros of criterion make functions without docs")]

use chrono::NaiveDate;
use criterion::{criterion_group, criterion_main, Criterion};
use yangke::book::Vocabulary;
use yangke::calendar::Quarter;
use yangke::care::{for_person, Playbook};
use yangke::circles::{discover, CircleSet};
use yangke::demo::{branch, DemoOptions};
use yangke::notes::Tagger;
use yangke::plan::quarter::{plan_quarter, Effort, Ground, PlanWishes};
use yangke::plan::Flow;

fn engines(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::with(&[]);
    for customers in [1_000, 10_000] {
        let sample = branch(&DemoOptions { customers, ..DemoOptions::usual() });
        criterion.bench_function(&format!("circles, {customers} people"), |bencher| {
            bencher.iter(|| discover(&sample.book, &vocabulary, &CircleSet::default()));
        });
    }
    let (many, playbook) =
        (branch(&DemoOptions { customers: 10_000, ..DemoOptions::usual() }), Playbook::built_in());
    let quarter = Quarter::after(DemoOptions::usual().today);
    criterion.bench_function("care for 10,000 people", |bencher| {
        bencher.iter(|| {
            let people = many.book.customers.iter();
            people.map(|customer| for_person(customer, &playbook, quarter).0.len()).sum::<usize>()
        });
    });
    let sample = branch(&DemoOptions::usual());
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

/// Plans of a quarter: the quick one after an import, and the one with all the work its size deserves.
fn plans(criterion: &mut Criterion) {
    let vocabulary = Vocabulary::with(&[]);
    let playbook = Playbook::built_in();
    let quarter = Quarter::after(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
    let mut group = criterion.benchmark_group("plan");
    for customers in [200, 800, 2_000] {
        let sample = branch(&DemoOptions { customers, ..DemoOptions::usual() });
        let circles = discover(&sample.book, &vocabulary, &CircleSet::default());
        let (book, settings) = (&sample.book, &sample.settings);
        let wishes = PlanWishes::default();
        let ground =
            Ground { book, circles: &circles, playbook: &playbook, settings, wishes: &wishes, quarter };
        for effort in [Effort::Quick, Effort::Full] {
            group.bench_function(format!("{effort:?}, {customers} people"), |bencher| {
                bencher.iter(|| plan_quarter(&ground, effort, &mut |_| Flow::Continue));
            });
        }
    }
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = engines, plans }
criterion_main!(benches);
