//! Names in the lines that a picture has room for: text in a drawing does not break by itself.

/// Width of a text in ems, near enough to place it: Chinese characters are square, others about half as wide.
pub fn ems(text: &str) -> f64 {
    text.chars()
        .map(|c| {
            if c == '·' {
                0.4
            } else if c.is_ascii() {
                0.56
            } else {
                1.0
            }
        })
        .sum()
}

/// A name in at most so many lines of about so many ems, broken at blanks and before brackets, never within a word; what has
/// no room ends in an ellipsis.
pub fn label_lines(name: &str, width: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in name.replace('（', " （").split_whitespace() {
        match out.last_mut() {
            Some(line) if ems(line) + ems(word) < width || word == "·" => {
                if !word.starts_with('（') {
                    line.push(' ');
                }
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    if out.len() > lines.max(1) {
        out.truncate(lines.max(1));
        if let Some(last) = out.last_mut() {
            let kept = last.trim_end_matches([' ', '·']).len();
            last.truncate(kept);
            last.push('…');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_between_their_parts_only() {
        assert_eq!(label_lines("掼蛋 · 钓鱼（热闹）", 20.0, 2), ["掼蛋 · 钓鱼（热闹）"]);
        assert_eq!(label_lines("掼蛋 · 钓鱼（热闹）", 7.0, 2), ["掼蛋 · 钓鱼", "（热闹）"]);
        assert_eq!(label_lines("Board games · Fishing · Tea", 7.0, 2), ["Board games ·", "Fishing · Tea"]);
        assert_eq!(label_lines("Board games · Fishing · Calligraphy", 7.0, 2), ["Board games ·", "Fishing…"]);
        assert!(label_lines("", 7.0, 2).is_empty());
    }
}
