//! Care in words: approaches, reasons, avoids and their causes.

use super::{format::date, tag, Lang};
use crate::book::{Polarity, Vocabulary};
use crate::care::{
    Approach, ApproachKind, AvoidCause, AvoidKind, Occasion, Playbook, Reason, Words, CROWD_LIMIT,
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
        ApproachKind::Quiet => lang.pick("静养", "Quiet"),
        ApproachKind::Resource => lang.pick("资源", "Resource"),
        ApproachKind::Professional => lang.pick("专业", "Professional"),
    }
}

/// The name of an occasion.
pub fn occasion(lang: Lang, occasion: Occasion) -> String {
    match occasion {
        Occasion::Birthday => lang.pick("生日", "birthday").to_owned(),
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
                (Lang::En, Some(words)) => format!("{name}： “{words}”"),
                (Lang::En, None) => name,
            }
        }
        Reason::Quiet => lang.pick("喜静，这样不打扰", "Quiet: this does not disturb").to_owned(),
        Reason::Lively => lang.pick("爱热闹，在这里能露脸", "Lively: here one can shine").to_owned(),
        Reason::Due { occasion: due, date: day } => match lang {
            Lang::Zh => format!("{}：{}", occasion(lang, *due), date(lang, *day)),
            Lang::En => format!("{} on {}", capital(&occasion(lang, *due)), date(lang, *day)),
        },
        Reason::Pleased { date: day } => match lang {
            Lang::Zh => format!("{}做过，客户满意", date(lang, *day)),
            Lang::En => format!("It pleased on {}", date(lang, *day)),
        },
        Reason::General => lang
            .pick("人人适用，对这位了解还不多", "Suits everybody; little is known of this person yet")
            .to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What is to be avoided.
pub fn avoid_kind(lang: Lang, kind: AvoidKind) -> String {
    let zh = match kind {
        AvoidKind::Contact => "任何联系",
        AvoidKind::Crowd => {
            return lang
                .pick(format!("{CROWD_LIMIT}人以上的场合"), format!("events of more than {CROWD_LIMIT}"))
        }
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
    };
    lang.pick(zh, en).to_owned()
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
