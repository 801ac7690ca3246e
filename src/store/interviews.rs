//! Interviews, notes and documents: their text by version, their turns, the file they came from.

use super::Store;
use super::error::{StoreError, found};
use super::json::{from_json, to_json, to_number};
use super::originals::keep_file;
use super::outbox::{IndexChange, note_change};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::id::{Owner, SourceId, WorkspaceId, sha256_hex};
use crate::domain::interview::{Interview, MaskedSpan, Turn};
use std::collections::BTreeMap;

/// An interview as it comes out of an import.
#[derive(Debug, Clone, Copy)]
pub struct NewInterview<'a> {
    /// Speech and what is known about it; its key is the wish, the store makes it unique.
    pub interview: &'a Interview,
    /// The normalised text that the turns' byte ranges refer to.
    pub text: &'a str,
    /// The bytes of the file.
    pub raw: &'a [u8],
    /// What was masked between decoding and storing.
    pub masking: &'a [MaskedSpan],
}

/// What became of an interview that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is stored under this key.
    New(String),
    /// The same file, or the same text under another name, is stored under this key.
    Known(String),
}

struct SourceRow {
    id: String,
    key: String,
    version: i64,
    body: String,
}
from_row!(SourceRow { id, key, version, body });

impl SourceRow {
    fn read(self) -> Result<Interview, StoreError> {
        let mut interview: Interview = from_json(&self.body, "an interview")?;
        interview.id = SourceId::new(self.id);
        interview.key = self.key;
        interview.version = self.version;
        Ok(interview)
    }
}

impl Store {
    /// Stores an interview with the bytes of its file, unless the workspace has the same document already.
    pub async fn add_interview(
        &self,
        workspace: &WorkspaceId,
        new: NewInterview<'_>,
    ) -> Result<Added, StoreError> {
        self.add(workspace, new, true).await
    }

    /// The same without the bytes of the file, in which more stands than may be kept.
    pub async fn add_interview_without_file(
        &self,
        workspace: &WorkspaceId,
        new: NewInterview<'_>,
    ) -> Result<Added, StoreError> {
        self.add(workspace, new, false).await
    }

