//! Looks at what a workspace holds, and whether the database is whole.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use crate::store::StoreError;

/// What a check of the database found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Health {
    /// Whether every page and every chain of decisions is as it was written.
    pub whole: bool,
    /// Damage, one sentence each.
    pub damage: Vec<String>,
    /// Name, interviews, items and decisions of each workspace.
    pub workspaces: Vec<(String, i64, i64, i64)>,
}

impl Copilot {
    /// Every item, in the order of the backlog.
    pub async fn items(&self, scope: &Scope) -> Result<Vec<Item>, Error> {
        Ok(self.store.items(&scope.workspace).await?)
    }

    /// The item with this key or id.
    pub async fn item(&self, scope: &Scope, key: &str) -> Result<Item, Error> {
        Ok(self.store.item(&scope.workspace, key).await?)
    }

    /// The parent of an item, where the workspace has it, and its children in the order of the backlog.
    pub async fn family(&self, scope: &Scope, item: &Item) -> Result<(Option<Item>, Vec<Item>), Error> {
        let children = self.store.children(&scope.workspace, &item.key).await?;
        let Some(parent) = &item.record.parent else { return Ok((None, children)) };
        match self.store.item(&scope.workspace, parent).await {
            Ok(parent) => Ok((Some(parent), children)),
            Err(StoreError::NotFound { .. }) => Ok((None, children)),
            Err(error) => Err(error.into()),
        }
    }

    /// Every interview, without its turns.
    pub async fn interviews(&self, scope: &Scope) -> Result<Vec<Interview>, Error> {
        Ok(self.store.interviews(&scope.workspace).await?)
    }

    /// The interview with this key or id, with its turns.
    pub async fn interview(&self, scope: &Scope, key: &str) -> Result<Interview, Error> {
        Ok(self.store.interview(&scope.workspace, key).await?)
    }

    /// Checks the database and the chains of decisions.
    pub async fn check(&self) -> Result<Health, Error> {
        let health = self.store.check().await?;
        Ok(Health {
            whole: health.is_whole(),
            workspaces: health
                .workspaces
                .iter()
                .map(|(name, chain, counts)| (name.clone(), counts.interviews, counts.items, chain.entries))
                .collect(),
            damage: health.damage,
        })
    }

    /// Copies the whole database into a new file.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the file is there already; [`Error::Unreadable`] when it cannot be made.
    pub async fn backup(&self, file: &std::path::Path) -> Result<(), Error> {
        self.store.backup(file).await.map_err(|error| match error {
            StoreError::Unreachable { path, source } => Error::Unreadable {
                path: path.display().to_string(),
                why: source.to_string(),
                hint: "name a new file in a folder that is there and may be written".into(),
            },
            other => other.into(),
        })
    }
}
