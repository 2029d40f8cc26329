//! Care in words: approaches, reasons, avoids and their causes.

use super::{format::date, tag, Lang};
use crate::book::{Customer, Polarity, Vocabulary};
use crate::care::guard::Rule;
use crate::care::matching::{MatchReason, Unmet};
use crate::care::{
    Approach, ApproachKind, Avoid, AvoidCause, AvoidKind, Compliance, Limits, Occasion, Playbook,
    PlaybookError, Reason, Words,
};

/// The words of an approach.
pub fn approach(lang: Lang, approach: &Approach) -> &Words {
    lang.pick(&approach.zh, &approach.en)
}

/// What kind of care it is.
pub fn kind_name(lang: Lang, kind: ApproachKind) -> &'static str {
    match kind {
        ApproachKind::Traditional => lang.pick("传统", "Traditional"),
        ApproachKind::Modern => lang.pick("现代", "Modern"),
        ApproachKind::Quiet => lang.pick("安静", "Quiet"),
        ApproachKind::Resource => lang.pick("资源", "Resource"),
        ApproachKind::Professional => lang.pick("专业", "Professional"),
    }
}

/// The name of an approach by its id; an id that the playbook does not know is shown as it is.
pub fn approach_name(lang: Lang, playbook: &Playbook, id: &str) -> String {
    playbook.get(id).map_or_else(|| id.to_owned(), |found| approach(lang, found).name.clone())
}

/// The name of an occasion.
pub fn occasion(lang: Lang, occasion: Occasion) -> String {
    match occasion {
        Occasion::Birthday => lang.pick("生日", "birthday").to_owned(),
        Occasion::LunarBirthday => lang.pick("农历生日", "lunar birthday").to_owned(),
        Occasion::Question => lang.pick("未答复的问题", "open question").to_owned(),
        Occasion::Maturity => lang.pick("存款到期", "maturity").to_owned(),
        Occasion::School => lang.pick("孩子入学", "start of school").to_owned(),
        Occasion::Holiday(festival) => super::plan::festival(lang, festival).to_owned(),
    }
}