    async fn add(
        &self,
        workspace: &WorkspaceId,
        new: NewInterview<'_>,
        keeps_file: bool,
    ) -> Result<Added, StoreError> {
        let raw_sha256 = sha256_hex(new.raw);
        let text_sha256 = sha256_hex(new.text.as_bytes());
        let mut tx = self.begin_in(workspace).await?;
        if let Some(key) =
            known_document(&mut tx, workspace, &raw_sha256, &text_sha256, new.interview).await?
        {
            return Ok(Added::Known(key));
        }
        let key = free_key(&mut tx, workspace, &new.interview.key).await?;
        if keeps_file {
            keep_file(&mut tx, workspace, new.raw).await?;
        }
        let stored = Interview { turns: Vec::new(), version: 1, key: key.clone(), ..new.interview.clone() };
        sqlx::query(
            "INSERT INTO source
                 (workspace, id, key, raw_sha256, text_sha256, version, added_at, body, masking, file_dropped)
             VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)",
        )
        .bind(workspace.as_str())
        .bind(stored.id.as_str())
        .bind(&key)
        .bind(raw_sha256)
        .bind(text_sha256)
        .bind(self.now())
        .bind(to_json(&stored)?)
        .bind(to_json(new.masking)?)
        .bind((!keeps_file).then_some(1_i64))
        .execute(&mut *tx)
        .await?;
        save_text(&mut tx, workspace, &stored.id, 1, new.text).await?;
        save_turns(&mut tx, workspace, &stored.id, &new.interview.turns).await?;
        note_change(&mut tx, workspace, IndexChange::Put, &Owner::Source(stored.id)).await?;
        tx.commit().await?;
        Ok(Added::New(key))
    }

    /// Every interview without its turns, by key.
    pub async fn interviews(&self, workspace: &WorkspaceId) -> Result<Vec<Interview>, StoreError> {
        let rows: Vec<SourceRow> =
            sqlx::query_as("SELECT id, key, version, body FROM source WHERE workspace = $1")
                .bind(workspace.as_str())
                .fetch_all(&self.reader)
                .await?;
        let mut interviews = rows.into_iter().map(SourceRow::read).collect::<Result<Vec<_>, _>>()?;
        interviews.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(interviews)
    }

    /// The interview with this key or id, with its turns.
    pub async fn interview(&self, workspace: &WorkspaceId, key_or_id: &str) -> Result<Interview, StoreError> {
        let row: Option<SourceRow> = sqlx::query_as(
            "SELECT id, key, version, body FROM source WHERE workspace = $1 AND (key = $2 OR id = $2)
             ORDER BY CASE WHEN key = $2 THEN 0 ELSE 1 END LIMIT 1",
        )
        .bind(workspace.as_str())
        .bind(key_or_id)
        .fetch_optional(&self.reader)
        .await?;
        let mut interview = found(row, "interview", key_or_id)?.read()?;
        let turns: Vec<(String,)> =
            sqlx::query_as("SELECT body FROM turn WHERE workspace = $1 AND source = $2 ORDER BY place")
                .bind(workspace.as_str())
                .bind(interview.id.as_str())
                .fetch_all(&self.reader)
                .await?;
        interview.turns = turns.iter().map(|(body,)| from_json(body, "a turn")).collect::<Result<_, _>>()?;
        Ok(interview)
    }

    /// Every interview with its turns, by key.
    pub async fn interviews_with_turns(&self, workspace: &WorkspaceId) -> Result<Vec<Interview>, StoreError> {
        let mut interviews = self.interviews(workspace).await?;
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT source, body FROM turn WHERE workspace = $1 ORDER BY source, place")
                .bind(workspace.as_str())
                .fetch_all(&self.reader)
                .await?;
        let mut turns: BTreeMap<String, Vec<Turn>> = BTreeMap::new();
        for (source, body) in rows {
            turns.entry(source).or_default().push(from_json(&body, "a turn")?);
        }
        for interview in &mut interviews {
            interview.turns = turns.remove(interview.id.as_str()).unwrap_or_default();
        }
        Ok(interviews)
    }

    /// Key of every interview, with the time at which it was added in milliseconds since the epoch.
    pub async fn interviews_added(&self, workspace: &WorkspaceId) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = sqlx::query_as("SELECT key, added_at FROM source WHERE workspace = $1")
            .bind(workspace.as_str())
            .fetch_all(&self.reader)
            .await?;
        Ok(rows)
    }

    /// One turn of the interview with this key: all that the proof of a quote needs.
    pub async fn turn(
        &self,
        workspace: &WorkspaceId,
        interview: &str,
        index: usize,
    ) -> Result<Option<Turn>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as(
            "SELECT t.body FROM source s JOIN turn t ON t.workspace = s.workspace AND t.source = s.id
             WHERE s.workspace = $1 AND s.key = $2 AND t.place = $3",
        )
        .bind(workspace.as_str())
        .bind(interview)
        .bind(to_number(index))
        .fetch_optional(&self.reader)
        .await?;
        row.map(|(body,)| from_json(&body, "a turn")).transpose()
    }
}

async fn known_document(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    raw_sha256: &str,
    text_sha256: &str,
    interview: &Interview,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as(
        "SELECT key FROM source
         WHERE workspace = $1 AND (id = $2 OR raw_sha256 = $3 OR text_sha256 = $4)
         ORDER BY added_at, id LIMIT 1",
    )
    .bind(workspace.as_str())
    .bind(interview.id.as_str())
    .bind(raw_sha256)
    .bind(text_sha256)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|(key,)| key))
}

/// `wish`, or `wish-2`, `wish-3` … when it is in use.
async fn free_key(tx: &mut Tx, workspace: &WorkspaceId, wish: &str) -> Result<String, StoreError> {
    let mut key = wish.to_owned();
    let mut number = 1;
    loop {
        let taken: Option<(String,)> =
            sqlx::query_as("SELECT key FROM source WHERE workspace = $1 AND key = $2")
                .bind(workspace.as_str())
                .bind(&key)
                .fetch_optional(&mut **tx)
                .await?;
        if taken.is_none() {
            return Ok(key);
        }
        number += 1;
        key = format!("{wish}-{number}");
    }
}

async fn save_text(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    source: &SourceId,
    version: i64,
    text: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO source_text (workspace, source, version, text) VALUES ($1, $2, $3, $4)")
        .bind(workspace.as_str())
        .bind(source.as_str())
        .bind(version)
        .bind(text)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Writes turns, in place of those with the same index.
pub(super) async fn save_turns(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    source: &SourceId,
    turns: &[Turn],
) -> Result<(), StoreError> {
    for turn in turns {
        sqlx::query(
            "INSERT INTO turn (workspace, source, place, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (workspace, source, place) DO UPDATE SET body = excluded.body",
        )
        .bind(workspace.as_str())
        .bind(source.as_str())
        .bind(to_number(turn.index))
        .bind(to_json(turn)?)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
