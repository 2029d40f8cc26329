//! The plan in a person's hands: what is decided holds, what cannot be is said with its way out, nobody is forgotten.

use std::sync::Arc;

use chrono::{Datelike, Days};

use yangke::book::{Customer, CustomerId, Interaction, Outcome};
use yangke::branch::{Branch, Edit, EditKind, History};
use yangke::calendar::Birthday;
use yangke::care::{due_between, Approach, Format, Occasion, Playbook};
use yangke::circles::discover;
use yangke::demo::{self, DemoOptions};
use yangke::export::{calendar_file, Parcel};
use yangke::plan::quarter::{
    closed, open_weeks, plan_quarter, relief, replan_quarter, Blocker, Closed, Effort, EventKey, Ground,
    LimitKind, PlanWishes, QuarterPlan, TouchKey, WayOut, Wish,
};
use yangke::plan::Flow;
use yangke::text::Lang;
use yangke::view::{check_sheet, event_sheet, plan_changes, visit_brief, LeadStrip, PlanLens};

/// The sample branch with a quick plan.
fn planned() -> Branch {
    let mut branch = demo::branch(&DemoOptions { customers: 300, ..DemoOptions::usual() });
    let circles = discover(&branch.book, &branch.vocabulary(), &branch.circles);
    branch.apply(Edit::KeepCircles(Arc::new(circles)));
    let quarter = yangke::calendar::Quarter::after(DemoOptions::usual().today);
    let (settings, wishes, playbook) = (branch.settings.clone(), branch.wishes.clone(), branch.playbook());
    let ground = Ground {
        book: &branch.book,
        circles: &branch.circles,
        playbook: &playbook,
        settings: &settings,
        wishes: &wishes,
        quarter,
    };
    let plan = plan_quarter(&ground, Effort::Quick, &mut |_| Flow::Continue).unwrap();
    branch.apply(Edit::KeepPlan(Arc::new(plan)));
    branch
}

/// Plans again around what was decided.
fn again(branch: &Branch, wishes: &PlanWishes) -> QuarterPlan {
    let last = branch.plan.clone().unwrap();
    let ground = Ground {
        book: &branch.book,
        circles: &branch.circles,
        playbook: &branch.playbook(),
        settings: &branch.settings,
        wishes,
        quarter: last.quarter,
    };
    replan_quarter(&ground, &last, &mut |_| Flow::Continue).unwrap()
}

fn keys(plan: &QuarterPlan) -> Vec<EventKey> {
    plan.events.iter().map(|event| EventKey::of(event, plan.quarter)).collect()
}

#[test]
fn an_event_moves_with_its_guests_to_every_week_that_is_open() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let playbook = Playbook::built_in();
    let mut moved = 0;
    for event in &plan.events {
        let key = EventKey::of(event, plan.quarter);
        for week in open_weeks(playbook.get(&event.approach).unwrap(), plan.quarter, &plan.settings.days)
            .into_iter()
            .step_by(3)
        {
            let there = EventKey { week, ..key.clone() };
            if keys(&plan).contains(&there) {
                continue;
            }
            let mut wishes = PlanWishes::default();
            wishes.shift(&key, week);
            let after = again(&branch, &wishes);
            assert!(!keys(&after).contains(&key), "it is gone from its old week");
            if !keys(&after).contains(&there) {
                assert!(
                    after.unmet.iter().any(|unmet| unmet.wish == Wish::Event(there.clone())),
                    "it is said"
                );
                continue;
            }
            moved += 1;
            let guests =
                &after.events.iter().find(|other| EventKey::of(other, after.quarter) == there).unwrap();
            let stayed = event.attendees.iter().filter(|id| guests.attendees.contains(id)).count();
            assert!(2 * stayed >= event.attendees.len(), "{stayed} of {}", event.attendees.len());
        }
    }
    assert!(moved >= 5, "{moved} moves were tried");
}

#[test]
fn a_guest_who_is_taken_out_stays_out_and_who_is_swapped_in_comes() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let playbook = branch.playbook();
    let mut swapped = 0;
    for event in &plan.events {
        let sheet = event_sheet(&branch, &playbook, &plan, event).unwrap();
        let Some(comes) = sheet.substitutes.iter().find(|one| one.close_to.is_none()) else { continue };
        let mut wishes = PlanWishes::default();
        let leaves = event.attendees[0];
        wishes.swap(&TouchKey::seat(leaves, &sheet.key), &TouchKey::seat(comes.customer, &sheet.key));
        let after = again(&branch, &wishes);
        let Some(now) = after.events.iter().find(|other| EventKey::of(other, after.quarter) == sheet.key)
        else {
            continue;
        };
        assert!(!now.attendees.contains(&leaves));
        let is_unmet = after
            .unmet
            .iter()
            .any(|unmet| matches!(&unmet.wish, Wish::Touch(touch) if touch.customer == comes.customer));
        assert!(
            now.attendees.contains(&comes.customer) != is_unmet,
            "he comes, or it is said that he cannot"
        );
        swapped += usize::from(!is_unmet);
    }
    assert!(swapped > 0);
}

