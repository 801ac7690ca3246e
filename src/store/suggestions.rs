//! Suggestions as they lie in the database: what was verified stays verified only if its report says so.

use super::Store;
use super::error::{StoreError, found};
use super::json::{from_json, to_json};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::check::Report;
use crate::domain::id::{SuggestionId, WorkspaceId, sha256_hex};
use crate::domain::suggestion::{Body, Kind, Status, Stored, Suggestion, Verified, Withheld};
use serde::{Deserialize, Serialize};

/// Reads whole suggestions: the columns of [`SuggestionRow`], then what is asked for.
macro_rules! select_suggestions {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, item, place, status, version, created_at, deferred_until, fingerprint,
                    title, why, confidence, body, evidence, checks, receipt
             FROM suggestion ",
            $which
        )
    };
}
pub(super) use select_suggestions;

/// Which suggestions to list; what is none does not restrict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SuggestionFilter<'a> {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// In this state.
    pub status: Option<Status>,
    /// On the item or interview with this key.
    pub item: Option<&'a str>,
}

/// A row of the table, whole: also the image that an undo puts back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct SuggestionRow {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) item: String,
    pub(super) place: i64,
    pub(super) status: String,
    pub(super) version: i64,
    pub(super) created_at: i64,
    pub(super) deferred_until: Option<String>,
    pub(super) fingerprint: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) confidence: Option<f64>,
    pub(super) body: String,
    pub(super) evidence: String,
    pub(super) checks: String,
    pub(super) receipt: String,
}
from_row!(SuggestionRow {
    id,
    kind,
    item,
    place,
    status,
    version,
    created_at,
    deferred_until,
    fingerprint,
    title,
    why,
    confidence,
    body,
    evidence,
    checks,
    receipt
});

impl SuggestionRow {
    pub(super) fn of(id: &SuggestionId, suggestion: &Suggestion<Verified>) -> Result<Self, StoreError> {
        let body = suggestion.body.canonical();
        Ok(Self {
            id: id.to_string(),
            kind: suggestion.kind().id().to_owned(),
            item: suggestion.item.clone(),
            place: 0,
            status: Status::Proposed.id().to_owned(),
            version: 1,
            created_at: 0,
            deferred_until: None,
            fingerprint: sha256_hex(body.as_bytes()),
            title: suggestion.title.clone(),
            why: suggestion.why.clone(),
            confidence: suggestion.confidence,
            body,
            evidence: to_json(&suggestion.evidence)?,
            checks: to_json(suggestion.report())?,
            receipt: to_json(&suggestion.receipt)?,
        })
    }

    pub(super) fn status(&self) -> Result<Status, StoreError> {
        Status::parse(&self.status).ok_or_else(|| damaged("an unknown state"))
    }

    /// Repeats the verification on the stored report, so that an edited row cannot skip it.
    pub(super) fn read(&self) -> Result<Stored, StoreError> {
        let kind = Kind::parse(&self.kind).ok_or_else(|| damaged("an unknown kind"))?;
        let body = Body::parse(kind, &self.body).map_err(|_| damaged("an unreadable body"))?;
        let mut draft = Suggestion::draft(body, &*self.item, &*self.title);
        draft.why.clone_from(&self.why);
        draft.confidence = self.confidence;
        draft.evidence = from_json(&self.evidence, "evidence")?;
        draft.receipt = from_json(&self.receipt, "a receipt")?;
        let report: Report = from_json(&self.checks, "a report")?;
        Ok(Stored {
            id: SuggestionId::new(&*self.id),
            suggestion: draft.verify(report).map_err(|_| damaged("a required check that did not pass"))?,
            status: self.status()?,
            version: self.version,
            created_at: self.created_at,
            deferred_until: self.deferred_until.clone(),
        })
    }
}

fn damaged(what: &str) -> StoreError {
    StoreError::Corrupt(format!("a suggestion has {what}"))
}

impl Store {
    /// Suggestions, oldest first; those of one refinement in the order of their rank.
    pub async fn suggestions(
        &self,
        workspace: &WorkspaceId,
        filter: SuggestionFilter<'_>,
    ) -> Result<Vec<Stored>, StoreError> {
        let rows: Vec<SuggestionRow> = sqlx::query_as(select_suggestions!(
            "WHERE workspace = $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR status = $3)
                 AND ($4 = 0 OR item = $5)
             ORDER BY created_at, place, id"
        ))
        .bind(workspace.as_str())
        .bind(filter.kind.map_or("", Kind::id))
        .bind(filter.status.map_or("", Status::id))
        .bind(i64::from(filter.item.is_some()))
        .bind(filter.item.unwrap_or_default())
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(SuggestionRow::read).collect()
    }

