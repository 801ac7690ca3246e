//! A short answer as a fact: its pieces together, with the question where it says nothing alone.

use super::voices::Said;
use super::wording::line_of;
use crate::domain::text;
use crate::proposer::playbook::listening::speaks_to_a_machine;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of a question that is shown beside a short answer.
const SHORT_QUESTION: usize = 11;
/// Words that the pieces of an answer have together.
const PIECES: usize = 14;
/// Words of a piece that may be a whole sentence: "I mend pianos."
const SHORT_PIECE: usize = 3;
/// Words of the quote under a fact.
const QUOTED: usize = 36;

/// Any number, in digits or words: a line states none that its quote does not.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\d|\b(?:one|once|first|second|third|half|quarter|zero|twice|dozens?|(?:{number})(?:s|-\w+)?)\b",
    )
});
/// What an answer has that is a sentence of its own.
static STANDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:i|we|they|there|he|she|is|are|was|were|have|has|had|do|does|did|call)\b|\b(?:i|we|it|that|there|he|she|they)['\x{2019}](?:s|m|re|ve|d|ll)\b",
    )
});
/// Words that say when, how often or about, and of what nothing.
static MEASURES_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:\W*\b(?:\d[\d.,]*|an?|about|around|roughly|nearly|almost|in|of|the|last|this|or|so|mostly|maybe|to|for|now|ago|there|born|more|than|every|each|once|twice|times?|half|one|{number}|minutes?|hours?|days?|weeks?|months?|years?|january|february|march|april|may|june|july|august|september|october|november|december)\b)+\W*$",
    )
});

/// What was answered, as far as it is a fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// Index of the turn.
    pub(super) turn: usize,
    /// Where the pieces stand in the turn.
    range: Range<usize>,
    /// The pieces as they were said.
    pub(super) told: String,
    /// The line of the page.
    pub(super) line: String,
    /// It is the first thing that was answered.
    pub(super) opens: bool,
    /// No sentence of its own: "Six years in May."
    pub(super) is_fragment: bool,
}

impl Answer {
    /// Words of the line.
    pub(super) fn words(&self) -> usize {
        text::words(&self.line).len()
    }

    /// Where it stands.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.turn, self.range.start)
    }

    /// Whether both have words in common.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.turn == other.turn && self.range.start < other.range.end && other.range.start < self.range.end
    }

    /// The pieces with the sentences around them in their turn, as many as a quote may have.
    pub(super) fn in_context(&self, turn: &str) -> Range<usize> {
        let sentences = text::sentences(turn);
        let mut whole = self.range.clone();
        let fits = |range: &Range<usize>| text::words(&turn[range.clone()]).len() <= QUOTED;
        for sentence in sentences.iter().rev().filter(|one| one.end <= self.range.start) {
            let wider = sentence.start..whole.end;
            if !fits(&wider) || speaks_to_a_machine(&turn[sentence.clone()]) {
                break;
            }
            whole = wider;
        }
        for sentence in sentences.iter().filter(|one| one.start >= self.range.end) {
            let wider = whole.start..sentence.end;
            let words = &turn[sentence.clone()];
            if !fits(&wider) || words.ends_with('?') || speaks_to_a_machine(words) {
                break;
            }
            whole = wider;
        }
        whole
    }
}

/// The sentence with the pieces beside it that belong to it: "Four cabins. On the island, by the pier."
pub(super) fn answer_of(turn: &str, one: &Said) -> Answer {
    let quote = &one.excerpt.quote;
    let sentences = text::sentences(turn);
    let own = quote.start..quote.end;
    let is_piece = |range: &Range<usize>| {
        let words = &turn[range.clone()];
        let is_short = text::words(words).len() <= SHORT_PIECE;
        (is_short || !STANDS.is_match(words)) && !words.ends_with(['?', '!']) && !speaks_to_a_machine(words)
    };
    let mut range = own.clone();
    let fits = |range: &Range<usize>| text::words(&turn[range.clone()]).len() <= PIECES;
    if is_piece(&own) {
        for piece in sentences.iter().rev().filter(|other| other.end <= own.start) {
            if !is_piece(piece) || !fits(&(piece.start..range.end)) {
                break;
            }
            range.start = piece.start;
        }
    }
    for piece in sentences.iter().filter(|other| other.start >= own.end) {
        if !is_piece(piece) || !fits(&(range.start..piece.end)) {
            break;
        }
        range.end = piece.end;
    }
    let told = turn[range.clone()].to_owned();
    let opens = turn[..range.start].trim().is_empty();
    let pieces: Vec<String> = sentences
        .iter()
        .filter(|piece| range.start <= piece.start && piece.end <= range.end)
        .map(|piece| line_of(&turn[piece.clone()]))
        .collect();
    let alone = if pieces.is_empty() { line_of(&told) } else { pieces.join(". ") };
    let line = match question_in(&one.asked).filter(|_| opens && says_nothing_alone(&told)) {
        Some(question) => format!("{question} {alone}"),
        None => alone,
    };
    Answer { turn: quote.turn, is_fragment: is_piece(&own), range, told, line, opens }
}

/// Numbers and times without what they count.
fn says_nothing_alone(told: &str) -> bool {
    MEASURES_ONLY.is_match(told)
}

/// The last question of what was asked, when it is short and states no number itself.
fn question_in(asked: &str) -> Option<&str> {
    let question = text::sentences(asked)
        .into_iter()
        .rev()
        .map(|range| asked[range].trim())
        .find(|one| one.ends_with('?'))?;
    let may_stand = text::words(question).len() <= SHORT_QUESTION && !NUMBER.is_match(question);
    may_stand.then_some(question)
}
