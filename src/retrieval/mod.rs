//! Finds what interviews and items say about a question.
//!
//! Words are searchable at once, meaning joins when vectors arrive, and a search
//! says how many passages still wait for theirs. The database is the truth: rows
//! are fed in by the use cases, and everything here can be built from it again.
//! Vectors are always kept for exact search in process; a Qdrant server, where
//! there is one, is asked first and never needed.

pub mod chunk;
pub mod corpus;
pub mod fuse;
pub mod lexical;
mod pack;
pub mod passage;
mod pieces;
pub mod terms;
pub mod vector;

pub use chunk::{WINDOWING, Windowing, passages_of_interview, passages_of_item};
pub use corpus::{Change, Corpus, Hit};
pub use fuse::{WEIGHTS, Weights};
pub use pack::{Pack, pack};
pub use passage::{Filter, Owner, Passage, PassageKind, Tag};
pub use pieces::count_pieces;
pub use vector::{IndexError, VectorIndex, vector_from_bytes, vector_to_bytes};

use crate::domain::id::WorkspaceId;
use crate::llm::Breaker;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;
use vector::exact::Exact;
use vector::{Near, Point};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The question in words.
    pub text: &'a str,
    /// Its vector by the embedder of the corpus, when there is one.
    pub vector: Option<&'a [f32]>,
    /// What is left out.
    pub filter: &'a Filter,
    /// Most hits.
    pub limit: usize,
}

/// What was found, and in how much.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Best first.
    pub hits: Vec<Hit>,
    /// Passages that the filter admits.
    pub searched: usize,
    /// Those of them that have no vector yet and were searched by words only.
    pub pending: usize,
    /// Whether the vector server was left out because it failed.
    pub degraded: bool,
}

/// Why vectors were not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VectorError {
    /// They come from another embedder; vectors of two are never compared.
    #[error("vectors of another embedder ({0}) are not taken")]
    OtherEmbedder(String),
    /// The index did not take them.
    #[error("the vectors could not be indexed")]
    Index(#[from] IndexError),
}

/// A text that waits for its vector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Key of the vector.
    pub text_hash: String,
    /// What to embed.
    pub text: String,
}

/// Search over every workspace of a data directory.
pub struct Retrieval {
    embedder: String,
    exact: Exact,
    server: Option<VectorIndex>,
    breaker: Breaker,
    corpora: RwLock<BTreeMap<WorkspaceId, Arc<RwLock<Corpus>>>>,
}

impl Retrieval {
    /// An empty search for the vectors of one embedder, asking `server` first where there is one.
    pub fn new(embedder: impl Into<String>, dimension: usize, server: Option<VectorIndex>) -> Self {
        Self {
            embedder: embedder.into(),
            exact: Exact::new(dimension),
            server,
            breaker: Breaker::default(),
            corpora: RwLock::default(),
        }
    }

    /// Takes a whole workspace in; `cache` is the file that may hold its inverted index.
    pub fn fill(&self, workspace: &WorkspaceId, owners: Vec<(Tag, Vec<Passage>)>, cache: Option<&Path>) {
        let corpus = Corpus::build(owners, cache);
        self.exact.forget(workspace);
        let mut corpora = self.corpora.write().unwrap_or_else(PoisonError::into_inner);
        corpora.insert(workspace.clone(), Arc::new(RwLock::new(corpus)));
    }

    /// Whether the workspace was filled.
    pub fn knows(&self, workspace: &WorkspaceId) -> bool {
        self.corpora.read().unwrap_or_else(PoisonError::into_inner).contains_key(workspace)
    }

    /// Puts the passages of one owner in place of those it had.
    pub async fn put(&self, workspace: &WorkspaceId, tag: Tag, passages: Vec<Passage>) -> Change {
        let corpus = self.corpus(workspace);
        let change = corpus.write().unwrap_or_else(PoisonError::into_inner).put(tag, passages);
        self.drop_vectors(workspace, &change.removed).await;
        change
    }

    /// Takes one owner out.
    pub async fn remove(&self, workspace: &WorkspaceId, owner: &Owner) {
        let corpus = self.corpus(workspace);
        let removed = corpus.write().unwrap_or_else(PoisonError::into_inner).remove(owner);
        let passages: Vec<String> = removed.into_iter().map(|(passage, _)| passage).collect();
        self.drop_vectors(workspace, &passages).await;
    }

    /// Distinct texts that wait for a vector, at most `limit`, in the order of their hashes.
    pub fn waiting(&self, workspace: &WorkspaceId, limit: usize) -> Vec<Waiting> {
        let corpus = self.corpus(workspace);
        let corpus = corpus.read().unwrap_or_else(PoisonError::into_inner);
        let texts: BTreeMap<&str, &str> =
            corpus.without_vector().map(|(passage, hash, _)| (hash, passage.text.as_str())).collect();
        let waiting = texts.into_iter().take(limit);
        waiting.map(|(hash, text)| Waiting { text_hash: hash.to_owned(), text: text.to_owned() }).collect()
    }

