//! Care as the rules of the house want it: the cases of the data file, and properties over random books.

use chrono::NaiveDate;

use yangke::book::{
    Customer, Evidence, Interaction, Maturity, OpenQuestion, Outcome, Override, Polarity, RiskLevel, TagMark,
    Vocabulary,
};
use yangke::calendar::{Birthday, Quarter};
use yangke::care::{
    avoids_on, fits, for_person, Avoid, AvoidCause, AvoidKind, Facts, Playbook, PlaybookChanges, Reason,
    Recommendation,
};
use yangke::demo::{self, DemoOptions};
use yangke::rng::Rng;
use yangke::text::Lang;
use yangke::view::{Caught, Comparison, PlaybookEffect};

fn quarter() -> Quarter {
    Quarter { start: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap() }
}

fn mark(customer: &mut Customer, tag: &str, polarity: Polarity) {
    let noted_on = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    customer.set_tag(TagMark { tag: tag.into(), polarity, evidence: Evidence::Hand, noted_on, doubt: 0 });
}

/// The customer that a line of the data file describes.
fn person(described: &str, vocabulary: &Vocabulary) -> Customer {
    let mut customer = Customer { name: "王丽".into(), ..Customer::default() };
    let month_day = |value: &str| {
        let (month, day) = value.split_once('-').unwrap();
        Birthday::solar(None, month.parse().unwrap(), day.parse().unwrap())
    };
    for token in described.split_whitespace() {
        if let Some(tag) = token.strip_prefix(['+', '-']) {
            assert!(vocabulary.get(tag).is_some(), "{tag}");
            let polarity = if token.starts_with('+') { Polarity::Like } else { Polarity::Avoid };
            mark(&mut customer, tag, polarity);
            continue;
        }
        let (key, value) = token.split_once('=').unwrap_or((token, ""));
        match key {
            "age" => customer.listed_age = Some(value.parse().unwrap()),
            "group" => customer.groups.push(value.into()),
            "tier" => customer.tier = value.into(),
            "risk" => customer.risk = Some(RiskLevel(value.parse().unwrap())),
            "until" => customer.risk_until = Some(value.parse().unwrap()),
            "nocontact" => customer.do_not_contact = true,
            "noprofile" => customer.no_profiling = true,
            "school" => customer.school_entry_years.push(value.parse().unwrap()),
            "matures" => {
                customer.maturities.push(Maturity { date: value.parse().unwrap(), amount_fen: None });
            }
            "born" => customer.birthday = Some(month_day(value)),
            "lunar" => customer.birthday = Some(Birthday { lunar: true, ..month_day(value) }),
            "past" => {
                let (approach, outcome) = value.split_once(':').unwrap();
                let outcome = match outcome {
                    "pleased" => Outcome::Pleased,
                    "absent" => Outcome::Absent,
                    "displeased" => Outcome::Displeased,
                    other => panic!("{other}"),
                };
                let date = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
                let (approach, remark) = (approach.into(), String::new());
                customer.interactions.push(Interaction { date, approach, outcome, remark });
            }
            "asked" => customer.keep_question(OpenQuestion {
                number: 0,
                text: value.into(),
                asked_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
                owner: "刘洋".into(),
                due: NaiveDate::from_ymd_opt(2026, 12, 2).unwrap(),
                answered: None,
            }),
            "over" => customer.overrides.push(Override {
                avoid: value.into(),
                reason: "本人要求".into(),
                on: quarter().start,
            }),
            other => panic!("{other}"),
        }
    }
    customer
}

fn is_reason(reason: &Reason, wanted: &str) -> bool {
    match reason {
        Reason::Tag { tag, .. } => tag == wanted,
        Reason::Quiet => wanted == "quiet",
        Reason::Lively => wanted == "lively",
        Reason::Due { .. } => wanted == "due",
        Reason::Pleased { .. } => wanted == "pleased",
        Reason::Absent { .. } => wanted == "absent",
        Reason::Group { .. } => wanted == "group",
        Reason::Asked { .. } => wanted == "asked",
        Reason::Overridden { .. } => wanted == "overridden",
        Reason::General => wanted == "general",
    }
}

