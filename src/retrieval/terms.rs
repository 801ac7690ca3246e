//! The terms under which texts are found: stems for English, words for the rest.

use crate::domain::text;
use std::collections::{BTreeSet, HashMap};

/// Bytes of a text that are looked at to tell its language.
const SAMPLE_BYTES: usize = 2_000;

/// How the words of a text become terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Stop words left out, the rest stemmed (Snowball).
    English,
    /// Every word as it stands.
    Other,
}

impl Language {
    /// The language of a text; English where it cannot be told.
    pub fn of(text: &str) -> Self {
        let mut end = text.len().min(SAMPLE_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        match whatlang::detect(&text[..end]) {
            Some(info) if info.is_reliable() && info.lang() != whatlang::Lang::Eng => Self::Other,
            _ => Self::English,
        }
    }

    /// The terms of a text, in order, with repeats.
    pub fn terms(self, text: &str, stems: &mut Stems) -> Vec<String> {
        match self {
            Self::English => text::content_words(text).into_iter().map(|word| stems.stem(word)).collect(),
            Self::Other => text::words(text),
        }
    }
}

/// Stems that were computed before: a corpus has few words and says them often.
#[derive(Debug, Default)]
pub struct Stems(HashMap<String, String>);

impl Stems {
    fn stem(&mut self, word: String) -> String {
        self.0.entry(word).or_insert_with_key(|word| text::stem(word)).clone()
    }
}

/// A word of a question with the forms under which texts may have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueryTerm {
    /// Its stem first, then the word itself where it differs.
    pub forms: Vec<String>,
}

/// The distinct content words of a question, in byte order.
///
/// A question is too short to tell its language, so each word is looked for
/// both as the stem that English texts have and as the word that others have.
pub fn query_terms(question: &str) -> Vec<QueryTerm> {
    let words = text::content_words(question);
    let terms: BTreeSet<QueryTerm> = words
        .into_iter()
        .map(|word| {
            let stem = text::stem(&word);
            QueryTerm { forms: if stem == word { vec![word] } else { vec![stem, word] } }
        })
        .collect();
    let mut seen = BTreeSet::new();
    terms.into_iter().filter(|term| seen.insert(term.forms[0].clone())).collect()
}
