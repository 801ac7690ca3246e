//! What a person decided: append-only, with what was shown and what was kept.

use super::id::SuggestionId;
use serde::{Deserialize, Serialize};

/// Why a suggestion was turned down.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RejectCode {
    /// Nobody would miss it.
    NotValuable,
    /// Cut in the wrong place.
    WrongSplit,
    /// Still too big.
    TooBig,
    /// Not worth an item.
    TooSmall,
    /// Exists already.
    Duplicate,
    /// Was done.
    AlreadyDone,
    /// Not ours.
    OutOfScope,
    /// The evidence does not say it.
    NotSupported,
    /// States something false.
    WrongFact,
    /// Cannot be understood.
    Unclear,
    /// Later.
    NotNow,
    /// See the note.
    Other,
}

impl RejectCode {
    /// Every code, in the order of the reason picker.
    pub const ALL: [Self; 12] = [
        Self::NotValuable,
        Self::WrongSplit,
        Self::TooBig,
        Self::TooSmall,
        Self::Duplicate,
        Self::AlreadyDone,
        Self::OutOfScope,
        Self::NotSupported,
        Self::WrongFact,
        Self::Unclear,
        Self::NotNow,
        Self::Other,
    ];

    /// The reason inside a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotValuable => "nobody would miss it",
            Self::WrongSplit => "wrong cut or wrong size",
            Self::TooBig => "too big",
            Self::TooSmall => "too small",
            Self::Duplicate => "it is there already",
            Self::AlreadyDone => "we already have it or know it",
            Self::OutOfScope => "not our customer or not our goal",
            Self::NotSupported => "the evidence does not say this",
            Self::WrongFact => "it is not so, or nobody asked for it",
            Self::Unclear => "too vague",
            Self::NotNow => "not now",
            Self::Other => "another reason",
        }
    }

    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotValuable => "not_valuable",
            Self::WrongSplit => "wrong_split",
            Self::TooBig => "too_big",
            Self::TooSmall => "too_small",
            Self::Duplicate => "duplicate",
            Self::AlreadyDone => "already_done",
            Self::OutOfScope => "out_of_scope",
            Self::NotSupported => "not_supported",
            Self::WrongFact => "wrong_fact",
            Self::Unclear => "unclear",
            Self::NotNow => "not_now",
            Self::Other => "other",
        }
    }

    /// Reads the id of the wire.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.id() == id)
    }

    /// Whether the reason says that the suggestion is wrong; the others say that it is not wanted.
    pub fn says_wrong(self) -> bool {
        matches!(self, Self::WrongSplit | Self::NotSupported | Self::WrongFact)
    }
}

/// What was done with a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum Verdict {
    /// Accepted; for a split with the chosen candidate (0-based).
    Accept {
        /// Index of the chosen candidate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        candidate: Option<usize>,
    },
    /// The body was changed and verified again; not yet accepted.
    Edit,
    /// Turned down.
    Reject {
        /// Reason code.
        code: RejectCode,
    },
    /// Put off until a day, `YYYY-MM-DD`.
    Defer {
        /// The day on which it waits again.
        until: String,
    },
    /// The decision before this one was taken back.
    Undo,
}

impl Verdict {
    /// The word in the log.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Edit => "edit",
            Self::Reject { .. } => "reject",
            Self::Defer { .. } => "defer",
            Self::Undo => "undo",
        }
    }
}

/// One entry of the decision log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// 1-based place in the workspace's chain.
    pub seq: i64,
    /// Which suggestion.
    pub suggestion: SuggestionId,
    /// What was done.
    pub verdict: Verdict,
    /// Who decided.
    pub by: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Canonical JSON of the body that was shown; blank once forgotten.
    pub shown: String,
    /// Canonical JSON of the body that was kept; blank when nothing was, or once forgotten.
    pub kept: String,
    /// Free text of the one who decided.
    pub note: String,
    /// Hash of this entry over the one before it.
    pub hash: String,
}

/// What stands of the decisions on one suggestion, both oldest first: an undo takes back the one
/// before it.
pub fn standing<'a>(decisions: impl IntoIterator<Item = &'a Decision>) -> Vec<&'a Decision> {
    let mut standing = Vec::new();
    for decision in decisions {
        match decision.verdict {
            Verdict::Undo => drop(standing.pop()),
            _ => standing.push(decision),
        }
    }
    standing
}
