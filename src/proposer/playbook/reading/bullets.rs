//! Bullets of a text, and sentences that say what shall be possible.

use super::parts::{Part, PartKind, part, pattern, trimmed};
use super::{clauses, grammar, marks};
use crate::domain::text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static LINE_BULLET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:[-*•–]{1,3}|\d{1,2}[.)])[ \t]+"));
static INLINE_BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(?:[-•]|\*{1,3})\s+"));
static INLINE_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)\d[.)]\s+"));
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:cannot|can't|does not|doesn't|fails to|works fine|error when|bad request|stack trace)\b",
    )
});
static WISH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:when|if)\b|\b(?:should|must|would|shall|will|told)\b"));
static EITHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\beither\s+((?:[^,.;]{2,60},\s+)*[^,.;]{2,60}?),?\s+or\s+([^,.;]{2,60})$")
});

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

/// Sentences of prose that say what shall be possible, as parts; what has alternatives as one part each.
pub(super) fn behaviours(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for range in text::sentences(text).into_iter().flat_map(|range| lines_in(text, range)) {
        let Some(phrase) = clauses::behaviour(&text[range.clone()]) else { continue };
        let range = trimmed(text, range);
        for (range, phrase) in alternatives(text, range, &phrase) {
            if parts.iter().all(|other| other.phrase != phrase) {
                parts.push(part("text", text, range, PartKind::Sentence, phrase));
            }
        }
    }
    parts
}

/// Lines of a text that lost its line breaks: two spaces before a capital or a bullet.
fn lines_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[range.clone()];
    let mut lines = Vec::new();
    let mut from = 0;
    for (at, gap) in words.match_indices("  ") {
        let after = words[at + gap.len()..].trim_start();
        let is_new = after.starts_with(|c: char| c.is_uppercase() || "-*•".contains(c));
        if is_new && at > from && !words[..at].trim_end().ends_with([',', ';', ':']) {
            lines.push(range.start + from..range.start + at);
            from = at;
        }
    }
    lines.push(range.start + from..range.end);
    lines
}

/// "fails at either source, processor, or sink" → one part per member; otherwise the part itself.
fn alternatives(text: &str, range: Range<usize>, phrase: &str) -> Vec<(Range<usize>, String)> {
    let whole = vec![(range.clone(), phrase.to_owned())];
    let Some(found) = EITHER.captures(phrase) else { return whole };
    let (Some(all), Some(first), Some(last)) = (found.get(0), found.get(1), found.get(2)) else {
        return whole;
    };
    let stem = phrase[..all.start()].trim_end();
    let members: Vec<&str> = first.as_str().split(", ").chain([last.as_str()]).map(str::trim).collect();
    let begins_a_clause = |member: &&str| {
        ["after", "before", "while", "when", "if", "still", "because"].contains(&grammar::first_word(member))
    };
    if members.iter().any(begins_a_clause) {
        return whole;
    }
    let lead = members[0].find(" a ").or_else(|| members[0].find(" the ")).map(|at| &members[0][..at]);
    let mut from = range.start;
    let mut parts = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let Some(at) = text[from..range.end].find(member).map(|at| from + at) else { return whole };
        from = at + member.len();
        let needs_lead =
            index > 0 && ["a", "an", "the"].contains(&grammar::first_word(member).to_lowercase().as_str());
        let lead = lead.filter(|_| needs_lead).map(|lead| format!("{lead} ")).unwrap_or_default();
        parts.push((trimmed(text, at..from), format!("{stem} {lead}{member}")));
    }
    parts
}

