//! Held-out suites: a release is measured on one once, and whatever came out stays in the ledger.

use crate::evaluation::gate::tolerance;
use crate::evaluation::holdout::{AlreadyRun, HeldOutRun, Ledger};
use crate::evaluation::report::Report;
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The ledger as it is, and who would enter which release in it.
pub(super) struct HeldOut {
    path: PathBuf,
    ledger: Ledger,
    release: String,
    person: String,
}

impl HeldOut {
    /// Reads the ledger; one that is not there is empty.
    pub(super) fn open(path: &Path, release: String, person: String) -> Result<Self, Problem> {
        let unreadable = |why: String| {
            let detail = format!("{}: {why}", path.display());
            Problem::new("unreadable", detail, "name the ledger of held-out runs with --ledger")
        };
        let lines = match fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            lines => lines.map_err(|error| unreadable(error.to_string()))?,
        };
        let ledger = Ledger::parse(&lines).map_err(|error| unreadable(error.to_string()))?;
        Ok(Self { path: path.to_owned(), ledger, release, person })
    }

    /// Refuses a suite that is held out and on which the release was measured already.
    pub(super) fn admit(&self, suite: &Suite) -> Result<(), Problem> {
        if !suite.manifest.held_out {
            return Ok(());
        }
        self.ledger.admits(&suite.manifest.suite, &self.release).map_err(|error| refused(&error))
    }

    /// Enters what came out, good or bad, before anybody sees it; nothing for any other suite.
    pub(super) fn enter(&mut self, suite: &Suite, report: &Report) -> Result<(), Problem> {
        if !suite.manifest.held_out {
            return Ok(());
        }
        let run = HeldOutRun {
            suite: report.suite.clone(),
            gold: report.gold.hash.clone(),
            release: self.release.clone(),
            day: report.day.clone(),
            person: self.person.clone(),
            figures: figures(report),
        };
        let line = self.ledger.enter(run).map_err(|error| refused(&error))?;
        let unwritable = |error: std::io::Error| {
            let detail = format!("{}: {error}", self.path.display());
            Problem::new("internal", detail, "a held-out run that is not in the ledger is not shown")
        };
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.map_or(Ok(()), fs::create_dir_all).map_err(unwritable)?;
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path).map_err(unwritable)?;
        file.write_all((line + "\n").as_bytes()).and_then(|()| file.sync_all()).map_err(unwritable)
    }

    /// How much better the gating figures are on a suite that may be tuned on than on a held-out one.
    pub(super) fn gaps(&self, tuned: &Report) -> Vec<String> {
        let known = figures(tuned);
        let lines = self.ledger.runs().iter().filter(|run| run.release == self.release).flat_map(|run| {
            let gaps = run.gaps(&known).into_iter().filter(|(metric, _)| tolerance(metric).is_some());
            gaps.map(|(metric, gap)| format!("gap {} − {}: {metric} {gap:+.3}", tuned.suite, run.suite))
        });
        lines.collect()
    }
}

fn figures(report: &Report) -> BTreeMap<String, f64> {
    let with = report.metrics.iter().filter_map(|metric| {
        let value = metric.figure.value.filter(|_| !metric.figure.id.starts_with("cost."))?;
        Some((metric.figure.id.to_owned(), value))
    });
    with.collect()
}

fn refused(error: &AlreadyRun) -> Problem {
    Problem::new("conflict", error.to_string(), "measure the next release, named with --release")
}
