//! Backlog items: imports that repeat change nothing, and every version is kept.

use super::Store;
use super::deletion::remove_item;
use super::error::{StoreError, found, taken};
use super::json::{from_json, to_json, variant_id};
use super::outbox::{IndexChange, note_change};
use super::row::from_row;
use super::suggestions::mark_open_stale;
use super::transaction::Tx;
use crate::domain::id::{ItemId, Owner, WorkspaceId, sha256_hex};
use crate::domain::item::{Item, ItemRecord};
use std::collections::BTreeSet;

/// What became of an item that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The workspace did not have it.
    New,
    /// It differs from what the workspace had; open suggestions on it are stale now.
    Changed,
    /// It is as the workspace had it.
    Unchanged,
}

pub(super) struct ItemRow {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) system: String,
    pub(super) position: i64,
    pub(super) version: i64,
    pub(super) replaced: i64,
    pub(super) exported: i64,
    pub(super) fingerprint: String,
    pub(super) record: String,
}
from_row!(ItemRow { id, key, system, position, version, replaced, exported, fingerprint, record });

impl ItemRow {
    pub(super) fn read(&self) -> Result<Item, StoreError> {
        Ok(Item {
            id: ItemId::new(&*self.id),
            key: self.key.clone(),
            system: self.system.clone(),
            position: self.position,
            version: self.version,
            replaced_by_slices: self.replaced != 0,
            record: from_json(&self.record, "an item")?,
        })
    }
}

impl Store {
    /// Stores items by their identity; one answer for each, in order.
    pub async fn save_items(
        &self,
        workspace: &WorkspaceId,
        items: &[Item],
    ) -> Result<Vec<Saved>, StoreError> {
        self.save_backlog(workspace, items, &[]).await
    }

    /// Stores the items of a backlog and deletes those that are gone from it, in one step; one
    /// answer for each stored item, in order.
    pub async fn save_backlog(
        &self,
        workspace: &WorkspaceId,
        items: &[Item],
        gone: &[Item],
    ) -> Result<Vec<Saved>, StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        for item in gone {
            mark_open_stale(&mut tx, workspace, &item.key).await?;
            remove_item(&mut tx, workspace, &item.id).await?;
            note_change(&mut tx, workspace, IndexChange::Remove, &Owner::Item(item.id.clone())).await?;
        }
        let mut saved = Vec::with_capacity(items.len());
        for item in items {
            saved.push(save_item(&mut tx, workspace, item, self.now()).await?);
        }
        tx.commit().await?;
        Ok(saved)
    }

    /// Changes an item that was read at `version`; [`StoreError::Conflict`] when it has moved on.
    pub async fn update_item(
        &self,
        workspace: &WorkspaceId,
        item: &Item,
        version: i64,
    ) -> Result<Saved, StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        let row = found(item_row(&mut tx, workspace, &item.id).await?, "item", &item.key)?;
        if row.version != version {
            return Err(StoreError::Conflict { what: "item", id: item.key.clone() });
        }
        let saved = save_item(&mut tx, workspace, item, self.now()).await?;
        tx.commit().await?;
        Ok(saved)
    }

    /// Every item, in the order of the backlog.
    pub async fn items(&self, workspace: &WorkspaceId) -> Result<Vec<Item>, StoreError> {
        let rows: Vec<ItemRow> = sqlx::query_as(
            "SELECT id, key, system, position, version, replaced, exported, fingerprint, record
             FROM item WHERE workspace = $1",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        in_order(&rows)
    }

    /// Key of every item.
    pub async fn item_keys(&self, workspace: &WorkspaceId) -> Result<BTreeSet<String>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT key FROM item WHERE workspace = $1")
            .bind(workspace.as_str())
            .fetch_all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(|(key,)| key).collect())
    }

    /// The item with this key or id.
    pub async fn item(&self, workspace: &WorkspaceId, key_or_id: &str) -> Result<Item, StoreError> {
        let row: Option<ItemRow> = sqlx::query_as(
            "SELECT id, key, system, position, version, replaced, exported, fingerprint, record
             FROM item WHERE workspace = $1 AND (key = $2 OR id = $2)
             ORDER BY CASE WHEN key = $2 THEN 0 ELSE 1 END LIMIT 1",
        )
        .bind(workspace.as_str())
        .bind(key_or_id)
        .fetch_optional(&self.reader)
        .await?;
        found(row, "item", key_or_id)?.read()
    }

    /// The children of the item with this key, in the order of the backlog.
    pub async fn children(&self, workspace: &WorkspaceId, parent: &str) -> Result<Vec<Item>, StoreError> {
        let rows: Vec<ItemRow> = sqlx::query_as(
            "SELECT id, key, system, position, version, replaced, exported, fingerprint, record
             FROM item WHERE workspace = $1 AND parent = $2",
        )
        .bind(workspace.as_str())
        .bind(parent)
        .fetch_all(&self.reader)
        .await?;
        in_order(&rows)
    }

    /// Earlier versions of an item with the time at which each was replaced, oldest first.
    pub async fn item_history(
        &self,
        workspace: &WorkspaceId,
        item: &ItemId,
    ) -> Result<Vec<(i64, ItemRecord)>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT replaced_at, record FROM item_history
             WHERE workspace = $1 AND item = $2 ORDER BY version",
        )
        .bind(workspace.as_str())
        .bind(item.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(|(at, record)| Ok((at, from_json(&record, "an item")?))).collect()
    }

    /// Notes that items have left for a tracker: their split can no longer be taken back in silence.
    pub async fn mark_exported(&self, workspace: &WorkspaceId, items: &[ItemId]) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        for item in items {
            sqlx::query("UPDATE item SET exported = 1 WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(item.as_str())
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }
}