/// What is wrong with one expectation; `None` when it holds.
fn fault(customer: &Customer, playbook: &Playbook, wanted: &str) -> Option<String> {
    let (found, kept_away) = for_person(customer, playbook, quarter());
    let of = |id: &str| -> Option<&Recommendation> { found.iter().find(|found| found.approach == id) };
    let (verb, rest) = wanted.split_once(':').unwrap();
    let (subject, why) = rest.split_once('@').unwrap_or((rest, ""));
    let holds = match verb {
        "do" => of(subject).is_some_and(|found| found.reasons.iter().any(|reason| is_reason(reason, why))),
        "not" => kept_away.iter().any(|(id, avoid)| id == subject && avoid.kind.code() == why),
        "no" => of(subject).is_none() && kept_away.iter().all(|(id, _)| id != subject),
        "avoid" => avoids_on(customer, quarter().start).iter().any(|avoid| avoid.kind.code() == subject),
        "first" => found.first().is_some_and(|found| found.approach == subject),
        other => panic!("{other}"),
    };
    let is_known = verb == "avoid" || playbook.get(subject).is_some();
    assert!(is_known, "{subject} is in the playbook");
    (!holds).then(|| {
        format!(
            "{wanted}: found {:?}, kept away {:?}",
            of(subject),
            kept_away.iter().find(|(id, _)| id == subject)
        )
    })
}

