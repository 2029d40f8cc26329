//! Circles in words: the rule in one sentence, and why it is not chance.

use super::{format::percent, listed, tag, Lang};
use crate::book::{Dimension, Vocabulary};
use crate::circles::{Circle, GroupShare, Rule, SplitBy, Temperament};

/// The name given by hand, or the tags.
pub fn circle_name(lang: Lang, vocabulary: &Vocabulary, circle: &Circle) -> String {
    if let Some(name) = &circle.name {
        return name.clone();
    }
    let tags: Vec<String> = circle.tags.iter().map(|id| tag(lang, vocabulary, id)).collect();
    let name = tags.join(lang.pick(" · ", " · "));
    match circle.temperament {
        Temperament::Quiet => format!("{name}{}", lang.pick("（喜静）", " (quiet)")),
        Temperament::Lively => format!("{name}{}", lang.pick("（热闹）", " (lively)")),
        _ => name,
    }
}

/// The rule in one sentence; the rules of a circle made by hand one after the other.
pub fn circle_rule(lang: Lang, vocabulary: &Vocabulary, circle: &Circle) -> String {
    let rules = circle.rules();
    let said: Vec<String> = rules.iter().map(|rule| one_rule(lang, vocabulary, rule)).collect();
    said.join(lang.pick("；或者", "; or "))
}

fn one_rule(lang: Lang, vocabulary: &Vocabulary, rule: &Rule) -> String {
    let names = |ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|id| tag(lang, vocabulary, id)).collect();
        listed(lang, &names)
    };
    let list = names(&rule.tags);
    let mut said = match (lang, rule.tags.len(), rule.at_least) {
        (Lang::Zh, 0, _) => "客户".to_owned(),
        (Lang::Zh, 1, _) => format!("有「{list}」这一点的客户"),
        (Lang::Zh, n, k) if n == k => format!("同时有「{list}」的客户"),
        (Lang::Zh, _, 1) => format!("「{list}」有其一的客户"),
        (Lang::Zh, _, k) => format!("「{list}」中至少有{k}样的客户"),
        (Lang::En, 0, _) => "People".to_owned(),
        (Lang::En, 1, _) => format!("People with {list}"),
        (Lang::En, n, k) if n == k => format!("People with all of {list}"),
        (Lang::En, _, 1) => format!("People with any of {list}"),
        (Lang::En, _, k) => format!("People with at least {k} of {list}"),
    };
    let unknown = rule.admits_unknown;
    said += match rule.temperament {
        Temperament::Quiet if unknown => lang.pick("，且不是热闹性格", ", and not lively"),
        Temperament::Quiet => lang.pick("，且喜静", ", and quiet"),
        Temperament::Lively if unknown => lang.pick("，且不是喜静性格", ", and not quiet"),
        Temperament::Lively => lang.pick("，且爱热闹", ", and lively"),
        _ => "",
    };
    if !rule.also.is_empty() {
        said += &lang
            .pick(format!("，且有「{}」", names(&rule.also)), format!(", and with {}", names(&rule.also)));
    }
    if !rule.without.is_empty() {
        let without = names(&rule.without);
        said += &lang.pick(format!("，但没有「{without}」"), format!(", but without {without}"));
    }
    if let Some(group) = &rule.group {
        said += &lang.pick(format!("，属于{group}"), format!(", in the group {group}"));
    }
    if let Some(manager) = &rule.manager {
        said += &lang.pick(format!("，由{manager}负责"), format!(", looked after by {manager}"));
    }
    said
}

/// A split that suggests itself.
pub fn split(
    lang: Lang,
    vocabulary: &Vocabulary,
    by: &SplitBy,
    (first, unsaid): (usize, usize),
    second: usize,
) -> String {
    let quiet = first - unsaid;
    match (lang, by) {
        (Lang::Zh, SplitBy::Temperament) => {
            format!("按性格：一边是喜静的{quiet}人和还不知道的{unsaid}人，一边是爱热闹的{second}人")
        }
        (Lang::En, SplitBy::Temperament) => {
            format!("By temperament: {quiet} quiet and {unsaid} not known, {second} lively")
        }
        (Lang::Zh, SplitBy::Tag(id)) => {
            format!("按需求：有「{}」的{first}人，没有的{second}人", tag(lang, vocabulary, id))
        }
        (Lang::En, SplitBy::Tag(id)) => {
            format!("By need: {first} with {}, {second} without", tag(lang, vocabulary, id))
        }
    }
}

/// The question whether he likes, or needs, one of these.
pub fn ask_tags(lang: Lang, vocabulary: &Vocabulary, tags: &[String]) -> String {
    let names: Vec<String> = tags.iter().map(|id| tag(lang, vocabulary, id)).collect();
    let interests =
        tags.iter().all(|id| vocabulary.get(id).is_some_and(|tag| tag.dimension == Dimension::Interest));
    match lang {
        Lang::Zh if interests => format!("问一问：平时喜不喜欢{}？", names.join("、或者")),
        Lang::Zh => format!("问一问：{}，有没有这方面的情况或需要？", names.join("、")),
        Lang::En => format!("Ask about: {}?", names.join(", or ")),
    }
}

