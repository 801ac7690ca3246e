//! The same cases before and after: how much a figure moved, and how surely.

use super::cluster::{DRAWS, ENOUGH_CLUSTERS, SEED};
use super::random::SplitMix;
use crate::evaluation::measure::share;
use std::collections::BTreeMap;

/// One case in two versions, each with what it adds above and below the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Interview, meeting, backlog or parent item.
    pub cluster: String,
    /// Above and below the line in the first version.
    pub before: (f64, f64),
    /// Above and below the line in the second.
    pub after: (f64, f64),
}

impl Pair {
    /// Value after less value before.
    pub fn difference(&self) -> f64 {
        share(self.after.0, self.after.1) - share(self.before.0, self.before.1)
    }
}

/// How much a ratio moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Movement {
    /// The ratio before.
    pub before: f64,
    /// The ratio after.
    pub after: f64,
    /// 95 % interval of the difference; the range of the clusters' own under ten of them;
    /// none with less than two.
    pub interval: Option<(f64, f64)>,
    /// How many clusters.
    pub clusters: usize,
}

impl Movement {
    /// Ratio after less ratio before.
    pub fn difference(&self) -> f64 {
        self.after - self.before
    }
}

/// Sums of a cluster: before and after, above and below the line.
type Sums = [f64; 4];

/// Compares two versions on the same cases; draws whole clusters, the same for both.
pub fn movement(pairs: &[Pair]) -> Option<Movement> {
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for pair in pairs {
        let own = sums.entry(&pair.cluster).or_default();
        let added = [pair.before.0, pair.before.1, pair.after.0, pair.after.1];
        own.iter_mut().zip(added).for_each(|(sum, add)| *sum += add);
    }
    let sums: Vec<Sums> = sums.into_values().collect();
    if sums.is_empty() {
        return None;
    }
    let interval = match sums.len() {
        1 => None,
        few if few < ENOUGH_CLUSTERS => {
            let own = sums.iter().map(|sums| difference([sums].into_iter()));
            Some(own.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), d| (low.min(d), high.max(d))))
        }
        _ => Some(bootstrap(&sums)),
    };
    let [before, before_whole, after, after_whole] = total(sums.iter());
    Some(Movement {
        before: share(before, before_whole),
        after: share(after, after_whole),
        interval,
        clusters: sums.len(),
    })
}

fn total<'a>(sums: impl Iterator<Item = &'a Sums>) -> Sums {
    sums.fold([0.0; 4], |mut total, sums| {
        total.iter_mut().zip(sums).for_each(|(total, add)| *total += add);
        total
    })
}

fn difference<'a>(sums: impl Iterator<Item = &'a Sums>) -> f64 {
    let [before, before_whole, after, after_whole] = total(sums);
    share(after, after_whole) - share(before, before_whole)
}

fn bootstrap(sums: &[Sums]) -> (f64, f64) {
    let mut random = SplitMix::seeded(SEED);
    let mut draws: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let picked: Vec<usize> = (0..sums.len()).map(|_| random.below(sums.len())).collect();
            difference(picked.into_iter().map(|at| &sums[at]))
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    (draws[DRAWS / 40], draws[DRAWS - DRAWS / 40 - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(clusters: usize, after: impl Fn(usize) -> f64) -> Vec<Pair> {
        let pair = |at: usize| Pair {
            cluster: format!("P{at:02}"),
            before: (if at.is_multiple_of(2) { 0.9 } else { 0.1 }, 1.0),
            after: (after(at), 1.0),
        };
        (0..clusters).map(pair).collect()
    }

    #[test]
    fn a_pairing_sees_what_the_spread_of_the_cases_hides() {
        let lower = |at: usize| if at.is_multiple_of(2) { 0.85 } else { 0.05 };
        let found = movement(&pairs(20, lower)).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!((found.difference() + 0.05).abs() < 1e-12 && low > -0.051 && high < -0.049, "{low} {high}");
    }

    #[test]
    fn few_clusters_show_their_range_and_one_shows_none() {
        let few = movement(&pairs(3, |_| 0.5)).unwrap();
        let (low, high) = few.interval.unwrap();
        assert!((low + 0.4).abs() < 1e-12 && (high - 0.4).abs() < 1e-12, "{low} {high}");
        assert_eq!(movement(&pairs(1, |_| 0.5)).unwrap().interval, None);
        assert_eq!(movement(&[]), None);
    }
}
