//! Decisions: exactly one of those who decide at once wins, and all of it is one transaction.

use super::Store;
use super::chain::{DecisionText, append};
use super::effect::{Change, Effect, Subject, apply};
use super::error::{StoreError, found};
use super::json::{from_json, to_json};
use super::suggestions::{SuggestionRow, suggestion_row, write_status, write_suggestion};
use super::transaction::Tx;
use crate::domain::access::Decider;
use crate::domain::decision::{Decision, RejectCode, Verdict};
use crate::domain::id::{SuggestionId, WorkspaceId};
use crate::domain::suggestion::{Body, Kind, Status, Suggestion, Verified};
use std::collections::BTreeMap;

/// What a person decides on one suggestion that they have seen.
#[derive(Debug, Clone, Copy)]
pub struct Ruling<'a> {
    /// Which suggestion.
    pub suggestion: &'a SuggestionId,
    /// The version that the person saw.
    pub version: i64,
    /// What is done; not [`Verdict::Undo`], which has a call of its own.
    pub verdict: &'a Verdict,
    /// The person.
    pub by: &'a Decider,
    /// The body after an edit, verified again; none for every other verdict.
    pub edited: Option<&'a Suggestion<Verified>>,
    /// Free text of the person.
    pub note: &'a str,
    /// What accepting changes; [`Effect::None`] for every other verdict.
    pub effect: &'a Effect,
}

/// A rejection that the engine must remember.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// Place in the chain.
    pub seq: i64,
    /// Which suggestion.
    pub suggestion: SuggestionId,
    /// Its kind.
    pub kind: Kind,
    /// Key of the item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Why it was turned down.
    pub code: RejectCode,
    /// Free text of the one who decided.
    pub note: String,
    /// What was turned down.
    pub body: Body,
    /// Who decided.
    pub by: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

impl Store {
    /// Decides on a suggestion: the entry of the log, the new state and the change, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the suggestion is not at the version that the person
    /// saw, or is decided already.
    pub async fn decide(&self, workspace: &WorkspaceId, ruling: Ruling<'_>) -> Result<Decision, StoreError> {
        let now = self.now();
        let (mut tx, end) = self.begin_entry(workspace).await?;
        let before = found(
            suggestion_row(&mut tx, workspace, ruling.suggestion).await?,
            "suggestion",
            ruling.suggestion.as_str(),
        )?;
        if before.version != ruling.version || !before.status()?.is_open() {
            return Err(StoreError::Conflict { what: "suggestion", id: ruling.suggestion.to_string() });
        }
        let after = rule(&before, ruling)?;
        match ruling.edited {
            Some(_) => write_suggestion(&mut tx, workspace, &after).await?,
            None => write_status(&mut tx, workspace, &after).await?,
        }
        let kind = before.read()?.suggestion.kind();
        let subject = Subject { suggestion: ruling.suggestion, kind, item: &before.item, now };
        let change = apply(&mut tx, workspace, subject, ruling.effect).await?;
        let kept = match ruling.verdict {
            Verdict::Accept { .. } | Verdict::Edit => &*after.body,
            _ => "",
        };
        let text = DecisionText { shown: &before.body, kept, note: ruling.note };
        let decision =
            append(&mut tx, workspace, end, ruling.suggestion, ruling.verdict, ruling.by.name(), now, text)
                .await?;
        keep_undo(&mut tx, workspace, decision.seq, &before, &change).await?;
        tx.commit().await?;
        Ok(decision)
    }

    /// The rejections that stand, oldest first.
    pub async fn ledger(&self, workspace: &WorkspaceId) -> Result<Vec<LedgerEntry>, StoreError> {
        let rows: Vec<(i64, String, String, String, String)> = sqlx::query_as(
            "SELECT u.seq, s.kind, s.item, s.title, s.body
             FROM decision_undo u
             JOIN decision d ON d.workspace = u.workspace AND d.seq = u.seq
             JOIN suggestion s ON s.workspace = d.workspace AND s.id = d.suggestion
             WHERE u.workspace = $1 AND u.undone = 0 AND s.status = 'rejected'",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        let mut standing: BTreeMap<i64, _> =
            rows.into_iter().map(|(seq, kind, item, title, body)| (seq, (kind, item, title, body))).collect();
        let mut entries = Vec::new();
        for decision in self.decisions(workspace).await? {
            let Verdict::Reject { code } = decision.verdict else { continue };
            let Some((kind, item, title, body)) = standing.remove(&decision.seq) else { continue };
            let kind = Kind::parse(&kind).ok_or_else(|| StoreError::Corrupt("a kind is not known".into()))?;
            let body =
                Body::parse(kind, &body).map_err(|_| StoreError::Corrupt("a body cannot be read".into()))?;
            entries.push(LedgerEntry {
                seq: decision.seq,
                suggestion: decision.suggestion,
                kind,
                item,
                title,
                code,
                note: decision.note,
                body,
                by: decision.by,
                at: decision.at,
            });
        }
        Ok(entries)
    }
}

/// The row after the decision.
fn rule(before: &SuggestionRow, ruling: Ruling<'_>) -> Result<SuggestionRow, StoreError> {
    let accepts = matches!(ruling.verdict, Verdict::Accept { .. });
    if !accepts && *ruling.effect != Effect::None {
        return Err(StoreError::Misfit("only accepting changes anything"));
    }
    let mut after = before.clone();
    let status = match (ruling.verdict, ruling.edited) {
        (Verdict::Edit, Some(edited)) => {
            if edited.kind().id() != before.kind || edited.item != before.item {
                return Err(StoreError::Misfit("an edit keeps the kind and the item"));
            }
            let changed = SuggestionRow::of(ruling.suggestion, edited)?;
            after = SuggestionRow { place: before.place, created_at: before.created_at, ..changed };
            Status::Edited
        }
        (Verdict::Accept { .. }, None) => Status::Accepted,
        (Verdict::Reject { .. }, None) => Status::Rejected,
        (Verdict::Defer { .. }, None) => Status::Deferred,
        _ => return Err(StoreError::Misfit("an edit needs a body, and only an edit has one")),
    };
    after.deferred_until = match ruling.verdict {
        Verdict::Defer { until } => Some(until.clone()),
        _ => None,
    };
    status.id().clone_into(&mut after.status);
    after.version = before.version + 1;
    Ok(after)
}

async fn keep_undo(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    seq: i64,
    before: &SuggestionRow,
    change: &Change,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO decision_undo (workspace, seq, undone, before, change) VALUES ($1, $2, 0, $3, $4)",
    )
    .bind(workspace.as_str())
    .bind(seq)
    .bind(to_json(before)?)
    .bind(to_json(change)?)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The last decision on a suggestion that was not taken back: its place, what it was before, what it changed.
pub(super) async fn last_undo(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    suggestion: &SuggestionId,
) -> Result<Option<(i64, SuggestionRow, Change)>, StoreError> {
    let row: Option<(i64, String, String)> = sqlx::query_as(
        "SELECT u.seq, u.before, u.change FROM decision_undo u
         JOIN decision d ON d.workspace = u.workspace AND d.seq = u.seq
         WHERE u.workspace = $1 AND d.suggestion = $2 AND u.undone = 0 ORDER BY u.seq DESC LIMIT 1",
    )
    .bind(workspace.as_str())
    .bind(suggestion.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    let Some((seq, before, change)) = row else { return Ok(None) };
    Ok(Some((seq, from_json(&before, "an undo")?, from_json(&change, "an undo")?)))
}
