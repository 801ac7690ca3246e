//! Keeps the index and the database in order.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::retrieval::IndexError;
use crate::store::Dialect;
use serde::Serialize;
use std::time::Duration;

/// Longer than any embedding takes.
const UNTIL_DONE: Duration = Duration::from_hours(7 * 24);

/// What the index was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Reindexed {
    /// Interviews that are searched.
    pub interviews: usize,
    /// Items that are searched.
    pub items: usize,
    /// Passages that are searched by words alone.
    pub pending: usize,
    /// Name and version of the encoder.
    pub encoder: String,
}

/// A part that Hone works with, and whether it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Part {
    /// Which part.
    pub part: &'static str,
    /// Whether it works.
    pub works: bool,
    /// What was found, or what to do.
    pub detail: String,
}

impl Part {
    pub(super) fn new(part: &'static str, works: bool, detail: impl Into<String>) -> Self {
        Self { part, works, detail: detail.into() }
    }
}

impl Copilot {
    /// Builds the index of the workspace anew from the database and gives every text its vector.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder fails; words are searched all the same.
    pub async fn reindex(
        &self,
        scope: &Scope,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<Reindexed, Error> {
        let library = self.library().await?;
        library.discard(&scope.workspace).await;
        self.store.drop_other_embedders(&scope.workspace, library.encoder.version()).await?;
        let shelf = library.open(&scope.workspace).await?;
        let pending = library.embed(&scope.workspace, UNTIL_DONE, progress).await?;
        Ok(Reindexed {
            interviews: shelf.interviews.len(),
            items: shelf.items.len(),
            pending,
            encoder: library.encoder.version().to_owned(),
        })
    }

    /// Gives the texts of the workspace their vectors, all of them; says how many still wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder fails.
    pub async fn embed_pending(
        &self,
        scope: &Scope,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<usize, Error> {
        self.embed_for(scope, UNTIL_DONE, progress).await
    }

    /// The same for as long as `patience` lasts.
    pub(super) async fn embed_for(
        &self,
        scope: &Scope,
        patience: Duration,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<usize, Error> {
        let library = self.library().await?;
        library.open(&scope.workspace).await?;
        let pending = library.embed(&scope.workspace, patience, progress).await?;
        library.converge(&scope.workspace).await;
        Ok(pending)
    }

    /// Looks at every part that Hone works with, one after the other; none stops the others.
    pub async fn doctor(&self, scope: &Scope) -> Vec<Part> {
        let database = match self.store.dialect() {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "Postgres",
        };
        let mut parts = vec![match self.check().await {
            Ok(health) if health.whole => Part::new("database", true, format!("{database}, whole")),
            Ok(health) => Part::new("database", false, health.damage.join("; ")),
            Err(error) => Part::new("database", false, error.to_string()),
        }];
        parts.extend(self.probe_model(scope).await);
        let library = match self.library().await {
            Ok(library) => library,
            Err(error) => {
                parts.push(Part::new("encoder", false, error.to_string()));
                return parts;
            }
        };
        let encoder = &library.bare_encoder;
        parts.push(match encoder.embed(&["a berth at the harbour".to_owned()]).await {
            Ok(_) => {
                Part::new("encoder", true, format!("{}, {} numbers", encoder.version(), encoder.dimension()))
            }
            Err(error) => Part::new("encoder", false, error.to_string()),
        });
        parts.push(match library.open(&scope.workspace).await {
            Ok(shelf) => {
                let waiting = library.retrieval.waiting(&scope.workspace, usize::MAX).len();
                let held = format!("{} interviews, {} items", shelf.interviews.len(), shelf.items.len());
                Part::new("index", true, format!("{held}, {waiting} texts without a vector yet"))
            }
            Err(error) => Part::new("index", false, error.to_string()),
        });
        if let Some(server) = library.ask_server(&scope.workspace).await {
            parts.push(match server {
                Ok(points) => Part::new("vector server", true, format!("{points} points")),
                Err(IndexError::Empty) => {
                    let detail = "holds nothing yet; the next search fills it, and is done here meanwhile";
                    Part::new("vector server", true, detail)
                }
                Err(error) => {
                    let detail = format!("{error}; the exact index answers meanwhile");
                    Part::new("vector server", false, detail)
                }
            });
        }
        parts
    }
}
