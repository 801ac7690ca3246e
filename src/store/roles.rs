//! Roles of speakers, corrected after import: what barred voices said is no longer evidence.

use super::Store;
use super::deletion::quotes;
use super::error::StoreError;
use super::interviews::save_turns;
use super::json::to_json;
use super::outbox::{IndexChange, note_change};
use super::transaction::Tx;
use crate::domain::id::{Owner, WorkspaceId};
use crate::domain::interview::{Interview, Role};
use std::collections::BTreeMap;

impl Store {
    /// Says who has which part in an interview.
    ///
    /// Turns and version change; open suggestions with quotes of a voice whose part
    /// changed become stale. Returns the interview as it is then, and how many went stale.
    pub async fn correct_roles(
        &self,
        workspace: &WorkspaceId,
        interview: &str,
        roles: &BTreeMap<String, Role>,
    ) -> Result<(Interview, u64), StoreError> {
        let read = self.interview(workspace, interview).await?;
        let mut corrected = read.clone();
        let changed = set_roles(&mut corrected, roles);
        let mut tx = self.begin_in(workspace).await?;
        corrected.version = read.version + 1;
        let header = Interview { turns: Vec::new(), ..corrected.clone() };
        let written = sqlx::query(
            "UPDATE source SET version = version + 1, body = $3 WHERE workspace = $1 AND id = $2 AND version = $4",
        )
        .bind(workspace.as_str())
        .bind(read.id.as_str())
        .bind(to_json(&header)?)
        .bind(read.version)
        .execute(&mut *tx)
        .await?;
        if written.rows_affected() == 0 {
            return Err(StoreError::Conflict { what: "interview", id: read.key });
        }
        save_turns(&mut tx, workspace, &corrected.id, &corrected.turns).await?;
        let stale = bar_voices(&mut tx, workspace, &corrected.key, &changed).await?;
        note_change(&mut tx, workspace, IndexChange::Put, &Owner::Source(corrected.id.clone())).await?;
        tx.commit().await?;
        Ok((corrected, stale))
    }
}

/// Labels of the speakers whose part is another now.
fn set_roles(interview: &mut Interview, roles: &BTreeMap<String, Role>) -> Vec<String> {
    for turn in &mut interview.turns {
        if let Some(&role) = roles.get(&turn.speaker) {
            turn.role = role;
        }
    }
    let mut changed = Vec::new();
    for known in &mut interview.roles {
        if let Some(&role) = roles.get(&known.speaker) {
            if known.role != role {
                changed.push(known.speaker.clone());
            }
            known.role = role;
            known.confidence = 1.0;
            "a person said so".clone_into(&mut known.why);
        }
    }
    changed
}

async fn bar_voices(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    interview: &str,
    speakers: &[String],
) -> Result<u64, StoreError> {
    let open: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT id, body, evidence FROM suggestion
         WHERE workspace = $1 AND status IN ('proposed', 'edited', 'deferred') ORDER BY id",
    )
    .bind(workspace.as_str())
    .fetch_all(&mut **tx)
    .await?;
    let mut stale = 0;
    for (id, body, evidence) in open {
        let quoted = |speaker: &String| {
            quotes(&body, interview, Some(speaker)) || quotes(&evidence, interview, Some(speaker))
        };
        if speakers.iter().any(quoted) {
            sqlx::query(
                "UPDATE suggestion SET status = 'stale', deferred_until = NULL, version = version + 1
                 WHERE workspace = $1 AND id = $2",
            )
            .bind(workspace.as_str())
            .bind(id)
            .execute(&mut **tx)
            .await?;
            stale += 1;
        }
    }
    Ok(stale)
}
