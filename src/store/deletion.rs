//! Deleting an item or an interview, with a preview of what depends on it.

use super::Store;
use super::chain::blank;
use super::error::StoreError;
use super::json::{from_json, to_json};
use super::outbox::{IndexChange, note_change};
use super::suggestions::mark_open_stale;
use super::transaction::Tx;
use super::vectors::delete_vectors;
use super::workspaces::{DUPLICATES, FINDINGS, TREE, change_setting};
use crate::domain::id::{ItemId, Owner, WorkspaceId};
use crate::domain::interview::Interview;
use crate::domain::question::Question;
use crate::domain::theme::{THEME_CHOICES, ThemeChoice};
use serde::Serialize;
use serde_json::Value;

/// What goes, or loses its ground, with an item or an interview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, utoipa::ToSchema)]
pub struct Dependants {
    /// Keys of the children of an item, which stay without a parent.
    pub children: Vec<String>,
    /// Suggestions on it or with quotes of it: id, state and title.
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
        let interview = self.interview(workspace, key).await?;
        let mut tx = self.begin_reading().await?;
        let (suggestions, decisions) = witnesses(&mut tx, workspace, &interview.key).await?;
        tx.rollback().await?;
        Ok(Dependants { children: Vec::new(), suggestions, decisions })
    }

    /// Forgets the interview with this key: text, turns, file, and the vectors of its texts,
    /// given by their hashes; the suggestions and answers that quote it; and the texts of
    /// decisions on those. The chain stays whole.
    pub async fn forget_interview(
        &self,
        workspace: &WorkspaceId,
        key: &str,
        text_hashes: &[String],
    ) -> Result<Dependants, StoreError> {
        let dependants = self.interview_dependants(workspace, key).await?;
        let mut tx = self.begin_in(workspace).await?;
        forget_one(&mut tx, workspace, &self.interview(workspace, key).await?, text_hashes).await?;
        tx.commit().await?;
        Ok(dependants)
    }

    /// Forgets several interviews as [`Store::forget_interview`] does, all or none.
    pub async fn forget_interviews(
        &self,
        workspace: &WorkspaceId,
        interviews: &[(Interview, Vec<String>)],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_in(workspace).await?;
        for (interview, text_hashes) in interviews {
            forget_one(&mut tx, workspace, interview, text_hashes).await?;
        }
        Ok(tx.commit().await?)
    }
}

async fn forget_one(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    interview: &Interview,
    text_hashes: &[String],
) -> Result<(), StoreError> {
    let owner = Owner::Source(interview.id.clone());
    let (suggestions, decisions) = witnesses(tx, workspace, &interview.key).await?;
    for seq in decisions {
        blank(tx, workspace, seq).await?;
    }
    for (id, ..) in suggestions {
        sqlx::query("DELETE FROM suggestion WHERE workspace = $1 AND id = $2")
            .bind(workspace.as_str())
            .bind(id)
            .execute(&mut **tx)
            .await?;
    }
    forget_answers(tx, workspace, &interview.key).await?;
    change_setting(tx, workspace, THEME_CHOICES, |known| choices_without(known?, &interview.key)).await?;
    for found in [FINDINGS, TREE] {
        change_setting(tx, workspace, found, |_| None).await?;
    }
    delete_vectors(tx, workspace, text_hashes).await?;
    forget_file(tx, workspace, owner.id()).await?;
    sqlx::query("DELETE FROM source WHERE workspace = $1 AND id = $2")
        .bind(workspace.as_str())
        .bind(owner.id())
        .execute(&mut **tx)
        .await?;
    note_change(tx, workspace, IndexChange::Remove, &owner).await
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

/// Takes the quotes of an interview out of the questions that wait; the questions stay.
async fn forget_answers(tx: &mut Tx, workspace: &WorkspaceId, key: &str) -> Result<(), StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, body FROM queued_question WHERE workspace = $1 ORDER BY id")
            .bind(workspace.as_str())
            .fetch_all(&mut **tx)
            .await?;
    for (id, body) in rows.into_iter().filter(|(_, body)| quotes(body, key, None)) {
        let mut question: Question = from_json(&body, "a question")?;
        question.answered_by.retain(|quote| quote.source != key);
        sqlx::query("UPDATE queued_question SET body = $3 WHERE workspace = $1 AND id = $2")
            .bind(workspace.as_str())
            .bind(id)
            .bind(to_json(&question)?)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Removes the jobs that took a source in, and the bytes of its file, unless another source
/// came from the same file.
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
         AND sha256 IN (SELECT raw_sha256 FROM source WHERE workspace = $1 AND id = $2)
         AND sha256 NOT IN (SELECT raw_sha256 FROM source WHERE workspace = $1 AND id <> $2)",
    )
    .bind(workspace.as_str())
    .bind(source)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

type Witnesses = (Vec<(String, String, String)>, Vec<i64>);

/// Suggestions that quote the interview, and decisions whose texts do.
async fn witnesses(tx: &mut Tx, workspace: &WorkspaceId, key: &str) -> Result<Witnesses, StoreError> {
    let rows: Vec<(String, String, String, String, String, String)> = sqlx::query_as(
        "SELECT id, status, title, item, body, evidence FROM suggestion WHERE workspace = $1
         ORDER BY created_at, place, id",
    )
    .bind(workspace.as_str())
    .fetch_all(&mut **tx)
    .await?;
    let suggestions: Vec<_> = rows
        .into_iter()
        .filter(|(_, _, _, item, body, evidence)| {
            item == key || quotes(body, key, None) || quotes(evidence, key, None)
        })
        .map(|(id, status, title, ..)| (id, status, title))
        .collect();
    let texts: Vec<(i64, String, String, String)> = sqlx::query_as(
        "SELECT d.seq, d.suggestion, t.shown, t.kept FROM decision d
         JOIN decision_text t ON t.workspace = d.workspace AND t.seq = d.seq
         WHERE d.workspace = $1 ORDER BY d.seq",
    )
    .bind(workspace.as_str())
    .fetch_all(&mut **tx)
    .await?;
    let decisions = texts
        .into_iter()
        .filter(|(_, suggestion, shown, kept)| {
            suggestions.iter().any(|(id, ..)| id == suggestion)
                || quotes(shown, key, None)
                || quotes(kept, key, None)
        })
        .map(|(seq, ..)| seq)
        .collect();
    Ok((suggestions, decisions))
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
