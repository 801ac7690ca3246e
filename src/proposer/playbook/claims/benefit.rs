//! What an item is good for, in a form that can be continued.

use crate::domain::text;
use crate::proposer::playbook::phrase::{Person, before_any, is_verb, shift_person};

/// Longest benefit, in words, that is repeated.
const LONGEST: usize = 18;

/// What the item promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// What it says, in the third person.
    pub promise: Promise,
    /// What those who act could not do without it, said to them: `get your deposit back`.
    pub denied: Option<String>,
}

/// A benefit in a form that can be continued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// What those who act then do: `get their deposit back`, `can cover illness`.
    TheyDo(String),
    /// What then holds: `their research is visible`.
    Holds(String),
}

impl Benefit {
    /// Reads the words after "so that"; none when they are too long or no clause.
    pub fn read(text: &str) -> Option<Self> {
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'");
        let text = joined.strip_prefix("that ").unwrap_or(&joined);
        let mut text = before_any(
            text,
            &[". ", "; ", ", which ", " so that ", ", so ", " (", " because ", " without having"],
        )
        .to_owned();
        while text::words(&text).len() > LONGEST {
            let joint = [" and ", ", ", " or ", " when ", " if "]
                .iter()
                .filter_map(|joint| text.rfind(joint))
                .max()?;
            text.truncate(joint);
        }
        if text.contains(['"', '<', '>', '*', '_', '|']) || text::words(&text).len() < 2 {
            return None;
        }
        let said = shift_person(text.trim_end_matches(['.', ',', '!']), Person::ThirdPlural);
        let words = text::words(&said);
        let to_you = shift_person(text.trim_end_matches(['.', ',', '!']), Person::Second);
        if let Some(predicate) = said.strip_prefix("they ") {
            let denied = to_you.strip_prefix("you ").and_then(denied_act);
            return Some(Self { promise: Promise::TheyDo(without_contraction(predicate)), denied });
        }
        if is_verb(words.first()?) {
            return Some(Self { promise: Promise::TheyDo(said), denied: Some(to_you) });
        }
        let is_clause = words.iter().skip(1).any(|word| is_finite(word));
        is_clause.then_some(Self { promise: Promise::Holds(said), denied: None })
    }

    /// The words, for a search.
    pub fn words(&self) -> &str {
        match &self.promise {
            Promise::TheyDo(words) | Promise::Holds(words) => words,
        }
    }

    /// As a clause about "they".
    pub fn clause(&self) -> String {
        match &self.promise {
            Promise::TheyDo(words) => format!("they {words}"),
            Promise::Holds(words) => words.clone(),
        }
    }
}

/// `can get your deposit back` → `get your deposit back`; none for a denial.
fn denied_act(predicate: &str) -> Option<String> {
    let rest = ["can ", "could ", "will ", "am able to ", "are able to ", "may "]
        .iter()
        .find_map(|lead| predicate.strip_prefix(lead))
        .unwrap_or(predicate);
    let rest = rest.strip_prefix("are ").map_or_else(|| rest.to_owned(), |state| format!("be {state}"));
    let first = text::words(&rest).into_iter().next()?;
    let is_denial = text::words(&rest)
        .iter()
        .take(3)
        .any(|word| ["not", "don't", "never", "no", "doesn't", "cannot"].contains(&word.as_str()));
    let (adverb, verb) = (first.ends_with("ly"), text::words(&rest).into_iter().nth(1).unwrap_or_default());
    ((is_verb(&first) || (adverb && is_verb(&verb))) && !is_denial && first != "know").then_some(rest)
}

fn without_contraction(predicate: &str) -> String {
    let predicate =
        predicate.strip_prefix("don't ").map(|rest| format!("do not {rest}")).unwrap_or(predicate.to_owned());
    predicate.strip_prefix("can't ").map(|rest| format!("cannot {rest}")).unwrap_or(predicate)
}

fn is_finite(word: &str) -> bool {
    const FINITE: [&str; 22] = [
        "am", "are", "can", "cannot", "could", "do", "does", "doesn't", "don't", "get", "gets", "goes",
        "had", "has", "have", "is", "isn't", "may", "must", "need", "should", "will",
    ];
    FINITE.contains(&word) || word.strip_suffix('s').is_some_and(is_verb)
}
