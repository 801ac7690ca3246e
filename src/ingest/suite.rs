//! `suite.yaml`: what a suite folder says of its corpus: the product, the register, the files.

use crate::domain::big_idea::BigIdea;
use crate::domain::interview::Role;
use crate::domain::stakeholder::Stakeholder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the words of a suite come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// Written for the suite.
    Synthetic,
    /// Said by people.
    Real,
}

/// The backlog of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BacklogFile {
    /// Path inside the suite.
    pub path: String,
    /// Format by the name that the command line has for it.
    pub format: String,
}

/// An interview of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewFile {
    /// Id in cases; the key of the interview in a workspace.
    pub id: String,
    /// Path inside the suite.
    pub path: String,
    /// Who was interviewed.
    pub participant: String,
    /// Customer segment.
    #[serde(default)]
    pub segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// Who asked.
    #[serde(default)]
    pub interviewer: Option<String>,
    /// The participant's label in the file.
    #[serde(default)]
    pub speaker: Option<String>,
}

/// All of `suite.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Id, the name of the folder.
    pub suite: String,
    /// One line on the product and its Big Idea.
    pub about: String,
    /// Written for the suite, or said by people.
    pub provenance: Provenance,
    /// Licence of the texts.
    pub licence: String,
    /// The outcome that the backlog serves.
    #[serde(default)]
    pub big_idea: BigIdea,
    /// The register.
    #[serde(default)]
    pub stakeholders: Vec<Stakeholder>,
    /// The backlog.
    pub backlog: BacklogFile,
    /// The interviews.
    #[serde(default)]
    pub interviews: Vec<InterviewFile>,
    /// Whether a release is measured on it once, and nothing may be tuned on it.
    #[serde(default)]
    pub held_out: bool,
    /// What a reader should know.
    #[serde(default)]
    pub notes: Vec<String>,
}

impl InterviewFile {
    /// Roles of the speakers that the entry names.
    pub fn roles(&self) -> BTreeMap<String, Role> {
        let asks = self.interviewer.iter().map(|label| (label.clone(), Role::Interviewer));
        let tells = self.speaker.iter().map(|label| (label.clone(), Role::Participant));
        asks.chain(tells).collect()
    }
}

impl Manifest {
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
        let error = Manifest::parse("suite: x\nbacklogg: {path: a.csv, format: csv}\n").unwrap_err();
        assert!(error.contains("backlogg"), "{error}");
    }

    #[test]
    fn labels_become_roles() {
        let text = "suite: x\nabout: y\nprovenance: synthetic\nlicence: CC0-1.0\n\
                    backlog: {path: a.csv, format: csv}\ninterviews:\n  \
                    - {id: P1, path: a.vtt, participant: P1, interviewer: Sam, speaker: Ada}\n";
        let suite = Manifest::parse(text).unwrap();
        assert_eq!(suite.interviews[0].roles()["Sam"], Role::Interviewer);
        assert_eq!(suite.interviews[0].roles()["Ada"], Role::Participant);
    }
}