/// Why an approach is recommended.
pub fn reason(lang: Lang, vocabulary: &Vocabulary, reason: &Reason) -> String {
    match reason {
        Reason::Tag { tag: id, proof } => {
            let name = tag(lang, vocabulary, id);
            match (lang, proof) {
                (Lang::Zh, Some(words)) => format!("{name}：“{words}”"),
                (Lang::Zh, None) => name,
                (Lang::En, Some(words)) => format!("{name}: “{words}”"),
                (Lang::En, None) => name,
            }
        }
        Reason::Quiet => lang.pick("喜静，这样不打扰", "Quiet: this does not disturb").to_owned(),
        Reason::Lively => lang.pick("爱热闹，在这里能露脸", "Lively: a chance to shine").to_owned(),
        Reason::Due { occasion: due, date: day } => match lang {
            Lang::Zh => format!("{}：{}", occasion(lang, *due), date(lang, *day)),
            Lang::En => format!("{} on {}", capital(&occasion(lang, *due)), date(lang, *day)),
        },
        Reason::Pleased { date: day } => match lang {
            Lang::Zh => format!("{}做过，客户满意", date(lang, *day)),
            Lang::En => format!("Went down well on {}", date(lang, *day)),
        },
        Reason::Absent { date: day } => match lang {
            Lang::Zh => format!("{}邀过，没有来", date(lang, *day)),
            Lang::En => format!("Did not come on {}", date(lang, *day)),
        },
        Reason::Group { group } => match lang {
            Lang::Zh => format!("属于“{group}”客群"),
            Lang::En => format!("Belongs to the group {group}"),
        },
        Reason::Asked { question, due } => match lang {
            Lang::Zh => format!("问过“{question}”，{}前要答复", date(lang, *due)),
            Lang::En => format!("Asked “{question}”; an answer is due by {}", date(lang, *due)),
        },
        Reason::Overridden { kind, reason } => match lang {
            Lang::Zh => format!("本应避免{}，已破例：{reason}", avoid_kind(lang, *kind)),
            Lang::En => format!("To be avoided ({}), but overridden: {reason}", avoid_kind(lang, *kind)),
        },
        Reason::General => lang.pick("人人适用，不看标签", "Suits everybody, whatever the tags").to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// One of the groups in which guests sit or move: a table, or a group out of doors.
pub fn seat_group(lang: Lang, approach: &Approach, number: usize) -> String {
    match (approach.in_groups(), lang) {
        (true, Lang::Zh) => format!("第{number}组"),
        (true, Lang::En) => format!("Group {number}"),
        (false, Lang::Zh) => format!("第{number}桌"),
        (false, Lang::En) => format!("Table {number}"),
    }
}

/// What is to be avoided.
pub fn avoid_kind(lang: Lang, kind: AvoidKind) -> String {
    let zh = match kind {
        AvoidKind::Contact => "任何联系",
        AvoidKind::Crowd => "人多的场合",
        AvoidKind::Visit => "上门",
        AvoidKind::Call => "打电话",
        AvoidKind::Pitch => "推介产品",
        AvoidKind::Alcohol => "酒",
        AvoidKind::Cards => "牌局",
        AvoidKind::Gift => "礼品",
        AvoidKind::Evening => "晚间",
        AvoidKind::Outdoor => "户外走动",
        AvoidKind::Food => "不合忌口的吃食",
        AvoidKind::Stage => "上台露面",
        AvoidKind::Subject => "提起某个话题",
        AvoidKind::Weekend => "周末",
        AvoidKind::Unsuitable => "不相宜",
        AvoidKind::NotFor => "不面向这类客户",
    };
    let en = match kind {
        AvoidKind::Contact => "any contact",
        AvoidKind::Crowd => "crowds",
        AvoidKind::Visit => "visits",
        AvoidKind::Call => "phone calls",
        AvoidKind::Pitch => "product talk",
        AvoidKind::Alcohol => "alcohol",
        AvoidKind::Cards => "card games",
        AvoidKind::Gift => "gifts",
        AvoidKind::Evening => "evenings",
        AvoidKind::Outdoor => "walking outdoors",
        AvoidKind::Food => "food that does not suit",
        AvoidKind::Stage => "the stage",
        AvoidKind::Subject => "a certain subject",
        AvoidKind::Weekend => "weekends",
        AvoidKind::Unsuitable => "not suitable",
        AvoidKind::NotFor => "not meant for them",
    };
    lang.pick(zh, en).to_owned()
}

/// What is to be avoided with somebody: a subject by its name, crowds with the number that the branch has set.
pub fn avoid(lang: Lang, vocabulary: &Vocabulary, found: &Avoid, limits: &Limits) -> String {
    match (found.kind, lang) {
        (AvoidKind::Crowd, Lang::Zh) => format!("超过{}人的场合", limits.crowd_heads),
        (AvoidKind::Crowd, Lang::En) => format!("events of more than {}", limits.crowd_heads),
        _ => avoid_briefly(lang, vocabulary, found),
    }
}

/// As [`avoid`], where there is little room.
pub fn avoid_briefly(lang: Lang, vocabulary: &Vocabulary, avoid: &Avoid) -> String {
    match (avoid.kind, &avoid.cause, lang) {
        (AvoidKind::Subject, AvoidCause::Tag { tag: id, .. }, Lang::Zh) => {
            format!("提起{}", tag(lang, vocabulary, id))
        }
        (AvoidKind::Subject, AvoidCause::Tag { tag: id, .. }, Lang::En) => {
            format!("talk of {}", tag(lang, vocabulary, id))
        }
        _ => avoid_kind(lang, avoid.kind),
    }
}

/// What is to be avoided with a customer, and why somebody has overridden it.
pub fn avoid_line(
    lang: Lang,
    vocabulary: &Vocabulary,
    found: &Avoid,
    customer: &Customer,
    limits: &Limits,
) -> String {
    let kind = avoid(lang, vocabulary, found, limits);
    match (found.overridden(customer), lang) {
        (None, _) => kind,
        (Some(reason), Lang::Zh) => format!("{kind}（已破例：{reason}）"),
        (Some(reason), Lang::En) => format!("{kind} (overridden: {reason})"),
    }
}

/// Why it is to be avoided.
pub fn avoid_cause(lang: Lang, vocabulary: &Vocabulary, playbook: &Playbook, cause: &AvoidCause) -> String {
    match cause {
        AvoidCause::Tag { tag: id, polarity } => {
            let name = tag(lang, vocabulary, id);
            match (lang, polarity) {
                (Lang::Zh, Polarity::Like) => name,
                (Lang::Zh, Polarity::Avoid) => format!("不要「{name}」"),
                (Lang::En, Polarity::Like) => name,
                (Lang::En, Polarity::Avoid) => format!("no to {name}"),
            }
        }
        AvoidCause::Office => {
            lang.pick("公职人员：不设牌局、不送礼品", "Public official: no cards, no gifts").to_owned()
        }
        AvoidCause::Age { years } => match lang {
            Lang::Zh => format!("{years}岁，免劳累"),
            Lang::En => format!("{years} years old: no strain"),
        },
        AvoidCause::Guard(rule) => guard_rule(lang, *rule).to_owned(),
        AvoidCause::LeftOut { group } => match lang {
            Lang::Zh => format!("做法手册写明不面向“{group}”"),
            Lang::En => format!("The playbook leaves out {group}"),
        },
        AvoidCause::Refused => lang.pick("客户不愿被联系", "The customer wants no contact").to_owned(),
        AvoidCause::Reaction { approach: id, date: day } => {
            let name = playbook.get(id).map_or(id.as_str(), |found| &approach(lang, found).name);
            match lang {
                Lang::Zh => format!("{}做「{name}」时不高兴", date(lang, *day)),
                Lang::En => format!("Was annoyed by {name} on {}", date(lang, *day)),
            }
        }
    }
}

/// A rule of the guard, as it is named to the one whom it stops.
pub fn guard_rule(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::RiskAboveLevel => lang.pick(
            "产品风险高于客户的风险承受等级",
            "The product\u{2019}s risk is above the customer\u{2019}s level",
        ),
        Rule::NoAssessment => lang.pick("客户还没有风险测评", "The customer has no risk assessment"),
        Rule::AssessmentExpired => lang.pick("风险测评已过期", "The risk assessment has expired"),
        Rule::SeniorDuty => lang.pick(
            "65 岁及以上客户不主动引荐高风险产品（特别注意义务）",
            "High-risk products are not proposed to customers of 65 and over (special duty of care)",
        ),
        Rule::Minor => lang.pick("未满 18 岁", "Under 18"),
        Rule::TiedGift => lang.pick(
            "礼品、现金不得与存款或购买挂钩",
            "Gifts and cash must not be tied to deposits or purchases",
        ),
        Rule::YieldPromise => lang.pick("不得承诺保本或收益", "No promise of safety or yield"),
        Rule::PricedResource => {
            lang.pick("资源不得以存款、资产为条件", "Resources are never priced in deposits")
        }
        Rule::Stakes => lang.pick("棋牌活动不设彩头、不涉赌", "No play for money"),
    }
}

/// What to do instead of what the guard has stopped.
pub fn guard_instead(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::RiskAboveLevel => lang.pick("推荐等级以内的产品，或做一次“劝退谈话”并记下来", "Offer what the level allows, or advise against it and record that"),
        Rule::NoAssessment | Rule::AssessmentExpired => lang.pick("先请客户做风险测评", "Have the risk assessment done first"),
        Rule::SeniorDuty => lang.pick("谈 R3 及以下的选择；客户坚持时按双录与复核流程办", "Speak of R3 and below; if the customer insists, follow the recorded procedure with a second check"),
        Rule::Minor => lang.pick("只与监护人谈", "Speak with the guardian only"),
        Rule::TiedGift => lang.pick("礼归礼、业务归业务：去掉条件，礼品人人有份或不送", "Keep gifts and business apart: drop the condition, or the gift"),
        Rule::YieldPromise => lang.pick("改写风险等级、期限和可能的亏损", "Write risk rating, term and possible loss instead"),
        Rule::PricedResource => lang.pick("按需要的先后安排，不看存款", "Give by need and waiting time, never by deposits"),
        Rule::Stakes => lang.pick("写明不设彩头，下班后开始", "Say that there are no stakes and that it begins after hours"),
    }
}

