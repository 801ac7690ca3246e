//! How alike two texts are, by their words alone.
//!
//! Deterministic and free of any encoder: what proposes must not grade itself.

use super::share;
use crate::domain::text::content_stems;
use std::collections::{BTreeMap, BTreeSet};

/// How many documents hold each stem; rare stems weigh more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    documents: f64,
    holding: BTreeMap<String, f64>,
}

impl Lexicon {
    /// Counts the stems of a collection of texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lexicon = Self::default();
        for text in texts {
            lexicon.documents += 1.0;
            for stem in stems(text) {
                *lexicon.holding.entry(stem).or_default() += 1.0;
            }
        }
        lexicon
    }

    /// Smoothed inverse document frequency; a stem that no document holds weighs most.
    fn weight(&self, stem: &str) -> f64 {
        let holding = self.holding.get(stem).copied().unwrap_or(0.0);
        ((1.0 + self.documents) / (1.0 + holding)).ln() + 1.0
    }

    fn weigh(&self, text: &str) -> BTreeMap<String, f64> {
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        for stem in content_stems(text) {
            let weight = self.weight(&stem);
            *weights.entry(stem).or_default() += weight;
        }
        let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
        for weight in weights.values_mut() {
            *weight = share(*weight, length);
        }
        weights
    }

    /// Cosine of the weighted stems, 0 to 1.
    pub fn similarity(&self, a: &str, b: &str) -> f64 {
        cosine(&self.weigh(a), &self.weigh(b))
    }

    /// The similarity of each of `rows` to each of `columns`.
    pub fn matrix(&self, rows: &[String], columns: &[String]) -> Vec<Vec<f64>> {
        let columns: Vec<_> = columns.iter().map(|text| self.weigh(text)).collect();
        let row = |text: &String| {
            let row = self.weigh(text);
            columns.iter().map(|column| cosine(&row, column)).collect()
        };
        rows.iter().map(row).collect()
    }

    /// One minus the mean similarity of two of the texts; 1 for fewer than two.
    pub fn diversity(&self, texts: &[String]) -> f64 {
        let all = self.matrix(texts, texts);
        let pairs: Vec<f64> =
            all.iter().enumerate().flat_map(|(at, row)| row[at + 1..].iter().copied()).collect();
        1.0 - super::mean(&pairs)
    }
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    a.iter().filter_map(|(stem, weight)| Some(weight * b.get(stem)?)).sum::<f64>().clamp(0.0, 1.0)
}

/// The distinct stems of the content words.
pub fn stems(text: &str) -> BTreeSet<String> {
    content_stems(text).into_iter().collect()
}

/// Share of the stems of `part` that `whole` has; 0 of nothing.
pub fn containment(part: &BTreeSet<String>, whole: &BTreeSet<String>) -> f64 {
    share(part.intersection(whole).count() as f64, part.len() as f64)
}

/// Common stems over all stems; 0 when there are none.
pub fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    share(a.intersection(b).count() as f64, a.union(b).count() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_in_common_count_more_than_frequent_ones() {
        let lexicon = Lexicon::of(["guest refund", "guest ferry", "guest host", "guest desk"]);
        let rare = lexicon.similarity("guest refund", "refund late");
        let frequent = lexicon.similarity("guest refund", "guest late");
        assert!(rare > frequent && frequent > 0.0, "{rare} {frequent}");
        assert!((lexicon.similarity("the guests' refunds", "Refund a guest") - 1.0).abs() < 1e-9);
        assert!(lexicon.similarity("refund", "").abs() < 1e-12);
    }

    #[test]
    fn paraphrases_are_less_diverse_than_different_texts() {
        let texts = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let lexicon = Lexicon::default();
        let same = lexicon.diversity(&texts(&["refunds are late", "a late refund"]));
        let apart = lexicon.diversity(&texts(&["refunds are late", "hosts want notice"]));
        assert!(same < 0.1 && apart > 0.9, "{same} {apart}");
    }
}
