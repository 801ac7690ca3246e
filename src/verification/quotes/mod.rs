//! Promise 1: a quote is a participant's words, found inside one stored turn.
//!
//! The comparison ignores only what no reader can see: Unicode form, white
//! space, the shape of quote marks and dashes, zero-width characters. What is
//! stored are the bytes of the transcript, never those of the draft.

use crate::domain::body::Body;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Turn;
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// Why a quote does not testify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Verbatim in another turn than the cited one.
    #[error("the words stand in another turn than the cited one")]
    WrongTurn,
    /// Verbatim in another interview than the cited one.
    #[error("the words stand in another interview than the cited one")]
    WrongSource,
    /// Pieces are verbatim, joined by an ellipsis.
    #[error("the words are pieces joined by an ellipsis")]
    Stitched,
    /// Fewer than four words and fewer than twenty characters.
    #[error("the words are too few to prove anything")]
    TooShort,
    /// Found nowhere.
    #[error("the words are found in no turn")]
    Fabricated,
    /// An interviewer, a note, or a voice that nobody knows.
    #[error("the words are not a participant's")]
    BarredVoice,
}

/// The turns of the interviews that a quote may come from, by key.
#[derive(Debug, Default, Clone)]
pub struct Transcripts<'a>(BTreeMap<&'a str, &'a [Turn]>);

impl<'a> Transcripts<'a> {
    /// Adds the turns of one interview.
    pub fn add(&mut self, key: &'a str, turns: &'a [Turn]) {
        self.0.insert(key, turns);
    }

    /// Finds the words of `quote` where it says they are, and gives them back as the transcript has them.
    ///
    /// # Errors
    /// [`Refusal`] with the class of the fault.
    pub fn prove(&self, quote: &Quote) -> Result<Quote, Refusal> {
        let wanted = text::normalise_quote(&quote.text);
        if text::words(&wanted).len() < 4 && wanted.chars().count() < 20 {
            return Err(Refusal::TooShort);
        }
        let cited = self.0.get(quote.source.as_str()).and_then(|turns| turns.get(quote.turn));
        let Some((turn, found)) = cited.and_then(|turn| Some((turn, locate(turn, &wanted, quote.start)?)))
        else {
            return Err(self.fault(quote, &wanted));
        };
        if !turn.role.testifies() {
            return Err(Refusal::BarredVoice);
        }
        Ok(Quote {
            start: found.start,
            end: found.end,
            text: turn.text[found.clone()].to_owned(),
            speaker: turn.speaker.clone(),
            role: turn.role,
            at: turn.time_at(found.start),
            ..quote.clone()
        })
    }

    fn fault(&self, quote: &Quote, wanted: &str) -> Refusal {
        let stands_in = |key: &str| {
            self.0.get(key).is_some_and(|turns| turns.iter().any(|turn| locate(turn, wanted, 0).is_some()))
        };
        let pieces: Vec<String> = wanted
            .replace('…', "...")
            .split("...")
            .map(text::normalise_quote)
            .filter(|p| !p.is_empty())
            .collect();
        if stands_in(&quote.source) {
            Refusal::WrongTurn
        } else if self.0.keys().any(|key| stands_in(key)) {
            Refusal::WrongSource
        } else if pieces.len() > 1 && pieces.iter().all(|piece| self.anywhere(piece)) {
            Refusal::Stitched
        } else {
            Refusal::Fabricated
        }
    }

    fn anywhere(&self, wanted: &str) -> bool {
        self.0.values().any(|turns| turns.iter().any(|turn| locate(turn, wanted, 0).is_some()))
    }
}

/// Byte range of the normalised words `wanted` in the turn, whole words only; the match nearest to `hint`.
fn locate(turn: &Turn, wanted: &str, hint: usize) -> Option<std::ops::Range<usize>> {
    let (normal, origin) = normalise_with_origin(&turn.text);
    normal
        .match_indices(wanted)
        .filter(|(at, found)| {
            let cut = |a: Option<char>, b: Option<char>| {
                a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
            };
            !cut(normal[..*at].chars().next_back(), wanted.chars().next())
                && !cut(wanted.chars().next_back(), normal[at + found.len()..].chars().next())
        })
        .map(|(at, found)| origin[at].start..origin[at + found.len() - 1].end)
        .min_by_key(|range| range.start.abs_diff(hint))
}

/// The normal form of `text` and, for each of its bytes, the bytes of `text` it came from.
fn normalise_with_origin(text: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let mut normal = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    for (at, grapheme) in text.grapheme_indices(true) {
        let is_space = grapheme.chars().all(char::is_whitespace);
        let piece = if is_space { " ".to_owned() } else { text::normalise_quote(grapheme) };
        if is_space && (normal.is_empty() || normal.ends_with(' ')) {
            continue;
        }
        origin.extend(std::iter::repeat_n(at..at + grapheme.len(), piece.len()));
        normal.push_str(&piece);
    }
    (normal, origin)
}

/// Proves every quote of the draft, puts the transcript's own bytes in place, and reports.
///
/// A draft without quotes passes: it claims no voice.
pub fn check_quotes(draft: &mut Suggestion<Draft>, transcripts: &Transcripts<'_>, report: &mut Report) {
    let mut refusals: BTreeMap<Refusal, usize> = BTreeMap::new();
    let mut proved = 0_usize;
    let (body, evidence): (&mut Body, &mut Evidence) = (&mut draft.body, &mut draft.evidence);
    let quotes = body.quotes_mut().into_iter().chain(&mut evidence.supporting).chain(&mut evidence.against);
    for quote in quotes {
        match transcripts.prove(quote) {
            Ok(exact) => {
                *quote = exact;
                proved += 1;
            }
            Err(refusal) => *refusals.entry(refusal).or_default() += 1,
        }
    }
    if refusals.is_empty() {
        let detail =
            if proved == 0 { "no quotes".to_owned() } else { format!("{proved} found word for word") };
        report.add(Check::QuotesProved, Outcome::Pass, detail);
    } else {
        let faults: Vec<String> = refusals.iter().map(|(refusal, n)| format!("{n}: {refusal}")).collect();
        report.add(Check::QuotesProved, Outcome::Fail, faults.join("; "));
    }
}

#[cfg(test)]
mod tests;
