//! Embeddings from any OpenAI-compatible endpoint: OpenAI, Ollama, llama-server, vLLM.
//!
//! The client library builds the request; how long it may take, what is tried
//! again and what is believed is decided here.

mod answer;
mod config;
mod failure;
#[cfg(test)]
mod tests;
mod transport;

pub(in crate::llm) use config::Target;
pub use config::{BadSettings, EndpointConfig, EndpointLimits};
pub(in crate::llm) use failure::{Failure, Field, Said};
pub(in crate::llm) use transport::Transport;

use super::{EmbedError, Embedder};
use answer::EmbeddingAnswer;
use async_openai::Client;
use futures::future::BoxFuture;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Texts in one request; servers allow from 32 (some) to 2,048 (OpenAI).
const MOST_TEXTS: usize = 32;

/// Bytes of text in one request, unless one text alone is longer.
const MOST_BYTES: usize = 64 * 1024;

/// Asks an endpoint for the vectors of texts.
pub struct EndpointEmbedder {
    client: Client<Target>,
    model: String,
    dimension: usize,
    version: String,
}

impl EndpointEmbedder {
    /// Checks the settings and prepares the client; nothing is sent yet.
    ///
    /// Fails with [`EmbedError::Load`] on a base URL that is not plain http(s),
    /// on a key that no header can carry, and on a dimension of zero.
    pub fn new(config: &EndpointConfig) -> Result<Self, EmbedError> {
        if config.dimension == 0 {
            return Err(EmbedError::Load("the dimension is zero".to_owned()));
        }
        let target = Target::new(&config.base_url, &config.api_key)?;
        let transport = Transport::new(config.limits, EmbeddingAnswer::is_readable)?;
        let version = version(&target, config);
        // The library's own client comes with the service; its default one is never used.
        let client = Client::build(transport.http().clone(), target).with_http_service(transport.service());
        Ok(Self { client, model: config.model.clone(), dimension: config.dimension, version })
    }

    /// The vectors of one request's worth of texts.
    async fn request(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let request = json!({"model": self.model, "input": texts, "encoding_format": "float"});
        let answer: EmbeddingAnswer =
            self.client.embeddings().create_byot(request).await.map_err(Failure::from)?;
        answer.into_vectors(texts.len(), self.dimension)
    }

    async fn vectors(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let mut vectors = vec![vec![0.0; self.dimension]; texts.len()];
        // Servers refuse an empty text, and with it the whole request.
        let spoken: Vec<usize> = (0..texts.len()).filter(|place| !texts[*place].trim().is_empty()).collect();
        let lengths: Vec<usize> = spoken.iter().map(|place| texts[*place].len()).collect();
        for range in requests(&lengths) {
            let places = &spoken[range];
            let batch: Vec<&str> = places.iter().map(|place| texts[*place].as_str()).collect();
            for (place, vector) in places.iter().zip(self.request(&batch).await?) {
                vectors[*place] = vector;
            }
        }
        Ok(vectors)
    }
}

impl Embedder for EndpointEmbedder {
    fn version(&self) -> &str {
        &self.version
    }

    fn dimension(&self) -> usize {
        self.dimension
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
        Box::pin(self.vectors(texts))
    }
}

/// Cuts texts of these lengths into requests, in order.
fn requests(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (place, length) in lengths.iter().enumerate() {
        if place > start && (place - start == MOST_TEXTS || bytes + length > MOST_BYTES) {
            ranges.push(start..place);
            (start, bytes) = (place, 0);
        }
        bytes += length;
    }
    if start < lengths.len() {
        ranges.push(start..lengths.len());
    }
    ranges
}

/// The model's name and length, and a mark of the address: two servers may mean different weights by one name.
fn version(target: &Target, config: &EndpointConfig) -> String {
    let digest = Sha256::digest(target.base_url().as_bytes());
    let mark = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
    format!("endpoint/{}/{}/{mark:08x}", config.model, config.dimension)
}
