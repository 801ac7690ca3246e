//! The sentences of one interview that may testify, each with the question that it answers.

use super::marks;
use super::wording::line_of;
use crate::domain::evidence::FoundPassage;
use crate::domain::interview::{Interview, Turn};
use crate::domain::text;
use crate::proposer::playbook::listening::{Excerpt, excerpts_of};
use std::collections::BTreeSet;
use std::ops::Range;

/// Words of an interviewer's turn that may be a mere echo of the answer before it.
const LONGEST_ECHO: usize = 12;
/// Words that a quote may have after its context was added.
const MOST_WORDS: usize = 36;

/// A sentence of a participant in its conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The sentence as it may be quoted.
    pub excerpt: Excerpt,
    /// What the interviewer said just before; empty at the beginning.
    pub asked: String,
    /// It echoes a question that put the answer into the participant's mouth.
    pub is_led: bool,
    /// It takes back what a leading question suggested: their own view, against the grain.
    pub is_correction: bool,
    /// The interviewer repeated it, as one does who is surprised.
    pub is_echoed: bool,
    /// The interviewer said that it was well put.
    pub is_praised: bool,
    /// The last sentence of its turn, where people put the point.
    pub ends_turn: bool,
    /// A sentence from its first word to its last, not a piece of a long one.
    pub is_whole: bool,
    /// Where in the interview it stands, 0 to 1.
    pub position: f64,
}

impl Said {
    /// The words.
    pub fn words(&self) -> &str {
        &self.excerpt.quote.text
    }

    /// The sentence as a line of a page.
    pub fn line(&self) -> String {
        line_of(self.words())
    }
}

/// Every sentence of the participants, in order; none where no participant speaks.
pub fn listen(interview: &Interview) -> Vec<Said> {
    let place = FoundPassage {
        id: interview.id.clone(),
        source: interview.key.clone(),
        person: interview.person().to_owned(),
        segment: interview.segment.clone(),
        date: interview.date.clone(),
        turns: Vec::new(),
        score: 0.0,
        topics: Vec::new(),
    };
    let voices = interview.roles.iter().filter(|one| one.role.testifies()).count();
    let is_one_person = interview.participant.is_some() || voices <= 1;
    let last = interview.turns.len().saturating_sub(1).max(1);
    let mut said = Vec::new();
    for (at, turn) in interview.turns.iter().enumerate() {
        let asked = at.checked_sub(1).map_or("", |before| question_of(&interview.turns[before]));
        let echo = interview.turns.get(at + 1).map(echo_of).unwrap_or_default();
        let praise = interview
            .turns
            .get(at + 1)
            .is_some_and(|next| !next.role.testifies() && marks::praises(&next.text));
        let leading = marks::is_leading(asked);
        let sentences = excerpts_of(&place, turn);
        let agreed = sentences.iter().position(|one| marks::corrects(&one.quote.text)).unwrap_or(usize::MAX);
        let strongest_echo = sentences.iter().map(|one| one.stems.intersection(&echo).count()).max();
        for (nth, mut excerpt) in sentences.into_iter().enumerate() {
            if is_one_person {
                interview.person().clone_into(&mut excerpt.person);
            }
            let common = excerpt.stems.intersection(&echo).count();
            let is_led = leading && is_agreement(&excerpt, asked, nth < agreed);
            let ends_turn = turn.text[excerpt.quote.end..].trim().is_empty();
            let is_whole = stands_whole(&turn.text, &(excerpt.quote.start..excerpt.quote.end));
            said.push(Said {
                is_whole,
                is_led,
                is_praised: praise && ends_turn,
                ends_turn,
                is_correction: leading && !is_led && nth >= agreed,
                is_echoed: common > 0 && Some(common) == strongest_echo,
                asked: asked.to_owned(),
                position: at as f64 / last as f64,
                excerpt,
            });
        }
    }
    said
}

/// Whether the range is a whole sentence of the turn, and nothing that the speaker quotes.
fn stands_whole(turn: &str, range: &Range<usize>) -> bool {
    let marks = turn[range.clone()].matches(['"', '\u{201c}', '\u{201d}']).count();
    text::sentences(turn).contains(range) && marks.is_multiple_of(2)
}

/// What the turn asks, when it is an interviewer's.
fn question_of(turn: &Turn) -> &str {
    if turn.role.testifies() { "" } else { &turn.text }
}

/// Content stems of a short turn that does not ask for more; none of any other.
fn echo_of(turn: &Turn) -> BTreeSet<String> {
    let is_short = text::words(&turn.text).len() <= LONGEST_ECHO;
    if turn.role.testifies() || !is_short || marks::asks_on(&turn.text) {
        return BTreeSet::new();
    }
    text::content_stems(&turn.text).into_iter().collect()
}

/// In an answer to a leading question: what comes before the correction, or says the question again.
fn is_agreement(excerpt: &Excerpt, asked: &str, is_before_correction: bool) -> bool {
    let question: BTreeSet<String> = text::content_stems(asked).into_iter().collect();
    let repeated = excerpt.stems.intersection(&question).count();
    let tells_a_fact = excerpt.quote.strength <= crate::domain::interview::Strength::StatedProblem;
    (is_before_correction && !tells_a_fact) || repeated * 2 > excerpt.stems.len()
}

/// The range with the sentence before it when it leans on that, and the short one after it that
/// belongs to it.
pub(super) fn with_context(turn: &str, range: &Range<usize>) -> Range<usize> {
    let sentences = text::sentences(turn);
    let mut whole = range.clone();
    let before = sentences.iter().rev().find(|one| one.end <= range.start);
    if let Some(before) = before.filter(|_| marks::leans(&turn[range.clone()])) {
        let fits = text::words(&turn[before.start..whole.end]).len() <= MOST_WORDS;
        if fits && !turn[before.clone()].ends_with('?') {
            whole.start = before.start;
        }
    }
    let after = sentences.iter().find(|one| one.start >= range.end);
    let belongs = |after: &Range<usize>| {
        let words = &turn[after.clone()];
        text::words(words).len() <= 3 && !words.ends_with('?') && marks::denies(words)
    };
    if let Some(after) = after.filter(|after| belongs(after)) {
        whole.end = after.end;
    }
    whole
}
