//! Words for customers: invitations, cards, reminders, thanks, by tone, with the right form of address.
//!
//! They must sound like a courteous Chinese bank. What is particular to an approach comes from the playbook; the frame
//! around it stands here. A branch's own wording (`care::Template`) replaces the whole.

use super::Lang;
use crate::book::Customer;
use crate::care::{Approach, Format, MessageKind, Template, Tone};

/// What a text is filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// Form of address: 王女士.
    pub name: String,
    /// Day of the event as people say it; empty when it is not fixed.
    pub date: String,
    /// Who signs; empty for "your client manager".
    pub sender: String,
}

/// 王女士, or the name in English.
pub fn form_of_address(lang: Lang, customer: &Customer) -> String {
    match (lang, customer.female, customer.name.chars().next()) {
        (Lang::Zh, Some(female), Some(surname)) => {
            format!("{surname}{}", if female { "女士" } else { "先生" })
        }
        _ => customer.name.clone(),
    }
}

/// The name of a kind of text.
pub fn message_kind(lang: Lang, kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Invitation => lang.pick("邀约", "Invitation"),
        MessageKind::Card => lang.pick("贺卡", "Card"),
        MessageKind::Reminder => lang.pick("提醒", "Reminder"),
        MessageKind::Thanks => lang.pick("答谢", "Thanks"),
        MessageKind::FollowUp => lang.pick("回访", "Follow-up"),
        MessageKind::AskFirst => lang.pick("先征询", "Ask first"),
        MessageKind::Decline => lang.pick("婉拒", "Decline"),
    }
}

/// The name of a tone.
pub fn tone(lang: Lang, tone: Tone) -> &'static str {
    match tone {
        Tone::Formal => lang.pick("郑重", "Formal"),
        Tone::Warm => lang.pick("亲切", "Warm"),
        Tone::Brief => lang.pick("简短", "Brief"),
    }
}

/// The wording in force: the branch's own, or the one that ships, with its slots still open.
pub fn wording(lang: Lang, approach: &Approach, kind: MessageKind, tone: Tone, own: &[Template]) -> String {
    let english = lang == Lang::En;
    let mine = own.iter().find(|template| {
        (template.approach.as_str(), template.kind, template.tone, template.english)
            == (approach.id.as_str(), kind, tone, english)
    });
    mine.map_or_else(|| shipped(lang, approach, kind, tone), |template| template.text.clone())
}

/// Kinds of text that a group of guests is written to.
pub const GROUP_KINDS: [MessageKind; 3] =
    [MessageKind::Invitation, MessageKind::Reminder, MessageKind::Thanks];

/// The wording to all guests of an event together: nothing that is said to one alone, and gaps in brackets for hour and
/// place. Kinds that no group is written to give the invitation.
pub fn group_wording(lang: Lang, kind: MessageKind, tone: Tone) -> &'static str {
    use MessageKind as K;
    use Tone as T;
    match (lang, kind, tone) {
        (Lang::Zh, K::Reminder, T::Formal) => "{name}：\n大家好！“{event}”将于{date}【几点】在【地点】举行，恭候光临。如行程有变，请随时告知，我们好妥善安排。\n{sender}",
        (Lang::Zh, K::Reminder, T::Warm) => "{name}好！{date}就是“{event}”了，【几点】，【地点】。路上慢些，有事随时在群里说。",
        (Lang::Zh, K::Reminder, T::Brief) => "提醒{name}：{date}【几点】“{event}”，【地点】见。",
        (Lang::Zh, K::Thanks, T::Formal) => "{name}：\n感谢大家拨冗参加“{event}”。招待不周之处，敬请海涵；各位的意见，我们一一记下，下次一定办得更好。\n{sender} 敬上",
        (Lang::Zh, K::Thanks, T::Warm) => "{name}好！谢谢大家抽空来“{event}”。下次有合适的，一定先告诉各位。\n{sender}",
        (Lang::Zh, K::Thanks, T::Brief) => "谢谢{name}来“{event}”，下回见。",
        (Lang::Zh, _, T::Formal) => "{name}：\n大家好！兹定于{date}【几点】在【地点】举办“{event}”，诚邀拨冗莅临。席位有限，请方便时在群里回复；如不得空，敬请告知，我们另行安排。\n{sender} 敬上",
        (Lang::Zh, _, T::Warm) => "{name}好！{date}【几点】，我们在【地点】办一场“{event}”，想请大家一道来。能来的回我一声就好，来不了也没关系，下回再约。\n{sender}",
        (Lang::Zh, _, T::Brief) => "{name}好，{date}【几点】，【地点】，“{event}”。来不来，回个字就好。",
        (Lang::En, K::Reminder, T::Formal) => "Dear {name},\nWe look forward to seeing you at “{event}” on {date}, [time], [place]. Should your plans change, please let us know.\n{sender}",
        (Lang::En, K::Reminder, T::Warm) => "Dear {name}, “{event}” is on {date}, [time], [place]. Do write here if anything comes up.",
        (Lang::En, K::Reminder, T::Brief) => "Dear {name}, a reminder: “{event}” on {date}, [time], [place]. See you there.",
        (Lang::En, K::Thanks, T::Formal) => "Dear {name},\nThank you for coming to “{event}”. We have noted your suggestions and will do better next time.\nYours sincerely, {sender}",
        (Lang::En, K::Thanks, T::Warm) => "Dear {name}, thank you for coming to “{event}”. You will be the first to hear of the next one.\n{sender}",
        (Lang::En, K::Thanks, T::Brief) => "Dear {name}, thank you for coming to “{event}”. See you next time.",
        (Lang::En, _, T::Formal) => "Dear {name},\nWe request the pleasure of your company at “{event}” on {date}, [time], [place]. Seats are limited: a word in this group is enough, and if the day does not suit we will find another.\nYours sincerely, {sender}",
        (Lang::En, _, T::Warm) => "Dear {name}, “{event}” is on {date}, [time], [place], and we would be glad to see you. A word is enough, and it is no trouble at all if you cannot come.\n{sender}",
        (Lang::En, _, T::Brief) => "Dear {name}, “{event}” on {date}, [time], [place]. A yes or no will do.",
    }
}

