//! What hurts, what is needed and what is wished for, strongest first and told in order.

use super::marks::{self, Mark};
use super::voices::{Said, with_context};
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Strength};
use crate::domain::snapshot::OpportunityKind;
use crate::domain::text;
use crate::proposer::playbook::listening::{Polarity, polarity_of};
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Weight from which a sentence is an opportunity.
const MATTERS: f64 = 1.1;
/// Share of common stems above which two sentences say one thing.
const SAME: f64 = 0.4;
/// What a word of a line costs: two short lines are worth more than one long one.
const WORD_COSTS: f64 = 0.05;

/// An opportunity with what it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Felt {
    /// One line in the participant's words.
    pub line: String,
    /// Need, pain or desire.
    pub kind: OpportunityKind,
    /// The sentence, its quote widened by what it leans on.
    pub said: Said,
    /// How much it matters, for the rank.
    pub weight: f64,
}

/// The opportunities of an interview, at most `room`, in the order in which they were told.
/// Their lines have at most `words` words together.
pub fn opportunities(interview: &Interview, said: &[Said], room: usize, mut words: usize) -> Vec<Felt> {
    let mut ranked: Vec<(f64, f64, &Said)> = said
        .iter()
        .filter(|one| !one.is_led)
        .map(|one| (matters(one), one))
        .filter(|(weight, _)| *weight >= MATTERS)
        .map(|(weight, one)| (weight - WORD_COSTS * text::words(&one.line()).len() as f64, weight, one))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.position.total_cmp(&b.2.position)));
    let mut chosen: Vec<(f64, &Said)> = Vec::new();
    for (_, weight, one) in ranked {
        let is_new = chosen.iter().all(|(_, other)| {
            other.excerpt.quote.turn != one.excerpt.quote.turn && overlap(other, one) < SAME
        });
        let length = text::words(&one.line()).len();
        if chosen.len() < room && is_new && length <= words {
            words -= length;
            chosen.push((weight, one));
        }
    }
    chosen.sort_by_key(|(_, one)| (one.excerpt.quote.turn, one.excerpt.quote.start));
    chosen.into_iter().map(|(weight, one)| felt(interview, one, weight)).collect()
}

fn felt(interview: &Interview, said: &Said, weight: f64) -> Felt {
    let mut whole = said.clone();
    whole.excerpt.quote = quote_in_context(interview, &said.excerpt.quote);
    Felt { line: said.line(), kind: kind_of(said.words()), said: whole, weight }
}

/// The quote with the sentences that it needs to be understood.
pub fn quote_in_context(interview: &Interview, quote: &Quote) -> Quote {
    let Some(turn) = interview.turns.iter().find(|turn| turn.index == quote.turn) else {
        return quote.clone();
    };
    let range = with_context(&turn.text, &(quote.start..quote.end));
    Quote {
        start: range.start,
        end: range.end,
        text: turn.text[range.clone()].to_owned(),
        at: turn.time_at(range.start),
        ..quote.clone()
    }
}

/// How much a sentence matters to somebody who looks for opportunities.
pub fn matters(said: &Said) -> f64 {
    let words = said.words();
    let mut weight = match said.excerpt.quote.strength {
        Strength::PastBehaviour | Strength::Workaround | Strength::StatedProblem => 0.3,
        Strength::Opinion => 0.0,
        Strength::Hypothetical => -0.1,
        Strength::Compliment => -1.0,
    };
    let polarity = polarity_of(&without_late_things(words));
    weight += match polarity {
        Polarity::Obstacle => 1.0,
        Polarity::Neutral => 0.0,
        Polarity::Ease => -0.5,
    };
    let signs: [Mark; 10] = [
        (marks::wants, 1.5),
        (marks::denies, 0.5),
        (marks::feels, 0.5),
        (marks::costs, 0.4),
        (marks::contrasts, 0.4),
        (marks::totals, 0.3),
        (marks::goes_around, 0.2),
        (marks::answers_itself, 0.4),
        (marks::recurs, 0.4),
        (marks::points_back, -0.2),
    ];
    weight += marks::worth(words, &signs);
    let names_a_lack = polarity == Polarity::Obstacle
        || [marks::wants, marks::denies, marks::feels, marks::answers_itself, is_a_daily_burden]
            .iter()
            .any(|holds| holds(words));
    if names_a_lack && marks::is_general(words) {
        weight += 0.35;
    }
    if said.is_praised {
        weight += 0.4;
    }
    if said.ends_turn {
        weight += 0.15;
    }
    if said.is_echoed {
        weight += 0.3;
    }
    if marks::relieves(words) {
        weight -= 1.6;
    }
    if said.is_correction {
        weight += 0.6;
    }
    weight -= burden(said);
    // A figure or a way around is no lack by itself.
    if names_a_lack { weight } else { weight.min(MATTERS - 0.1) }
}

/// Every change comes back as a call, and each trip takes a whole evening.
fn is_a_daily_burden(words: &str) -> bool {
    marks::recurs(words) && marks::is_general(words) && marks::is_own_voice(words)
}

static LATE_THING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:the|a|of|in|that)\s+late(?:r|st)?\s+[a-z]+"));

/// The late boat is a boat, and no complaint.
fn without_late_things(words: &str) -> String {
    LATE_THING.replace_all(words, "it").into_owned()
}

/// What makes a sentence hard to understand alone.
fn burden(said: &Said) -> f64 {
    let words = text::words(said.words());
    let length = words.len().saturating_sub(15) as f64 * 0.03 + if words.len() < 6 { 0.15 } else { 0.0 };
    let few_contents = match said.excerpt.stems.len() {
        0 | 1 if marks::wants(said.words()) => 0.3,
        0 | 1 => 0.8,
        _ => 0.0,
    };
    let leans = if marks::leans(said.words()) { 0.25 } else { 0.0 };
    let piece = if said.is_whole { 0.0 } else { 0.9 };
    let question = if said.words().ends_with('?') { 0.8 } else { 0.0 };
    let elliptic = if marks::is_elliptic(said.words()) { 0.8 } else { 0.0 };
    let talk = if marks::talks_about_talk(said.words()) { 1.0 } else { 0.0 };
    length + few_contents + leans + piece + question + elliptic + talk
}

fn kind_of(words: &str) -> OpportunityKind {
    if marks::dreams(words) && polarity_of(words) != Polarity::Obstacle {
        OpportunityKind::Desire
    } else if marks::wants(words) && !marks::names_a_problem(words) {
        OpportunityKind::Need
    } else {
        OpportunityKind::Pain
    }
}

/// Share of common stems, of the shorter one's.
pub(super) fn overlap(a: &Said, b: &Said) -> f64 {
    in_common(&a.excerpt.stems, &b.excerpt.stems)
}

/// Common stems, as a share of those of the side that has fewer.
pub(super) fn in_common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    a.intersection(b).count() as f64 / a.len().min(b.len()).max(1) as f64
}
