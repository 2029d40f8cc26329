//! Words that no text of the bank may contain: gifts or resources tied to deposits, promises of yield, play for money.
//!
//! A sentence is read without blanks and in half width, so that "存 满 5 万" hides nothing. What is tied together must
//! stand in one sentence; a promise that is denied ("不承诺保本") is none.

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::order::Order;
use crate::script::half_width;

/// Words of a text that break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFinding {
    /// The rule.
    pub rule: Rule,
    /// First character of the words.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// Money that comes in: the condition of a tie. `#` is any number.
const ACTS: &[&str] = &[
    "存满",
    "存够",
    "存足",
    "存到#",
    "存款满",
    "存款达",
    "存款满#",
    "存入",
    "存款送",
    "存款有礼",
    "存钱送",
    "存#万",
    "存#元",
    "存#块",
    "存#w",
    "新增存款",
    "新增资产",
    "新增资金",
    "资产达",
    "资产满",
    "资产提升",
    "资金转入",
    "转入#",
    "转入资金",
    "入金",
    "开户送",
    "开户有礼",
    "办卡送",
    "办卡有礼",
    "认购满",
    "申购满",
    "购买满",
    "买满",
    "买#万",
    "买理财送",
    "买基金送",
    "买保险送",
    "购买理财",
    "购买基金",
    "购买保险",
    "定存#",
    "大额存单满",
    "达标客户",
    "日均达",
    "日均满",
    "deposit of",
    "deposits of",
    "deposit at least",
    "deposit #",
    "open an account and get",
    "transfer in",
    "invest at least",
];
const GIFTS: &[&str] = &[
    "送",
    "赠",
    "有礼",
    "礼品",
    "礼包",
    "好礼",
    "领取",
    "领一",
    "返现",
    "返还",
    "红包",
    "抽奖",
    "兑换",
    "立减",
    "免单",
    "食用油",
    "大米",
    "购物卡",
    "话费",
    "gift",
    "voucher",
    "cash back",
    "cashback",
    "free ",
    "reward",
    "lucky draw",
];
const RESOURCES: &[&str] = &[
    "名额",
    "优先",
    "入场",
    "参加",
    "参与",
    "门票",
    "席位",
    "名师",
    "专家号",
    "挂号",
    "学位",
    "报名资格",
    "才能",
    "方可",
    "预约资格",
    "安排专家",
    "牵线",
    "seat",
    "priority",
    "place in",
    "admission",
    "appointment",
];
const PROMISES: &[&str] = &[
    "保本",
    "保收益",
    "保息",
    "稳赚",
    "包赚",
    "稳赢",
    "零风险",
    "无风险",
    "没有风险",
    "毫无风险",
    "没风险",
    "绝对安全",
    "保证收益",
    "收益保证",
    "收益有保证",
    "一定赚",
    "肯定赚",
    "肯定涨",
    "一定涨",
    "必涨",
    "稳涨",
    "刚兑",
    "刚性兑付",
    "承诺收益",
    "只赚不赔",
    "只涨不跌",
    "不会亏",
    "亏不了",
    "不亏钱",
    "跟存款一样安全",
    "和存款一样安全",
    "兜底",
    "guaranteed return",
    "guaranteed yield",
    "guarantee the return",
    "risk-free",
    "risk free",
    "no risk",
    "without risk",
    "sure profit",
    "cannot lose",
    "can't lose",
];
const STAKES: &[&str] = &[
    "彩头",
    "赌",
    "下注",
    "押注",
    "输的请",
    "赢钱",
    "现金奖池",
    "带点钱",
    "play for money",
    "betting",
    "stakes",
];
/// What turns a promise or a stake into its denial, directly before it.
const DENIALS: &[&str] = &[
    "不",
    "非",
    "无",
    "没有",
    "没",
    "并非",
    "不承诺",
    "不能",
    "不得",
    "不会",
    "不可能",
    "不保证",
    "不等于",
    "不是",
    "未必",
    "勿",
    "禁止",
    "严禁",
    "不许",
    "不带",
    "不设",
    "别信",
    "not",
    "no",
    "never",
    "nothing",
    "nolonger",
    "without",
];

