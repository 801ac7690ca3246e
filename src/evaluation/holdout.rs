//! The ledger of held-out runs: a release is measured once, and a bad figure stays.
//!
//! Whoever may run the held-out suite until it pleases has tuned on it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One run of a held-out suite, good or bad.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldOutRun {
    /// Id of the suite.
    pub suite: String,
    /// Hash of its gold.
    pub gold: String,
    /// The release that was measured.
    pub release: String,
    /// Day of the run, `YYYY-MM-DD`.
    pub day: String,
    /// Who ran it.
    pub person: String,
    /// Figures by metric.
    pub figures: BTreeMap<String, f64>,
}

/// Why a held-out run is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{release} was measured on {suite} on {day}; a release has one held-out run")]
pub struct AlreadyRun {
    suite: String,
    release: String,
    day: String,
}

/// Every held-out run so far, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger(Vec<HeldOutRun>);

impl Ledger {
    /// Reads a ledger: one run a line.
    pub fn parse(lines: &str) -> Result<Self, serde_json::Error> {
        lines
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[HeldOutRun] {
        &self.0
    }

    /// Whether a release may still be measured on a suite, whatever its gold is by now.
    pub fn admits(&self, suite: &str, release: &str) -> Result<(), AlreadyRun> {
        match self.0.iter().find(|run| run.suite == suite && run.release == release) {
            None => Ok(()),
            Some(run) => Err(AlreadyRun {
                suite: run.suite.clone(),
                release: run.release.clone(),
                day: run.day.clone(),
            }),
        }
    }

    /// Adds a run, and gives the line to append to the file.
    pub fn enter(&mut self, run: HeldOutRun) -> Result<String, AlreadyRun> {
        self.admits(&run.suite, &run.release)?;
        let line = serde_json::to_string(&run).unwrap_or_default();
        self.0.push(run);
        Ok(line)
    }
}

impl HeldOutRun {
    /// How much better each figure is on the suite that one may tune on.
    pub fn gaps(&self, tuned: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
        self.figures
            .iter()
            .filter_map(|(metric, unseen)| Some((metric.clone(), tuned.get(metric)? - unseen)))
            .collect()
    }
}
