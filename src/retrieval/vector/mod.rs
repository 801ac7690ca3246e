//! The vector index: one contract, kept in process or by a Qdrant server.

pub mod exact;
#[cfg(feature = "qdrant")]
pub mod qdrant;

use super::passage::{Filter, Tag};
use crate::domain::id::WorkspaceId;
use std::sync::Arc;

/// A passage as an index keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Id of the passage.
    pub passage: String,
    /// Whose it is, and what it is filtered by.
    pub tag: Arc<Tag>,
    /// Unit vector.
    pub vector: Vec<f32>,
    /// Terms of the text, for an index that also keeps sparse vectors.
    pub terms: Vec<String>,
}

/// A passage that is near a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Id of the passage.
    pub passage: String,
    /// Cosine, rounded to 1e-3.
    pub cosine: f64,
}

/// Why an index did not do what was asked. None is the end of a search: the exact index answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Nobody listens there, or the connection broke.
    #[error("the vector index cannot be reached")]
    Down,
    /// No answer in time.
    #[error("the vector index did not answer in time")]
    Slow,
    /// Vectors of another length than the index was made for.
    #[error("the vector index holds vectors of {expected} numbers, not of {found}")]
    WrongDimension {
        /// Length that the index was made for.
        expected: usize,
        /// Length that was given or found.
        found: usize,
    },
    /// The server has nothing where it should have something: it was restarted without its data.
    #[error("the vector index has lost its content")]
    Empty,
    /// The server said no.
    #[error("the vector index refused the request ({0})")]
    Refused(String),
}

/// Where vectors are searched.
pub enum VectorIndex {
    /// In this process, exactly.
    Exact(exact::Exact),
    /// By a Qdrant server.
    #[cfg(feature = "qdrant")]
    Qdrant(qdrant::Qdrant),
}

impl VectorIndex {
    /// Takes points in; those with a known passage id replace what was there.
    pub async fn upsert(&self, workspace: &WorkspaceId, points: &[Point]) -> Result<(), IndexError> {
        match self {
            Self::Exact(index) => index.upsert(workspace, points),
            #[cfg(feature = "qdrant")]
            Self::Qdrant(index) => index.upsert(workspace, points).await,
        }
    }

    /// Makes `points` all that the workspace has.
    pub async fn replace(&self, workspace: &WorkspaceId, points: &[Point]) -> Result<(), IndexError> {
        match self {
            Self::Exact(index) => {
                index.forget(workspace);
                index.upsert(workspace, points)
            }
            #[cfg(feature = "qdrant")]
            Self::Qdrant(index) => index.replace(workspace, points).await,
        }
    }

    /// Takes points out; unknown ids are no error.
    pub async fn remove(&self, workspace: &WorkspaceId, passages: &[String]) -> Result<(), IndexError> {
        match self {
            Self::Exact(index) => {
                index.remove(workspace, passages);
                Ok(())
            }
            #[cfg(feature = "qdrant")]
            Self::Qdrant(index) => index.remove(workspace, passages).await,
        }
    }

    /// The `limit` passages nearest to `vector`, nearest first, ties by passage id.
    pub async fn search(
        &self,
        workspace: &WorkspaceId,
        vector: &[f32],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Near>, IndexError> {
        match self {
            Self::Exact(index) => index.search(workspace, vector, filter, limit),
            #[cfg(feature = "qdrant")]
            Self::Qdrant(index) => index.search(workspace, vector, filter, limit).await,
        }
    }

    /// Points of the workspace.
    pub async fn count(&self, workspace: &WorkspaceId) -> Result<usize, IndexError> {
        match self {
            Self::Exact(index) => Ok(index.count(workspace)),
            #[cfg(feature = "qdrant")]
            Self::Qdrant(index) => index.count(workspace).await,
        }
    }
}

/// Nearest first, ties by passage id, at most `limit`.
fn order(mut near: Vec<Near>, limit: usize) -> Vec<Near> {
    near.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then_with(|| a.passage.cmp(&b.passage)));
    near.truncate(limit);
    near
}

/// A vector as the bytes that the database keeps: little-endian, four each.
pub fn vector_to_bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The vector that the database keeps, unless the bytes are no numbers or not `dimension` many.
pub fn vector_from_bytes(bytes: &[u8], dimension: usize) -> Option<Vec<f32>> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    let vector: Vec<f32> = numbers.iter().map(|four| f32::from_le_bytes(*four)).collect();
    let sound = rest.is_empty() && vector.len() == dimension && vector.iter().all(|x| x.is_finite());
    sound.then_some(vector)
}
