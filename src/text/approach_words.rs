//! The words of the playbook's editor that are not on the care page.

#![allow(
    missing_docs,
    reason = "the name of a word is its meaning; the sentence stands below in each language"
)]

use super::Lang;
use crate::care::{AvoidKind, Belief, Channel, Involves};

/// Words of the editor.
pub struct ApproachWords {
    pub when: &'static str,
    pub before_holiday: &'static str,
    pub brings: &'static str,
    pub mind: &'static str,
    pub instead: &'static str,
    pub channel: &'static str,
    pub belief: &'static str,
    pub roles: &'static str,
    pub roles_hint: &'static str,
    pub how_done: &'static str,
    pub counting: &'static str,
}

/// The words in a language.
pub fn approach_words(lang: Lang) -> &'static ApproachWords {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

const ZH: ApproachWords = ApproachWords {
    when: "什么时候该做",
    before_holiday: "只在法定假日前一周",
    brings: "会涉及（有人要避开的）",
    mind: "要守的规矩",
    instead: "不合适时改用",
    channel: "渠道",
    belief: "对效果的把握",
    roles: "可以请客户担任的角色",
    roles_hint: "一行一个：中文 / English",
    how_done: "怎么做",
    counting: "正在数…",
};

const EN: ApproachWords = ApproachWords {
    when: "When it is due",
    before_holiday: "Only in the week before a public holiday",
    brings: "Brings with it (what some avoid)",
    mind: "Rules to mind",
    instead: "Offer instead",
    channel: "Channel",
    belief: "How well the effect is known",
    roles: "Roles that a customer can take",
    roles_hint: "One per line: 中文 / English",
    how_done: "How it is done",
    counting: "Counting…",
};

/// The name of a channel.
pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Event => lang.pick("活动", "event"),
        Channel::Visit => lang.pick("上门", "visit"),
        Channel::Call => lang.pick("电话", "call"),
        Channel::Wechat => lang.pick("微信", "WeChat"),
        Channel::Courier => lang.pick("快递", "courier"),
        Channel::Online => lang.pick("线上", "online"),
    }
}

/// How well an effect is known.
pub fn belief(lang: Lang, belief: Belief) -> &'static str {
    match belief {
        Belief::Low => lang.pick("猜测", "a guess"),
        Belief::Fair => lang.pick("有些经验", "some experience"),
        Belief::High => lang.pick("有把握", "well known"),
    }
}

/// What an approach brings, as it is named where it is to be avoided.
pub fn involved(lang: Lang, involves: Involves) -> String {
    super::avoid_kind(lang, AvoidKind::from(involves))
}
