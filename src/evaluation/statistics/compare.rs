//! Two versions on the same cases, and several tests at once.

use super::cluster::SEED;
use super::random::SplitMix;
use std::collections::BTreeMap;

/// Up to this many clusters all sign flips are tried.
const EXACT_CLUSTERS: usize = 16;
/// Random flips beyond.
const FLIPS: u32 = 10_000;
/// Sums that differ by less are equal.
const EQUAL: f64 = 1e-12;

/// Two-sided p of paired differences: whole clusters change their sign together.
pub fn sign_flip(differences: &[(String, f64)]) -> f64 {
    let mut by_cluster: BTreeMap<&str, f64> = BTreeMap::new();
    for (cluster, difference) in differences {
        *by_cluster.entry(cluster).or_default() += difference;
    }
    let sums: Vec<f64> = by_cluster.into_values().collect();
    let observed = sums.iter().sum::<f64>().abs();
    let is_extreme = |flipped: f64| flipped.abs() >= observed - EQUAL;
    if sums.len() <= EXACT_CLUSTERS {
        let all = 1_u32 << sums.len();
        let flipped = |flips: u32| -> f64 {
            sums.iter().enumerate().map(|(at, sum)| if flips >> at & 1 == 1 { -sum } else { *sum }).sum()
        };
        let extreme = (0..all).filter(|flips| is_extreme(flipped(*flips))).count();
        return extreme as f64 / f64::from(all);
    }
    let mut random = SplitMix::seeded(SEED);
    let mut extreme = 1;
    for _ in 0..FLIPS {
        let flipped = sums.iter().map(|sum| if random.flip() { -sum } else { *sum }).sum();
        extreme += u32::from(is_extreme(flipped));
    }
    f64::from(extreme) / f64::from(FLIPS + 1)
}

/// Exact two-sided p of McNemar: cases that only the one passes against those that only the other does.
pub fn mcnemar(only_first: usize, only_second: usize) -> f64 {
    let n = (only_first + only_second) as f64;
    let mut log_chance = -n * std::f64::consts::LN_2;
    let mut tail = log_chance.exp();
    for i in 1..=only_first.min(only_second) {
        log_chance += ((n - i as f64 + 1.0) / i as f64).ln();
        tail += log_chance.exp();
    }
    (2.0 * tail).min(1.0)
}

/// Holm's step-down p values, in the order given.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut highest = 0.0_f64;
    for (rank, at) in order.into_iter().enumerate() {
        highest = highest.max(((p_values.len() - rank) as f64 * p_values[at]).min(1.0));
        adjusted[at] = highest;
    }
    adjusted
}

/// The smallest true difference that is found in eight of ten runs, from the standard error.
pub fn detectable_difference(standard_error: f64) -> f64 {
    // 1.96 for two-sided 5 %, and 0.84 for a power of 80 %.
    2.8 * standard_error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(clusters: usize, value: impl Fn(usize) -> f64) -> Vec<(String, f64)> {
        (0..clusters).map(|at| (format!("P{at:02}"), value(at))).collect()
    }

    #[test]
    fn beyond_sixteen_clusters_random_flips_tell_an_effect_from_none() {
        assert!(sign_flip(&differences(20, |at| 0.1 + 0.01 * at as f64)) < 0.001);
        assert!(sign_flip(&differences(20, |at| if at % 2 == 0 { 0.1 } else { -0.1 })) > 0.99);
    }

    #[test]
    fn five_discordant_cases_never_suffice_and_nine_of_ten_do() {
        assert!(mcnemar(0, 5) > 0.05 && mcnemar(1, 9) < 0.05 && mcnemar(2, 8) > 0.05);
        assert!(mcnemar(900, 1_100) < 1e-4);
    }

    #[test]
    fn a_difference_is_detectable_from_near_three_standard_errors() {
        assert!((detectable_difference(0.0075) - 0.021).abs() < 1e-12);
    }
}
