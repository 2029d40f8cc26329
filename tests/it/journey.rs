//! From a customer list to exported files, as the page does it, without a browser.

use chrono::NaiveDate;
use std::sync::{Arc, OnceLock};
use yangke::book::{Apart, Book};
use yangke::branch::{Branch, Edit};
use yangke::calendar::Quarter;
use yangke::care::{avoids, AvoidKind, Playbook, CROWD_LIMIT};
use yangke::circles::CircleSet;
use yangke::demo::{self, DemoOptions};
use yangke::export::{calendar_file, document, table_file, workbook, Parcel};
use yangke::job::{self, Job, JobDone};
use yangke::plan::quarter::{Effort, EventKey, PlanWishes, QuarterPlan};
use yangke::text::Lang;
use yangke::view::{plan_changes, Promise};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn circles(branch: &Branch) -> CircleSet {
    let job = Job::Circles {
        book: branch.book.clone(),
        own_tags: branch.own_tags.clone(),
        last: branch.circles.clone(),
    };
    match job::run(job, &[], &|| 0.0, &mut |_| {}).unwrap() {
        JobDone::Circles(circles) => circles,
        other => panic!("{other:?}"),
    }
}

fn plan(branch: &Branch) -> QuarterPlan {
    let job = Job::Plan {
        playbook: Box::new(Playbook::built_in()),
        book: branch.book.clone(),
        circles: branch.circles.clone(),
        settings: branch.settings.clone(),
        quarter: Quarter::after(today()),
        effort: Effort::Quick,
        wishes: Box::new(branch.wishes.clone()),
        last: None,
    };
    match job::run(job, &[], &|| 0.0, &mut |_| {}).unwrap() {
        JobDone::Plan(plan) => *plan,
        other => panic!("{other:?}"),
    }
}

/// The sample branch with circles and a plan, worked out once for all tests.
fn sample() -> &'static Branch {
    static SAMPLE: OnceLock<Branch> = OnceLock::new();
    SAMPLE.get_or_init(work_out)
}

fn work_out() -> Branch {
    let mut branch = demo::branch(&DemoOptions::usual());
    let found = circles(&branch);
    branch.apply(Edit::KeepCircles(Arc::new(found)));
    let made = plan(&branch);
    branch.apply(Edit::KeepPlan(Arc::new(made)));
    branch
}

#[test]
fn the_sample_branch_has_circles_across_the_groups_and_a_proven_plan() {
    let branch = sample();
    let proper: Vec<_> = branch.circles.circles.iter().filter(|circle| !circle.is_list()).collect();
    assert!((8..=20).contains(&proper.len()), "{} circles", proper.len());
    assert!(
        branch.circles.reached * 2 > branch.circles.eligible,
        "half of the people with tags are in a circle"
    );
    assert!(branch.circles.explained_by_groups < 0.5);
    let plan = branch.plan.as_ref().unwrap();
    assert!(plan.bound >= plan.objective && plan.gap_pct() < 3.0, "gap {}", plan.gap_pct());
    assert!(!plan.events.is_empty() && plan.spent_yuan() <= plan.settings.budget_yuan);
    eprintln!(
        "circles {} reached {}/{} V {:.2}; events {} touches {} reached {} gap {:.2}% spent {} not placed {}",
        proper.len(),
        branch.circles.reached,
        branch.circles.eligible,
        branch.circles.explained_by_groups,
        plan.events.len(),
        plan.touches.len(),
        plan.reached(),
        plan.gap_pct(),
        plan.spent_yuan(),
        plan.not_placed.len()
    );
}

#[test]
fn nobody_is_planned_against_an_avoid() {
    let branch = sample();
    let (plan, playbook) = (branch.plan.as_ref().unwrap(), Playbook::built_in());
    for event in &plan.events {
        let approach = playbook.get(&event.approach).unwrap();
        for customer in event.attendees.iter().map(|id| branch.book.get(*id).unwrap()) {
            let crowd_shy = avoids(customer).iter().any(|avoid| avoid.kind == AvoidKind::Crowd);
            assert!(
                !(crowd_shy && approach.max_heads > CROWD_LIMIT),
                "{} in {}",
                customer.code,
                event.approach
            );
            assert!(!approach.tags.iter().any(|tag| customer.shuns(tag)));
            assert!(!customer.do_not_contact && !customer.no_profiling);
        }
    }
    for touch in &plan.touches {
        let customer = branch.book.get(touch.customer).unwrap();
        assert!(!customer.do_not_contact && !touch.reasons.is_empty());
    }
}

#[test]
fn every_customer_is_placed_or_has_a_reason() {
    let branch = sample();
    let plan = branch.plan.as_ref().unwrap();
    assert_eq!(plan.reached() + plan.not_placed.len(), branch.book.customers.len());
}

