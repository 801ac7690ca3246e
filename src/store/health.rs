//! Whether the database is whole, what it holds, and copies of it.

use super::Store;
use super::chain::ChainReport;
use super::dialect::Dialect;
use super::error::StoreError;
use super::open::make_private_file;
use super::row::from_row;
use crate::domain::id::{WorkspaceId, content_hash};
use serde::Serialize;
use std::path::Path;

/// How much a workspace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Interviews, notes and documents.
    pub interviews: i64,
    /// Turns of speech.
    pub turns: i64,
    /// Backlog items.
    pub items: i64,
    /// Suggestions in every state.
    pub suggestions: i64,
    /// Drafts that were withheld.
    pub withheld: i64,
    /// Entries of the decision log.
    pub decisions: i64,
}
from_row!(Counts { interviews, turns, items, suggestions, withheld, decisions });

/// What the check of the whole database found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// What the database says of its own pages and references; empty when all is well.
    pub damage: Vec<String>,
    /// Name, chain and counts of every workspace, by name.
    pub workspaces: Vec<(String, ChainReport, Counts)>,
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty() && self.workspaces.iter().all(|(_, chain, _)| chain.broken.is_none())
    }
}

impl Store {
    /// Checks pages, references and every chain.
    pub async fn check(&self) -> Result<Health, StoreError> {
        let mut damage = Vec::new();
        if self.dialect == Dialect::Sqlite {
            let lines: Vec<(String,)> =
                sqlx::query_as("PRAGMA integrity_check").fetch_all(&self.reader).await?;
            damage.extend(lines.into_iter().map(|(line,)| line).filter(|line| line != "ok"));
            let (orphans,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM pragma_foreign_key_check")
                .fetch_one(&self.reader)
                .await?;
            if orphans > 0 {
                damage.push(format!("{orphans} rows refer to what is not there"));
            }
        }
        let mut workspaces = Vec::new();
        for workspace in self.workspaces().await? {
            let chain = self.verify_chain(&workspace.id).await?;
            workspaces.push((workspace.name, chain, self.counts(&workspace.id).await?));
        }
        Ok(Health { damage, workspaces })
    }

    /// How much a workspace holds.
    pub async fn counts(&self, workspace: &WorkspaceId) -> Result<Counts, StoreError> {
        Ok(sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM source WHERE workspace = $1) AS interviews,
                    (SELECT COUNT(*) FROM turn WHERE workspace = $1) AS turns,
                    (SELECT COUNT(*) FROM item WHERE workspace = $1) AS items,
                    (SELECT COUNT(*) FROM suggestion WHERE workspace = $1) AS suggestions,
                    (SELECT COUNT(*) FROM withheld WHERE workspace = $1) AS withheld,
                    (SELECT COUNT(*) FROM decision WHERE workspace = $1) AS decisions",
        )
        .bind(workspace.as_str())
        .fetch_one(&self.reader)
        .await?)
    }

    /// Copies the whole database into a new file, while others go on writing.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the file exists; [`StoreError::Unsupported`] on Postgres.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        if self.dialect == Dialect::Postgres {
            return Err(StoreError::Unsupported("copy a Postgres database with pg_dump"));
        }
        let name = file.display().to_string();
        if std::fs::metadata(file).is_ok_and(|found| found.len() > 0) {
            return Err(StoreError::Taken { what: "file", name });
        }
        // SQLite writes into an empty file that exists, and so keeps its mode.
        make_private_file(file)
            .map_err(|source| StoreError::Unreachable { path: file.to_owned(), source })?;
        // The copy is made on the connection that may write: a reader must not.
        let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(&self.writer).await;
        if copied.is_err() {
            // Half a copy would look like a whole one, and be in the way of the next.
            drop(std::fs::remove_file(file));
        }
        copied?;
        Ok(())
    }

    /// Grows with every commit that changed a workspace, whichever process made it.
    pub async fn data_version(&self) -> Result<i64, StoreError> {
        let (version,) = sqlx::query_as("SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM workspace")
            .fetch_one(&self.reader)
            .await?;
        Ok(version)
    }

    /// A hash over all that can be searched: the same corpus, the same hash, on every machine.
    pub async fn corpus_hash(&self, workspace: &WorkspaceId) -> Result<String, StoreError> {
        let mut parts: Vec<String> = sqlx::query_as(
            "SELECT 'source ' || id || ' ' || CAST(version AS TEXT) || ' ' || text_sha256 FROM source
             WHERE workspace = $1
             UNION ALL
             SELECT 'item ' || id || ' ' || fingerprint FROM item WHERE workspace = $1",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?
        .into_iter()
        .map(|(part,): (String,)| part)
        .collect();
        parts.sort_unstable();
        Ok(content_hash(&parts))
    }
}