/// A rule to mind when an approach is carried out.
pub fn compliance(lang: Lang, code: Compliance) -> &'static str {
    match code {
        Compliance::NoStakes => lang.pick("不设彩头", "No stakes"),
        Compliance::AfterHours => lang.pick("下班后进行", "After hours"),
        Compliance::NoOfficials => lang.pick("不邀公职人员", "No public officials"),
        Compliance::OfferSubstitute => {
            lang.pick("同时备一项替代活动", "Always offer something else beside it")
        }
        Compliance::GiftLimit => lang.pick("礼品不超限额并登记", "Gifts within the limit, and entered"),
        Compliance::NoDepositTie => lang.pick("不与存款、购买挂钩", "Never tied to deposits or purchases"),
        Compliance::Suitability => lang.pick("先核对风险等级", "Check the risk level first"),
        Compliance::NoYieldPromise => lang.pick("不承诺收益", "No promise of yield"),
        Compliance::MinorsData => {
            lang.pick("不记孩子姓名，只记入学年份", "No names of children, only the year of school entry")
        }
        Compliance::BothConsent => lang.pick("双方同意后再引见", "Introduce only when both agree"),
        Compliance::HealthData => lang.pick("不记病情，只记需要", "Note the need, never the illness"),
        Compliance::PhotoConsent => lang.pick("拍照先征得同意", "Pictures only with consent"),
        Compliance::OutdoorSafety => lang.pick("看天气，备急救与保险", "Weather, first aid, insurance"),
        Compliance::Alcohol => lang.pick("备无酒精饮品与代驾", "Drinks without alcohol, and a driver"),
        Compliance::FoodSafety => lang.pick("问过敏与忌口", "Ask for allergies and diets"),
        Compliance::MessageCap => lang.pick("遵守群发上限", "Within the limit of mass messages"),
    }
}

