//! The boundary to models: what turns text into vectors, and later into drafts.

mod hashed;

pub use hashed::HashedEmbedder;

use futures::future::BoxFuture;
use std::sync::Arc;

/// Turns texts into unit vectors.
///
/// The same text has the same vector whatever stands beside it in the batch.
pub trait Embedder: Send + Sync + 'static {
    /// Name and version; vectors of different versions are never compared.
    fn version(&self) -> &str;

    /// Length of a vector.
    fn dimension(&self) -> usize;

    /// One unit vector per text, in order.
    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>>;
}

/// An embedder that several parts share.
pub type SharedEmbedder = Arc<dyn Embedder>;

/// Why no vectors came back.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// The weights or the vocabulary could not be loaded.
    #[error("the sentence encoder could not be loaded: {0}")]
    Load(String),
    /// The encoder or the endpoint failed.
    #[error("the embedding endpoint did not answer: {0}")]
    Unavailable(String),
    /// The endpoint answered with something else than asked for.
    #[error("the embedding endpoint answered with {0}")]
    Invalid(String),
}

/// Cosine of two unit vectors, rounded to 1e-3 so that kernels of different CPUs agree.
pub fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    (f64::from(dot) * 1000.0).round() / 1000.0
}
