//! Vectors, kept by the hash of their text and the embedder that made them.

use super::Store;
use super::error::StoreError;
use super::transaction::Tx;
use crate::domain::id::WorkspaceId;

impl Store {
    /// Keeps vectors by the hash of their text; one that is there already stays.
    pub async fn save_vectors(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
        vectors: &[(String, Vec<u8>)],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        for (text_hash, bytes) in vectors {
            sqlx::query(
                "INSERT INTO vector (workspace, text_hash, embedder, bytes) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
            )
            .bind(workspace.as_str())
            .bind(text_hash)
            .bind(embedder)
            .bind(bytes.as_slice())
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Text hash and bytes of every vector of `embedder`, by hash.
    pub async fn vectors(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let rows = sqlx::query_as(
            "SELECT text_hash, bytes FROM vector WHERE workspace = $1 AND embedder = $2 ORDER BY text_hash",
        )
        .bind(workspace.as_str())
        .bind(embedder)
        .fetch_all(&self.reader)
        .await?;
        Ok(rows)
    }

    /// Bytes of the vector of one text by `embedder`, when it is kept.
    pub async fn vector(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
        text_hash: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as(
            "SELECT bytes FROM vector WHERE workspace = $1 AND embedder = $2 AND text_hash = $3",
        )
        .bind(workspace.as_str())
        .bind(embedder)
        .bind(text_hash)
        .fetch_optional(&self.reader)
        .await?;
        Ok(row.map(|(bytes,)| bytes))
    }

    /// Deletes the vectors of texts that nobody needs any more.
    pub async fn drop_vectors(
        &self,
        workspace: &WorkspaceId,
        text_hashes: &[String],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        delete_vectors(&mut tx, workspace, text_hashes).await?;
        Ok(tx.commit().await?)
    }

    /// Deletes the vectors of every other embedder; says how many.
    pub async fn drop_other_embedders(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
    ) -> Result<u64, StoreError> {
        let dropped = sqlx::query("DELETE FROM vector WHERE workspace = $1 AND embedder <> $2")
            .bind(workspace.as_str())
            .bind(embedder)
            .execute(&self.writer)
            .await?;
        Ok(dropped.rows_affected())
    }
}

/// Deletes vectors by the hash of their text, of whatever embedder.
pub(super) async fn delete_vectors(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    text_hashes: &[String],
) -> Result<(), StoreError> {
    for text_hash in text_hashes {
        sqlx::query("DELETE FROM vector WHERE workspace = $1 AND text_hash = $2")
            .bind(workspace.as_str())
            .bind(text_hash)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