#[test]
fn a_manager_who_is_away_does_nothing_but_what_a_date_calls_for_and_the_way_out_is_one() {
    let branch = planned();
    let before = branch.plan.clone().unwrap();
    let manager = before.manager_mins[0].0.clone();
    let mut wishes = PlanWishes::default();
    wishes.set_hours(&manager, 3, Some(0));
    let after = again(&branch, &wishes);
    let of_date: i64 = after
        .touches
        .iter()
        .filter(|touch| touch.occasion.is_some())
        .filter(|touch| branch.book.get(touch.customer).unwrap().manager == manager)
        .filter(|touch| after.quarter.day_of(touch.date).unwrap() / 7 == 3)
        .map(|touch| touch.own_mins)
        .sum();
    assert_eq!(after.manager_mins[0].1[3], of_date);
    let conflict = after.conflicts.iter().find(|conflict| conflict.manager.as_ref() == Some(&manager));
    assert_eq!(conflict.is_some(), of_date > 0);
    let conflict = conflict.expect("the sample has birthdays in every week");
    assert_eq!((conflict.limit, conflict.week, conflict.have), (LimitKind::ManagerHours, Some(3), 0));
    assert_eq!(conflict.need, of_date);
    assert!(!conflict.must_dos.is_empty());
    wishes.set_hours(&manager, 3, Some(conflict.need));
    let mended = again(&branch, &wishes);
    assert!(!mended.conflicts.iter().any(|other| other.manager.as_ref() == Some(&manager)));
    wishes.set_hours(&manager, 3, Some(conflict.need - 1));
    let short = again(&branch, &wishes);
    assert!(
        short.conflicts.iter().any(|other| other.manager.as_ref() == Some(&manager)),
        "a minute less will not do"
    );
}

#[test]
fn a_wish_that_cannot_be_is_said_with_its_reason() {
    let mut branch = planned();
    let plan = branch.plan.clone().unwrap();
    let key = EventKey::of(&plan.events[0], plan.quarter);
    let closed = (0..13).find(|week| {
        !open_weeks(branch.playbook().get(&key.approach).unwrap(), plan.quarter, &plan.settings.days)
            .contains(week)
    });
    let mut wishes = PlanWishes::default();
    let in_closed = closed.map(|week| EventKey { week, ..key.clone() });
    wishes.pinned.extend(in_closed.clone());
    let gone = EventKey { circle: yangke::circles::CircleId(9_999), ..key.clone() };
    wishes.pinned.push(gone.clone());
    let stranger = branch.book.customers.iter().find(|customer| customer.do_not_contact).unwrap().id;
    let seat = TouchKey::seat(stranger, &key);
    wishes.hold(&seat);
    let after = again(&branch, &wishes);
    let why = |wish: Wish| after.unmet.iter().find(|unmet| unmet.wish == wish).map(|unmet| unmet.blocker);
    assert_eq!(why(Wish::Event(gone)), Some(Blocker::Gone));
    assert_eq!(why(Wish::Touch(seat)), Some(Blocker::Avoided));
    if let Some(key) = in_closed {
        let why = why(Wish::Event(key));
        assert!(matches!(why, Some(Blocker::Closed(_))), "{why:?}");
    }
    // No rooms at all: the pinned event of a room cannot be.
    let of_room = plan.events.iter().find(|event| {
        let approach = branch.playbook().get(&event.approach).cloned();
        approach.is_some_and(|approach| approach.venue != yangke::care::Venue::None)
    });
    let key = EventKey::of(of_room.unwrap(), plan.quarter);
    let mut settings = branch.settings.clone();
    (settings.hall_slots, settings.room_slots, settings.outdoor_slots) = (0, 0, 0);
    branch.apply(Edit::SetSettings(settings));
    let wishes = PlanWishes { pinned: vec![key.clone()], ..PlanWishes::default() };
    let after = again(&branch, &wishes);
    let unmet = after.unmet.iter().find(|unmet| unmet.wish == Wish::Event(key.clone())).unwrap();
    assert_eq!(unmet.blocker, Blocker::Limit(LimitKind::Venue));
    // What is offered as a way out is one.
    let approach = branch.playbook().get(&key.approach).cloned().unwrap();
    let raised = relief(&branch.settings, &approach, unmet.blocker).unwrap();
    branch.apply(Edit::SetSettings(raised));
    assert_eq!(again(&branch, &wishes).unmet, []);
}

#[test]
fn one_click_raises_crew_and_money_that_stand_against_a_pinned_event() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let playbook = branch.playbook();
    // The event that asks for most of both: what is too little for it alone is too little.
    let of = |event: &yangke::plan::quarter::Event| playbook.get(&event.approach).cloned().unwrap();
    let crew = plan.events.iter().max_by_key(|event| of(event).crew_mins()).unwrap();
    let dear = plan.events.iter().max_by_key(|event| event.cost_yuan).unwrap();
    for (event, limit) in [(crew, LimitKind::CrewHours), (dear, LimitKind::Budget)] {
        let mut branch = branch.clone();
        let key = EventKey::of(event, plan.quarter);
        let mut settings = branch.settings.clone();
        match limit {
            LimitKind::CrewHours => settings.crew_week_mins = of(event).crew_mins() - 1,
            _ => settings.budget_yuan = 1,
        }
        branch.apply(Edit::SetSettings(settings));
        let wishes = PlanWishes { pinned: vec![key.clone()], ..PlanWishes::default() };
        let mut unmet = again(&branch, &wishes).unmet;
        assert_eq!(unmet.iter().map(|one| one.blocker).collect::<Vec<_>>(), [Blocker::Limit(limit)]);
        // Each click raises what stands against it; the must-dos may take of the same money.
        let mut clicks = 0;
        while let Some(one) = unmet.first() {
            let raised = relief(&branch.settings, &of(event), one.blocker).unwrap();
            branch.apply(Edit::SetSettings(raised));
            unmet = again(&branch, &wishes).unmet;
            clicks += 1;
            assert!(clicks <= 3, "{limit:?}: {unmet:?}");
        }
        let after = again(&branch, &wishes);
        assert!(keys(&after).contains(&key));
    }
}

