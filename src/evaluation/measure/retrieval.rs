//! Ranked lists against graded gold, as trec_eval and BEIR define them (linear gain).
//!
//! A ranked list holds ids, best first, each once; the gold holds the gain of
//! each relevant id.

use super::share;
use std::collections::BTreeMap;

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

/// What the gain at a 0-based place is divided by.
pub fn discount(at: usize) -> f64 {
    (at as f64 + 2.0).log2()
}

/// Ids by score descending, then by id ascending: the only allowed order.
pub fn rank<K: Ord + Clone>(scores: &BTreeMap<K, f64>) -> Vec<K> {
    let mut ranked: Vec<(&K, f64)> = scores.iter().map(|(id, score)| (id, *score)).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    ranked.into_iter().map(|(id, _)| id.clone()).collect()
}
