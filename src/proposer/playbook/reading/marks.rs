//! Marks in a text: ways of doing it, things put off, words nobody has defined.

use super::grammar;
use crate::domain::{craft, text};

/// Words that open a description of a way, not of an outcome.
const WAYS: [&str; 12] = [
    "perhaps something like",
    "something like this",
    "possible solution",
    "possible approach",
    "proposed solution",
    "implementation",
    "technical notes",
    "further thoughts",
    "it may make sense to",
    "one way",
    "third option",
    "under the hood",
];

/// Words that put something off.
const PUT_OFF: [&str; 18] = [
    "etc",
    "optionally",
    "at some point",
    "optional",
    "nice to have",
    "nice-to-have",
    "later tasks",
    "follow-on",
    "follow-up task",
    "some day",
    "someday",
    "eventually",
    "in the future",
    "maybe",
    "perhaps",
    "if time",
    "would be nice",
    "could have",
];

/// The words with which a sentence or line begins to describe a way of doing it.
pub fn way_in(line: &str) -> Option<&'static str> {
    let lower = line.to_lowercase();
    WAYS.into_iter().find(|way| lower.contains(way))
}

/// The words that put the phrase off, if there are any.
pub fn put_off_in(phrase: &str) -> Option<&'static str> {
    let lower = phrase.to_lowercase();
    PUT_OFF.into_iter().find(|mark| contains_words(&lower, mark))
}

/// `UI - Show folders` and `Gate: print a ticket` without the part of the product before the mark.
pub fn without_label(title: &str) -> &str {
    let is_label = |label: &str| match text::words(label).len() {
        0 => false,
        1 => true,
        count => count <= 4 && grammar::leading_verb(label).is_none(),
    };
    let cut = title.split_once(": ").or_else(|| title.split_once(" - "));
    cut.filter(|(label, rest)| is_label(label) && text::words(rest).len() > 1).map_or(title, |(_, rest)| rest)
}

/// Words of a report that something goes wrong.
const DEFECTS: [&str; 8] = [
    "to reproduce",
    "steps to reproduce",
    "stack trace",
    "expected behavior",
    "expected behaviour",
    "actual behavior",
    "actual behaviour",
    "this issue shows up",
];

/// Words of a title that report the same.
const DEFECT_TITLES: [&str; 12] = [
    "does not work",
    "doesn't work",
    "not working",
    "is broken",
    "fails when",
    "fails to",
    "throws",
    "npe",
    "crashes",
    "error when",
    "causes errors",
    "causes an error",
];

/// The words with which an item reports a defect.
pub fn defect_in(title: &str, lower: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let of_title = DEFECT_TITLES.into_iter().find(|mark| contains_words(&title, mark));
    of_title.or_else(|| DEFECTS.into_iter().find(|mark| contains_words(lower, mark)))
}

/// Words of doubt: what follows is a question, not a part.
const DOUBTS: [&str; 9] = [
    "do not know",
    "don't know",
    "does not know",
    "not known",
    "unclear",
    "not sure",
    "nobody knows",
    "uncertain",
    "not investigated",
];

/// Whether the phrase says that something is not known.
pub fn is_doubt(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    DOUBTS.into_iter().any(|doubt| contains_words(&lower, doubt))
}

/// The vague words of a text, each once, in order.
pub fn vague_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text::words(text) {
        if craft::is_vague(&word) && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// Whether `needle` stands in `lower` between word boundaries.
pub fn contains_words(lower: &str, needle: &str) -> bool {
    lower.match_indices(needle).any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + needle.len()..].chars().next();
        let open = needle.ends_with('-');
        !before.is_some_and(char::is_alphanumeric) && (open || !after.is_some_and(char::is_alphanumeric))
    })
}
