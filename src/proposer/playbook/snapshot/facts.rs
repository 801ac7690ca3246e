//! Who they are, and the numbers that they state about themselves.

use super::lines::{Pick, is_hard, pick};
use super::marks;
use super::voices::Said;
use crate::domain::interview::{Interview, Strength};
use crate::domain::snapshot::Line;
use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Words of a question that is shown beside a short answer.
const SHORT_QUESTION: usize = 11;
/// Words above which a sentence is more than a fact.
const LONG: usize = 22;

static WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i\s+(?:currently\s+|mostly\s+|now\s+)?(?:work|live|run|manage|own|lead|teach|mend|repair|sell|study|look\s+after|joined|started\s+(?:at|as|with|out)|was\s+born)\b|born\s+there\b|(?:my|our)\s+(?:role|job|title|background)\s+(?:\w+\s+){0,3}(?:is|was)\b|(?:my|our)\s+(?:husband|wife|partner|kids|children|daughters?|sons?|family|friends)\b|(?:me|i)\s+and\s+(?:my|two|three|four|five)\b
        |i(?:'m|\s+am)\s+(?:an?|the\s+(?:secretary|owner|manager|head|lead|founder|chair\w*|director|only)|one\s+of|from|based|responsible|in\s+charge|seventy|sixty|fifty|forty|thirty|twenty|\d)\b|i\s+was\s+(?:an?|the)\s+\w+\s+(?:at|for|of|in)\b|i(?:'ve|\s+have)\s+(?:been|worked)\b|we(?:'re|\s+are)\s+(?:an?|about|around|roughly)\b|i've\s+got\s+(?:an?|the|two|three|\d)\b)",
    )
});
static HOW_MUCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:once|twice|(?:two|three|four|five|six|\d+)\s+times)\s+(?:an?|last|this)\s+(?:day|week|month|year)|every\s+(?:second\s+)?(?:day|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning)
        |(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[-\s](?:\w+))?\s+(?:a\s+(?:day|week|month|year)|years?|people|cabins?|rooms?|engineers?|developers?|employees|services?|hosts?|teams?|customers?|users?|patients?|calls?|crossings|trips?|sites?|countries|beds?|pounds?|euros?|dollars?|minutes?|hours?|days?|weeks?|months?))\b",
    )
});
static ABOUT_THEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:how\s+(?:many|long\s+have|often|big|did\s+you\s+(?:end|come|get))|who\s+(?:are|travels|else)|what\s+do\s+you\s+do|your\s+(?:role|job|team|background|company|work)|where\s+do\s+you\s+(?:live|work)|introduce|about\s+yourself|you\s+live|you\s+look\s+after)\b",
    )
});
/// A number of things that the speaker tells: what a reader may want to repeat.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand|million)\b",
    )
});
/// Any number, in digits or words: a line states none that its quote does not.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\d|\b(?:one|once|first|second|third|half|twice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundreds?|thousands?|millions?)\b",
    )
});
/// What an answer has that is a sentence of its own.
static STANDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:i|we|they|there|he|she|is|are|was|were|have|has|had|do|does|did|call)\b|\b(?:i|we|it|that|there|he|she|they)['\x{2019}](?:s|m|re|ve|d|ll)\b",
    )
});

/// Who they are and how much of what, at most as many lines and words as `room` has.
pub(super) fn quick_facts(interview: &Interview, said: &[&Said], room: (usize, usize)) -> Vec<Line> {
    let (lines, words) = room;
    pick(interview, said, &Pick { lines, of_one_turn: 1, words, least: 0.9 }, worth, fact_line)
}

fn worth(one: &Said) -> f64 {
    let words = one.words();
    if !one.is_whole || one.is_led || words.ends_with(['?', '!']) || marks::is_elliptic(words) {
        return 0.0;
    }
    let is_fragment = !STANDS.is_match(words);
    if is_fragment && one.excerpt.quote.start > 0 {
        return 0.0;
    }
    let opens_answer = one.excerpt.quote.start == 0 && ABOUT_THEM.is_match(&one.asked);
    let is_deed = one.excerpt.quote.strength <= Strength::Workaround;
    let is_told = one.excerpt.quote.strength != Strength::Hypothetical;
    let tells = [
        (WHO.is_match(words), 1.0),
        (HOW_MUCH.is_match(words), 0.8),
        (opens_answer, if is_fragment { 0.9 } else { 0.4 }),
        (AMOUNT.is_match(words) && is_deed, 0.4),
        (AMOUNT.find_iter(words).count() > 1 && !is_deed && is_told, 0.6),
    ];
    let told: f64 = tells.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum();
    let amounts = AMOUNT.find_iter(words).count().min(3) as f64 * 0.15;
    let early = if one.position < 0.2 { 0.4 } else { 0.0 };
    let echoed = if one.is_echoed { 0.3 } else { 0.0 };
    let hurts = 0.3 * f64::from(u8::from(marks::feels(words) || marks::denies(words) || is_hard(words)));
    let leans = if marks::leans(words) && !opens_answer { 0.4 } else { 0.0 };
    let long = if text::words(words).len() > LONG { 0.6 } else { 0.0 };
    if told > 0.0 { told + amounts + early + echoed - hurts - leans - long } else { 0.0 }
}

/// The fact as a line; a short answer with what it answers.
fn fact_line(one: &Said) -> String {
    let line = one.line();
    let Some(question) = question_in(&one.asked) else { return line };
    let adds_no_figure = !NUMBER.is_match(question);
    let is_short = text::words(question).len() <= SHORT_QUESTION;
    if one.excerpt.quote.start == 0
        && (!STANDS.is_match(&line) || marks::leans(&line))
        && is_short
        && adds_no_figure
    {
        return format!("{question} {line}");
    }
    line
}

/// The last question of what was asked.
fn question_in(asked: &str) -> Option<&str> {
    text::sentences(asked).into_iter().rev().map(|range| asked[range].trim()).find(|one| one.ends_with('?'))
}
