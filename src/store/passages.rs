//! Passages that are searched, and their vectors by content and embedder.

use super::Store;
use super::error::StoreError;
use super::json::{to_index, to_number};
use crate::domain::id::{ItemId, SourceId, WorkspaceId, content_hash};

/// Whose text a passage is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// An interview, note or document.
    Source(SourceId),
    /// A backlog item.
    Item(ItemId),
}

impl Owner {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Item(_) => "item",
        }
    }

    pub(super) fn id(&self) -> &str {
        match self {
            Self::Source(id) => id.as_str(),
            Self::Item(id) => id.as_str(),
        }
    }

    pub(super) fn parse(kind: &str, id: String) -> Result<Self, StoreError> {
        match kind {
            "source" => Ok(Self::Source(SourceId::new(id))),
            "item" => Ok(Self::Item(ItemId::new(id))),
            _ => Err(StoreError::Corrupt("a passage has no known owner".into())),
        }
    }
}

/// A window over turns, or the text of an item, as it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPassage {
    /// Identity in the workspace.
    pub id: String,
    /// Whose text it is.
    pub owner: Owner,
    /// Index of the first turn; 0 for an item.
    pub first_turn: usize,
    /// Index of the last turn; 0 for an item.
    pub last_turn: usize,
    /// What is searched.
    pub text: String,
}

impl StoredPassage {
    /// A passage whose identity follows from where it stands and what it says.
    pub fn new(owner: Owner, first_turn: usize, last_turn: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        let (first, last) = (first_turn.to_string(), last_turn.to_string());
        let id = content_hash(&[owner.kind(), owner.id(), &first, &last, &text]);
        Self { id, owner, first_turn, last_turn, text }
    }

    /// The key of its vector: the same text has the same vector.
    pub fn text_hash(&self) -> String {
        content_hash(&[&self.text])
    }
}

#[derive(sqlx::FromRow)]
struct PassageRow {
    id: String,
    owner_kind: String,
    owner: String,
    first_turn: i64,
    last_turn: i64,
    text: String,
}

impl Store {
    /// Puts the passages of one owner in place of those it had.
    pub async fn save_passages(
        &self,
        workspace: &WorkspaceId,
        owner: &Owner,
        passages: &[StoredPassage],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query("DELETE FROM passage WHERE workspace = $1 AND owner_kind = $2 AND owner = $3")
            .bind(workspace.as_str())
            .bind(owner.kind())
            .bind(owner.id())
            .execute(&mut *tx)
            .await?;
        for passage in passages.iter().filter(|passage| passage.owner == *owner) {
            sqlx::query(
                "INSERT INTO passage
                     (workspace, id, owner_kind, owner, first_turn, last_turn, text_hash, text)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            )
            .bind(workspace.as_str())
            .bind(&passage.id)
            .bind(owner.kind())
            .bind(owner.id())
            .bind(to_number(passage.first_turn))
            .bind(to_number(passage.last_turn))
            .bind(passage.text_hash())
            .bind(&passage.text)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Every passage of the workspace, by owner and place.
    pub async fn passages(&self, workspace: &WorkspaceId) -> Result<Vec<StoredPassage>, StoreError> {
        let rows: Vec<PassageRow> = sqlx::query_as(
            "SELECT id, owner_kind, owner, first_turn, last_turn, text FROM passage WHERE workspace = $1
             ORDER BY owner_kind, owner, first_turn, last_turn, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(StoredPassage {
                    id: row.id,
                    owner: Owner::parse(&row.owner_kind, row.owner)?,
                    first_turn: to_index(row.first_turn),
                    last_turn: to_index(row.last_turn),
                    text: row.text,
                })
            })
            .collect()
    }

    /// Text hash and text of passages without a vector of `embedder`, at most `limit`.
    pub async fn passages_without_vector(
        &self,
        workspace: &WorkspaceId,
        embedder: &str,
        limit: i64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let rows = sqlx::query_as(
            "SELECT p.text_hash, MIN(p.text) FROM passage p
             LEFT JOIN vector v
                 ON v.workspace = p.workspace AND v.embedder = $2 AND v.text_hash = p.text_hash
             WHERE p.workspace = $1 AND v.text_hash IS NULL
             GROUP BY p.text_hash ORDER BY p.text_hash LIMIT $3",
        )
        .bind(workspace.as_str())
        .bind(embedder)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        Ok(rows)
    }

    /// How many different texts have no vector of `embedder` yet.
    pub async fn pending_vectors(&self, workspace: &WorkspaceId, embedder: &str) -> Result<i64, StoreError> {
        let (count,) = sqlx::query_as(
            "SELECT COUNT(DISTINCT p.text_hash) FROM passage p
             LEFT JOIN vector v
                 ON v.workspace = p.workspace AND v.embedder = $2 AND v.text_hash = p.text_hash
             WHERE p.workspace = $1 AND v.text_hash IS NULL",
        )
        .bind(workspace.as_str())
        .bind(embedder)
        .fetch_one(&self.reader)
        .await?;
        Ok(count)
    }

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

    /// Deletes vectors that no passage needs, and those of other embedders; says how many.
    pub async fn sweep_vectors(&self, workspace: &WorkspaceId, embedder: &str) -> Result<u64, StoreError> {
        let swept = sqlx::query(
            "DELETE FROM vector WHERE workspace = $1 AND (embedder <> $2 OR NOT EXISTS (
                 SELECT 1 FROM passage p
                 WHERE p.workspace = vector.workspace AND p.text_hash = vector.text_hash))",
        )
        .bind(workspace.as_str())
        .bind(embedder)
        .execute(&self.writer)
        .await?;
        Ok(swept.rows_affected())
    }
}
