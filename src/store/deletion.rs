//! Deleting an item or an interview, with a preview of what depends on it.

use super::Store;
use super::dialect::Dialect;
use super::error::StoreError;
use super::json::{from_json, to_json};
use super::outbox::{IndexChange, note_change};
use super::pseudonyms::forget_name;
use super::suggestions::mark_open_stale;
use super::transaction::Tx;
use super::vectors::delete_vectors;
use super::withdrawal::Withdrawal;
use super::workspaces::{DUPLICATES, TREE, change_setting};
use crate::domain::id::{ItemId, Owner, WorkspaceId};
use crate::domain::interview::{Interview, Role};
use crate::domain::theme::{THEME_CHOICES, ThemeChoice};
use crate::domain::withdrawal::Traces;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// What goes, or loses its ground, with an item or an interview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, utoipa::ToSchema)]
pub struct Dependants {
    /// Keys of the children of an item, which stay without a parent.
    pub children: Vec<String>,
    /// Suggestions on an item; for an interview, those whose evidence is withdrawn: id, state and title.
    pub suggestions: Vec<(String, String, String)>,
    /// Decisions whose texts are blanked, for an interview.
    pub decisions: Vec<i64>,
}

impl Store {
    /// What depends on the item with this key.
    pub async fn item_dependants(
        &self,
        workspace: &WorkspaceId,
        key: &str,
    ) -> Result<Dependants, StoreError> {
        let item = self.item(workspace, key).await?;
        let children =
            self.children(workspace, &item.key).await?.into_iter().map(|child| child.key).collect();
        let suggestions = sqlx::query_as(
            "SELECT id, status, title FROM suggestion WHERE workspace = $1 AND item = $2 ORDER BY created_at, place, id",
        )
        .bind(workspace.as_str())
        .bind(&item.key)
        .fetch_all(&self.reader)
        .await?;
        Ok(Dependants { children, suggestions, decisions: Vec::new() })
    }

    /// Deletes the item with this key and the vectors of its texts, given by their hashes; its
    /// open suggestions become stale, its children stay.
    pub async fn delete_item(
        &self,
        workspace: &WorkspaceId,
        key: &str,
        text_hashes: &[String],
    ) -> Result<(), StoreError> {
        let item = self.item(workspace, key).await?;
        let mut tx = self.begin_in(workspace).await?;
        mark_open_stale(&mut tx, workspace, &item.key).await?;
        remove_item(&mut tx, workspace, &item.id).await?;
        delete_vectors(&mut tx, workspace, text_hashes).await?;
        change_setting(&mut tx, workspace, DUPLICATES, |_| None).await?;
        note_change(&mut tx, workspace, IndexChange::Remove, &Owner::Item(item.id)).await?;
        Ok(tx.commit().await?)
    }

    /// What depends on the interview with this key.
    pub async fn interview_dependants(
        &self,
        workspace: &WorkspaceId,
        key: &str,
    ) -> Result<Dependants, StoreError> {
        let traces = self.traces(workspace, &[self.interview(workspace, key).await?]).await?;
        let mut tx = self.begin_reading().await?;
        let plan = Withdrawal::plan(&mut tx, workspace, &traces).await?;
        tx.rollback().await?;
        Ok(plan.dependants())
    }

    /// Forgets the interview with this key: text, turns, file, and the vectors of its texts,
    /// given by their hashes. What quotes it stands without the words, marked; the chain of
    /// decisions stays whole.
    pub async fn forget_interview(
        &self,
        workspace: &WorkspaceId,
        key: &str,
        text_hashes: &[String],
    ) -> Result<Dependants, StoreError> {
        let interview = self.interview(workspace, key).await?;
        self.forget_interviews(workspace, &[(interview, text_hashes.to_vec())]).await
    }

    /// Forgets several interviews as [`Store::forget_interview`] does, all or none.
    pub async fn forget_interviews(
        &self,
        workspace: &WorkspaceId,
        interviews: &[(Interview, Vec<String>)],
    ) -> Result<Dependants, StoreError> {
        let theirs: Vec<Interview> = interviews.iter().map(|(interview, _)| interview.clone()).collect();
        let traces = self.traces(workspace, &theirs).await?;
        let mut tx = self.begin_in(workspace).await?;
        let plan = Withdrawal::plan(&mut tx, workspace, &traces).await?;
        let dependants = plan.dependants();
        plan.write(&mut tx, workspace, &traces).await?;
        for (interview, text_hashes) in interviews {
            forget_one(&mut tx, workspace, interview, text_hashes).await?;
        }
        forget_names(&mut tx, workspace, &theirs).await?;
        tx.commit().await?;
        self.rewrite().await;
        Ok(dependants)
    }