#[test]
fn whoever_comes_in_takes_the_chair_and_a_role_can_be_given_by_hand() {
    let mut branch = planned();
    let (playbook, plan) = (branch.playbook(), branch.plan.clone().unwrap());
    let (mut chairs, mut cast) = (0, 0);
    for event in &plan.events {
        let sheet = event_sheet(&branch, &playbook, &plan, event).unwrap();
        let Some(into) = sheet.substitutes.first().map(|one| one.customer) else { continue };
        let out = sheet.seats.tables[0][0];
        let mut wishes = PlanWishes::default();
        wishes.swap_chair(&sheet.key, &sheet.seats.tables, out, into);
        let role = playbook.get(&event.approach).unwrap().roles.first().cloned();
        let actor = sheet
            .for_roles
            .iter()
            .copied()
            .find(|id| *id != out && sheet.roles.first().is_none_or(|role| role.customer != Some(*id)));
        if let (Some(role), Some(actor)) = (&role, actor) {
            wishes.give_role(&sheet.key, &role.zh, Some(actor));
        }
        let after = again(&branch, &wishes);
        branch.apply(Edit::SetWishes(wishes));
        let Some(now) = after.events.iter().find(|other| EventKey::of(other, after.quarter) == sheet.key)
        else {
            continue;
        };
        let then = event_sheet(&branch, &playbook, &after, now).unwrap();
        assert!(then.seats_kept);
        if now.attendees.contains(&into) {
            for (old, new) in sheet.seats.tables.iter().zip(&then.seats.tables) {
                let moved = |id: &CustomerId| if *id == out { into } else { *id };
                let (mut old, mut new): (Vec<_>, Vec<_>) = (old.iter().map(moved).collect(), new.clone());
                old.sort();
                new.sort();
                assert_eq!(old, new, "{}: only one chair changes hands", event.approach);
            }
            chairs += 1;
        }
        if let (Some(_), Some(actor)) = (role, actor) {
            assert_eq!((then.roles[0].customer, then.roles[0].by_hand), (Some(actor), true));
            assert!(then.roles[1..].iter().all(|other| other.customer != Some(actor)), "one role each");
            cast += 1;
        }
    }
    assert!(chairs > 3 && cast > 0, "{chairs} {cast}");
}

#[test]
fn the_axis_of_lead_times_holds_every_step_of_every_event() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let strip = LeadStrip::of(&plan, &branch.playbook());
    assert_eq!(strip.rows.len(), plan.events.len());
    assert_eq!((strip.from.weekday(), strip.days % 7), (chrono::Weekday::Mon, 0));
    for row in &strip.rows {
        assert!(row.steps.iter().all(|step| strip.at(step.date).is_some()));
    }
    assert_eq!(strip.at(plan.quarter.end() - chrono::Days::new(1)).map(|day| day < strip.days), Some(true));
    assert_eq!(strip.at(strip.from - chrono::Days::new(1)), None);
    for day in &strip.off {
        assert!(!plan.settings.days.is_work_day(*day));
    }
}

#[test]
fn scenarios_are_kept_compared_and_taken_up_and_a_decision_is_one_step() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let today = DemoOptions::usual().today;
    let mut history = History::new(branch);
    history.apply(Edit::KeepScenario { name: "A".into(), on: today });
    let key = keys(&plan)[0].clone();
    let mut wishes = PlanWishes::default();
    wishes.cancel(&key);
    let now = history.now().clone();
    history.apply(Edit::SetWishes(wishes.clone()));
    let after = again(history.now(), &wishes);
    history.join(Edit::KeepPlan(Arc::new(after)));
    let other = history.now().clone();
    let changes = plan_changes(&other.scenarios[0].plan, other.plan.as_ref().unwrap());
    assert!(!changes.lost.is_empty());
    assert_eq!(history.undo(), Some(EditKind::Events));
    assert_eq!(history.now().plan, now.plan);
    assert!(history.now().wishes.is_empty(), "wish and plan go together");
    assert_eq!(history.redo(), Some(EditKind::Events));
    history.apply(Edit::UseScenario(1));
    assert_eq!((history.now().plan.clone(), history.now().wishes.is_empty()), (Some(plan), true));
    for number in 0..12 {
        history.apply(Edit::KeepScenario { name: number.to_string(), on: today });
    }
    let numbers: Vec<u32> = history.now().scenarios.iter().map(|scenario| scenario.number).collect();
    assert!(numbers.len() <= 8 && numbers.is_sorted() && *numbers.last().unwrap() == 13);
    history.apply(Edit::KeepScenario { name: "11".into(), on: today });
    assert_eq!(history.now().scenarios.last().unwrap().name, "11 (2)", "the two can be told apart");
    assert_eq!(history.undo(), Some(EditKind::Scenarios));
    history.apply(Edit::DropScenario(13));
    assert!(!history.now().scenarios.iter().any(|scenario| scenario.number == 13));
}

