//! Why a circle stands where it stands in the list, and why others are not in it.

#![allow(
    missing_docs,
    reason = "the name of a word is its meaning; the sentence stands below in each language"
)]

use super::{circle_name, format::percent, Lang};
use crate::book::Vocabulary;
use crate::circles::{Circle, CircleSet, Merit, NotShown};

/// Words of the list's order and bounds.
pub struct RankingWords {
    pub bounds: &'static str,
    pub bounds_hint: &'static str,
    pub shown: &'static str,
    pub fewest: &'static str,
    pub most: &'static str,
    pub no_most: &'static str,
    pub go: &'static str,
    pub apart: &'static str,
}

/// The words in a language.
pub fn ranking_words(lang: Lang) -> &'static RankingWords {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

const ZH: RankingWords = RankingWords {
    bounds: "显示多少、多大的圈子",
    bounds_hint: "固定的和手工建的圈子不受这里的限制。",
    shown: "最多显示几个",
    fewest: "每圈至少几人",
    most: "每圈至多几人",
    no_most: "不限",
    go: "按此重新寻找",
    apart: "与其他人最不同",
};

const EN: RankingWords = RankingWords {
    bounds: "How many circles, and how large",
    bounds_hint: "Pinned circles and circles made by hand are not limited by this.",
    shown: "Circles at most",
    fewest: "Fewest people",
    most: "Most people",
    no_most: "no limit",
    go: "Search again like this",
    apart: "Most unlike the others",
};

/// 餐饮业 34%(其他人8%); each with its name and its share inside and outside.
pub fn apart(lang: Lang, differences: impl Iterator<Item = (String, f64, f64)>) -> String {
    let said = differences.map(|(name, inside, outside)| {
        let (inside, outside) = (percent(inside), percent(outside));
        match lang {
            Lang::Zh => format!("{name} {inside}（其他人{outside}）"),
            Lang::En => format!("{name} {inside} (others {outside})"),
        }
    });
    said.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// The question that [`rank_reasons`] answers.
pub fn rank_question(lang: Lang, place: usize) -> String {
    match lang {
        Lang::Zh => format!("为什么排在第{place}位"),
        Lang::En => format!("Why it is number {place}"),
    }
}

/// What a circle's place in the list comes from: who belongs, who is new, what the old groups tell, what is near.
pub fn rank_reasons(lang: Lang, vocabulary: &Vocabulary, set: &CircleSet, circle: &Circle) -> Vec<String> {
    let mut said = Vec::new();
    if circle.is_by_hand() || circle.pinned {
        said.push(match (lang, circle.is_by_hand()) {
            (Lang::Zh, true) => "手工建的圈子排在最前。".to_owned(),
            (Lang::Zh, false) => "您固定了这个圈子，所以排在前面。".to_owned(),
            (Lang::En, true) => "Circles made by hand come first.".to_owned(),
            (Lang::En, false) => "You pinned this circle, so it comes first.".to_owned(),
        });
    }
    let Some(merit) = circle.merit else { return said };
    let (members, fresh, precision) = (merit.members, merit.fresh, percent(merit.precision));
    let (again, old) = (Merit::AGAIN, Merit::AGED);
    let told = percent(merit.told_by_group);
    let near = merit.nearest.and_then(|(id, share)| Some((set.get(id)?, percent(share))));
    let worth = merit.worth().round() as i64;
    let nearly_all = merit.precision >= 0.995;
    said.push(match lang {
        Lang::Zh if nearly_all => format!("人数：{members}人，预计几乎都真属于这个圈子。"),
        Lang::Zh => format!("人数：{members}人，预计其中{precision}真属于这个圈子。"),
        Lang::En if nearly_all => format!("Size: {members} people; nearly all should truly belong."),
        Lang::En => format!("Size: {members} people, of whom {precision} should truly belong."),
    });
    said.push(match lang {
        Lang::Zh if fresh == members => "新面孔：没有一人在排得更前的圈子里。".to_owned(),
        Lang::Zh => format!("新面孔：{fresh}人不在排得更前的圈子里；已经在的，一人只算{again}人。"),
        Lang::En if fresh == members => "New faces: nobody is in a circle further up.".to_owned(),
        Lang::En => {
            format!("New faces: {fresh} are in no circle further up; whoever is counts {again} of a person.")
        }
    });
    if merit.aged > 0 {
        let aged = merit.aged;
        said.push(match lang {
            Lang::Zh => format!("新旧：{aged}人靠的是较早的记录，一人只算{old}人；再旧的记录不算数。"),
            Lang::En => {
                format!("Age: {aged} belong by what was noted some time ago and count {old} each; what is older still does not count.")
            }
        });
    }
    said.push(match lang {
        Lang::Zh => format!("跨旧客群：哪一个旧客群都最多只能说明它的{told}，说明得越少越靠前。"),
        Lang::En => {
            format!(
                "Across the old groups: no single one tells more than {told} of it; the less, the better."
            )
        }
    });
    said.push(match (lang, near) {
        (Lang::Zh, Some((other, share))) => {
            let name = circle_name(lang, vocabulary, other);
            format!("与别圈的距离：最近的是「{name}」，两圈的人里有{share}同在两边。")
        }
        (Lang::Zh, None) => "与别圈的距离：没有人同时在别的圈子里。".to_owned(),
        (Lang::En, Some((other, share))) => {
            let name = circle_name(lang, vocabulary, other);
            format!(
                "Distance from the rest: the nearest is {name}, with {share} of the people of both in both."
            )
        }
        (Lang::En, None) => "Distance from the rest: nobody is in another circle.".to_owned(),
    });
    said.push(match lang {
        Lang::Zh => format!("合起来值{worth}人；圈子按这个数从大到小排。"),
        Lang::En => {
            format!("All together it is worth {worth} people; circles stand in the order of this figure.")
        }
    });
    said
}

/// How many circles were found and are not in the list, and why; `None` where that is none.
pub fn not_shown(lang: Lang, not_shown: NotShown) -> Option<String> {
    let NotShown { small, large, copies, over } = not_shown;
    let all = small + large + copies + over;
    if all == 0 {
        return None;
    }
    let parts: Vec<String> = [
        (small, lang.pick("人数太少", "too small")),
        (large, lang.pick("人数太多", "too large")),
        (copies, lang.pick("与已列出的几乎是同一批人", "nearly the same people as one in the list")),
        (over, lang.pick("排在后面", "further down")),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| match lang {
        Lang::Zh => format!("{count}个{why}"),
        Lang::En => format!("{count} {why}"),
    })
    .collect();
    Some(match lang {
        Lang::Zh => format!("另外找到{all}个没有列出：{}。", parts.join("，")),
        Lang::En => format!("{all} more were found and are not in the list: {}.", parts.join(", ")),
    })
}