/// Fills the slots of a wording.
pub fn fill(lang: Lang, approach: &Approach, wording: &str, slots: &Slots) -> String {
    let or =
        |given: &str, otherwise: &str| if given.is_empty() { otherwise.to_owned() } else { given.to_owned() };
    let date = or(&slots.date, lang.pick("近日", "soon"));
    let sender = or(&slots.sender, lang.pick("您的客户经理", "Your client manager"));
    wording
        .replace("{name}", &slots.name)
        .replace("{event}", &lang.pick(&approach.zh, &approach.en).name)
        .replace("{date}", &date)
        .replace("{sender}", &sender)
}

fn shipped(lang: Lang, approach: &Approach, kind: MessageKind, tone: Tone) -> String {
    let frame = match lang {
        Lang::Zh => zh(approach.format, kind, tone),
        Lang::En => en(approach.format, kind, tone),
    };
    frame
        .replace("{words}", &body(lang, approach))
        .replace("{text}", &lang.pick(&approach.zh, &approach.en).text)
}

/// The approach's own sentence without its greeting, so that another greeting can stand before it.
fn body(lang: Lang, approach: &Approach) -> String {
    let text = &lang.pick(&approach.zh, &approach.en).text;
    let bare = match lang {
        Lang::Zh => text.strip_prefix("{name}您好，").unwrap_or(text).to_owned(),
        Lang::En => text.strip_prefix("Dear {name}, ").unwrap_or(text).to_owned(),
    };
    let mut letters = bare.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => bare,
    }
}

