//! English as the playbook writes it: articles, plurals, verb forms, persons.
//!
//! Deterministic and small. What it cannot say well it does not say: every
//! reader here gives nothing rather than a sentence that nobody would write.

mod act;
mod noun;
mod occasion;
mod person;
mod verb;
mod want;

pub use act::Act;
pub use noun::{
    Actor, head_of, is_plural, is_uncounted, plural, plural_phrase, starts_determined, with_article,
};
pub use person::{Person, shift_person};
pub use verb::{gerund, is_participle, is_verb, third_person};
pub use want::is_bare_container;

use crate::domain::text;
use regex::Regex;

/// The words of the numbers from two on.
const NUMBERS: &str = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million";

/// Compiles a constant pattern of the playbook, in which `{number}` stands for the words of the
/// numbers from two on.
pub(in crate::proposer) fn pattern(source: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants of this folder, compiled by its tests"
    )]
    Regex::new(&source.replace("{number}", NUMBERS)).expect("a constant pattern")
}

/// The text as a sentence: first letter large, a full stop at its end.
pub fn as_sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{stop}", text::capitalise(text))
}

/// The text with its first letter small, unless the first word is a name or an abbreviation.
pub fn lower_first(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_name = first.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric()) || first == "I";
    let mut characters = text.chars();
    match characters.next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// The text before the first of `stops`, without white space and loose punctuation at its end.
pub fn before_any<'a>(text: &'a str, stops: &[&str]) -> &'a str {
    let lower = text.to_ascii_lowercase();
    let end = stops.iter().filter_map(|stop| lower.find(stop)).min().unwrap_or(text.len());
    text[..end].trim().trim_end_matches([',', ';', ':', '-', '.'])
}

#[cfg(test)]
mod tests;
