//! Where it says so: passages of interviews and items, with the words that were asked for marked.

use super::url;
use super::words::counted;
use crate::domain::text::content_stems;
use crate::use_case::{Filter, PassageKind, SearchAnswer, SearchHit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is looked for, in words of the person's own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SearchWanted {
    #[serde(default)]
    pub(crate) q: String,
    /// `said` or `items`; empty for both.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    segment: String,
}

/// What was found.
#[derive(Debug, Serialize)]
pub(crate) struct SearchPage {
    q: String,
    /// None before anything was asked.
    about: Option<String>,
    tabs: Vec<(String, &'static str, bool)>,
    segments: Vec<(String, bool)>,
    kind: String,
    hits: Vec<HitView>,
    /// How much was looked through, as a sentence.
    searched: String,
    /// Whether something was left out, and where nothing is.
    is_filtered: bool,
    everywhere: String,
    partial: bool,
}

/// A passage with the words in it that were asked for.
#[derive(Debug, Serialize)]
struct HitView {
    url: String,
    place: String,
    said: bool,
    /// Words, and whether they were asked for.
    pieces: Vec<(String, bool)>,
}

impl SearchWanted {
    /// What is left out.
    pub(crate) fn filter(&self) -> Filter {
        let kind = match self.kind.as_str() {
            "said" => Some(PassageKind::Turn),
            "items" => Some(PassageKind::Item),
            _ => None,
        };
        Filter {
            kind,
            segment: Some(self.segment.clone()).filter(|name| !name.is_empty()),
            ..Filter::default()
        }
    }
}

impl SearchPage {
    /// The page with an answer; without one, with the field alone.
    pub(crate) fn of(
        wanted: &SearchWanted,
        segments: &BTreeSet<String>,
        answer: Option<&SearchAnswer>,
    ) -> Self {
        let stems: BTreeSet<String> = content_stems(&wanted.q).into_iter().collect();
        let tab = |(kind, word): (&str, &'static str)| {
            let rest = format!("&segment={}", url::segment(&wanted.segment));
            let address = format!("/search?q={}&kind={kind}{rest}", url::segment(&wanted.q));
            (address, word, wanted.kind == kind)
        };
        let hits = answer.map(|answer| unique(&answer.hits)).unwrap_or_default();
        Self {
            q: wanted.q.clone(),
            about: answer.map(|answer| {
                let searched = counted(answer.searched, "passage", "passages");
                format!("{} in {searched}.", counted(hits.len(), "place", "places"))
            }),
            searched: answer.map_or_else(String::new, |answer| {
                format!("Hone looked through {}.", counted(answer.searched, "passage", "passages"))
            }),
            is_filtered: !wanted.kind.is_empty() || !wanted.segment.is_empty(),
            everywhere: format!("/search?q={}", url::segment(&wanted.q)),
            tabs: [("", "All"), ("said", "Said"), ("items", "Items")].map(tab).to_vec(),
            segments: segments.iter().map(|name| (name.clone(), *name == wanted.segment)).collect(),
            kind: wanted.kind.clone(),
            hits: hits.into_iter().map(|hit| HitView::of(hit, &stems)).collect(),
            partial: answer.is_some_and(|answer| answer.pending > 0),
        }
    }
}

/// Passages overlap: each place once, where it answers best.
fn unique(hits: &[SearchHit]) -> Vec<&SearchHit> {
    let mut seen = BTreeSet::new();
    hits.iter().filter(|hit| seen.insert((&hit.source, &hit.item, hit.turn, hit.start))).collect()
}

impl HitView {
    fn of(hit: &SearchHit, stems: &BTreeSet<String>) -> Self {
        let (url, place) = match (&hit.source, &hit.item) {
            (Some(key), _) => {
                let who =
                    if hit.speaker.trim().is_empty() { String::new() } else { format!(", {}", hit.speaker) };
                (url::turn(key, hit.turn), format!("{key}{who}, turn {}", hit.turn + 1))
            }
            (None, Some(key)) => (url::item(key), key.clone()),
            (None, None) => (String::new(), String::new()),
        };
        Self { url, place, said: hit.source.is_some(), pieces: pieces(&hit.text, stems) }
    }
}

/// The text in pieces, words of the question apart from what lies between.
fn pieces(text: &str, stems: &BTreeSet<String>) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_word = rest.starts_with(char::is_alphanumeric);
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let asked = is_word && content_stems(piece).iter().any(|stem| stems.contains(stem));
        match pieces.last_mut() {
            Some((words, marked)) if *marked == asked => words.push_str(piece),
            _ => pieces.push((piece.to_owned(), asked)),
        }
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_question_are_marked_in_whatever_form_they_stand() {
        let stems: BTreeSet<String> = content_stems("cancel a booking").into_iter().collect();
        let found = pieces("I cancelled both bookings.", &stems);
        let marked: Vec<&str> = found.iter().filter(|one| one.1).map(|one| one.0.as_str()).collect();
        assert_eq!(marked, ["cancelled", "bookings"]);
        assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<String>(), "I cancelled both bookings.");
    }
}
