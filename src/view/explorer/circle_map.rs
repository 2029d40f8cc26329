//! A map on which circles of like people stand near each other.
//!
//! Distances between circles (what their members like, and how many they share) are laid out in the plane by stress
//! majorisation (SMACOF: De Leeuw 1977), then discs that would cover each other are pushed apart.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::circles::{Circle, CircleId};

/// Rounds of majorisation: with at most a few dozen circles it has long settled.
const ROUNDS: usize = 120;
/// Rounds of pushing discs apart.
const PUSHES: usize = 200;
/// Radius of the largest disc, the map being one unit wide.
const LARGEST: f64 = 0.075;
/// Radius of the smallest.
const SMALLEST: f64 = 0.03;

/// A circle on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPoint {
    /// The circle.
    pub circle: CircleId,
    /// Centre, 0 to 1.
    pub x: f64,
    /// Centre, 0 to 1.
    pub y: f64,
    /// Radius, its area as the number of members.
    pub radius: f64,
}

/// Places of circles proper. The same circles give the same map.
pub fn circle_map<'a>(book: &Book, circles: impl Iterator<Item = &'a Circle>) -> Vec<MapPoint> {
    let circles: Vec<&Circle> =
        circles.filter(|circle| !circle.is_list() && !circle.members.is_empty()).collect();
    let profiles: Vec<Profile> = circles.iter().map(|circle| Profile::of(book, circle)).collect();
    let n = circles.len();
    let mut distance = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..n {
            distance[i * n + j] =
                1.0 - 0.6 * profiles[i].alike(&profiles[j]) - 0.4 * shared(circles[i], circles[j]);
        }
    }
    let most = circles.iter().map(|circle| circle.members.len()).max().unwrap_or(1).max(1) as f64;
    let radius = |circle: &Circle| (LARGEST * (circle.members.len() as f64 / most).sqrt()).max(SMALLEST);
    let radii: Vec<f64> = circles.iter().map(|circle| radius(circle)).collect();
    let mut at = majorised(&distance, n);
    fit(&mut at, &radii);
    push_apart(&mut at, &radii);
    let place =
        |idx: usize| MapPoint { circle: circles[idx].id, x: at[idx].0, y: at[idx].1, radius: radii[idx] };
    (0..n).map(place).collect()
}

/// What the members of a circle like, as shares, scaled to length one.
struct Profile(BTreeMap<String, f64>);

impl Profile {
    fn of(book: &Book, circle: &Circle) -> Self {
        let mut shares: BTreeMap<String, f64> = BTreeMap::new();
        for customer in circle.members.iter().filter_map(|id| book.get(*id)) {
            for tag in customer.likes() {
                match shares.get_mut(tag) {
                    Some(n) => *n += 1.0,
                    None => {
                        shares.insert(tag.to_owned(), 1.0);
                    }
                }
            }
        }
        let length = shares.values().map(|n| n * n).sum::<f64>().sqrt().max(1.0);
        shares.values_mut().for_each(|n| *n /= length);
        Self(shares)
    }

    /// Cosine, 0 to 1.
    fn alike(&self, other: &Self) -> f64 {
        self.0.iter().map(|(tag, share)| share * other.0.get(tag).unwrap_or(&0.0)).sum()
    }
}

/// Share of the smaller circle that is in the other.
fn shared(a: &Circle, b: &Circle) -> f64 {
    let (small, large) = if a.members.len() <= b.members.len() { (a, b) } else { (b, a) };
    small.members.iter().filter(|id| large.has(**id)).count() as f64 / small.members.len().max(1) as f64
}

/// Points whose distances come near the wished ones, beginning on a ring.
fn majorised(distance: &[f64], n: usize) -> Vec<(f64, f64)> {
    let turn = |idx: usize| std::f64::consts::TAU * idx as f64 / n.max(1) as f64;
    let mut at: Vec<(f64, f64)> = (0..n).map(|idx| (libm::cos(turn(idx)), libm::sin(turn(idx)))).collect();
    for _ in 0..ROUNDS {
        let mut next = at.clone();
        for i in 0..n {
            let (mut x, mut y) = (0.0, 0.0);
            for j in (0..n).filter(|j| *j != i) {
                let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
                let apart = (dx * dx + dy * dy).sqrt().max(1e-9);
                x += at[j].0 + distance[i * n + j] * dx / apart;
                y += at[j].1 + distance[i * n + j] * dy / apart;
            }
            let others = (n.max(2) - 1) as f64;
            next[i] = (x / others, y / others);
        }
        at = next;
    }
    at
}

/// Scales the points into the unit square, discs included.
fn fit(at: &mut [(f64, f64)], radii: &[f64]) {
    let span = |values: Vec<f64>| {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (least, most - least)
    };
    // What lies on one line across lies in the middle.
    let part = |value: f64, (least, extent): (f64, f64)| {
        if extent > 1e-6 {
            (value - least) / extent
        } else {
            0.5
        }
    };
    let across = span(at.iter().map(|point| point.0).collect());
    let down = span(at.iter().map(|point| point.1).collect());
    for (point, radius) in at.iter_mut().zip(radii) {
        let room = 1.0 - 2.0 * radius;
        *point = (radius + room * part(point.0, across), radius + room * part(point.1, down));
    }
}

fn push_apart(at: &mut [(f64, f64)], radii: &[f64]) {
    for _ in 0..PUSHES {
        for i in 0..at.len() {
            for j in i + 1..at.len() {
                let (dx, dy) = (at[j].0 - at[i].0, at[j].1 - at[i].1);
                let apart = (dx * dx + dy * dy).sqrt();
                // Room for two lines of text between discs.
                let need = radii[i] + radii[j] + 0.05;
                if apart < need {
                    // Discs on one spot part sideways.
                    let (ux, uy) = if apart > 1e-9 { (dx / apart, dy / apart) } else { (1.0, 0.0) };
                    let step = (need - apart) / 2.0;
                    at[i] = (at[i].0 - ux * step, at[i].1 - uy * step);
                    at[j] = (at[j].0 + ux * step, at[j].1 + uy * step);
                }
            }
        }
        for (point, radius) in at.iter_mut().zip(radii) {
            *point = (point.0.clamp(*radius, 1.0 - radius), point.1.clamp(*radius, 1.0 - radius));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_of_the_same_people_stand_nearer_than_strangers() {
        let distance = [0.0, 0.1, 1.0, 0.1, 0.0, 1.0, 1.0, 1.0, 0.0];
        let at = majorised(&distance, 3);
        let apart = |i: usize, j: usize| libm::hypot(at[i].0 - at[j].0, at[i].1 - at[j].1);
        assert!(apart(0, 1) < 0.3 * apart(0, 2) && apart(0, 1) < 0.3 * apart(1, 2));
    }

    #[test]
    fn one_or_two_stand_in_the_middle() {
        let mut one = vec![(3.0, 7.0)];
        fit(&mut one, &[0.05]);
        assert_eq!(one, [(0.5, 0.5)]);
        let mut two = vec![(0.0, 0.0), (1.0, 0.0)];
        fit(&mut two, &[0.05, 0.03]);
        assert_eq!(two, [(0.05, 0.5), (0.97, 0.5)]);
    }
}
