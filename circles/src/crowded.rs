//! Chance in a crowded book, where people have so many of the tags that one tag leaves less room for another.
//!
//! The count of `null_model` lets a tag be drawn twice, which is harmless where people have five tags of a hundred; where
//! they have six of eighteen it takes popular tags for rarer together than they are, and rare ones for more common. Here
//! everybody carries a tag or does not: the odds of tag i for somebody with d tags in group set s are
//! x(s,d)·z(i)·odds(s,i), with odds(s,i) those of the tag in the set, as in the exponential random graph that keeps on
//! average everybody's number of tags and each tag's number of carriers (Saracco et al., "Randomizing bipartite networks", Scientific Reports 5, 2015). People with the
//! same groups and number of tags are one class. That the number of tags is kept for each and not on average takes a
//! little from every pair (Hájek, "Asymptotic theory of rejective sampling", Annals of Mathematical Statistics 35,
//! 1964): the factor 1 − (1−p)(1−q)/V, with V the variance of the number, here times (T−1)/T for T tags, which makes it
//! exact where all tags are equally popular; in the same way a triple has a second factor with twice the loss.

use super::Records;

/// Share of all tags that people have on average from which a book is crowded. Books of the made-up kind have 0.04 to
/// 0.08, surveys a third.
const CROWDED: f64 = 0.15;
/// With fewer tags than these how many somebody has nearly says which: there would be nothing left to find.
const LEAST_TAGS: usize = 12;
/// Weight of the profile that a set of groups has from its groups, in tags, against what its own people carry: where
/// old groups cross, their people differ from the mean of both.
const BORROWED: f64 = 100.0;
/// Rounds of fitting, in turns of classes and of tags: after twenty the margins are met to a thousandth.
const ROUNDS: usize = 21;

/// People with the same groups and number of tags.
struct Class {
    people: f64,
    set: usize,
    degree: f64,
    /// One divided by the variance of the number of tags, times T/(T−1).
    tightness: f64,
}

/// The fitted chances.
pub(super) struct Crowded {
    tags: usize,
    classes: Vec<Class>,
    /// Chance that somebody of a class carries a tag: `[class * tags + tag]`.
    chance: Vec<f64>,
}

impl Crowded {
    /// The model of a crowded book; `None` for other books. `profile` is the share of each tag in each group set.
    pub(super) fn of(records: &Records, profile: &[f64]) -> Option<Self> {
        let tags = records.tags.len();
        let room = (records.len() * tags) as f64;
        if tags < LEAST_TAGS || records.items.len() as f64 <= CROWDED * room {
            return None;
        }
        // By set and number of tags.
        let wide = tags + 1;
        let mut people = vec![0.0; records.sets.len() * wide];
        let mut carriers = vec![0.0; tags];
        let mut profile: Vec<f64> = profile.iter().map(|share| BORROWED * share).collect();
        for customer in 0..records.len() {
            let (carried, set) = (records.tags_of(customer), records.set[customer] as usize);
            people[set * wide + carried.len()] += 1.0;
            for tag in carried {
                carriers[*tag as usize] += 1.0;
                profile[set * tags + *tag as usize] += 1.0;
            }
        }
        let odds = odds_of(&profile, tags, &people);
        let class = |(at, &people): (usize, &f64)| Class {
            people,
            set: at / wide,
            degree: (at % wide) as f64,
            tightness: 0.0,
        };
        let somebody = |class: &Class| class.people > 0.0 && class.degree > 0.0;
        let classes: Vec<Class> = people.iter().enumerate().map(class).filter(somebody).collect();
        let mut model = Self { tags, chance: vec![0.0; classes.len() * tags], classes };
        model.fit(&odds, &carriers);
        Some(model)
    }

    /// Works out in turns by how much the odds of each tag in each group set grow for a class and for a tag, so that
    /// the margin of the one and of the other is met.
    fn fit(&mut self, of_set: &[f64], carriers: &[f64]) {
        let tags = self.tags;
        let all: f64 = self.classes.iter().map(|class| class.people).sum();
        let mut of_class = vec![1.0; self.classes.len()];
        let mut of_tag = vec![1.0; tags];
        for round in 0..ROUNDS {
            let mut met = vec![0.0; tags];
            for (class, (odds, chances)) in
                self.classes.iter_mut().zip(of_class.iter_mut().zip(self.chance.chunks_mut(tags)))
            {
                let of_set = &of_set[class.set * tags..(class.set + 1) * tags];
                let mut sum = 0.0;
                for (chance, (set, tag)) in chances.iter_mut().zip(of_set.iter().zip(&of_tag)) {
                    let odds = (*odds * set * tag).min(1e9);
                    *chance = odds / (1.0 + odds);
                    sum += *chance;
                }
                let variance = chances.iter().map(|p| p * (1.0 - p)).sum::<f64>();
                class.tightness = tags as f64 / (tags as f64 - 1.0) / variance.max(1e-9);
                if round % 2 == 0 {
                    *odds *= step(class.degree, sum, tags as f64);
                }
                for (sum, chance) in met.iter_mut().zip(chances.iter()) {
                    *sum += class.people * chance;
                }
            }
            // In turns: both at once would correct the same miss twice.
            if round % 2 == 1 {
                for (odds, (carriers, sum)) in of_tag.iter_mut().zip(carriers.iter().zip(&met)) {
                    *odds *= step(*carriers, *sum, all);
                }
            }
        }
    }

