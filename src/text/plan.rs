//! Plans in words: the proof, the reasons why somebody has no touch, limits and their prices, holidays.

use super::{care::avoid_kind, listed, months, quarter_words, short_day, wan, Lang};
use crate::calendar::{DayKind, Festival, Quarter};
use crate::care::{Approach, Venue};
use crate::plan::quarter::{
    Blocker, Closed, Conflict, LimitKind, LimitPrice, NotPlaced, PlanSettings, QuarterPlan, Step, WayOut,
};

/// How good the plan is at least.
pub fn proof(lang: Lang, plan: &QuarterPlan) -> String {
    let gap = plan.gap_pct();
    // Less than a tenth is not nothing.
    let digits = if gap < 0.1 { 2 } else { 1 };
    match lang {
        // What is more than the limits allow counts in no best plan either.
        Lang::Zh if !plan.conflicts.is_empty() => format!(
            "必做事项已经超出限制：请先按上面的出路处理，再看这个数。眼下只能证明，比这些限制下最好的可能最多低 {gap:.digits$}%。"
        ),
        Lang::En if !plan.conflicts.is_empty() => format!(
            "The must-dos exceed the limits: take a way out above first, then look again. For now it is proven to be at most {gap:.digits$}% below the best that these limits allow."
        ),
        Lang::Zh if gap < 0.005 => "已证明：在这些限制下，没有更好的计划。".to_owned(),
        Lang::Zh => format!(
            "已证明：比最好的可能最多低 {gap:.digits$}%。也就是说，在这些限制下，最好的排法算 100 分，这份计划至少有 {:.digits$} 分。",
            100.0 - gap
        ),
        Lang::En if gap < 0.005 => "Proven: within these limits there is no better plan.".to_owned(),
        Lang::En => format!(
            "Proven: at most {gap:.digits$}% below the best possible plan. If the best within these limits is worth 100, this one is worth at least {:.digits$}.",
            100.0 - gap
        ),
    }
}

/// Why an event cannot be in a week.
pub fn week_closed(lang: Lang, why: Closed) -> String {
    match (why, lang) {
        (Closed::Season, Lang::Zh) => "那一周不合时令，这项活动排不了。".to_owned(),
        (Closed::Season, Lang::En) => "It is out of season in that week.".to_owned(),
        (Closed::Holiday, Lang::Zh) => "那一周正逢放假，这项活动排不了。".to_owned(),
        (Closed::Holiday, Lang::En) => "Its day is a holiday in that week.".to_owned(),
        (Closed::NoFestival, Lang::Zh) => "这件事只在节前一周做，那一周后面没有节日。".to_owned(),
        (Closed::NoFestival, Lang::En) => "It is for the week before a holiday, and none follows.".to_owned(),
        (Closed::Notice(days), Lang::Zh) => format!("来不及准备：这项活动要提前{days}天。"),
        (Closed::Notice(days), Lang::En) => format!("There is no time to prepare: it needs {days} days."),
    }
}

/// Why a customer has no touch, and what would help.
pub fn not_placed(lang: Lang, why: &NotPlaced) -> String {
    match why {
        NotPlaced::NoContact => lang.pick("客户不愿被联系", "Wants no contact").to_owned(),
        NotPlaced::NothingFits => lang
            .pick("了解还不够：下次见面问一问喜好", "Too little is known: ask about likes next time")
            .to_owned(),
        NotPlaced::Avoided(kind) => match lang {
            Lang::Zh => format!("合适的做法都犯忌：{}", avoid_kind(lang, *kind)),
            Lang::En => format!("All that fits is to be avoided: {}", avoid_kind(lang, *kind)),
        },
        NotPlaced::Limit(LimitKind::Worth) => {
            lang.pick("排得下，但别处更需要", "There was room, but others needed it more").to_owned()
        }
        NotPlaced::Limit(kind) => match lang {
            Lang::Zh => format!("受限于{}", limit(lang, *kind)),
            Lang::En => format!("Stopped by {}", limit(lang, *kind)),
        },
    }
}

/// The name of a limit.
pub fn limit(lang: Lang, kind: LimitKind) -> &'static str {
    match kind {
        LimitKind::Budget => lang.pick("预算", "the budget"),
        LimitKind::ManagerHours => lang.pick("客户经理时间", "managers\u{2019} time"),
        LimitKind::CrewHours => lang.pick("活动人手", "the event crew"),
        LimitKind::Venue => lang.pick("场地", "rooms"),
        LimitKind::SessionSize => lang.pick("场次人数", "the size of sessions"),
        LimitKind::Contact => lang.pick("联系次数与间隔", "contact limits"),
        LimitKind::Crowd => lang.pick("人多的场合（这位客户不去）", "crowds, which this customer avoids"),
        LimitKind::Worth => lang.pick("价值", "worth"),
    }
}