#[test]
fn who_is_forgotten_is_in_no_plan_no_scenario_and_no_wish() {
    let mut branch = planned();
    let today = DemoOptions::usual().today;
    let event = branch.plan.clone().unwrap().events[0].clone();
    let (id, other) = (event.attendees[0], event.attendees[1]);
    let key = EventKey::of(&event, branch.plan.as_ref().unwrap().quarter);
    let mut wishes = PlanWishes::default();
    wishes.hold(&TouchKey::seat(id, &key));
    wishes.refuse(&TouchKey::seat(other, &key));
    branch.apply(Edit::SetWishes(wishes));
    branch.apply(Edit::KeepScenario { name: "A".into(), on: today });
    let code = branch.book.get(id).unwrap().code.clone();
    for id in [id, other] {
        branch.apply(Edit::Forget(id));
    }
    assert!(branch.wishes.is_empty() && branch.scenarios[0].wishes.is_empty());
    let mentions = |plan: &QuarterPlan, id: CustomerId| {
        plan.events.iter().any(|event| event.attendees.contains(&id))
            || plan.touches.iter().any(|touch| touch.customer == id)
            || plan.not_placed.iter().any(|(other, _)| *other == id)
    };
    assert!(!mentions(branch.plan.as_ref().unwrap(), id) && !mentions(&branch.scenarios[0].plan, id));
    assert!(!serde_json::to_string(&branch).unwrap().contains(&format!("\"{code}\"")));
}

#[test]
fn the_check_sheet_adds_up_and_a_part_of_the_plan_is_a_part() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let sheet = check_sheet(&branch, &branch.playbook(), &plan, DemoOptions::usual().today);
    assert_eq!(sheet.contacts.iter().sum::<usize>(), branch.book.customers.len());
    assert_eq!(sheet.contacts[0], plan.not_placed.len());
    let (_, total) = sheet.money.last().unwrap();
    let months = &sheet.money[..sheet.money.len() - 1];
    assert_eq!(total.used, months.iter().map(|(_, line)| line.used).sum::<i64>());
    assert!(sheet.money.iter().all(|(_, line)| line.used <= line.limit));
    assert!(sheet.hours.iter().all(|(_, line)| line.used <= line.limit));
    assert!(sheet.stopped.is_empty());
    let mut touches = 0;
    for (manager, _) in branch.book.managers() {
        let lens = PlanLens { manager: Some(manager.clone()), ..PlanLens::default() };
        let part = lens.part(&plan, &branch.book, &branch.circles);
        touches += part.touches.len();
        let mut ids = part
            .events
            .iter()
            .flat_map(|event| &event.attendees)
            .chain(part.touches.iter().map(|touch| &touch.customer));
        assert!(ids.all(|id| branch.book.get(*id).unwrap().manager == manager));
    }
    assert_eq!(touches, plan.touches.len());
    let guest = plan.events[0].attendees[0];
    let part =
        PlanLens { person: Some(guest), ..PlanLens::default() }.part(&plan, &branch.book, &branch.circles);
    assert!(!part.events.is_empty() && part.events.iter().all(|event| event.attendees == [guest]));
    assert!(part.touches.iter().all(|touch| touch.customer == guest));
    assert!(part.events.len() + part.touches.len() < plan.events.len() + plan.touches.len());
    let circle = plan.events[0].circle;
    let part =
        PlanLens { circle: Some(circle), ..PlanLens::default() }.part(&plan, &branch.book, &branch.circles);
    assert!(
        part.events.iter().all(|event| event.circle == circle) && part.touches.len() < plan.touches.len()
    );
}

#[test]
fn an_entry_of_the_calendar_keeps_its_id_when_the_event_moves() {
    let mut branch = planned();
    let today = DemoOptions::usual().today;
    let ids = |branch: &Branch| {
        let text = calendar_file(
            &Parcel::of(branch, Lang::En, false, today, today.and_hms_opt(9, 0, 0).unwrap()).unwrap(),
        )
        .replace("\r\n ", "");
        let mut ids: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("UID:"))
            .filter(|id| !id.starts_with("must-"))
            .map(str::to_owned)
            .collect();
        ids.sort_unstable();
        ids
    };
    let before = ids(&branch);
    let plan = branch.plan.clone().unwrap();
    let event = plan.events.iter().find(|event| {
        let like = plan
            .events
            .iter()
            .filter(|other| (&other.approach, other.circle) == (&event.approach, event.circle));
        like.count() == 1
    });
    let key = EventKey::of(event.unwrap(), plan.quarter);
    let weeks = open_weeks(branch.playbook().get(&key.approach).unwrap(), plan.quarter, &plan.settings.days);
    let moved = weeks.iter().filter(|week| **week != key.week).find_map(|week| {
        let mut wishes = PlanWishes::default();
        wishes.shift(&key, *week);
        let after = again(&branch, &wishes);
        after.unmet.is_empty().then_some(after)
    });
    branch.apply(Edit::KeepPlan(Arc::new(moved.expect("one of the weeks will do"))));
    let after = ids(&branch);
    let of_event = |ids: &[String]| {
        let start = format!("{}-{}-", key.approach, key.circle.0);
        ids.iter().filter(|id| id.starts_with(&start)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of_event(&before), of_event(&after));
}

#[test]
fn a_week_that_the_branch_is_closed_has_nothing_but_dates() {
    let mut branch = planned();
    let quarter = branch.plan.as_ref().unwrap().quarter;
    let week = 2;
    let (first, last) = (quarter.date(7 * week), quarter.date(7 * week + 6));
    let mut settings = branch.settings.clone();
    settings.days = yangke::calendar::OwnDays::read(&format!("{first}~{last} 休")).unwrap();
    branch.apply(Edit::SetSettings(settings));
    let after = again(&branch, &PlanWishes::default());
    let inside = |date| (first..=last).contains(&date);
    assert!(!after.events.iter().any(|event| inside(event.date)));
    assert!(!after.touches.iter().any(|touch| touch.occasion.is_none() && inside(touch.date)));
    for event in &after.events {
        let approach = branch.playbook().get(&event.approach).unwrap().clone();
        for step in yangke::plan::quarter::milestones(&approach, event, &after.settings.days) {
            assert!(!inside(step.date), "{step:?}");
        }
    }
}

