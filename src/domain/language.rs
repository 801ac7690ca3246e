//! The language of a text: the rules of the playbook are for English.

use super::text;
use serde::{Deserialize, Serialize};

/// The language of a text, as far as the rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English, or too short to be anything else.
    English,
    /// Another language: the rules do not apply.
    Other,
}

/// Words that any English text of some length has.
const ENGLISH_SIGNS: [&str; 20] = [
    "a", "an", "and", "are", "as", "be", "by", "can", "for", "i", "in", "is", "it", "of", "on", "that",
    "the", "to", "want", "with",
];

impl Language {
    /// Tells English from the rest; doubt about a short text counts as English.
    pub fn detect(text: &str) -> Self {
        let words = text::words(text);
        let english = words.iter().filter(|word| ENGLISH_SIGNS.contains(&word.as_str())).count();
        if english * 6 >= words.len().max(1) {
            return Self::English;
        }
        match whatlang::detect(text) {
            Some(info) if info.lang() == whatlang::Lang::Eng => Self::English,
            Some(info) if info.script() != whatlang::Script::Latin || info.is_reliable() => Self::Other,
            Some(_) if words.len() >= 8 && english == 0 && !text.is_ascii() => Self::Other,
            _ => Self::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_another_language_and_a_short_title_is_english() {
        assert_eq!(
            Language::detect("Als Pflegekraft möchte ich die Schicht tauschen, damit ich frei habe."),
            Language::Other
        );
        assert_eq!(Language::detect("JPEG2K viewer"), Language::English);
        assert_eq!(Language::detect("As a nurse I want to swap a shift"), Language::English);
    }
}
