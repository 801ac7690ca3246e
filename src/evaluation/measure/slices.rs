//! The slices of a split against each other.

use super::{mean, share};
use std::collections::BTreeSet;

/// Median overlap of two slices in the words that are their own.
///
/// The parent's words, words that are common anyway, and those in more than half
/// of the slices (of three or more) are taken out first. The median, because the
/// closest pair of a good split may well be close.
pub fn residual_overlap(slices: &[Vec<String>], parent: &[String], common: &[String]) -> f64 {
    let sets: Vec<BTreeSet<&String>> = slices.iter().map(|words| words.iter().collect()).collect();
    let often = |word: &String| {
        sets.len() > 2 && 2 * sets.iter().filter(|set| set.contains(word)).count() > sets.len()
    };
    let own: Vec<BTreeSet<&String>> = sets
        .iter()
        .map(|set| {
            let own = |word: &&&String| !parent.contains(**word) && !common.contains(**word) && !often(word);
            set.iter().filter(own).copied().collect()
        })
        .collect();
    let mut overlaps: Vec<f64> =
        own.iter().enumerate().flat_map(|(at, a)| own[at + 1..].iter().map(move |b| overlap(a, b))).collect();
    overlaps.sort_by(f64::total_cmp);
    median_of_sorted(&overlaps)
}

/// Common over all; 0 when both are empty.
fn overlap<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    share(a.intersection(b).count() as f64, a.union(b).count() as f64)
}

fn median_of_sorted(values: &[f64]) -> f64 {
    let half = values.len() / 2;
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}

/// Standard deviation of the sizes over their mean; 0 when all are empty.
pub fn size_variation(sizes: &[f64]) -> f64 {
    let middle = mean(sizes);
    let variance = mean(&sizes.iter().map(|size| (size - middle).powi(2)).collect::<Vec<_>>());
    share(variance.sqrt(), middle)
}