#[test]
fn a_single_touch_that_is_kept_stays_and_one_that_is_refused_goes() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let of = |touch: &yangke::plan::quarter::PlannedTouch| TouchKey {
        customer: touch.customer,
        approach: touch.approach.clone(),
        circle: None,
        week: plan.quarter.day_of(touch.date).unwrap() as usize / 7,
    };
    let chosen: Vec<TouchKey> =
        plan.touches.iter().filter(|touch| touch.occasion.is_none()).map(of).step_by(9).collect();
    let mut wishes = PlanWishes::default();
    for (at, key) in chosen.iter().enumerate() {
        if at % 2 == 0 {
            wishes.hold(key);
        } else {
            wishes.refuse(key);
        }
    }
    let after = again(&branch, &wishes);
    let now: Vec<TouchKey> = after.touches.iter().filter(|touch| touch.occasion.is_none()).map(of).collect();
    for (at, key) in chosen.iter().enumerate() {
        assert_eq!(now.contains(key), at % 2 == 0, "{key:?}");
    }
    assert!(after.unmet.is_empty());
}

#[test]
fn the_check_sheet_says_what_has_become_wrong_since_the_plan_was_made() {
    let mut branch = planned();
    let plan = branch.plan.clone().unwrap();
    let today = DemoOptions::usual().today;
    let (left, away) = (plan.touches[0].customer, plan.manager_mins[0].0.clone());
    branch.apply(Edit::SetRefusals { customer: left, do_not_contact: true, no_profiling: false });
    // A guest who comes to shun what his event is about.
    let event = &plan.events[0];
    let guest = event.attendees[0];
    let approach = branch.playbook().get(&event.approach).unwrap().clone();
    for tag in &approach.tags {
        branch.apply(Edit::SetTag {
            customer: guest,
            mark: yangke::book::TagMark {
                tag: tag.clone(),
                polarity: yangke::book::Polarity::Avoid,
                evidence: yangke::book::Evidence::Hand,
                noted_on: today,
                doubt: 0,
            },
        });
    }
    let mut wishes = branch.wishes.clone();
    let busiest = (0..13).max_by_key(|week| plan.manager_mins[0].1[*week]).unwrap();
    wishes.set_hours(&away, busiest, Some(0));
    branch.apply(Edit::SetWishes(wishes));
    let sheet = check_sheet(&branch, &branch.playbook(), &plan, today);
    let of = |id: CustomerId| sheet.stopped.iter().filter(move |line| line.customer == id);
    assert!(of(left).count() > 0 && of(left).all(|line| line.avoid.is_none()));
    assert!(of(guest).any(|line| line.approach == event.approach && line.avoid.is_some()));
    let (_, hours) = sheet.hours.iter().find(|(name, _)| *name == away).unwrap();
    assert_eq!((hours.used, hours.limit), (plan.manager_mins[0].1[busiest], 0));
}

#[test]
fn the_money_of_a_month_is_named_by_its_months() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let mut named = Vec::new();
    for (at, sum) in plan.months.iter().enumerate() {
        let (first, last) = plan.months_of(at);
        // Weeks belong to the month of their Thursday.
        let (from, to) = (first - chrono::Days::new(3), last + chrono::Days::new(3));
        let events = plan.events.iter().map(|event| (event.date, event.cost_yuan));
        let touches = plan.touches.iter().map(|touch| (touch.date, touch.cost_yuan));
        let within = events.chain(touches).filter(|(date, _)| (from..=to).contains(date));
        assert_eq!(within.map(|(_, yuan)| yuan).sum::<i64>(), sum.spent_yuan, "{first} to {last}");
        named.push(yangke::text::months(Lang::Zh, (first, last)));
    }
    assert_eq!(named, ["2026年12月", "2027年1月", "2027年2月"]);
    // A week later the quarter touches four months, and the first two are one.
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let later = QuarterPlan { quarter: yangke::calendar::Quarter::after(day), ..(*plan).clone() };
    let name = |at| yangke::text::months(Lang::Zh, later.months_of(at));
    assert_eq!([0, 1, 2].map(name), ["2026年12月至2027年1月", "2027年2月", "2027年3月"]);
    assert_eq!(plan.spent_yuan(), plan.months.iter().map(|month| month.spent_yuan).sum::<i64>());
}

#[test]
fn days_before_the_plan_are_told_by_who_has_them() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    let born = yangke::calendar::Birthday::solar(Some(1960), 12, 2);
    let customer = Customer { birthday: Some(born), ..Customer::default() };
    let playbook = Playbook::built_in();
    let due = |customer: &Customer, to| {
        due_between(customer, &playbook, day(1), to).map(|(_, due)| due.date).collect::<Vec<_>>()
    };
    assert_eq!(due(&customer, day(7)), [day(2)]);
    assert_eq!(due(&customer, day(2)), [], "the last day is the plan's own");
    let refuses = Customer { do_not_contact: true, ..customer.clone() };
    assert_eq!(due(&refuses, day(7)), []);
    // Whoever was congratulated is not called again; last year's call and another matter do not count.
    let greeting =
        playbook.approaches.iter().find(|one| one.occasions.contains(&Occasion::Birthday)).unwrap();
    let spoke = |date, approach: &str| Customer {
        interactions: vec![Interaction {
            date,
            approach: approach.to_owned(),
            outcome: Outcome::Pleased,
            remark: String::new(),
        }],
        ..customer.clone()
    };
    let last_year = chrono::NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    assert_eq!(due(&spoke(day(1), &greeting.id), day(7)), []);
    assert_eq!(due(&spoke(last_year, &greeting.id), day(7)), [day(2)]);
    assert_eq!(due(&spoke(day(1), "reading_share"), day(7)), [day(2)]);
}

