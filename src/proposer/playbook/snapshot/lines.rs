//! Memorable quotes, ways around and surprises, and how lines are chosen.

use super::marks::{self, Mark};
use super::opportunities::{in_common, matters, overlap, quote_in_context};
use super::voices::Said;
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Strength};
use crate::domain::snapshot::Line;
use crate::domain::text;
use crate::proposer::playbook::listening::{Polarity, polarity_of};
use std::collections::BTreeSet;

/// Share of common stems above which two lines say one thing.
const SAME: f64 = 0.5;

/// Content words without which a quote tells a stranger nothing.
const FEWEST_STEMS: usize = 2;

/// Marks of which a quote that is worth repeating has one.
const VIVID: usize = 8;

/// How many lines are chosen, and of what worth.
pub(super) struct Pick {
    /// Lines in all.
    pub(super) lines: usize,
    /// Lines of one turn.
    pub(super) of_one_turn: usize,
    /// Words of all lines together.
    pub(super) words: usize,
    /// Worth that a line has at least.
    pub(super) least: f64,
}

/// Quotes that a listener would repeat: vivid, felt, costly, in the participant's own voice, and
/// understood alone.
pub(super) fn memorable(interview: &Interview, said: &[&Said], room: usize) -> Vec<Quote> {
    let worth = |one: &Said| {
        let words = one.words();
        let count = text::words(words).len();
        let is_out = one.is_led || !one.is_whole || marks::is_elliptic(words) || words.ends_with('?');
        if is_out || !(5..=24).contains(&count) || one.excerpt.stems.len() < FEWEST_STEMS {
            return 0.0;
        }
        let vivid: [Mark; 10] = [
            (marks::pictures, 0.7),
            (marks::answers_itself, 0.6),
            (marks::feels, 0.4),
            (marks::totals, 0.3),
            (marks::recurs, 0.3),
            (marks::costs, 0.2),
            (marks::contrasts, 0.2),
            (marks::denies, 0.2),
            (marks::is_own_voice, 0.3),
            (marks::is_general, 0.3),
        ];
        if !one.is_praised && !vivid[..VIVID].iter().any(|(holds, _)| holds(words)) {
            return 0.0;
        }
        let place = [(one.is_praised, 0.9), (one.ends_turn, 0.4), (one.is_echoed, 0.3), (count <= 15, 0.3)];
        let place: f64 = place.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum();
        // What leans on the sentence before is shown with it, if that fits.
        let is_mended = quote_in_context(interview, &one.excerpt.quote).start < one.excerpt.quote.start;
        let alone = match (marks::leans(words), is_mended) {
            (true, false) => -0.7,
            (true, true) => -0.3,
            (false, _) if marks::points_back(words) => -0.4,
            (false, _) => 0.0,
        };
        let doubled = if says_a_word_twice(words) { 0.3 } else { 0.0 };
        matters(one).min(2.5) * 0.15 + marks::worth(words, &vivid) + place + doubled + alone
    };
    let room = Pick { lines: room, of_one_turn: 1, words: usize::MAX, least: 1.2 };
    let chosen = best(said, &room, worth, |one| one.words().to_owned());
    chosen.into_iter().map(|(one, _)| quote_in_context(interview, &one.excerpt.quote)).collect()
}

/// One text to one telephone: a word that comes again gives a sentence its beat.
fn says_a_word_twice(words: &str) -> bool {
    let all = text::words(words);
    let comes_again = |at: usize, word: &String| word.len() > 2 && all[at + 1..].contains(word);
    let common = [
        "the", "and", "that", "you", "with", "for", "was", "are", "not", "have", "had", "they", "your",
        "our", "his", "her", "one",
    ];
    all.iter().enumerate().any(|(at, word)| !common.contains(&word.as_str()) && comes_again(at, word))
        || all.iter().filter(|word| *word == "one").count() > 1
}

/// Share of common content stems of two lines, of the shorter one's.
pub(super) fn overlap_of_lines(a: &str, b: &str) -> f64 {
    let stems = |line: &str| text::content_stems(line).into_iter().collect::<BTreeSet<String>>();
    in_common(&stems(a), &stems(b))
}

pub(super) fn is_hard(words: &str) -> bool {
    polarity_of(words) == Polarity::Obstacle
}

/// How they get by.
pub(super) fn workarounds(interview: &Interview, said: &[&Said], room: (usize, usize)) -> Vec<Line> {
    let worth = |one: &Said| {
        let is_a_deed = one.excerpt.quote.strength <= Strength::Workaround;
        if !is_a_deed || one.is_led || !marks::goes_around(one.words()) || one.words().ends_with('?') {
            return 0.0;
        }
        1.0 + if one.is_echoed { 0.3 } else { 0.0 } - if marks::leans(one.words()) { 0.3 } else { 0.0 }
    };
    let (lines, words) = room;
    pick(interview, said, &Pick { lines, of_one_turn: 1, words, least: 0.7 }, worth, Said::line)
}

/// What the interviewer had to repeat, or the speaker finds odd.
pub(super) fn surprises(interview: &Interview, said: &[&Said], room: (usize, usize)) -> Vec<Line> {
    let worth = |one: &Said| {
        let is_fact = one.excerpt.quote.strength <= Strength::StatedProblem;
        let is_thin = one.excerpt.stems.len() < 2 || marks::is_elliptic(one.words());
        if !is_fact || is_thin || one.is_led || one.words().ends_with('?') || one.position < 0.08 {
            return 0.0;
        }
        let odd = if marks::is_odd(one.words()) { 0.7 } else { 0.0 };
        let echoed = if one.is_echoed { 0.7 } else { 0.0 };
        if odd + echoed > 0.0 { odd + echoed + matters(one) * 0.3 } else { 0.0 }
    };
    let (lines, words) = room;
    pick(interview, said, &Pick { lines, of_one_turn: 1, words, least: 1.0 }, worth, Said::line)
}

/// The best by `worth` as lines, each with its quote.
pub(super) fn pick(
    interview: &Interview,
    said: &[&Said],
    room: &Pick,
    worth: impl Fn(&Said) -> f64,
    line: impl Fn(&Said) -> String,
) -> Vec<Line> {
    let quoted =
        |(one, text): (&Said, String)| Line { text, quote: quote_in_context(interview, &one.excerpt.quote) };
    best(said, room, worth, line).into_iter().map(quoted).collect()
}

/// The best by `worth` that fit, none twice, in the order in which they were said.
fn best<'a>(
    said: &[&'a Said],
    room: &Pick,
    worth: impl Fn(&Said) -> f64,
    line: impl Fn(&Said) -> String,
) -> Vec<(&'a Said, String)> {
    let mut ranked: Vec<(f64, &Said)> =
        said.iter().map(|one| (worth(one), *one)).filter(|(worth, _)| *worth >= room.least).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.position.total_cmp(&b.1.position)));
    let mut chosen: Vec<(&Said, String)> = Vec::new();
    let mut left = room.words;
    for (_, one) in ranked {
        let of_the_turn =
            chosen.iter().filter(|(other, _)| other.excerpt.quote.turn == one.excerpt.quote.turn);
        let is_new = of_the_turn.count() < room.of_one_turn
            && chosen.iter().all(|(other, _)| overlap(other, one) < SAME);
        let text = line(one);
        let length = text::words(&text).len();
        if chosen.len() < room.lines && is_new && length <= left {
            left -= length;
            chosen.push((one, text));
        }
    }
    chosen.sort_by_key(|(one, _)| (one.excerpt.quote.turn, one.excerpt.quote.start));
    chosen
}
