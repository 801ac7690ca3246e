//! What a metric is, and how the cases of a suite add up to it.

use super::CaseScore;
use crate::domain::counting::wilson;
use crate::evaluation::measure::mean;
use crate::evaluation::statistics::cluster::{self, Tally};
use crate::evaluation::statistics::repeats::pass_hat_k;
use crate::evaluation::statistics::verdict::{self, Gate, Verdict};
use crate::evaluation::suite::Task;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How its interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// A share of things that each are or are not: Wilson.
    Wilson,
    /// Anything else: draws of whole clusters.
    Clusters,
}

/// A metric by its id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Definition {
    /// The id in reports.
    pub id: &'static str,
    /// Tasks whose cases it is measured on.
    pub tasks: &'static [Task],
    /// Which way is better.
    pub better: Better,
    /// A case passes when its own value is at least, or at most, this.
    pub bar: f64,
    /// How its interval is made.
    pub spread: Spread,
    /// Whether every case has to pass.
    pub hard: bool,
}

impl Definition {
    /// A mean or ratio of which more is better.
    pub(super) const fn higher(id: &'static str, tasks: &'static [Task], bar: f64) -> Self {
        Self { id, tasks, better: Better::Higher, bar, spread: Spread::Clusters, hard: false }
    }

    /// A mean or ratio of which less is better.
    pub(super) const fn lower(id: &'static str, tasks: &'static [Task], bar: f64) -> Self {
        Self { id, tasks, better: Better::Lower, bar, spread: Spread::Clusters, hard: false }
    }

    /// The same as a share of yes and no.
    pub(super) const fn of_shares(self) -> Self {
        Self { spread: Spread::Wilson, ..self }
    }

    /// The same as a gate that every case has to pass.
    pub(super) const fn for_every_case(self) -> Self {
        Self { hard: true, ..self }
    }

    /// Whether a case with this value passes.
    pub fn passes(&self, value: f64) -> bool {
        match self.better {
            Better::Higher => value >= self.bar - 1e-12,
            Better::Lower => value <= self.bar + 1e-12,
        }
    }
}

/// What a case contributes to a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseOutcome {
    /// Its value reaches the bar.
    Pass,
    /// Its value does not.
    Fail,
    /// The metric has nothing to look at in it.
    NotApplicable,
    /// There is no output, or none that can be read.
    Broken,
}

/// A metric over a suite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metric {
    /// The id.
    pub id: &'static str,
    /// The figure; none where no case applies.
    pub value: Option<f64>,
    /// Lower end of the 95 % interval, or of the clusters' range when they are few.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Cases with a figure.
    pub n: usize,
    /// Clusters that they come in.
    pub clusters: usize,
    /// Whether the interval is only the range of the clusters' own figures.
    pub few_clusters: bool,
    /// The figure of an output that knows nothing about the case.
    pub baseline: Option<f64>,
    /// The figure of a trick that costs nothing.
    pub cheap_trick: Option<f64>,
    /// What is better than the null baseline, as a share of what that leaves; none without one.
    pub skill: Option<f64>,
    /// Which way is better.
    pub better: Better,
    /// Chance that a case passes in each of as many runs as were made, at most three (pass^k);
    /// none with one run.
    pub pass_every_time: Option<f64>,
    /// Cases that pass in every repeat.
    pub passed: usize,
    /// Cases that fail in every repeat.
    pub failed: usize,
    /// Cases that the metric has nothing to look at in.
    pub not_applicable: usize,
    /// Cases without a readable output in some repeat.
    pub broken: usize,
    /// Cases that pass in some repeats and fail in others.
    pub flaky: Vec<String>,
    /// What it has to reach, if it is a gate.
    pub gate: Option<Gate>,
    /// What the gate says.
    pub verdict: Option<Verdict>,
}

/// Runs that pass^k asks for, at most.
const MOST_DRAWN: usize = 3;
/// More broken cases than this share break the run.
const MOST_BROKEN: f64 = 0.01;

impl Metric {
    /// Sets what it has to reach, and judges it by its interval.
    pub fn gated(mut self, gate: Gate) -> Self {
        self.gate = Some(gate);
        self.verdict = Some(self.judge(gate));
        self
    }

    /// Whether so many cases are broken that no figure can be believed.
    pub fn is_broken(&self) -> bool {
        let all = self.n + self.not_applicable + self.broken;
        self.broken as f64 > MOST_BROKEN * all as f64
    }

