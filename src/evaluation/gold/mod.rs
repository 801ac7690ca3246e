//! Gold of other makers, as JSON lines, measured where it lies.
//!
//! Such gold has no whole suite around it: queries about meetings, stories without a
//! product, splits whose parent is a name. Each set is measured by what it can say, and
//! what it cannot is said beside it. Public texts may be known to a model: these figures
//! are for comparing versions, not for praise.

mod backlogs;
mod meetings;

use super::score::{CaseScore, Metric, metrics_of};
use crate::domain::access::Person;
use crate::use_case::{Copilot, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// A set of gold with what was measured on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoldSet {
    /// Its file.
    pub set: &'static str,
    /// Who decided: people, people through a script, or a script.
    pub grade: &'static str,
    /// What is measured, and what is not.
    pub about: &'static str,
    /// Lines of the file.
    pub cases: usize,
    /// The figures.
    pub metrics: Vec<Metric>,
}

/// Why a set cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A file cannot be read.
    #[error("{path}: {why}")]
    File {
        /// Path inside the folder.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] Error),
}

impl GoldError {
    fn file(path: &str, why: impl std::fmt::Display) -> Self {
        Self::File { path: path.to_owned(), why: why.to_string() }
    }
}

/// Measures the four sets under `folder`, which holds `gold`, `interviews` and `backlogs`.
///
/// # Errors
/// When a file is missing or cannot be read; nothing is measured by halves.
pub async fn measure(
    copilot: &Copilot,
    folder: &Path,
    progress: &(dyn Fn(usize, usize) + Send + Sync),
) -> Result<Vec<GoldSet>, GoldError> {
    let stories = backlogs::stories(folder)?;
    let splits = backlogs::splits(folder)?;
    let duplicates = backlogs::duplicates(copilot, folder).await?;
    let meetings = meetings::retrieval(copilot, folder, progress).await?;
    Ok(vec![meetings, stories, splits, duplicates])
}

/// The figures that a set has.
fn figures(scores: &[CaseScore]) -> Vec<Metric> {
    let mut metrics = metrics_of(scores);
    metrics.retain(|metric| metric.n > 0);
    metrics
}

fn bytes(folder: &Path, path: &str) -> Result<Vec<u8>, GoldError> {
    std::fs::read(folder.join(path)).map_err(|error| GoldError::file(path, error.kind()))
}

/// One case a line.
fn lines<T: DeserializeOwned>(folder: &Path, path: &str) -> Result<Vec<T>, GoldError> {
    let bytes = bytes(folder, path)?;
    let text = String::from_utf8(bytes).map_err(|error| GoldError::file(path, error))?;
    let read = |(at, line)| {
        serde_json::from_str(line).map_err(|error| GoldError::file(path, format!("line {}: {error}", at + 1)))
    };
    text.lines().enumerate().map(read).collect()
}

/// Who takes gold in.
fn evaluator() -> Person {
    Person::agent("evaluation")
}
