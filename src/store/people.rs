//! The register of stakeholders, the register of assumptions, and the questions that wait.

use super::Store;
use super::effect::{QueuedQuestion, RegisteredAssumption};
use super::error::{StoreError, found};
use super::json::{from_json, to_json};
use crate::domain::id::{SuggestionId, WorkspaceId};
use crate::domain::stakeholder::Stakeholder;

impl Store {
    /// The register, by name.
    pub async fn stakeholders(&self, workspace: &WorkspaceId) -> Result<Vec<Stakeholder>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT body FROM stakeholder WHERE workspace = $1")
            .bind(workspace.as_str())
            .fetch_all(&self.reader)
            .await?;
        let mut people = rows
            .iter()
            .map(|(body,)| from_json::<Stakeholder>(body, "a stakeholder"))
            .collect::<Result<Vec<_>, _>>()?;
        people.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(people)
    }

    /// Adds a stakeholder, or writes the one of that name anew.
    pub async fn save_stakeholder(
        &self,
        workspace: &WorkspaceId,
        person: &Stakeholder,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query(
            "INSERT INTO stakeholder (workspace, name, body) VALUES ($1, $2, $3)
             ON CONFLICT (workspace, name) DO UPDATE SET body = excluded.body",
        )
        .bind(workspace.as_str())
        .bind(&person.name)
        .bind(to_json(person)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Takes a stakeholder off the register; questions to them stay in the queue.
    pub async fn remove_stakeholder(&self, workspace: &WorkspaceId, name: &str) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        let removed = sqlx::query("DELETE FROM stakeholder WHERE workspace = $1 AND name = $2")
            .bind(workspace.as_str())
            .bind(name)
            .execute(&mut *tx)
            .await?;
        found((removed.rows_affected() > 0).then_some(()), "stakeholder", name)?;
        Ok(tx.commit().await?)
    }

    /// The register of assumptions, oldest first.
    pub async fn assumptions(
        &self,
        workspace: &WorkspaceId,
    ) -> Result<Vec<RegisteredAssumption>, StoreError> {
        let rows: Vec<(String, String, i64, String)> = sqlx::query_as(
            "SELECT id, item, registered_at, body FROM registered_assumption
             WHERE workspace = $1 ORDER BY registered_at, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|(id, item, registered_at, body)| {
                let assumption = from_json(&body, "an assumption")?;
                Ok(RegisteredAssumption { id: SuggestionId::new(id), item, registered_at, assumption })
            })
            .collect()
    }

    /// The questions that wait to be asked, oldest first.
    pub async fn questions(&self, workspace: &WorkspaceId) -> Result<Vec<QueuedQuestion>, StoreError> {
        let rows: Vec<(String, String, String, i64, String)> = sqlx::query_as(
            "SELECT id, item, stakeholder, queued_at, body FROM queued_question
             WHERE workspace = $1 ORDER BY queued_at, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|(id, item, stakeholder, queued_at, body)| {
                let question = from_json(&body, "a question")?;
                Ok(QueuedQuestion { id: SuggestionId::new(id), item, stakeholder, queued_at, question })
            })
            .collect()
    }
}