    /// The share of what a baseline leaves that is reached beyond it; below 0 it is worse.
    pub(super) fn skill_over(&self, baseline: Option<f64>) -> Option<f64> {
        let (value, baseline) = self.value.zip(baseline)?;
        let is_share = self.better == Better::Higher && value <= 1.0 && baseline < 1.0;
        is_share.then(|| (value - baseline) / (1.0 - baseline))
    }

    fn judge(&self, gate: Gate) -> Verdict {
        if self.is_broken() {
            return Verdict::Broken;
        }
        match (gate, self.low.zip(self.high)) {
            (Gate::EveryCase, _) if self.failed > 0 || !self.flaky.is_empty() => Verdict::Fail,
            (Gate::EveryCase, _) if self.n > 0 => Verdict::Pass,
            (Gate::AtLeast(bar), Some((low, high))) => verdict::at_least(low, high, bar),
            (Gate::AtMost(bar), Some((low, high))) => verdict::at_most(low, high, bar),
            _ => Verdict::Inconclusive,
        }
    }
}

/// All repeats of one case under one metric.
#[derive(Default)]
struct Repeats<'a> {
    cluster: &'a str,
    outcomes: BTreeSet<CaseOutcome>,
    runs: usize,
    passes: usize,
    figures: f64,
    part: f64,
    whole: f64,
}

/// Mean over the cases of the chance that each of `k` runs passes; none where each ran once.
fn pass_every_time<'a>(cases: impl Iterator<Item = &'a Repeats<'a>>) -> Option<f64> {
    let run: Vec<&Repeats> = cases.filter(|case| case.runs > 0).collect();
    let most = run.iter().map(|case| case.runs).max().filter(|most| *most > 1)?;
    let chances: Vec<f64> =
        run.iter().map(|case| pass_hat_k(case.runs, case.passes, MOST_DRAWN.min(most))).collect();
    Some(mean(&chances))
}

/// Adds the scores of cases up to a metric; repeats of a case are averaged first.
pub(super) fn aggregate(definition: &Definition, scores: &[&CaseScore]) -> Metric {
    let mut cases: BTreeMap<&str, Repeats> = BTreeMap::new();
    for score in scores {
        let case = cases.entry(&score.case).or_default();
        case.cluster = &score.cluster;
        case.outcomes.insert(score.outcome);
        case.runs += usize::from(score.outcome != CaseOutcome::NotApplicable);
        case.passes += usize::from(score.outcome == CaseOutcome::Pass);
        if let Some((part, whole)) = score.figure {
            case.figures += 1.0;
            case.part += part;
            case.whole += whole;
        }
    }
    let is = |case: &Repeats, outcome| case.outcomes.contains(&outcome);
    let count = |holds: &dyn Fn(&Repeats) -> bool| cases.values().filter(|case| holds(case)).count();
    let passes = |case: &Repeats| is(case, CaseOutcome::Pass);
    let fails = |case: &Repeats| is(case, CaseOutcome::Fail);
    let tallies: Vec<Tally> = cases
        .values()
        .filter(|case| case.figures > 0.0)
        .map(|case| Tally {
            cluster: case.cluster.to_owned(),
            part: case.part / case.figures,
            whole: case.whole / case.figures,
        })
        .collect();
    let estimate = cluster::estimate(&tallies);
    let interval = match definition.spread {
        Spread::Clusters => estimate.and_then(|estimate| estimate.interval),
        Spread::Wilson => estimate.map(|_| {
            wilson(
                tallies.iter().map(|tally| tally.part).sum(),
                tallies.iter().map(|tally| tally.whole).sum(),
            )
        }),
    };
    let metric = Metric {
        id: definition.id,
        value: estimate.map(|estimate| estimate.value),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        n: tallies.len(),
        clusters: estimate.map_or(0, |estimate| estimate.clusters),
        few_clusters: definition.spread == Spread::Clusters
            && estimate.is_some_and(|estimate| estimate.has_few_clusters()),
        baseline: None,
        cheap_trick: None,
        skill: None,
        better: definition.better,
        pass_every_time: pass_every_time(cases.values()),
        passed: count(&|case| passes(case) && !fails(case)),
        failed: count(&|case| fails(case) && !passes(case)),
        not_applicable: count(&|case| !passes(case) && !fails(case) && !is(case, CaseOutcome::Broken)),
        broken: count(&|case| is(case, CaseOutcome::Broken)),
        flaky: cases
            .iter()
            .filter(|(_, case)| passes(case) && fails(case))
            .map(|(id, _)| (*id).to_owned())
            .collect(),
        gate: None,
        verdict: None,
    };
    if definition.hard { metric.gated(Gate::EveryCase) } else { metric }
}
