//! What an endpoint answers, read leniently and believed only after a check.

use crate::llm::{EmbedError, normalize};
use serde::Deserialize;

/// The part of an answer that is used. Servers differ in all the rest.
#[derive(Deserialize)]
pub(super) struct EmbeddingAnswer {
    data: Vec<EmbeddingRow>,
}

#[derive(Deserialize)]
struct EmbeddingRow {
    /// Place of the text in the request; some servers leave it out and answer in order.
    #[serde(default)]
    index: Option<usize>,
    embedding: Vec<f32>,
}

impl EmbeddingAnswer {
    /// Whether a body is such an answer.
    pub(super) fn is_readable(body: &[u8]) -> bool {
        serde_json::from_slice::<Self>(body).is_ok()
    }

    /// `count` unit vectors of length `dimension`, in the order of the request.
    pub(super) fn into_vectors(self, count: usize, dimension: usize) -> Result<Vec<Vec<f32>>, EmbedError> {
        if self.data.len() != count {
            return Err(invalid(format!("{} vectors for {count} texts", self.data.len())));
        }
        let mut vectors = vec![Vec::new(); count];
        for (place, row) in self.data.into_iter().enumerate() {
            let mut vector = row.embedding;
            if vector.len() != dimension {
                return Err(invalid(format!("a vector of length {}, not {dimension}", vector.len())));
            }
            if !normalize(&mut vector) {
                return Err(invalid("a vector without direction".to_owned()));
            }
            match vectors.get_mut(row.index.unwrap_or(place)) {
                Some(free) if free.is_empty() => *free = vector,
                _ => return Err(invalid("two vectors for one text".to_owned())),
            }
        }
        Ok(vectors)
    }
}

fn invalid(what: String) -> EmbedError {
    EmbedError::Invalid(what)
}
