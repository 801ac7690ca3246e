//! Background jobs: claimed with a lease, so that a killed one is taken over.

use super::Store;
use super::error::{StoreError, found};
use super::json::{from_json, to_json};
use super::originals::{drop_unused_files, keep_file};
use super::row::from_row;
use super::transaction::Tx;
use crate::domain::id::{JobId, WorkspaceId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Nobody has claimed it.
    Waiting,
    /// Somebody has it until the lease ends.
    Running,
    /// It ended well.
    Finished,
    /// It ended, not well.
    Failed,
    /// A person stopped it.
    Cancelled,
}

/// A piece of work that outlives a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Where.
    pub workspace: WorkspaceId,
    /// Its identity in the workspace.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub payload: Value,
    /// Where it stands.
    pub state: JobState,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 when not known.
    pub total: i64,
    /// Until when it is claimed, in milliseconds since the epoch.
    pub lease_until: i64,
    /// How often it was claimed; tells one claimant from the next.
    pub attempts: i64,
    /// When it was made, in milliseconds since the epoch.
    pub created_at: i64,
    /// What came of it, or why it failed; null until it ends.
    pub outcome: Value,
}

struct JobRow {
    workspace: String,
    id: String,
    kind: String,
    payload: String,
    state: String,
    done: i64,
    total: i64,
    lease_until: i64,
    attempts: i64,
    created_at: i64,
    outcome: String,
}
from_row!(JobRow {
    workspace,
    id,
    kind,
    payload,
    state,
    done,
    total,
    lease_until,
    attempts,
    created_at,
    outcome
});

impl JobRow {
    fn read(self) -> Result<Job, StoreError> {
        Ok(Job {
            workspace: WorkspaceId::new(self.workspace),
            id: JobId::new(self.id),
            kind: self.kind,
            payload: from_json(&self.payload, "a job")?,
            state: from_json(&format!("\"{}\"", self.state), "a job's state")?,
            done: self.done,
            total: self.total,
            lease_until: self.lease_until,
            attempts: self.attempts,
            created_at: self.created_at,
            outcome: from_json(&self.outcome, "a job's outcome")?,
        })
    }
}

