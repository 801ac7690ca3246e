//! Two versions on the same cases: what moved, and whether that is more than chance.

use super::gate::tolerance;
use super::score::{Better, CaseScore, Definition, Spread, definitions};
use super::statistics::compare::{detectable_difference, holm, mcnemar, sign_flip};
use super::statistics::paired::{Movement, Pair, movement};
use super::statistics::verdict::{Verdict, at_least};
use crate::evaluation::measure::share;
use crate::evaluation::statistics::cluster::standard_error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Values that differ by less are ties.
const TIE: f64 = 1e-9;

/// What a case adds above and below the line, and its cluster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFigure {
    /// Unit of resampling.
    pub cluster: String,
    /// Above the line.
    pub part: f64,
    /// Below the line.
    pub whole: f64,
}

/// The figures of every case under one metric, repeats averaged.
pub type Figures = BTreeMap<String, CaseFigure>;

/// The figures of each metric.
pub fn figures(scores: &[CaseScore]) -> BTreeMap<String, Figures> {
    let mut found: BTreeMap<String, BTreeMap<String, (CaseFigure, f64)>> = BTreeMap::new();
    for score in scores {
        let Some((part, whole)) = score.figure else { continue };
        let none = CaseFigure { cluster: score.cluster.clone(), part: 0.0, whole: 0.0 };
        let cases = found.entry(score.metric.to_owned()).or_default();
        let (figure, repeats) = cases.entry(score.case.clone()).or_insert((none, 0.0));
        figure.part += part;
        figure.whole += whole;
        *repeats += 1.0;
    }
    let averaged = |(figure, repeats): (CaseFigure, f64)| CaseFigure {
        part: figure.part / repeats,
        whole: figure.whole / repeats,
        ..figure
    };
    let of_metric = |cases: BTreeMap<String, (CaseFigure, f64)>| {
        cases.into_iter().map(|(case, figure)| (case, averaged(figure))).collect()
    };
    found.into_iter().map(|(metric, cases)| (metric, of_metric(cases))).collect()
}

/// How a metric moved between two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The metric.
    pub id: String,
    /// Which way is better.
    pub better: Better,
    /// Its value in the first version, on the cases that both have.
    pub before: f64,
    /// Its value in the second.
    pub after: f64,
    /// After less before.
    pub difference: f64,
    /// Lower end of the 95 % interval of the difference.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Cases that both versions have.
    pub n: usize,
    /// Clusters that they come in; under ten the interval is the range of their own differences.
    pub clusters: usize,
    /// Cases that got better.
    pub wins: usize,
    /// Cases that stayed.
    pub ties: usize,
    /// Cases that got worse.
    pub losses: usize,
    /// Two-sided p: cluster sign flips for means, McNemar for shares.
    pub p: f64,
    /// The same after Holm over the gating metrics; none for those that explore.
    pub adjusted_p: Option<f64>,
    /// The difference that as many cases of this kind would find in eight of ten runs.
    pub detectable: f64,
    /// How much worse it may get, if it is a gate.
    pub tolerance: Option<f64>,
    /// So many more cases like these would decide, if they moved alike; none when it is decided.
    pub more_cases: Option<usize>,
    /// Whether it is surely not worse by more than that, surely worse, or neither.
    pub verdict: Option<Verdict>,
}

/// The pairs of the cases that both versions have.
fn pairs(before: &Figures, after: &Figures) -> Vec<Pair> {
    let pair = |(case, own): (&String, &CaseFigure)| {
        let other = after.get(case)?;
        Some(Pair {
            cluster: own.cluster.clone(),
            before: (own.part, own.whole),
            after: (other.part, other.whole),
        })
    };
    before.iter().filter_map(pair).collect()
}

/// How one metric moved; none when the versions share no case.
fn difference(definition: &Definition, before: &Figures, after: &Figures) -> Option<Difference> {
    let pairs = pairs(before, after);
    let moved = movement(&pairs)?;
    let up = if definition.better == Better::Higher { 1.0 } else { -1.0 };
    let gains: Vec<(String, f64)> =
        pairs.iter().map(|pair| (pair.cluster.clone(), up * pair.difference())).collect();
    let wins = gains.iter().filter(|(_, gain)| *gain > TIE).count();
    let losses = gains.iter().filter(|(_, gain)| *gain < -TIE).count();
    let p = match definition.spread {
        Spread::Wilson => mcnemar(losses, wins),
        Spread::Clusters => sign_flip(&gains),
    };
    let tolerance = tolerance(definition.id);
    let verdict = tolerance.map(|tolerance| judge(&moved, definition.better, tolerance));
    let is_open = verdict == Some(Verdict::Inconclusive);
    Some(Difference {
        id: definition.id.to_owned(),
        better: definition.better,
        before: moved.before,
        after: moved.after,
        difference: without_noise(moved.difference()),
        low: moved.interval.map(|interval| without_noise(interval.0)),
        high: moved.interval.map(|interval| without_noise(interval.1)),
        n: pairs.len(),
        clusters: moved.clusters,
        wins,
        ties: pairs.len() - wins - losses,
        losses,
        p,
        adjusted_p: None,
        detectable: detectable_difference(standard_error(&gains)),
        tolerance,
        more_cases: tolerance
            .filter(|_| is_open)
            .and_then(|tolerance| more_cases(pairs.len(), &moved, up * moved.difference() + tolerance)),
        verdict,
    })
}

