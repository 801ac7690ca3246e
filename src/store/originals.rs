//! What an interview was made from: its text by version, what was masked, the bytes of the file.

use super::Store;
use super::error::{StoreError, found};
use super::json::from_json;
use super::transaction::Tx;
use crate::domain::id::{SourceId, WorkspaceId, sha256_hex};
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

    /// The bytes of a file that a job works on.
    pub async fn kept_file(&self, workspace: &WorkspaceId, sha256: &str) -> Result<Vec<u8>, StoreError> {
        let row: Option<(Vec<u8>,)> =
            sqlx::query_as("SELECT bytes FROM raw_file WHERE workspace = $1 AND sha256 = $2")
                .bind(workspace.as_str())
                .bind(sha256)
                .fetch_optional(&self.reader)
                .await?;
        Ok(found(row, "file", sha256)?.0)
    }
}

/// Keeps the bytes of a file by their hash.
pub(super) async fn keep_file(tx: &mut Tx, workspace: &WorkspaceId, bytes: &[u8]) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO raw_file (workspace, sha256, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(workspace.as_str())
        .bind(sha256_hex(bytes))
        .bind(bytes)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Drops the files from which no interview came, or one in which something was hidden, and on which no job works any more.
pub(super) async fn drop_unused_files(tx: &mut Tx, workspace: &WorkspaceId) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM raw_file WHERE workspace = $1
         AND NOT EXISTS (SELECT 1 FROM source s
                         WHERE s.workspace = $1 AND s.raw_sha256 = raw_file.sha256
                             AND s.file_dropped IS NULL)
         AND NOT EXISTS (SELECT 1 FROM job j
                         WHERE j.workspace = $1 AND j.state IN ('waiting', 'running')
                             AND j.payload LIKE '%' || raw_file.sha256 || '%')",
    )
    .bind(workspace.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
