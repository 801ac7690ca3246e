//! What an import reports: every record is an item, skipped, or rejected.

use serde::{Deserialize, Serialize};

/// A record that was left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Skipped {
    /// 1-based number of the record in the file.
    pub record: usize,
    /// Why it was left out.
    pub why: String,
}

/// A record that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reject {
    /// 1-based number of the record in the file.
    pub record: usize,
    /// 1-based line at which the record begins.
    pub line: usize,
    /// Its key, where one could be read.
    pub key: String,
    /// What is wrong with it.
    pub why: String,
}

/// The result of importing one file.
///
/// Invariant: `records_in == items + skipped.len() + rejects.len()`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FileReport {
    /// Path as it was given.
    pub path: String,
    /// `interview` or `backlog`.
    pub kind: String,
    /// Recognised format, for example `jira-csv` or `vtt`; `unsupported` when none.
    pub format: String,
    /// Encoding that the bytes were read as.
    pub encoding: String,
    /// Records in the file; for a transcript, cues or blocks.
    pub records_in: usize,
    /// Records that ended as items, new or not; for a transcript, cues that ended in turns.
    pub items: usize,
    /// Items that the workspace did not have.
    pub new: usize,
    /// Items that differ from what the workspace had.
    pub changed: usize,
    /// Items that are as the workspace had them.
    pub unchanged: usize,
    /// Items of the same system that the file does not have.
    #[serde(default)]
    pub gone: usize,
    /// Records left out on purpose.
    pub skipped: Vec<Skipped>,
    /// Records that could not be taken in.
    pub rejects: Vec<Reject>,
    /// What a person should know.
    pub warnings: Vec<String>,
    /// Turns of a transcript.
    pub turns: usize,
    /// Labels of the speakers, in order of appearance.
    pub speakers: Vec<String>,
    /// Key of the interview that was made or found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<String>,
    /// Why nothing could be read, when nothing could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl FileReport {
    /// Whether every record is accounted for.
    pub fn adds_up(&self) -> bool {
        self.records_in == self.items + self.skipped.len() + self.rejects.len()
    }
}
