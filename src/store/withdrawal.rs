//! What becomes of suggestions and decisions when people are forgotten: they stand, marked, and
//! without the words.

use super::chain::blank_texts;
use super::deletion::Dependants;
use super::error::StoreError;
use super::json::{from_json, to_json};
use super::outbox::{IndexChange, note_change};
use super::suggestions::{SuggestionRow, select_suggestions, write_suggestion};
use super::transaction::Tx;
use super::workspaces::{FINDINGS, change_setting};
use crate::domain::id::{ItemId, Owner, WorkspaceId, sha256_hex};
use crate::domain::item::ItemRecord;
use crate::domain::suggestion::{Body, Kind, Status};
use crate::domain::withdrawal::{FORGOTTEN, Traces};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What has to change, before anything is changed.
#[derive(Debug, Default)]
pub(super) struct Withdrawal {
    /// Suggestions as they are, and as they will be.
    suggestions: Vec<(SuggestionRow, SuggestionRow)>,
    /// Images that an undo puts back, by the place of their decision.
    images: Vec<(i64, SuggestionRow)>,
    /// Decisions whose texts are blanked.
    decisions: Vec<i64>,
    /// Withheld drafts that go: kind, item, fingerprint.
    withheld: Vec<(String, String, String)>,
    /// Bodies of the two registers: how each is written, id, body.
    registered: Vec<(&'static str, String, String)>,
    /// Lines of the journal, by their place, and jobs that have ended, by their id.
    lines: Vec<(i64, String)>,
    jobs: Vec<String>,
    /// Slices, and what they were before: id, record, and the same without their words.
    slices: Vec<(String, String, String)>,
}

impl Withdrawal {
    /// The suggestions that lose evidence, and the decisions that lose their texts. Where only the
    /// receipt named the interview among what was searched, nothing is lost.
    pub(super) fn dependants(&self) -> Dependants {
        let shown = |(row, after): &(SuggestionRow, SuggestionRow)| {
            (row.version != after.version).then(|| (row.id.clone(), row.status.clone(), row.title.clone()))
        };
        Dependants {
            children: Vec::new(),
            suggestions: self.suggestions.iter().filter_map(shown).collect(),
            decisions: self.decisions.clone(),
        }
    }

    /// Finds what holds words or quotes of those who are forgotten.
    pub(super) async fn plan(
        tx: &mut Tx,
        workspace: &WorkspaceId,
        traces: &Traces,
    ) -> Result<Self, StoreError> {
        let mut plan = Self::default();
        let rows: Vec<SuggestionRow> =
            sqlx::query_as(select_suggestions!("WHERE workspace = $1 ORDER BY created_at, place, id"))
                .bind(workspace.as_str())
                .fetch_all(&mut **tx)
                .await?;
        for row in rows {
            let after = without(&row, traces)?;
            if after != row {
                plan.suggestions.push((row, after));
            }
        }
        let images: Vec<(i64, String)> =
            sqlx::query_as("SELECT seq, before FROM decision_undo WHERE workspace = $1 ORDER BY seq")
                .bind(workspace.as_str())
                .fetch_all(&mut **tx)
                .await?;
        for (seq, image) in images {
            let image: SuggestionRow = from_json(&image, "an undo")?;
            let after = without(&image, traces)?;
            if after != image {
                plan.images.push((seq, after));
            }
        }
        let texts: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT seq, shown, kept, note FROM decision_text WHERE workspace = $1 AND blanked = 0 ORDER BY seq",
        )
        .bind(workspace.as_str())
        .fetch_all(&mut **tx)
        .await?;
        let holds = |(_, shown, kept, note): &(i64, String, String, String)| {
            differs(shown, traces) || differs(kept, traces) || traces.stand_in(note)
        };
        plan.decisions = texts.iter().filter(|text| holds(text)).map(|text| text.0).collect();
        let drafts: Vec<(String, String, String, String)> =
            sqlx::query_as("SELECT kind, item, fingerprint, body FROM withheld WHERE workspace = $1")
                .bind(workspace.as_str())
                .fetch_all(&mut **tx)
                .await?;
        let theirs = drafts.into_iter().filter(|draft| traces.is_of(&draft.1) || differs(&draft.3, traces));
        plan.withheld = theirs.map(|(kind, item, fingerprint, _)| (kind, item, fingerprint)).collect();
        for (read, write) in REGISTERS {
            let bodies: Vec<(String, String)> =
                sqlx::query_as(read).bind(workspace.as_str()).fetch_all(&mut **tx).await?;
            let changed = bodies.into_iter().filter(|(_, body)| differs(body, traces));
            plan.registered.extend(changed.map(|(id, body)| (write, id, taken_out(&body, traces))));
        }
        plan.read_records(tx, workspace, traces).await?;
        Ok(plan)
    }

