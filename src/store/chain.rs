//! The hash chain of decisions: `h_n = SHA-256(h_{n-1} ‖ n ‖ entry_n)`.
//!
//! An entry holds salted digests of the texts, never the texts: these lie in a side
//! table and may be blanked without breaking the chain. Length and head are kept with
//! the workspace, so that a missing tail shows too. Someone who can write the file can
//! rewrite the whole chain; only a copy of the head kept elsewhere shows that.

use super::Store;
use super::error::{StoreError, found};
use super::json::{from_json, to_json};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::id::{SuggestionId, WorkspaceId, sha256_hex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the check of a chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChainReport {
    /// Entries that the log should have.
    pub entries: i64,
    /// The first place at which something was changed, removed or added.
    pub broken: Option<i64>,
    /// Entries whose texts were blanked.
    pub blanked: i64,
    /// Hash of the last entry; empty for an empty log.
    pub head: String,
}

/// The texts of a decision, which are not in the chain.
#[derive(Debug, Clone, Copy)]
pub(super) struct DecisionText<'a> {
    pub(super) shown: &'a str,
    pub(super) kept: &'a str,
    pub(super) note: &'a str,
}

/// Where the next entry goes, and the salt of its texts.
pub(super) struct ChainEnd {
    length: i64,
    head: String,
    salt: String,
}

/// What is hashed, in the order of these fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    seq: i64,
    suggestion: SuggestionId,
    verdict: Verdict,
    by: String,
    at: i64,
    shown: String,
    kept: String,
    note: String,
}

struct DecisionRow {
    seq: i64,
    suggestion: String,
    entry: String,
    hash: String,
    blanked: Option<i64>,
    salt: Option<String>,
    shown: Option<String>,
    kept: Option<String>,
    note: Option<String>,
}
from_row!(DecisionRow { seq, suggestion, entry, hash, blanked, salt, shown, kept, note });

/// Reads decisions with their texts: the columns of [`DecisionRow`], then what is asked for.
macro_rules! select_decisions {
    ($which:literal) => {
        concat!(
            "SELECT d.seq, d.suggestion, d.entry, d.hash, t.blanked, t.salt, t.shown, t.kept, t.note
             FROM decision d LEFT JOIN decision_text t ON t.workspace = d.workspace AND t.seq = d.seq ",
            $which
        )
    };
}

fn link(previous: &str, seq: i64, entry: &str) -> String {
    let mut bytes = Vec::with_capacity(previous.len() + 8 + entry.len());
    bytes.extend_from_slice(previous.as_bytes());
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(entry.as_bytes());
    sha256_hex(&bytes)
}

fn salted(salt: &str, field: &str, text: &str) -> String {
    sha256_hex(format!("{salt}\u{1f}{field}\u{1f}{text}").as_bytes())
}

/// Appends an entry at the end that [`Store::begin_entry`] gave.
#[expect(clippy::too_many_arguments, reason = "the fields of one entry, once")]
pub(super) async fn append(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    end: ChainEnd,
    suggestion: &SuggestionId,
    verdict: &Verdict,
    by: &str,
    at: i64,
    text: DecisionText<'_>,
) -> Result<Decision, StoreError> {
    let ChainEnd { length, head, salt } = end;
    let seq = length + 1;
    let entry = to_json(&Entry {
        seq,
        suggestion: suggestion.clone(),
        verdict: verdict.clone(),
        by: by.to_owned(),
        at,
        shown: salted(&salt, "shown", text.shown),
        kept: salted(&salt, "kept", text.kept),
        note: salted(&salt, "note", text.note),
    })?;
    let hash = link(&head, seq, &entry);
    sqlx::query("INSERT INTO decision (workspace, seq, suggestion, entry, hash) VALUES ($1, $2, $3, $4, $5)")
        .bind(workspace.as_str())
        .bind(seq)
        .bind(suggestion.as_str())
        .bind(entry)
        .bind(&hash)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "INSERT INTO decision_text (workspace, seq, blanked, salt, shown, kept, note)
         VALUES ($1, $2, 0, $3, $4, $5, $6)",
    )
    .bind(workspace.as_str())
    .bind(seq)
    .bind(salt)
    .bind(text.shown)
    .bind(text.kept)
    .bind(text.note)
    .execute(&mut **tx)
    .await?;
    sqlx::query("UPDATE workspace SET chain_length = $2, chain_head = $3 WHERE id = $1")
        .bind(workspace.as_str())
        .bind(seq)
        .bind(&hash)
        .execute(&mut **tx)
        .await?;
    Ok(Decision {
        seq,
        suggestion: suggestion.clone(),
        verdict: verdict.clone(),
        by: by.to_owned(),
        at,
        shown: text.shown.to_owned(),
        kept: text.kept.to_owned(),
        note: text.note.to_owned(),
        hash,
    })
}

impl DecisionRow {
    fn read(self) -> Result<Decision, StoreError> {
        let entry: Entry = from_json(&self.entry, "a decision")?;
        Ok(Decision {
            seq: self.seq,
            suggestion: entry.suggestion,
            verdict: entry.verdict,
            by: entry.by,
            at: entry.at,
            shown: self.shown.unwrap_or_default(),
            kept: self.kept.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            hash: self.hash,
        })
    }

