//! What was decided, in one line: after the decision, and for good under the suggestion.

use super::several::counted;
use super::suggestion::statement;
use super::time::{Moment, day, moment};
use super::words;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::suggestion::{Status, Stored};
use serde::Serialize;

/// What was done just now, with the way back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Toast {
    words: String,
    /// What was decided, where that can be taken back.
    undo: Vec<Undo>,
}

/// What an undo needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Undo {
    id: String,
    version: i64,
}

impl Undo {
    fn of(stored: &Stored) -> Self {
        Self { id: stored.id.to_string(), version: stored.version }
    }
}

impl Toast {
    /// The latest decision on a suggestion.
    pub(crate) fn of(stored: &Stored, decision: &Decision) -> Self {
        let what = statement(stored);
        let words = match &decision.verdict {
            Verdict::Accept { .. } => format!("Accepted: “{what}”"),
            Verdict::Edit => format!("Edited: “{what}” waits for your yes"),
            Verdict::Reject { code } => format!("Rejected: “{what}”, {}", code.in_words()),
            Verdict::Defer { until } => format!("Put off to {}: “{what}”", day(until)),
            Verdict::Undo => format!("Undone: “{what}” waits for you again"),
        };
        let undo = (decision.verdict != Verdict::Undo).then(|| Undo::of(stored));
        Self { words, undo: undo.into_iter().collect() }
    }

    /// One decision on several suggestions, when `late` others had been decided before.
    pub(crate) fn of_several(decided: &[(Stored, Decision)], late: usize) -> Option<Self> {
        let (first, decision) = decided.first()?;
        let counted = counted(first.suggestion.kind(), decided.len());
        let done = match &decision.verdict {
            Verdict::Accept { .. } => format!("{counted} accepted."),
            Verdict::Reject { code } => format!("{counted} rejected, {}.", code.in_words()),
            Verdict::Undo => format!("Undone: {counted} waiting for you again."),
            Verdict::Edit | Verdict::Defer { .. } => format!("{counted} changed."),
        };
        let others = words::counted(late, "other was", "others were");
        let words = match late {
            0 => done,
            _ => format!("{done} {others} decided on another screen, and left as they are."),
        };
        let undo = decided.iter().filter(|_| decision.verdict != Verdict::Undo);
        Some(Self { words, undo: undo.map(|(stored, _)| Undo::of(stored)).collect() })
    }
}

/// Who decided what, and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Ruling {
    class: &'static str,
    icon: &'static str,
    /// "Accepted", "Rejected: too vague".
    words: String,
    pub(crate) by: String,
    at: Moment,
    note: String,
    undo: Undo,
}

impl Ruling {
    /// The decision that stands; none while the suggestion waits.
    pub(crate) fn of(stored: &Stored, decision: &Decision) -> Option<Self> {
        let (class, icon) = match stored.status {
            Status::Accepted => ("pass", "ok"),
            Status::Rejected => ("", "no"),
            Status::Deferred => ("", "log"),
            Status::Edited => ("accent", "pen"),
            Status::Proposed | Status::Stale => return None,
        };
        Some(Self {
            class,
            icon,
            words: said(decision),
            by: decision.by.clone(),
            at: moment(decision.at),
            note: decision.note.clone(),
            undo: Undo::of(stored),
        })
    }

    /// The same of what was changed before.
    pub(crate) fn with_edits(self) -> Self {
        let words = if self.class == "pass" { "Accepted with your edits".into() } else { self.words };
        Self { words, ..self }
    }
}

/// The decision in a few words.
pub(crate) fn said(decision: &Decision) -> String {
    match &decision.verdict {
        Verdict::Accept { .. } => "Accepted".into(),
        Verdict::Edit => "Edited, waits for a yes".into(),
        Verdict::Reject { code } => format!("Rejected: {}", code.in_words()),
        Verdict::Defer { until } => format!("Put off to {}", day(until)),
        Verdict::Undo => "Taken back".into(),
    }
}