/// The bullets of a text that say what, not how; at most one level.
pub(super) fn bullets(text: &str) -> Vec<Part> {
    let marks = bullet_marks(text);
    let mut parts = Vec::new();
    let mut stem = String::new();
    let (mut is_way, mut is_setting) = (false, false);
    let mut put_off = None;
    let mut previous_end = 0;
    let top = marks.iter().map(|mark| stars(text, mark)).filter(|stars| *stars > 0).min().unwrap_or(0);
    for (index, mark) in marks.iter().enumerate() {
        let next = marks.get(index + 1).map_or(text.len(), |next| next.start);
        let lead = text[previous_end.min(mark.start)..mark.start].trim();
        if !lead.is_empty() || index == 0 {
            is_way = marks::way_in(lead).is_some() || is_notes(lead);
            is_setting = heading_of(lead).starts_with("scenario") || heading_of(lead).starts_with("use case");
            stem = stem_of(lead);
            put_off = marks::put_off_in(lead);
        }
        let end = bullet_end(text, mark.end, next);
        previous_end = end;
        let range = trimmed(text, mark.end..end);
        let is_nested = stars(text, mark) > top;
        if is_way || is_nested || range.len() < 3 || is_no_wish(&text[range.clone()]) {
            continue;
        }
        let words = &text[range.clone()];
        if is_setting && !grammar::says_something(words) && !EITHER.is_match(words) {
            continue;
        }
        let own = question_to_settle(words).unwrap_or_else(|| said_in(words));
        let phrase = if grammar::leading_verb(&own).is_some() || stem.is_empty() {
            own
        } else {
            format!("{stem} {}", plain_member(&own))
        };
        for (range, phrase) in alternatives(text, range, &phrase) {
            let mut bullet = part("text", text, range, PartKind::Bullet, phrase);
            bullet.put_off = bullet.put_off.or_else(|| put_off.map(str::to_owned));
            parts.push(bullet);
        }
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

/// Whether a bullet says what is not known, or what goes wrong today.
fn is_no_wish(words: &str) -> bool {
    let lower = words.to_lowercase();
    let is_example = ["example", "e.g", "for instance"].iter().any(|lead| lower.starts_with(lead));
    let is_link = lower.contains("http") && text::words(&lower.replace(['/', '.', ':'], "_")).len() <= 4;
    is_example
        || is_link
        || is_code(words)
        || marks::is_doubt(words)
        || TODAY.is_match(words) && !WISH.is_match(words)
}

/// Whether a bullet is a value or a line of a program, not words: `mode=text_line`.
fn is_code(words: &str) -> bool {
    let plain =
        words.split_whitespace().filter(|word| word.chars().all(|c| c.is_alphabetic() || ",.'-".contains(c)));
    words.contains(['=', '_', '{', '}', '<', '|', ';']) && plain.count() < 3
}

/// What a bullet says: the behaviour of a long one, else its first clause as it stands.
fn said_in(words: &str) -> String {
    let clause = first_clause(words);
    let is_long = text::words(clause).len() > 9;
    let said = if is_long { clauses::behaviour(clause) } else { None };
    said.unwrap_or_else(|| grammar::imperative(without_condition(clause)))
}

/// "regardless of whether it is new or not, follow the trace" → "follow the trace".
fn without_condition(clause: &str) -> &str {
    let lower = clause.to_lowercase();
    let is_condition = ["regardless of", "no matter"].iter().any(|lead| lower.starts_with(lead));
    clause.split_once(", ").filter(|_| is_condition).map_or(clause, |(_, rest)| rest)
}

/// Stars of a bullet's mark: the more, the deeper.
fn stars(text: &str, mark: &Range<usize>) -> usize {
    text[mark.clone()].matches('*').count()
}

/// Headings under which nothing is asked for.
const ASIDES: [&str; 29] = [
    "steps",
    "to reproduce",
    "implementation",
    "implementation details",
    "following scenario",
    "note",
    "notes",
    "thoughts",
    "context",
    "background",
    "consumer of this service",
    "out of scope",
    "will be responsible for",
    "example configuration",
    "reference",
    "references",
    "links",
    "see also",
    "definition of done",
    "definition of ready",
    "steps to reproduce",
    "stack trace",
    "environment",
    "open questions",
    "assumptions",
    "dependencies",
    "currently fail this test are below",
    "technical details",
    "known issues",
];

/// The line before bullets in lower case, without marks.
fn heading_of(lead: &str) -> String {
    let line = lead.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let sentence = text::sentences(line).last().map_or("", |range| &line[range.clone()]);
    let heading = sentence.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    heading.rsplit("  ").next().unwrap_or_default().to_owned()
}

/// Whether the line before bullets is a heading of remarks, or tells how things are.
fn is_notes(lead: &str) -> bool {
    let heading = heading_of(lead);
    let heading = heading.as_str();
    let is_short = text::words(heading).len() <= 4;
    let is_numbered_example = heading
        .strip_prefix("example")
        .is_some_and(|rest| rest.trim().is_empty() || rest.trim().chars().all(|c| c.is_ascii_digit()));
    ASIDES
        .iter()
        .any(|aside| heading == *aside || heading.ends_with(aside) && (is_short || aside.contains(' ')))
        || is_numbered_example
        || heading.starts_with("as of ")
        || heading.starts_with("currently")
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
    if first.chars().skip(1).all(char::is_lowercase) { member.to_lowercase() } else { member.to_owned() }
}

fn first_clause(words: &str) -> &str {
    text::sentences(words).first().map_or(words, |range| &words[range.clone()])
}
