//! What a reader of one format hands over: pieces of speech, and what became of each record.
//!
//! Records are only counted by [`Reading::keep`], [`Reading::skip`] and
//! [`Reading::reject`], so the sums of the report agree by construction.

use crate::domain::import::{Reject, Skipped};
use crate::domain::interview::{Aside, Role, SourceKind};

/// Who says a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Voice {
    /// The file names the speaker.
    Named(String),
    /// Whoever spoke before.
    Same,
    /// Somebody whom the file does not name.
    Unnamed,
}

/// A cue or block, or the part of one that a single voice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Who says it.
    pub(super) voice: Voice,
    /// Start in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// End in milliseconds.
    pub(super) end_ms: Option<u64>,
    /// The words.
    pub(super) text: String,
    /// Set where the reader knows the role: notes and documents.
    pub(super) role: Option<Role>,
    /// Whether a new turn begins here even if the voice is the one before.
    pub(super) begins_turn: bool,
}

impl Piece {
    /// Speech of `voice` without a time.
    pub(super) fn new(voice: Voice, text: impl Into<String>) -> Self {
        Self { voice, start_ms: None, end_ms: None, text: text.into(), role: None, begins_turn: false }
    }

    /// A paragraph that is nobody's speech.
    pub(super) fn note(text: impl Into<String>) -> Self {
        Self { role: Some(Role::Other), begins_turn: true, ..Self::new(Voice::Unnamed, text) }
    }

    /// The same piece at a time.
    pub(super) fn at(mut self, start_ms: Option<u64>, end_ms: Option<u64>) -> Self {
        self.start_ms = start_ms;
        self.end_ms = end_ms;
        self
    }
}

/// Everything that a reader found in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Reading {
    /// Name of the format.
    pub(super) format: &'static str,
    /// Title, if the file has one.
    pub(super) title: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`, if the file says so.
    pub(super) date: Option<String>,
    /// Interview, note or document.
    pub(super) kind: SourceKind,
    /// Speech in order.
    pub(super) pieces: Vec<Piece>,
    /// Records seen.
    pub(super) records: usize,
    /// Records that ended in speech.
    pub(super) items: usize,
    /// Records left out on purpose.
    pub(super) skipped: Vec<Skipped>,
    /// Records that could not be read.
    pub(super) rejects: Vec<Reject>,
    /// What a person should know.
    pub(super) warnings: Vec<String>,
    /// Text that is not speech.
    pub(super) asides: Vec<Aside>,
}

impl Reading {
    /// An empty reading of a format.
    pub(super) fn of(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    /// Counts a record that ended as `pieces`; one without a letter or digit outside brackets is skipped.
    pub(super) fn keep(&mut self, pieces: Vec<Piece>) {
        let spoken: Vec<Piece> = pieces.into_iter().filter(|piece| is_speech(&piece.text)).collect();
        if spoken.is_empty() {
            self.skip("no words: a pause or a sound");
            return;
        }
        self.records += 1;
        self.items += 1;
        self.pieces.extend(spoken);
    }

    /// Counts a record that is left out.
    pub(super) fn skip(&mut self, why: impl Into<String>) {
        self.records += 1;
        self.skipped.push(Skipped { record: self.records, why: why.into() });
    }

    /// Counts a record that cannot be read.
    pub(super) fn reject(&mut self, line: usize, key: impl Into<String>, why: impl Into<String>) {
        self.records += 1;
        self.rejects.push(Reject { record: self.records, line, key: key.into(), why: why.into() });
    }

    /// Counts a record that is kept apart as an aside of `kind`.
    pub(super) fn set_aside(&mut self, kind: &str, text: &str, why: &str) {
        self.skip(why);
        match self.asides.last_mut() {
            Some(aside) if aside.kind == kind => {
                aside.text.push('\n');
                aside.text.push_str(text);
            }
            _ => self.asides.push(Aside { kind: kind.to_owned(), text: text.to_owned() }),
        }
    }
}

/// Whether something is said outside brackets such as `[Music]` or `{vocalsound}`.
fn is_speech(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|character| {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character.is_alphanumeric()
    })
}
