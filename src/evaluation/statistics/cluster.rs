//! Means and ratios of cases that come in clusters.

use super::random::SplitMix;
use crate::evaluation::measure::{mean, share};
use std::collections::BTreeMap;

/// Draws of the bootstrap.
pub(super) const DRAWS: usize = 2_000;
/// Its seed, part of what a report states.
pub const SEED: u64 = 0x5eed;
/// With fewer clusters the bootstrap is too narrow.
pub const ENOUGH_CLUSTERS: usize = 10;

/// What one case adds to a ratio of sums, and the cluster that the case is of.
///
/// A mean has the value over 1; precision the matched over the predicted; F1
/// twice the matched over predicted plus gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Interview, meeting, backlog or parent item.
    pub cluster: String,
    /// Added above the line.
    pub part: f64,
    /// Added below the line.
    pub whole: f64,
}

/// A ratio with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Sum of the parts over the sum of the wholes.
    pub value: f64,
    /// Lower and upper end; none with less than two clusters.
    pub interval: Option<(f64, f64)>,
    /// How many clusters.
    pub clusters: usize,
}

impl Estimate {
    /// Whether the interval is only the range of the clusters' own ratios.
    pub fn has_few_clusters(&self) -> bool {
        self.clusters < ENOUGH_CLUSTERS
    }
}

/// Ratio of sums with a 95 % percentile interval over draws of whole clusters.
///
/// Under [`ENOUGH_CLUSTERS`] the interval is the range of the clusters' own
/// ratios. None when there is nothing below the line.
pub fn estimate(tallies: &[Tally]) -> Option<Estimate> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for tally in tallies {
        let sum = sums.entry(&tally.cluster).or_default();
        *sum = (sum.0 + tally.part, sum.1 + tally.whole);
    }
    let sums: Vec<(f64, f64)> = sums.into_values().filter(|(_, whole)| *whole > 0.0).collect();
    if sums.is_empty() {
        return None;
    }
    let interval = match sums.len() {
        1 => None,
        few if few < ENOUGH_CLUSTERS => Some(range_of(&sums)),
        _ => Some(bootstrap(&sums)),
    };
    Some(Estimate { value: ratio(sums.iter()), interval, clusters: sums.len() })
}

/// Any figure of all values together, with an interval made in the same way.
///
/// None where it cannot be computed.
pub fn over_clusters<T: Clone>(
    values: &[(String, T)],
    figure: impl Fn(&[T]) -> Option<f64>,
) -> Option<Estimate> {
    let mut clusters: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for (cluster, value) in values {
        clusters.entry(cluster).or_default().push(value.clone());
    }
    let clusters: Vec<Vec<T>> = clusters.into_values().collect();
    let value = figure(&clusters.concat())?;
    let mut drawn: Vec<f64> = if clusters.len() < ENOUGH_CLUSTERS {
        clusters.iter().filter_map(|own| figure(own)).collect()
    } else {
        let mut random = SplitMix::seeded(SEED);
        let draw = |_| {
            let picked = (0..clusters.len()).flat_map(|_| clusters[random.below(clusters.len())].clone());
            figure(&picked.collect::<Vec<T>>())
        };
        (0..DRAWS).filter_map(draw).collect()
    };
    drawn.sort_by(f64::total_cmp);
    let cut = if clusters.len() < ENOUGH_CLUSTERS { 0 } else { drawn.len() / 40 };
    let interval = (drawn.len() > 1).then(|| (drawn[cut], drawn[drawn.len() - cut - 1]));
    Some(Estimate { value, interval, clusters: clusters.len() })
}

fn ratio<'a>(sums: impl Iterator<Item = &'a (f64, f64)>) -> f64 {
    let (part, whole) = sums.fold((0.0, 0.0), |total, sum| (total.0 + sum.0, total.1 + sum.1));
    share(part, whole)
}

fn range_of(sums: &[(f64, f64)]) -> (f64, f64) {
    sums.iter()
        .map(|sum| sum.0 / sum.1)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), own| (low.min(own), high.max(own)))
}

fn bootstrap(sums: &[(f64, f64)]) -> (f64, f64) {
    let mut random = SplitMix::seeded(SEED);
    let mut draws: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let picked: Vec<usize> = (0..sums.len()).map(|_| random.below(sums.len())).collect();
            ratio(picked.into_iter().map(|at| &sums[at]))
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    (draws[DRAWS / 40], draws[DRAWS - DRAWS / 40 - 1])
}

/// Standard error of a mean whose cases come in clusters (Miller 2024), without a factor for few.
pub fn standard_error(values: &[(String, f64)]) -> f64 {
    let middle = mean(&values.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    let mut deviations: BTreeMap<&str, f64> = BTreeMap::new();
    for (cluster, value) in values {
        *deviations.entry(cluster).or_default() += value - middle;
    }
    share(deviations.values().map(|sum| sum * sum).sum::<f64>().sqrt(), values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tallies(clusters: usize) -> Vec<Tally> {
        let of = |at: usize| Tally {
            cluster: format!("P{:02}", at % clusters),
            part: f64::from(u8::from(at % clusters < clusters / 2)),
            whole: 1.0,
        };
        (0..4 * clusters).map(of).collect()
    }

    #[test]
    fn many_clusters_give_an_interval_around_the_ratio_and_the_same_one_again() {
        let found = estimate(&tallies(20)).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!((found.value - 0.5).abs() < 1e-12 && !found.has_few_clusters());
        // A share of one half over twenty independent clusters: 0.5 ± 1.96 × 0.112.
        assert!((0.25..0.35).contains(&low) && (0.65..0.75).contains(&high), "{low} {high}");
        assert_eq!(estimate(&tallies(20)), Some(found));
    }

    #[test]
    fn few_clusters_show_their_own_range_and_one_shows_none() {
        let few = estimate(&tallies(4)).unwrap();
        assert_eq!((few.interval, few.has_few_clusters()), (Some((0.0, 1.0)), true));
        let one = estimate(&tallies(1)).unwrap();
        assert_eq!((one.interval, one.clusters), (None, 1));
        assert_eq!(estimate(&[]), None);
    }

    #[test]
    fn any_figure_has_the_interval_that_a_ratio_has() {
        let middle = |values: &[f64]| Some(mean(values));
        let of = |clusters: usize| -> Vec<(String, f64)> {
            tallies(clusters).into_iter().map(|tally| (tally.cluster, tally.part)).collect()
        };
        for clusters in [20, 4, 1] {
            let (ratio, other) = (estimate(&tallies(clusters)), over_clusters(&of(clusters), middle));
            assert_eq!(other, ratio, "{clusters}");
        }
        assert_eq!(over_clusters(&of(4), |_| None), None);
    }

    #[test]
    fn a_ratio_weighs_cases_by_what_is_below_the_line() {
        let case = |cluster: &str, part, whole| Tally { cluster: cluster.into(), part, whole };
        let found = estimate(&[case("a", 1.0, 1.0), case("b", 0.0, 3.0)]).unwrap();
        assert!((found.value - 0.25).abs() < 1e-12);
    }
}