    /// One suggestion.
    pub async fn suggestion(&self, workspace: &WorkspaceId, id: &SuggestionId) -> Result<Stored, StoreError> {
        let row: Option<SuggestionRow> = sqlx::query_as(SELECT_ONE)
            .bind(workspace.as_str())
            .bind(id.as_str())
            .fetch_optional(&self.reader)
            .await?;
        found(row, "suggestion", id.as_str())?.read()
    }

    /// The ids that begin with `prefix`, in order; none for an empty prefix.
    pub async fn suggestion_ids(
        &self,
        workspace: &WorkspaceId,
        prefix: &str,
    ) -> Result<Vec<SuggestionId>, StoreError> {
        if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM suggestion WHERE workspace = $1 AND id LIKE $2 ORDER BY id")
                .bind(workspace.as_str())
                .bind(format!("{}%", prefix.to_ascii_lowercase()))
                .fetch_all(&self.reader)
                .await?;
        Ok(rows.into_iter().map(|(id,)| SuggestionId::new(id)).collect())
    }

    /// Drafts that did not pass a required check, by kind and item.
    pub async fn withheld(&self, workspace: &WorkspaceId) -> Result<Vec<Withheld>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT body FROM withheld WHERE workspace = $1")
            .bind(workspace.as_str())
            .fetch_all(&self.reader)
            .await?;
        let mut withheld = rows
            .iter()
            .map(|(body,)| from_json::<Withheld>(body, "a withheld draft"))
            .collect::<Result<Vec<_>, _>>()?;
        withheld.sort_by(|a, b| (a.kind, &a.item, &a.fingerprint).cmp(&(b.kind, &b.item, &b.fingerprint)));
        Ok(withheld)
    }

    /// Lets suggestions wait again whose day has come; says how many. `today` is `YYYY-MM-DD`.
    pub async fn wake_deferred(&self, workspace: &WorkspaceId, today: &str) -> Result<u64, StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        let woken = sqlx::query(
            "UPDATE suggestion SET status = 'proposed', deferred_until = NULL, version = version + 1
             WHERE workspace = $1 AND status = 'deferred' AND deferred_until <= $2",
        )
        .bind(workspace.as_str())
        .bind(today)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(woken.rows_affected())
    }
}

const SELECT_ONE: &str = select_suggestions!("WHERE workspace = $1 AND id = $2");

pub(super) async fn suggestion_row(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    id: &SuggestionId,
) -> Result<Option<SuggestionRow>, StoreError> {
    Ok(sqlx::query_as(SELECT_ONE)
        .bind(workspace.as_str())
        .bind(id.as_str())
        .fetch_optional(&mut **tx)
        .await?)
}

/// Writes a row, in place of the one with the same id.
pub(super) async fn write_suggestion(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    row: &SuggestionRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO suggestion (workspace, id, kind, item, place, status, version, created_at,
             deferred_until, fingerprint, title, why, confidence, body, evidence, checks, receipt)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         ON CONFLICT (workspace, id) DO UPDATE SET
             place = excluded.place, status = excluded.status, version = excluded.version,
             deferred_until = excluded.deferred_until, fingerprint = excluded.fingerprint,
             title = excluded.title, why = excluded.why, confidence = excluded.confidence,
             body = excluded.body, evidence = excluded.evidence, checks = excluded.checks,
             receipt = excluded.receipt",
    )
    .bind(workspace.as_str())
    .bind(&row.id)
    .bind(&row.kind)
    .bind(&row.item)
    .bind(row.place)
    .bind(&row.status)
    .bind(row.version)
    .bind(row.created_at)
    .bind(row.deferred_until.clone())
    .bind(&row.fingerprint)
    .bind(&row.title)
    .bind(&row.why)
    .bind(row.confidence)
    .bind(&row.body)
    .bind(&row.evidence)
    .bind(&row.checks)
    .bind(&row.receipt)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what a decision that leaves the body as it is changes.
pub(super) async fn write_status(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    row: &SuggestionRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE suggestion SET status = $3, version = $4, deferred_until = $5
         WHERE workspace = $1 AND id = $2",
    )
    .bind(workspace.as_str())
    .bind(&row.id)
    .bind(&row.status)
    .bind(row.version)
    .bind(row.deferred_until.clone())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Open suggestions on an item that has changed no longer speak of it.
pub(super) async fn mark_open_stale(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE suggestion SET status = 'stale', deferred_until = NULL, version = version + 1
         WHERE workspace = $1 AND item = $2 AND status IN ('proposed', 'edited', 'deferred')",
    )
    .bind(workspace.as_str())
    .bind(item)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