    /// Finds their words in what was noted, done and made beside the suggestions.
    async fn read_records(
        &mut self,
        tx: &mut Tx,
        workspace: &WorkspaceId,
        traces: &Traces,
    ) -> Result<(), StoreError> {
        let lines: Vec<(i64, String)> =
            sqlx::query_as("SELECT seq, entry FROM journal WHERE workspace = $1 ORDER BY seq")
                .bind(workspace.as_str())
                .fetch_all(&mut **tx)
                .await?;
        let changed = lines.into_iter().map(|(seq, entry)| (seq, taken_out(&entry, traces), entry));
        self.lines = changed.filter(|line| line.1 != line.2).map(|(seq, entry, _)| (seq, entry)).collect();
        let jobs: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT id, payload, outcome FROM job
             WHERE workspace = $1 AND state NOT IN ('waiting', 'running') ORDER BY id",
        )
        .bind(workspace.as_str())
        .fetch_all(&mut **tx)
        .await?;
        let theirs = jobs.into_iter().filter(|job| differs(&job.1, traces) || differs(&job.2, traces));
        self.jobs = theirs.map(|job| job.0).collect();
        let records: Vec<(String, String)> = sqlx::query_as(
            "SELECT id, record FROM item WHERE workspace = $1
             UNION SELECT item, record FROM item_history WHERE workspace = $1 ORDER BY 1, 2",
        )
        .bind(workspace.as_str())
        .fetch_all(&mut **tx)
        .await?;
        for (id, before) in records {
            let is_slice = from_json::<ItemRecord>(&before, "an item")?.is_slice();
            let after = taken_out(&before, traces);
            if is_slice && after != before {
                self.slices.push((id, before, after));
            }
        }
        Ok(())
    }

    /// Writes what was planned; the caller commits.
    pub(super) async fn write(
        self,
        tx: &mut Tx,
        workspace: &WorkspaceId,
        traces: &Traces,
    ) -> Result<(), StoreError> {
        for (_, after) in &self.suggestions {
            write_suggestion(tx, workspace, after).await?;
            sqlx::query("UPDATE suggestion SET item = $3 WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(&after.id)
                .bind(&after.item)
                .execute(&mut **tx)
                .await?;
        }
        for (seq, image) in &self.images {
            sqlx::query("UPDATE decision_undo SET before = $3 WHERE workspace = $1 AND seq = $2")
                .bind(workspace.as_str())
                .bind(*seq)
                .bind(to_json(image)?)
                .execute(&mut **tx)
                .await?;
        }
        for seq in self.decisions {
            blank_texts(tx, workspace, seq).await?;
        }
        for (kind, item, fingerprint) in self.withheld {
            sqlx::query(
                "DELETE FROM withheld WHERE workspace = $1 AND kind = $2 AND item = $3 AND fingerprint = $4",
            )
            .bind(workspace.as_str())
            .bind(kind)
            .bind(item)
            .bind(fingerprint)
            .execute(&mut **tx)
            .await?;
        }
        for (sql, id, body) in self.registered {
            sqlx::query(sql).bind(workspace.as_str()).bind(id).bind(body).execute(&mut **tx).await?;
        }
        for (seq, entry) in self.lines {
            sqlx::query("UPDATE journal SET entry = $3 WHERE workspace = $1 AND seq = $2")
                .bind(workspace.as_str())
                .bind(seq)
                .bind(entry)
                .execute(&mut **tx)
                .await?;
        }
        for id in self.jobs {
            sqlx::query("DELETE FROM job WHERE workspace = $1 AND id = $2")
                .bind(workspace.as_str())
                .bind(id)
                .execute(&mut **tx)
                .await?;
        }
        for (id, before, after) in self.slices {
            for sql in RECORDS {
                sqlx::query(sql)
                    .bind(workspace.as_str())
                    .bind(&id)
                    .bind(&before)
                    .bind(&after)
                    .execute(&mut **tx)
                    .await?;
            }
            note_change(tx, workspace, IndexChange::Put, &Owner::Item(ItemId::new(id))).await?;
        }
        change_setting(tx, workspace, FINDINGS, |known| Some(taken_out(known?, traces))).await
    }
}