/// Why two people were brought together.
pub fn match_reason(lang: Lang, vocabulary: &Vocabulary, reason: &MatchReason) -> String {
    let quoted =
        |proof: &Option<String>| proof.as_ref().map(|words| format!("“{words}”")).unwrap_or_default();
    match reason {
        MatchReason::Need { proof, since } => match lang {
            Lang::Zh => format!("{}起有此需要{}", date(lang, *since), quoted(proof)),
            Lang::En => format!("In need since {} {}", date(lang, *since), quoted(proof)),
        },
        MatchReason::BankHasIt => lang.pick("行里有这项资源", "The bank has it").to_owned(),
        MatchReason::Offered => lang.pick("对方表示愿意帮忙", "The other has offered it").to_owned(),
        MatchReason::Trade { tag: id, proof } => match lang {
            Lang::Zh => format!("对方正是{}{}", tag(lang, vocabulary, id), quoted(proof)),
            Lang::En => format!("The other\u{2019}s trade: {} {}", tag(lang, vocabulary, id), quoted(proof)),
        },
        MatchReason::SameManager => {
            lang.pick("同一位客户经理，便于引见", "Same client manager, who can introduce them").to_owned()
        }
    }
}

/// Why a need stays open.
pub fn unmet(lang: Lang, why: Unmet) -> &'static str {
    match why {
        Unmet::NoSupplier => lang.pick("还没有人能提供", "Nobody supplies it yet"),
        Unmet::AllTaken => {
            lang.pick("能提供的已先帮等得更久的人", "All who supply it serve people who have waited longer")
        }
    }
}

/// Why a playbook or an approach is not taken.
pub fn playbook_error(lang: Lang, error: &PlaybookError) -> String {
    let words = super::care_words(lang);
    match error {
        PlaybookError::Form => words.bad_form.to_owned(),
        PlaybookError::Twice(id) => format!("{}: {id}", words.bad_twice),
        PlaybookError::Numbers(id) => format!("{}: {id}", words.bad_numbers),
        PlaybookError::Guard(_, rule) => {
            format!("{}{} — {}", words.guard_stops, guard_rule(lang, *rule), guard_instead(lang, *rule))
        }
    }
}
