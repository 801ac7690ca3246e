//! What a page shows of everything that waits: counted and listed without reading the bodies.

use super::Store;
use super::deletion::quotes;
use super::error::StoreError;
use super::json::to_json;
use super::row::from_row;
use super::suggestions::{SuggestionRow, select_suggestions};
use crate::domain::id::{SuggestionId, WorkspaceId};
use crate::domain::suggestion::{Kind, Stored};

/// A suggestion that waits, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: SuggestionId,
    /// What it proposes.
    pub kind: Kind,
    /// Key of the item; for a snapshot, of the interview; empty for a theme.
    pub item: String,
    /// When it was first proposed, in milliseconds since the epoch.
    pub created_at: i64,
}

/// How many things wait for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct WaitingCounts {
    /// Suggestions that wait for a decision.
    pub suggestions: i64,
    /// Accepted questions that wait to be asked.
    pub questions: i64,
}

struct WaitingRow {
    id: String,
    kind: String,
    item: String,
    created_at: i64,
}
from_row!(WaitingRow { id, kind, item, created_at });

impl Store {
    /// What waits for a decision, oldest first; that of one refinement in the order of its rank.
    pub async fn waiting(&self, workspace: &WorkspaceId) -> Result<Vec<Waiting>, StoreError> {
        let rows: Vec<WaitingRow> = sqlx::query_as(
            "SELECT id, kind, item, created_at FROM suggestion
             WHERE workspace = $1 AND status IN ('proposed', 'edited') ORDER BY created_at, place, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|row| {
                let kind = Kind::parse(&row.kind)
                    .ok_or_else(|| StoreError::Corrupt("a suggestion has an unknown kind".into()))?;
                let id = SuggestionId::new(row.id);
                Ok(Waiting { id, kind, item: row.item, created_at: row.created_at })
            })
            .collect()
    }

    /// Suggestions with quotes of an interview, and the pages that it was put on, oldest first, without those that do not hold any more.
    pub async fn quoting(&self, workspace: &WorkspaceId, interview: &str) -> Result<Vec<Stored>, StoreError> {
        let rows: Vec<SuggestionRow> = sqlx::query_as(
            select_suggestions!(
                "WHERE workspace = $1 AND status <> 'stale'
                 AND ((kind = 'snapshot' AND item = $3) OR body LIKE $2 ESCAPE '!' OR evidence LIKE $2 ESCAPE '!')
             ORDER BY created_at, place, id"
            ),
        )
        .bind(workspace.as_str())
        .bind(format!("%{}%", literally(&to_json(&interview)?)))
        .bind(interview)
        .fetch_all(&self.reader)
        .await?;
        let quotes_it = |row: &&SuggestionRow| {
            (row.kind == Kind::Snapshot.id() && row.item == interview)
                || quotes(&row.body, interview, None)
                || quotes(&row.evidence, interview, None)
        };
        rows.iter().filter(quotes_it).map(SuggestionRow::read).collect()
    }

    /// How many things wait for a person.
    pub async fn count_waiting(&self, workspace: &WorkspaceId) -> Result<WaitingCounts, StoreError> {
        let (suggestions, questions) = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM suggestion
                     WHERE workspace = $1 AND status IN ('proposed', 'edited')),
                    (SELECT COUNT(*) FROM queued_question WHERE workspace = $1)",
        )
        .bind(workspace.as_str())
        .fetch_one(&self.reader)
        .await?;
        Ok(WaitingCounts { suggestions, questions })
    }
}

/// A text for which a pattern stands that means nothing else.
fn literally(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
