//! Interviews: turns of speech, who said them, and how strongly they testify.

use super::id::SourceId;
use serde::{Deserialize, Serialize};

/// What part a speaker has in the conversation.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The customer or user who is interviewed: the only voice that testifies.
    Participant,
    /// The one who asks. Never shown as a customer's voice.
    Interviewer,
    /// Notes, headings, bystanders.
    Other,
    /// Not known; said so, and never quoted.
    #[default]
    Unknown,
}

impl Role {
    /// Reads the id of the wire.
    pub fn parse(id: &str) -> Option<Self> {
        match id {
            "participant" => Some(Self::Participant),
            "interviewer" => Some(Self::Interviewer),
            "other" => Some(Self::Other),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// Whether this voice may be quoted as a customer's.
    pub fn testifies(self) -> bool {
        self == Self::Participant
    }
}

/// The consecutive cues or blocks of one speaker, joined by one space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Turn {
    /// 0-based place in the transcript.
    pub index: usize,
    /// Label as the file has it; empty when the file names nobody.
    pub speaker: String,
    /// Part of the speaker in the conversation.
    #[serde(default)]
    pub role: Role,
    /// Start of the first cue in milliseconds.
    #[serde(default)]
    pub start_ms: Option<u64>,
    /// End of the last cue in milliseconds.
    #[serde(default)]
    pub end_ms: Option<u64>,
    /// What was said, without the label.
    pub text: String,
    /// Byte offset of `text` in the stored normalised text.
    pub start: usize,
    /// Byte offset of the end of `text` in the stored normalised text.
    pub end: usize,
    /// Where each cue of the turn begins, for the time in a citation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<Cue>,
}

impl Turn {
    /// The time, in milliseconds, at which the byte `offset` of the turn was said.
    pub fn time_at(&self, offset: usize) -> Option<u64> {
        self.cues.iter().rev().find(|cue| cue.offset <= offset).map(|cue| cue.start_ms).or(self.start_ms)
    }
}

/// Where a cue begins inside its turn, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Cue {
    /// Byte offset in the turn's text.
    pub offset: usize,
    /// Start in milliseconds.
    pub start_ms: u64,
}

/// What kind of source a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A conversation with labelled voices.
    #[default]
    Interview,
    /// Somebody's notes: a researcher's sentence is not a participant's voice.
    Note,
    /// Any other text.
    Document,
}

/// A text that was in the file and is not speech: kept, shown, never quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Aside {
    /// `machine_summary`, `header`, `note`, `chat` or `footer`.
    pub kind: String,
    /// The text.
    pub text: String,
}

/// A label and the part that its speaker seems to have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SpeakerRole {
    /// Label as the file has it.
    pub speaker: String,
    /// The inferred or given role.
    pub role: Role,
    /// 0 to 1; 1 when a person said so.
    pub confidence: f64,
    /// What the inference rests on, in plain words.
    pub why: String,
}

/// A stretch of the text where personal data was replaced before it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedSpan {
    /// Byte offset in the stored text.
    pub start: usize,
    /// Byte offset of the end in the stored text.
    pub end: usize,
    /// What kind of data stood there, for example `email` or `name`.
    pub kind: String,
}

/// An interview, note or document as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Interview {
    /// Identity: workspace and content of the file.
    pub id: SourceId,
    /// What a person types: the participant if unique, else the file's stem.
    pub key: String,
    /// Title or file name.
    pub title: String,
    /// Interview, note or document.
    #[serde(default)]
    pub kind: SourceKind,
    /// Who was interviewed.
    #[serde(default)]
    pub participant: Option<String>,
    /// Customer segment.
    #[serde(default)]
    pub segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// Format that was recognised, for example `vtt`.
    pub format: String,
    /// Grows by one when the stored text or a role changes.
    #[serde(default)]
    pub version: i64,
    /// Speakers with their roles.
    #[serde(default)]
    pub roles: Vec<SpeakerRole>,
    /// Speech, in order.
    pub turns: Vec<Turn>,
    /// What was in the file and is not speech.
    #[serde(default)]
    pub asides: Vec<Aside>,
    /// What the import wants a person to know.
    #[serde(default)]
    pub warnings: Vec<String>,
}

impl Interview {
    /// The participant's label for counting distinct people: the participant if known, else the key.
    pub fn person(&self) -> &str {
        self.participant.as_deref().unwrap_or(&self.key)
    }
}

/// How much a quote proves, strongest first (after Fitzpatrick's grades).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// One real occasion: "last Tuesday I…".
    PastBehaviour,
    /// How it is done today, or a way around.
    Workaround,
    /// A problem that is stated, not told.
    StatedProblem,
    /// What somebody thinks.
    Opinion,
    /// What somebody would do.
    Hypothetical,
    /// Praise or politeness.
    Compliment,
}
