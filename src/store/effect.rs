//! The one change that accepting a suggestion applies, and how it is taken back.

use super::error::{StoreError, found};
use super::items::{item_row, save_item};
use super::journal::book_in;
use super::json::{from_json, to_json};
use super::outbox::{IndexChange, note_change};
use super::transaction::Tx;
use crate::domain::asking::Asking;
use crate::domain::assumption::Assumption;
use crate::domain::experiment::Step;
use crate::domain::id::{ItemId, Owner, SuggestionId, WorkspaceId};
use crate::domain::item::Item;
use crate::domain::journal::lines_of;
use crate::domain::question::{Question, Serves};
use crate::domain::suggestion::Kind;
use serde::{Deserialize, Serialize};

/// What accepting changes in the workspace.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Effect {
    /// Nothing beyond the state of the suggestion.
    #[default]
    None,
    /// The open work of the parent is replaced by its slices.
    ReplaceByChildren {
        /// The item that was split.
        parent: ItemId,
        /// The slices, with keys and positions.
        children: Vec<Item>,
    },
    /// The assumption enters the register under the id of its suggestion.
    RegisterAssumption(Assumption),
    /// The question enters the queue of a stakeholder.
    QueueQuestion {
        /// Name in the register, or the addressee as written.
        stakeholder: String,
        /// The question.
        question: Question,
    },
}

/// An assumption of the register.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RegisteredAssumption {
    /// Id of the suggestion that it comes from.
    pub id: SuggestionId,
    /// Key of the item.
    pub item: String,
    /// When a person accepted it, in milliseconds since the epoch.
    pub registered_at: i64,
    /// The assumption.
    pub assumption: Assumption,
}

/// A question that waits to be asked.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct QueuedQuestion {
    /// Id of the suggestion that it comes from.
    pub id: SuggestionId,
    /// Key of the item.
    pub item: String,
    /// Whom to ask.
    pub stakeholder: String,
    /// When a person accepted it, in milliseconds since the epoch.
    pub queued_at: i64,
    /// The question.
    pub question: Question,
}

/// What was changed, as far as taking it back needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub(super) enum Change {
    Nothing,
    Children { parent: ItemId, was_replaced: bool, children: Vec<ItemId> },
    Assumption,
    Question,
}

/// On what, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) suggestion: &'a SuggestionId,
    pub(super) kind: Kind,
    pub(super) item: &'a str,
    pub(super) now: i64,
}

