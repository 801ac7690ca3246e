//! The journal: lines that are added and never changed, unless the words of somebody who is
//! forgotten are taken out of them; whether one may be added is decided
//! on what is there, while nobody else writes.

use super::Store;
use super::error::StoreError;
use super::json::{from_json, to_json};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::access::Decider;
use crate::domain::id::WorkspaceId;
use crate::domain::journal::{Book, Entry, Line};
use std::collections::BTreeSet;

struct LineRow {
    seq: i64,
    id: String,
    at: i64,
    person: String,
    takes_back: Option<i64>,
    entry: String,
}
from_row!(LineRow { seq, id, at, person, takes_back, entry });

const SELECT_BOOK: &str = "SELECT seq, id, at, person, takes_back, entry FROM journal
    WHERE workspace = $1 AND book = $2 ORDER BY seq";

impl Store {
    /// The lines of a book that stand.
    pub async fn book<E: Entry>(&self, workspace: &WorkspaceId) -> Result<Book<E>, StoreError> {
        let rows: Vec<LineRow> = sqlx::query_as(SELECT_BOOK)
            .bind(workspace.as_str())
            .bind(E::BOOK)
            .fetch_all(&self.reader)
            .await?;
        standing(rows)
    }

    /// Adds the line that `decide` makes of what stands; its refusal is handed back and nothing is kept.
    pub async fn write_line<E: Entry, R: Send>(
        &self,
        workspace: &WorkspaceId,
        id: &str,
        by: &Decider,
        decide: impl FnOnce(&Book<E>) -> Result<E, R> + Send,
    ) -> Result<Result<Line<E>, R>, StoreError> {
        let at = self.now();
        let mut tx = self.begin_in(workspace).await?;
        let entry = match decide(&book_in(&mut tx, workspace).await?) {
            Ok(entry) => entry,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let line = Line { seq: next_seq(&mut tx, workspace).await?, at, by: by.name().to_owned(), entry };
        insert(&mut tx, workspace, (E::BOOK, id), &line, None).await?;
        tx.commit().await?;
        Ok(Ok(line))
    }

    /// Takes the last line about one thing back; gives it.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`] when no line stands.
    pub async fn take_back<E: Entry>(
        &self,
        workspace: &WorkspaceId,
        id: &str,
        by: &Decider,
    ) -> Result<Line<E>, StoreError> {
        let at = self.now();
        let mut tx = self.begin_in(workspace).await?;
        let mut book: Book<E> = book_in(&mut tx, workspace).await?;
        let last = book.get_mut(id).and_then(Vec::pop);
        let last = last.ok_or_else(|| StoreError::NothingToUndo(id.chars().take(6).collect()))?;
        let seq = next_seq(&mut tx, workspace).await?;
        let line = Line { seq, at, by: by.name().to_owned(), entry: last.entry.clone() };
        insert(&mut tx, workspace, (E::BOOK, id), &line, Some(last.seq)).await?;
        tx.commit().await?;
        Ok(last)
    }
}

/// The lines of a book that stand, inside a write.
pub(super) async fn book_in<E: Entry>(tx: &mut Tx, workspace: &WorkspaceId) -> Result<Book<E>, StoreError> {
    let rows: Vec<LineRow> =
        sqlx::query_as(SELECT_BOOK).bind(workspace.as_str()).bind(E::BOOK).fetch_all(&mut **tx).await?;
    standing(rows)
}

fn standing<E: Entry>(rows: Vec<LineRow>) -> Result<Book<E>, StoreError> {
    let taken_back: BTreeSet<i64> = rows.iter().filter_map(|row| row.takes_back).collect();
    let mut book = Book::new();
    for row in rows {
        if row.takes_back.is_none() && !taken_back.contains(&row.seq) {
            let entry = from_json(&row.entry, "a line of the journal")?;
            let line = Line { seq: row.seq, at: row.at, by: row.person, entry };
            book.entry(row.id).or_insert_with(Vec::new).push(line);
        }
    }
    Ok(book)
}

async fn next_seq(tx: &mut Tx, workspace: &WorkspaceId) -> Result<i64, StoreError> {
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM journal WHERE workspace = $1")
        .bind(workspace.as_str())
        .fetch_one(&mut **tx)
        .await?;
    Ok(last + 1)
}

async fn insert<E: Entry>(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    (book, id): (&str, &str),
    line: &Line<E>,
    takes_back: Option<i64>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO journal (workspace, seq, book, id, at, person, takes_back, entry)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(workspace.as_str())
    .bind(line.seq)
    .bind(book)
    .bind(id)
    .bind(line.at)
    .bind(&line.by)
    .bind(takes_back)
    .bind(to_json(&line.entry)?)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