fn zh(format: Format, kind: MessageKind, tone: Tone) -> &'static str {
    use MessageKind as K;
    use Tone as T;
    let event = format == Format::Group;
    match (kind, tone) {
        (K::Invitation, T::Formal) if event => "尊敬的{name}：\n您好！兹定于{date}举办“{event}”，席位有限，已为您预留一席，诚邀拨冗莅临。如时间不便，敬请告知，我们另行安排。\n{sender} 敬上",
        (K::Invitation, T::Warm) if event => "{text}\n时间是{date}。方便的话回我一声就好，不方便也没关系，下回再约。",
        (K::Invitation, T::Brief) if event => "{name}您好，{date}有“{event}”，给您留了位子，来不来回个字就好。",
        (K::Invitation, T::Formal) => "尊敬的{name}：\n您好！{words}\n{sender} 敬上",
        (K::Invitation, T::Warm) => "{text}",
        (K::Invitation, T::Brief) => "{name}您好，{words}",
        (K::Card, T::Formal) => "{name}：\n承蒙多年信任，谨致谢忱。愿您身体康泰，阖家安宁，万事顺遂。\n{sender} 敬上",
        (K::Card, T::Warm) => "{name}：\n感谢您一路的信任。天气换季，多保重身体，愿您和家人平平安安、开开心心。\n{sender}",
        (K::Card, T::Brief) => "{name}，一切安好。{sender}",
        (K::Reminder, T::Formal) if event => "尊敬的{name}：\n您好！您预约的“{event}”将于{date}举行，恭候您的光临。如行程有变，请随时告知，我们好妥善安排席位。\n{sender}",
        (K::Reminder, T::Warm) if event => "{name}您好，{date}就是“{event}”啦，位子给您留好了，路上慢些，有事随时告诉我。",
        (K::Reminder, T::Brief) if event => "{name}您好，提醒您：{date}“{event}”，到时见。",
        (K::Reminder, T::Formal) => "尊敬的{name}：\n您好！上次与您约定的事，时间快到了，特此提醒。如需改期，请随时告诉我。\n{sender}",
        (K::Reminder, T::Warm) => "{name}您好，上次说好的事快到日子了，跟您提个醒，您看哪天方便？",
        (K::Reminder, T::Brief) => "{name}您好，上次说好的事快到日子了，提醒您一下。",
        (K::Thanks, T::Formal) if event => "尊敬的{name}：\n感谢您拨冗参加“{event}”。招待不周之处，敬请海涵；您的意见，我们一一记下，下次一定办得更好。\n{sender} 敬上",
        (K::Thanks, T::Warm) if event => "{name}您好，谢谢您来“{event}”，和您在一起很高兴。下次有合适的，我第一个告诉您。",
        (K::Thanks, T::Brief) if event => "{name}您好，谢谢您来“{event}”，下回见。",
        (K::Thanks, T::Formal) => "尊敬的{name}：\n感谢您一直以来的信任与支持，有任何需要，请随时吩咐。\n{sender} 敬上",
        (K::Thanks, T::Warm) => "{name}您好，谢谢您的信任，有事随时找我，我都在。",
        (K::Thanks, T::Brief) => "{name}您好，谢谢您！",
        (K::FollowUp, T::Formal) => "尊敬的{name}：\n上次与您谈到的事，我已请教专人，整理成文，随信附上。如有不明之处，愿当面为您说明。\n{sender}",
        (K::FollowUp, T::Warm) => "{name}您好，上次您问的事我放在心上，已经问清楚了，您看什么时候方便，我跟您细说？",
        (K::FollowUp, T::Brief) => "{name}您好，上次的事有答复了，方便时告诉我，我发给您。",
        (K::AskFirst, T::Formal) => "尊敬的{name}：\n有一位客户所需之事，正是您所擅长。冒昧先征询您的意见，可否由我从中引见？未得您允许，您的姓名与联系方式我们绝不透露。\n{sender}",
        (K::AskFirst, T::Warm) => "{name}您好，有位客户遇到点事，正好您在行。先问问您愿不愿意认识一下？您不点头，我不会说出您的名字。",
        (K::AskFirst, T::Brief) => "{name}您好，有位客户想请教您在行的事，先征得您同意再牵线，您看可以吗？",
        (K::Decline, T::Formal) => "尊敬的{name}：\n承蒙厚爱。此次“{event}”席位已满，未能为您安排，深表歉意。下次一经确定，先行奉告。\n{sender} 敬上",
        (K::Decline, T::Warm) => "{name}您好，真不好意思，这次“{event}”满员了。下一场定下来，我先给您留着。",
        (K::Decline, T::Brief) => "{name}您好，“{event}”这次满了，下次先给您留位，抱歉。",
    }
}

