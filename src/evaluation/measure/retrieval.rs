//! Ranked lists against graded gold, as trec_eval and BEIR define them (linear gain).
//!
//! A ranked list holds ids, best first, each once; the gold holds the gain of
//! each relevant id.

use super::share;
use std::collections::{BTreeMap, BTreeSet};

fn found<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    ranked.iter().take(k).filter(|id| gain.contains_key(id)).count() as f64
}

/// Share of the relevant ids among the first `k`.
pub fn recall_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    share(found(ranked, gain, k), gain.len() as f64)
}

/// Recall among the first `k`, of what `k` places can hold.
pub fn capped_recall_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    share(found(ranked, gain, k), gain.len().min(k) as f64)
}

/// Share of the first `k` places that hold a relevant id; an empty place counts as a miss.
pub fn precision_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    share(found(ranked, gain, k), k as f64)
}

/// One over the rank of the first relevant id; 0 beyond `k`.
pub fn reciprocal_rank_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    ranked.iter().take(k).position(|id| gain.contains_key(id)).map_or(0.0, |at| 1.0 / (at as f64 + 1.0))
}

/// 1 if a relevant id is among the first `k`, else 0.
pub fn hit_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    found(ranked, gain, k).min(1.0)
}

/// Discounted gain of the first `k` over that of the ideal order.
pub fn ndcg_at<K: Ord>(ranked: &[K], gain: &BTreeMap<K, f64>, k: usize) -> f64 {
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(k).enumerate().map(|(at, gain)| gain / discount(at)).sum()
    };
    let mut ideal: Vec<f64> = gain.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let got = discounted(&mut ranked.iter().map(|id| gain.get(id).copied().unwrap_or(0.0)));
    share(got, discounted(&mut ideal.into_iter()))
}

/// Mean of the precision at each relevant id of a whole ranking: the area under precision and recall.
pub fn average_precision<K: Ord>(ranked: &[K], relevant: &BTreeSet<K>) -> f64 {
    let mut found = 0.0;
    let mut sum = 0.0;
    for (at, id) in ranked.iter().enumerate() {
        if relevant.contains(id) {
            found += 1.0;
            sum += found / (at as f64 + 1.0);
        }
    }
    share(sum, relevant.len() as f64)
}

/// What the gain at a 0-based place is divided by.
fn discount(at: usize) -> f64 {
    (at as f64 + 2.0).log2()
}

/// Ids by score descending, then by id ascending: the only allowed order.
pub fn rank<K: Ord + Clone>(scores: &BTreeMap<K, f64>) -> Vec<K> {
    let mut ranked: Vec<(&K, f64)> = scores.iter().map(|(id, score)| (id, *score)).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    ranked.into_iter().map(|(id, _)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn average_precision_falls_with_every_wrong_id_before_a_right_one() {
        let relevant = BTreeSet::from(["a", "b"]);
        assert!((average_precision(&["a", "b", "x"], &relevant) - 1.0).abs() < 1e-12);
        assert!(
            (average_precision(&["x", "a", "b"], &relevant) - f64::midpoint(0.5, 2.0 / 3.0)).abs() < 1e-12
        );
        assert!((average_precision(&["a"], &relevant) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn an_empty_place_counts_as_a_miss() {
        let gain = BTreeMap::from([("a", 1.0)]);
        assert!((precision_at(&["a"], &gain, 5) - 0.2).abs() < 1e-12);
        assert!((hit_at(&["x", "a"], &gain, 2) - 1.0).abs() < 1e-12 && hit_at(&["x", "a"], &gain, 1) == 0.0);
    }
}
