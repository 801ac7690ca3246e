//! What interviews say of the parts: participants' own sentences, byte for byte.

use super::super::listening::{Excerpt, Polarity, excerpts_of, polarity_of, voices_a_need};
use super::super::phrase::pattern;
use super::super::reading::{PartKind, Reading};
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::Heard;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Quotes shown for one split.
const MOST_QUOTES: usize = 4;
/// Sentences that are compared by meaning; a search brings the best passages first.
const MOST_COMPARED: usize = 60;
/// Stems that a sentence shares with the item or one of its parts.
const FEWEST_SHARED: usize = 2;
/// Likeness from which a sentence speaks of the same matter: words alone meet in any two products.
const SAME_MATTER: f64 = 0.45;

static RULE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:unless|only\s+(?:if|when|after|before|until)|until|except|as\s+long\s+as|depends?\s+on|depending\s+on|no\s+more\s+than|at\s+least|deadline|not\s+allowed|(?:before|after)\s+(?:\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten))\b",
    )
});

/// What was found in the interviews for one item.
pub(super) struct Found {
    /// The quotes, best first.
    pub evidence: Evidence,
    /// Ids of the parts that they ask for.
    pub favoured: Vec<String>,
    /// Rules that participants tell of and the item does not have, in their words.
    pub rules: Vec<String>,
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
    let excerpts: Vec<Excerpt> = heard
        .pool
        .passages
        .iter()
        .flat_map(|passage| {
            passage.turns.iter().flat_map(|turn| excerpts_of(passage, turn)).collect::<Vec<_>>()
        })
        .filter(|excerpt| asks_for_something(excerpt) && topics.iter().any(|topic| topic.is_shared(excerpt)))
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
    Ok(chosen(reading, found, heard.pool.searched))
}

fn chosen(reading: &Reading, mut found: Vec<(f64, Excerpt, Vec<String>)>, searched: usize) -> Found {
    let place = |quote: &Quote| (quote.source.clone(), quote.turn, quote.start);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| place(&a.1.quote).cmp(&place(&b.1.quote))));
    found.dedup_by(|a, b| place(&a.1.quote) == place(&b.1.quote));
    found.truncate(MOST_QUOTES);
    let mut favoured = Vec::new();
    for part in found.iter().flat_map(|(_, _, parts)| parts) {
        if !favoured.contains(part) {
            favoured.push(part.clone());
        }
    }
    let rules = found.iter().filter_map(|(_, excerpt, _)| rule_in(reading, excerpt)).collect();
    let people: BTreeSet<&str> = found.iter().map(|(_, excerpt, _)| excerpt.person.as_str()).collect();
    let participants = people.len();
    let supporting = found.into_iter().map(|(_, excerpt, _)| excerpt.quote).collect();
    Found {
        evidence: Evidence { supporting, searched, participants, ..Evidence::default() },
        favoured,
        rules,
    }
}

/// A rule that the sentence tells of, unless the item has it.
fn rule_in(reading: &Reading, excerpt: &Excerpt) -> Option<String> {
    let words = &excerpt.quote.text;
    let rule = RULE.find(words)?.as_str().to_lowercase();
    let is_known = reading.lower.contains(&rule);
    (!is_known).then(|| format!("a rule that {} tells of: «{}»", excerpt.quote.speaker, words.trim()))
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