/// How what was accepted of assumptions and questions is read and written.
const REGISTERS: [(&str, &str); 2] = [
    (
        "SELECT id, body FROM registered_assumption WHERE workspace = $1 ORDER BY id",
        "UPDATE registered_assumption SET body = $3 WHERE workspace = $1 AND id = $2",
    ),
    (
        "SELECT id, body FROM queued_question WHERE workspace = $1 ORDER BY id",
        "UPDATE queued_question SET body = $3 WHERE workspace = $1 AND id = $2",
    ),
];

/// How the record of a slice is written, as it is and as it was.
const RECORDS: [&str; 2] = [
    "UPDATE item SET record = $4, version = version + 1 WHERE workspace = $1 AND id = $2 AND record = $3",
    "UPDATE item_history SET record = $4 WHERE workspace = $1 AND item = $2 AND record = $3",
];

/// The suggestion without their words, marked; the same where it holds none.
fn without(row: &SuggestionRow, traces: &Traces) -> Result<SuggestionRow, StoreError> {
    let mut after = row.clone();
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let (mut body, mut evidence) = (read(&row.body), read(&row.evidence));
    let is_their_page = row.kind == Kind::Snapshot.id() && traces.is_of(&row.item);
    let mut gone;
    if is_their_page {
        gone = traces.quotes_in(&body).max(1);
        body = json!({ "interview": FORGOTTEN });
        evidence = json!({ "for": [], "against": [], "searched": 0, "participants": 0 });
        FORGOTTEN.clone_into(&mut after.item);
        "Page of somebody who was forgotten".clone_into(&mut after.title);
        after.why.clear();
    } else {
        gone = traces.take_out(&mut body).max(traces.take_out(&mut evidence));
        after.title = traces.out_of(&row.title);
        after.why = traces.out_of(&row.why);
        let words_went = after.title != row.title || body != read(&row.body);
        gone = gone.max(usize::from(words_went));
    }
    after.checks = taken_out(&row.checks, traces);
    after.receipt = taken_out(&row.receipt, traces);
    if gone > 0 {
        evidence["withdrawn"] =
            json!(gone + evidence["withdrawn"].as_u64().map_or(0, |n| usize::try_from(n).unwrap_or(0)));
        evidence["participants"] =
            json!(people_in(&evidence).min(evidence["participants"].as_u64().unwrap_or(0)));
        let kind = Kind::parse(&row.kind).ok_or_else(|| StoreError::Corrupt("a kind is not known".into()))?;
        let body = Body::parse(kind, &body.to_string())
            .map_err(|_| StoreError::Corrupt("a body cannot be read".into()))?;
        after.body = body.canonical();
        after.fingerprint = sha256_hex(after.body.as_bytes());
        after.evidence = evidence.to_string();
        after.version += 1;
        let rests_on_nothing = matches!(&body, Body::Theme(theme) if theme.quotes.is_empty());
        if (is_their_page || rests_on_nothing) && row.status()?.is_open() {
            Status::Stale.id().clone_into(&mut after.status);
            after.deferred_until = None;
        }
    }
    Ok(after)
}

/// Distinct sources of the quotes that are left.
fn people_in(evidence: &Value) -> u64 {
    let sides = ["for", "against"].into_iter().filter_map(|side| evidence[side].as_array());
    let sources: BTreeSet<&str> = sides.flatten().filter_map(|quote| quote["source"].as_str()).collect();
    sources.len() as u64
}

fn taken_out(json: &str, traces: &Traces) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(json) else { return json.to_owned() };
    let before = value.clone();
    traces.take_out(&mut value);
    if value == before { json.to_owned() } else { value.to_string() }
}

fn differs(json: &str, traces: &Traces) -> bool {
    taken_out(json, traces) != json
}
