//! Vectors on a Qdrant server.
//!
//! One collection per embedder, so that vectors of two are never compared, with
//! the named vectors `dense` and `lexical` (sparse, weighted by IDF on the
//! server). A point's id follows from workspace and passage, so that a write
//! that is repeated does no harm. Every read and write names the workspace: the
//! server separates nothing by itself.

mod convert;
mod fault;

use super::{IndexError, Near, Point, order};
use crate::domain::id::{WorkspaceId, content_hash};
use crate::retrieval::passage::Filter;
use convert::{DENSE, LEXICAL, condition, near_of, point_id, sparse, stored_point};
use fault::within;
use qdrant_client::qdrant::{
    CountPointsBuilder, CreateCollectionBuilder, CreateFieldIndexCollectionBuilder, DeletePointsBuilder,
    Distance, FieldType, KeywordIndexParamsBuilder, Modifier, PointStruct, PointsIdsList, Query,
    QueryPointsBuilder, SparseVectorParamsBuilder, SparseVectorsConfigBuilder, UpsertPointsBuilder,
    VectorInput, VectorParamsBuilder, VectorsConfigBuilder, vectors_config,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Points of one request.
const BATCH: usize = 256;
/// Begins the name of every collection.
const PREFIX: &str = "hone";

/// How a server is reached.
#[derive(Debug, Clone)]
pub struct QdrantConfig {
    /// Its gRPC address, for example `http://localhost:6334`.
    pub url: String,
    /// Its key, if it asks for one.
    pub api_key: Option<SecretString>,
    /// Longest wait for the answer to a search; connecting included.
    pub read_timeout: Duration,
    /// Longest wait for a write to be applied.
    pub write_timeout: Duration,
}

impl QdrantConfig {
    /// A server without a key: searches wait one second, writes ten.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            api_key: None,
            read_timeout: Duration::from_secs(1),
            write_timeout: Duration::from_secs(10),
        }
    }
}

/// A Qdrant server, and the collection for the vectors of one embedder.
pub struct Qdrant {
    client: qdrant_client::Qdrant,
    collection: String,
    dimension: usize,
    read_timeout: Duration,
    write_timeout: Duration,
    prepared: AtomicBool,
}

impl Qdrant {
    /// Prepares the client. Nothing is asked of the server before the first request.
    pub fn new(config: &QdrantConfig, embedder: &str, dimension: usize) -> Result<Self, IndexError> {
        let mut settings = qdrant_client::config::QdrantConfig::from_url(&config.url);
        // Ours runs out first; theirs is for requests that are left alone after that.
        settings.timeout = 2 * config.write_timeout.max(config.read_timeout);
        settings.connect_timeout = config.read_timeout;
        settings.check_compatibility = false;
        settings.check_connection = false;
        settings.api_key = config.api_key.as_ref().map(|key| key.expose_secret().to_owned());
        let client = qdrant_client::Qdrant::new(settings)
            .map_err(|_| IndexError::Refused("the address is not valid".into()))?;
        let name = content_hash(&[embedder]);
        Ok(Self {
            client,
            collection: format!("{PREFIX}-{}", name.get(..12).unwrap_or(&name)),
            dimension,
            read_timeout: config.read_timeout,
            write_timeout: config.write_timeout,
            prepared: AtomicBool::new(false),
        })
    }

    /// Name of the collection.
    pub fn collection(&self) -> &str {
        &self.collection
    }

    /// Writes points; those with a known passage replace what was there.
    pub async fn upsert(&self, workspace: &WorkspaceId, points: &[Point]) -> Result<(), IndexError> {
        points.iter().try_for_each(|point| self.check(point.vector.len()))?;
        self.prepare().await?;
        for batch in points.chunks(BATCH) {
            let points: Vec<PointStruct> = batch.iter().map(|point| stored_point(workspace, point)).collect();
            let request = UpsertPointsBuilder::new(&self.collection, points).wait(true);
            self.note_loss(within(self.write_timeout, self.client.upsert_points(request)).await)?;
        }
        Ok(())
    }

    /// Deletes everything of the workspace and writes `points`.
    pub async fn replace(&self, workspace: &WorkspaceId, points: &[Point]) -> Result<(), IndexError> {
        self.prepare().await?;
        let everything = condition(workspace, &Filter::default());
        let request = DeletePointsBuilder::new(&self.collection).points(everything).wait(true);
        self.note_loss(within(self.write_timeout, self.client.delete_points(request)).await)?;
        self.upsert(workspace, points).await
    }