/// What stands against a wish.
pub fn blocker(lang: Lang, blocker: Blocker) -> String {
    let words = quarter_words(lang);
    match blocker {
        Blocker::Gone => words.gone.to_owned(),
        Blocker::Week => words.blocker_week.to_owned(),
        Blocker::Closed(why) => week_closed(lang, why),
        Blocker::Avoided => words.avoided.to_owned(),
        Blocker::NoEvent => words.no_event.to_owned(),
        Blocker::Limit(kind) => match lang {
            Lang::Zh => format!("受限于{}", limit(lang, kind)),
            Lang::En => format!("stopped by {}", limit(lang, kind)),
        },
    }
}

/// What is raised so that a wish can be met: 大厅每周 3 场.
pub fn relief(lang: Lang, approach: &Approach, old: &PlanSettings, new: &PlanSettings) -> String {
    let words = super::words(lang);
    if old.budget_yuan != new.budget_yuan {
        return format!("{} {}", quarter_words(lang).raise_budget, super::yuan(lang, new.budget_yuan));
    }
    if old.crew_week_mins != new.crew_week_mins {
        return format!("{} {} → {}", words.plan.crew_mins, old.crew_week_mins, new.crew_week_mins);
    }
    let slots = |settings: &PlanSettings| settings.slots(approach.venue).unwrap_or_default();
    let name = match approach.venue {
        Venue::Hall => words.plan.hall,
        Venue::Room => words.plan.room,
        _ => words.plan.outdoor,
    };
    format!("{name} {} → {}", slots(old), slots(new))
}

/// Working time: whole hours, or minutes where it is less than one.
pub fn hours(lang: Lang, mins: i64) -> (i64, &'static str) {
    let words = quarter_words(lang);
    if mins < 60 {
        (mins, words.mins)
    } else {
        (mins / 60, words.hours_unit)
    }
}

/// The name of a step on the way to an event.
pub fn step(lang: Lang, step: Step) -> &'static str {
    let words = quarter_words(lang);
    match step {
        Step::Venue => words.venue,
        Step::Speaker => words.speaker,
        Step::Invitations => words.invitations,
        Step::Reminder => words.reminder,
        Step::Event => words.event,
        Step::Thanks => words.thanks,
    }
}

/// A week of the quarter by its days: 第 3 周（12月14日 – 12月20日）.
pub fn week(lang: Lang, quarter: Quarter, week: usize) -> String {
    let first = quarter.date(7 * week as u32);
    let last = quarter.date(7 * week as u32 + 6);
    match lang {
        Lang::Zh => format!("第 {} 周（{} – {}）", week + 1, short_day(lang, first), short_day(lang, last)),
        Lang::En => format!("Week {} ({} – {})", week + 1, short_day(lang, first), short_day(lang, last)),
    }
}

/// A limit that the must-dos alone exceed: whose, when, how much is needed and there, what is missing.
pub fn conflict(lang: Lang, conflict: &Conflict, plan: &QuarterPlan) -> String {
    let words = quarter_words(lang);
    let unit = match (conflict.limit, conflict.month) {
        (LimitKind::Budget, _) => words.yuan,
        (LimitKind::ManagerHours, _) => words.mins,
        (_, Some(_)) => words.times,
        _ => words.days,
    };
    let mut place = vec![limit(lang, conflict.limit).to_owned()];
    place.extend(conflict.manager.clone());
    place.extend(conflict.week.map(|at| week(lang, plan.quarter, at)));
    place.extend(conflict.month.map(|at| months(lang, plan.months_of(at))));
    let (need, have) = (conflict.need, conflict.have);
    let missing = (need - have).max(0);
    let place = place.join(" · ");
    match lang {
        Lang::Zh => format!("{place}：需要 {need} {unit}，现有 {have} {unit}，还差 {missing} {unit}"),
        Lang::En if conflict.limit == LimitKind::Budget => {
            let [need, have, missing] = [need, have, missing].map(|money| super::yuan(lang, money));
            format!("{place}: needs {need}, has {have}, short by {missing}")
        }
        Lang::En => format!("{place}: needs {need} {unit}, has {have}, short by {missing}"),
    }
}

/// The cheapest way out of all conflicts in words; nothing where no limit is to be raised.
pub fn least_way_out(lang: Lang, way: &WayOut) -> Option<String> {
    let mut parts = Vec::new();
    if way.missing_mins > 0 {
        let (mins, places) = (way.missing_mins, way.hours.len());
        parts.push(match lang {
            Lang::Zh => format!("{places} 处经理工时共多给 {mins} 分钟"),
            Lang::En => format!("{mins} more minutes in {places} of the managers' weeks"),
        });
    }
    if let Some((budget, missing)) = way.budget {
        let (missing, budget) = (wan(lang, missing), wan(lang, budget));
        parts.push(match lang {
            Lang::Zh => format!("预算多给 {missing}（到 {budget}）"),
            Lang::En => format!("{missing} more budget ({budget} in all)"),
        });
    }
    if parts.is_empty() {
        return None;
    }
    let given = parts.join(lang.pick("，", " and "));
    let left = way.by_hand;
    Some(match lang {
        Lang::Zh if left > 0 => format!("{given}，必做事项就都排得下；另有 {left} 处是同一位客户的日子太近，要二选一。"),
        Lang::Zh => format!("{given}，必做事项就都排得下；再少就还有排不下的。"),
        Lang::En if left > 0 => format!("{given}: then every must-do fits, but for {left} where one person's dates are too near each other: choose one of the two."),
        Lang::En => format!("{given}: then every must-do fits; with less, one would not."),
    })
}