    /// Customers expected to carry both tags, for all pairs: `[i * tags + j]`, i below j.
    pub(super) fn pairs(&self) -> Vec<f64> {
        let tags = self.tags;
        let mut expected = vec![0.0; tags * tags];
        for (class, chances) in self.classes.iter().zip(self.chance.chunks(tags)) {
            for i in 0..tags {
                let (p, left) = (class.people * chances[i], (1.0 - chances[i]) * class.tightness);
                let row = &mut expected[i * tags..(i + 1) * tags];
                for (cell, q) in row.iter_mut().zip(chances).skip(i + 1) {
                    *cell += p * q * (1.0 - left * (1.0 - q)).max(0.0);
                }
            }
        }
        expected
    }

    /// Customers expected to carry all three.
    pub(super) fn three(&self, three: [usize; 3]) -> f64 {
        let tags = self.tags as f64;
        let of_class = |(class, chances): (&Class, &[f64])| {
            let [p, q, r] = three.map(|tag| chances[tag]);
            let [a, b, c] = [p, q, r].map(|chance| 1.0 - chance);
            let loss = class.tightness * (a * b + a * c + b * c) / 3.0;
            let second = 2.0 * loss * (tags - 1.0) / (tags - 2.0);
            class.people * p * q * r * (1.0 - loss).max(0.0) * (1.0 - second).max(0.0)
        };
        self.classes.iter().zip(self.chance.chunks(self.tags)).map(of_class).sum()
    }
}

/// The odds of each tag in each group set: its part of the set's profile times what somebody of the set has on average.
fn odds_of(profile: &[f64], tags: usize, people: &[f64]) -> Vec<f64> {
    let of_set = |people: &[f64]| -> (f64, f64) {
        (people.iter().sum(), people.iter().enumerate().map(|(degree, people)| degree as f64 * people).sum())
    };
    let of_set: Vec<(f64, f64)> = people.chunks(tags + 1).map(of_set).collect();
    let odds = |at: usize| {
        let whole: f64 = profile[at / tags * tags..][..tags].iter().sum();
        let (people, degrees) = of_set[at / tags];
        let chance = (profile[at] / whole.max(1e-9) * degrees / f64::max(people, 1.0)).min(0.99);
        chance / (1.0 - chance)
    };
    (0..profile.len()).map(odds).collect()
}

/// By what odds grow when `met` of `all` should be `wanted`.
fn step(wanted: f64, met: f64, all: f64) -> f64 {
    let odds = |number: f64| number.clamp(1e-6, all - 1e-6) / (all - number.clamp(1e-6, all - 1e-6));
    odds(wanted) / odds(met)
}

#[cfg(test)]
mod tests {
    use super::super::null_model::NullModel;
    use super::super::{find, Options, Records, RecordsBuilder, Temperament};
    use super::Crowded;
    use yangke_ground::rng::Rng;

    /// 3,000 people, more or less eager, and 16 tags, more or less popular, of which one belongs to an old group; no
    /// two tags have anything to do with each other.
    fn eager_and_popular(seed: u64) -> Records {
        let mut rng = Rng::new(seed);
        let mut builder = RecordsBuilder::new((0..16).map(|idx| format!("t{idx}")).collect());
        for customer in 0..3000u64 {
            let eager = 0.1 + 6.0 * rng.unit() * rng.unit();
            let odds = |tag: u16| match (tag, customer % 3) {
                (3, 0) => 3.0 * eager,
                (tag, _) => eager * 1.4 / f64::from(tag + 1),
            };
            let tags: Vec<u16> = (0..16).filter(|tag| rng.unit() < odds(*tag) / (1.0 + odds(*tag))).collect();
            builder.push(&tags, 1 << (customer % 3), Temperament::Unknown);
        }
        builder.finish()
    }

    #[test]
    fn eager_people_and_popular_tags_make_no_circle() {
        let several = |seed| {
            let circles = find(&eager_and_popular(seed), &Options::usual(), &[]);
            circles.iter().filter(|circle| circle.tags.len() > 1).count()
        };
        let found: usize = (1..=10).map(several).sum();
        assert!(found <= 1, "{found} circles out of nothing in ten books");
    }

    #[test]
    fn a_book_of_few_tags_is_counted_as_ever() {
        let mut builder = RecordsBuilder::new(vec!["cards".to_owned(), "fishing".to_owned()]);
        (0..60).for_each(|_| builder.push(&[0, 1], 1, Temperament::Unknown));
        let circles = find(&builder.finish(), &Options::usual(), &[]);
        assert!(circles.iter().any(|circle| circle.tags == [0, 1] && circle.members.len() == 60));
    }

    #[test]
    fn chance_has_as_many_pairs_and_triples_as_the_book() {
        let records = eager_and_popular(11);
        let profile = NullModel::of(&records).profile;
        let crowded = Crowded::of(&records, &profile).unwrap();

        let degrees = || (0..records.len()).map(|customer| records.degree(customer));
        let near = |chance: f64, book: f64| assert!((chance / book - 1.0).abs() < 0.01, "{chance} {book}");
        near(crowded.pairs().iter().sum(), degrees().map(|d| d * (d - 1.0) / 2.0).sum());
        let triples = (0..16).flat_map(|i| (0..i).flat_map(move |j| (0..j).map(move |k| [i, j, k])));
        near(
            triples.map(|three| crowded.three(three)).sum(),
            degrees().map(|d| d * (d - 1.0) * (d - 2.0) / 6.0).sum(),
        );
    }
}
