//! The sentence encoder inside the binary: all-MiniLM-L6-v2 with int8 weights.
//!
//! No network, no file, no setting. Reimers and Gurevych, "Sentence-BERT"
//! (2019); the weights are described in NOTICE and made by make_weights.py.

mod encoder;
#[cfg(test)]
mod tests;
mod word_pieces;

use super::{EmbedError, Embedder};
use encoder::{DIMENSION, Encoder};
use futures::future::BoxFuture;
use tokio::task::spawn_blocking;

/// Texts in one run of the network: enough to fill the cores, few enough that a query waits briefly.
const BATCH: usize = 8;

/// Name, the first bytes of the SHA-256 of model.onnx, and the number of the code's way of using it.
const VERSION: &str = "all-minilm-l6-v2-int8/0012ac34010b57c1/1";

/// Embeds English texts by meaning, 256 word pieces at most of each.
///
/// Works on threads of its own, two at most, so that the async runtime never waits.
#[derive(Clone, Copy)]
pub struct MiniLm {
    encoder: &'static Encoder,
}

impl MiniLm {
    /// Loads the weights on the first call; takes a fraction of a second then and nothing later.
    ///
    /// Fails with [`EmbedError::Load`] if the binary is damaged.
    pub fn load() -> Result<Self, EmbedError> {
        Ok(Self { encoder: Encoder::shared()? })
    }

    /// The vectors in the order of the texts; computed in the order of their lengths, which saves padding.
    ///
    /// Dropping the future stops the work after the batch that is under way.
    async fn vectors(self, texts: Vec<String>) -> Result<Vec<Vec<f32>>, EmbedError> {
        let count = texts.len();
        let mut pieces = off_runtime(move || self.by_length(&texts)).await?;
        let mut vectors = vec![vec![0.0; DIMENSION]; count];
        while !pieces.is_empty() {
            let rest = pieces.split_off(pieces.len().min(BATCH));
            let (places, batch): (Vec<usize>, Vec<Vec<i32>>) = pieces.into_iter().unzip();
            let computed = off_runtime(move || self.encoder.vectors(&batch)).await??;
            for (place, vector) in places.into_iter().zip(computed) {
                vectors[place] = vector;
            }
            pieces = rest;
        }
        Ok(vectors)
    }

    /// Place and word pieces of every text that has any, short ones first.
    fn by_length(self, texts: &[String]) -> Vec<(usize, Vec<i32>)> {
        let pieces = texts.iter().map(|text| self.encoder.word_pieces(text)).enumerate();
        let mut pieces: Vec<_> = pieces.filter(|(_, pieces)| !pieces.is_empty()).collect();
        pieces.sort_by_key(|(place, pieces)| (pieces.len(), *place));
        pieces
    }
}

impl Embedder for MiniLm {
    fn version(&self) -> &'static str {
        VERSION
    }

    fn dimension(&self) -> usize {
        DIMENSION
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
        Box::pin(self.vectors(texts.to_vec()))
    }
}

async fn off_runtime<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, EmbedError> {
    spawn_blocking(work)
        .await
        .map_err(|_| EmbedError::Unavailable("the sentence encoder was stopped".to_owned()))
}
