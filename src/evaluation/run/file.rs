//! A run on disk: one line for the header, then one for each output.

use super::{Header, Run};
use crate::evaluation::score::meaning::{ByMeaning, Nearness};
use crate::evaluation::score::{CaseOutput, Spent};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Why a run cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file.
    #[error("{path}: {why}")]
    File {
        /// Path as it was given.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A line of the file.
    #[error("{path}, line {line}: {why}")]
    Line {
        /// Path as it was given.
        path: String,
        /// 1-based.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// What the engine gave for one case in one repeat, as a line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    case: String,
    repeat: usize,
    ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    output: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nearness: Option<Nearness>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spent: Option<Spent>,
}

impl Line {
    fn of(one: &CaseOutput, run: &Run) -> Self {
        Self {
            nearness: run.by_meaning.get(&(one.case.clone(), one.repeat)).cloned(),
            case: one.case.clone(),
            repeat: one.repeat,
            ms: one.ms,
            spent: one.spent,
            error: one.output.as_ref().err().cloned(),
            output: one.output.as_ref().ok().cloned().unwrap_or_default(),
        }
    }
}

impl From<Line> for CaseOutput {
    fn from(line: Line) -> Self {
        let output = line.error.map_or(Ok(line.output), Err);
        Self { case: line.case, repeat: line.repeat, output, ms: line.ms, spent: line.spent }
    }
}

/// Writes a run, and the folder that it is to lie in.
pub fn write(run: &Run, path: &Path) -> Result<(), RunError> {
    let fail = |why: String| RunError::File { path: path.display().to_string(), why };
    let mut text = serde_json::to_string(&run.header).map_err(|error| fail(error.to_string()))?;
    for one in &run.outputs {
        text.push('\n');
        text += &serde_json::to_string(&Line::of(one, run)).map_err(|error| fail(error.to_string()))?;
    }
    text.push('\n');
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| fail(error.to_string()))?;
    fs::write(path, text).map_err(|error| fail(error.to_string()))
}

/// Reads a run that was written.
pub fn read(path: &Path) -> Result<Run, RunError> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| RunError::File { path: name.clone(), why: error.to_string() })?;
    let fail = |line: usize, why: String| RunError::Line { path: name.clone(), line, why };
    let mut lines = text.lines().enumerate();
    let first = lines.next().map_or("", |(_, line)| line);
    let header: Header = serde_json::from_str(first).map_err(|error| fail(1, error.to_string()))?;
    let (mut outputs, mut by_meaning) = (Vec::new(), ByMeaning::new());
    for (at, line) in lines {
        let mut line: Line = serde_json::from_str(line).map_err(|error| fail(at + 1, error.to_string()))?;
        by_meaning.extend(line.nearness.take().map(|near| ((line.case.clone(), line.repeat), near)));
        outputs.push(CaseOutput::from(line));
    }
    Ok(Run { header, outputs, by_meaning })
}
