//! Takes the words of people who are forgotten out of what rests on them; the rest stands.
//!
//! Quotes are found by their source, copied words by runs of words that stand nowhere else.

use super::interview::{Interview, Role};
use super::text::words;
use serde_json::Value;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Words in a row that make a text theirs.
const RUN: usize = 4;

/// Words in a row that make a copy of what they said, where others' texts may say the same by chance.
const COPY: usize = 8;

/// What stands where a sentence was made of their words.
pub const WITHDRAWN: &str = "(evidence withdrawn)";

/// What stands where one of their interviews was named.
pub const FORGOTTEN: &str = "forgotten";

/// By what the words of some interviews are known.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    /// Keys of the interviews, and the people in them.
    names: Vec<String>,
    runs: HashSet<u64>,
}

impl Traces {
    /// What tells these interviews from everything that is said `elsewhere`. What was asked in them
    /// is nobody's testimony, and a question of ours may well begin with the same words.
    pub fn of<'a>(interviews: &[Interview], elsewhere: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Vec::new();
        for interview in interviews {
            names.push(interview.key.clone());
            names.extend(interview.participant.clone());
        }
        let turns = interviews.iter().flat_map(|one| &one.turns);
        let told = turns.filter(|turn| turn.role != Role::Interviewer);
        let mut runs_of_theirs: HashSet<u64> = told.flat_map(|turn| runs(&turn.text)).collect();
        for text in elsewhere {
            for run in runs(text) {
                runs_of_theirs.remove(&run);
            }
        }
        Self { names, runs: runs_of_theirs }
    }

    /// Whether this is the key of one of the interviews.
    pub fn is_of(&self, key: &str) -> bool {
        self.names.iter().any(|name| name == key)
    }

    /// Whether a text is made of their words.
    pub fn stand_in(&self, text: &str) -> bool {
        runs(text).iter().any(|run| self.runs.contains(run))
    }

    /// Whether a text far from the workspace is a copy of their words: eight of them in a row, or
    /// nothing else.
    pub fn copied_in(&self, text: &str) -> bool {
        let theirs: Vec<bool> = runs(text).iter().map(|run| self.runs.contains(run)).collect();
        let whole = !theirs.is_empty() && theirs.iter().all(|is_theirs| *is_theirs);
        whole || theirs.windows(COPY - RUN + 1).any(|row| row.iter().all(|is_theirs| *is_theirs))
    }

    /// Whether a copy of their words stands anywhere in a JSON value.
    pub fn copied_within(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.copied_in(text),
            Value::Array(values) => values.iter().any(|value| self.copied_within(value)),
            Value::Object(fields) => fields.values().any(|value| self.copied_within(value)),
            _ => false,
        }
    }

    /// The text without their words and without the names of their interviews.
    pub fn out_of(&self, text: &str) -> String {
        if self.stand_in(text) { WITHDRAWN.to_owned() } else { self.without_names(text) }
    }

    /// Takes quotes, lines and words of theirs out of a JSON value; says how many quotes went.
    pub fn take_out(&self, value: &mut Value) -> usize {
        match value {
            Value::Array(values) => {
                let mut gone = 0;
                values.retain(|value| {
                    let quotes = self.quotes_in(value);
                    gone += quotes;
                    quotes == 0 && !self.is_theirs(value)
                });
                gone + values.iter_mut().map(|value| self.take_out(value)).sum::<usize>()
            }
            Value::Object(fields) => fields.values_mut().map(|value| self.take_out(value)).sum(),
            Value::String(text) => {
                *text = self.out_of(text);
                0
            }
            _ => 0,
        }
    }

    /// How many of their quotes a value holds.
    pub fn quotes_in(&self, value: &Value) -> usize {
        match value {
            Value::Object(fields) => {
                let source = fields.get("source").and_then(Value::as_str);
                let is_quote = fields.contains_key("turn") && source.is_some_and(|source| self.is_of(source));
                usize::from(is_quote) + fields.values().map(|value| self.quotes_in(value)).sum::<usize>()
            }
            Value::Array(values) => values.iter().map(|value| self.quotes_in(value)).sum(),
            _ => 0,
        }
    }

    /// A name of theirs, a place in an interview of theirs, or their words, as one of a list.
    fn is_theirs(&self, value: &Value) -> bool {
        let Value::String(text) = value else { return false };
        let source = text.rsplit_once(':').map_or(text.as_str(), |(source, _)| source);
        self.is_of(text) || self.is_of(source) || self.stand_in(text)
    }

    /// Only names that are no plain words: a key such as `talk` may stand anywhere.
    fn without_names(&self, text: &str) -> String {
        let tells = |name: &&String| name.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
        self.names.iter().filter(tells).fold(text.to_owned(), |text, name| replace_word(&text, name))
    }
}

fn replace_word(text: &str, word: &str) -> String {
    let is_part = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let (mut left, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(word) {
        let end = at + word.len();
        let before = rest[..at].chars().next_back().or_else(|| left.chars().next_back());
        let whole = !is_part(before) && !is_part(rest[end..].chars().next());
        left.push_str(&rest[..at]);
        left.push_str(if whole { FORGOTTEN } else { word });
        rest = &rest[end..];
    }
    left + rest
}

fn runs(text: &str) -> Vec<u64> {
    let words = words(text);
    let hash = |run: &[String]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn traces() -> Traces {
        let said = "I could have rowed there myself. We pay at the desk every week.";
        let interview: Interview = serde_json::from_value(json!({
            "id": "i", "key": "P03", "title": "t", "format": "vtt", "participant": "P03",
            "turns": [
                {"index": 0, "speaker": "Pat", "text": said, "start": 0, "end": said.len()},
                {"index": 1, "speaker": "Bea", "role": "interviewer", "text": "How did you find out?", "start": 0, "end": 21},
            ]
        }))
        .unwrap();
        Traces::of(&[interview], ["They pay at the desk every week."].into_iter())
    }

    #[test]
    fn what_was_asked_is_not_theirs() {
        assert!(
            traces().stand_in("So I could have rowed there myself")
                && !traces().stand_in("How did you find out?")
        );
    }

    #[test]
    fn what_anybody_may_say_is_no_copy_of_theirs() {
        let copies = |text: &str| traces().copied_within(&json!({"asked": [text]}));
        assert!(copies("P03 said: I could have rowed there myself. We pay every week."));
        assert!(copies("could have rowed there"));
        assert!(!copies("Nobody thinks they could have rowed there in time for it"));
        assert!(!copies("") && !copies("rowed there"));
    }

    #[test]
    fn quotes_and_copied_words_go_and_the_rest_stands() {
        let quote = |source: &str| json!({"source": source, "turn": 0, "start": 0, "end": 4, "text": "x"});
        let mut body = json!({
            "label": "People could have rowed there", "participants": ["P03", "P05"],
            "quotes": [quote("P03"), quote("P05")], "story": [{"text": "t", "quote": quote("P03")}],
            "why": "P03 and P05 pay at the desk every week; P031 does not", "retrieved": ["P03:0-4", "P05:1-2"],
        });
        assert_eq!(traces().take_out(&mut body), 2);
        assert_eq!(
            body,
            json!({
                "label": WITHDRAWN, "participants": ["P05"], "quotes": [quote("P05")], "story": [],
                "why": "forgotten and P05 pay at the desk every week; P031 does not", "retrieved": ["P05:1-2"],
            })
        );
    }
}
