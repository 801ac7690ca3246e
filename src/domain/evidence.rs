//! Evidence: quotes that are proved, passages that were searched.

use super::id::SourceId;
use super::interview::{Role, Strength, Turn};
use serde::{Deserialize, Serialize};

/// A participant's words, found byte for byte inside one turn of a stored transcript.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Quote {
    /// Key of the interview.
    pub source: String,
    /// 0-based index of the turn.
    pub turn: usize,
    /// Byte offset in the turn's text.
    pub start: usize,
    /// Byte offset of the end in the turn's text.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Label of the speaker.
    pub speaker: String,
    /// Role of the speaker.
    pub role: Role,
    /// Milliseconds from the start of the recording.
    pub at: Option<u64>,
    /// How much it proves.
    pub strength: Strength,
}

impl Quote {
    /// Whether two quotes have words of a turn in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.source == other.source
            && self.turn == other.turn
            && self.start < other.end
            && other.start < self.end
    }
}

/// A part of an item's own text, cited as such and never as a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemPassage {
    /// Key of the item.
    pub item: String,
    /// `title`, `text` or `criteria[n]`.
    pub field: String,
    /// Byte offset in the field.
    pub start: usize,
    /// Byte offset of the end in the field.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// What speaks for a suggestion and what speaks against it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Evidence {
    /// Quotes for.
    #[serde(rename = "for")]
    pub supporting: Vec<Quote>,
    /// Quotes against.
    pub against: Vec<Quote>,
    /// How many passages were searched.
    pub searched: usize,
    /// Distinct participants among the quotes, interviewers never.
    pub participants: usize,
    /// Quotes that were here until the people who said them were forgotten.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub withdrawn: usize,
}

/// Whether a count is left out of what is written.
pub fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Evidence {
    /// That evidence was withdrawn, in words; none where none was.
    pub fn withdrawn_words(&self) -> Option<String> {
        let quotes = if self.withdrawn == 1 { "1 quote" } else { &format!("{} quotes", self.withdrawn) };
        (self.withdrawn > 0).then(|| format!("evidence withdrawn: {quotes} of somebody who was forgotten"))
    }

    /// Every quote, for and against.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.supporting.iter().chain(&self.against)
    }
}

/// A stretch of an interview that a search found, with the turns that it spans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundPassage {
    /// Identity of the interview.
    pub id: SourceId,
    /// Key of the interview.
    pub source: String,
    /// Who was interviewed, for counting distinct people.
    pub person: String,
    /// Customer segment.
    pub segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The turns of the passage, with their neighbours' roles and times.
    pub turns: Vec<Turn>,
    /// Fused score of the best topic that found it, 0 to 1.
    pub score: f64,
    /// Indexes of the topics that found it, in the order they were asked.
    pub topics: Vec<usize>,
}

impl FoundPassage {
    /// The words at `range` of one of its turns, as a quote.
    pub fn quote(&self, turn: &Turn, range: std::ops::Range<usize>, strength: Strength) -> Quote {
        Quote {
            source: self.source.clone(),
            turn: turn.index,
            start: range.start,
            end: range.end,
            text: turn.text[range.start..range.end].to_owned(),
            speaker: turn.speaker.clone(),
            role: turn.role,
            at: turn.time_at(range.start),
            strength,
        }
    }
}

/// What a search over the interviews brought for one request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EvidencePool {
    /// Passages, best first, each once.
    pub passages: Vec<FoundPassage>,
    /// How many passages the search looked at.
    pub searched: usize,
    /// How many passages have no vector yet.
    pub pending: usize,
}
