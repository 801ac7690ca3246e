//! What an interview was made from: its text by version, what was masked, the bytes of the file.

use super::Store;
use super::error::{StoreError, found};
use super::json::from_json;
use crate::domain::id::{SourceId, WorkspaceId};
use crate::domain::interview::MaskedSpan;

impl Store {
    /// The stored text of a version of an interview.
    pub async fn interview_text(
        &self,
        workspace: &WorkspaceId,
        interview: &SourceId,
        version: i64,
    ) -> Result<String, StoreError> {
        let row: Option<(String,)> = sqlx::query_as(
            "SELECT text FROM source_text
             WHERE workspace = $1 AND source = $2 AND version <= $3 ORDER BY version DESC LIMIT 1",
        )
        .bind(workspace.as_str())
        .bind(interview.as_str())
        .bind(version)
        .fetch_optional(&self.reader)
        .await?;
        Ok(found(row, "text", interview.as_str())?.0)
    }

    /// What was masked in an interview before it was stored.
    pub async fn masking(
        &self,
        workspace: &WorkspaceId,
        interview: &SourceId,
    ) -> Result<Vec<MaskedSpan>, StoreError> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT masking FROM source WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(interview.as_str())
                .fetch_optional(&self.reader)
                .await?;
        from_json(&found(row, "interview", interview.as_str())?.0, "a masking")
    }

    /// The bytes of the file that an interview came from; none once they are deleted.
    pub async fn raw_file(
        &self,
        workspace: &WorkspaceId,
        interview: &SourceId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as(
            "SELECT r.bytes FROM source s
             JOIN raw_file r ON r.workspace = s.workspace AND r.sha256 = s.raw_sha256
             WHERE s.workspace = $1 AND s.id = $2",
        )
        .bind(workspace.as_str())
        .bind(interview.as_str())
        .fetch_optional(&self.reader)
        .await?;
        Ok(row.map(|(bytes,)| bytes))
    }

    /// Deletes the bytes of the file that an interview came from; text and turns stay.
    pub async fn delete_raw_file(
        &self,
        workspace: &WorkspaceId,
        interview: &SourceId,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query(
            "DELETE FROM raw_file WHERE workspace = $1
             AND sha256 IN (SELECT raw_sha256 FROM source WHERE workspace = $1 AND id = $2)",
        )
        .bind(workspace.as_str())
        .bind(interview.as_str())
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}