#[test]
fn the_cheapest_way_out_ends_every_conflict_of_limits_and_nothing_less_does() {
    let mut branch = planned();
    let plan = branch.plan.clone().unwrap();
    let manager = branch.book.managers()[0].0.clone();
    // A week of leave in which there are must-dos, and a budget below what they cost.
    let busy = (0..13).find(|week| {
        plan.touches.iter().any(|touch| {
            touch.occasion.is_some()
                && touch.own_mins > 0
                && plan.quarter.day_of(touch.date).unwrap() as usize / 7 == *week
                && branch.book.get(touch.customer).unwrap().manager == manager
        })
    });
    let mut wishes = PlanWishes::default();
    wishes.set_hours(&manager, busy.unwrap(), Some(0));
    branch.apply(Edit::SetSettings(yangke::plan::quarter::PlanSettings {
        budget_yuan: 100,
        ..branch.settings.clone()
    }));
    let short = again(&branch, &wishes);
    let way = WayOut::of(&short, &short.conflicts);
    assert!(way.hours.len() == 1 && way.budget.is_some(), "{way:?}");
    let given = |way: &WayOut| {
        let (mut settings, mut wishes, mut branch) =
            (branch.settings.clone(), wishes.clone(), branch.clone());
        way.give(&mut settings, &mut wishes);
        branch.apply(Edit::SetSettings(settings));
        let plan = again(&branch, &wishes);
        WayOut::of(&plan, &plan.conflicts).steps()
    };
    assert_eq!(given(&way), 0, "all of it is enough");
    let mut less = way.clone();
    less.hours[0].2 -= 1;
    assert_eq!(given(&less), 1, "a minute less is not");
    let mut less = way;
    less.budget = less.budget.map(|(budget, missing)| (budget - 10, missing));
    assert_eq!(given(&less), 1, "ten yuan less are not");
}

#[test]
fn single_touches_are_spread_over_the_work_days_of_their_week_and_keep_the_gap() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let mut by_day = [0usize; 7];
    let mut days = std::collections::BTreeMap::<CustomerId, Vec<i64>>::new();
    for touch in &plan.touches {
        let day = i64::from(plan.quarter.day_of(touch.date).unwrap());
        days.entry(touch.customer).or_default().push(day);
        if touch.occasion.is_none() {
            assert!(plan.settings.days.is_work_day(touch.date), "{}", touch.date);
            by_day[day as usize % 7] += 1;
        }
    }
    for event in &plan.events {
        let day = i64::from(plan.quarter.day_of(event.date).unwrap());
        event.attendees.iter().for_each(|id| days.entry(*id).or_default().push(day));
    }
    for (id, mut days) in days {
        days.sort_unstable();
        let must_dos = |day: i64| {
            let on = |touch: &&yangke::plan::quarter::PlannedTouch| {
                touch.customer == id && plan.quarter.day_of(touch.date).map(i64::from) == Some(day)
            };
            plan.touches.iter().find(on).is_some_and(|touch| touch.occasion.is_some())
        };
        for pair in days.windows(2) {
            let both_given = must_dos(pair[0]) && must_dos(pair[1]);
            assert!(both_given || pair[1] - pair[0] >= plan.settings.gap_days, "{id:?} {days:?}");
        }
    }
    let all: usize = by_day.iter().sum();
    assert!(
        all > 60 && by_day.iter().all(|of_day| *of_day * 3 < all),
        "no day has a third of them: {by_day:?}"
    );
    assert_eq!(plan_changes(&plan, &again(&branch, &branch.wishes)).lost, [], "planned again nobody moves");
}

#[test]
fn who_is_called_about_a_maturity_is_called_on_a_work_day() {
    let branch = planned();
    let plan = branch.plan.clone().unwrap();
    let of_maturity: Vec<_> =
        plan.touches.iter().filter(|touch| touch.occasion == Some(Occasion::Maturity)).collect();
    assert!(of_maturity.len() > 5, "{}", of_maturity.len());
    for touch in of_maturity {
        assert!(
            touch.date == plan.quarter.start || plan.settings.days.is_work_day(touch.date),
            "{}",
            touch.date
        );
        let customer = branch.book.get(touch.customer).unwrap();
        let due = customer.maturities.iter().map(|maturity| maturity.date).filter(|due| *due >= touch.date);
        assert!(
            due.min().is_some_and(|due| (due - touch.date).num_days() < 15),
            "on the day or shortly before"
        );
    }
}

