//! How a write begins: alone in its workspace, and rolled back unless it is committed.

use super::Store;
use super::error::StoreError;
use crate::domain::id::WorkspaceId;

/// A write in progress; dropping it takes everything back.
pub(super) type Tx = sqlx::Transaction<'static, sqlx::Any>;

impl Store {
    /// Begins a write that belongs to no workspace.
    pub(super) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(self.writer.begin_with(self.dialect.begin()).await?)
    }

    /// Begins to read several things as of one instant.
    pub(super) async fn begin_reading(&self) -> Result<Tx, StoreError> {
        Ok(self.reader.begin_with(self.dialect.begin_reading()).await?)
    }

    /// Begins a write in `workspace`.
    ///
    /// Raising the revision locks the row of the workspace: writers of one workspace
    /// take turns on Postgres too, and other processes see that something changed.
    pub(super) async fn begin_in(&self, workspace: &WorkspaceId) -> Result<Tx, StoreError> {
        let mut tx = self.begin().await?;
        let touched = sqlx::query("UPDATE workspace SET revision = revision + 1 WHERE id = $1")
            .bind(workspace.as_str())
            .execute(&mut *tx)
            .await?;
        if touched.rows_affected() == 0 {
            return Err(StoreError::NotFound { what: "workspace", id: workspace.to_string() });
        }
        Ok(tx)
    }
}
