//! Items and interviews as an agent reads them: what a person would read, and no more.

use crate::domain::interview::{Interview, Role, Turn};
use crate::domain::item::{Comment, Item, Level};
use crate::domain::suggestion::{Kind, Status, Stored};
use serde::Serialize;

/// Turns of one answer when the agent does not say, and at most.
const TURNS: (usize, usize) = (50, 200);

/// An item on one line.
#[derive(Debug, Serialize)]
pub(super) struct ItemLine {
    key: String,
    title: String,
    level: Level,
    status: String,
    parent: Option<String>,
}

/// An item with what hangs on it.
#[derive(Debug, Serialize)]
pub(super) struct WholeItem {
    #[serde(flatten)]
    line: ItemLine,
    text: String,
    criteria: Vec<String>,
    labels: Vec<String>,
    comments: Vec<Comment>,
    children: Vec<ItemLine>,
    suggestions: Vec<SuggestionLine>,
}

/// A suggestion on one line.
#[derive(Debug, Serialize)]
pub(super) struct SuggestionLine {
    id: String,
    kind: Kind,
    state: Status,
    title: String,
}

/// An interview on one line.
#[derive(Debug, Serialize)]
pub(super) struct InterviewLine {
    key: String,
    title: String,
    participant: Option<String>,
    segment: Option<String>,
    date: Option<String>,
}

/// A stretch of an interview.
#[derive(Debug, Serialize)]
pub(super) struct Stretch {
    #[serde(flatten)]
    line: InterviewLine,
    turns: Vec<Said>,
    /// Turns in all.
    of: usize,
    /// Where the next stretch begins; none at the end.
    next: Option<usize>,
}

/// One turn.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    turn: usize,
    speaker: String,
    role: Role,
    text: String,
}

impl From<&Item> for ItemLine {
    fn from(item: &Item) -> Self {
        let record = &item.record;
        Self {
            key: item.key.clone(),
            title: record.title.clone(),
            level: record.level,
            status: record.status.clone(),
            parent: record.parent.clone(),
        }
    }
}

impl WholeItem {
    /// The item with its children in the backlog and the suggestions on it.
    pub(super) fn of(item: Item, backlog: &[Item], suggestions: Vec<Stored>) -> Self {
        let is_child = |other: &&Item| other.record.parent.as_ref() == Some(&item.key);
        Self {
            line: ItemLine::from(&item),
            children: backlog.iter().filter(is_child).map(ItemLine::from).collect(),
            suggestions: suggestions.into_iter().map(SuggestionLine::from).collect(),
            text: item.record.text,
            criteria: item.record.criteria,
            labels: item.record.labels,
            comments: item.record.comments,
        }
    }
}

impl From<Stored> for SuggestionLine {
    fn from(stored: Stored) -> Self {
        Self {
            id: stored.id.to_string(),
            kind: stored.suggestion.kind(),
            state: stored.status,
            title: stored.suggestion.title,
        }
    }
}

impl From<&Interview> for InterviewLine {
    fn from(interview: &Interview) -> Self {
        Self {
            key: interview.key.clone(),
            title: interview.title.clone(),
            participant: interview.participant.clone(),
            segment: interview.segment.clone(),
            date: interview.date.clone(),
        }
    }
}

impl Stretch {
    /// The turns from the one with the index `from`.
    pub(super) fn of(interview: Interview, from: usize, limit: Option<usize>) -> Self {
        let (line, of) = (InterviewLine::from(&interview), interview.turns.len());
        let limit = limit.unwrap_or(TURNS.0).clamp(1, TURNS.1);
        let said =
            |turn: Turn| Said { turn: turn.index, speaker: turn.speaker, role: turn.role, text: turn.text };
        let next = from.saturating_add(limit);
        Self {
            line,
            turns: interview.turns.into_iter().skip(from).take(limit).map(said).collect(),
            of,
            next: (next < of).then_some(next),
        }
    }
}
