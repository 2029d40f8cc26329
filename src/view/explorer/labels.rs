//! Names in the lines that a picture has room for: text in a drawing does not break by itself.

use super::MapPoint;

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

/// Where a name stands by its disc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Under it, in the middle.
    Below,
    /// Over it, in the middle.
    Above,
    /// Beside it, to the right.
    Right,
    /// Beside it, to the left.
    Left,
}

/// Height of a line, in ems, and the room between a name and its disc.
pub const LINE_EMS: f64 = 1.25;
const GAP_EMS: f64 = 0.15;

/// A rectangle of the map: left, top, right, bottom.
type Area = [f64; 4];

/// The side on which each name covers neither a disc nor another name, in the order of the discs; `None` where there is no
/// such side. `em` is the size of the letters as a part of the map's width; names are given in lines.
pub fn place_labels(discs: &[MapPoint], names: &[Vec<String>], em: f64) -> Vec<Option<Side>> {
    let around = |disc: &MapPoint, r: f64| [disc.x - r, disc.y - r, disc.x + r, disc.y + r];
    let mut taken: Vec<Area> = Vec::new();
    let mut sides = Vec::new();
    for (at, (disc, lines)) in discs.iter().zip(names).enumerate() {
        let free = |side: &Side| {
            let area = area(disc, lines, *side, em);
            let others = discs.iter().enumerate().filter(|(other, _)| *other != at);
            area[0] >= 0.0
                && area[1] >= 0.0
                && area[2] <= 1.0
                && area[3] <= 1.0
                && !taken.iter().any(|other| meet(&area, other))
                // A disc leaves the corners of its square free.
                && !others.into_iter().any(|(_, other)| meet(&area, &around(other, 0.8 * other.radius)))
        };
        let side = [Side::Below, Side::Above, Side::Right, Side::Left].into_iter().find(free);
        taken.extend(side.map(|side| area(disc, lines, side, em)));
        sides.push(side);
    }
    sides
}

fn area(disc: &MapPoint, lines: &[String], side: Side, em: f64) -> Area {
    let width = em * lines.iter().map(|line| ems(line)).fold(0.0, f64::max);
    let (height, gap) = (em * LINE_EMS * lines.len() as f64, em * GAP_EMS);
    let (left, top) = match side {
        Side::Below => (disc.x - width / 2.0, disc.y + disc.radius + gap),
        Side::Above => (disc.x - width / 2.0, disc.y - disc.radius - gap - height),
        Side::Right => (disc.x + disc.radius + 2.0 * gap, disc.y - height / 2.0),
        Side::Left => (disc.x - disc.radius - 2.0 * gap - width, disc.y - height / 2.0),
    };
    [left, top, left + width, top + height]
}

fn meet(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::circles::CircleId;

    #[test]
    fn names_cover_neither_discs_nor_each_other() {
        let disc = |x: f64, y: f64| MapPoint { circle: CircleId(0), x, y, radius: 0.05 };
        let name = || vec!["Guandan card game".to_owned()];
        let em = 0.017;
        // The second stands where the first one's name would be, the third at the foot, the fourth in a corner.
        let discs = [disc(0.5, 0.4), disc(0.5, 0.51), disc(0.5, 0.94), disc(0.06, 0.06)];
        let names: Vec<_> = discs.iter().map(|_| name()).collect();
        let sides = place_labels(&discs, &names, em);
        assert_eq!(sides, [Some(Side::Above), Some(Side::Below), Some(Side::Above), Some(Side::Right)]);
        // Where there is no room at all nothing stands.
        let crowd: Vec<_> =
            (0..25).map(|n| disc(0.1 + 0.1 * f64::from(n % 5), 0.1 + 0.1 * f64::from(n / 5))).collect();
        let names: Vec<_> = crowd.iter().map(|_| name()).collect();
        let sides = place_labels(&crowd, &names, em);
        assert_eq!(sides[12], None);
        let placed: Vec<_> = crowd
            .iter()
            .zip(&sides)
            .filter_map(|(disc, side)| Some(area(disc, &name(), (*side)?, em)))
            .collect();
        for (at, one) in placed.iter().enumerate() {
            assert!(placed[at + 1..].iter().all(|other| !meet(one, other)));
        }
    }

    #[test]
    fn names_break_between_their_parts_only() {
        assert_eq!(label_lines("掼蛋 · 钓鱼（热闹）", 20.0, 2), ["掼蛋 · 钓鱼（热闹）"]);
        assert_eq!(label_lines("掼蛋 · 钓鱼（热闹）", 7.0, 2), ["掼蛋 · 钓鱼", "（热闹）"]);
        assert_eq!(label_lines("Board games · Fishing · Tea", 7.0, 2), ["Board games ·", "Fishing · Tea"]);
        assert_eq!(label_lines("Board games · Fishing · Calligraphy", 7.0, 2), ["Board games ·", "Fishing…"]);
        assert!(label_lines("", 7.0, 2).is_empty());
    }
}
