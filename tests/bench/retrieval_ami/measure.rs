//! The measures: on fixed windows, so that ways of cutting passages compare, and on a budget.

use crate::gold::Asked;
use hone::retrieval::{Hit, pack};
use std::collections::BTreeSet;
use std::ops::Range;

/// Turns of a fixed window.
const WINDOW: usize = 8;
/// Turns between the beginnings of two fixed windows.
const STRIDE: usize = 4;
/// Windows that are looked at.
const LISTED: usize = 10;
/// Tokens of the evidence pack.
const BUDGET: usize = 2_000;

/// What one question got.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    /// nDCG of the ten best windows, linear gain; a window counts if half its turns are gold.
    pub(crate) ndcg: f64,
    /// Share of the gold turns inside the ten best windows.
    pub(crate) coverage: f64,
    /// Share of the gold turns inside the passages that fit 2,000 tokens.
    pub(crate) budget: f64,
}

/// Scores the hits of a question about a meeting of `turns` turns.
pub(crate) fn score(asked: &Asked, turns: usize, hits: Vec<Hit>) -> Score {
    let windows = fixed_windows(turns);
    let relevant: Vec<bool> = windows
        .iter()
        .map(|window| 2 * window.clone().filter(|turn| asked.turns.contains(turn)).count() >= window.len())
        .collect();
    let mut ranked: Vec<(f64, usize)> =
        windows.iter().map(|window| score_of_window(window, &hits)).zip(0..).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(LISTED);
    let gain = ranked.iter().enumerate().filter(|(_, (_, at))| relevant[*at]).map(|(rank, _)| discount(rank));
    let reachable = relevant.iter().filter(|is| **is).take(LISTED).count();
    let ideal: f64 = (0..reachable).map(discount).sum();
    let listed = ranked.iter().flat_map(|(_, at)| windows[*at].clone()).collect();
    let packed = pack(hits, BUDGET).hits;
    let fitting = packed.iter().flat_map(|hit| hit.passage.first_turn..=hit.passage.last_turn).collect();
    Score {
        ndcg: if ideal > 0.0 { gain.sum::<f64>() / ideal } else { 0.0 },
        coverage: share(&asked.turns, &listed),
        budget: share(&asked.turns, &fitting),
    }
}

/// Windows of eight turns, four apart, until one reaches the end.
pub(crate) fn fixed_windows(turns: usize) -> Vec<Range<usize>> {
    let starts = (0..).step_by(STRIDE);
    let last = turns.saturating_sub(WINDOW).div_ceil(STRIDE);
    starts.take(last + 1).map(|start| start..(start + WINDOW).min(turns)).collect()
}

/// The score of the hit that covers most of a window, by the share that it covers.
fn score_of_window(window: &Range<usize>, hits: &[Hit]) -> f64 {
    let covered = |hit: &Hit| {
        let start = hit.passage.first_turn.max(window.start);
        let end = (hit.passage.last_turn + 1).min(window.end);
        end.saturating_sub(start) as f64 / window.len() as f64
    };
    hits.iter().map(|hit| hit.score * covered(hit)).fold(0.0, f64::max)
}

fn discount(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

fn share(gold: &BTreeSet<usize>, found: &BTreeSet<usize>) -> f64 {
    gold.intersection(found).count() as f64 / gold.len().max(1) as f64
}

/// Mean with its interval: 2,000 draws of whole clusters, fixed seed, 2.5 to 97.5 percent.
pub(crate) fn interval(values: &[(String, f64)]) -> (f64, f64, f64) {
    let mut clusters: Vec<(f64, usize)> = Vec::new();
    let mut sorted: Vec<&(String, f64)> = values.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    for cluster in sorted.chunk_by(|a, b| a.0 == b.0) {
        clusters.push((cluster.iter().map(|(_, value)| value).sum(), cluster.len()));
    }
    let mean_of = |picked: &mut dyn Iterator<Item = usize>| {
        let (sum, count) =
            picked.fold((0.0, 0), |(sum, count), at| (sum + clusters[at].0, count + clusters[at].1));
        sum / count as f64
    };
    let mean = mean_of(&mut (0..clusters.len()));
    let mut state = 0x5eed_u64;
    let mut draws: Vec<f64> = (0..2_000)
        .map(|_| {
            mean_of(&mut (0..clusters.len()).map(|_| {
                // Knuth's MMIX generator; its high bits are good enough to draw twenty clusters.
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(state >> 33).unwrap_or(0) % clusters.len()
            }))
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    (mean, draws[50], draws[1949])
}
