//! Taking the last decision on a suggestion back, unless something rests on it.

use super::Store;
use super::chain::{DecisionText, append};
use super::decisions::last_undo;
use super::effect::revert;
use super::error::{StoreError, found};
use super::suggestions::{suggestion_row, write_suggestion};
use crate::domain::access::Decider;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::id::{SuggestionId, WorkspaceId};

impl Store {
    /// Takes the last decision on a suggestion back, if it is at the version that was `seen`;
    /// the log keeps both.
    ///
    /// # Errors
    /// [`StoreError::Depends`] names what later rests on it; [`StoreError::NothingToUndo`]
    /// when nothing was decided; [`StoreError::Conflict`] when it has another version.
    pub async fn undo(
        &self,
        workspace: &WorkspaceId,
        suggestion: &SuggestionId,
        seen: Option<i64>,
        by: &Decider,
        note: &str,
    ) -> Result<Decision, StoreError> {
        let now = self.now();
        let (mut tx, end) = self.begin_entry(workspace).await?;
        let current =
            found(suggestion_row(&mut tx, workspace, suggestion).await?, "suggestion", suggestion.as_str())?;
        if seen.is_some_and(|version| version != current.version) {
            return Err(StoreError::Conflict { what: "suggestion", id: suggestion.to_string() });
        }
        let (seq, mut before, change) = last_undo(&mut tx, workspace, suggestion)
            .await?
            .ok_or_else(|| StoreError::NothingToUndo(suggestion.short().to_owned()))?;
        revert(&mut tx, workspace, suggestion, &change).await?;
        before.version = current.version + 1;
        write_suggestion(&mut tx, workspace, &before).await?;
        sqlx::query("UPDATE decision_undo SET undone = 1 WHERE workspace = $1 AND seq = $2")
            .bind(workspace.as_str())
            .bind(seq)
            .execute(&mut *tx)
            .await?;
        let text = DecisionText { shown: &current.body, kept: &before.body, note };
        let decision =
            append(&mut tx, workspace, end, suggestion, &Verdict::Undo, by.name(), now, text).await?;
        tx.commit().await?;
        Ok(decision)
    }
}