/// Applies `effect`; the caller commits.
pub(super) async fn apply(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    subject: Subject<'_>,
    effect: &Effect,
) -> Result<Change, StoreError> {
    match (effect, subject.kind) {
        (Effect::None, _) => Ok(Change::Nothing),
        (Effect::ReplaceByChildren { parent, children }, Kind::Split) => {
            replace_by_children(tx, workspace, subject, parent, children).await
        }
        (Effect::RegisterAssumption(assumption), Kind::Assumption) => {
            sqlx::query(
                "INSERT INTO registered_assumption (workspace, id, item, registered_at, body)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(workspace.as_str())
            .bind(subject.suggestion.as_str())
            .bind(subject.item)
            .bind(subject.now)
            .bind(to_json(assumption)?)
            .execute(&mut **tx)
            .await?;
            Ok(Change::Assumption)
        }
        (Effect::QueueQuestion { stakeholder, question }, Kind::Question) => {
            sqlx::query(
                "INSERT INTO queued_question (workspace, id, item, stakeholder, queued_at, body)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(workspace.as_str())
            .bind(subject.suggestion.as_str())
            .bind(subject.item)
            .bind(stakeholder)
            .bind(subject.now)
            .bind(to_json(question)?)
            .execute(&mut **tx)
            .await?;
            Ok(Change::Question)
        }
        _ => Err(StoreError::Misfit("this kind of suggestion makes no such change")),
    }
}

async fn replace_by_children(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    subject: Subject<'_>,
    parent: &ItemId,
    children: &[Item],
) -> Result<Change, StoreError> {
    let row = found(item_row(tx, workspace, parent).await?, "item", subject.item)?;
    if row.key != subject.item {
        return Err(StoreError::Misfit("the split is of another item"));
    }
    for child in children {
        if item_row(tx, workspace, &child.id).await?.is_some() {
            return Err(StoreError::Taken { what: "item", name: child.key.clone() });
        }
        save_item(tx, workspace, child, subject.now).await?;
    }
    set_replaced(tx, workspace, parent, true).await?;
    Ok(Change::Children {
        parent: parent.clone(),
        was_replaced: row.replaced != 0,
        children: children.iter().map(|child| child.id.clone()).collect(),
    })
}

async fn set_replaced(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &ItemId,
    replaced: bool,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE item SET replaced = $3 WHERE workspace = $1 AND id = $2")
        .bind(workspace.as_str())
        .bind(item.as_str())
        .bind(i64::from(replaced))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes `change` back; the caller commits.
pub(super) async fn revert(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    suggestion: &SuggestionId,
    change: &Change,
) -> Result<(), StoreError> {
    let dependants = dependants(tx, workspace, suggestion, change).await?;
    if !dependants.is_empty() {
        return Err(StoreError::Depends { what: "the decision".into(), dependants });
    }
    match change {
        Change::Nothing => {}
        Change::Children { parent, was_replaced, children } => {
            for child in children {
                remove_child(tx, workspace, child).await?;
            }
            set_replaced(tx, workspace, parent, *was_replaced).await?;
        }
        Change::Assumption => {
            sqlx::query("DELETE FROM registered_assumption WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(suggestion.as_str())
                .execute(&mut **tx)
                .await?;
        }
        Change::Question => {
            sqlx::query("DELETE FROM queued_question WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(suggestion.as_str())
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(())
}

async fn remove_child(tx: &mut Tx, workspace: &WorkspaceId, child: &ItemId) -> Result<(), StoreError> {
    let Some(row) = item_row(tx, workspace, child).await? else { return Ok(()) };
    super::suggestions::mark_open_stale(tx, workspace, &row.key).await?;
    super::deletion::remove_item(tx, workspace, child).await?;
    note_change(tx, workspace, IndexChange::Remove, &Owner::Item(child.clone())).await
}

/// What rests on `change`, one phrase each.
async fn dependants(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    suggestion: &SuggestionId,
    change: &Change,
) -> Result<Vec<String>, StoreError> {
    let mut phrases = Vec::new();
    match change {
        Change::Nothing => {}
        Change::Question => {
            if !lines_of(&book_in::<Asking>(tx, workspace).await?, suggestion.as_str()).is_empty() {
                phrases.push("that it was asked".into());
            }
        }
        Change::Children { children, .. } => {
            for child in children {
                phrases.extend(dependants_of_child(tx, workspace, child).await?);
            }
        }
        Change::Assumption => {
            if !lines_of(&book_in::<Step>(tx, workspace).await?, suggestion.as_str()).is_empty() {
                phrases.push("what was done on it since".into());
            }
            let questions: Vec<(String, String)> = sqlx::query_as(
                "SELECT id, body FROM queued_question WHERE workspace = $1 ORDER BY queued_at, id",
            )
            .bind(workspace.as_str())
            .fetch_all(&mut **tx)
            .await?;
            for (id, body) in questions {
                let question: Question = from_json(&body, "a question")?;
                if question.serves == Serves::Assumption(suggestion.to_string()) {
                    phrases.push(format!("question {}", SuggestionId::new(id).short()));
                }
            }
        }
    }
    Ok(phrases)
}

async fn dependants_of_child(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    child: &ItemId,
) -> Result<Vec<String>, StoreError> {
    let Some(row) = item_row(tx, workspace, child).await? else { return Ok(Vec::new()) };
    let (decided,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM suggestion WHERE workspace = $1 AND item = $2 AND status IN ('accepted', 'edited')",
    )
    .bind(workspace.as_str())
    .bind(&row.key)
    .fetch_one(&mut **tx)
    .await?;
    let (children,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM item WHERE workspace = $1 AND parent = $2")
            .bind(workspace.as_str())
            .bind(&row.key)
            .fetch_one(&mut **tx)
            .await?;
    let reasons = [
        (row.version > 1, "edited since"),
        (row.exported != 0, "exported"),
        (decided > 0, "with decisions of its own"),
        (children > 0, "with children of its own"),
    ];
    Ok(reasons.iter().filter(|(holds, _)| *holds).map(|(_, why)| format!("{} ({why})", row.key)).collect())
}