    /// Deletes points; unknown ones are no error.
    pub async fn remove(&self, workspace: &WorkspaceId, passages: &[String]) -> Result<(), IndexError> {
        self.prepare().await?;
        for batch in passages.chunks(BATCH) {
            let ids = batch.iter().map(|passage| point_id(workspace, passage)).collect();
            let request = DeletePointsBuilder::new(&self.collection).points(PointsIdsList { ids }).wait(true);
            self.note_loss(within(self.write_timeout, self.client.delete_points(request)).await)?;
        }
        Ok(())
    }

    /// The passages nearest to a vector.
    pub async fn search(
        &self,
        workspace: &WorkspaceId,
        vector: &[f32],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Near>, IndexError> {
        self.check(vector.len())?;
        self.query(workspace, Query::new_nearest(vector.to_vec()), DENSE, filter, limit).await
    }

    /// The passages that have most of a question's terms; `cosine` is then the sparse score.
    pub async fn search_terms(
        &self,
        workspace: &WorkspaceId,
        terms: &[String],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Near>, IndexError> {
        let (indices, _) = sparse(terms);
        let values = vec![1.0; indices.len()];
        let query = Query::new_nearest(VectorInput::new_sparse(indices, values));
        self.query(workspace, query, LEXICAL, filter, limit).await
    }

    /// Points of the workspace; [`IndexError::Empty`] when the server has no collection.
    pub async fn count(&self, workspace: &WorkspaceId) -> Result<usize, IndexError> {
        let request = CountPointsBuilder::new(&self.collection)
            .filter(condition(workspace, &Filter::default()))
            .exact(true);
        let answer = self.note_loss(within(self.read_timeout, self.client.count(request)).await)?;
        Ok(answer.result.map_or(0, |result| usize::try_from(result.count).unwrap_or(usize::MAX)))
    }

    async fn query(
        &self,
        workspace: &WorkspaceId,
        query: Query,
        using: &str,
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Near>, IndexError> {
        let request = QueryPointsBuilder::new(&self.collection)
            .query(query)
            .using(using)
            .filter(condition(workspace, filter))
            .limit(limit as u64)
            .with_payload(true);
        let answer = self.note_loss(within(self.read_timeout, self.client.query(request)).await)?;
        Ok(order(answer.result.iter().filter_map(near_of).collect(), limit))
    }

    /// Makes the collection with its indexes, unless it is there; then compares the dimension.
    async fn prepare(&self) -> Result<(), IndexError> {
        if self.prepared.load(Ordering::Acquire) {
            return Ok(());
        }
        if within(self.read_timeout, self.client.collection_exists(&self.collection)).await? {
            self.check(self.stored_dimension().await?)?;
        } else {
            self.create().await?;
        }
        self.prepared.store(true, Ordering::Release);
        Ok(())
    }

    async fn create(&self) -> Result<(), IndexError> {
        let mut dense = VectorsConfigBuilder::default();
        dense.add_named_vector_params(
            DENSE,
            VectorParamsBuilder::new(self.dimension as u64, Distance::Cosine),
        );
        let mut lexical = SparseVectorsConfigBuilder::default();
        lexical
            .add_named_vector_params(LEXICAL, SparseVectorParamsBuilder::default().modifier(Modifier::Idf));
        let request = CreateCollectionBuilder::new(&self.collection)
            .vectors_config(dense)
            .sparse_vectors_config(lexical);
        within(self.write_timeout, self.client.create_collection(request)).await?;
        for (field, kind) in convert::INDEXED {
            let mut request =
                CreateFieldIndexCollectionBuilder::new(&self.collection, field, kind).wait(true);
            if field == convert::WORKSPACE {
                let tenant = KeywordIndexParamsBuilder::default().is_tenant(true);
                request = request.field_type(FieldType::Keyword).field_index_params(tenant);
            }
            within(self.write_timeout, self.client.create_field_index(request)).await?;
        }
        Ok(())
    }

    async fn stored_dimension(&self) -> Result<usize, IndexError> {
        let info = within(self.read_timeout, self.client.collection_info(&self.collection)).await?;
        let params = info.result.and_then(|info| info.config).and_then(|config| config.params);
        let vectors = params.and_then(|params| params.vectors_config).and_then(|vectors| vectors.config);
        let size = match vectors {
            Some(vectors_config::Config::ParamsMap(named)) => named.map.get(DENSE).map_or(0, |v| v.size),
            _ => 0,
        };
        Ok(usize::try_from(size).unwrap_or(usize::MAX))
    }

    fn check(&self, found: usize) -> Result<(), IndexError> {
        if found == self.dimension {
            return Ok(());
        }
        Err(IndexError::WrongDimension { expected: self.dimension, found })
    }

    /// A collection that is gone must be made again before the next write.
    fn note_loss<T>(&self, answer: Result<T, IndexError>) -> Result<T, IndexError> {
        if matches!(answer, Err(IndexError::Empty)) {
            self.prepared.store(false, Ordering::Release);
        }
        answer
    }
}