    /// By what the words of these interviews are known among all that is here. What accepted splits
    /// made may hold their words, and is nobody else's text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn traces(&self, workspace: &WorkspaceId, theirs: &[Interview]) -> Result<Traces, StoreError> {
        let all = self.interviews_with_turns(workspace).await?;
        let others = all.iter().filter(|one| theirs.iter().all(|their| their.id != one.id));
        let said = others.flat_map(|one| &one.turns).map(|turn| turn.text.as_str());
        let records = self.items(workspace).await?;
        let own = records.iter().filter(|item| !item.record.is_slice());
        let records = own.map(|item| to_json(&item.record)).collect::<Result<Vec<_>, _>>()?;
        Ok(Traces::of(theirs, said.chain(records.iter().map(String::as_str))))
    }

    /// Writes the file anew, so that no free page or log holds what was deleted.
    async fn rewrite(&self) {
        if self.dialect != Dialect::Sqlite {
            return;
        }
        for sql in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
            if let Err(error) = sqlx::query(sql).execute(&self.writer).await {
                tracing::warn!(%error, "the file was not written anew; forget again, or restart, when nobody else uses it");
            }
        }
    }
}

async fn forget_one(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    interview: &Interview,
    text_hashes: &[String],
) -> Result<(), StoreError> {
    let owner = Owner::Source(interview.id.clone());
    change_setting(tx, workspace, THEME_CHOICES, |known| choices_without(known?, &interview.key)).await?;
    change_setting(tx, workspace, TREE, |_| None).await?;
    delete_vectors(tx, workspace, text_hashes).await?;
    forget_file(tx, workspace, owner.id()).await?;
    sqlx::query("DELETE FROM source WHERE workspace = $1 AND id = $2")
        .bind(workspace.as_str())
        .bind(owner.id())
        .execute(&mut **tx)
        .await?;
    note_change(tx, workspace, IndexChange::Remove, &owner).await
}

/// Forgets who was behind the pseudonyms of participants who are in no other interview.
async fn forget_names(tx: &mut Tx, workspace: &WorkspaceId, gone: &[Interview]) -> Result<(), StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT body FROM source WHERE workspace = $1")
        .bind(workspace.as_str())
        .fetch_all(&mut **tx)
        .await?;
    let mut left = BTreeSet::new();
    for (body,) in rows {
        left.extend(voices(&from_json(&body, "an interview")?));
    }
    for pseudonym in gone.iter().flat_map(voices).filter(|voice| !left.contains(voice)) {
        forget_name(tx, workspace, &pseudonym).await?;
    }
    Ok(())
}

/// Who was interviewed, and the labels of those who answer.
fn voices(interview: &Interview) -> BTreeSet<String> {
    let told = interview.roles.iter().filter(|role| role.role != Role::Interviewer);
    told.map(|role| role.speaker.clone()).chain(interview.participant.clone()).collect()
}

/// The choices about themes without the quotes of an interview; none when nothing is left.
fn choices_without(known: &str, interview: &str) -> Option<String> {
    let mut choices: Vec<ThemeChoice> = serde_json::from_str(known).ok()?;
    for choice in &mut choices {
        choice.quotes_mut().retain(|spot| spot.source != interview);
    }
    choices.retain_mut(|choice| !choice.quotes_mut().is_empty());
    if choices.is_empty() { None } else { serde_json::to_string(&choices).ok() }
}

/// Removes an item with its history.
pub(super) async fn remove_item(tx: &mut Tx, workspace: &WorkspaceId, id: &ItemId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM item WHERE workspace = $1 AND id = $2")
        .bind(workspace.as_str())
        .bind(id.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Removes the jobs that took a source in, and the bytes of its file.
async fn forget_file(tx: &mut Tx, workspace: &WorkspaceId, source: &str) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM job WHERE workspace = $1 AND EXISTS (
             SELECT 1 FROM source s WHERE s.workspace = $1 AND s.id = $2
             AND (job.payload LIKE '%' || s.raw_sha256 || '%'
                  OR job.outcome LIKE '%\"interview\":\"' || s.key || '\"%'))",
    )
    .bind(workspace.as_str())
    .bind(source)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "DELETE FROM raw_file WHERE workspace = $1
         AND sha256 IN (SELECT raw_sha256 FROM source WHERE workspace = $1 AND id = $2)",
    )
    .bind(workspace.as_str())
    .bind(source)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether the JSON holds a quote of this interview, and of this speaker when one is named.
pub(super) fn quotes(json: &str, interview: &str, speaker: Option<&str>) -> bool {
    serde_json::from_str::<Value>(json).is_ok_and(|value| holds_quote(&value, interview, speaker))
}

fn holds_quote(value: &Value, interview: &str, speaker: Option<&str>) -> bool {
    match value {
        Value::Object(fields) => {
            let says = |name: &str| fields.get(name).and_then(Value::as_str);
            (fields.contains_key("turn")
                && says("source") == Some(interview)
                && speaker.is_none_or(|speaker| says("speaker") == Some(speaker)))
                || fields.values().any(|value| holds_quote(value, interview, speaker))
        }
        Value::Array(values) => values.iter().any(|value| holds_quote(value, interview, speaker)),
        _ => false,
    }
}
