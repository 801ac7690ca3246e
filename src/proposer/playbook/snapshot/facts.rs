//! Who they are, and the numbers that they state about themselves.

use super::answers::{Answer, answer_of};
use super::lines::overlap_of_lines;
use super::marks;
use super::voices::Said;
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Strength, Turn};
use crate::domain::snapshot::Line;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Words above which a line is more than a fact.
const LONG: usize = 16;
/// Worth that a fact has at least.
const LEAST: f64 = 0.9;
/// What a word of a line costs.
const WORD_COSTS: f64 = 0.025;
/// Share of common stems above which two facts are one.
const SAME: f64 = 0.5;
/// Facts of one turn.
const OF_ONE_TURN: usize = 2;
/// The part of a talk in which people say who they are.
const BEGINNING: f64 = 0.2;

static WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i\s+(?:currently\s+|mostly\s+|now\s+)?(?:work|live|run|manage|own|lead|teach|mend|repair|sell|study|look\s+after|joined|started\s+(?:at|as|with|out)|was\s+born)\b|born\s+there\b|(?:my|our)\s+(?:role|job|title|background)\s+(?:\w+\s+){0,3}(?:is|was)\b|(?:my|our)\s+(?:husband|wife|partner|kids|children|daughters?|sons?|family|friends)\b|(?:me|i)\s+and\s+(?:my|two|three|four|five)\b
        |i(?:'m|\s+am)\s+(?:an?|the\s+(?:secretary|owner|manager|head|lead|founder|chair\w*|director|only)|one\s+of|from|based|responsible|in\s+charge|seventy|sixty|fifty|forty|thirty|twenty|\d)\b|i\s+was\s+(?:an?|the)\s+\w+\s+(?:at|for|of|in)\b|i(?:'ve|\s+have)\s+(?:been|worked)\b|we(?:'re|\s+are)\s+(?:an?|about|around|roughly)\b|i've\s+got\s+(?:an?|the|two|three|\d)\b)",
    )
});
static HOW_MUCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:once|twice|(?:two|three|four|five|six|\d+)\s+times)\s+(?:an?|last|this)\s+(?:day|week|month|year)|every\s+(?:second\s+)?(?:day|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning)
        |(?:\d[\d.,]*|{number})(?:[-\s](?:\w+))?\s+(?:a\s+(?:day|week|month|year)|years?|people|cabins?|rooms?|engineers?|developers?|employees|services?|hosts?|teams?|customers?|users?|patients?|calls?|crossings|trips?|sites?|countries|beds?|pounds?|euros?|dollars?|minutes?|hours?|days?|weeks?|months?))\b",
    )
});
static ABOUT_THEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:how\s+(?:many|long\s+have|often|big|did\s+you\s+(?:end|come|get))|who\s+(?:are|travels|else)|what\s+do\s+you\s+do|your\s+(?:role|job|team|background|company|work)|where\s+do\s+you\s+(?:live|work)|introduce|about\s+yourself|you\s+live|you\s+look\s+after)\b",
    )
});
/// A number of things that the speaker tells: what a reader may want to repeat.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?ix)\b(?:\d[\d.,]*|(?:{number})(?:-\w+)?)\b"));
/// What they say of themselves in the present: "I mend pianos", "we run two shops".
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:i|we)\s+(?:only\s+|mostly\s+|also\s+)?[a-z]+\s+(?:(?:an?|the|my|our|for|at|in|with|on|two|three)\s+)?[a-z]+s?\b",
    )
});
static THINKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:i|we)\s+(?:\w+ly\s+)?(?:don't|do\s+not|can|can't|could|would|will|think|guess|know|mean|see|say|said|suppose|hope|believe|like|want|need|feel|felt|keep|love|try|hope|wonder|wish|am|was|were|did|had|have|went|got)\b",
    )
});
/// About somebody else.
static OF_OTHERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:he|she|they|her|his|their|him|he's|she's|they're)\b"));
/// An hour or a day, which is no amount.
static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:half\s+past|quarter\s+(?:past|to)|\w+\s+(?:past|to))\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|\d{1,2})\b
        |\b(?:at|till|until|before|after|around)\s+(?:\d{1,2}(?:[.:]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+o'clock|\s+in\s+the\s+\w+|\s+at\s+night|\W*$|\s*[.,;!?])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?:o'clock|[ap]\.?m\.?)\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[.:]\d\d\b",
    )
});
/// What is asked for is a number.
static HOW_MANY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bhow\s+(?:many|much|often|long|big|far|old)\b"));
/// What somebody will or will not do, which is no fact yet.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|n't)\s+\w+ing\b|\bgoing\s+to\b|\b(?:will|won't)\b|'ll\b|\bexcited\b|\blooking\s+forward\b",
    )
});
static ASIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:i\s+mean|i\s+think|i\s+guess|you\s+know|i\s+don't\s+know)\b,?"));