/// The words of a text that break a rule, in the order of the text.
pub fn check_text(text: &str) -> Vec<TextFinding> {
    let mut findings = Vec::new();
    let mut sentence: Vec<(char, usize)> = Vec::new();
    for (at, raw) in text.chars().enumerate().chain([(0, '\n')]) {
        let c = half_width(raw).to_ascii_lowercase();
        if matches!(c, '。' | '!' | '?' | ';' | '\n') {
            check_sentence(&sentence, &mut findings);
            sentence.clear();
        } else if !is_invisible(c) {
            sentence.push((c, at));
        }
    }
    findings.order_by_key(|finding| (finding.start, finding.end));
    findings
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '*' | '·' | '-' | '_')
}

fn check_sentence(sentence: &[(char, usize)], findings: &mut Vec<TextFinding>) {
    let mut find = |rule: Rule, span: Option<(usize, usize)>| {
        if let Some((from, to)) = span {
            findings.push(TextFinding { rule, start: sentence[from].1, end: sentence[to - 1].1 + 1 });
        }
    };
    let join = |a: (usize, usize), b: (usize, usize)| (a.0.min(b.0), a.1.max(b.1));
    if let Some(act) = first(sentence, ACTS) {
        // The act itself may carry the gift ("存款送").
        let gift = first(sentence, GIFTS);
        find(Rule::TiedGift, gift.map(|gift| join(act, gift)));
        find(Rule::PricedResource, first(sentence, RESOURCES).map(|resource| join(act, resource)));
    }
    for (rule, words) in [(Rule::YieldPromise, PROMISES), (Rule::Stakes, STAKES)] {
        for word in words {
            let span = all(sentence, word).into_iter().find(|span| !is_denied(sentence, span.0));
            if span.is_some() {
                find(rule, span);
                break;
            }
        }
    }
}

/// Whether the words at `at` are denied: a denial ends directly before them.
fn is_denied(sentence: &[(char, usize)], at: usize) -> bool {
    DENIALS.iter().any(|denial| {
        let length = denial.chars().count();
        at >= length && sentence[at - length..at].iter().map(|(c, _)| *c).eq(denial.chars())
    })
}

/// The earliest place of any of the words.
fn first(sentence: &[(char, usize)], words: &[&str]) -> Option<(usize, usize)> {
    words.iter().flat_map(|word| all(sentence, word)).min()
}

/// All places of a word; `#` in it stands for a number, written in digits or in Chinese.
fn all(sentence: &[(char, usize)], word: &str) -> Vec<(usize, usize)> {
    let pattern: Vec<char> = word.chars().filter(|c| !is_invisible(*c)).collect();
    (0..sentence.len()).filter_map(|from| Some((from, matched(sentence, from, &pattern)?))).collect()
}

fn matched(sentence: &[(char, usize)], from: usize, pattern: &[char]) -> Option<usize> {
    let mut at = from;
    for wanted in pattern {
        let c = sentence.get(at)?.0;
        if *wanted == '#' {
            if !is_number(c) {
                return None;
            }
            while sentence.get(at).is_some_and(|(c, _)| is_number(*c)) {
                at += 1;
            }
        } else if c == *wanted {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千两几¥".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<Rule> {
        check_text(text).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn the_cases_of_the_data_file_hold() {
        let cases = include_str!("../../../tests/data/care/texts.tsv");
        for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (wanted, text) = line.split_once('\t').unwrap();
            let mut found: Vec<String> = rules(text).iter().map(|rule| format!("{rule:?}")).collect();
            found.dedup();
            let found = if found.is_empty() { "-".to_owned() } else { found.join(",") };
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn the_words_are_pointed_at() {
        let text = "张总好。存款满5万，送大米一袋";
        let found = check_text(text);
        let words: String = text.chars().skip(found[0].start).take(found[0].end - found[0].start).collect();
        assert_eq!((found[0].rule, words.as_str()), (Rule::TiedGift, "存款满5万，送"));
    }
}
