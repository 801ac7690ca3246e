//! Workspaces: the boundary that nothing crosses, and which one is the current.

use super::Store;
use super::error::{StoreError, found, taken};
use super::json::{from_json, to_json};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::big_idea::BigIdea;
use crate::domain::id::WorkspaceId;
use std::collections::BTreeMap;

/// Setting with what the last reading of all interviews found beside its themes.
pub const FINDINGS: &str = "findings";
/// Setting with the pairs of items that were found alike at the last look.
pub const DUPLICATES: &str = "duplicates";
/// Setting with the opportunity tree as it was drawn last.
pub const TREE: &str = "opportunity_tree";

/// A workspace and what belongs to it as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// Its identity.
    pub id: WorkspaceId,
    /// Its name, unique.
    pub name: String,
    /// When it was made, in milliseconds since the epoch.
    pub created_at: i64,
    /// The outcome that everything serves.
    pub big_idea: BigIdea,
    /// Points the team delivers in a sprint, when known.
    pub velocity: Option<f64>,
    /// Settings by name.
    pub settings: BTreeMap<String, String>,
}

struct WorkspaceRow {
    id: String,
    name: String,
    created_at: i64,
    big_idea: String,
    velocity: Option<f64>,
    settings: String,
}
from_row!(WorkspaceRow { id, name, created_at, big_idea, velocity, settings });

impl WorkspaceRow {
    fn read(self) -> Result<Workspace, StoreError> {
        Ok(Workspace {
            id: WorkspaceId::new(self.id),
            name: self.name,
            created_at: self.created_at,
            big_idea: from_json(&self.big_idea, "a Big Idea")?,
            velocity: self.velocity,
            settings: from_json(&self.settings, "settings")?,
        })
    }
}

impl Store {
    /// Grows with every commit that changes this workspace, whichever process makes it.
    pub async fn revision(&self, workspace: &WorkspaceId) -> Result<i64, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT revision FROM workspace WHERE id = $1")
            .bind(workspace.as_str())
            .fetch_optional(&self.reader)
            .await?;
        Ok(found(row, "workspace", workspace.as_str())?.0)
    }

    /// Makes a workspace; the first one becomes the current one.
    pub async fn create_workspace(&self, name: &str) -> Result<Workspace, StoreError> {
        let created_at = self.now();
        let id = WorkspaceId::derive(&["workspace", name, &created_at.to_string()]);
        let workspace = Workspace {
            id,
            name: name.to_owned(),
            created_at,
            big_idea: BigIdea::default(),
            velocity: None,
            settings: BTreeMap::new(),
        };
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO workspace
                 (id, name, created_at, big_idea, velocity, settings, revision, chain_length, chain_head)
             VALUES ($1, $2, $3, $4, NULL, '{}', 1, 0, '')",
        )
        .bind(workspace.id.as_str())
        .bind(name)
        .bind(created_at)
        .bind(to_json(&workspace.big_idea)?)
        .execute(&mut *tx)
        .await
        .map_err(|error| taken(error, "workspace", name))?;
        sqlx::query("INSERT INTO meta (name, value) VALUES ('current', $1) ON CONFLICT (name) DO NOTHING")
            .bind(workspace.id.as_str())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(workspace)
    }

    /// Every workspace, by name.
    pub async fn workspaces(&self) -> Result<Vec<Workspace>, StoreError> {
        let rows: Vec<WorkspaceRow> =
            sqlx::query_as("SELECT id, name, created_at, big_idea, velocity, settings FROM workspace")
                .fetch_all(&self.reader)
                .await?;
        let mut workspaces = rows.into_iter().map(WorkspaceRow::read).collect::<Result<Vec<_>, _>>()?;
        // The two databases order text differently; bytes are the same everywhere.
        workspaces.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(workspaces)
    }

    /// The workspace with this name or id.
    pub async fn workspace(&self, name_or_id: &str) -> Result<Workspace, StoreError> {
        let row: Option<WorkspaceRow> = sqlx::query_as(
            "SELECT id, name, created_at, big_idea, velocity, settings FROM workspace
             WHERE name = $1 OR id = $1 ORDER BY CASE WHEN name = $1 THEN 0 ELSE 1 END LIMIT 1",
        )
        .bind(name_or_id)
        .fetch_optional(&self.reader)
        .await?;
        found(row, "workspace", name_or_id)?.read()
    }

    /// The workspace that a command without `--workspace` works in; none in an empty database.
    pub async fn current_workspace(&self) -> Result<Option<Workspace>, StoreError> {
        let row: Option<WorkspaceRow> = sqlx::query_as(
            "SELECT w.id, w.name, w.created_at, w.big_idea, w.velocity, w.settings
             FROM workspace w JOIN meta m ON m.name = 'current' AND m.value = w.id",
        )
        .fetch_optional(&self.reader)
        .await?;
        row.map(WorkspaceRow::read).transpose()
    }

    /// Makes a workspace the current one.
    pub async fn select_workspace(&self, workspace: &WorkspaceId) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query(
            "INSERT INTO meta (name, value) VALUES ('current', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(workspace.as_str())
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Writes the Big Idea.
    pub async fn save_big_idea(&self, workspace: &WorkspaceId, big_idea: &BigIdea) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query("UPDATE workspace SET big_idea = $2 WHERE id = $1")
            .bind(workspace.as_str())
            .bind(to_json(big_idea)?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Writes what the team delivers in a sprint, and the settings.
    pub async fn save_settings(
        &self,
        workspace: &WorkspaceId,
        velocity: Option<f64>,
        settings: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        sqlx::query("UPDATE workspace SET velocity = $2, settings = $3 WHERE id = $1")
            .bind(workspace.as_str())
            .bind(velocity)
            .bind(to_json(settings)?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Changes one setting of a workspace to what `change` makes of it; nothing takes it away.
    pub async fn change_setting(
        &self,
        workspace: &WorkspaceId,
        name: &str,
        change: impl FnOnce(Option<&str>) -> Option<String> + Send,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        change_setting(&mut tx, workspace, name, change).await?;
        Ok(tx.commit().await?)
    }
}

/// Changes one setting; the caller commits.
pub(super) async fn change_setting(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    name: &str,
    change: impl FnOnce(Option<&str>) -> Option<String> + Send,
) -> Result<(), StoreError> {
    let (settings,): (String,) = sqlx::query_as("SELECT settings FROM workspace WHERE id = $1")
        .bind(workspace.as_str())
        .fetch_one(&mut **tx)
        .await?;
    let mut settings: BTreeMap<String, String> = from_json(&settings, "settings")?;
    match change(settings.get(name).map(String::as_str)) {
        Some(value) => settings.insert(name.to_owned(), value),
        None => settings.remove(name),
    };
    sqlx::query("UPDATE workspace SET settings = $2 WHERE id = $1")
        .bind(workspace.as_str())
        .bind(to_json(&settings)?)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
