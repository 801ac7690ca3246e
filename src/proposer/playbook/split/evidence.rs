//! What interviews say of the parts: participants' own sentences, byte for byte.

use super::super::listening::{Excerpt, Polarity, excerpts_of, polarity_of, voices_a_need};
use super::super::reading::{PartKind, Reading};
use super::told::Listener;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::Heard;
use std::collections::BTreeSet;

/// Quotes shown for one split that ask for it or one of its parts.
const MOST_QUOTES: usize = 4;
/// Variations that are taken from interviews, each with its quote.
const MOST_TOLD: usize = 3;
/// Sentences that are compared by meaning; a search brings the best passages first.
const MOST_COMPARED: usize = 60;
/// Stems that a sentence shares with the item or one of its parts.
const FEWEST_SHARED: usize = 2;
/// Likeness from which a sentence speaks of the same matter: words alone meet in any two products.
const SAME_MATTER: f64 = 0.45;

/// What was found in the interviews for one item.
pub(super) struct Found {
    /// The quotes, best first.
    pub evidence: Evidence,
    /// Ids of the parts that they ask for.
    pub favoured: Vec<String>,
    /// Rules, kinds, steps and cases that participants tell of and the item does not have, in their words.
    pub told: Vec<String>,
}

/// Quotes that ask for the item or one of its parts; a sentence of another matter is not cited.
///
/// # Errors
/// When the encoder fails: words alone do not show that two texts are about the same.
pub(super) async fn gather(
    reading: &Reading,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<Found, EmbedError> {
    let topics = topics_of(reading);
    let listener = Listener::of(reading);
    let excerpts: Vec<Excerpt> = heard
        .pool
        .passages
        .iter()
        .flat_map(|passage| {
            passage.turns.iter().flat_map(|turn| excerpts_of(passage, turn)).collect::<Vec<_>>()
        })
        .filter(|excerpt| asks_for_something(excerpt) || listener.told_in(excerpt).is_some())
        .filter(|excerpt| topics.iter().any(|topic| topic.is_shared(excerpt)))
        .take(MOST_COMPARED)
        .collect();
    let mut texts: Vec<String> = topics.iter().map(|topic| topic.words.clone()).collect();
    texts.extend(excerpts.iter().map(|excerpt| excerpt.quote.text.clone()));
    let vectors = if excerpts.is_empty() { Vec::new() } else { encoder.embed(&texts).await? };
    let mut found: Vec<(f64, Excerpt, Vec<String>)> = Vec::new();
    for (at, excerpt) in excerpts.into_iter().enumerate() {
        let near = |(index, topic): (usize, &Topic)| {
            let (topic_vector, own) = (vectors.get(index)?, vectors.get(topics.len() + at)?);
            let meaning = cosine(topic_vector, own);
            (topic.is_shared(&excerpt) && meaning >= SAME_MATTER).then(|| (meaning, topic.part.clone()))
        };
        let near: Vec<(f64, Option<String>)> = topics.iter().enumerate().filter_map(near).collect();
        let best = near.iter().map(|(meaning, _)| *meaning).fold(0.0, f64::max);
        if best > 0.0 {
            found.push((best, excerpt, near.into_iter().filter_map(|(_, part)| part).collect()));
        }
    }
    Ok(chosen(&listener, found, heard.pool.searched))
}

fn chosen(listener: &Listener<'_>, mut found: Vec<(f64, Excerpt, Vec<String>)>, searched: usize) -> Found {
    let place = |quote: &Quote| (quote.source.clone(), quote.turn, quote.start);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| place(&a.1.quote).cmp(&place(&b.1.quote))));
    found.dedup_by(|a, b| place(&a.1.quote) == place(&b.1.quote));
    let told: Vec<(Excerpt, String)> = found
        .iter()
        .filter_map(|(_, excerpt, _)| Some((excerpt.clone(), listener.told_in(excerpt)?)))
        .take(MOST_TOLD)
        .collect();
    found.retain(|(_, excerpt, _)| asks_for_something(excerpt));
    found.truncate(MOST_QUOTES);
    let mut favoured = Vec::new();
    for part in found.iter().flat_map(|(_, _, parts)| parts) {
        if !favoured.contains(part) {
            favoured.push(part.clone());
        }
    }
    let mut quoted: Vec<Excerpt> = found.into_iter().map(|(_, excerpt, _)| excerpt).collect();
    let is_new =
        |known: &[Excerpt], one: &Excerpt| known.iter().all(|other| place(&other.quote) != place(&one.quote));
    for (excerpt, _) in &told {
        if is_new(&quoted, excerpt) {
            quoted.push(excerpt.clone());
        }
    }
    let people: BTreeSet<&str> = quoted.iter().map(|excerpt| excerpt.person.as_str()).collect();
    let participants = people.len();
    let supporting = quoted.into_iter().map(|excerpt| excerpt.quote).collect();
    Found {
        evidence: Evidence { supporting, searched, participants, ..Evidence::default() },
        favoured,
        told: told.into_iter().map(|(_, told)| told).collect(),
    }
}

/// Whether a sentence tells of a need or of something done, not of what went well or might be.
fn asks_for_something(excerpt: &Excerpt) -> bool {
    let words = &excerpt.quote.text;
    let is_deed = excerpt.quote.strength <= Strength::Workaround && polarity_of(words) != Polarity::Ease;
    !words.trim_end().ends_with('?') && (is_deed || voices_a_need(words))
}

/// The want or one part, as interviews may speak of it.
struct Topic {
    words: String,
    stems: BTreeSet<String>,
    part: Option<String>,
}

impl Topic {
    fn new(words: &str, part: Option<String>) -> Self {
        Self { words: words.to_owned(), stems: text::content_stems(words).into_iter().collect(), part }
    }

    fn is_shared(&self, excerpt: &Excerpt) -> bool {
        excerpt.stems.intersection(&self.stems).count() >= FEWEST_SHARED
    }
}

fn topics_of(reading: &Reading) -> Vec<Topic> {
    let parts = reading.parts.iter().filter(|part| part.kind != PartKind::Open);
    std::iter::once(Topic::new(&reading.want, None))
        .chain(parts.map(|part| Topic::new(&part.phrase, Some(part.unit.id.clone()))))
        .collect()
}