    /// Whether the row continues the chain at `seq` and its texts are those that were decided on.
    fn continues(&self, previous: &str, seq: i64) -> bool {
        let Ok(entry) = serde_json::from_str::<Entry>(&self.entry) else { return false };
        let texts = match (self.blanked, &self.salt, &self.shown, &self.kept, &self.note) {
            (Some(0), Some(salt), Some(shown), Some(kept), Some(note)) => {
                salted(salt, "shown", shown) == entry.shown
                    && salted(salt, "kept", kept) == entry.kept
                    && salted(salt, "note", note) == entry.note
            }
            (Some(_), Some(salt), Some(shown), Some(kept), Some(note)) => {
                [salt, shown, kept, note].iter().all(|text| text.is_empty())
            }
            _ => false,
        };
        self.seq == seq
            && entry.seq == seq
            && entry.suggestion.as_str() == self.suggestion
            && link(previous, seq, &self.entry) == self.hash
            && texts
    }
}

impl Store {
    /// Begins a write in `workspace` that will append an entry, in one question instead of three:
    /// the lock on the workspace's row makes writers take turns.
    pub(super) async fn begin_entry(&self, workspace: &WorkspaceId) -> Result<(Tx, ChainEnd), StoreError> {
        let mut tx = self.begin().await?;
        let end: Option<(i64, String, String)> = sqlx::query_as(self.dialect.lock_chain())
            .bind(workspace.as_str())
            .fetch_optional(&mut *tx)
            .await?;
        let (length, head, salt) = found(end, "workspace", workspace.as_str())?;
        Ok((tx, ChainEnd { length, head, salt }))
    }

    /// Every decision, oldest first.
    pub async fn decisions(&self, workspace: &WorkspaceId) -> Result<Vec<Decision>, StoreError> {
        self.decision_rows(workspace).await?.into_iter().map(DecisionRow::read).collect()
    }

    /// At most `count` decisions, the latest first, without the `skipped` latest.
    pub async fn latest_decisions(
        &self,
        workspace: &WorkspaceId,
        skipped: i64,
        count: i64,
    ) -> Result<Vec<Decision>, StoreError> {
        let rows: Vec<DecisionRow> = sqlx::query_as(select_decisions!(
            "WHERE d.workspace = $1 ORDER BY d.seq DESC LIMIT $2 OFFSET $3"
        ))
        .bind(workspace.as_str())
        .bind(count)
        .bind(skipped)
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(DecisionRow::read).collect()
    }

    /// The place of the latest decision on each suggestion that was decided on at `since` or later.
    pub async fn last_places(
        &self,
        workspace: &WorkspaceId,
        since: i64,
    ) -> Result<BTreeMap<SuggestionId, i64>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT suggestion, MAX(seq) FROM decision WHERE workspace = $1 AND seq >= $2 GROUP BY suggestion",
        )
        .bind(workspace.as_str())
        .bind(since)
        .fetch_all(&self.reader)
        .await?;
        Ok(rows.into_iter().map(|(id, seq)| (SuggestionId::new(id), seq)).collect())
    }

    /// Every decision on a suggestion, oldest first; an undo is one too.
    pub async fn decisions_on(
        &self,
        workspace: &WorkspaceId,
        suggestion: &SuggestionId,
    ) -> Result<Vec<Decision>, StoreError> {
        let rows: Vec<DecisionRow> =
            sqlx::query_as(select_decisions!("WHERE d.workspace = $1 AND d.suggestion = $2 ORDER BY d.seq"))
                .bind(workspace.as_str())
                .bind(suggestion.as_str())
                .fetch_all(&self.reader)
                .await?;
        rows.into_iter().map(DecisionRow::read).collect()
    }

    /// The latest decision on a suggestion; an undo is one too.
    pub async fn last_decision(
        &self,
        workspace: &WorkspaceId,
        suggestion: &SuggestionId,
    ) -> Result<Option<Decision>, StoreError> {
        let row: Option<DecisionRow> = sqlx::query_as(select_decisions!(
            "WHERE d.workspace = $1 AND d.suggestion = $2 ORDER BY d.seq DESC LIMIT 1"
        ))
        .bind(workspace.as_str())
        .bind(suggestion.as_str())
        .fetch_optional(&self.reader)
        .await?;
        row.map(DecisionRow::read).transpose()
    }

    /// Recomputes the chain of a workspace.
    pub async fn verify_chain(&self, workspace: &WorkspaceId) -> Result<ChainReport, StoreError> {
        let kept: Option<(i64, String)> =
            sqlx::query_as("SELECT chain_length, chain_head FROM workspace WHERE id = $1")
                .bind(workspace.as_str())
                .fetch_optional(&self.reader)
                .await?;
        let (entries, head) = found(kept, "workspace", workspace.as_str())?;
        let rows: Vec<DecisionRow> =
            self.decision_rows(workspace).await?.into_iter().take_while(|row| row.seq <= entries).collect();
        let blanked = rows.iter().filter(|row| row.blanked == Some(1)).map(|_| 1).sum();
        let mut previous = String::new();
        let mut next = 1;
        let mut broken = None;
        for row in &rows {
            if !row.continues(&previous, next) {
                broken = Some(next);
                break;
            }
            previous.clone_from(&row.hash);
            next += 1;
        }
        if broken.is_none() && (next - 1 != entries || previous != head) {
            broken = Some(next.min(entries.max(1)));
        }
        Ok(ChainReport { entries, broken, blanked, head })
    }

    async fn decision_rows(&self, workspace: &WorkspaceId) -> Result<Vec<DecisionRow>, StoreError> {
        Ok(sqlx::query_as(select_decisions!("WHERE d.workspace = $1 ORDER BY d.seq"))
            .bind(workspace.as_str())
            .fetch_all(&self.reader)
            .await?)
    }
}

/// Blanks the texts of one decision, which can still be taken back.
pub(super) async fn blank_texts(tx: &mut Tx, workspace: &WorkspaceId, seq: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE decision_text SET blanked = 1, salt = '', shown = '', kept = '', note = ''
         WHERE workspace = $1 AND seq = $2",
    )
    .bind(workspace.as_str())
    .bind(seq)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