/// By position; slices have that of their parent and follow it in their order.
fn in_order(rows: &[ItemRow]) -> Result<Vec<Item>, StoreError> {
    let mut items = rows.iter().map(ItemRow::read).collect::<Result<Vec<_>, _>>()?;
    items.sort_by_cached_key(|item| (item.position, numbered(&item.key)));
    Ok(items)
}

/// A key as a person orders it: `HAR-2` before `HAR-13`, and that before `HAR-13/1`.
fn numbered(key: &str) -> Vec<(String, u64)> {
    key.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|part| {
            let digits = part.trim_matches(|c: char| !c.is_ascii_digit());
            (part.trim_matches(|c: char| c.is_ascii_digit()).to_owned(), digits.parse().unwrap_or(0))
        })
        .collect()
}

pub(super) async fn item_row(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    id: &ItemId,
) -> Result<Option<ItemRow>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT id, key, system, position, version, replaced, exported, fingerprint, record
         FROM item WHERE workspace = $1 AND id = $2",
    )
    .bind(workspace.as_str())
    .bind(id.as_str())
    .fetch_optional(&mut **tx)
    .await?)
}

pub(super) async fn save_item(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &Item,
    now: i64,
) -> Result<Saved, StoreError> {
    let fingerprint = fingerprint(&item.record)?;
    let before = item_row(tx, workspace, &item.id).await?;
    let (saved, version) = match &before {
        None => (Saved::New, 1),
        Some(row) if row.fingerprint == fingerprint => (Saved::Unchanged, row.version),
        Some(row) => (Saved::Changed, row.version + 1),
    };
    if let (Some(row), Saved::Changed) = (&before, saved) {
        keep_version(tx, workspace, row, now).await?;
        mark_open_stale(tx, workspace, &row.key).await?;
    }
    write_item(tx, workspace, item, version, &fingerprint).await?;
    if saved != Saved::Unchanged {
        note_change(tx, workspace, IndexChange::Put, &Owner::Item(item.id.clone())).await?;
    }
    Ok(saved)
}

async fn write_item(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &Item,
    version: i64,
    fingerprint: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO item (workspace, id, key, system, external_id, level, parent, position, version,
                           replaced, exported, fingerprint, record)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12)
         ON CONFLICT (workspace, id) DO UPDATE SET
             key = excluded.key, system = excluded.system, external_id = excluded.external_id,
             level = excluded.level, parent = excluded.parent, position = excluded.position,
             version = excluded.version, fingerprint = excluded.fingerprint, record = excluded.record",
    )
    .bind(workspace.as_str())
    .bind(item.id.as_str())
    .bind(&item.key)
    .bind(&item.system)
    .bind(item.record.external_id.clone())
    .bind(variant_id(&item.record.level)?)
    .bind(item.record.parent.clone())
    .bind(item.position)
    .bind(version)
    .bind(i64::from(item.replaced_by_slices))
    .bind(fingerprint)
    .bind(to_json(&item.record)?)
    .execute(&mut **tx)
    .await
    .map_err(|error| taken(error, "item", &item.key))?;
    Ok(())
}

async fn keep_version(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    row: &ItemRow,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO item_history (workspace, item, version, replaced_at, record)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(workspace.as_str())
    .bind(&row.id)
    .bind(row.version)
    .bind(now)
    .bind(&row.record)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What makes an item another item: its content, not the line at which it stood in the file.
fn fingerprint(record: &ItemRecord) -> Result<String, StoreError> {
    let content = ItemRecord { line: 0, ..record.clone() };
    Ok(sha256_hex(to_json(&content)?.as_bytes()))
}
