//! What may not get worse: an accepted run of a suite, kept in the repository.
//!
//! A baseline is written on purpose only. It holds the gold's hash: with another gold
//! the cases are others, and nothing can be said about a regression.

use super::compare::{self, Difference, Figures};
use super::report::Report;
use super::run::Header;
use super::score::{CaseScore, matching_rule};
use super::statistics::verdict::Verdict;
use super::suite::Suite;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The gating metrics, and by how much each may get worse before that is a regression.
const TOLERANCES: [(&str, f64); 12] = [
    ("retrieval.ndcg10", 0.02),
    ("retrieval.budget_coverage", 0.02),
    ("split.verdict", 0.05),
    ("split.pattern_1", 0.05),
    ("split.accepted", 0.05),
    ("split.match_f1", 0.05),
    ("lint.f1", 0.02),
    ("assumption.f1", 0.05),
    ("question.gap_f1", 0.05),
    ("summary.theme_f1", 0.05),
    ("theme.f1", 0.05),
    ("duplicate.f1", 0.02),
];

/// By how much a metric may get worse, if it gates.
pub fn tolerance(metric: &str) -> Option<f64> {
    TOLERANCES.into_iter().find(|(id, _)| *id == metric).map(|(_, tolerance)| tolerance)
}

/// A run that somebody accepted as what later ones are held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The run that it was.
    pub run: Header,
    /// What decided that two texts say the same.
    pub matching: String,
    /// Figures of each case under each gating metric.
    pub metrics: BTreeMap<String, Figures>,
}

/// Why a run cannot be held against a baseline.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// There is none that can be read or written.
    #[error("{path}: {why}")]
    Unreadable {
        /// Its path.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The gold is another one.
    #[error(
        "the gold of {suite} is not the one under its baseline ({path}): {now} is not {then}, and nothing can be compared"
    )]
    OtherGold {
        /// Id of the suite.
        suite: String,
        /// Path of the baseline.
        path: String,
        /// Beginning of the hash of the gold now.
        now: String,
        /// Beginning of the hash under the baseline.
        then: String,
    },
    /// The rule by which texts are matched is another one.
    #[error("{path} was measured by another rule of matching ({then}), and its figures are others")]
    OtherMatching {
        /// Path of the baseline.
        path: String,
        /// The rule under the baseline.
        then: String,
    },
    /// The engine or its encoder is another kind.
    #[error("the baseline of {suite} is of {then}, and this run is of {now}")]
    OtherEngine {
        /// Id of the suite.
        suite: String,
        /// Engine and encoder now.
        now: String,
        /// Engine and encoder under the baseline.
        then: String,
    },
}

impl Baseline {
    /// A run as what later ones are held against.
    pub fn accept(run: Header, scores: &[CaseScore]) -> Self {
        let mut metrics = compare::figures(scores);
        metrics.retain(|id, _| tolerance(id).is_some());
        Self { run, matching: matching_rule(), metrics }
    }

    /// Where the baseline of a suite lies.
    pub fn path(folder: &Path, suite: &str) -> PathBuf {
        folder.join(format!("{suite}.json"))
    }

    /// Reads the baseline of a suite, which must be of the same gold and rule of matching.
    pub fn of_suite(folder: &Path, suite: &Suite) -> Result<Self, GateError> {
        let id = &suite.manifest.suite;
        let path = Self::path(folder, id);
        let name = path.display().to_string();
        let unreadable = |why: String| GateError::Unreadable { path: name.clone(), why };
        let bytes = fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
        let found: Self = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
        if found.run.gold != suite.hash {
            return Err(GateError::OtherGold {
                suite: id.clone(),
                path: name,
                now: short(&suite.hash),
                then: short(&found.run.gold),
            });
        }
        if found.matching != matching_rule() {
            return Err(GateError::OtherMatching { path: name, then: found.matching });
        }
        Ok(found)
    }

    /// Holds a run of the same engine against it: how the gating metrics moved.
    pub fn differences(&self, run: &Header, scores: &[CaseScore]) -> Result<Vec<Difference>, GateError> {
        let kind = |header: &Header| format!("{} with {}", header.engine, header.encoder);
        if kind(&self.run) != kind(run) {
            let suite = run.suite.clone();
            return Err(GateError::OtherEngine { suite, now: kind(run), then: kind(&self.run) });
        }
        let mut moved = compare::differences(&self.metrics, &compare::figures(scores));
        moved.retain(|difference| difference.tolerance.is_some());
        Ok(moved)
    }

    /// Writes it, and gives its path.
    pub fn write(&self, folder: &Path) -> Result<PathBuf, GateError> {
        let path = Self::path(folder, &self.run.suite);
        let fail = |why: String| GateError::Unreadable { path: path.display().to_string(), why };
        let text = serde_json::to_string_pretty(self).map_err(|error| fail(error.to_string()))?;
        fs::create_dir_all(folder).map_err(|error| fail(error.to_string()))?;
        fs::write(&path, text + "\n").map_err(|error| fail(error.to_string()))?;
        Ok(path)
    }
}

/// The beginning of a hash, enough to tell two apart.
fn short(hash: &str) -> String {
    hash.get(..12).unwrap_or(hash).to_owned()
}

/// Puts the moves since a baseline into a report, whose verdict then counts them.
pub fn hold_against(report: &mut Report, moved: Vec<Difference>) {
    let worst = Verdict::of_run(moved.iter().filter_map(|difference| difference.verdict));
    report.verdict = report.verdict.max(worst);
    for difference in moved {
        if let Some(metric) = report.metrics.iter_mut().find(|metric| metric.figure.id == difference.id) {
            metric.figure.verdict = metric.figure.verdict.max(difference.verdict);
            metric.since_baseline = Some(difference);
        }
    }
}
