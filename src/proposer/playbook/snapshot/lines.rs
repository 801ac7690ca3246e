//! Quick facts, memorable quotes, the story, ways around and surprises.

use super::marks::{self, Mark};
use super::opportunities::{overlap, weight, widened};
use super::voices::Said;
use super::wording::line_of;
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Strength};
use crate::domain::snapshot::Line;
use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Share of common stems above which two lines say one thing.
const SAME: f64 = 0.5;

static WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i\s+(?:currently\s+|mostly\s+|now\s+)?(?:work|live|run|manage|own|lead|teach|mend|look\s+after|joined|started)\b|(?:my|our)\s+(?:role|job|team|company|title|background|husband|wife|kids|daughters|sons|family|business)\b
        |i(?:'m|\s+am)\s+(?:an?|the|one\s+of|on|from|based|responsible|in\s+charge|seventy|sixty|fifty|forty|thirty|twenty|\d)\b|i\s+was\s+(?:an?|the)\s+\w+\s+(?:at|for|of|in)\b|i(?:'ve|\s+have)\s+(?:been|worked|had|got)\b|we(?:'re|\s+are)\s+(?:an?|about|around|roughly)\b|i've\s+got\b)",
    )
});
static HOW_MUCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:once|twice|(?:two|three|four|five|six|\d+)\s+times)\s+an?\s+(?:day|week|month|year)|every\s+(?:second\s+)?(?:day|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning)
        |(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred)(?:[-\s](?:\w+))?\s+(?:a\s+(?:day|week|month|year)|years?|people|cabins?|rooms?|engineers?|developers?|employees|services?|hosts?|teams?|customers?|users?|patients?|crossings|trips?|sites?|countries|beds?))\b",
    )
});
static ABOUT_THEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:how\s+(?:many|long|often|much|big|did\s+you\s+(?:end|come|get))|who\s+(?:are|travels|else)|what\s+do\s+you\s+do|your\s+(?:role|job|team|background|company|work)|where\s+do\s+you\s+(?:live|work)|introduce|about\s+yourself|you\s+live|you\s+look\s+after)\b",
    )
});
static STORY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:last\s+time|what\s+happened|happened\s+next|and\s+then|what\s+did\s+you\s+(?:do|see)|tell\s+me|step\s+by\s+step|walk\s+(?:me|us)\s+through|when\s+(?:did|was)|how\s+did\s+(?:you|that|it))\b",
    )
});

/// Who they are, and the numbers that they state about themselves.
pub(super) fn quick_facts(interview: &Interview, said: &[Said], room: usize) -> Vec<Line> {
    let worth = |one: &Said| {
        let words = one.words();
        let told =
            f64::from(u8::from(WHO.is_match(words))) + 0.8 * f64::from(u8::from(HOW_MUCH.is_match(words)));
        let asked = 0.5 * f64::from(u8::from(ABOUT_THEM.is_match(&one.asked)));
        let early = if one.position < 0.2 { 0.5 } else { 0.0 };
        let hurts = 0.4 * f64::from(u8::from(marks::feels(words) || marks::denies(words)));
        if told > 0.0 { told + asked + early - hurts } else { 0.0 }
    };
    pick(interview, said, room, 1.2, worth)
}

/// Quotes that stand alone, in the participant's own voice.
pub(super) fn memorable(said: &[Said], room: usize) -> Vec<Quote> {
    let worth = |one: &Said| {
        let words = one.words();
        let count = text::words(words).len();
        if marks::leans(words) || one.is_led || words.ends_with('?') || !(6..=26).contains(&count) {
            return 0.0;
        }
        let vivid: [Mark; 4] =
            [(marks::contrasts, 0.6), (marks::denies, 0.4), (marks::feels, 0.3), (marks::totals, 0.3)];
        let signs = marks::worth(words, &vivid);
        let own = if words.split_whitespace().any(|word| ["I", "I'm", "my", "we"].contains(&word)) {
            0.3
        } else {
            0.0
        };
        weight(one) * 0.5 + signs + own
    };
    let chosen = best(said, room, 1.2, worth);
    chosen.into_iter().map(|one| one.excerpt.quote.clone()).collect()
}

