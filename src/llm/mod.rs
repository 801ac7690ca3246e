//! The boundary to models: what turns text into vectors, and what answers in words.

mod breaker;
mod chat;
mod endpoint;
mod hashed;
mod memory;
mod minilm;
mod scripted;
mod tokens;

pub use breaker::Breaker;
pub use chat::{
    ChatAnswer, ChatConfig, ChatModel, ChatRequest, ChatStop, EndpointChat, Outcome, Recorded, Replayed,
    SharedChatModel, Usage, chat_limits, whole_value,
};
pub use endpoint::{BadSettings, EndpointConfig, EndpointEmbedder, EndpointLimits};
pub use hashed::HashedEmbedder;
pub use memory::WithMemory;
pub use minilm::MiniLm;
pub use scripted::Scripted;
pub use tokens::{count_tokens, with_margin};

use futures::future::BoxFuture;
use std::sync::Arc;

/// Turns texts into unit vectors.
///
/// The same text has the same vector whatever stands beside it in the batch. A
/// text without words has the zero vector, which is near nothing.
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

/// Why no vectors came back. Never holds a text, an answer's body or a key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmbedError {
    /// The weights, the vocabulary or the endpoint's settings cannot be used.
    #[error("the embedder could not be set up: {0}")]
    Load(String),
    /// The encoder or the endpoint failed; a later try may succeed.
    #[error("the embedder is unavailable: {0}")]
    Unavailable(String),
    /// The endpoint said no, with this HTTP status; the same request will fail again.
    #[error("the embedding endpoint refused with status {0}")]
    Refused(u16),
    /// The endpoint answered with something else than asked for.
    #[error("the embedding endpoint answered with {0}")]
    Invalid(String),
}

/// Cosine of two unit vectors, rounded to 1e-3 so that kernels of different CPUs agree.
pub fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot: f32 = a.iter().zip(b).map(|(x, y)| x * y).sum();
    (f64::from(dot) * 1000.0).round() / 1000.0
}

/// Gives a vector the length 1; one without a finite length above zero stays as it is, and `false` says so.
fn normalize(vector: &mut [f32]) -> bool {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    let is_usable = length.is_finite() && length > 0.0;
    if is_usable {
        for x in vector {
            *x /= length;
        }
    }
    is_usable
}
