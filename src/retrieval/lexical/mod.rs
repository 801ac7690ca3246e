//! BM25 over an inverted index in memory.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with
//! the idf that cannot be negative: ln(1 + (N − n + ½) / (n + ½)). Scores are
//! given as the share of what a passage that is all about the question's words
//! could reach, so that 0.5 means the same for short and long questions and a
//! question whose words nobody says scores low instead of being stretched to 1.

mod cache;

pub use cache::CacheError;

use super::terms::QueryTerm;
use std::collections::HashMap;

/// How soon more occurrences of a term stop to count.
const K1: f64 = 1.2;
/// How much long passages are held back.
const B: f64 = 0.75;

/// Where a term occurs and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Posting {
    document: u32,
    frequency: u32,
}

/// Terms → documents. Documents are numbered by the caller, small numbers first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LexicalIndex {
    postings: HashMap<String, Vec<Posting>>,
    lengths: Vec<u32>,
    total_length: u64,
    documents: usize,
}

impl LexicalIndex {
    /// Documents in the index.
    pub fn len(&self) -> usize {
        self.documents
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Takes a document in; a number that is taken must be removed first.
    pub fn add(&mut self, document: u32, terms: &[String]) {
        let slot = document as usize;
        if self.lengths.len() <= slot {
            self.lengths.resize(slot + 1, 0);
        }
        let length = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        self.lengths[slot] = length;
        self.total_length += u64::from(length);
        self.documents += 1;
        for (term, frequency) in frequencies(terms) {
            let posting = Posting { document, frequency };
            let postings = match self.postings.get_mut(term) {
                Some(postings) => postings,
                None => self.postings.entry(term.to_owned()).or_default(),
            };
            let at = postings.partition_point(|known| known.document < document);
            postings.insert(at, posting);
        }
    }

    /// Takes a document out; `terms` are those it was added with.
    pub fn remove(&mut self, document: u32, terms: &[String]) {
        let Some(length) = self.lengths.get_mut(document as usize) else { return };
        self.total_length = self.total_length.saturating_sub(u64::from(std::mem::take(length)));
        self.documents = self.documents.saturating_sub(1);
        for (term, _) in frequencies(terms) {
            if let Some(postings) = self.postings.get_mut(term) {
                if let Ok(at) = postings.binary_search_by_key(&document, |posting| posting.document) {
                    postings.remove(at);
                }
                if postings.is_empty() {
                    self.postings.remove(term);
                }
            }
        }
    }

    /// Score, 0 to 1, of every document number; 0 where no term occurs.
    pub fn scores(&self, question: &[QueryTerm]) -> Vec<f64> {
        let mut scores = vec![0.0; self.lengths.len()];
        let mut reachable = 0.0;
        let average = self.total_length as f64 / self.documents.max(1) as f64;
        for term in question {
            let lists: Vec<&Vec<Posting>> =
                term.forms.iter().filter_map(|form| self.postings.get(form)).collect();
            let found: usize = lists.iter().map(|list| list.len()).sum();
            let idf = inverse_frequency(self.documents, found);
            reachable += idf * (K1 + 1.0);
            for posting in lists.into_iter().flatten() {
                let slot = posting.document as usize;
                let length = f64::from(self.lengths[slot]) / average;
                scores[slot] += idf * saturation(f64::from(posting.frequency), length);
            }
        }
        if reachable > 0.0 {
            for score in &mut scores {
                *score /= reachable;
            }
        }
        scores
    }
}

/// What `frequency` occurrences count in a text of `length` times the average, below `K1 + 1`.
pub(super) fn saturation(frequency: f64, length: f64) -> f64 {
    frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length))
}

fn inverse_frequency(documents: usize, found: usize) -> f64 {
    let (documents, found) = (documents as f64, found.min(documents) as f64);
    ((documents - found + 0.5) / (found + 0.5)).ln_1p()
}

/// Distinct terms with how often they occur, in byte order.
pub(super) fn frequencies(terms: &[String]) -> Vec<(&str, u32)> {
    let mut sorted: Vec<&str> = terms.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX)))
        .collect()
}

#[cfg(test)]
mod tests;
