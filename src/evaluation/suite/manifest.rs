//! `suite.yaml`: the product, the register, and the files of the corpus.

use crate::domain::big_idea::BigIdea;
use crate::domain::stakeholder::Stakeholder;
use serde::{Deserialize, Serialize};

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
    /// What a reader should know.
    #[serde(default)]
    pub notes: Vec<String>,
}
