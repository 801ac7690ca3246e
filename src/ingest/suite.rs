//! What a suite folder says of its corpus: the Big Idea, the register, the interviews, the backlog.
//!
//! The shape is that of `suite.yaml`, version 1; unknown keys are errors.

use crate::domain::big_idea::BigIdea;
use crate::domain::interview::Role;
use crate::domain::stakeholder::Stakeholder;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file `suite.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuiteFile {
    /// Id; the name of its folder.
    pub suite: String,
    /// One line on the product and its Big Idea.
    #[serde(default)]
    pub about: String,
    /// `synthetic` or `real`.
    #[serde(default)]
    pub provenance: String,
    /// SPDX id.
    #[serde(default)]
    pub licence: String,
    /// The outcome that everything serves.
    #[serde(default)]
    pub big_idea: BigIdea,
    /// The register.
    #[serde(default)]
    pub stakeholders: Vec<Stakeholder>,
    /// The backlog.
    #[serde(default)]
    pub backlog: Option<BacklogEntry>,
    /// The transcripts.
    #[serde(default)]
    pub interviews: Vec<InterviewEntry>,
    /// What a reader should know.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Where the backlog lies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BacklogEntry {
    /// Path in the folder.
    pub path: String,
    /// A format of `hone ingest backlog`.
    #[serde(default)]
    pub format: Option<String>,
}

/// Where a transcript lies, and what its file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewEntry {
    /// Key of the interview.
    pub id: String,
    /// Path in the folder.
    pub path: String,
    /// Who was interviewed.
    #[serde(default)]
    pub participant: Option<String>,
    /// Customer segment.
    #[serde(default)]
    pub segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// Label of the one who asks.
    #[serde(default)]
    pub interviewer: Option<String>,
    /// Label of the participant.
    #[serde(default)]
    pub speaker: Option<String>,
}

impl InterviewEntry {
    /// Roles of the speakers that the entry names.
    pub fn roles(&self) -> BTreeMap<String, Role> {
        let asks = self.interviewer.iter().map(|label| (label.clone(), Role::Interviewer));
        let tells = self.speaker.iter().map(|label| (label.clone(), Role::Participant));
        asks.chain(tells).collect()
    }
}

impl SuiteFile {
    /// Reads the file.
    ///
    /// # Errors
    /// A sentence that names the key or the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_norway::from_str(text).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_in_a_key_is_named() {
        let error = SuiteFile::parse("suite: x\nbacklogg: {path: a.csv}\n").unwrap_err();
        assert!(error.contains("backlogg"), "{error}");
    }

    #[test]
    fn labels_become_roles() {
        let text = "suite: x\ninterviews:\n  - {id: P1, path: a.vtt, interviewer: Sam, speaker: Ada}\n";
        let suite = SuiteFile::parse(text).unwrap();
        assert_eq!(suite.interviews[0].roles()["Sam"], Role::Interviewer);
        assert_eq!(suite.interviews[0].roles()["Ada"], Role::Participant);
    }
}