#[test]
fn a_maturity_whose_work_day_is_a_birthday_is_spoken_of_a_work_day_earlier() {
    let mut branch = planned();
    let plan = branch.plan.clone().unwrap();
    let of_maturity = |touch: &&yangke::plan::quarter::PlannedTouch| {
        touch.occasion == Some(Occasion::Maturity) && touch.date > plan.quarter.start + Days::new(7)
    };
    let touch = plan.touches.iter().find(of_maturity).unwrap();
    let mut customer = branch.book.get(touch.customer).unwrap().clone();
    let due = customer.maturities[0].clone();
    customer.maturities = vec![due.clone(), due];
    let (month, day) = (touch.date.month(), touch.date.day());
    customer.birthday = Some(Birthday { year: None, month, day, lunar: false, leap: false });
    let mut book = (*branch.book).clone();
    book.customers.iter_mut().find(|of| of.id == customer.id).unwrap().clone_from(&Arc::new(customer));
    branch.apply(Edit::Merge { book: Arc::new(book), own_tags: Vec::new() });
    let after = again(&branch, &branch.wishes);
    let given: Vec<_> = after
        .touches
        .iter()
        .filter(|other| other.customer == touch.customer && other.occasion.is_some())
        .map(|other| (other.occasion.unwrap(), other.date))
        .collect();
    assert!(given.contains(&(Occasion::Birthday, touch.date)), "{given:?}");
    let earlier: Vec<_> = given.iter().filter(|(occasion, _)| *occasion == Occasion::Maturity).collect();
    assert_eq!(earlier.len(), 1, "two deposits that end together are one contact: {given:?}");
    let days = (touch.date - earlier[0].1).num_days();
    assert!((1..15).contains(&days) && plan.settings.days.is_work_day(earlier[0].1), "{given:?}");
}

#[test]
fn of_two_like_events_the_one_that_stays_keeps_its_id_when_the_other_is_called_off() {
    let mut branch = planned();
    let today = DemoOptions::usual().today;
    let mut plan = (*branch.plan.clone().unwrap()).clone();
    let first = plan.events[0].clone();
    plan.events.retain(|event| (&event.approach, event.circle) != (&first.approach, first.circle));
    let ahead = |weeks: u64| first.date + Days::new(7 * weeks);
    let later = (1..12).map(ahead).rfind(|date| plan.quarter.day_of(*date).is_some()).unwrap();
    let second = yangke::plan::quarter::Event { date: later, number: 900, ..first.clone() };
    plan.events.extend([first.clone(), second]);
    plan.events.sort_by_key(|event| event.date);
    // Id and whether it is off, of the two events themselves by their days.
    let entries = |branch: &Branch| {
        let parcel = Parcel::of(branch, Lang::En, false, today, today.and_hms_opt(9, 0, 0).unwrap()).unwrap();
        let text = calendar_file(&parcel).replace("\r\n ", "");
        let start = format!("UID:{}-{}-", first.approach, first.circle.0);
        let day = |date: chrono::NaiveDate| date.format("DTSTART;VALUE=DATE:%Y%m%d").to_string();
        let found = |date| {
            let of_day = text.split("BEGIN:VEVENT").find(|entry| {
                entry.contains(&start)
                    && entry.contains(&day(date))
                    && entry
                        .lines()
                        .any(|line| line.starts_with(&start) && line.trim().split('-').count() == 4)
            });
            let entry = of_day.unwrap();
            let id = entry.lines().find(|line| line.starts_with(&start)).unwrap().trim().to_owned();
            (id, entry.contains("STATUS:CANCELLED"))
        };
        [found(first.date), found(later)]
    };
    branch.apply(Edit::KeepPlan(Arc::new(plan.clone())));
    let before = entries(&branch);
    plan.events.retain(|event| event.date != first.date || event.approach != first.approach);
    let mut wishes = PlanWishes::default();
    wishes.cancel(&EventKey::of(&first, plan.quarter));
    branch.apply(Edit::SetWishes(wishes));
    branch.apply(Edit::KeepPlan(Arc::new(plan)));
    let after = entries(&branch);
    assert_eq!(before.clone().map(|(_, off)| off), [false, false]);
    assert_eq!(after.clone().map(|(_, off)| off), [true, false]);
    assert_eq!(before.map(|(id, _)| id), after.map(|(id, _)| id));
}

#[test]
fn what_was_called_off_is_cancelled_in_the_calendar_file_and_what_was_moved_is_not() {
    let mut branch = planned();
    let today = DemoOptions::usual().today;
    let off = |branch: &Branch| {
        let parcel = Parcel::of(branch, Lang::En, false, today, today.and_hms_opt(9, 0, 0).unwrap()).unwrap();
        let text = calendar_file(&parcel).replace("\r\n ", "");
        let entries = text.split("BEGIN:VEVENT").skip(1).filter(|entry| entry.contains("STATUS:CANCELLED"));
        let id = |entry: &str| entry.lines().find_map(|line| line.strip_prefix("UID:")).unwrap().to_owned();
        entries.map(id).collect::<Vec<_>>()
    };
    assert!(off(&branch).is_empty());
    let plan = branch.plan.clone().unwrap();
    let key = EventKey::of(&plan.events[0], plan.quarter);
    let like = keys(&plan)
        .iter()
        .filter(|other| (&other.approach, other.circle) == (&key.approach, key.circle))
        .count();
    let mut wishes = PlanWishes::default();
    wishes.cancel(&key);
    let after = again(&branch, &wishes);
    let left = keys(&after)
        .iter()
        .filter(|other| (&other.approach, other.circle) == (&key.approach, key.circle))
        .count();
    branch.apply(Edit::SetWishes(wishes.clone()));
    branch.apply(Edit::KeepPlan(Arc::new(after)));
    let start = format!("{}-{}-{}-", key.approach, key.circle.0, left + 1);
    let ids = off(&branch);
    assert!(
        like > 0 && (4..=6).contains(&ids.len()) && ids.iter().all(|id| id.starts_with(&start)),
        "{ids:?}"
    );
    let mut wishes = PlanWishes::default();
    wishes.shift(&key, key.week + 1);
    branch.apply(Edit::SetWishes(wishes.clone()));
    assert!(off(&branch).is_empty(), "it keeps its number where it is now");
    let mut pinned = PlanWishes::default();
    pinned.toggle_pin(&EventKey { week: key.week + 2, ..key.clone() });
    pinned.cancel(&key);
    branch.apply(Edit::SetWishes(pinned));
    assert_eq!(off(&branch), ids, "one that is pinned beside it does not hide it");
    wishes.cancel(&key);
    assert!(wishes.moved.is_empty(), "what is called off has not moved");
    wishes.allow(&key);
    assert!(wishes.cancelled.is_empty());
}

