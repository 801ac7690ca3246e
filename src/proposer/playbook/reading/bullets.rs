//! Bullets of a text, and sentences that say what shall be possible.

use super::parts::{Part, PartKind, part, pattern, trimmed};
use super::{grammar, marks};
use crate::domain::text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static LINE_BULLET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:[-*•–]{1,3}|\d{1,2}[.)])[ \t]+"));
static INLINE_BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(?:[-•]|\*{1,3})\s+"));
static INLINE_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)\d[.)]\s+"));
static MODAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:would|should|must|could|can|will|needs? to)\b"));

/// Where bullets begin: at lines, or inside a line of a text that lost its lines.
fn bullet_marks(text: &str) -> Vec<Range<usize>> {
    let of = |pattern: &Regex| pattern.find_iter(text).map(|found| found.range()).collect::<Vec<_>>();
    let lines = of(&LINE_BULLET);
    let mut inline = of(&INLINE_BULLET);
    let numbers = of(&INLINE_NUMBER);
    if numbers.len() > 1 && text.contains("1.") && text.contains("2.") {
        inline.extend(numbers);
        inline.sort_by_key(|range| range.start);
    }
    if lines.len() > 1 && lines.len() >= inline.len() { lines } else { inline }
}

/// Sentences of prose that say what shall be possible, as parts.
pub(super) fn sentences_with_modals(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for range in text::sentences(text) {
        let words = &text[range.clone()];
        let says_what = MODAL.is_match(words) && text::words(words).len() >= 5 && !words.ends_with('?');
        if !says_what || marks::way_in(words).is_some() || marks::is_doubt(words) {
            continue;
        }
        let range = trimmed(text, range);
        let phrase = grammar::imperative(&text[range.clone()]);
        parts.push(part("text", text, range, PartKind::Bullet, phrase));
    }
    parts
}

/// The bullets of a text that say what, not how; at most one level.
pub(super) fn bullets(text: &str) -> Vec<Part> {
    let marks = bullet_marks(text);
    let mut parts = Vec::new();
    let mut stem = String::new();
    let mut is_way = false;
    let mut put_off = None;
    let mut previous_end = 0;
    for (index, mark) in marks.iter().enumerate() {
        let next = marks.get(index + 1).map_or(text.len(), |next| next.start);
        let lead = text[previous_end.min(mark.start)..mark.start].trim();
        if !lead.is_empty() || index == 0 {
            is_way = marks::way_in(lead).is_some() || is_notes(lead);
            stem = stem_of(lead);
            put_off = marks::put_off_in(lead);
        }
        let end = bullet_end(text, mark.end, next);
        previous_end = end;
        let range = trimmed(text, mark.end..end);
        if is_way || range.is_empty() || range.len() < 3 || marks::is_doubt(&text[range.clone()]) {
            continue;
        }
        let words = &text[range.clone()];
        let own = question_to_settle(words).unwrap_or_else(|| grammar::imperative(first_clause(words)));
        let phrase = if grammar::leading_verb(&own).is_some() || stem.is_empty() {
            own
        } else {
            format!("{stem} {}", plain_member(&own))
        };
        let mut bullet = part("text", text, range, PartKind::Bullet, phrase);
        bullet.put_off = bullet.put_off.or_else(|| put_off.map(str::to_owned));
        parts.push(bullet);
    }
    parts
}

/// "Who can create streams?" → "say who can create streams".
fn question_to_settle(words: &str) -> Option<String> {
    let (question, _) = words.split_once('?')?;
    let first = grammar::first_word(question).to_lowercase();
    ["who", "which", "what", "when", "how"]
        .contains(&first.as_str())
        .then(|| format!("say {}{}", first, question.trim_start().get(first.len()..).unwrap_or_default()))
}

fn is_notes(lead: &str) -> bool {
    let tail = lead.trim_end_matches(['*', '_', ' ']).to_lowercase();
    [
        "note:",
        "notes:",
        "thoughts:",
        "context:",
        "background:",
        "consumer of this service",
        "out of scope:",
        "will be responsible for:",
    ]
    .iter()
    .any(|mark| tail.ends_with(mark))
        || tail.starts_with("as of ")
        || tail.starts_with("currently")
}

/// A bullet ends at its line, or at the first sentence end when the text has no lines.
fn bullet_end(text: &str, from: usize, next: usize) -> usize {
    let words = &text[from..next];
    let line = words.find('\n').unwrap_or(words.len());
    let gap = words.find("  ").filter(|gap| *gap > 0).unwrap_or(words.len());
    from + line.min(gap)
}

/// "Generate a report with at least the following information:" → "generate a report with".
fn stem_of(lead: &str) -> String {
    let sentence = text::sentences(lead).last().map_or("", |range| &lead[range.clone()]);
    let wish = grammar::imperative(sentence.trim_end_matches([':', ' ', '*']));
    if grammar::leading_verb(&wish).is_none() || !sentence.trim_end().ends_with(':') {
        return String::new();
    }
    let cut = [" at least the following", " the following", " following", " these", " at least"];
    let end = cut.iter().filter_map(|mark| wish.find(mark)).min().unwrap_or(wish.len());
    let stem = wish[..end].trim();
    let last = stem.rsplit(' ').next().unwrap_or_default();
    let joins = ["with", "of", "for", "via", "from", "in", "by", "to", "on"].contains(&last);
    if joins && stem.split(' ').count() <= 12 { stem.to_owned() } else { String::new() }
}

fn plain_member(member: &str) -> String {
    let first = grammar::first_word(member);
    if first.chars().skip(1).all(char::is_lowercase) {
        grammar::lower_first(&member.to_lowercase())
    } else {
        member.to_owned()
    }
}

fn first_clause(words: &str) -> &str {
    text::sentences(words).first().map_or(words, |range| &words[range.clone()])
}