/// What happened, in order: deeds of one stretch of the interview, one a turn.
pub(super) fn story(interview: &Interview, said: &[Said], room: usize) -> Vec<Line> {
    let worth = |one: &Said| {
        if one.excerpt.quote.strength != Strength::PastBehaviour || one.is_led || one.words().ends_with('?') {
            return 0.0;
        }
        let asked = if STORY.is_match(&one.asked) { 0.6 } else { 0.0 };
        let first = if ["I ", "We ", "First ", "And then"].iter().any(|start| one.words().starts_with(start))
        {
            0.3
        } else {
            0.0
        };
        1.0 + asked + first + 0.3 * f64::from(u8::from(marks::costs(one.words())))
            - if marks::leans(one.words()) { 0.3 } else { 0.0 }
    };
    let told: Vec<Said> = said.iter().filter(|one| worth(one) > 0.0).cloned().collect();
    pick(interview, &densest(&told, room * 2), room, 0.8, worth)
}

/// The run of so many deeds that lie closest together.
fn densest(told: &[Said], most: usize) -> Vec<Said> {
    if told.len() <= most {
        return told.to_vec();
    }
    let spread = |run: &[Said]| {
        let turn = |one: Option<&Said>| one.map_or(0, |one| one.excerpt.quote.turn);
        turn(run.last()) - turn(run.first())
    };
    told.windows(most).min_by_key(|run| spread(run)).map(<[Said]>::to_vec).unwrap_or_default()
}

/// How they get by.
pub(super) fn workarounds(interview: &Interview, said: &[Said], room: usize) -> Vec<Line> {
    let worth = |one: &Said| {
        let is_a_deed = one.excerpt.quote.strength <= Strength::Workaround;
        if !is_a_deed || one.is_led || !marks::goes_around(one.words()) || one.words().ends_with('?') {
            return 0.0;
        }
        1.0 + if one.is_echoed { 0.3 } else { 0.0 } - if marks::leans(one.words()) { 0.3 } else { 0.0 }
    };
    pick(interview, said, room, 0.7, worth)
}

/// What the interviewer had to repeat, or the speaker finds odd.
pub(super) fn surprises(interview: &Interview, said: &[Said], room: usize) -> Vec<Line> {
    let worth = |one: &Said| {
        let is_fact = one.excerpt.quote.strength <= Strength::StatedProblem;
        if !is_fact || one.is_led || one.words().ends_with('?') || one.position < 0.08 {
            return 0.0;
        }
        let odd = if marks::is_odd(one.words()) { 0.7 } else { 0.0 };
        let echoed = if one.is_echoed { 0.7 } else { 0.0 };
        if odd + echoed > 0.0 { odd + echoed + weight(one) * 0.3 } else { 0.0 }
    };
    pick(interview, said, room, 1.0, worth)
}

fn pick(
    interview: &Interview,
    said: &[Said],
    room: usize,
    least: f64,
    worth: impl Fn(&Said) -> f64,
) -> Vec<Line> {
    let line =
        |one: &Said| Line { text: line_of(one.words()), quote: widened(interview, &one.excerpt.quote) };
    best(said, room, least, worth).into_iter().map(line).collect()
}

/// The best by `worth`, one a turn and none twice, in the order in which they were said.
fn best(said: &[Said], room: usize, least: f64, worth: impl Fn(&Said) -> f64) -> Vec<&Said> {
    let mut ranked: Vec<(f64, &Said)> =
        said.iter().map(|one| (worth(one), one)).filter(|(worth, _)| *worth >= least).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.position.total_cmp(&b.1.position)));
    let mut chosen: Vec<&Said> = Vec::new();
    for (_, one) in ranked {
        let is_new = chosen
            .iter()
            .all(|other| other.excerpt.quote.turn != one.excerpt.quote.turn && overlap(other, one) < SAME);
        if chosen.len() < room && is_new {
            chosen.push(one);
        }
    }
    chosen.sort_by_key(|one| (one.excerpt.quote.turn, one.excerpt.quote.start));
    chosen
}