/// The sums of two versions are rounded differently; what is no difference is shown as none.
fn without_noise(difference: f64) -> f64 {
    if difference.abs() < TIE { 0.0 } else { difference }
}

/// Not worse by more than the tolerance, surely worse, or not decided.
///
/// One cluster has no interval: what has not got worse passes, the rest is not decided.
fn judge(moved: &Movement, better: Better, tolerance: f64) -> Verdict {
    let gain = |difference: f64| if better == Better::Higher { difference } else { -difference };
    match moved.interval {
        Some((low, high)) => {
            let (one, other) = (gain(low), gain(high));
            at_least(one.min(other) + TIE, one.max(other) + TIE, -tolerance)
        }
        None if gain(moved.difference()) >= -TIE => Verdict::Pass,
        None => Verdict::Inconclusive,
    }
}

/// An interval shrinks with the root of the cases; it decides when it ends before the tolerance.
fn more_cases(n: usize, moved: &Movement, room: f64) -> Option<usize> {
    let (low, high) = moved.interval?;
    let times = ((high - low) / 2.0 / room).powi(2);
    let needed = (n as f64 * times).ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is a finite count of cases, checked below"
    )]
    (needed.is_finite() && needed < 1e6).then(|| (needed as usize).saturating_sub(n).max(1))
}

/// How every metric moved that both versions have, with Holm's p over the gating ones.
pub fn differences(before: &BTreeMap<String, Figures>, after: &BTreeMap<String, Figures>) -> Vec<Difference> {
    let of = |definition: &Definition| {
        difference(definition, before.get(definition.id)?, after.get(definition.id)?)
    };
    let mut all: Vec<Difference> = definitions().filter_map(of).collect();
    let gating: Vec<usize> = (0..all.len()).filter(|at| all[*at].tolerance.is_some()).collect();
    let p_values: Vec<f64> = gating.iter().map(|at| all[*at].p).collect();
    for (at, adjusted) in gating.into_iter().zip(holm(&p_values)) {
        all[at].adjusted_p = Some(adjusted);
    }
    all
}

/// How a case moved under the leading metric of its task.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseChange {
    /// Id of the case.
    pub case: String,
    /// The metric.
    pub metric: String,
    /// Its value in the first version.
    pub before: f64,
    /// Its value in the second.
    pub after: f64,
}

impl CaseChange {
    /// How far it moved, either way.
    pub fn distance(&self) -> f64 {
        (self.after - self.before).abs()
    }
}

/// The cases that moved under these metrics, farthest first.
pub fn changes(
    metrics: &[&str],
    before: &BTreeMap<String, Figures>,
    after: &BTreeMap<String, Figures>,
) -> Vec<CaseChange> {
    let mut all = Vec::new();
    for metric in metrics {
        let (Some(before), Some(after)) = (before.get(*metric), after.get(*metric)) else { continue };
        for (case, own) in before {
            let Some(other) = after.get(case) else { continue };
            all.push(CaseChange {
                case: case.clone(),
                metric: (*metric).to_owned(),
                before: share(own.part, own.whole),
                after: share(other.part, other.whole),
            });
        }
    }
    all.retain(|change| change.distance() > TIE);
    all.sort_by(|a, b| b.distance().total_cmp(&a.distance()).then_with(|| a.case.cmp(&b.case)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(before: f64, after: f64, interval: Option<(f64, f64)>) -> Movement {
        Movement { before, after, interval, clusters: 12 }
    }

    #[test]
    fn a_loss_within_the_tolerance_passes_and_one_beyond_it_fails() {
        let judged = |low, high| judge(&moved(0.5, 0.5, Some((low, high))), Better::Higher, 0.05);
        assert_eq!(judged(-0.05, 0.2), Verdict::Pass);
        assert_eq!(judged(-0.2, -0.06), Verdict::Fail);
        assert_eq!(judged(-0.2, 0.2), Verdict::Inconclusive);
        let less_is_better = judge(&moved(0.1, 0.3, Some((0.1, 0.3))), Better::Lower, 0.05);
        assert_eq!(less_is_better, Verdict::Fail);
    }

    #[test]
    fn one_cluster_passes_only_what_has_not_got_worse() {
        assert_eq!(judge(&moved(0.5, 0.5, None), Better::Higher, 0.05), Verdict::Pass);
        assert_eq!(judge(&moved(0.5, 0.4, None), Better::Higher, 0.05), Verdict::Inconclusive);
    }

    #[test]
    fn four_times_the_cases_halve_an_interval() {
        // Half a width of 0.1 with room for 0.05: as wide again as it may be.
        assert_eq!(more_cases(20, &moved(0.5, 0.5, Some((-0.1, 0.1))), 0.05), Some(60));
        assert_eq!(more_cases(20, &moved(0.5, 0.45, Some((-0.1, 0.1))), 0.0), None);
    }
}
