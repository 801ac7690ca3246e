//! Several suggestions in one query, or only that part of each which a list shows.

use super::Store;
use super::error::StoreError;
use super::json::from_json;
use super::suggestions::{SuggestionRow, select_suggestions};
use crate::domain::evidence::Evidence;
use crate::domain::id::{SuggestionId, WorkspaceId};
use crate::domain::question::Question;
use crate::domain::suggestion::Stored;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// Ids that are asked for at a time.
const AT_A_TIME: usize = 200;

impl Store {
    /// The suggestions with these ids; one that is gone is left out.
    pub async fn suggestions_among(
        &self,
        workspace: &WorkspaceId,
        ids: &[SuggestionId],
    ) -> Result<BTreeMap<SuggestionId, Stored>, StoreError> {
        let mut found = BTreeMap::new();
        for part in ids.chunks(AT_A_TIME) {
            let places: Vec<String> = (2..part.len() + 2).map(|place| format!("${place}")).collect();
            let query =
                format!(select_suggestions!("WHERE workspace = $1 AND id IN ({})"), places.join(", "));
            let query = sqlx::query_as(AssertSqlSafe(query)).bind(workspace.as_str());
            let query = part.iter().fold(query, |query, id| query.bind(id.as_str()));
            let rows: Vec<SuggestionRow> = query.fetch_all(&self.reader).await?;
            for row in &rows {
                let stored = row.read()?;
                found.insert(stored.id.clone(), stored);
            }
        }
        Ok(found)
    }

    /// What was found on each assumption of the register.
    pub async fn evidence_of_register(
        &self,
        workspace: &WorkspaceId,
    ) -> Result<BTreeMap<SuggestionId, Evidence>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT id, evidence FROM suggestion WHERE workspace = $1 AND kind = 'assumption'
                 AND id IN (SELECT id FROM registered_assumption WHERE workspace = $1)",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|(id, evidence)| Ok((SuggestionId::new(id), from_json(&evidence, "evidence")?)))
            .collect()
    }

    /// The questions that were proposed on items with an accepted question, each with its item,
    /// without those that were turned down.
    pub async fn questions_beside_queue(
        &self,
        workspace: &WorkspaceId,
    ) -> Result<Vec<(String, Question)>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT item, body FROM suggestion
             WHERE workspace = $1 AND kind = 'question' AND status <> 'rejected'
                 AND item IN (SELECT item FROM queued_question WHERE workspace = $1)
             ORDER BY created_at, place, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(|(item, body)| Ok((item, from_json(&body, "a question")?))).collect()
    }

    /// Whether a suggestion was put off to `today` or a day before it. `today` is `YYYY-MM-DD`.
    pub async fn is_any_due(&self, workspace: &WorkspaceId, today: &str) -> Result<bool, StoreError> {
        let (due,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM suggestion
             WHERE workspace = $1 AND status = 'deferred' AND deferred_until <= $2",
        )
        .bind(workspace.as_str())
        .bind(today)
        .fetch_one(&self.reader)
        .await?;
        Ok(due > 0)
    }
}
