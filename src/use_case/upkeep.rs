//! What a server does besides requests: figures, readiness, texts without vectors, days that come.

use super::{Copilot, Error, Families};
use crate::domain::access::{Person, Scope};
use crate::store::{Requests, Tally};
use std::time::Duration;

/// How many there are of what, over all workspaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Suggestions by kind and state.
    pub suggestions: Tally,
    /// Jobs by kind and state.
    pub jobs: Tally,
    /// Drafts that did not pass a required check.
    pub withheld: i64,
    /// Requests to models, by purpose and outcome.
    pub requests: Vec<Requests>,
    /// Texts that wait for their vector, as far as a search has looked.
    pub pending: usize,
}

impl Copilot {
    /// Figures for whoever watches the server.
    pub async fn figures(&self) -> Result<Figures, Error> {
        let mut pending = 0;
        if let Some(library) = self.library.get() {
            for workspace in self.store.workspaces().await? {
                pending += library.retrieval.waiting(&workspace.id, usize::MAX).len();
            }
        }
        Ok(Figures {
            suggestions: self.store.tally_suggestions().await?,
            jobs: self.store.tally_jobs().await?,
            withheld: self.store.count_withheld().await?,
            requests: self.store.tally_requests().await?,
            pending,
        })
    }

    /// Asks the database for something.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not answer.
    pub async fn ready(&self) -> Result<(), Error> {
        self.revision().await.map(drop)
    }

    /// Grows with every change of any workspace, whichever process made it.
    pub async fn revision(&self) -> Result<i64, Error> {
        Ok(self.store.data_version().await?)
    }

    /// Lets what was put off wait again where its day has come, asks the rules of backlogs that
    /// have changed, and gives texts their vectors
    /// for as long as `patience` lasts; says how many still wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder or the database fails.
    pub async fn keep_up(&self, patience: Duration) -> Result<usize, Error> {
        let mut pending = 0;
        for workspace in self.store.workspaces().await? {
            let scope = Scope { person: Person::agent("worker"), workspace: workspace.id };
            self.wake(&scope).await?;
            // From then on the backlog shows what the rules find without asking them.
            self.lint(&scope, None, Families::SplitAndForm).await?;
            pending += self.embed_for(&scope, patience, &|_, _| ()).await?;
        }
        Ok(pending)
    }
}
