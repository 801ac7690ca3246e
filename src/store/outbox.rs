//! What the index has to take in, written in the transaction that changed it.
//!
//! One row per owner, the latest: every process keeps the number of the last change
//! it has seen and asks for what came after. Writers of one workspace take turns,
//! so that a lower number is never committed after a higher one.

use super::Store;
use super::error::StoreError;
use super::transaction::Tx;
use crate::domain::id::{Owner, WorkspaceId};

/// What the index has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexChange {
    /// Take the text of the owner in anew.
    Put,
    /// Forget the text of the owner.
    Remove,
}

/// The latest change of one owner's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Grows with every change of the workspace.
    pub seq: i64,
    /// What to do.
    pub change: IndexChange,
    /// With whose text.
    pub owner: Owner,
}

impl Store {
    /// The owners whose text changed after `seq`, oldest change first.
    pub async fn changes_since(
        &self,
        workspace: &WorkspaceId,
        seq: i64,
    ) -> Result<Vec<OutboxEntry>, StoreError> {
        let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT seq, op, owner_kind, owner FROM index_outbox
             WHERE workspace = $1 AND seq > $2 ORDER BY seq",
        )
        .bind(workspace.as_str())
        .bind(seq)
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|(seq, op, kind, owner)| {
                let change = if op == "remove" { IndexChange::Remove } else { IndexChange::Put };
                let owner = Owner::parse(&kind, owner)
                    .ok_or_else(|| StoreError::Corrupt("a change has no known owner".into()))?;
                Ok(OutboxEntry { seq, change, owner })
            })
            .collect()
    }

    /// The number of the last change of an item; it grows with each, and with nothing else.
    pub async fn last_item_change(&self, workspace: &WorkspaceId) -> Result<i64, StoreError> {
        let (last,) = sqlx::query_as(
            "SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM index_outbox
             WHERE workspace = $1 AND owner_kind = $2",
        )
        .bind(workspace.as_str())
        .bind("item")
        .fetch_one(&self.reader)
        .await?;
        Ok(last)
    }
}

/// Leaves a change for the index, in place of an earlier one of the same owner.
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
    let (seq,): (i64,) = sqlx::query_as(
        "INSERT INTO index_outbox (workspace, op, owner_kind, owner) VALUES ($1, $2, $3, $4) RETURNING seq",
    )
    .bind(workspace.as_str())
    .bind(op)
    .bind(owner.kind())
    .bind(owner.id())
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query(
        "DELETE FROM index_outbox WHERE workspace = $1 AND owner_kind = $2 AND owner = $3 AND seq < $4",
    )
    .bind(workspace.as_str())
    .bind(owner.kind())
    .bind(owner.id())
    .bind(seq)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