    /// Gives waiting passages the vectors of their texts; says how many got one.
    ///
    /// The exact index has them when this returns. A server that fails catches up
    /// by [`Retrieval::converge`].
    pub async fn add_vectors(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
        vectors: &[(String, Vec<f32>)],
    ) -> Result<usize, VectorError> {
        if embedder != self.embedder {
            return Err(VectorError::OtherEmbedder(embedder.to_owned()));
        }
        let by_text: HashMap<&str, &Vec<f32>> = vectors.iter().map(|(hash, v)| (hash.as_str(), v)).collect();
        let corpus = self.corpus(workspace);
        let points: Vec<Point> = {
            let mut corpus = corpus.write().unwrap_or_else(PoisonError::into_inner);
            let points: Vec<Point> = corpus
                .without_vector()
                .filter_map(|(passage, hash, tag)| {
                    let vector = *by_text.get(hash)?;
                    Some(point(&corpus, passage, tag, vector.clone()))
                })
                .collect();
            self.exact.upsert(workspace, &points)?;
            for point in &points {
                corpus.note_vector(&point.passage);
            }
            points
        };
        if let Some(server) = self.server.as_ref().filter(|_| self.breaker.permits(now())) {
            self.breaker.note(now(), server.upsert(workspace, &points).await.is_ok());
        }
        Ok(points.len())
    }

    /// Makes the server hold what the exact index holds; says how many points it got.
    ///
    /// For the worker, after an outage and now and then: counts are compared first,
    /// so that a server that is up to date costs one small request.
    pub async fn converge(&self, workspace: &WorkspaceId) -> Result<usize, IndexError> {
        let Some(server) = &self.server else { return Ok(0) };
        let held = match server.count(workspace).await {
            Err(IndexError::Empty) => 0,
            other => other?,
        };
        if held == self.exact.count(workspace) {
            self.breaker.note(now(), true);
            return Ok(0);
        }
        let points: Vec<Point> = {
            let corpus = self.corpus(workspace);
            let corpus = corpus.read().unwrap_or_else(PoisonError::into_inner);
            corpus
                .passages()
                .filter_map(|(passage, tag)| {
                    Some(point(&corpus, passage, tag, self.exact.vector(workspace, &passage.id)?))
                })
                .collect()
        };
        server.replace(workspace, &points).await?;
        self.breaker.note(now(), true);
        Ok(points.len())
    }

    /// Points of the workspace that the server holds; none where there is no server.
    pub async fn ask_server(&self, workspace: &WorkspaceId) -> Option<Result<usize, IndexError>> {
        Some(self.server.as_ref()?.count(workspace).await)
    }

    /// Searches words and, where the question has a vector, meaning.
    pub async fn search(&self, workspace: &WorkspaceId, question: Question<'_>) -> Result<Found, IndexError> {
        let Question { text, vector, filter, limit } = question;
        let (dense, degraded) = match vector {
            Some(vector) => self.nearest(workspace, vector, filter).await?,
            None => (Vec::new(), false),
        };
        let corpus = self.corpus(workspace);
        let corpus = corpus.read().unwrap_or_else(PoisonError::into_inner);
        let dense = (!dense.is_empty()).then_some(dense.as_slice());
        let hits = corpus.rank(text, dense, filter, limit, &WEIGHTS);
        let (searched, pending) = corpus.census(filter);
        Ok(Found { hits, searched, pending, degraded })
    }

    /// What the server says, or, when that fails, what the exact index says and `true`.
    async fn nearest(
        &self,
        workspace: &WorkspaceId,
        vector: &[f32],
        filter: &Filter,
    ) -> Result<(Vec<Near>, bool), IndexError> {
        let exact = || self.exact.search(workspace, vector, filter, corpus::DEPTH);
        let Some(server) = &self.server else { return Ok((exact()?, false)) };
        if !self.breaker.permits(now()) {
            return Ok((exact()?, true));
        }
        match server.search(workspace, vector, filter, corpus::DEPTH).await {
            Ok(near) if !near.is_empty() => {
                self.breaker.note(now(), true);
                Ok((near, false))
            }
            answer => {
                // A server that finds nothing where there is something was restarted empty.
                let near = exact()?;
                let sound = answer.is_ok() && near.is_empty();
                self.breaker.note(now(), sound);
                Ok((near, !sound))
            }
        }
    }

    async fn drop_vectors(&self, workspace: &WorkspaceId, passages: &[String]) {
        if passages.is_empty() {
            return;
        }
        self.exact.remove(workspace, passages);
        if let Some(server) = self.server.as_ref().filter(|_| self.breaker.permits(now())) {
            self.breaker.note(now(), server.remove(workspace, passages).await.is_ok());
        }
    }

    fn corpus(&self, workspace: &WorkspaceId) -> Arc<RwLock<Corpus>> {
        let corpora = self.corpora.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(corpus) = corpora.get(workspace) {
            return Arc::clone(corpus);
        }
        drop(corpora);
        let mut corpora = self.corpora.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(corpora.entry(workspace.clone()).or_default())
    }
}

/// Monotonic time for the breaker, as the runtime's timers see it.
fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

fn point(corpus: &Corpus, passage: &Passage, tag: &Arc<Tag>, vector: Vec<f32>) -> Point {
    let terms = corpus.terms_of(passage);
    Point { passage: passage.id.clone(), tag: Arc::clone(tag), vector, terms }
}

#[cfg(test)]
mod tests;
