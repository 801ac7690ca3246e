//! Speaker labels: what may be one, and which of a file's candidates are believed.

use std::collections::{BTreeMap, BTreeSet};

/// Words before a colon that are never a speaker.
const NEVER: &[&str] = &[
    "agenda",
    "applause",
    "attendees",
    "background",
    "challenges",
    "chat",
    "conclusion",
    "crosstalk",
    "date",
    "duration",
    "epic",
    "example",
    "examples",
    "false",
    "feature",
    "ftp",
    "goal",
    "goals",
    "http",
    "https",
    "inaudible",
    "insights",
    "kind",
    "language",
    "laughter",
    "link",
    "location",
    "methodology",
    "music",
    "nb",
    "next steps",
    "note",
    "notes",
    "participants",
    "ps",
    "quote",
    "quotes",
    "recommendation",
    "recommendations",
    "recording",
    "result",
    "results",
    "rule",
    "scenario",
    "scenario outline",
    "source",
    "story",
    "subject",
    "summary",
    "task",
    "tasks",
    "time",
    "tip",
    "title",
    "todo",
    "topic",
    "transcript",
    "true",
    "url",
    "warning",
];

/// Splits `Name: text` at a plausible label; the text may be empty.
pub(super) fn split_label(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let separated = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (separated && is_plausible(label.trim())).then(|| (label.trim(), rest.trim()))
}

/// Splits `[Name] text`.
pub(super) fn split_bracketed(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim_start_matches(':').trim();
    (!rest.is_empty() && is_plausible(label.trim())).then(|| (label.trim(), rest))
}

/// Whether `label` could name a speaker: at most five words, each like a name or an id.
pub(super) fn is_plausible(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    (1..=5).contains(&words.len())
        && label.chars().count() <= 60
        && label.chars().any(char::is_alphabetic)
        && !label.contains(['?', '!', ';', '"', '“', '”', '=', '<', '>', '*', '/'])
        && !NEVER.contains(&label.to_lowercase().as_str())
        && words.iter().enumerate().all(|(place, word)| is_name_word(word, place))
}

fn is_name_word(word: &str, place: usize) -> bool {
    const PARTICLES: [&str; 11] = ["al", "and", "bin", "da", "de", "del", "der", "di", "la", "van", "von"];
    let word = word.trim_matches(['(', ')', '[', ']', ',']);
    let Some(first) = word.chars().next() else { return false };
    let numbered = word.ends_with(|last: char| last.is_ascii_digit());
    let sentence_end = word.ends_with('.') && word.chars().count() > 4;
    !sentence_end
        && (!first.is_lowercase()
            || numbered
            || (place > 0 && PARTICLES.contains(&word))
            || super::role::is_role_word(word))
}

/// Counts the candidates of a file and says which are speakers.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    seen: BTreeMap<String, usize>,
    listed: BTreeSet<String>,
    labelled: usize,
    blocks: usize,
}

impl Labels {
    /// Counts a block, with its candidate if it has one.
    pub(super) fn count(&mut self, candidate: Option<&str>) {
        self.blocks += 1;
        if let Some(label) = candidate {
            self.labelled += 1;
            *self.seen.entry(label.to_owned()).or_default() += 1;
        }
    }

    /// Takes a name from the file's list of participants.
    pub(super) fn list(&mut self, name: &str) {
        self.listed.insert(name.trim().to_owned());
    }

    /// Whether at least `percent` of the blocks have a candidate.
    pub(super) fn covers(&self, percent: usize) -> bool {
        self.labelled > 0 && self.labelled * 100 >= self.blocks * percent
    }

    /// Whether two candidates come back, and a candidate occurs one and a half times on average.
    pub(super) fn take_turns(&self) -> bool {
        let returning = self.seen.values().filter(|&&times| times >= 2).count();
        returning >= 2 && self.seen.len() * 3 <= self.labelled * 2
    }

    /// How many different candidates there are.
    pub(super) fn distinct(&self) -> usize {
        self.seen.len()
    }

    /// Whether a candidate is the word for one who asks.
    pub(super) fn name_the_asker(&self) -> bool {
        self.seen.keys().any(|label| super::role::is_asker(label))
    }

    /// Whether `label` is a speaker: seen twice, listed as a participant, or in a clearly labelled file.
    pub(super) fn believes(&self, label: &str) -> bool {
        let times = self.seen.get(label).copied().unwrap_or(0);
        times >= 2 || (times == 1 && (self.covers(60) || self.listed.contains(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_are_sorted() {
        assert!(NEVER.is_sorted());
    }

    #[test]
    fn a_note_an_address_and_a_clock_are_no_speakers() {
        for line in ["Note: we record", "http://example.com: that page", "10:30: we start", "So I said: no"] {
            assert_eq!(split_label(line), None, "{line}");
        }
    }

    #[test]
    fn names_ids_and_role_words_may_be_speakers() {
        for label in ["Dr. Quist", "P3", "spk_1", "Ada von der Quist", "interviewer", "B"] {
            let line = format!("{label}: text");
            assert_eq!(split_label(&line), Some((label, "text")));
        }
    }
}
