//! Stretches of turns against stretches of turns.

use super::share;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The turns inside inclusive ranges.
pub fn turns_of(spans: &[RangeInclusive<usize>]) -> BTreeSet<usize> {
    spans.iter().cloned().flatten().collect()
}

/// Common turns over all turns; 1 when both sides are empty.
pub fn intersection_over_union<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let union = a.union(b).count();
    if union == 0 { 1.0 } else { a.intersection(b).count() as f64 / union as f64 }
}

/// Share of the predicted turns that are gold, and of the gold turns that are predicted.
pub fn precision_and_recall<T: Ord>(predicted: &BTreeSet<T>, gold: &BTreeSet<T>) -> (f64, f64) {
    let common = predicted.intersection(gold).count() as f64;
    let recall = if gold.is_empty() { 1.0 } else { common / gold.len() as f64 };
    (share(common, predicted.len() as f64), recall)
}
