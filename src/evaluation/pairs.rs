//! Labelled pairs: from which similarity on two texts mean the same, by words and by meaning.
//!
//! The threshold is chosen on the pairs of development suites and judged on those of the
//! others, which nothing is tuned on.

use super::measure::similarity::Lexicon;
use super::measure::threshold::{Similarities, Threshold, calibrate, judge};
use super::suite::Suite;
use crate::llm::{EmbedError, Embedder, cosine};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Suites that something may be tuned on have names that begin like this.
const DEVELOPMENT: &str = "dev-";

/// Two texts, and whether a Product Owner would keep only one of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Assumption, question, theme or slice.
    pub kind: String,
    /// One text.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they mean the same.
    pub same: bool,
    /// Suite that the first is taken from.
    pub from: String,
}

/// What a similarity is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// `words`, or name and version of the encoder.
    pub similarity: String,
    /// Pairs that the threshold was chosen on.
    pub chosen_on: usize,
    /// How well it does on them.
    pub chosen: Threshold,
    /// Pairs that it was only judged on.
    pub judged_on: usize,
    /// How well it does on those.
    pub judged: Threshold,
}

/// Reads one pair a line.
///
/// # Errors
/// A sentence that names the line.
pub fn read(text: &str) -> Result<Vec<Pair>, String> {
    let pair = |(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1));
    text.lines().enumerate().map(pair).collect()
}

/// Chooses a threshold by words, with the weights of each pair's own suite.
pub fn by_words(pairs: &[Pair], suites: &[Suite]) -> Calibration {
    let lexicons: BTreeMap<&str, Lexicon> =
        suites.iter().map(|suite| (suite.manifest.suite.as_str(), suite.corpus.lexicon())).collect();
    let none = Lexicon::default();
    let similar = |a: usize, b: usize| {
        let lexicon = lexicons.get(pairs[a].from.as_str()).unwrap_or(&none);
        lexicon.similarity(&pairs[a].a, &pairs[b].b)
    };
    calibrated("words", pairs, &similar)
}

/// Chooses a threshold by meaning.
///
/// # Errors
/// When the encoder fails.
pub async fn by_meaning(pairs: &[Pair], encoder: &dyn Embedder) -> Result<Calibration, EmbedError> {
    let texts = |side: fn(&Pair) -> &String| pairs.iter().map(side).cloned().collect::<Vec<_>>();
    let left = encoder.embed(&texts(|pair| &pair.a)).await?;
    let right = encoder.embed(&texts(|pair| &pair.b)).await?;
    Ok(calibrated(encoder.version(), pairs, &|a, b| cosine(&left[a], &right[b])))
}

fn calibrated(name: &str, pairs: &[Pair], similar: &dyn Fn(usize, usize) -> f64) -> Calibration {
    let chosen_on = similarities(pairs, true, similar);
    let judged_on = similarities(pairs, false, similar);
    let chosen = calibrate(&chosen_on);
    Calibration {
        similarity: name.to_owned(),
        chosen_on: chosen_on.same.len() + chosen_on.near_miss.len(),
        judged_on: judged_on.same.len() + judged_on.near_miss.len(),
        judged: judge(chosen.at, &judged_on),
        chosen,
    }
}

/// The similarity of each labelled pair, and of the first text of each with the second of
/// every other of its kind and suite, where the label does not put them together.
fn similarities(pairs: &[Pair], development: bool, similar: &dyn Fn(usize, usize) -> f64) -> Similarities {
    let mut known = Similarities::default();
    for (at, pair) in pairs.iter().enumerate() {
        if pair.from.starts_with(DEVELOPMENT) != development {
            continue;
        }
        let labelled = if pair.same { &mut known.same } else { &mut known.near_miss };
        labelled.push(similar(at, at));
        let unrelated = pairs.iter().enumerate().filter(|(_, other)| {
            other.kind == pair.kind && other.from == pair.from && other.a != pair.a && other.b != pair.a
        });
        known.unrelated.extend(unrelated.map(|(other, _)| similar(at, other)));
    }
    known
}
