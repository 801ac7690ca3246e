//! How many there are of what, over all workspaces: for whoever watches the server.

use super::Store;
use super::error::StoreError;

/// How many of each kind are in each state.
pub type Tally = Vec<(String, String, i64)>;

impl Store {
    /// Suggestions of every workspace, by kind and state.
    pub async fn tally_suggestions(&self) -> Result<Tally, StoreError> {
        Ok(sqlx::query_as(
            "SELECT kind, status, COUNT(*) FROM suggestion GROUP BY kind, status ORDER BY kind, status",
        )
        .fetch_all(&self.reader)
        .await?)
    }

    /// Jobs of every workspace, by kind and state.
    pub async fn tally_jobs(&self) -> Result<Tally, StoreError> {
        Ok(sqlx::query_as("SELECT kind, state, COUNT(*) FROM job GROUP BY kind, state ORDER BY kind, state")
            .fetch_all(&self.reader)
            .await?)
    }

    /// Drafts of every workspace that did not pass a required check.
    pub async fn count_withheld(&self) -> Result<i64, StoreError> {
        let (count,) = sqlx::query_as("SELECT COUNT(*) FROM withheld").fetch_one(&self.reader).await?;
        Ok(count)
    }
}
