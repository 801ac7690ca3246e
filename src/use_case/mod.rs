//! What a person can ask of Hone: one method on [`Copilot`] per job, one file per job.

mod add_backlog;
mod add_interview;
mod decide;
mod error;
mod look;
mod refine;
mod search;

pub use crate::ingest::backlog::BacklogFormat;
pub use add_interview::InterviewDetails;
pub use error::Error;
pub use look::Health;
pub use refine::Refinement;

use crate::domain::access::{Person, Scope};
use crate::ingest::Limits;
use crate::llm::SharedEmbedder;
use crate::store::{Store, StoreError};
use std::sync::Arc;

/// Gives the sentence encoder; called by the jobs that embed, so that no other job pays for loading it.
pub type LoadEncoder = Arc<dyn Fn() -> Result<SharedEmbedder, Error> + Send + Sync>;

/// The one door to all jobs. Cheap to clone.
#[derive(Clone)]
pub struct Copilot {
    store: Store,
    load_encoder: LoadEncoder,
    limits: Limits,
}

impl Copilot {
    /// A copilot over an open store.
    pub fn new(store: Store, load_encoder: LoadEncoder, limits: Limits) -> Self {
        Self { store, load_encoder, limits }
    }

    /// Enters a workspace by name; without a name the current one, which is made if there is none.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the named workspace does not exist.
    pub async fn enter(&self, person: Person, workspace: Option<&str>) -> Result<Scope, Error> {
        let workspace = match workspace {
            Some(name) => self.store.workspace(name).await?,
            None => match self.store.current_workspace().await? {
                Some(current) => current,
                None => self.make_workspace("default").await?,
            },
        };
        Ok(Scope { person, workspace: workspace.id })
    }

    async fn make_workspace(&self, name: &str) -> Result<crate::store::Workspace, Error> {
        let made = self.store.create_workspace(name).await?;
        self.store.select_workspace(&made.id).await?;
        Ok(made)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let detail = error.to_string();
        match error {
            StoreError::NotFound { what, id } => {
                Self::not_found(what, id, "`hone items` and `hone interviews` list what is there")
            }
            StoreError::Conflict { what, id } => Self::Changed { what: format!("{what} {id}") },
            StoreError::Full => Self::Full,
            StoreError::Taken { .. } | StoreError::Depends { .. } | StoreError::NothingToUndo(_) => {
                Self::Conflict { why: detail, hint: "look at it with `hone show ID`".into() }
            }
            StoreError::Busy | StoreError::NoServer(_) | StoreError::ReadOnly => Self::Unavailable {
                what: "the database",
                hint: "try again; `hone check` looks closer".into(),
            },
            StoreError::NotADatabase(_) | StoreError::NewerSchema { .. } | StoreError::Unreachable { .. } => {
                Self::invalid("data", detail, "name another folder with --data DIR")
            }
            other => Self::Internal(Box::new(other)),
        }
    }
}
