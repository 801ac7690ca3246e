//! What becomes of an accepted question: it waits, it is asked, it is answered.

use super::interview::Role;
use super::journal::{Entry, Line};
use serde::{Deserialize, Serialize};

/// The format of a source that holds an answer as somebody noted it.
pub const ANSWER_FORMAT: &str = "answer";

/// One line in the journal of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Asking {
    /// It was put to somebody.
    Asked {
        /// To whom.
        whom: String,
    },
    /// Somebody answered.
    Answered {
        /// Who.
        whom: String,
        /// Key of the note that holds the answer.
        note: String,
    },
}

impl Entry for Asking {
    const BOOK: &'static str = "question";
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It waits to be asked.
    Waiting,
    /// It was asked; the answer is to come.
    Asked,
    /// Somebody has told of it in an interview: read before asking.
    AlreadyTold,
    /// It was answered, and a note holds the answer.
    Answered,
}

impl Stage {
    /// What the journal of a question says, of which an interview tells already or not.
    pub fn of(lines: &[Line<Asking>], is_told: bool) -> Self {
        match lines.last().map(|line| &line.entry) {
            Some(Asking::Answered { .. }) => Self::Answered,
            _ if is_told => Self::AlreadyTold,
            Some(Asking::Asked { .. }) => Self::Asked,
            None => Self::Waiting,
        }
    }
}

/// Words of a note, found byte for byte in it: never a customer's voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NotedAnswer {
    /// Key of the note.
    pub source: String,
    /// 0-based index of the turn.
    pub turn: usize,
    /// Byte offset in the turn's text.
    pub start: usize,
    /// Byte offset of the end in the turn's text.
    pub end: usize,
    /// The words as they were noted.
    pub text: String,
    /// Whose answer it is.
    pub speaker: String,
    /// `other`: noted, not recorded.
    pub role: Role,
}
