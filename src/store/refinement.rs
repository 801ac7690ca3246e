//! The result of one refinement, written as one unit that can be repeated.

use super::Store;
use super::error::StoreError;
use super::json::{to_json, to_number};
use super::suggestions::{SuggestionRow, suggestion_row, write_suggestion};
use super::transaction::Tx;
use crate::domain::id::{SuggestionId, WorkspaceId};
use crate::domain::suggestion::{Kind, Status, Suggestion, Verified, Withheld};
use std::collections::BTreeSet;

/// What a refinement changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// Ids of what was handed in, in order, without repeats.
    pub ids: Vec<SuggestionId>,
    /// How many the workspace did not have.
    pub new: usize,
    /// How many were stale and are proposed again.
    pub revived: usize,
    /// How many proposed ones are no longer produced.
    pub stale: usize,
}

impl Store {
    /// Records what an engine makes of `item` for the given kinds.
    ///
    /// The same kind, item and body is the same suggestion. What was proposed and is
    /// no longer produced becomes stale; what a person has decided stays as it is;
    /// what was stale and is produced again is proposed again.
    pub async fn record_refinement(
        &self,
        workspace: &WorkspaceId,
        item: &str,
        kinds: &[Kind],
        suggestions: &[Suggestion<Verified>],
        withheld: &[Withheld],
    ) -> Result<Recorded, StoreError> {
        let fits = |kind: Kind, of: &str| kinds.contains(&kind) && of == item;
        if !(suggestions.iter().all(|one| fits(one.kind(), &one.item))
            && withheld.iter().all(|one| fits(one.kind, &one.item)))
        {
            return Err(StoreError::Misfit("a suggestion is on another item or of another kind"));
        }
        let now = self.now();
        let mut tx = self.begin_in(workspace).await?;
        let mut recorded = Recorded::default();
        let mut produced = BTreeSet::new();
        for suggestion in suggestions {
            let id = suggestion.id(workspace);
            if produced.insert(id.clone()) {
                let mut row = SuggestionRow::of(&id, suggestion)?;
                row.place = to_number(recorded.ids.len());
                row.created_at = now;
                record_one(&mut tx, workspace, row, &mut recorded).await?;
                recorded.ids.push(id);
            }
        }
        for &kind in kinds {
            recorded.stale += retire(&mut tx, workspace, item, kind, &produced).await?;
            replace_withheld(&mut tx, workspace, item, kind, withheld, now).await?;
        }
        tx.commit().await?;
        Ok(recorded)
    }
}

async fn record_one(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    mut row: SuggestionRow,
    recorded: &mut Recorded,
) -> Result<(), StoreError> {
    let before = suggestion_row(tx, workspace, &SuggestionId::new(&*row.id)).await?;
    match before {
        None => recorded.new += 1,
        Some(before) => match before.status()? {
            Status::Stale => {
                row.version = before.version + 1;
                recorded.revived += 1;
            }
            // Its evidence may be newer; the person who has it before them must read again.
            Status::Proposed => {
                let same = before.evidence == row.evidence && before.checks == row.checks;
                if same {
                    return Ok(());
                }
                row.version = before.version + 1;
            }
            Status::Accepted | Status::Edited | Status::Rejected | Status::Deferred => return Ok(()),
        },
    }
    write_suggestion(tx, workspace, &row).await
}

async fn retire(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &str,
    kind: Kind,
    produced: &BTreeSet<SuggestionId>,
) -> Result<usize, StoreError> {
    let open: Vec<(String,)> = sqlx::query_as(
        "SELECT id FROM suggestion
         WHERE workspace = $1 AND item = $2 AND kind = $3 AND status = 'proposed' ORDER BY id",
    )
    .bind(workspace.as_str())
    .bind(item)
    .bind(kind.id())
    .fetch_all(&mut **tx)
    .await?;
    let mut retired = 0;
    for (id,) in open.into_iter().filter(|(id,)| !produced.contains(&SuggestionId::new(&**id))) {
        sqlx::query(
            "UPDATE suggestion SET status = 'stale', version = version + 1 WHERE workspace = $1 AND id = $2",
        )
        .bind(workspace.as_str())
        .bind(id)
        .execute(&mut **tx)
        .await?;
        retired += 1;
    }
    Ok(retired)
}

async fn replace_withheld(
    tx: &mut Tx,
    workspace: &WorkspaceId,
    item: &str,
    kind: Kind,
    withheld: &[Withheld],
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM withheld WHERE workspace = $1 AND item = $2 AND kind = $3")
        .bind(workspace.as_str())
        .bind(item)
        .bind(kind.id())
        .execute(&mut **tx)
        .await?;
    for draft in withheld.iter().filter(|draft| draft.kind == kind) {
        sqlx::query(
            "INSERT INTO withheld (workspace, kind, item, fingerprint, at, body)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(workspace.as_str())
        .bind(kind.id())
        .bind(item)
        .bind(&draft.fingerprint)
        .bind(now)
        .bind(to_json(draft)?)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