fn en(format: Format, kind: MessageKind, tone: Tone) -> &'static str {
    use MessageKind as K;
    use Tone as T;
    let event = format == Format::Group;
    match (kind, tone) {
        (K::Invitation, T::Formal) if event => "Dear {name},\nWe request the pleasure of your company at “{event}” on {date}. A seat is kept for you; if the day does not suit, please let us know and we will find another.\nYours sincerely, {sender}",
        (K::Invitation, T::Warm) if event => "{text}\nIt is on {date}. A word is enough, and it is no trouble at all if you cannot come.",
        (K::Invitation, T::Brief) if event => "Dear {name}, “{event}” is on {date}; a seat is kept for you. A yes or no will do.",
        (K::Invitation, T::Formal) => "Dear {name},\n{words}\nYours sincerely, {sender}",
        (K::Invitation, T::Warm | T::Brief) => "{text}",
        (K::Card, T::Formal) => "Dear {name},\nThank you for the trust of these years. We wish you and your family health and peace.\nYours sincerely, {sender}",
        (K::Card, T::Warm) => "Dear {name},\nWe think of you with gratitude. Take care in this season, and all good wishes to your family.\n{sender}",
        (K::Card, T::Brief) => "Dear {name}, all good wishes. {sender}",
        (K::Reminder, T::Formal) if event => "Dear {name},\nWe look forward to seeing you at “{event}” on {date}. Should your plans change, please let us know.\n{sender}",
        (K::Reminder, T::Warm) if event => "Dear {name}, “{event}” is on {date}. Your seat is ready; do write if anything comes up.",
        (K::Reminder, T::Brief) if event => "Dear {name}, a reminder: “{event}” on {date}. See you there.",
        (K::Reminder, T::Formal) => "Dear {name},\nthe day that we agreed on is near. If another suits you better, please tell me.\n{sender}",
        (K::Reminder, T::Warm) => "Dear {name}, what we agreed on is coming up. Which day suits you?",
        (K::Reminder, T::Brief) => "Dear {name}, a short reminder of what we agreed on.",
        (K::Thanks, T::Formal) if event => "Dear {name},\nThank you for coming to “{event}”. We have noted your suggestions and will do better next time.\nYours sincerely, {sender}",
        (K::Thanks, T::Warm) if event => "Dear {name}, thank you for coming to “{event}”; it was better for your being there. You will be the first to hear of the next one.",
        (K::Thanks, T::Brief) if event => "Dear {name}, thank you for coming to “{event}”. See you next time.",
        (K::Thanks, T::Formal) => "Dear {name},\nThank you for your trust. We are at your service whenever you need us.\nYours sincerely, {sender}",
        (K::Thanks, T::Warm) => "Dear {name}, thank you for your trust. I am here whenever you need me.",
        (K::Thanks, T::Brief) => "Dear {name}, thank you!",
        (K::FollowUp, T::Formal) => "Dear {name},\nI have asked our expert about your question and put the answer in writing. I will gladly explain it in person.\n{sender}",
        (K::FollowUp, T::Warm) => "Dear {name}, I kept your question in mind and have the answer now. When may I tell you?",
        (K::FollowUp, T::Brief) => "Dear {name}, your question is answered. Shall I send it?",
        (K::AskFirst, T::Formal) => "Dear {name},\na customer seeks help in something you know well. May I introduce you? Without your consent we tell neither your name nor your number.\n{sender}",
        (K::AskFirst, T::Warm) => "Dear {name}, a customer could use your experience. Would you like to meet? I will not mention your name unless you agree.",
        (K::AskFirst, T::Brief) => "Dear {name}, may I introduce a customer who would like to ask you something? Only if you agree.",
        (K::Decline, T::Formal) => "Dear {name},\nThank you for your interest. “{event}” is full this time, for which we apologise. You will hear of the next one first.\nYours sincerely, {sender}",
        (K::Decline, T::Warm) => "Dear {name}, I am sorry: “{event}” is full this time. I will keep you a seat at the next one.",
        (K::Decline, T::Brief) => "Dear {name}, “{event}” is full; you come first next time. Sorry.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::guard::check_text;
    use crate::care::Playbook;

    #[test]
    fn every_text_of_every_approach_is_whole_and_passes_the_guard() {
        let slots = Slots { name: "王女士".into(), date: "12月5日".into(), sender: "刘洋".into() };
        for approach in &Playbook::built_in().approaches {
            for (lang, kind, tone) in [Lang::Zh, Lang::En].into_iter().flat_map(|lang| {
                MessageKind::ALL.into_iter().flat_map(move |kind| Tone::ALL.map(|tone| (lang, kind, tone)))
            }) {
                let text = fill(lang, approach, &wording(lang, approach, kind, tone, &[]), &slots);
                assert!(!text.contains(['{', '}']), "{text}");
                assert!(text.contains("王女士") && check_text(&text).is_empty(), "{}: {text}", approach.id);
            }
        }
    }

    #[test]
    fn a_group_is_written_to_as_a_group() {
        let slots =
            Slots { name: "各位贵宾".into(), date: "12月5日".into(), sender: "城东支行".into() };
        let playbook = Playbook::built_in();
        let all = playbook.approaches.iter().filter(|approach| approach.format == Format::Group);
        for approach in all {
            for (kind, tone) in GROUP_KINDS.into_iter().flat_map(|kind| Tone::ALL.map(|tone| (kind, tone))) {
                let text = fill(Lang::Zh, approach, group_wording(Lang::Zh, kind, tone), &slots);
                assert!(text.contains("各位贵宾") && text.contains(&approach.zh.name), "{text}");
                assert!(!text.contains(['{', '}', '您']) && check_text(&text).is_empty(), "{text}");
                let to_come = kind != MessageKind::Thanks;
                assert_eq!(text.contains("【几点】") && text.contains("【地点】"), to_come, "{text}");
                let text = fill(Lang::En, approach, group_wording(Lang::En, kind, tone), &slots);
                assert_eq!(text.contains("[time], [place]"), to_come, "{text}");
            }
        }
    }

    #[test]
    fn the_branch_s_own_wording_comes_first() {
        let playbook = Playbook::built_in();
        let approach = &playbook.approaches[0];
        let own = Template {
            approach: approach.id.clone(),
            kind: MessageKind::Card,
            tone: Tone::Warm,
            english: false,
            text: "{name}，安好。".into(),
        };
        let text = wording(Lang::Zh, approach, MessageKind::Card, Tone::Warm, &[own]);
        assert_eq!(
            fill(Lang::Zh, approach, &text, &Slots { name: "张先生".into(), ..Slots::default() }),
            "张先生，安好。"
        );
    }
}
