//! Speaker labels: which words before a colon name a voice, and which do not.

use regex::Regex;
use std::sync::LazyLock;

/// Words before a colon that introduce a remark, never a person.
const NEVER: [&str; 26] = [
    "note",
    "notes",
    "http",
    "https",
    "e.g",
    "i.e",
    "ps",
    "nb",
    "example",
    "question",
    "answer",
    "summary",
    "url",
    "date",
    "time",
    "location",
    "title",
    "description",
    "agenda",
    "topic",
    "participants",
    "attendees",
    "published",
    "source",
    "todo",
    "warning",
];

static STAMP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?[\])]?\s*").ok());

/// Splits `Name: text`; none when what stands before the colon does not look like a name.
pub(super) fn split_label(line: &str) -> Option<(&str, &str)> {
    let (label, said) = line.split_once(':')?;
    let label = label.trim();
    (looks_like_name(label) && (said.is_empty() || said.starts_with(char::is_whitespace)))
        .then(|| (label, said.trim()))
}

/// At most five words, at most forty characters, begins with a letter, is not a remark word.
pub(super) fn looks_like_name(label: &str) -> bool {
    let words = label.split_whitespace().count();
    (1..=5).contains(&words)
        && label.chars().count() <= 40
        && label.chars().next().is_some_and(|c| c.is_alphabetic() && (c.is_uppercase() || words == 1))
        && !label.contains(['?', '!', '"', ',', ';', '/', '(', '<'])
        && !NEVER.contains(&label.to_lowercase().as_str())
}

/// Takes a leading time off a text: its milliseconds and the rest.
pub(super) fn split_stamp(text: &str) -> (Option<u64>, &str) {
    let Some(found) = STAMP.as_ref().and_then(|stamp| stamp.find(text)) else { return (None, text) };
    let digits = found.as_str().trim().trim_matches(['[', ']', '(', ')']);
    match super::block::parse_time(digits) {
        Some(ms) => (Some(ms), &text[found.end()..]),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_or_a_time_is_no_name() {
        assert_eq!(split_label("Dr. Quist: Note: three things"), Some(("Dr. Quist", "Note: three things")));
        for line in ["Note: we record", "http://example.com: that", "10:30: we start", "He said, well: no"] {
            assert_eq!(split_label(line), None, "{line}");
        }
    }
}
