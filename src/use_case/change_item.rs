//! A person changes an item that they have read.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::item::{Item, ItemRecord, Level};
use serde::Deserialize;

/// What a person may write of an item; all of it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChange {
    /// Title.
    pub title: String,
    /// Description as plain text.
    #[serde(default)]
    pub text: String,
    /// Acceptance criteria.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// Labels or tags; left out, they stay.
    pub labels: Option<Vec<String>>,
    /// Status in the tracker's words; left out, it stays.
    pub status: Option<String>,
    /// Level; left out, it stays.
    pub level: Option<Level>,
}

impl Copilot {
    /// Writes an item that was read at `version`, or at whatever version it has; open
    /// suggestions on it become stale.
    ///
    /// # Errors
    /// [`Error::Changed`] when it has another version; [`Error::Forbidden`] for a program;
    /// [`Error::Invalid`] without a title.
    pub async fn change_item(
        &self,
        scope: &Scope,
        key: &str,
        version: Option<i64>,
        change: ItemChange,
    ) -> Result<Item, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        if change.title.trim().is_empty() {
            return Err(Error::invalid("title", "an item needs a title", "write one line"));
        }
        let item = self.store.item(&scope.workspace, key).await?;
        let version = version.unwrap_or(item.version);
        let record = ItemRecord {
            title: change.title,
            text: change.text,
            criteria: change.criteria,
            labels: change.labels.unwrap_or(item.record.labels),
            status: change.status.unwrap_or(item.record.status),
            level: change.level.unwrap_or(item.record.level),
            ..item.record
        };
        self.store.update_item(&scope.workspace, &Item { record, ..item }, version).await?;
        Ok(self.store.item(&scope.workspace, key).await?)
    }
}
