//! The outbox of the index: what changed, written in the transaction that changed it.

use super::Store;
use super::error::StoreError;
use super::passages::Owner;
use super::transaction::Tx;
use crate::domain::id::WorkspaceId;

/// What the index has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexChange {
    /// Take the passages of the owner in anew.
    Put,
    /// Forget the passages of the owner.
    Remove,
}

/// One change that the index has not seen yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Grows with every change of the workspace.
    pub seq: i64,
    /// What to do.
    pub change: IndexChange,
    /// With whose passages.
    pub owner: Owner,
}

impl Store {
    /// The oldest changes that the index has not seen, at most `limit`.
    pub async fn outbox(&self, workspace: &WorkspaceId, limit: i64) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT seq, op, owner_kind, owner FROM index_outbox WHERE workspace = $1 ORDER BY seq LIMIT $2",
        )
        .bind(workspace.as_str())
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|(seq, op, kind, owner)| {
                let change = if op == "remove" { IndexChange::Remove } else { IndexChange::Put };
                Ok(OutboxEntry { seq, change, owner: Owner::parse(&kind, owner)? })
            })
            .collect()
    }

    /// Says that the index has seen every change up to `seq`.
    pub async fn clear_outbox(&self, workspace: &WorkspaceId, seq: i64) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM index_outbox WHERE workspace = $1 AND seq <= $2")
            .bind(workspace.as_str())
            .bind(seq)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// Leaves a change for the index.
pub(super) async fn note_change(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    change: IndexChange,
    owner: &Owner,
) -> Result<(), StoreError> {
    let op = match change {
        IndexChange::Put => "put",
        IndexChange::Remove => "remove",
    };
    sqlx::query("INSERT INTO index_outbox (workspace, op, owner_kind, owner) VALUES ($1, $2, $3, $4)")
        .bind(workspace.as_str())
        .bind(op)
        .bind(owner.kind())
        .bind(owner.id())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
