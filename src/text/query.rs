//! Conditions as sentences.

use super::{listed, tag, Lang};
use crate::book::{Condition, Dimension, Lack, Nature, Query, Sense, Vocabulary};

/// What a condition asks.
pub fn condition(lang: Lang, vocabulary: &Vocabulary, condition: &Condition) -> String {
    let pick = |zh: String, en: String| lang.pick(zh, en);
    match condition {
        Condition::Likes(id) => {
            let name = tag(lang, vocabulary, id);
            pick(format!("喜欢{name}"), format!("likes {name}"))
        }
        Condition::Avoids(id) => {
            let name = tag(lang, vocabulary, id);
            pick(format!("避开{name}"), format!("avoids {name}"))
        }
        Condition::Nature(kind) => nature(lang, *kind).to_owned(),
        Condition::Group(name) => pick(format!("旧客群是{name}"), format!("in the group {name}")),
        Condition::Tier(name) => pick(format!("等级是{name}"), format!("of tier {name}")),
        Condition::Manager(name) => pick(format!("客户经理是{name}"), format!("looked after by {name}")),
        Condition::NotContacted(days) => {
            pick(format!("{days} 天没有联系"), format!("not contacted for {days} days"))
        }
        Condition::Age { from, to } => pick(format!("{from}–{to} 岁"), format!("aged {from}–{to}")),
        Condition::BirthdayWithin(days) => {
            pick(format!("{days} 天内过生日"), format!("birthday within {days} days"))
        }
        Condition::HasMaturity => pick("有到期产品".into(), "has a product that matures".into()),
        Condition::MaturesWithin(days) => {
            pick(format!("{days} 天内有产品到期"), format!("a product matures within {days} days"))
        }
        Condition::DoNotContact => pick("不希望被联系".into(), "wants no contact".into()),
        Condition::NoProfiling => pick("拒绝画像".into(), "refuses profiling".into()),
        Condition::StaleTags => pick("有过期的标签".into(), "has stale tags".into()),
        Condition::OpenQuestion => pick("有待答的问题".into(), "has an open question".into()),
        Condition::Lacks(what) => {
            pick(format!("缺{}", lack(lang, *what)), format!("{} missing", lack(lang, *what)))
        }
    }
}

/// How a clause takes part.
pub fn sense(lang: Lang, sense: Sense) -> &'static str {
    match sense {
        Sense::All => lang.pick("都要", "all of"),
        Sense::Any => lang.pick("任一", "any of"),
        Sense::None => lang.pick("都不", "none of"),
    }
}

/// A temperament.
pub fn nature(lang: Lang, nature: Nature) -> &'static str {
    match nature {
        Nature::Quiet => lang.pick("喜静", "quiet"),
        Nature::Lively => lang.pick("爱热闹", "lively"),
        Nature::Unknown => lang.pick("性格不详", "temperament unknown"),
    }
}

/// A fact that is missing.
pub fn lack(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::Phone => lang.pick("电话", "phone"),
        Lack::Birthday => lang.pick("生日", "birthday"),
        Lack::Manager => lang.pick("客户经理", "manager"),
        Lack::Risk => lang.pick("风险等级", "risk level"),
        Lack::Tags => lang.pick("标签", "tags"),
    }
}

/// What a tag is about.
pub fn dimension(lang: Lang, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Personality => lang.pick("性格", "Personality"),
        Dimension::Interest => lang.pick("兴趣", "Interest"),
        Dimension::Need => lang.pick("需求", "Need"),
        Dimension::Occupation => lang.pick("职业", "Occupation"),
        Dimension::Preference => lang.pick("偏好", "Preference"),
        Dimension::Product => lang.pick("产品", "Product"),
    }
}

/// A whole query in one line, by how the clauses take part.
pub fn query(lang: Lang, vocabulary: &Vocabulary, asked: &Query) -> String {
    let of = |kind: Sense| {
        let parts: Vec<String> = asked
            .clauses
            .iter()
            .filter(|clause| clause.sense == kind)
            .map(|clause| condition(lang, vocabulary, &clause.condition))
            .collect();
        (!parts.is_empty())
            .then(|| format!("{}{}{}", sense(lang, kind), lang.pick("：", ": "), listed(lang, &parts)))
    };
    let parts: Vec<String> = [Sense::All, Sense::Any, Sense::None].into_iter().filter_map(of).collect();
    parts.join(lang.pick("；", "; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Clause;

    #[test]
    fn a_query_reads_as_one_line() {
        let clause = |sense, condition| Clause { sense, condition };
        let asked = Query {
            clauses: vec![
                clause(Sense::None, Condition::Nature(Nature::Quiet)),
                clause(Sense::All, Condition::Likes("int.guandan".into())),
                clause(Sense::All, Condition::NotContacted(60)),
            ],
        };
        let vocabulary = Vocabulary::with(&[]);
        assert_eq!(query(Lang::Zh, &vocabulary, &asked), "都要：喜欢掼蛋、60 天没有联系；都不：喜静");
        assert!(query(Lang::En, &vocabulary, &asked).ends_with("; none of: quiet"));
    }
}
