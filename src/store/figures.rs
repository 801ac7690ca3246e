//! How many there are of what, over all workspaces: for whoever watches the server.

use super::Store;
use super::error::StoreError;
use super::row::from_row;

/// How many of each kind are in each state.
pub type Tally = Vec<(String, String, i64)>;

/// Requests to models for one purpose that ended in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requests {
    /// What was asked for: a kind of suggestion, or `probe`.
    pub purpose: String,
    /// How they ended; `reserved` while they are under way, or when a process ended meanwhile.
    pub outcome: String,
    /// How many.
    pub count: i64,
    /// Tokens sent.
    pub input_tokens: i64,
    /// Tokens received.
    pub output_tokens: i64,
    /// What they cost, in millionths.
    pub cost_micros: i64,
}
from_row!(Requests { purpose, outcome, count, input_tokens, output_tokens, cost_micros });

impl Store {
    /// Requests to models of every workspace, by purpose and outcome.
    pub async fn tally_requests(&self) -> Result<Vec<Requests>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT purpose, outcome, COUNT(*) AS count, CAST(SUM(input_tokens) AS BIGINT) AS input_tokens,
                 CAST(SUM(output_tokens) AS BIGINT) AS output_tokens, CAST(SUM(cost_micros) AS BIGINT) AS cost_micros
             FROM spending GROUP BY purpose, outcome ORDER BY purpose, outcome",
        )
        .fetch_all(&self.reader)
        .await?)
    }

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