/// The question whether he is quiet or lively.
pub fn ask_temperament(lang: Lang) -> &'static str {
    lang.pick("留意一下：喜静，还是爱热闹？", "Find out: quiet or lively?")
}

/// How many tables of `at` the people fill.
pub fn tables(lang: Lang, people: usize, at: usize) -> String {
    let (full, over) = (people / at, people % at);
    match (lang, over) {
        (Lang::Zh, 0) => format!("每桌{at}人，正好坐满{full}桌"),
        (Lang::Zh, over) => {
            format!("每桌{at}人，可坐满{full}桌，余{over}人（再请{}人可多开一桌）", at - over)
        }
        (Lang::En, 0) => format!("Tables of {at}: {full} full tables"),
        (Lang::En, over) => {
            format!("Tables of {at}: {full} full, {over} over ({} more make another table)", at - over)
        }
    }
}

/// Observed against expected, in words.
pub fn why_not_chance(lang: Lang, circle: &Circle) -> String {
    if circle.is_by_hand() {
        return super::words(lang).explorer.by_hand_why.to_owned();
    }
    let observed = circle.observed.round() as i64;
    let expected = match circle.expected {
        few if few < 10.0 => format!("{few:.1}"),
        many => format!("{many:.0}"),
    };
    if circle.tags.len() == 1 {
        return match (lang, circle.temperament) {
            (Lang::Zh, Temperament::Unknown) => {
                format!("{observed}人有这一点，各旧客群都有，没有哪个旧客群独占。")
            }
            (Lang::Zh, _) => format!("{observed}人有这一点，其中这种性格的人明显多于全网点的比例。"),
            (Lang::En, Temperament::Unknown) => {
                format!("{observed} people share it, in all old groups; no old group owns it.")
            }
            (Lang::En, _) => {
                format!("{observed} people share it; this temperament is clearly more common among them than in the branch.")
            }
        };
    }
    let times = if circle.expected >= 0.5 { circle.observed / circle.expected } else { 0.0 };
    // What was counted is what the rule asks for: see `Circle::observed`.
    let (zh, en) = match (circle.tags.len(), circle.at_least) {
        (2, _) => ("两样都有的", "both of them"),
        (_, 3..) => ("三样都有的", "all three of them"),
        _ => ("至少有其中两样的", "at least two of them"),
    };
    // A rule that asks for less than what was counted is easily taken for a mistake.
    let single = circle.rules().iter().all(|rule| rule.tags.len() == 1);
    let note = if single {
        lang.pick(
            "记录常有遗漏：有规则里这一样的人，大多也合得来，所以有它就算。",
            " Notes are incomplete: most people with the one that the rule asks for belong, so it is enough.",
        )
    } else {
        ""
    };
    let told = match lang {
        Lang::Zh if times > 0.0 => format!(
            "{zh}有{observed}人。若只凭巧合（已扣除标签多寡和所属旧客群的影响），大约只有{expected}人，实际是它的{times:.1}倍。"
        ),
        Lang::Zh => format!("{zh}有{observed}人。若只凭巧合，几乎不会有人。"),
        Lang::En if times > 0.0 => format!(
            "{observed} people have {en}. By chance alone (allowing for how many tags people have and for their old groups) there would be about {expected}: {times:.1} times as many."
        ),
        Lang::En => format!("{observed} people have {en}. By chance alone there would be hardly any."),
    };
    told + note
}

/// 代发工资 34% (全网点 30%).
pub fn group_share(lang: Lang, share: &GroupShare, members: usize) -> String {
    let inside = percent(share.members as f64 / members.max(1) as f64);
    let usual = percent(share.usual_share);
    match lang {
        Lang::Zh => format!("{} {inside}（全网点{usual}）", share.group),
        Lang::En => format!("{} {inside} (branch {usual})", share.group),
    }
}

/// How many of a circle are quiet and how many lively: （14人喜静，6人热闹）.
pub fn quiet_and_lively(lang: Lang, circle: &Circle) -> String {
    let (quiet, lively) = (circle.quiet, circle.lively);
    match lang {
        Lang::Zh => format!("（{quiet}人喜静，{lively}人热闹）"),
        Lang::En => format!("({quiet} quiet, {lively} lively)"),
    }
}

/// 38人,来自5个旧客群.
pub fn members_line(lang: Lang, circle: &Circle) -> String {
    let members = circle.members.len();
    // A group counts when a twentieth of the circle is in it.
    let groups = circle.mix.iter().filter(|share| share.members * 20 >= members).count();
    match lang {
        Lang::Zh => format!("{members}人，来自{groups}个旧客群"),
        Lang::En => {
            format!("{members} people from {groups} old {}", if groups == 1 { "group" } else { "groups" })
        }
    }
}
