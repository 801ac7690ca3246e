//! What happened, in order: the stretch of the talk that tells most of it.

use super::lines::{Pick, is_hard, pick};
use super::marks;
use super::voices::Said;
use crate::domain::interview::{Interview, Strength};
use crate::domain::snapshot::Line;
use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Turns of an interview in which one story is told.
const STRETCH: usize = 16;
/// Worth that a deed of the story has at least.
const LEAST: f64 = 0.8;
/// Content words without which a deed is none: "I did nothing".
const FEWEST_STEMS: usize = 2;

static ASKS_FOR_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:last\s+time|what\s+happened|happened\s+next|and\s+then|what\s+did\s+you\s+(?:do|see)|tell\s+me|step\s+by\s+step|walk\s+(?:me|us)\s+through|when\s+(?:did|was)|how\s+did\s+(?:you|that|it))\b",
    )
});
/// How somebody was, not what they did.
static IS_A_STATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:and|so|then|first)[,\s]+)*(?:i|we)\s+(?:\w+ly\s+)?(?:was|were|felt|thought|knew)\b|\bnothing\b",
    )
});
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:first|then|next|after(?:wards)?|before|finally|eventually|in\s+the\s+end|at\s+(?:first|last|lunch|noon|\d+|ten|half|six|five)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|night|january|february|march|april|june|july|august|september|october|november|december|last\s+\w+)\b",
    )
});

/// The deeds of one stretch, at most as many lines and words as `room` has.
pub(super) fn story(interview: &Interview, said: &[&Said], room: (usize, usize)) -> Vec<Line> {
    let (lines, words) = room;
    let told: Vec<(&Said, f64)> =
        said.iter().map(|one| (*one, worth(one))).filter(|(_, worth)| *worth >= LEAST).collect();
    let stretch: Vec<&Said> = fullest(&told, lines).iter().map(|(one, _)| *one).collect();
    pick(interview, &stretch, &Pick { lines, of_one_turn: 2, words, least: LEAST }, worth, Said::line)
}

fn worth(one: &Said) -> f64 {
    let words = one.words();
    let is_told = one.excerpt.quote.strength == Strength::PastBehaviour;
    if !is_told || !one.is_whole || one.is_led || words.ends_with('?') || marks::is_elliptic(words) {
        return 0.0;
    }
    let signs: [(bool, f64); 9] = [
        (ASKS_FOR_IT.is_match(&one.asked), 0.5),
        (["I ", "We ", "First ", "And then"].iter().any(|start| words.starts_with(start)), 0.3),
        (marks::costs(words), 0.3),
        (is_hard(words), 0.3),
        (TIME.is_match(words), 0.3),
        (marks::leans(words), -0.5),
        (one.excerpt.stems.len() < FEWEST_STEMS, -0.6),
        (IS_A_STATE.is_match(words), -0.4),
        (marks::denies(words) && !is_hard(words), -0.4),
    ];
    let long = text::words(words).len().saturating_sub(20) as f64 * 0.03;
    1.0 + signs.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<f64>() - long
}

/// The deeds of the stretch whose best `most` are worth most, each with its worth; the first of equals.
fn fullest<'a, 'b>(told: &'a [(&'b Said, f64)], most: usize) -> &'a [(&'b Said, f64)] {
    let turn = |(one, _): &(&Said, f64)| one.excerpt.quote.turn;
    let stretch = |from: usize| {
        let end = told[from..].iter().position(|one| turn(one) >= turn(&told[from]) + STRETCH);
        &told[from..end.map_or(told.len(), |end| from + end)]
    };
    let full = |deeds: &[(&Said, f64)]| {
        let mut worths: Vec<f64> = deeds.iter().map(|(_, worth)| *worth).collect();
        worths.sort_by(|a, b| b.total_cmp(a));
        worths.into_iter().take(most).sum::<f64>()
    };
    let best = (0..told.len()).map(stretch).map(|deeds| (full(deeds), deeds));
    best.reduce(|best, next| if next.0.total_cmp(&best.0).is_gt() { next } else { best })
        .map_or(&[], |(_, deeds)| deeds)
}
