//! Takes in a transcript: every cue ends in a turn or is reported.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::{SourceId, sha256_hex};
use crate::domain::import::FileReport;
use crate::domain::interview::{Interview, Role};
use crate::ingest::transcript::{self, Transcript, TranscriptOptions};
use crate::store::{Added, NewInterview};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person knows of an interview that its file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InterviewDetails {
    /// Who was interviewed.
    pub participant: Option<String>,
    /// Customer segment.
    pub segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Roles of speakers, by label.
    pub roles: BTreeMap<String, Role>,
}

impl Copilot {
    /// Reads a transcript and keeps it, unless the workspace has the same document.
    ///
    /// A file that cannot be read is a report with an error, not an [`Error`].
    ///
    /// # Errors
    /// Only when the store fails; then nothing of the file is kept.
    pub async fn add_interview(
        &self,
        scope: &Scope,
        path: &str,
        bytes: &[u8],
        details: &InterviewDetails,
    ) -> Result<FileReport, Error> {
        let options = TranscriptOptions {
            limits: self.means.limits,
            roles: details.roles.clone(),
            path: path.to_owned(),
        };
        let (mut report, transcript) = transcript::read(path, bytes, &options);
        let Some(transcript) = transcript else { return Ok(report) };
        let interview = interview_of(scope, path, bytes, details, &transcript, &report);
        let new = NewInterview { interview: &interview, text: &transcript.text, raw: bytes, masking: &[] };
        let key = match self.store.add_interview(&scope.workspace, new).await? {
            Added::New(key) => {
                report.new = report.items;
                key
            }
            Added::Known(key) => {
                report.unchanged = report.items;
                report.warnings.push(format!("the same document is here already as {key}"));
                key
            }
        };
        report.interview = Some(key);
        Ok(report)
    }
}

fn interview_of(
    scope: &Scope,
    path: &str,
    bytes: &[u8],
    details: &InterviewDetails,
    transcript: &Transcript,
    report: &FileReport,
) -> Interview {
    Interview {
        id: SourceId::derive(&[scope.workspace.as_str(), &sha256_hex(bytes)]),
        key: details.participant.clone().unwrap_or_else(|| transcript::stem(path).to_owned()),
        title: transcript.title.clone(),
        kind: transcript.kind,
        participant: details.participant.clone(),
        segment: details.segment.clone(),
        date: details.date.clone().or_else(|| transcript.date.clone()),
        format: transcript.format.clone(),
        version: 1,
        roles: transcript.roles.clone(),
        turns: transcript.turns.clone(),
        asides: transcript.asides.clone(),
        warnings: report.warnings.clone(),
    }
}
