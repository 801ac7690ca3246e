//! What the interview leaves open: what to ask next, and what was asked and not answered.

use super::marks;
use super::opportunities::Felt;
use crate::domain::interview::{Interview, Role, Strength};
use crate::domain::snapshot::OpportunityKind;
use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Unanswered questions that are shown.
const MOST: usize = 3;
/// Words by which a question names a line.
const OPENING: usize = 5;
/// Words of an answer above which something was said.
const SHORT_ANSWER: usize = 9;

static NO_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:hm+|um|uh|oh|well|sorry|honestly)[,.\s]+)*(?:i\s+(?:really\s+)?(?:don't|do\s+not|can't|couldn't)\s+(?:really\s+)?(?:know|remember|recall|say|tell)|no\s+idea|(?:i'd|i\s+would)\s+rather\s+not|not\s+sure|pass\b|good\s+question|no\s+comment|hard\s+to\s+say)",
    )
});
static GUIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:what|when|where|who|whom|why|how|which|tell\s+me|do\s+you|did\s+you|have\s+you|has|is\s+there|are\s+there)\b",
    )
});

/// Questions about what was felt: the last real occasion of a mere opinion, the price
/// of a pain that was given none.
pub(super) fn open_questions(felt: &[Felt], room: usize) -> Vec<String> {
    let mut by_weight: Vec<&Felt> = felt.iter().collect();
    by_weight.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    by_weight.into_iter().filter_map(question_on).take(room).collect()
}

fn question_on(felt: &Felt) -> Option<String> {
    let line = opening(&felt.line);
    let strength = felt.said.excerpt.quote.strength;
    let asked = match felt.kind {
        _ if matches!(strength, Strength::Opinion | Strength::Hypothetical) => {
            "when did that last happen, and what did you do?"
        }
        OpportunityKind::Need | OpportunityKind::Desire => {
            "when did you last miss that, and what did you do?"
        }
        OpportunityKind::Pain if marks::costs(&felt.said.excerpt.quote.text) => return None,
        OpportunityKind::Pain => "what did it cost you the last time?",
    };
    Some(format!("“{line}”: {asked}"))
}

/// The first words of a line, enough to know it again.
fn opening(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() <= OPENING {
        return line.to_owned();
    }
    format!("{} …", words[..OPENING].join(" "))
}

/// What an interviewer asked and no participant answered.
pub(super) fn not_said(interview: &Interview) -> Vec<String> {
    let turns = &interview.turns;
    let mut unanswered = Vec::new();
    for (at, turn) in turns.iter().enumerate().filter(|(_, turn)| turn.role == Role::Interviewer) {
        let Some(question) = last_question(&turn.text) else { continue };
        let next = turns[at + 1..].iter().find(|next| next.role != Role::Other);
        let is_answered = next.is_some_and(|next| next.role != Role::Interviewer && !evades(&next.text));
        if !is_answered {
            unanswered.push(format!("{question} (turn {}, no answer)", turn.index));
        }
    }
    unanswered.truncate(MOST);
    unanswered
}

fn evades(answer: &str) -> bool {
    let answer = answer.replace('\u{2019}', "'");
    let is_short = text::words(&answer).len() <= SHORT_ANSWER;
    is_short && NO_ANSWER.is_match(&answer)
}

/// The last sentence of the turn that asks for something.
fn last_question(turn: &str) -> Option<String> {
    let asks = |sentence: &str| {
        sentence.ends_with('?') && text::words(sentence).len() >= 4 && GUIDE.is_match(sentence)
    };
    let last = text::sentences(turn).into_iter().rev().map(|range| &turn[range]).find(|one| asks(one))?;
    Some(text::one_line(last))
}
