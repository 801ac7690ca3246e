//! Whether a quote is in the transcript, and how it fails if it is not.

use crate::domain::text::normalise_quote;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Fewer words than this, and fewer characters than [`MIN_CHARACTERS`], prove nothing.
const MIN_WORDS: usize = 4;
/// See [`MIN_WORDS`].
const MIN_CHARACTERS: usize = 20;

/// How a citation stands to the text that it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationClass {
    /// Inside one turn of the cited source, and of the cited turn if one is named.
    Exact,
    /// Verbatim in the cited source, in another turn.
    WrongTurn,
    /// Verbatim in another source only.
    WrongSource,
    /// Pieces that are each verbatim, joined by an ellipsis.
    Stitched,
    /// Too short to prove anything.
    TooShort,
    /// Nowhere.
    Fabricated,
}

impl CitationClass {
    /// The id in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::WrongTurn => "wrong_turn",
            Self::WrongSource => "wrong_source",
            Self::Stitched => "stitched",
            Self::TooShort => "too_short",
            Self::Fabricated => "fabricated",
        }
    }
}

static ELLIPSIS: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests of this file")]
    Regex::new(r"\[?(?:\.\.\.|…)\]?").expect("a constant pattern")
});

/// The transcripts that quotes are looked up in: for each source the texts of its turns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CitedTexts(BTreeMap<String, Vec<String>>);

impl CitedTexts {
    /// Adds a source with the texts of its turns.
    pub fn add<'a>(&mut self, source: &str, turns: impl IntoIterator<Item = &'a str>) {
        self.0.insert(source.to_owned(), turns.into_iter().map(normalise_quote).collect());
    }

    /// The turns of `source` that hold a normalised quote.
    fn turns_with(&self, source: &str, quote: &str) -> Vec<usize> {
        let turns = self.0.get(source).map_or(&[][..], Vec::as_slice);
        turns.iter().enumerate().filter(|(_, text)| text.contains(quote)).map(|(at, _)| at).collect()
    }

    /// Classifies a quote, and counts the turns (for a wrong source: the sources) that hold it.
    pub fn classify(&self, quote: &str, cited: &str, turn: Option<usize>) -> (CitationClass, usize) {
        let quote = normalise_quote(quote);
        if quote.split(' ').count() < MIN_WORDS && quote.chars().count() < MIN_CHARACTERS {
            return (CitationClass::TooShort, 0);
        }
        let here = self.turns_with(cited, &quote);
        if !here.is_empty() {
            let right = turn.is_none_or(|turn| here.contains(&turn));
            return (if right { CitationClass::Exact } else { CitationClass::WrongTurn }, here.len());
        }
        let elsewhere = self
            .0
            .keys()
            .filter(|source| *source != cited && !self.turns_with(source, &quote).is_empty())
            .count();
        if elsewhere > 0 {
            return (CitationClass::WrongSource, elsewhere);
        }
        let pieces: Vec<&str> =
            ELLIPSIS.split(&quote).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let verbatim = pieces.iter().all(|piece| !self.turns_with(cited, piece).is_empty());
        if pieces.len() > 1 && verbatim {
            return (CitationClass::Stitched, 0);
        }
        (CitationClass::Fabricated, 0)
    }
}
