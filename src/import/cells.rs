//! What a cell says: numbers kept as digits, yes and no, levels of risk, in the many ways that systems write them.

use super::Cell;
use crate::book::RiskLevel;
use crate::finding::FindingCode;
use crate::script::fold;

/// A number kept as digits: a cell beyond fifteen digits, or in scientific notation, has lost some.
pub fn whole_number(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Number(number) if number.abs() >= 1e15 || number.fract() != 0.0 => None,
        other => {
            let text = other.as_text();
            let text = text.trim_start_matches('\'').to_owned();
            (!is_scientific(&text)).then_some(text)
        }
    }
}

fn is_scientific(text: &str) -> bool {
    let upper = text.to_uppercase();
    let Some((digits, power)) = upper.split_once('E') else { return false };
    let number = digits.contains('.') || power.starts_with('+');
    number && digits.parse::<f64>().is_ok() && power.parse::<i32>().is_ok()
}

/// A number that can be called; what has lost digits or is none is named.
pub fn phone(cell: &Cell) -> Result<String, FindingCode> {
    let text = cell.as_text();
    if is_scientific(&text) {
        return Err(FindingCode::PhoneDigitsLost);
    }
    let bare: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\'' | '(' | ')')).collect();
    let bare = bare.strip_prefix("+86").or(bare.strip_prefix("0086")).unwrap_or(&bare).trim_end_matches(".0");
    let bare = bare
        .strip_prefix("86")
        .filter(|rest| rest.len() == 11 && rest.starts_with('1'))
        .unwrap_or(bare)
        .to_owned();
    let digits =
        bare.len() >= 7 && bare.len() <= 13 && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*');
    if digits {
        Ok(bare)
    } else {
        Err(FindingCode::PhoneUnreadable)
    }
}

/// Yes or no, in the ways that systems write it.
pub fn flag(cell: &Cell) -> Option<bool> {
    match fold(&cell.as_text()).as_str() {
        "是" | "y" | "yes" | "1" | "t" | "true" | "有" | "√" | "✓" => Some(true),
        "否" | "n" | "no" | "0" | "f" | "false" | "无" | "×" | "-" => Some(false),
        _ => None,
    }
}

/// Whether a word for the sex says a woman.
pub fn is_female(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "女" | "f" | "female" | "女士" | "女性" => Some(true),
        "男" | "m" | "male" | "先生" | "男性" => Some(false),
        _ => None,
    }
}

/// 是否代发工资客户 → 代发工资.
pub fn group_of_flag(header: &str) -> String {
    let bare = fold(header);
    bare.trim_start_matches("是否")
        .trim_start_matches("签约")
        .trim_end_matches("客户")
        .trim_end_matches('户')
        .to_owned()
}

/// What one unit of a column is worth in yuan.
pub fn unit_yuan(header: &str) -> f64 {
    if header.contains("亿") {
        1e8
    } else if header.contains('万') {
        1e4
    } else if header.contains("千元") {
        1e3
    } else {
        1.0
    }
}

/// C1 … C5 with or without words around, 最低 for the lowest C1, or the usual names.
pub fn risk(text: &str) -> Option<RiskLevel> {
    let text = fold(text);
    if text.contains("最低") {
        return Some(RiskLevel(0));
    }
    let named = [
        ("保守", 1),
        ("谨慎", 1),
        ("稳健", 2),
        ("平衡", 3),
        ("成长", 4),
        ("积极", 4),
        ("进取", 5),
        ("激进", 5),
    ];
    let after_c = text.split('c').nth(1).and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(10));
    after_c
        .or_else(|| text.parse().ok())
        .or_else(|| named.iter().find(|(name, _)| text.contains(name)).map(|(_, level)| *level))
        .filter(|level| (1..=5).contains(level))
        .map(|level| RiskLevel(level as u8))
}

/// 张 三 is 张三: systems pad short names with blanks.
pub fn name(text: String) -> String {
    if text.chars().all(|c| crate::script::is_han(c) || c == ' ') {
        return text.replace(' ', "");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risk_levels_in_every_wording() {
        let levels = ["C3", "C4(积极型)", "稳健型", "2", "C1最低风险承受能力", "C7"].map(risk);
        let level = |n| Some(RiskLevel(n));
        assert_eq!(levels, [level(3), level(4), level(2), level(2), level(0), None]);
    }
}
