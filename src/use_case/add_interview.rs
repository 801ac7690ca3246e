//! Takes in a transcript: every cue ends in a turn or is reported.

use super::summarize::notes_on;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::{SourceId, sha256_hex};
use crate::domain::import::FileReport;
use crate::domain::interview::{Interview, Role};
use crate::ingest::masking::mask;
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
    /// Whether pseudonyms stand for names in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pseudonyms: bool,
    /// Names of people who are spoken of, for whom pseudonyms stand too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
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
        let Some(mut transcript) = transcript else { return Ok(report) };
        let hides = self.hides_names(details);
        let details = if hides {
            &self.hide_names(scope, &mut transcript, &mut report, details).await?
        } else {
            details
        };
        let mut interview = interview_of(scope, bytes, details, &transcript, &report);
        if let Some(note) = notes_on(&interview) {
            report.warnings.push(note.clone());
            interview.warnings.push(note);
        }
        let new = NewInterview {
            interview: &interview,
            text: &transcript.text,
            raw: bytes,
            masking: &transcript.masked,
        };
        let added = if hides || hides_something(&transcript, bytes) {
            self.store.add_interview_without_file(&scope.workspace, new).await?
        } else {
            self.store.add_interview(&scope.workspace, new).await?
        };
        let key = match added {
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

/// Whether the bytes of the file hold what was hidden in the text, or may hold it.
fn hides_something(transcript: &Transcript, bytes: &[u8]) -> bool {
    let found_nothing = |text: &str| mask(text).1.is_empty();
    !transcript.masked.is_empty() || !std::str::from_utf8(bytes).is_ok_and(found_nothing)
}

fn interview_of(
    scope: &Scope,
    bytes: &[u8],
    details: &InterviewDetails,
    transcript: &Transcript,
    report: &FileReport,
) -> Interview {
    Interview {
        id: SourceId::derive(&[scope.workspace.as_str(), &sha256_hex(bytes)]),
        key: details.participant.clone().unwrap_or_else(|| transcript::stem(&report.path).to_owned()),
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