impl Store {
    /// Puts a job in the queue with the files that it works on; the same kind and payload
    /// while one is unfinished is that one.
    pub async fn enqueue_job(
        &self,
        workspace: &WorkspaceId,
        kind: &str,
        payload: &Value,
        files: &[&[u8]],
    ) -> Result<JobId, StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        for bytes in files {
            keep_file(&mut tx, workspace, bytes).await?;
        }
        let id = enqueue(&mut tx, workspace, kind, payload, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Claims the oldest job that waits, or whose claimant let the lease run out; of a kind, if
    /// one is named.
    pub async fn claim_job(&self, kind: Option<&str>, lease: Duration) -> Result<Option<Job>, StoreError> {
        self.claim(kind.unwrap_or_default(), "", lease).await
    }

    /// The same, of any kind but one.
    pub async fn claim_job_but(&self, kind: &str, lease: Duration) -> Result<Option<Job>, StoreError> {
        self.claim("", kind, lease).await
    }

    async fn claim(&self, kind: &str, but: &str, lease: Duration) -> Result<Option<Job>, StoreError> {
        let now = self.now();
        let until = now.saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX));
        let row: Option<JobRow> = sqlx::query_as(self.dialect.claim_job())
            .bind(now)
            .bind(until)
            .bind(kind)
            .bind(but)
            .fetch_optional(&self.writer)
            .await?;
        row.map(JobRow::read).transpose()
    }

    /// Says how far a claimed job is, and renews the lease.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else has taken it over: stop working on it.
    pub async fn report_progress(
        &self,
        job: &Job,
        done: i64,
        total: i64,
        lease: Duration,
    ) -> Result<(), StoreError> {
        let until = self.now().saturating_add(i64::try_from(lease.as_millis()).unwrap_or(i64::MAX));
        let written = sqlx::query(
            "UPDATE job SET done = $4, total = $5, lease_until = $6
             WHERE workspace = $1 AND id = $2 AND attempts = $3 AND state = 'running'",
        )
        .bind(job.workspace.as_str())
        .bind(job.id.as_str())
        .bind(job.attempts)
        .bind(done)
        .bind(total)
        .bind(until)
        .execute(&self.writer)
        .await?;
        still_ours(written.rows_affected(), job)
    }

    /// Writes anew what a claimed job was asked for, once it is done with it.
    pub async fn rewrite_job(&self, job: &Job, payload: &Value) -> Result<(), StoreError> {
        let written = sqlx::query(
            "UPDATE job SET payload = $4
             WHERE workspace = $1 AND id = $2 AND attempts = $3 AND state = 'running'",
        )
        .bind(job.workspace.as_str())
        .bind(job.id.as_str())
        .bind(job.attempts)
        .bind(to_json(payload)?)
        .execute(&self.writer)
        .await?;
        still_ours(written.rows_affected(), job)
    }

    /// Ends a claimed job well.
    pub async fn finish_job(&self, job: &Job, outcome: &Value) -> Result<(), StoreError> {
        self.end_job(job, "finished", outcome).await
    }

    /// Ends a claimed job with the reason why it failed.
    pub async fn fail_job(&self, job: &Job, reason: &str) -> Result<(), StoreError> {
        self.end_job(job, "failed", &Value::from(reason)).await
    }

    /// Gives a claimed job back, to be claimed again after `pause`.
    pub async fn release_job(&self, job: &Job, pause: Duration) -> Result<(), StoreError> {
        let until = self.now().saturating_add(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX));
        let written = sqlx::query(
            "UPDATE job SET state = 'waiting', lease_until = $4
             WHERE workspace = $1 AND id = $2 AND attempts = $3 AND state = 'running'",
        )
        .bind(job.workspace.as_str())
        .bind(job.id.as_str())
        .bind(job.attempts)
        .bind(until)
        .execute(&self.writer)
        .await?;
        still_ours(written.rows_affected(), job)
    }

    /// Ends a job that waits or runs, because a person stops it; whoever has claimed it is told at
    /// the next report.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it has ended already.
    pub async fn cancel_job(&self, workspace: &WorkspaceId, id: &JobId) -> Result<Job, StoreError> {
        let job = self.job(workspace, id).await?;
        let mut tx = self.begin_in(workspace).await?;
        let written = sqlx::query(
            "UPDATE job SET state = 'cancelled', lease_until = 0
             WHERE workspace = $1 AND id = $2 AND state IN ('waiting', 'running')",
        )
        .bind(workspace.as_str())
        .bind(id.as_str())
        .execute(&mut *tx)
        .await?;
        still_ours(written.rows_affected(), &job)?;
        drop_unused_files(&mut tx, workspace).await?;
        tx.commit().await?;
        self.job(workspace, id).await
    }

    /// One job.
    pub async fn job(&self, workspace: &WorkspaceId, id: &JobId) -> Result<Job, StoreError> {
        let row: Option<JobRow> = sqlx::query_as(
            "SELECT workspace, id, kind, payload, state, done, total, lease_until, attempts, created_at, outcome
             FROM job WHERE workspace = $1 AND id = $2",
        )
        .bind(workspace.as_str())
        .bind(id.as_str())
        .fetch_optional(&self.reader)
        .await?;
        found(row, "job", id.as_str())?.read()
    }

    /// Every job, oldest first.
    pub async fn jobs(&self, workspace: &WorkspaceId) -> Result<Vec<Job>, StoreError> {
        let rows: Vec<JobRow> = sqlx::query_as(
            "SELECT workspace, id, kind, payload, state, done, total, lease_until, attempts, created_at, outcome
             FROM job WHERE workspace = $1 ORDER BY created_at, id",
        )
        .bind(workspace.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(JobRow::read).collect()
    }

    async fn end_job(&self, job: &Job, state: &str, outcome: &Value) -> Result<(), StoreError> {
        let mut tx = self.begin_in(&job.workspace).await?;
        let written = sqlx::query(
            "UPDATE job SET state = $4, outcome = $5, lease_until = 0
             WHERE workspace = $1 AND id = $2 AND attempts = $3 AND state = 'running'",
        )
        .bind(job.workspace.as_str())
        .bind(job.id.as_str())
        .bind(job.attempts)
        .bind(state)
        .bind(to_json(outcome)?)
        .execute(&mut *tx)
        .await?;
        still_ours(written.rows_affected(), job)?;
        drop_unused_files(&mut tx, &job.workspace).await?;
        Ok(tx.commit().await?)
    }
}

fn still_ours(rows: u64, job: &Job) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Conflict { what: "job", id: job.id.to_string() }) } else { Ok(()) }
}

async fn enqueue(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    kind: &str,
    payload: &Value,
    now: i64,
) -> Result<JobId, StoreError> {
    let payload = to_json(payload)?;
    let open: Option<(String,)> = sqlx::query_as(
        "SELECT id FROM job WHERE workspace = $1 AND kind = $2 AND payload = $3 AND state IN ('waiting', 'running')",
    )
    .bind(workspace.as_str())
    .bind(kind)
    .bind(&payload)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some((id,)) = open {
        return Ok(JobId::new(id));
    }
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM job WHERE workspace = $1")
        .bind(workspace.as_str())
        .fetch_one(&mut **tx)
        .await?;
    // Jobs go when what they took in is forgotten, so their number alone may come again.
    let id = JobId::derive(&[workspace.as_str(), kind, &payload, &now.to_string(), &count.to_string()]);
    sqlx::query(
        "INSERT INTO job (workspace, id, kind, payload, state, done, total, lease_until, attempts, created_at, outcome)
         VALUES ($1, $2, $3, $4, 'waiting', 0, 0, 0, 0, $5, 'null')",
    )
    .bind(workspace.as_str())
    .bind(id.as_str())
    .bind(kind)
    .bind(payload)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}
