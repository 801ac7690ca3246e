//! A small deterministic embedder: hashed word stems and their neighbours.
//!
//! It knows no synonyms. It stands in for the sentence encoder in tests and
//! wherever milliseconds matter more than meaning.

use super::{EmbedError, Embedder};
use crate::domain::text;
use futures::future::BoxFuture;
use sha2::{Digest, Sha256};

const DIMENSION: usize = 256;

/// Hashes the stems of a text into 256 dimensions.
#[derive(Debug, Default, Clone, Copy)]
pub struct HashedEmbedder;

impl HashedEmbedder {
    /// The unit vector of one text; all zeros for a text without content words.
    pub fn vector(text: &str) -> Vec<f32> {
        let mut vector = vec![0.0_f32; DIMENSION];
        for stem in text::content_stems(text) {
            let digest = Sha256::digest(stem.as_bytes());
            let slot = usize::from(u16::from_be_bytes([digest[0], digest[1]])) % DIMENSION;
            vector[slot] += if digest[2] & 1 == 0 { 1.0 } else { -1.0 };
        }
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            for x in &mut vector {
                *x /= length;
            }
        }
        vector
    }
}

impl Embedder for HashedEmbedder {
    fn version(&self) -> &'static str {
        "hashed-stems-256/1"
    }

    fn dimension(&self) -> usize {
        DIMENSION
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
        Box::pin(async move { Ok(texts.iter().map(|text| Self::vector(text)).collect()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::llm::cosine;

    #[test]
    fn the_same_stems_are_near_and_others_are_far() {
        let a = HashedEmbedder::vector("cancel my bookings");
        let b = HashedEmbedder::vector("booking cancelled");
        let c = HashedEmbedder::vector("weather report");
        assert!(cosine(&a, &b) > 0.99);
        assert!(cosine(&a, &c) < 0.5);
    }
}