#[test]
fn the_files_hold_the_same_people() {
    let branch = sample();
    let parcel = Parcel::of(branch, Lang::Zh, true, today(), today().and_hms_opt(9, 0, 0).unwrap()).unwrap();
    let csv = String::from_utf8(table_file(&parcel)).unwrap();
    let ics = calendar_file(&parcel);
    let bytes = workbook(&parcel).unwrap();
    assert_eq!(bytes, workbook(&parcel).unwrap(), "the same export gives the same bytes");
    let read = yangke::import::read(&bytes, None).unwrap();
    let names: Vec<_> = read.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["概览", "计划", "日历", "参加名单", "电话名单", "预算", "圈子", "未排上", "说明"]);
    // The calendar says when to book, to invite, to remind, to thank.
    let days: Vec<String> = read.sheets[2].rows.iter().flatten().map(|cell| cell.as_written()).collect();
    for step in ["订场地", "发邀约", "提醒", "答谢"] {
        assert!(
            days.iter().any(|day| day.lines().any(|line| line.starts_with('○') && line.contains(step))),
            "{step}"
        );
    }
    for touch in &parcel.plan.touches {
        let customer = branch.book.get(touch.customer).unwrap();
        assert!(csv.contains(&customer.code));
    }
    assert_eq!(ics, calendar_file(&parcel), "no id is made up anew");
    assert!(ics.contains("BEGIN:VALARM") && ics.contains("SEQUENCE:"));
    assert!(ics.starts_with("BEGIN:VCALENDAR") && ics.lines().all(|line| line.len() <= 75));
    let paper = document(&parcel).unwrap();
    assert_eq!(paper, document(&parcel).unwrap(), "the same export gives the same bytes");
    let masked = Parcel::of(branch, Lang::En, false, today(), today().and_hms_opt(9, 0, 0).unwrap()).unwrap();
    let masked = String::from_utf8(table_file(&masked)).unwrap();
    let full: Vec<_> =
        branch.book.customers.iter().filter(|c| c.name.chars().count() == 3).map(|c| &c.name).collect();
    assert!(!full
        .iter()
        .any(|name| masked.lines().any(|line| line.split(',').any(|cell| cell == name.as_str()))));
}

#[test]
fn an_empty_book_is_no_error() {
    let branch = Branch { book: Arc::new(Book::default()), ..Branch::empty() };
    assert!(circles(&branch).circles.is_empty());
    assert_eq!(plan(&branch).reached(), 0);
}

#[test]
fn calling_off_an_event_changes_its_own_promises_and_hardly_any_other() {
    let mut branch = demo::branch(&DemoOptions::usual());
    branch.apply(Edit::KeepCircles(Arc::new(circles(&branch))));
    let before = Arc::new(plan(&branch));
    let event = before.events.iter().find(|event| event.attendees.len() > 5).unwrap();
    let mut wishes = PlanWishes::default();
    let kept = EventKey::of(before.events.iter().find(|other| *other != event).unwrap(), before.quarter);
    wishes.toggle_pin(&kept);
    wishes.cancel(&EventKey::of(event, before.quarter));
    branch.apply(Edit::SetWishes(wishes.clone()));
    let job = Job::Plan {
        playbook: Box::new(Playbook::built_in()),
        book: branch.book.clone(),
        circles: branch.circles.clone(),
        settings: branch.settings.clone(),
        quarter: before.quarter,
        effort: Effort::Quick,
        wishes: Box::new(wishes),
        last: Some(before.clone()),
    };
    let JobDone::Plan(after) = job::run(job, &[], &|| 0.0, &mut |_| {}).unwrap() else { panic!("a plan") };
    let keys: Vec<EventKey> = after.events.iter().map(|event| EventKey::of(event, after.quarter)).collect();
    assert!(!keys.contains(&EventKey::of(event, before.quarter)) && keys.contains(&kept));
    let changes = plan_changes(&before, &after);
    let of_event = |promise: &&Promise| promise.date == event.date && promise.approach == event.approach;
    assert_eq!(changes.lost.iter().filter(of_event).count(), event.attendees.len());
    let others = changes.lost.len() - event.attendees.len();
    let promises = changes.kept + changes.lost.len();
    assert!(others * 50 <= promises, "{others} other promises of {promises} are broken");
    assert!(after.bound >= after.objective);
}

#[test]
fn who_must_not_meet_is_never_invited_to_the_same_event() {
    let mut branch = sample().clone();
    let before = branch.plan.clone().unwrap();
    // Everybody of the fullest event against the first of them.
    let event = before.events.iter().max_by_key(|event| event.attendees.len()).unwrap();
    let first = event.attendees[0];
    for other in &event.attendees[1..] {
        branch.apply(Edit::KeepApart(Apart { a: first, b: *other, reason: "former partners".into() }));
    }
    let after = plan(&branch);
    for event in &after.events {
        for pair in &branch.book.apart {
            assert!(!(event.attendees.contains(&pair.a) && event.attendees.contains(&pair.b)));
        }
    }
    branch.apply(Edit::LetMeet(event.attendees[1], first));
    assert_eq!(branch.book.apart.len(), event.attendees.len() - 2);
}