/// Who they are, how much and how often, and what it cost them: at most as many lines and words
/// as `room` has, in the order in which they were told.
pub(super) fn quick_facts(interview: &Interview, said: &[&Said], room: (usize, usize)) -> Vec<Line> {
    let (lines, mut words) = room;
    let mut ranked: Vec<(f64, Answer)> = said
        .iter()
        .filter_map(|one| {
            let turn = turn_of(interview, &one.excerpt.quote)?;
            let answer = answer_of(&turn.text, one);
            let worth = worth(one, &answer);
            (worth >= LEAST).then_some((worth - WORD_COSTS * answer.words() as f64, answer))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place().cmp(&b.1.place())));
    let mut chosen: Vec<Answer> = Vec::new();
    for (_, answer) in ranked {
        let of_the_turn = chosen.iter().filter(|other| other.turn == answer.turn).count();
        // The first fact of a turn shows the sentences around it: a second one must count something.
        let adds = of_the_turn == 0 || (of_the_turn < OF_ONE_TURN && AMOUNT.is_match(&answer.line));
        let is_new = adds
            && chosen
                .iter()
                .all(|other| !other.overlaps(&answer) && overlap_of_lines(&other.line, &answer.line) < SAME);
        if chosen.len() < lines && is_new && answer.words() <= words {
            words -= answer.words();
            chosen.push(answer);
        }
    }
    chosen.sort_by_key(Answer::place);
    chosen.into_iter().filter_map(|answer| line_with_quote(interview, said, answer)).collect()
}

fn turn_of<'a>(interview: &'a Interview, quote: &Quote) -> Option<&'a Turn> {
    interview.turns.iter().find(|turn| turn.index == quote.turn)
}

/// The fact with the whole answer as its quote, so that it can be seen what is counted.
fn line_with_quote(interview: &Interview, said: &[&Said], answer: Answer) -> Option<Line> {
    let quote = said.iter().map(|one| &one.excerpt.quote).find(|quote| quote.turn == answer.turn)?;
    let turn = turn_of(interview, quote)?;
    let range = answer.in_context(&turn.text);
    let quote = Quote {
        start: range.start,
        end: range.end,
        text: turn.text[range.clone()].to_owned(),
        at: turn.time_at(range.start),
        ..quote.clone()
    };
    Some(Line { text: answer.line, quote })
}

fn worth(one: &Said, answer: &Answer) -> f64 {
    let words = one.words();
    let told = &answer.told;
    let is_asked = answer.opens && ABOUT_THEM.is_match(&one.asked);
    // Who confirms where they live gives no view away: "You live on the island, is that right?"
    if !one.is_whole || (one.is_led && !is_asked) {
        return 0.0;
    }
    if words.ends_with(['?', '!']) || marks::is_elliptic(words) {
        return 0.0;
    }
    if one.excerpt.quote.strength == Strength::Hypothetical || marks::talks_about_talk(words) {
        return 0.0;
    }
    if answer.is_fragment && !is_asked && !answer.opens {
        return 0.0;
    }
    let is_early = one.position < BEGINNING;
    let line = ASIDE.replace_all(&answer.line, " ").replace('\u{2019}', "'");
    let own = marks::is_own_voice(&line);
    let counted = WHEN.replace_all(&line, " ");
    let amounts = AMOUNT.find_iter(&counted).count();
    let measures = amounts > 0 && HOW_MUCH.is_match(&counted);
    let answers_how_many = HOW_MANY.is_match(&one.asked);
    let is_deed = one.excerpt.quote.strength <= Strength::StatedProblem;
    let does = is_early && DOES.is_match(words) && !THINKS.is_match(words) && !marks::speaks_of_then(words);
    let kinds = [
        (WHO.is_match(told), if is_early { 1.7 } else { 1.0 }),
        (is_asked && (own || amounts > 0 || answer.is_fragment), if is_early { 1.5 } else { 0.8 }),
        (does, 1.0),
        (measures && (own || answers_how_many || is_deed), 0.9),
        (amounts > 1 && own && is_deed, 0.7),
        (amounts > 0 && marks::costs(&counted) && own, 0.6),
    ];
    let best = kinds.iter().filter(|(holds, _)| *holds).map(|(_, worth)| *worth).fold(0.0, f64::max);
    if best == 0.0 {
        return 0.0;
    }
    let more: [(bool, f64); 9] = [
        (amounts > 0 && (measures || is_asked), 0.3),
        (measures && answers_how_many, 0.3),
        (amounts > 1, 0.2),
        (one.is_echoed, 0.3),
        (marks::costs(&counted), 0.3),
        (marks::leans(words) && !answer.opens, -0.5),
        (OF_OTHERS.is_match(told) && !own, -0.5),
        (AHEAD.is_match(&line), -0.8),
        (answer.words() > LONG, -0.4),
    ];
    best + more.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<f64>()
}
