//! Amounts of money and plain counts as lists write them.

use super::Cell;
use crate::script::fold;

/// An amount in fen. `unit_yuan` is what one unit of the column is worth (10,000 for 万元).
///
/// `12,000.00`, `¥1.2万`, `1.2亿`, `(123)` for negative; `-` and `--` are empty, told by `Ok(None)`. Commas that do not part
/// thousands, and other currencies, are not guessed at; 约48万 is 48万.
pub(super) fn fen(cell: &Cell, unit_yuan: f64) -> Result<Option<i64>, ()> {
    let number = match cell {
        Cell::Number(number) => *number * unit_yuan,
        Cell::Empty => return Ok(None),
        other => {
            let text = fold(&other.as_text());
            if text.chars().all(|c| c == '-' || c == '—' || c == '/') {
                return Ok(None);
            }
            yuan(&text, unit_yuan).ok_or(())?
        }
    };
    let fen = (number * 100.0).round();
    // Beyond 2^53 fen (90 trillion yuan) the number is no amount.
    if fen.is_finite() && fen.abs() < 9e15 {
        Ok(Some(fen as i64))
    } else {
        Err(())
    }
}

fn yuan(text: &str, unit_yuan: f64) -> Option<f64> {
    let whole = text.split('.').next().unwrap_or_default();
    let grouped =
        whole.split(',').skip(1).all(|group| group.bytes().take_while(u8::is_ascii_digit).count() == 3);
    if !grouped || text[whole.len()..].contains(',') {
        return None;
    }
    let text = text.replace([',', '¥', '\u{ffe5}', '+'], "").replace("rmb", "").replace("人民币", "");
    // 约48万, 20多万, 30万左右: what is said to be about so much is taken for so much.
    let about = ["大约", "将近", "约", "近", "左右", "上下", "多", "余"];
    let mut text = about.iter().fold(text, |text, word| text.replace(word, ""));
    let mut unit = unit_yuan;
    for (mark, worth) in
        [("亿元", 1e8), ("万元", 1e4), ("亿", 1e8), ("万", 1e4), ("w", 1e4), ("千元", 1e3), ("元", 1.0)]
    {
        if let Some(bare) = text.strip_suffix(mark) {
            unit = worth;
            text = bare.to_owned();
            break;
        }
    }
    let negative = text.starts_with('(') && text.ends_with(')');
    let bare = text.trim_start_matches('(').trim_end_matches(')');
    if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')) {
        return None;
    }
    bare.parse::<f64>().ok().map(|number| if negative { -number } else { number } * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_amounts() {
        let read = |text: &str| fen(&Cell::Text(text.into()), 1.0);
        assert_eq!(read("12,000.00"), Ok(Some(1_200_000)));
        assert_eq!(read("¥1.2万"), Ok(Some(1_200_000)));
        assert_eq!(read("12000"), Ok(Some(1_200_000)));
        assert_eq!(read("(123)"), Ok(Some(-12_300)));
        assert_eq!(read("1.2亿"), Ok(Some(12_000_000_000)));
        for text in ["约48万", "48万左右", "48余万元", "大约480000元"] {
            assert_eq!(read(text), Ok(Some(48_000_000)), "{text}");
        }
        assert_eq!(read("--"), Ok(None));
        for text in ["约五万", "12,34", "1,2000", "1.234,56", "$100"] {
            assert_eq!(read(text), Err(()), "{text}");
        }
        assert_eq!(fen(&Cell::Number(3.5), 1e4), Ok(Some(3_500_000)));
    }
}