#[test]
fn the_cases_of_the_data_file_hold() {
    let (playbook, vocabulary) = (Playbook::built_in(), Vocabulary::with(&[]));
    let mut faults = Vec::new();
    let mut cases = 0;
    for line in include_str!("../data/care/cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (name, who, wanted) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let customer = person(who, &vocabulary);
        cases += 1;
        let wrong = wanted.split_whitespace().filter_map(|wanted| fault(&customer, &playbook, wanted));
        faults.extend(wrong.map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{} of {cases}:\n{}", faults.len(), faults.join("\n"));
    assert!(cases >= 150, "{cases} cases");
}

/// A customer with tags, age and temperament drawn at random.
fn anybody(rng: &mut Rng, vocabulary: &Vocabulary) -> Customer {
    let mut customer = Customer {
        listed_age: Some(16 + rng.below(70) as u8),
        risk: rng.chance(80).then(|| RiskLevel(rng.below(6) as u8)),
        do_not_contact: rng.chance(3),
        no_profiling: rng.chance(5),
        ..Customer::default()
    };
    for _ in 0..rng.below(8) {
        let tag = &vocabulary.tags()[rng.below(vocabulary.tags().len() as u32) as usize].id.clone();
        mark(&mut customer, tag, if rng.chance(75) { Polarity::Like } else { Polarity::Avoid });
    }
    customer
}

#[test]
fn nothing_is_recommended_without_a_reason_or_against_an_avoid_or_the_guard() {
    let (playbook, vocabulary) = (Playbook::built_in(), Vocabulary::with(&[]));
    let mut rng = Rng::new(11);
    for _ in 0..2000 {
        let customer = anybody(&mut rng, &vocabulary);
        let avoids = avoids_on(&customer, quarter().start);
        let (found, _) = for_person(&customer, &playbook, quarter());
        for found in found {
            let approach = playbook.get(&found.approach).unwrap();
            assert!(!found.reasons.is_empty() && (1..=100).contains(&found.affinity_pct));
            assert!(avoids.iter().all(|avoid| avoid.kind != AvoidKind::Contact));
            assert!(approach.tags.iter().all(|tag| !customer.shuns(tag)), "{} shunned", approach.id);
            assert!(approach.never.tags.iter().all(|tag| !customer.is(tag)), "{} never", approach.id);
            let crowded = approach.max_heads > playbook.limits.crowd_heads;
            assert!(!crowded || avoids.iter().all(|avoid| avoid.kind != AvoidKind::Crowd), "{}", approach.id);
            if let Some(risk) = approach.product_risk {
                assert!(customer.risk.is_some_and(|level| risk <= level.0.max(1)), "{}", approach.id);
            }
        }
    }
}

/// The worth of the care that a person is offered: the best four, each by its effect and how well it fits.
fn worth(customer: &Customer, playbook: &Playbook) -> i64 {
    let (found, _) = for_person(customer, playbook, quarter());
    let points = |found: &Recommendation| found.affinity_pct * playbook.get(&found.approach).unwrap().effect;
    found.iter().take(4).map(points).sum()
}

#[test]
fn where_data_are_equal_quiet_people_are_offered_care_of_equal_worth() {
    let (playbook, vocabulary) = (Playbook::built_in(), Vocabulary::with(&[]));
    let mut rng = Rng::new(5);
    let (mut quiet_sum, mut lively_sum) = (0, 0);
    for _ in 0..2000 {
        let mut plain = anybody(&mut rng, &vocabulary);
        plain.tags.retain(|mark| !mark.tag.starts_with("per."));
        (plain.do_not_contact, plain.no_profiling) = (false, false);
        let (mut quiet, mut lively) = (plain.clone(), plain);
        mark(&mut quiet, "per.quiet", Polarity::Like);
        mark(&mut lively, "per.lively", Polarity::Like);
        quiet_sum += worth(&quiet, &playbook);
        lively_sum += worth(&lively, &playbook);
    }
    let gap_pct = 100.0 * (lively_sum - quiet_sum) as f64 / lively_sum as f64;
    assert!(gap_pct.abs() <= 10.0, "quiet people get {gap_pct:.1} % less");
}

#[test]
fn who_refuses_profiling_gets_care_by_the_calendar_alone() {
    let branch = demo::branch(&DemoOptions::usual());
    let (playbook, quarter) = (Playbook::built_in(), Quarter::after(DemoOptions::usual().today));
    let by_profile = |reason: &Reason| matches!(reason, Reason::Tag { .. } | Reason::Quiet | Reason::Lively);
    let mut checked = 0;
    for customer in &branch.book.customers {
        let tagged = for_person(customer, &playbook, quarter).0;
        let mut refusing = (**customer).clone();
        refusing.no_profiling = true;
        let (recommended, _) = for_person(&refusing, &playbook, quarter);
        assert!(!recommended.iter().flat_map(|found| &found.reasons).any(by_profile));
        checked += usize::from(tagged.iter().flat_map(|found| &found.reasons).any(by_profile));
    }
    assert!(checked > 100, "the sample has people with care by their tags");
}

#[test]
fn an_approach_changed_to_break_a_rule_cannot_be_kept() {
    let mut approach = Playbook::built_in().get("merchant_tea").unwrap().clone();
    approach.zh.text = "{name}您好，资产满100万即可参加商户茶会".into();
    assert!(approach.check().is_err());
    let customer = Customer { listed_age: Some(40), ..Customer::default() };
    let limits = Playbook::built_in().limits;
    assert!(fits(&Facts::of(&customer, quarter()), &approach, &limits).is_none());
}

#[test]
fn a_better_effect_brings_an_approach_to_more_people_and_is_told_beforehand() {
    let branch = demo::branch(&DemoOptions { customers: 200, ..DemoOptions::usual() });
    let quarter = Quarter::after(DemoOptions::usual().today);
    let changes = PlaybookChanges::default();
    let mut better = Playbook::built_in().get("chess_league").cloned().unwrap();
    let effect_of = |approach: &yangke::care::Approach| {
        let mut comparison = Comparison::new(&changes, approach);
        (0..10).find_map(|_| comparison.compare(&branch.book, quarter, 30)).expect("all were looked at")
    };
    assert_eq!(effect_of(&better), PlaybookEffect::default());
    better.tags.push("int.guandan".into());
    better.effect = 10;
    let effect = effect_of(&better);
    assert!(!effect.gain.is_empty() && effect.lose.is_empty() && effect.touched >= effect.gain.len());
    let (mut found, mut all) = (Caught::default(), Caught::default());
    let limits = Playbook::built_in().limits;
    while !found.count(&branch.book, &better, quarter, &limits, 30) {}
    assert!(all.count(&branch.book, &better, quarter, &limits, 1000));
    assert_eq!(found, all, "portions make no difference");
    assert!(found.fitting >= effect.gain.len());
}

#[test]
fn a_subject_and_a_crowd_are_named_exactly() {
    let (limits, vocabulary) = (Playbook::built_in().limits, Vocabulary::with(&[]));
    let said = |kind, cause, lang| {
        yangke::text::avoid(lang, &vocabulary, &Avoid { kind, cause, proof: None }, &limits)
    };
    let tag = |tag: &str| AvoidCause::Tag { tag: tag.to_owned(), polarity: Polarity::Avoid };
    assert_eq!(limits.crowd_heads, 12);
    assert_eq!(said(AvoidKind::Crowd, tag("per.lively"), Lang::Zh), "超过12人的场合");
    let name = yangke::text::tag(Lang::Zh, &vocabulary, "prod.fund");
    assert_eq!(said(AvoidKind::Subject, tag("prod.fund"), Lang::Zh), format!("提起{name}"));
    assert!(!name.contains("prod."), "{name}");
}

#[test]
fn the_reason_of_an_override_is_said_wherever_the_avoid_is_listed() {
    let mut customer = Customer { listed_age: Some(78), ..Customer::default() };
    let limits = Playbook::built_in().limits;
    let said = |customer: &Customer, lang| {
        let found = yangke::care::avoids_on(customer, quarter().start);
        let evening = found.iter().find(|avoid| avoid.kind == AvoidKind::Evening).expect("spared evenings");
        yangke::text::avoid_line(lang, &Vocabulary::with(&[]), evening, customer, &limits)
    };
    assert_eq!(said(&customer, Lang::Zh), "晚间");
    customer.overrides.push(yangke::book::Override {
        avoid: AvoidKind::Evening.code(),
        reason: "本人要来".into(),
        on: quarter().start,
    });
    assert_eq!(said(&customer, Lang::Zh), "晚间（已破例：本人要来）");
    assert_eq!(said(&customer, Lang::En), "evenings (overridden: 本人要来)");
}
