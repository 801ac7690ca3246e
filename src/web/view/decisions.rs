//! What was decided, the latest first, and what was turned down for good.

use super::edited::{ChangeView, changes};
use super::paging::PAGE;
use super::suggestion::statement;
use super::time::{Moment, moment};
use super::toast::said;
use super::words::kind;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::suggestion::{Body, Stored};
use crate::use_case::{Logged, TurnedDown};
use serde::Serialize;

/// The log of decisions.
#[derive(Debug, Serialize)]
pub(crate) struct DecisionsPage {
    rows: Vec<DecisionRow>,
    more: Option<String>,
}

/// A decision on one line.
#[derive(Debug, Serialize)]
struct DecisionRow {
    at: Moment,
    by: String,
    kind: &'static str,
    /// What it was about; empty once that was forgotten.
    statement: String,
    id: String,
    class: &'static str,
    icon: &'static str,
    said: String,
    note: String,
    /// What was changed.
    changes: Vec<ChangeView>,
    /// The version that an undo must name; none when it cannot be taken back.
    undo: Option<i64>,
}

impl DecisionsPage {
    /// A page of the log; one more row than fits says that there are others.
    pub(crate) fn of(log: &[Logged], from: usize) -> Self {
        Self {
            rows: log.iter().take(PAGE).map(DecisionRow::of).collect(),
            more: (log.len() > PAGE).then(|| format!("/decisions?from={}", from + PAGE)),
        }
    }
}

impl DecisionRow {
    fn of(logged: &Logged) -> Self {
        let decision = &logged.decision;
        let (class, icon) = match decision.verdict {
            Verdict::Accept { .. } => ("pass", "ok"),
            Verdict::Edit => ("accent", "pen"),
            Verdict::Reject { .. } => ("", "no"),
            Verdict::Defer { .. } => ("", "log"),
            Verdict::Undo => ("", "unk"),
        };
        let about = logged.about.as_ref();
        Self {
            at: moment(decision.at),
            by: decision.by.clone(),
            kind: about.map_or("", |stored| kind(stored.suggestion.kind()).0),
            statement: about.map(statement).unwrap_or_default(),
            id: decision.suggestion.to_string(),
            class,
            icon,
            said: said(decision),
            note: decision.note.clone(),
            changes: about.map(|stored| changed(stored, decision)).unwrap_or_default(),
            undo: about.filter(|_| logged.stands).map(|stored| stored.version),
        }
    }
}

/// What an edit changed; nothing once its texts were forgotten.
fn changed(about: &Stored, decision: &Decision) -> Vec<ChangeView> {
    let body = |text: &str| Body::parse(about.suggestion.kind(), text);
    match (&decision.verdict, body(&decision.shown), body(&decision.kept)) {
        (Verdict::Edit, Ok(shown), Ok(kept)) => changes(&shown, &kept),
        _ => Vec::new(),
    }
}

/// What was turned down and does not come back.
#[derive(Debug, Serialize)]
pub(crate) struct LedgerPage {
    rows: Vec<LedgerRow>,
    more: Option<String>,
    total: usize,
}

#[derive(Debug, Serialize)]
struct LedgerRow {
    id: String,
    version: i64,
    kind: &'static str,
    item: String,
    statement: String,
    reason: &'static str,
    note: String,
    by: String,
    at: Moment,
}

impl LedgerPage {
    /// A part of what was turned down, the latest first.
    pub(crate) fn of(ledger: &[TurnedDown], total: usize, from: usize) -> Self {
        Self {
            total,
            rows: ledger
                .iter()
                .map(|one| LedgerRow {
                    id: one.suggestion.id.to_string(),
                    version: one.suggestion.version,
                    kind: kind(one.suggestion.suggestion.kind()).0,
                    item: one.suggestion.suggestion.item.clone(),
                    statement: statement(&one.suggestion),
                    reason: one.reason.in_words(),
                    note: one.note.clone(),
                    by: one.by.clone(),
                    at: moment(one.at),
                })
                .collect(),
            more: (total > from + PAGE).then(|| format!("/ledger?from={}", from + PAGE)),
        }
    }
}