#[test]
fn a_guest_who_is_replaced_takes_nobody_else_of_the_event_along() {
    let branch = planned();
    let (playbook, plan) = (branch.playbook(), branch.plan.clone().unwrap());
    let mut swapped = 0;
    for event in &plan.events {
        let key = EventKey::of(event, plan.quarter);
        let sheet = event_sheet(&branch, &playbook, &plan, event).unwrap();
        let Some(into) = sheet.substitutes.first().map(|one| one.customer) else { continue };
        let out = event.attendees[0];
        let mut wishes = PlanWishes::default();
        wishes.swap(&TouchKey::seat(out, &key), &TouchKey::seat(into, &key));
        let after = again(&branch, &wishes);
        let there = after.events.iter().find(|other| EventKey::of(other, after.quarter) == key);
        let guests = &there.expect("the event is still held").attendees;
        let gone: Vec<_> = event.attendees.iter().filter(|guest| !guests.contains(guest)).collect();
        assert_eq!(gone, [&out], "{}: {} guests", event.approach, event.attendees.len());
        // Whoever cannot come, because of something that was promised elsewhere, is said to.
        let unmet = after
            .unmet
            .iter()
            .any(|unmet| matches!(&unmet.wish, Wish::Touch(touch) if touch.customer == into));
        assert!(guests.contains(&into) != unmet, "{}: {:?}", event.approach, after.unmet);
        swapped += usize::from(guests.contains(&into));
    }
    assert!(swapped > 3, "{swapped}");
}

#[test]
fn what_was_called_off_comes_back_when_that_is_taken_back() {
    let mut branch = planned();
    let plan = branch.plan.clone().unwrap();
    let key = EventKey::of(&plan.events[0], plan.quarter);
    let mut wishes = PlanWishes::default();
    wishes.cancel(&key);
    let without = again(&branch, &wishes);
    assert!(!keys(&without).contains(&key));
    branch.apply(Edit::KeepPlan(Arc::new(without)));
    wishes.take_back_all();
    let back = again(&branch, &wishes);
    assert!(keys(&back).contains(&key), "{:?}", back.unmet);
    assert_eq!((wishes.pinned.len(), wishes.cancelled.len(), wishes.moved.len()), (1, 0, 0));
}

#[test]
fn a_week_in_which_an_event_cannot_be_says_why() {
    let branch = planned();
    let (plan, playbook) = (branch.plan.clone().unwrap(), branch.playbook());
    let approach = playbook.get("calligraphy_hour").unwrap();
    let why = |week| closed(approach, plan.quarter, &plan.settings.days, week);
    assert_eq!(why(0), Some(Closed::Notice(approach.notice_days)));
    let friday = Approach { weekday: 4, ..approach.clone() };
    let of_friday = |week| closed(&friday, plan.quarter, &plan.settings.days, week);
    assert!((0..13).any(|week| of_friday(week) == Some(Closed::Holiday)), "New Year's Day");
    let open = open_weeks(approach, plan.quarter, &plan.settings.days);
    assert!((0..13).all(|week| open.contains(&week) == why(week).is_none()) && open.len() > 6);
    let summer = Approach { months: vec![7], ..approach.clone() };
    assert_eq!(closed(&summer, plan.quarter, &plan.settings.days, 5), Some(Closed::Season));
    let festive = Approach { before_holiday: true, ..approach.clone() };
    assert_eq!(closed(&festive, plan.quarter, &plan.settings.days, 12), Some(Closed::NoFestival));
}

#[test]
fn a_brief_tells_what_is_planned_and_says_each_sentence_once() {
    let branch = planned();
    let (playbook, plan) = (branch.playbook(), branch.plan.clone().unwrap());
    let late = plan.quarter.start + Days::new(40);
    let (mut told, mut seats) = (0, 0);
    for customer in &branch.book.customers {
        let brief = visit_brief(customer, &playbook, Some(&plan), late);
        told += brief.planned.len();
        assert!(brief.planned.iter().all(|contact| contact.date >= late));
        assert!(brief.planned.windows(2).all(|pair| pair[0].date <= pair[1].date));
        let is_event = |id: &str| playbook.get(id).is_some_and(|of| of.format == Format::Group);
        seats += brief.planned.iter().filter(|contact| is_event(&contact.approach)).count();
        let mut proofs: Vec<_> = brief.avoids.iter().filter_map(|(_, proof)| proof.clone()).collect();
        let all = proofs.len();
        proofs.sort();
        proofs.dedup();
        assert_eq!(proofs.len(), all, "{}", customer.name);
        assert!(brief.opener.is_none_or(|opener| !is_event(&opener.approach)), "two people talk");
    }
    assert!(told > 200 && seats > 5, "{told} {seats}");
}