/// What a little more of a limit would be worth: in contacts of the usual worth, and against the whole plan.
pub fn price(lang: Lang, price: &LimitPrice, plan: &QuarterPlan) -> String {
    let share = 100.0 * price.points / plan.objective.max(1) as f64;
    let seats: usize = plan.events.iter().map(|event| event.attendees.len()).sum();
    let contacts = share * (plan.touches.len() + seats) as f64 / 100.0;
    let when = price.week.map(|at| week(lang, plan.quarter, at)).unwrap_or_default();
    let who = price.manager.as_deref().unwrap_or(lang.pick("客户经理", "a manager"));
    let what = match (lang, price.limit) {
        (Lang::Zh, LimitKind::Budget) => "多 100 元预算".to_owned(),
        (Lang::En, LimitKind::Budget) => "¥100 more".to_owned(),
        (Lang::Zh, LimitKind::ManagerHours) => format!("{who}{when}多 1 小时"),
        (Lang::En, LimitKind::ManagerHours) => format!("One more hour of {who}, {when}"),
        (Lang::Zh, LimitKind::CrewHours) => format!("活动人手{when}多 1 小时"),
        (Lang::En, LimitKind::CrewHours) => format!("One more hour of the crew, {when}"),
        (Lang::Zh, LimitKind::Venue) => format!("{}{when}多一场", venue(lang, price.venue)),
        (Lang::En, LimitKind::Venue) => format!("One more: {}, {when}", venue(lang, price.venue)),
        (_, other) => limit(lang, other).to_owned(),
    };
    match lang {
        Lang::Zh => format!("{what}：约抵 {contacts:.1} 次平常的联系，计划约好 {share:.2}%"),
        Lang::En => {
            format!("{what}: worth about {contacts:.1} contacts of the usual kind, {share:.2}% of the plan")
        }
    }
}

fn venue(lang: Lang, venue: Option<Venue>) -> &'static str {
    let words = super::care_words(lang);
    match venue {
        Some(Venue::Hall) => words.hall,
        Some(Venue::Room) => words.room,
        Some(Venue::Outdoor) => words.outdoor,
        Some(Venue::None) | None => lang.pick("场地", "place"),
    }
}

/// The limits of which more would change nothing, in one line; empty where each has its price. Contact limits have no
/// price: they are for people, not for sale.
pub fn free_limits(lang: Lang, plan: &QuarterPlan) -> String {
    let free = plan.prices.iter().filter(|price| !price_tells(price, plan));
    let names: Vec<&str> = free
        .map(|price| match (price.limit, &price.manager) {
            (LimitKind::ManagerHours, Some(name)) => name.as_str(),
            (LimitKind::Venue, _) => venue(lang, price.venue),
            (other, _) => limit(lang, other),
        })
        .collect();
    listed(lang, &names)
}

/// Whether a price is worth telling: it shows in the figures, and the limit is used up.
pub fn price_tells(price: &LimitPrice, plan: &QuarterPlan) -> bool {
    let spare = plan.settings.budget_yuan - plan.spent_yuan();
    let used_up = price.limit != LimitKind::Budget || spare < 100;
    used_up && 100.0 * price.points / plan.objective.max(1) as f64 >= 0.005
}

/// The name of a holiday.
pub fn festival(lang: Lang, festival: Festival) -> &'static str {
    match festival {
        Festival::NewYear => lang.pick("元旦", "New Year"),
        Festival::Spring => lang.pick("春节", "Spring Festival"),
        Festival::Qingming => lang.pick("清明", "Qingming"),
        Festival::Labour => lang.pick("劳动节", "Labour Day"),
        Festival::DragonBoat => lang.pick("端午", "Dragon Boat"),
        Festival::MidAutumn => lang.pick("中秋", "Mid-Autumn"),
        Festival::National => lang.pick("国庆", "National Day"),
    }
}

/// The mark of a day in the calendar; empty for ordinary days.
pub fn day_mark(lang: Lang, kind: DayKind) -> &'static str {
    match kind {
        DayKind::Holiday(of) => festival(lang, of),
        DayKind::ShiftedWork => super::words(lang).plan.shifted,
        DayKind::Closed => quarter_words(lang).closed,
        DayKind::Weekend | DayKind::Work => "",
    }
}
